//! Lists of enquiries, and who may see which.

use std::time::Duration;

use causeway_core::staff::Role;
use causeway_testkit::both_engines;
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, Shop, Story, business, on};

/// Two channels with two groups, and one enquiry in each state on the first.
struct Scene {
    business: Business,
    ann: Person,
    bob: Person,
    one: Shop,
    other: Shop,
}

/// The visitors' ids in the list's order.
fn visitors(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|enquiry| enquiry["visitor"]["externalId"].as_str().unwrap())
        .collect()
}

async fn scene(business: Business) -> Scene {
    let ann = business.hire_agent("Ann Lee").await;
    let bob = business.hire_agent("Bob Ray").await;
    let one = business
        .connect(Connection {
            name: "One",
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let other = business
        .connect(Connection {
            name: "Other",
            members: &[&bob],
            ..Connection::default()
        })
        .await;
    let scene = Scene {
        business,
        ann,
        bob,
        one,
        other,
    };
    let minute = || scene.business.pass(Duration::from_mins(1));
    let closed = scene
        .business
        .ongoing(&scene.one, "closed", &scene.ann)
        .await;
    scene
        .ann
        .api
        .call(&format!("/enquiries/{}/close", id(&closed)))
        .await
        .expect(StatusCode::OK);
    minute();
    scene.one.writes("missed", "m-1", "Anybody?").await;
    scene.one.writes("followed-up", "m-2", "Anybody?").await;
    // Longer than a destination waits.
    minute();
    scene.business.tick_all().await;
    let missed = scene.ann.api.read("/enquiries?status=missed").await;
    let followed = missed["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["visitor"]["externalId"] == "followed-up");
    scene
        .ann
        .api
        .call(&format!("/enquiries/{}/pick-up", id(followed.unwrap())))
        .await
        .expect(StatusCode::OK);
    minute();
    scene
        .business
        .ongoing(&scene.one, "ongoing", &scene.ann)
        .await;
    minute();
    scene.one.writes("open", "m-3", "Hello!").await;
    minute();
    scene.other.writes("elsewhere", "m-1", "Hello!").await;
    scene
}

fn id(enquiry: &Value) -> &str {
    enquiry["id"].as_str().unwrap()
}

both_engines! { on =>
    async fn each_person_sees_the_enquiries_that_they_may_read(business: Business) {
        let scene = scene(business).await;
        let all = ["elsewhere", "open", "ongoing", "followed-up", "missed", "closed"];
        assert_eq!(visitors(&scene.business.admin.api.read("/enquiries").await), all);
        assert_eq!(visitors(&scene.ann.api.read("/enquiries").await), all[1..]);
        assert_eq!(visitors(&scene.bob.api.read("/enquiries").await), ["elsewhere"]);
        let carol = scene.business.hire("Carol Fox", Role::Supervisor).await;
        assert!(visitors(&carol.api.read("/enquiries").await).is_empty());
        let group = format!("/service-groups/{}", scene.one.group_id);
        let members = json!({ "memberIds": [scene.ann.id, carol.id] });
        let change = scene.business.admin.api.json(http::Method::PATCH, &group, &members).await;
        change.expect(StatusCode::OK);
        // A supervisor sees what was offered to their group, whoever handles it.
        assert_eq!(visitors(&carol.api.read("/enquiries").await), all[1..]);
        // What is listed can be opened, and nothing else.
        for person in [&scene.business.admin, &scene.ann, &scene.bob, &carol] {
            let listed = person.api.read("/enquiries").await;
            for enquiry in scene.business.admin.api.read("/enquiries").await["items"].as_array().unwrap() {
                let path = format!("/enquiries/{}", id(enquiry));
                if visitors(&listed).contains(&enquiry["visitor"]["externalId"].as_str().unwrap()) {
                    assert_eq!(&person.api.read(&path).await, enquiry);
                    person.api.get(&format!("{path}/messages")).await.expect(StatusCode::OK);
                } else {
                    person.api.get(&path).await.refused(404, "not-found");
                    person.api.get(&format!("{path}/messages")).await.refused(404, "not-found");
                }
            }
        }
    }

    async fn lists_are_filtered_and_paged(business: Business) {
        let scene = scene(business).await;
        let admin = &scene.business.admin.api;
        let ann = scene.ann.id;
        let (channel, group) = (&scene.other.channel_id, &scene.one.group_id);
        for (query, expected) in [
            ("status=open".to_owned(), vec!["elsewhere", "open"]),
            ("status=ongoing,followedUp".to_owned(), vec!["ongoing", "followed-up"]),
            ("status=open%2C%20missed".to_owned(), vec!["elsewhere", "open", "missed"]),
            ("status=".to_owned(), vec!["elsewhere", "open", "ongoing", "followed-up", "missed", "closed"]),
            (format!("ownerId={ann}"), vec!["ongoing", "followed-up", "closed"]),
            (format!("ownerId={ann}&status=closed"), vec!["closed"]),
            (format!("channelId={channel}"), vec!["elsewhere"]),
            (format!("groupId={group}&status=open"), vec!["open"]),
            ("q=inq-000001".to_owned(), vec!["closed"]),
            ("q=ELSE".to_owned(), vec!["elsewhere"]),
            ("q=%25".to_owned(), vec![]),
            ("q=_".to_owned(), vec![]),
            ("from=2026-11-18T11:09:00Z".to_owned(), vec!["elsewhere", "open", "ongoing"]),
            ("from=2026-11-18T11:07:00Z&to=2026-11-18T11:09:00Z".to_owned(), vec!["followed-up", "missed"]),
        ] {
            assert_eq!(visitors(&admin.read(&format!("/enquiries?{query}")).await), expected, "{query}");
        }
        let mut seen = Vec::new();
        let mut path = "/enquiries?limit=2".to_owned();
        loop {
            let page = admin.read(&path).await;
            seen.extend(visitors(&page).into_iter().map(str::to_owned));
            let Some(cursor) = page["nextCursor"].as_str() else { break };
            assert_eq!(visitors(&page).len(), 2);
            path = format!("/enquiries?limit=2&cursor={cursor}");
        }
        assert_eq!(seen, ["elsewhere", "open", "ongoing", "followed-up", "missed", "closed"]);
    }
}

#[tokio::test]
async fn an_invalid_query_reports_all_its_faults() {
    let business = business().await;
    let query = format!(
        "status=lost&ownerId=7&channelId=enq_1&groupId=x&from=soon&to=later&limit=201&cursor=x&q={}",
        "x".repeat(201)
    );
    let answer = business.admin.api.get(&format!("/enquiries?{query}")).await;
    let mut story = Story::default();
    story.value("the list", &answer.refused(422, "invalid")["errors"]);
    let enquiry_id = "enq_00000000000000000000000001";
    let answer = business
        .admin
        .api
        .get(&format!(
            "/enquiries/{enquiry_id}/messages?after=1&before=2&limit=0"
        ))
        .await;
    story.value(
        "the conversation",
        &answer.refused(422, "invalid")["errors"],
    );
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn a_conversation_is_read_in_pages() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let mut enquiry_id = Value::Null;
    for number in 1..=7 {
        enquiry_id =
            shop.writes("u-1", &format!("m-{number}"), "Hello!").await["enquiryId"].clone();
    }
    let path = format!("/enquiries/{}/messages", enquiry_id.as_str().unwrap());
    let part = async |query: &str| {
        let list = business.admin.api.read(&format!("{path}?{query}")).await;
        let sequences = list["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|message| message["sequence"].as_i64().unwrap());
        (
            sequences.collect::<Vec<_>>(),
            list["hasMore"].as_bool().unwrap(),
        )
    };
    assert_eq!(part("limit=3").await, (vec![5, 6, 7], true));
    assert_eq!(part("before=5&limit=3").await, (vec![2, 3, 4], true));
    assert_eq!(part("before=2&limit=3").await, (vec![1], false));
    assert_eq!(part("after=4&limit=3").await, (vec![5, 6, 7], false));
    assert_eq!(part("after=0&limit=3").await, (vec![1, 2, 3], true));
    assert_eq!(part("after=99").await, (vec![], false));
    assert_eq!(part("").await, ((1..=7).collect(), false));
}

#[tokio::test]
async fn a_later_enquiry_shows_the_whole_room_history() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let first = business.ongoing(&shop, "u-1", &agent).await;
    agent
        .api
        .call(&format!("/enquiries/{}/close", id(&first)))
        .await
        .expect(StatusCode::OK);
    let written = shop.writes("u-1", "m-2", "Hello again!").await;
    let second = written["enquiryId"].as_str().unwrap();
    assert_eq!(agent.conversation(second).await.len(), 2);
    let shown = agent.api.read(&format!("/enquiries/{second}")).await;
    assert_eq!(
        (&shown["unread"], &shown["lastSequence"]),
        (&json!(1), &json!(2))
    );
}

#[tokio::test]
async fn without_a_session_nothing_is_visible() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let written = shop.writes("u-1", "m-1", "Hello!").await;
    let id = written["enquiryId"].as_str().unwrap();
    let stranger = crate::support::Caller::new(
        &business.router,
        "/api/v1",
        http::header::COOKIE,
        "causeway_session=x",
    );
    for path in [
        "/enquiries".to_owned(),
        format!("/enquiries/{id}"),
        format!("/enquiries/{id}/messages"),
        "/events".to_owned(),
    ] {
        stranger.get(&path).await.refused(401, "not-signed-in");
    }
    for verb in [
        "pick-up",
        "close",
        "read",
        "typing",
        "messages",
        "messages/msg_00000000000000000000000000/retry",
    ] {
        stranger
            .post(&format!("/enquiries/{id}/{verb}"), &json!({}))
            .await
            .refused(401, "not-signed-in");
    }
}
