//! The event stream: which frames, in which order, and to whom.

use std::time::Duration;

use causeway_core::staff::Role;
use causeway_testkit::{Receiver, both_engines, receiver::Answer as Reply};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Business, Connection, Frame, HeldTime, Person, Screen, Story, business, on};

/// Causes an event that everyone gets, and returns every frame before it.
async fn so_far(business: &Business, screen: &mut Screen, availability: &str) -> Vec<Frame> {
    business.keep_online(&business.admin).await;
    let choice = json!({ "availability": availability });
    business
        .admin
        .api
        .json(Method::PUT, "/me/availability", &choice)
        .await
        .expect(StatusCode::OK);
    let admin = json!(business.admin.id);
    let is_mark = |frame: &Frame| {
        frame.kind == "staff.updated"
            && frame.data["id"] == admin
            && frame.data["availability"] == availability
    };
    let mut frames = screen.until(is_mark).await;
    frames.pop();
    frames
}

fn kinds(frames: &[Frame]) -> Vec<&str> {
    frames.iter().map(|frame| frame.kind.as_str()).collect()
}

#[tokio::test]
async fn the_frames_of_a_conversation_on_its_agents_screen() {
    let business = business().await;
    business.follow_events();
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let (mut screen, _) = Screen::open(&agent, Some(&business.end_of_log().await)).await;
    let mut shown = Vec::new();
    let mut take = async |screen: &mut Screen, count: usize| {
        for _ in 0..count {
            shown.push(screen.next().await.unwrap());
        }
    };
    let written = shop.writes("u-1", "m-1", "Hello!").await;
    let id = written["enquiryId"].as_str().unwrap();
    take(&mut screen, 3).await;
    agent
        .api
        .call(&format!("/enquiries/{id}/pick-up"))
        .await
        .expect(StatusCode::OK);
    take(&mut screen, 2).await;
    shop.sends_event(&json!({ "type": "typing.started", "visitorId": "u-1" }))
        .await;
    take(&mut screen, 1).await;
    shop.sends_event(&json!({ "type": "typing.stopped", "visitorId": "u-1" }))
        .await;
    take(&mut screen, 1).await;
    let reply = agent
        .replies(id, "c-1", "Hi!")
        .await
        .expect(StatusCode::CREATED);
    take(&mut screen, 2).await;
    receiver.answer(Reply::json(&json!({ "id": "x-1" })));
    business.deliver_all().await;
    take(&mut screen, 1).await;
    shop.sends_event(&json!({ "type": "message.read", "messageId": reply["id"] }))
        .await;
    take(&mut screen, 1).await;
    shop.sends_event(
        &json!({ "type": "visitor.updated", "visitor": { "id": "u-1", "name": "Ada" } }),
    )
    .await;
    take(&mut screen, 1).await;
    agent
        .api
        .call(&format!("/enquiries/{id}/close"))
        .await
        .expect(StatusCode::OK);
    take(&mut screen, 1).await;
    let mut story = Story::default();
    for frame in shown {
        assert_eq!(
            frame.id.is_none(),
            frame.kind.starts_with("typing."),
            "{frame:?}"
        );
        story.value(&frame.kind, &short(&frame));
    }
    insta::assert_snapshot!(story.finish());
}

/// What distinguishes frames of one type; other snapshots contain the whole frames.
fn short(frame: &Frame) -> Value {
    let data = &frame.data;
    match frame.kind.as_str() {
        "enquiry.updated" => {
            json!({ "id": data["id"], "status": data["status"], "ownerId": data["ownerId"],
            "version": data["version"], "offers": data["offers"], "unread": data["unread"] })
        }
        "message.created" | "message.updated" => {
            json!({ "id": data["id"], "enquiryId": data["enquiryId"],
            "sequence": data["sequence"], "text": data["text"], "delivery": data["delivery"],
            "externalId": data["externalId"] })
        }
        _ => data.clone(),
    }
}

both_engines! { on =>
    async fn the_agent_who_loses_an_offer_sees_only_its_withdrawal(business: Business) {
        business.follow_events();
        let ann = business.hire_agent("Ann Lee").await;
        let bob = business.hire_agent("Bob Ray").await;
        let carol = business.hire_agent("Carol Fox").await;
        let shop = business.connect(Connection { members: &[&ann, &bob], ..Connection::default() }).await;
        let (mut of_ann, _) = Screen::open(&ann, None).await;
        let (mut of_bob, _) = Screen::open(&bob, None).await;
        let (mut of_carol, _) = Screen::open(&carol, None).await;
        so_far(&business, &mut of_ann, "busy").await;
        so_far(&business, &mut of_bob, "active").await;
        let written = shop.writes("u-1", "m-1", "Hello!").await;
        let id = written["enquiryId"].as_str().unwrap();
        for screen in [&mut of_ann, &mut of_bob] {
            let frames = screen.until_kind("enquiry.updated").await;
            assert!(frames.iter().any(|frame| frame.kind == "message.created" && frame.data["text"] == "Hello!"));
            let offers = frames.iter().filter(|frame| frame.kind == "offer.made").count();
            assert_eq!(offers, 1, "each agent sees only their own offer: {frames:?}");
        }
        ann.api.call(&format!("/enquiries/{id}/pick-up")).await.expect(StatusCode::OK);
        ann.replies(id, "c-1", "Hi!").await.expect(StatusCode::CREATED);
        shop.sends_event(&json!({ "type": "typing.started", "visitorId": "u-1" })).await;
        let withdrawn = of_bob.next().await.unwrap();
        assert_eq!(withdrawn.kind, "offer.withdrawn");
        assert_eq!(withdrawn.data, json!({ "enquiryId": id, "staffId": bob.id, "reason": "pickedUp" }));
        assert_eq!(kinds(&so_far(&business, &mut of_bob, "busy").await), Vec::<&str>::new());
        assert_eq!(of_ann.until_kind("typing.started").await.last().unwrap().data["kind"], "visitor");
        // An agent without an offer gets no frames of the enquiry.
        let frames_of_carol = so_far(&business, &mut of_carol, "active").await;
        let settings = ["staff.updated", "group.updated", "channel.updated"];
        assert!(kinds(&frames_of_carol).iter().all(|kind| settings.contains(kind)), "{frames_of_carol:?}");
    }

    async fn an_enquiry_followed_up_by_a_colleague_leaves_other_screens(business: Business) {
        business.follow_events();
        let ann = business.hire_agent("Ann Lee").await;
        let bob = business.hire_agent("Bob Ray").await;
        let shop = business.connect(Connection { members: &[&ann, &bob], ..Connection::default() }).await;
        let (mut of_bob, _) = Screen::open(&bob, None).await;
        let written = shop.writes("u-1", "m-1", "Hello!").await;
        let id = written["enquiryId"].as_str().unwrap();
        // Frames show the state when they are sent: this one is sent before the enquiry is missed.
        of_bob.until_kind("enquiry.updated").await;
        business.pass(Duration::from_mins(1));
        business.keep_online(&ann).await;
        business.tick_all().await;
        let frames = of_bob.until(|frame| frame.kind == "enquiry.updated" && frame.data["status"] == "missed").await;
        let missed = frames.last().unwrap().id.clone().unwrap();
        ann.api.call(&format!("/enquiries/{id}/pick-up")).await.expect(StatusCode::OK);
        ann.replies(id, "c-1", "Hi!").await.expect(StatusCode::CREATED);
        let expected = json!({ "enquiryId": id, "staffId": bob.id, "status": "followedUp", "ownerId": ann.id });
        let left_frames = |frames: Vec<Frame>| -> Vec<Value> {
            let left = frames.into_iter().filter(|frame| frame.kind == "enquiry.left");
            left.map(|frame| frame.data).collect()
        };
        let about_it = |frame: &Frame| frame.kind.starts_with("enquiry.") || frame.kind.starts_with("message.");
        let frames = so_far(&business, &mut of_bob, "busy").await;
        assert_eq!(frames.iter().filter(|frame| about_it(frame)).count(), 1, "{frames:?}");
        let [left] = left_frames(frames).try_into().expect("one frame");
        assert!(expected.as_object().unwrap().iter().all(|(field, value)| left[field] == *value), "{left}");
        // A screen that was disconnected meanwhile gets it as well.
        let (mut of_bob, _) = Screen::open(&bob, Some(&missed)).await;
        assert_eq!(left_frames(so_far(&business, &mut of_bob, "active").await).len(), 1);
    }
}

#[tokio::test]
async fn each_role_gets_the_frames_that_it_may_see() {
    let business = business().await;
    business.follow_events();
    let agent = business.hire_agent("Ann Lee").await;
    let (mut of_agent, _) = Screen::open(&agent, None).await;
    let (mut of_admin, _) = Screen::open(&business.admin, None).await;
    let shop = business.connect(Connection::default()).await;
    shop.writes("u-1", "m-1", "Hello!").await;
    let channel = format!("/channels/{}", shop.channel_id);
    business
        .admin
        .api
        .call(&format!("{channel}/suspend"))
        .await
        .expect(StatusCode::OK);
    let seen = |frames: Vec<Frame>| -> Vec<String> {
        let kinds = frames
            .into_iter()
            .map(|frame| frame.kind)
            .filter(|kind| kind != "staff.updated");
        kinds.collect()
    };
    let by_admin = seen(so_far(&business, &mut of_admin, "busy").await);
    let expected = [
        "group.updated",
        "source.updated",
        "channel.updated",
        "source.updated",
        "message.created",
        "enquiry.updated",
        "channel.updated",
    ];
    for kind in expected {
        assert!(
            by_admin.iter().any(|seen| seen == kind),
            "{kind} of {by_admin:?}"
        );
    }
    let by_agent = seen(so_far(&business, &mut of_agent, "active").await);
    assert!(
        by_agent
            .iter()
            .all(|kind| kind == "group.updated" || kind == "channel.updated"),
        "{by_agent:?}"
    );
}

#[tokio::test]
async fn a_new_role_applies_to_the_open_stream() {
    let business = business().await;
    business.follow_events();
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business.connect(Connection::default()).await;
    let (mut screen, _) = Screen::open(&agent, None).await;
    shop.writes("u-1", "m-1", "Hello!").await;
    assert!(!kinds(&so_far(&business, &mut screen, "busy").await).contains(&"message.created"));
    let path = format!("/staff/{}", agent.id);
    let role = async |role: &str| {
        business
            .admin
            .api
            .json(Method::PATCH, &path, &json!({ "role": role }))
            .await
            .expect(StatusCode::OK)
    };
    role("administrator").await;
    shop.writes("u-1", "m-2", "Hello?").await;
    let frames = so_far(&business, &mut screen, "active").await;
    assert!(kinds(&frames).contains(&"message.created"));
    assert!(
        kinds(&frames).contains(&"resync"),
        "the screen has to show more now: {frames:?}"
    );
    role("agent").await;
    shop.writes("u-1", "m-3", "Hello??").await;
    assert!(!kinds(&so_far(&business, &mut screen, "busy").await).contains(&"message.created"));
}

#[tokio::test]
async fn viewers_see_a_colleague_type_and_the_typist_does_not() {
    let business = business().await;
    business.follow_events();
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let (mut of_agent, _) = Screen::open(&agent, None).await;
    let (mut of_admin, _) = Screen::open(&business.admin, None).await;
    let path = format!("/enquiries/{}/typing", enquiry["id"].as_str().unwrap());
    for typing in [true, false] {
        let answer = agent.api.post(&path, &json!({ "typing": typing })).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
    }
    let frames = of_admin.until_kind("typing.stopped").await;
    let expected = json!({ "enquiryId": enquiry["id"], "roomId": enquiry["roomId"], "kind": "staff", "staffId": agent.id });
    assert!(
        frames
            .iter()
            .filter(|frame| frame.kind.starts_with("typing."))
            .all(|frame| frame.data == expected)
    );
    assert!(!kinds(&so_far(&business, &mut of_agent, "busy").await).contains(&"typing.started"));
}

/// Waits for the stream's end, whatever comes before it.
async fn ends(mut screen: Screen) {
    while screen.next().await.is_some() {}
}

#[tokio::test]
async fn a_stream_ends_with_its_session_and_with_its_person() {
    let business = business().await;
    business.follow_events();
    let agents: [Person; 2] = [
        business.hire_agent("Ann Lee").await,
        business.hire_agent("Bob Ray").await,
    ];
    let (of_ann, _) = Screen::open(&agents[0], None).await;
    let (of_bob, _) = Screen::open(&agents[1], None).await;
    let carol = business.hire("Carol Fox", Role::Agent).await;
    let (mut of_carol, _) = Screen::open(&carol, None).await;
    assert_eq!(
        agents[0].api.call("/auth/logout").await.status,
        StatusCode::NO_CONTENT
    );
    let path = format!("/staff/{}", agents[1].id);
    let answer = business
        .admin
        .api
        .json(Method::DELETE, &path, &json!({}))
        .await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    HeldTime::hold().pass(Duration::from_secs(11)).await;
    ends(of_ann).await;
    ends(of_bob).await;
    // The streams of other people continue.
    so_far(&business, &mut of_carol, "busy").await;
}

#[tokio::test]
async fn the_number_of_screens_per_person_is_limited() {
    let business = business().await;
    let mut screens = Vec::new();
    for _ in 0..30 {
        screens.push(Screen::open(&business.admin, None).await);
    }
    business
        .admin
        .api
        .get("/events")
        .await
        .refused(429, "rate-limited");
    screens.clear();
    // The places are free once the streams have noticed.
    let opened = async {
        while business
            .admin
            .api
            .begin(
                business
                    .admin
                    .api
                    .request(Method::GET, "/events")
                    .body(axum::body::Body::empty())
                    .unwrap(),
            )
            .await
            .status()
            != StatusCode::OK
        {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), opened)
        .await
        .expect("places come free");
}
