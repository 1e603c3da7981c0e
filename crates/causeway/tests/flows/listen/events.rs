//! What `causeway listen` prints, confirms and retries.

use super::*;

#[tokio::test]
async fn events_are_printed_and_confirmed_until_ctrl_c() {
    let outbox = Outbox::start().await;
    outbox.add("Hello");
    outbox.add("World");
    let mut listening = Listening::start(&outbox, &[]);
    assert!(listening.printed().await.ends_with("Hello"));
    assert!(listening.printed().await.ends_with("World"));
    outbox.wait_for_confirmed(2).await;
    outbox.add("Later");
    let line = listening.printed().await;
    assert!(
        line.starts_with("10:00:04  message.created      u-42") && line.ends_with("Later"),
        "{line}"
    );
    outbox.wait_for_confirmed(3).await;
    let (well, notices) = listening.interrupt().await;
    assert!(well, "{notices}");
    assert!(!notices.contains(TOKEN), "{notices}");
}

#[tokio::test]
async fn json_output_is_one_unchanged_event_per_line() {
    let outbox = Outbox::start().await;
    outbox.add("Two\nlines");
    let mut listening = Listening::start(&outbox, &["--json"]);
    let printed: Value =
        serde_json::from_str(&listening.printed().await).expect("the line is JSON");
    assert_eq!(
        printed,
        outbox.state.inner.lock().expect("no panic").events[0]
    );
}

#[tokio::test]
async fn an_event_is_confirmed_after_the_endpoint_accepted_it() {
    let outbox = Outbox::start().await;
    let receiver = Receiver::start();
    receiver.answer_next([Answer::Status(500)]);
    let mut listening =
        Listening::start(&outbox, &["--forward", &receiver.url(), "--secret", SECRET]);
    outbox.add("Hello");
    listening
        .notices("the endpoint answered 500. Retrying in")
        .await;
    assert_eq!(outbox.confirmed(), 0);
    outbox.wait_for_confirmed(1).await;

    let received = receiver.received();
    let webhook = Webhook::new(SigningSecret::parse(SECRET).expect("a valid secret"));
    for (attempt, request) in ["1", "2"].into_iter().zip(&received) {
        webhook
            .check(&request.headers, &request.body, omni_client::now())
            .expect("the signature is valid");
        assert_eq!(
            (
                request.header("webhook-id"),
                request.header("webhook-attempt")
            ),
            ("dlv_1", attempt)
        );
        assert_eq!(request.json()["data"]["message"]["text"], "Hello");
        assert_eq!(request.json().get("id"), None);
    }
    assert_eq!(received.len(), 2);
}

#[tokio::test]
async fn status_410_ends_the_command_without_confirming_the_event() {
    let outbox = Outbox::start().await;
    let receiver = Receiver::start();
    receiver.answer(Answer::Status(410));
    outbox.add("Hello");
    let listening = Listening::start(&outbox, &["--forward", &receiver.url(), "--secret", SECRET]);
    let (well, notices) = listening.end().await;
    assert!(!well && notices.contains("410"), "{notices}");
    assert_eq!(outbox.confirmed(), 0);
}

#[tokio::test]
async fn lost_responses_and_restarts_lose_and_repeat_no_event() {
    let mut outbox = Outbox::start().await;
    outbox.refuse(
        "outbox",
        &[Refusal::Lost, Refusal::Problem(503, "overloaded")],
    );
    outbox.refuse("ack", &[Refusal::Lost, Refusal::Problem(500, "internal")]);
    outbox.add("One");
    let mut listening = Listening::start(&outbox, &[]);
    assert!(listening.printed().await.ends_with("One"));
    listening
        .notices("confirming: the server returned 500")
        .await;
    outbox.wait_for_confirmed(1).await;
    listening.notices("The server is reachable again.").await;

    outbox.close().await;
    listening.notices("reading: the").await;
    outbox.add("Two");
    outbox.reopen().await;
    // A repeated event would be printed before this one.
    assert!(listening.printed().await.ends_with("Two"));
    outbox.wait_for_confirmed(2).await;
    let reads = outbox.state.inner.lock().expect("no panic").reads.clone();
    assert_eq!(reads.first(), Some(&None));
    assert!(
        reads.contains(&Some("c/1".to_owned())),
        "reading continues at the last cursor: {reads:?}"
    );
    let (well, notices) = listening.interrupt().await;
    assert!(well, "{notices}");
}

#[tokio::test]
async fn permanent_errors_end_the_command_with_the_reason() {
    let outbox = Outbox::start().await;
    let (well, notices) = Listening::with_token(&outbox, "cw_another", &[])
        .end()
        .await;
    assert!(
        !well && notices.contains("The token is not valid") && !notices.contains("cw_another"),
        "{notices}"
    );
    outbox.refuse("outbox", &[Refusal::Problem(409, "outbox-not-used")]);
    let (well, notices) = Listening::start(&outbox, &[]).end().await;
    assert!(
        !well && notices.contains("The source has a webhook"),
        "{notices}"
    );
    for flags in [
        ["--forward", "mailto:a@b.example"].as_slice(),
        &[
            "--forward",
            "http://127.0.0.1:1/",
            "--secret",
            "whsec_short",
        ],
    ] {
        let (well, notices) = Listening::start(&outbox, flags).end().await;
        assert!(!well && notices.contains("can't be used"), "{notices}");
    }
}

#[tokio::test]
async fn a_suspended_channel_is_retried() {
    let outbox = Outbox::start().await;
    outbox.refuse("outbox", &[Refusal::Problem(403, "channel-suspended")]);
    outbox.add("Hello");
    let mut listening = Listening::start(&outbox, &[]);
    listening.notices("the channel is suspended").await;
    assert!(listening.printed().await.ends_with("Hello"));
}

#[tokio::test]
async fn the_endpoints_message_ids_are_confirmed_too() {
    let outbox = Outbox::start().await;
    let receiver = Receiver::start();
    receiver.answer_next([
        Answer::json(&json!({ "id": 104 })),
        Answer::json(&json!({ "id": "m-2" })),
        Answer::Ok,
    ]);
    let _listening = Listening::start(&outbox, &["--forward", &receiver.url(), "--secret", SECRET]);
    for count in 1..=3 {
        outbox.add("Hello");
        outbox.wait_for_confirmed(count).await;
    }
    let ids = outbox.state.inner.lock().expect("no panic").ids.clone();
    assert_eq!(
        ids,
        [
            json!({ "dlv_1": "104" }),
            json!({ "dlv_2": "m-2" }),
            Value::Null
        ]
    );
}
