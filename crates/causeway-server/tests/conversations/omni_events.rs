//! `POST /omni/v1/events`: what each event does, and what it can't affect.

use causeway_testkit::{Receiver, both_engines, receiver::Answer as Reply};
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, Shop, Story, business, on};

/// A channel with an enquiry that an agent handles.
struct Scene {
    business: Business,
    agent: Person,
    shop: Shop,
    enquiry_id: String,
}

async fn scene() -> Scene {
    scene_in(business().await).await
}

async fn scene_in(business: Business) -> Scene {
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    Scene {
        agent,
        shop,
        enquiry_id: enquiry["id"].as_str().unwrap().to_owned(),
        business,
    }
}

impl Scene {
    /// The agent replies; returns the message's id.
    async fn replies(&self, client_id: &str) -> String {
        let message = self
            .agent
            .replies(&self.enquiry_id, client_id, "Hi!")
            .await
            .expect(StatusCode::CREATED);
        message["id"].as_str().unwrap().to_owned()
    }

    async fn shown(&self, sequence: usize) -> Value {
        self.agent.conversation(&self.enquiry_id).await[sequence - 1].clone()
    }

    /// The states of all outgoing messages, in order.
    async fn states(&self) -> Vec<String> {
        let messages = self.agent.conversation(&self.enquiry_id).await;
        let outgoing = messages
            .iter()
            .filter(|message| !message["delivery"].is_null());
        outgoing
            .map(|message| message["delivery"]["state"].as_str().unwrap().to_owned())
            .collect()
    }

    async fn refused(&self, event: Value, status: u16, code: &str) {
        let before = self.business.ledger();
        let answer = self.shop.omni.post("/events", &event).await;
        answer.refused(status, code);
        assert_eq!(self.business.ledger(), before, "{event}");
    }
}

both_engines! { on =>
    async fn a_receipt_advances_a_message_and_never_reverts_it(business: Business) {
        let scene = scene_in(business).await;
        let id = scene.replies("c-1").await;
        let steps = [("message.delivered", "delivered"), ("message.delivered", "delivered"), ("message.read", "read"),
            ("message.delivered", "read"), ("message.failed", "read")];
        for (event, state) in steps {
            let reason = if event == "message.failed" { json!("blocked") } else { Value::Null };
            scene.shop.sends_event(&json!({ "type": event, "messageId": id, "reason": reason })).await;
            assert_eq!(scene.states().await, [state], "after {event}");
        }
        assert_eq!(scene.shown(2).await["delivery"]["reason"], Value::Null);
    }

    async fn a_receipt_up_to_a_message_covers_the_earlier_ones_only(business: Business) {
        let scene = scene_in(business).await;
        let first = scene.replies("c-1").await;
        scene.shop.writes("u-1", "m-3", "Wait").await;
        scene.replies("c-2").await;
        scene.replies("c-3").await;
        let up_to = |event: &str, up_to: Value| json!({ "type": event, "visitorId": "u-1", "upTo": up_to });
        scene.shop.sends_event(&up_to("message.delivered", json!(first))).await;
        assert_eq!(scene.states().await, ["delivered", "queued", "queued"]);
        // The visitor's own message is before the second reply.
        scene.shop.sends_event(&up_to("message.read", json!("m-3"))).await;
        assert_eq!(scene.states().await, ["read", "queued", "queued"]);
        scene.shop.sends_event(&up_to("message.delivered", json!(4))).await;
        assert_eq!(scene.states().await, ["read", "delivered", "queued"]);
        scene.shop.sends_event(&up_to("message.read", json!(1_000))).await;
        assert_eq!(scene.states().await, ["read", "read", "read"]);
        scene.shop.sends_event(&up_to("message.read", json!(0))).await;
    }
}

#[tokio::test]
async fn a_failed_message_shows_its_reason_and_later_receipts_win() {
    let scene = scene().await;
    let id = scene.replies("c-1").await;
    scene.shop.sends_event(&json!({ "type": "message.failed", "messageId": id, "reason": "The visitor blocked us" })).await;
    let delivery = scene.shown(2).await["delivery"].clone();
    assert_eq!(
        (&delivery["state"], &delivery["reason"]),
        (&json!("failed"), &json!("The visitor blocked us"))
    );
    scene
        .shop
        .sends_event(&json!({ "type": "message.read", "messageId": id }))
        .await;
    let delivery = scene.shown(2).await["delivery"].clone();
    assert_eq!(
        (&delivery["state"], &delivery["reason"]),
        (&json!("read"), &Value::Null)
    );
}

#[tokio::test]
async fn the_channels_own_message_id_works_everywhere() {
    let business = business().await;
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let id = enquiry["id"].as_str().unwrap();
    receiver.answer(Reply::json(&json!({ "id": "x-77" })));
    agent
        .replies(id, "c-1", "Hi!")
        .await
        .expect(StatusCode::CREATED);
    business.deliver_all().await;
    let state = async || agent.conversation(id).await[1]["delivery"]["state"].clone();
    assert_eq!(agent.conversation(id).await[1]["externalId"], "x-77");
    assert_eq!(state().await, "sent");
    shop.sends_event(&json!({ "type": "message.delivered", "externalId": "x-77" }))
        .await;
    assert_eq!(state().await, "delivered");
    shop.sends_event(&json!({ "type": "message.read", "visitorId": "u-1", "upTo": "x-77" }))
        .await;
    assert_eq!(state().await, "read");
    // It also works in the field for our id.
    agent
        .replies(id, "c-2", "Hi again!")
        .await
        .expect(StatusCode::CREATED);
    receiver.answer(Reply::json(&json!({ "id": "x-78" })));
    business.deliver_all().await;
    shop.sends_event(&json!({ "type": "message.read", "messageId": "x-78" }))
        .await;
    assert_eq!(agent.conversation(id).await[2]["delivery"]["state"], "read");
}

#[tokio::test]
async fn an_edited_message_keeps_its_first_text_and_a_deleted_one_none() {
    let scene = scene().await;
    let mut story = Story::default();
    scene.business.pass(std::time::Duration::from_secs(5));
    for text in ["Hello there!", "Hello there, Ann!"] {
        scene
            .shop
            .sends_event(&json!({ "type": "message.edited", "id": "u-1-first", "text": text }))
            .await;
    }
    story.value("edited twice", &scene.shown(1).await);
    let version = |enquiry: &Value| enquiry["version"].clone();
    let path = format!("/enquiries/{}", scene.enquiry_id);
    let before = scene.agent.api.read(&path).await;
    scene
        .shop
        .sends_event(
            &json!({ "type": "message.edited", "id": "u-1-first", "text": "Hello there, Ann!" }),
        )
        .await;
    assert_eq!(
        version(&scene.agent.api.read(&path).await),
        version(&before),
        "a repeated edit changes nothing"
    );
    scene
        .shop
        .sends_event(&json!({ "type": "message.deleted", "id": "u-1-first" }))
        .await;
    story.value("deleted", &scene.shown(1).await);
    let enquiry = scene.agent.api.read(&path).await;
    story.value("in the list", &enquiry["lastMessage"]);
    scene
        .shop
        .sends_event(&json!({ "type": "message.edited", "id": "u-1-first", "text": "Never mind" }))
        .await;
    scene
        .shop
        .sends_event(&json!({ "type": "message.deleted", "id": "u-1-first" }))
        .await;
    assert_eq!(scene.shown(1).await["text"], Value::Null);
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn a_caption_can_be_edited_and_a_location_can_not() {
    let scene = scene().await;
    let visitor = json!({ "id": "u-1" });
    let image = json!({ "id": "m-2", "visitor": visitor, "type": "image",
        "attachment": { "url": "https://cdn.example.com/a.png" } });
    let place = json!({ "id": "m-3", "visitor": visitor, "type": "location",
        "location": { "latitude": 1, "longitude": 2 } });
    for message in [image, place] {
        scene
            .shop
            .omni
            .post("/messages", &message)
            .await
            .expect(StatusCode::CREATED);
    }
    scene
        .shop
        .sends_event(&json!({ "type": "message.edited", "id": "m-2", "text": "My cat" }))
        .await;
    assert_eq!(scene.shown(2).await["text"], "My cat");
    scene
        .refused(
            json!({ "type": "message.edited", "id": "m-3", "text": "Here" }),
            409,
            "not-editable",
        )
        .await;
}

#[tokio::test]
async fn a_changed_visitor_profile_is_shown_immediately() {
    let scene = scene().await;
    let visitor =
        json!({ "id": "u-1", "name": "Ada", "language": "fr", "attributes": { "tier": "gold" } });
    scene
        .shop
        .sends_event(
            &json!({ "type": "visitor.updated", "visitor": visitor, "at": "2026-11-18T10:00:00Z" }),
        )
        .await;
    scene
        .shop
        .sends_event(&json!({ "type": "visitor.updated", "visitor": { "id": "u-1", "language": "", "name": null } }))
        .await;
    let shown = scene
        .agent
        .api
        .read(&format!("/enquiries/{}", scene.enquiry_id))
        .await["visitor"]
        .clone();
    assert_eq!(
        (&shown["name"], &shown["language"]),
        (&json!("Ada"), &json!("fr"))
    );
    assert_eq!(shown["attributes"], json!({ "tier": "gold" }));
    let found = scene.business.admin.api.read("/enquiries?q=ada").await;
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_visitor_can_end_a_conversation_and_start_another() {
    let scene = scene().await;
    let close = json!({ "type": "conversation.closed", "visitorId": "u-1" });
    scene.shop.sends_event(&close).await;
    let path = format!("/enquiries/{}", scene.enquiry_id);
    let closed = scene.agent.api.read(&path).await;
    assert_eq!(
        (&closed["status"], &closed["closedAt"]),
        (&json!("closed"), &json!("2026-11-18T11:06:40.000Z"))
    );
    assert_eq!(
        scene.agent.conversation(&scene.enquiry_id).await.len(),
        1,
        "a visitor who left gets no message"
    );
    scene.shop.sends_event(&close).await;
    assert_eq!(scene.agent.api.read(&path).await, closed);
    let next = scene.shop.writes("u-1", "m-2", "One more thing").await;
    assert_ne!(next["enquiryId"], scene.enquiry_id.as_str());
}

#[tokio::test]
async fn a_visitor_who_leaves_before_a_reply_is_missed() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let written = shop.writes("u-1", "m-1", "Hello?").await;
    shop.sends_event(&json!({ "type": "conversation.closed", "visitorId": "u-1" }))
        .await;
    let enquiry = agent
        .api
        .read(&format!(
            "/enquiries/{}",
            written["enquiryId"].as_str().unwrap()
        ))
        .await;
    assert_eq!(
        (&enquiry["status"], &enquiry["offers"]),
        (&json!("missed"), &json!([]))
    );
}

#[tokio::test]
async fn unknown_ids_are_reported_as_unknown() {
    let scene = scene().await;
    let nobodys = "msg_00000000000000000000000000";
    let own = scene.shown(1).await["id"].clone();
    for event in [
        json!({ "type": "message.delivered", "messageId": nobodys }),
        json!({ "type": "message.read", "messageId": "not an id of ours" }),
        json!({ "type": "message.read", "externalId": "x-1" }),
        json!({ "type": "message.failed", "messageId": nobodys, "reason": "blocked" }),
        // A receipt for the visitor's own message.
        json!({ "type": "message.read", "messageId": own }),
        json!({ "type": "message.read", "externalId": "u-1-first" }),
        json!({ "type": "message.read", "visitorId": "u-1", "upTo": "x-1" }),
        json!({ "type": "message.read", "visitorId": "u-1", "upTo": nobodys }),
        json!({ "type": "message.edited", "id": "m-99", "text": "Hello" }),
        json!({ "type": "message.deleted", "id": "m-99" }),
    ] {
        scene.refused(event, 404, "unknown-message").await;
    }
    for event in [
        json!({ "type": "message.read", "visitorId": "u-99", "upTo": 3 }),
        json!({ "type": "typing.started", "visitorId": "u-99" }),
        json!({ "type": "visitor.updated", "visitor": { "id": "u-99", "name": "Eve" } }),
        json!({ "type": "conversation.closed", "visitorId": "u-99" }),
    ] {
        scene.refused(event, 404, "unknown-visitor").await;
    }
}

#[tokio::test]
async fn an_incomplete_event_reports_all_its_faults() {
    let scene = scene().await;
    let mut story = Story::default();
    for event in [
        json!([]),
        json!({}),
        json!({ "type": "party.started" }),
        json!({ "type": "message.failed", "at": "soon" }),
        json!({ "type": "message.read", "visitorId": "", "upTo": [] }),
        json!({ "type": "message.read", "visitorId": "u-1", "upTo": -1 }),
        json!({ "type": "message.edited", "id": "", "text": "x".repeat(5_001) }),
        json!({ "type": "typing.started", "visitorId": 7 }),
        json!({ "type": "visitor.updated", "visitor": { "name": 7, "attributes": [] } }),
    ] {
        let answer = scene.shop.omni.post("/events", &event).await;
        story.value(
            &event.to_string().replace(&"x".repeat(5_001), "…"),
            &answer.refused(422, "invalid-message")["errors"],
        );
    }
    insta::assert_snapshot!(story.finish());
}

both_engines! { on =>
    async fn a_source_can_not_affect_data_of_another(business: Business) {
        let scene = scene_in(business).await;
        let ours = scene.replies("c-1").await;
        let other = scene.business.connect(Connection { name: "Other", ..Connection::default() }).await;
        other.writes("u-2", "m-1", "Hello!").await;
        for event in [
            json!({ "type": "message.read", "messageId": ours }),
            json!({ "type": "message.failed", "messageId": ours, "reason": "blocked" }),
            json!({ "type": "message.edited", "id": "u-1-first", "text": "Gotcha" }),
            json!({ "type": "message.deleted", "id": "u-1-first" }),
            json!({ "type": "message.read", "visitorId": "u-2", "upTo": ours }),
            json!({ "type": "message.read", "visitorId": "u-2", "upTo": "u-1-first" }),
        ] {
            other.omni.post("/events", &event).await.refused(404, "unknown-message");
        }
        for event in [
            json!({ "type": "message.read", "visitorId": "u-1", "upTo": 9 }),
            json!({ "type": "typing.started", "visitorId": "u-1" }),
            json!({ "type": "visitor.updated", "visitor": { "id": "u-1", "name": "Eve" } }),
            json!({ "type": "conversation.closed", "visitorId": "u-1" }),
        ] {
            other.omni.post("/events", &event).await.refused(404, "unknown-visitor");
        }
        assert_eq!(scene.states().await, ["queued"]);
        assert_eq!(scene.shown(1).await["text"], "Hello!");
    }
}

#[tokio::test]
async fn a_position_in_another_room_is_unknown_in_this_one() {
    let scene = scene().await;
    let first = scene.replies("c-1").await;
    scene.shop.writes("u-2", "m-1", "Hello!").await;
    scene
        .refused(
            json!({ "type": "message.read", "visitorId": "u-2", "upTo": first }),
            404,
            "unknown-message",
        )
        .await;
    assert_eq!(scene.states().await, ["queued"]);
}
