//! The examples in the guides match the schemas.

use super::*;

/// The JSON code blocks of a guide.
fn documented(page: &str) -> Vec<Value> {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/");
    let page = std::fs::read_to_string(format!("{docs}{page}")).unwrap();
    let blocks = page
        .split("```json\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    blocks
        .map(|block| {
            serde_json::from_str(block).unwrap_or_else(|error| panic!("{error} in {block}"))
        })
        .collect()
}

#[test]
fn the_examples_in_the_guide_match_their_schemas() {
    let mut held = Vec::new();
    for body in documented("integrator.md") {
        let kind = body["type"].as_str().unwrap_or_default();
        let name = match kind {
            "url_verification" => "challenge",
            _ if body.get("visitor").is_some() && body.get("id").is_some() => "incoming-message",
            _ if OutgoingEvent::parse(kind).is_some() && body.get("data").is_some() => kind,
            _ if kind.contains('.') => "incoming-event",
            _ => continue,
        };
        assert_valid(name, &abridged(name, &body));
        held.push(name.to_owned());
    }
    for name in [
        "challenge",
        "incoming-message",
        "incoming-event",
        "message.created",
    ] {
        assert!(
            held.iter().any(|one| one == name),
            "the guide has no example of {name}"
        );
    }
}

/// The guide abbreviates ids to `msg_…` and describes the challenge text.
fn abridged(name: &str, body: &Value) -> Value {
    let mut body = body.clone();
    if name == "challenge" {
        body["challenge"] = challenge_example()["challenge"].clone();
    }
    body
}

#[test]
fn the_chatbot_guide_matches_its_schemas_and_they_the_parser() {
    let [turn, answer] = &documented("chatbots.md")[..] else {
        panic!("a request and an answer")
    };
    assert_valid("chatbot.turn", turn);
    let text = |text: &str| json!({ "type": "text", "text": text });
    let bodies = [
        answer.clone(),
        json!({}),
        json!({ "messages": [], "then": "handOver", "more": 1 }),
        json!({ "messages": [text("Hi"), { "type": "location", "location": { "latitude": 1, "longitude": 2 } }] }),
        json!({ "messages": [{ "type": "image", "attachment": { "url": "https://a.example" } }] }),
        json!({ "messages": [{ "type": "text" }] }),
        json!({ "messages": [{ "type": "buttons", "text": "Which?" }] }),
        json!({ "messages": vec![text("Hi"); 6] }),
        json!({ "messages": "Hi" }),
        json!({ "note": "", "messages": null, "then": "" }),
        json!({ "messages": [{ "type": "text", "text": "Hi", "location": { "latitude": 1, "longitude": 2 } }] }),
        json!({ "messages": [{ "type": "text", "text": "Hi", "location": null, "options": [] }] }),
        json!({ "messages": [{ "type": "location", "text": "Here", "location": { "latitude": 1, "longitude": 2 } }] }),
        json!({ "note": "x".repeat(2_001) }),
        json!({ "then": "stop" }),
    ];
    let schema = validator("chatbot-answer");
    for body in bodies {
        let read = Answer::parse(body.to_string().as_bytes());
        assert_eq!(schema.is_valid(&body), read.is_ok(), "{body}: {read:?}");
    }
}
