//! Picking up, closing, reading.

use causeway_core::staff::Role;
use causeway_testkit::{Receiver, both_engines};
use futures_util::future::join_all;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, Story, business, on};

both_engines! { on =>
    async fn of_simultaneous_pick_ups_one_wins_and_the_others_learn_who(business: Business) {
        let mut agents = Vec::new();
        for number in 0..6 {
            agents.push(business.hire_agent(&format!("Agent {number}")).await);
        }
        let members: Vec<&Person> = agents.iter().collect();
        let shop = business.connect(Connection { members: &members, ..Connection::default() }).await;
        let written = shop.writes("u-1", "m-1", "Hello!").await;
        let path = format!("/enquiries/{}/pick-up", written["enquiryId"].as_str().unwrap());
        let answers = join_all(agents.iter().map(|agent| agent.api.call(&path))).await;
        let winners: Vec<&Person> =
            agents.iter().zip(&answers).filter(|(_, answer)| answer.status == StatusCode::OK).map(|(agent, _)| agent).collect();
        assert_eq!(winners.len(), 1);
        for answer in answers.iter().filter(|answer| answer.status != StatusCode::OK) {
            let problem = answer.refused(409, "already-picked-up");
            assert_eq!(problem["enquiry"], json!({
                "id": written["enquiryId"], "number": "INQ-000001", "status": "ongoing", "ownerId": winners[0].id,
                "version": 2,
            }));
        }
        // The winner may repeat the request.
        winners[0].api.call(&path).await.expect(StatusCode::OK);
    }

    async fn a_members_capacity_is_kept_and_further_enquiries_wait(business: Business) {
        let agent = business.hire_agent("Ann Lee").await;
        let shop = business.connect(Connection { members: &[&agent], ..Connection::default() }).await;
        let group = format!("/service-groups/{}", shop.group_id);
        let limit = async |max: u32| {
            let form = json!({ "maxOpenPerMember": max });
            business.admin.api.json(Method::PATCH, &group, &form).await.expect(StatusCode::OK);
        };
        limit(1).await;
        let mut pick_up = Vec::new();
        for number in 0..4 {
            let written = shop.writes(&format!("u-{number}"), &format!("m-{number}"), "Hello!").await;
            pick_up.push(format!("/enquiries/{}/pick-up", written["enquiryId"].as_str().unwrap()));
        }
        // All four are offered to her, and she picks up all of them at the same time.
        let answers = join_all(pick_up.iter().map(|path| agent.api.call(path))).await;
        let taken = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
        assert_eq!(taken, 1, "{answers:?}");
        let offers = async || {
            let list = business.admin.api.read("/enquiries?status=open").await;
            let lists = list["items"].as_array().unwrap().iter().map(|enquiry| enquiry["offers"].as_array().unwrap().len());
            lists.collect::<Vec<_>>()
        };
        limit(1).await;
        assert_eq!(offers().await, [0, 0, 0], "they wait for her");
        limit(2).await;
        assert_eq!(offers().await, [1, 1, 1], "a new limit takes effect immediately");
    }
}

#[tokio::test]
async fn the_life_of_an_enquiry() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let written = shop.writes("u-1", "m-1", "Hello!").await;
    let path = format!("/enquiries/{}", written["enquiryId"].as_str().unwrap());
    let mut story = Story::default();
    story.answer("offered", &agent.api.get(&path).await);
    agent
        .api
        .call(&format!("{path}/close"))
        .await
        .refused(403, "forbidden");
    business
        .admin
        .api
        .call(&format!("{path}/close"))
        .await
        .refused(409, "not-picked-up");
    business.pass(std::time::Duration::from_secs(3));
    story.answer(
        "picked up",
        &agent.api.call(&format!("{path}/pick-up")).await,
    );
    business.pass(std::time::Duration::from_secs(3));
    story.answer("closed", &agent.api.call(&format!("{path}/close")).await);
    agent
        .api
        .call(&format!("{path}/close"))
        .await
        .refused(409, "enquiry-closed");
    agent
        .api
        .call(&format!("{path}/pick-up"))
        .await
        .refused(409, "enquiry-closed");
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn only_staff_with_an_offer_may_pick_up() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let bob = business.hire_agent("Bob Ray").await;
    let shop = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let written = shop.writes("u-1", "m-1", "Hello!").await;
    let path = format!(
        "/enquiries/{}/pick-up",
        written["enquiryId"].as_str().unwrap()
    );
    bob.api.call(&path).await.refused(404, "not-found");
    // An administrator may pick up anything.
    let taken = business.admin.api.call(&path).await.expect(StatusCode::OK);
    assert_eq!(
        (&taken["status"], &taken["offers"]),
        (&json!("ongoing"), &json!([]))
    );
    ann.api.call(&path).await.refused(409, "already-picked-up");
}

#[tokio::test]
async fn only_the_owner_may_reply_mark_as_read_or_type() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let written = shop.writes("u-1", "m-1", "Hello!").await;
    let id = written["enquiryId"].as_str().unwrap();
    let path = format!("/enquiries/{id}");
    for person in [&ann, &business.admin] {
        person
            .replies(id, "c-1", "Hi!")
            .await
            .refused(409, "not-owner");
        person
            .api
            .post(&format!("{path}/read"), &json!({ "upTo": 1 }))
            .await
            .refused(409, "not-owner");
        person
            .api
            .post(&format!("{path}/typing"), &json!({ "typing": true }))
            .await
            .refused(409, "not-owner");
    }
    ann.api
        .call(&format!("{path}/pick-up"))
        .await
        .expect(StatusCode::OK);
    business
        .admin
        .replies(id, "c-1", "Hi!")
        .await
        .refused(409, "already-picked-up");
    business
        .admin
        .api
        .post(&format!("{path}/read"), &json!({ "upTo": 1 }))
        .await
        .refused(409, "not-owner");
    // A supervisor or administrator may close it.
    business
        .admin
        .api
        .call(&format!("{path}/close"))
        .await
        .expect(StatusCode::OK);
    for (verb, body) in [
        ("read", json!({ "upTo": 1 })),
        ("typing", json!({ "typing": true })),
    ] {
        ann.api
            .post(&format!("{path}/{verb}"), &body)
            .await
            .refused(409, "enquiry-closed");
    }
}

#[tokio::test]
async fn a_conflict_contains_the_current_enquiry() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let written = shop.writes("u-1", "m-1", "Hello!").await;
    let id = written["enquiryId"].as_str().unwrap();
    let path = format!("/enquiries/{id}");
    ann.api
        .call(&format!("{path}/pick-up"))
        .await
        .expect(StatusCode::OK);
    let closed = ann
        .api
        .call(&format!("{path}/close"))
        .await
        .expect(StatusCode::OK);
    let until = business
        .app
        .clock
        .now()
        .plus(std::time::Duration::from_hours(1));
    let moves = [
        ("pick-up", json!({})),
        ("decline", json!({})),
        ("close", json!({})),
        ("read", json!({ "upTo": 1 })),
        ("typing", json!({ "typing": true })),
        (
            "messages",
            json!({ "clientId": "c-1", "type": "text", "text": "Hi!" }),
        ),
        ("notes", json!({ "clientId": "n-1", "text": "A regular." })),
        (
            "transfer",
            json!({ "to": closed["destinationId"], "mode": "blind" }),
        ),
        ("cancel-transfer", json!({})),
        ("snooze", json!({ "until": until.to_string() })),
        ("participants", json!({ "add": [business.admin.id] })),
    ];
    let state = json!({
        "id": id, "number": closed["number"], "status": "closed", "ownerId": closed["ownerId"],
        "version": closed["version"],
    });
    for (what, body) in moves {
        let refused = ann
            .api
            .post(&format!("{path}/{what}"), &body)
            .await
            .refused(409, "enquiry-closed");
        assert_eq!(refused["enquiry"], state, "{what}");
    }
    let refused = business
        .admin
        .api
        .call(&format!("{path}/take-over"))
        .await
        .refused(409, "enquiry-closed");
    assert_eq!(refused["enquiry"], state);
}

#[tokio::test]
async fn staff_without_access_find_nothing_of_an_enquiry() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let bob = business.hire_agent("Bob Ray").await;
    let carol = business.hire("Carol Fox", Role::Supervisor).await;
    let shop = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &ann).await;
    let path = format!("/enquiries/{}", enquiry["id"].as_str().unwrap());
    let message = ann.conversation(enquiry["id"].as_str().unwrap()).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    for person in [&bob, &carol] {
        person.api.get(&path).await.refused(404, "not-found");
        person
            .api
            .call(&format!("{path}/close"))
            .await
            .refused(404, "not-found");
        person
            .api
            .post(&format!("{path}/read"), &json!({ "upTo": 1 }))
            .await
            .refused(404, "not-found");
        person
            .api
            .post(&format!("{path}/typing"), &json!({ "typing": true }))
            .await
            .refused(404, "not-found");
        person
            .api
            .call(&format!("{path}/messages/{message}/retry"))
            .await
            .refused(404, "not-found");
    }
    // An agent with an offer who lost the race learns who won, and nothing about the visitor.
    let dan = business.hire_agent("Dan Fry").await;
    let change = json!({ "memberIds": [ann.id.to_string(), dan.id.to_string()] });
    let group = format!("/service-groups/{}", shop.group_id);
    business
        .admin
        .api
        .json(Method::PATCH, &group, &change)
        .await
        .expect(StatusCode::OK);
    dan.api.get(&path).await.refused(404, "not-found");
    let reported = dan
        .api
        .call(&format!("{path}/pick-up"))
        .await
        .refused(409, "already-picked-up");
    assert_eq!(reported["enquiry"].as_object().unwrap().len(), 5);
    for id in ["enq_00000000000000000000000001", "enq_1", "7", "%00"] {
        business
            .admin
            .api
            .get(&format!("/enquiries/{id}"))
            .await
            .refused(404, "not-found");
        business
            .admin
            .api
            .call(&format!("/enquiries/{id}/pick-up"))
            .await
            .refused(404, "not-found");
    }
}

#[tokio::test]
async fn read_positions_never_move_back_and_are_sent_to_the_channel() {
    let business = business().await;
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        events: Some(&["message.read"]),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let path = format!("/enquiries/{}/read", enquiry["id"].as_str().unwrap());
    for number in 2..=4 {
        shop.writes("u-1", &format!("m-{number}"), "Hello!").await;
    }
    for (up_to, read, unread) in [
        (2, 2, 2),
        (1, 2, 2),
        (0, 2, 2),
        (3, 3, 1),
        (99, 4, 0),
        (4, 4, 0),
    ] {
        let shown = agent
            .api
            .post(&path, &json!({ "upTo": up_to }))
            .await
            .expect(StatusCode::OK);
        assert_eq!(
            (&shown["readUpTo"], &shown["unread"]),
            (&json!(read), &json!(unread)),
            "up to {up_to}"
        );
    }
    business.deliver_all().await;
    let reported: Vec<Value> = receiver
        .received()
        .iter()
        .map(|event| event.json()["data"]["upTo"].clone())
        .collect();
    assert_eq!(reported, ["m-2", "m-3", "m-4"]);
    for body in [
        json!({}),
        json!({ "upTo": -1 }),
        json!({ "upTo": "m-2" }),
        json!({ "upTo": 1.5 }),
    ] {
        let problem = agent.api.post(&path, &body).await.refused(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], "/upTo", "{body}");
    }
}

#[tokio::test]
async fn welcome_and_close_are_sent_in_order_with_replies() {
    let business = business().await;
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let on = |text: &str| json!({ "enabled": true, "text": text });
    let mut welcome = on("Hello {{visitor.name}}, this is {{channel.name}}.");
    welcome["when"] = json!("firstContact");
    let close = on("{{staff.displayName}} closed {{enquiry.number}}.");
    let form = json!({ "displayNameFormat": "firstName",
        "messages": { "welcome": welcome, "away": on("Away"), "close": close } });
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        form,
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    for round in 1..=2 {
        let written = shop.writes("u-1", &format!("m-{round}"), "Hello!").await;
        let id = written["enquiryId"].as_str().unwrap();
        agent
            .api
            .call(&format!("/enquiries/{id}/pick-up"))
            .await
            .expect(StatusCode::OK);
        agent
            .replies(id, &format!("c-{round}"), "Hi!")
            .await
            .expect(StatusCode::CREATED);
        agent
            .api
            .call(&format!("/enquiries/{id}/close"))
            .await
            .expect(StatusCode::OK);
    }
    business.deliver_all().await;
    let reported: Vec<(Value, Value, Value)> = receiver
        .received()
        .iter()
        .map(|event| {
            let data = event.json()["data"].clone();
            (
                data["message"]["sequence"].clone(),
                data["message"]["purpose"].clone(),
                data["message"]["text"].clone(),
            )
        })
        .collect();
    let expected = [
        (2, "welcome", "Hello u-1, this is In-app chat."),
        (3, "reply", "Hi!"),
        (4, "close", "Ann closed INQ-000001."),
        (6, "reply", "Hi!"),
        (7, "close", "Ann closed INQ-000002."),
    ];
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(sequence, purpose, text)| (json!(sequence), json!(purpose), json!(text)))
        .collect();
    assert_eq!(reported, expected);
}
