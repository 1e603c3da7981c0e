//! Bodies that are refused: not JSON, too large, endless, or with faults.

use super::*;

/// The name of a case, its content type, its body, and the expected status and code.
type BadBody = (&'static str, &'static str, Vec<u8>, (u16, &'static str));

fn bad_bodies() -> Vec<BadBody> {
    const JSON: &str = "application/json";
    let malformed = (400, "malformed-json");
    let with_text = |escaped: &str| good().to_string().replace("Hello!", escaped).into_bytes();
    let mut invalid = good().to_string().into_bytes();
    let at = invalid
        .windows(6)
        .position(|part| part == b"Hello!")
        .unwrap();
    invalid[at] = 0xff;
    vec![
        ("nothing", JSON, Vec::new(), malformed),
        (
            "half of an object",
            JSON,
            b"{\"id\":\"m-1\"".to_vec(),
            malformed,
        ),
        (
            "a comma too many",
            JSON,
            b"{\"id\":\"m-1\",}".to_vec(),
            malformed,
        ),
        ("two values", JSON, b"{} {}".to_vec(), malformed),
        (
            "an infinite number",
            JSON,
            b"{\"id\":1e999}".to_vec(),
            malformed,
        ),
        ("not UTF-8", JSON, invalid, malformed),
        ("UTF-16", JSON, b"\xff\xfe{\0}\0".to_vec(), malformed),
        ("100,000 brackets", JSON, vec![b'['; 100_000], malformed),
        (
            "100,000 objects",
            JSON,
            b"{\"a\":".repeat(50_000),
            malformed,
        ),
        ("a lone surrogate", JSON, with_text("\\ud83"), malformed),
        (
            "a form",
            "application/x-www-form-urlencoded",
            b"id=m-1".to_vec(),
            (415, "unsupported-media-type"),
        ),
        (
            "text",
            "text/plain",
            good().to_string().into_bytes(),
            (415, "unsupported-media-type"),
        ),
        (
            "no content type",
            "",
            good().to_string().into_bytes(),
            (415, "unsupported-media-type"),
        ),
    ]
}

#[tokio::test]
async fn a_body_that_is_not_json_is_refused() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    shop.writes("u-0", "m-0", "Hello!").await;
    let before = business.ledger();
    let mut story = Story::default();
    for (case, kind, body, (status, code)) in bad_bodies() {
        for (method, path) in [PATHS[0].clone(), PATHS[1].clone(), PATHS[3].clone()] {
            let mut request = shop.omni.request(method, path);
            if !kind.is_empty() {
                request = request.header(CONTENT_TYPE, kind);
            }
            let answer = shop
                .omni
                .send(request.body(body.clone().into()).unwrap())
                .await;
            answer.refused(status, code);
            if path == "/messages" {
                story.value(case, &answer.json()["detail"]);
            }
        }
    }
    assert_eq!(business.ledger(), before);
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn a_body_over_256_kib_is_refused_by_its_declared_or_actual_length() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let before = business.ledger();
    let post = || {
        shop.omni
            .request(Method::POST, "/messages")
            .header(CONTENT_TYPE, "application/json")
    };
    let declared = post()
        .header(CONTENT_LENGTH, 262_145)
        .body(Body::from("{}"))
        .unwrap();
    shop.omni
        .send(declared)
        .await
        .refused(413, "payload-too-large");
    let chunks = (0..).map(|_| Ok::<_, io::Error>(Bytes::from_static(&[b' '; 1_024])));
    let endless = post()
        .body(Body::from_stream(stream::iter(chunks)))
        .unwrap();
    let refused = shop.omni.send(endless).await;
    refused.refused(413, "payload-too-large");
    assert_eq!(business.ledger(), before);
    let mut padded = good().to_string();
    padded.push_str(&" ".repeat(262_144 - padded.len()));
    assert_eq!(
        shop.omni
            .text(Method::POST, "/messages", padded)
            .await
            .status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn a_body_that_never_ends_times_out() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let before = business.ledger();
    let (asked, was_asked) = tokio::sync::oneshot::channel();
    let mut asked = Some(asked);
    // One chunk, and then nothing more.
    let body = stream::poll_fn(move |_| match asked.take() {
        Some(asked) => {
            asked.send(()).unwrap();
            std::task::Poll::Ready(Some(Ok::<_, io::Error>(Bytes::from_static(b"{"))))
        }
        None => std::task::Poll::Pending,
    });
    let request = shop
        .omni
        .request(Method::POST, "/messages")
        .header(CONTENT_TYPE, "application/json");
    let request = request.body(Body::from_stream(body)).unwrap();
    let held = HeldTime::hold();
    let omni = shop.omni.clone();
    let answer = tokio::spawn(async move { omni.send(request).await });
    was_asked.await.unwrap();
    held.pass(Duration::from_secs(16)).await;
    drop(held);
    answer.await.unwrap().refused(408, "request-timeout");
    assert_eq!(business.ledger(), before);
}

fn faulty_messages() -> Vec<(&'static str, Value)> {
    let with = |change: Value| {
        let mut message = good();
        for (field, value) in change.as_object().unwrap() {
            message[field] = value.clone();
        }
        message
    };
    let attributes: serde_json::Map<String, Value> = (0..51)
        .map(|number| (format!("k{number}"), json!(number)))
        .collect();
    vec![
        ("not an object", json!([good()])),
        ("an empty object", json!({})),
        (
            "every field at once",
            json!({
                "id": "", "visitor": { "id": 7, "name": "n".repeat(201), "avatarUrl": "javascript:alert(1)",
                    "email": ["a"], "phone": true, "language": "x".repeat(36), "attributes": { "a/b": { "c": 1 } } },
                "sentAt": "yesterday", "type": "image", "text": "c".repeat(1_025), "replyTo": "r".repeat(256),
                "attachment": { "url": "ftp://cdn.example.com", "name": 7, "mimeType": 8, "size": -1 },
            }),
        ),
        (
            "10,000 characters",
            with(json!({ "text": "x".repeat(10_000) })),
        ),
        ("an empty text", with(json!({ "text": "" }))),
        (
            "U+0000 everywhere",
            json!({ "id": "a\0", "visitor": { "id": "b\0", "attributes": { "k\0": 1, "v": "\0" } },
            "type": "text", "text": "c\0", "replyTo": "d\0" }),
        ),
        (
            "a time in the future",
            with(json!({ "sentAt": "2027-01-01T00:00:00Z" })),
        ),
        (
            "a time without a zone",
            with(json!({ "sentAt": "2026-11-18T10:00:00" })),
        ),
        (
            "51 attributes",
            with(json!({ "visitor": { "id": "u-1", "attributes": attributes } })),
        ),
        (
            "large attributes",
            with(json!({ "visitor": { "id": "u-1", "attributes": { "a": "x".repeat(8_200) } } })),
        ),
        ("an unknown type", with(json!({ "type": "hologram" }))),
        (
            "media without an attachment",
            with(json!({ "type": "video", "text": null })),
        ),
        (
            "an invalid file id",
            with(json!({ "type": "file", "text": null, "attachment": { "fileId": "file_1" } })),
        ),
        (
            "an invalid location",
            with(
                json!({ "type": "location", "location": { "latitude": 91, "longitude": "east" } }),
            ),
        ),
        (
            "a contact without a name",
            with(json!({ "type": "contact", "contact": { "phones": "1", "emails": [1] } })),
        ),
        (
            "a postback without a payload",
            with(json!({ "type": "postback", "postback": { "label": "" } })),
        ),
    ]
}

#[tokio::test]
async fn all_faults_of_a_message_are_reported_together() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let before = business.ledger();
    let mut story = Story::default();
    for (case, message) in faulty_messages() {
        let answer = shop.omni.post("/messages", &message).await;
        let problem = answer.refused(422, "invalid-message");
        assert!(!problem["errors"].as_array().unwrap().is_empty(), "{case}");
        story.value(case, &problem["errors"]);
        assert_eq!(business.ledger(), before, "{case}");
    }
    insta::assert_snapshot!(story.finish());
}
