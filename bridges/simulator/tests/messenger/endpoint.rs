//! The simulator's endpoints: its webhook's behaviour, and who may call the page.

use super::*;

#[tokio::test]
async fn the_challenge_needs_a_signature_only_when_connected() {
    let stage = Stage::unconnected().await;
    let answer = stage.deliver("wh_1", 1, &challenge()).await;
    assert_eq!(
        (answer.status(), answer.text().await.unwrap().as_str()),
        (StatusCode::OK, "abc-123")
    );
    let early = stage
        .deliver("wh_2", 1, &staff_message("u", "msg_1", "Hi"))
        .await;
    assert_eq!(early.status(), StatusCode::SERVICE_UNAVAILABLE);

    let stage = Stage::connected().await;
    assert_eq!(
        stage
            .deliver("wh_3", 1, &challenge())
            .await
            .text()
            .await
            .unwrap(),
        "abc-123"
    );
    let other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    for event in [challenge(), staff_message("u", "msg_1", "Hi")] {
        let forged = deliver_signed_with(other, &stage.url("webhook"), "wh_4", 1, &event)
            .await
            .unwrap();
        assert_eq!(forged.status(), StatusCode::UNAUTHORIZED);
        let unsigned = stage.post("webhook", &event).await;
        assert_eq!(unsigned.status(), StatusCode::UNAUTHORIZED);
    }
    assert_eq!(
        stage.snapshot().await["phones"].as_array().unwrap().len(),
        3,
        "a forged message creates no phone"
    );
}

#[tokio::test]
async fn the_switch_sets_the_webhooks_behaviour() {
    let stage = Stage::connected().await;
    let phone = stage.first_phone().await;
    let event = staff_message(&phone, "msg_1", "Hi");

    stage
        .put(
            "switch",
            &json!({"mode": "failing", "retryAfterSeconds": 7}),
        )
        .await;
    let failing = stage.deliver("wh_1", 1, &event).await;
    assert_eq!(
        (
            failing.status().as_u16(),
            failing.headers()["retry-after"].to_str().unwrap()
        ),
        (500, "7")
    );

    stage.put("switch", &json!({"mode": "gone"})).await;
    assert_eq!(
        stage.deliver("wh_1", 2, &event).await.status(),
        StatusCode::GONE
    );

    stage.put("switch", &json!({"mode": "dead"})).await;
    deliver_signed_with(SECRET, &stage.url("webhook"), "wh_1", 3, &event)
        .await
        .unwrap_err();

    stage
        .put("switch", &json!({"mode": "slow", "seconds": 1}))
        .await;
    let started = std::time::Instant::now();
    assert_eq!(
        stage.deliver("wh_1", 4, &event).await.status(),
        StatusCode::OK
    );
    assert!(started.elapsed().as_millis() >= 1_000);

    let snapshot = stage.snapshot().await;
    let answers: Vec<_> = snapshot["calls"]
        .as_array()
        .unwrap()
        .iter()
        .map(|call| call["answer"].clone())
        .collect();
    assert_eq!(answers, ["500", "410", "closed", "200"]);
    assert_eq!(
        snapshot["phones"][0]["bubbles"].as_array().unwrap().len(),
        1,
        "a refused event creates no bubble"
    );
}

#[tokio::test]
async fn other_sites_and_oversized_bodies_are_refused() {
    let stage = Stage::connected().await;
    let forged = plain_http()
        .post(stage.url("disconnect"))
        .header("origin", "https://evil.example")
        .send()
        .await
        .unwrap();
    assert_eq!(forged.status(), StatusCode::FORBIDDEN);
    let phone = stage.first_phone().await;
    let huge = json!({"type": "text", "text": "x".repeat(100_000)});
    assert_eq!(
        stage
            .post(&format!("phones/{phone}/messages"), &huge)
            .await
            .status(),
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let long = json!({"type": "text", "text": "x".repeat(5_001)});
    assert_eq!(
        stage
            .post(&format!("phones/{phone}/messages"), &long)
            .await
            .status(),
        StatusCode::UNPROCESSABLE_ENTITY
    );
}
