//! `POST /omni/v1/history`: imported messages are shown before the conversation here, and trigger
//! nothing.

use std::time::Duration;

use causeway_server::workers;
use causeway_testkit::{Receiver, both_engines};
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, Shop, business, on};

fn past(id: &str, visitor: &str, direction: &str, minute: u32) -> Value {
    json!({
        "id": id, "visitor": { "id": visitor, "name": "Ada Lovelace" }, "direction": direction, "type": "text", "text": id,
        "sentAt": format!("2025-03-01T10:{minute:02}:00Z"),
    })
}

async fn hand_in(shop: &Shop, messages: &[Value]) -> Vec<Value> {
    let answer = shop
        .omni
        .post("/history", &json!({ "messages": messages }))
        .await
        .expect(StatusCode::OK);
    answer["results"].as_array().unwrap().clone()
}

struct Scene {
    business: Business,
    receiver: Receiver,
    agent: Person,
    shop: Shop,
}

/// A channel with all automatic messages.
async fn scene(business: Business) -> Scene {
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let enabled = |text: &str| json!({ "enabled": true, "text": text });
    let mut welcome = enabled("Welcome");
    welcome["when"] = "firstContact".into();
    let form = json!({ "messages": { "welcome": welcome, "away": enabled("Away"), "close": enabled("Bye") } });
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        events: None,
        form,
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    Scene {
        business,
        receiver,
        agent,
        shop,
    }
}

both_engines! { on =>
    async fn history_is_shown_before_the_conversation_and_triggers_nothing(business: Business) {
        let scene = scene(business).await;
        let mut answered = past("h-2", "u-1", "outgoing", 1);
        answered["author"] = json!({ "displayName": "Jane" });
        let results = hand_in(&scene.shop, &[past("h-1", "u-1", "incoming", 0), answered, past("h-3", "u-1", "outgoing", 2)]).await;
        let enquiry_id = results[0]["enquiryId"].as_str().unwrap().to_owned();
        assert!(results.iter().all(|one| one["enquiryId"] == enquiry_id.as_str() && one["duplicate"] == false));
        scene.business.deliver_all().await;
        scene.business.tick_all().await;
        assert!(scene.receiver.received().is_empty(), "nothing is sent");
        assert_eq!(scene.agent.api.read("/enquiries").await["items"], json!([]), "no offers are made");
        let enquiry = scene.business.admin.api.read(&format!("/enquiries/{enquiry_id}")).await;
        let shown_fields = ["status", "ownerId", "unread", "closedAt"].map(|field| enquiry[field].clone());
        assert_eq!(shown_fields, [json!("closed"), Value::Null, json!(0), json!("2025-03-01T10:02:00.000Z")]);
        let shown = scene.business.admin.conversation(&enquiry_id).await;
        let shown_fields: Vec<[Value; 4]> = shown
            .iter()
            .map(|one| [one["text"].clone(), one["author"]["kind"].clone(), one["author"]["displayName"].clone(), one["createdAt"].clone()])
            .collect();
        assert_eq!(shown_fields, [
            [json!("h-1"), json!("visitor"), Value::Null, json!("2025-03-01T10:00:00.000Z")],
            [json!("h-2"), json!("staff"), json!("Jane"), json!("2025-03-01T10:01:00.000Z")],
            [json!("h-3"), json!("staff"), Value::Null, json!("2025-03-01T10:02:00.000Z")],
        ]);

        // The conversation continues, and the owner sees all of it; it is not the first contact any
        // more.
        let enquiry = scene.business.ongoing(&scene.shop, "u-1", &scene.agent).await;
        assert_eq!(enquiry["visitor"]["name"], "Ada Lovelace");
        let seen = scene.agent.conversation(enquiry["id"].as_str().unwrap()).await;
        let texts: Vec<&str> = seen.iter().map(|one| one["text"].as_str().unwrap()).collect();
        assert_eq!(texts, ["h-1", "h-2", "h-3", "Hello!"]);
        // Anything that belongs after it is refused; messages that were imported before are known.
        let late = hand_in(&scene.shop, &[past("h-4", "u-1", "incoming", 3), past("h-1", "u-1", "incoming", 0)]).await;
        assert_eq!((&late[0]["error"]["code"], &late[1]["duplicate"]), (&json!("conversation-begun"), &json!(true)));
    }

    async fn repeated_messages_are_known_and_other_content_is_refused(business: Business) {
        let scene = scene(business).await;
        let messages = [past("h-1", "u-1", "incoming", 0), past("h-2", "u-1", "outgoing", 1), past("h-1", "u-2", "incoming", 0)];
        let first = hand_in(&scene.shop, &messages[..2]).await;
        let again = hand_in(&scene.shop, &messages[..2]).await;
        for (first, again) in first.iter().zip(&again) {
            assert_eq!((&again["id"], &again["duplicate"]), (&first["id"], &json!(true)));
        }
        let mut other = messages[1].clone();
        other["text"] = "something else".into();
        let refused = hand_in(&scene.shop, &[other, messages[2].clone()]).await;
        assert!(refused.iter().all(|one| one["error"]["code"] == "idempotency-conflict"), "{refused:?}");
        // The same message sent again in the ordinary way is a duplicate.
        let mut live = messages[0].clone();
        live.as_object_mut().unwrap().remove("direction");
        assert_eq!(scene.shop.omni.post("/messages", &live).await.expect(StatusCode::OK)["duplicate"], true);
    }
}

/// The texts of an enquiry's own messages.
async fn texts(scene: &Scene, enquiry_id: &Value) -> Vec<String> {
    let shown = scene
        .business
        .admin
        .conversation(enquiry_id.as_str().unwrap())
        .await;
    let own = shown.iter().filter(|one| one["enquiryId"] == *enquiry_id);
    own.map(|one| one["text"].as_str().unwrap().to_owned())
        .collect()
}

both_engines! { on =>
    async fn each_past_conversation_becomes_an_enquiry(business: Business) {
        let scene = scene(business).await;
        let label = scene.business.admin.api.post("/labels", &json!({ "name": "VIP", "colour": "red" })).await;
        let label = label.expect(StatusCode::CREATED)["id"].clone();
        let of = |id: &str, conversation: &str, direction: &str, minute: u32, more: Value| {
            let mut message = past(id, "u-1", direction, minute);
            message["conversationId"] = conversation.into();
            message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            message
        };
        let email = scene.business.admin.api.read(&format!("/staff/{}", scene.agent.id)).await["email"].clone();
        let answered = json!({ "staffEmail": email, "author": { "displayName": "Annie" }, "labels": ["vip"],
                               "closedAt": "2025-03-01T12:00:00Z" });
        let former = json!({ "staffEmail": "gone@example.com", "author": { "displayName": "Jo" }, "labels": "" });
        let results = hand_in(&scene.shop, &[
            of("h-4", "c-2", "outgoing", 4, former),
            of("h-1", "c-1", "incoming", 0, json!({})),
            past("h-2", "u-1", "incoming", 1),
            of("h-3", "c-2", "incoming", 3, json!({ "labels": [] })),
            of("h-5", "c-1", "outgoing", 5, answered.clone()),
        ]).await;
        assert!(results.iter().all(|one| one["duplicate"] == false), "{results:?}");
        let staff = [0, 4].map(|index| results[index]["staffId"].clone());
        assert_eq!(staff, [Value::Null, json!(scene.agent.id)]);
        let [first, second, without] = [1, 0, 2].map(|index| results[index]["enquiryId"].clone());
        assert_eq!(texts(&scene, &first).await, ["h-1", "h-5"]);
        assert_eq!(texts(&scene, &second).await, ["h-3", "h-4"]);
        assert_eq!(texts(&scene, &without).await, ["h-2"]);
        let enquiry = scene.business.admin.api.read(&format!("/enquiries/{}", first.as_str().unwrap())).await;
        let shown_fields = ["status", "createdAt", "closedAt"].map(|field| enquiry[field].clone());
        assert_eq!(shown_fields, [json!("closed"), json!("2025-03-01T10:00:00.000Z"), json!("2025-03-01T12:00:00.000Z")]);
        assert_eq!(enquiry["labels"], json!([label]));
        let conversation = scene.business.admin.conversation(first.as_str().unwrap()).await;
        let author = &conversation.last().unwrap()["author"];
        assert_eq!((&author["kind"], &author["staffId"], &author["displayName"]), (&json!("staff"), &json!(scene.agent.id), &json!("Ann Lee")));

        // A later request continues the same conversations, and recognises earlier messages.
        let again = of("h-5", "c-1", "outgoing", 5, answered);
        let later = hand_in(&scene.shop, &[of("h-6", "c-2", "incoming", 6, json!({})), again, of("h-7", "c-3", "incoming", 7, json!({}))]).await;
        assert_eq!((&later[0]["enquiryId"], &later[1]["duplicate"]), (&second, &json!(true)));
        assert!(![&first, &second, &without].contains(&&later[2]["enquiryId"]), "{later:?}");
        // Another visitor may have a conversation with the same id.
        let mut other = past("h-8", "u-2", "incoming", 0);
        other["conversationId"] = "c-1".into();
        assert_ne!(hand_in(&scene.shop, &[other]).await[0]["enquiryId"], first);
    }
}

#[tokio::test]
async fn history_is_ordered_by_time_and_never_inserted_before_earlier_imports() {
    let scene = scene(business().await).await;
    let first = hand_in(
        &scene.shop,
        &[
            past("h-3", "u-1", "incoming", 3),
            past("h-1", "u-1", "outgoing", 1),
            past("h-2", "u-1", "incoming", 2),
        ],
    )
    .await;
    assert_eq!(
        texts(&scene, &first[0]["enquiryId"]).await,
        ["h-1", "h-2", "h-3"]
    );
    let later = [
        past("h-0", "u-1", "incoming", 0),
        past("h-4", "u-1", "incoming", 3),
        past("h-9", "u-2", "incoming", 0),
    ];
    let before = scene.business.ledger();
    let refused = hand_in(&scene.shop, &later[..1]).await;
    assert_eq!(
        (
            &refused[0]["error"]["code"],
            &refused[0]["error"]["errors"][0]["pointer"]
        ),
        (&json!("invalid-message"), &json!("/sentAt"))
    );
    assert_eq!(scene.business.ledger(), before);
    let mixed = hand_in(&scene.shop, &later).await;
    assert!(
        mixed[0]["error"].is_object() && mixed[1]["id"].is_string() && mixed[2]["id"].is_string(),
        "{mixed:?}"
    );
}

#[tokio::test]
async fn five_hundred_conversations_become_five_hundred_enquiries() {
    let scene = scene(business().await).await;
    let mut enquiries = std::collections::HashSet::new();
    for request in 0..10 {
        let messages: Vec<Value> = (0..50)
            .flat_map(|n| {
                let conversation = format!("c-{}", request * 50 + n);
                [("incoming", "a"), ("outgoing", "b")].map(|(direction, part)| {
                    let mut message =
                        past(&format!("{conversation}{part}"), "u-1", direction, request);
                    message["conversationId"] = conversation.as_str().into();
                    message
                })
            })
            .collect();
        let results = hand_in(&scene.shop, &messages).await;
        enquiries.extend(
            results
                .iter()
                .map(|one| one["enquiryId"].as_str().unwrap().to_owned()),
        );
    }
    assert_eq!(enquiries.len(), 500);
}

#[tokio::test]
async fn unknown_references_of_a_past_message_are_refused() {
    let scene = scene(business().await).await;
    let before = scene.business.ledger();
    let with = |field: &str, value: Value| {
        let mut message = past("h-1", "u-1", "incoming", 5);
        message[field] = value;
        message
    };
    for (message, pointer) in [
        (with("labels", json!(["no such label"])), "/labels/0"),
        (with("labels", json!("vip")), "/labels"),
        (with("closedAt", json!("2025-03-01T10:04:59Z")), "/closedAt"),
        (with("staffEmail", json!("ann@example.com")), "/staffEmail"),
        (with("author", json!({ "displayName": "Jane" })), "/author"),
        (
            with("location", json!({ "latitude": 1, "longitude": 2 })),
            "/location",
        ),
        (
            with("conversationId", json!("c-\u{fffd}")),
            "/conversationId",
        ),
    ] {
        let result = hand_in(&scene.shop, &[message]).await;
        assert_eq!(
            result[0]["error"]["errors"][0]["pointer"], pointer,
            "{result:?}"
        );
    }
    assert_eq!(scene.business.ledger(), before);
}

#[tokio::test]
async fn an_invalid_message_fails_alone_and_an_invalid_call_entirely() {
    let scene = scene(business().await).await;
    let mut bad = past("h-2", "u-1", "sideways", 1);
    bad["sentAt"] = Value::Null;
    let results = hand_in(
        &scene.shop,
        &[
            past("h-1", "u-1", "incoming", 0),
            bad,
            past("h-3", "u-2", "incoming", 0),
        ],
    )
    .await;
    assert!(
        results[0]["id"].is_string() && results[2]["id"].is_string(),
        "{results:?}"
    );
    let pointers: Vec<&Value> = results[1]["error"]["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["pointer"])
        .collect();
    assert_eq!(pointers, ["/direction", "/sentAt"]);
    let before = scene.business.ledger();
    for body in [
        json!({}),
        json!({ "messages": [] }),
        json!({ "messages": vec![past("h-9", "u-9", "incoming", 0); 101] }),
    ] {
        scene
            .shop
            .omni
            .post("/history", &body)
            .await
            .refused(422, "invalid-message");
    }
    assert_eq!(scene.business.ledger(), before);
}

#[tokio::test]
async fn history_with_files_keeps_them() {
    let scene = scene(business().await).await;
    let mut message = past("h-1", "u-1", "incoming", 0);
    let png = crate::files_uploads::PNG;
    let file_id =
        crate::files_uploads::handed_in(&scene.shop.omni, "red.png", "image/png", png).await;
    message["type"] = "image".into();
    message["attachment"] = json!({ "fileId": file_id });
    let enquiry_id = hand_in(&scene.shop, &[message]).await[0]["enquiryId"]
        .as_str()
        .unwrap()
        .to_owned();
    scene.business.pass(Duration::from_hours(48));
    workers::prune_once(&scene.business.app).await.unwrap();
    let shown = scene.business.admin.conversation(&enquiry_id).await;
    assert_eq!(shown[0]["attachment"]["fileId"], file_id.as_str());
    assert_eq!(
        scene
            .business
            .admin
            .api
            .get(&format!("/files/{file_id}"))
            .await
            .body,
        png
    );
}
