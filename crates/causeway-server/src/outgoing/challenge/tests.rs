use causeway_core::challenge::FORM;

use super::*;
use crate::{
    credentials::sign,
    outgoing::{
        client::loopback_client,
        endpoint::{Behaviour, Endpoint},
    },
};

const TEXT: &str = "6sTq-9aU1n_0mJpPqRsTuVwXyZabcdefghijklmnop1";

async fn asked(behaviour: Behaviour) -> ChallengeResult {
    let endpoint = Endpoint::start(behaviour).await;
    asked_at(&endpoint.url()).await
}

async fn asked_at(url: &str) -> ChallengeResult {
    let now = "2026-11-22T10:00:04.5Z".parse().unwrap();
    challenge_within(
        &loopback_client(),
        url,
        &[&SigningSecret::generate()],
        now,
        TEXT,
        Duration::from_millis(500),
    )
    .await
}

async fn answered(content_type: &str, body: &str) -> ChallengeResult {
    asked(Behaviour::answer(
        "200 OK",
        &format!("content-type: {content_type}\r\n"),
        body,
    ))
    .await
}

#[tokio::test]
async fn the_request_is_as_documented_and_signed() {
    let endpoint = Endpoint::start(Behaviour::answer("200 OK", "", TEXT)).await;
    let secret = SigningSecret::generate();
    let now = "2026-11-22T10:00:04.5Z".parse().unwrap();
    let result = challenge(&loopback_client(), &endpoint.url(), &[&secret], now, TEXT).await;
    assert!(result.ok, "{result:?}");
    assert_eq!(
        (result.reason, result.status, result.received.as_deref()),
        (None, Some(200), Some(TEXT))
    );

    let request = endpoint.only_request();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let expected = format!(
        r#"{{"type":"url_verification","challenge":"{TEXT}","timestamp":"2026-11-22T10:00:04.500Z"}}"#
    );
    assert_eq!(body, expected);
    let id = format!("chl_{TEXT}");
    let signature = sign(&[&secret], &id, 1_795_341_604, body.as_bytes());
    for line in [
        "POST /webhook HTTP/1.1",
        "content-type: application/json",
        "webhook-timestamp: 1795341604",
        "webhook-attempt: 1",
        &format!("webhook-id: {id}"),
        &format!("webhook-signature: {signature}"),
    ] {
        assert!(
            head.split("\r\n").any(|given| given == line),
            "{line} is missing in {head}"
        );
    }
}

#[test]
fn a_new_challenge_is_43_url_safe_characters() {
    let text = new_challenge_text();
    assert_eq!(text.len(), 43);
    assert!(
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    );
    assert_ne!(text, new_challenge_text());
}

#[tokio::test]
async fn every_documented_body_passes() {
    let encoded = TEXT.replace('-', "%2D");
    for (content_type, body) in [
        ("text/plain", TEXT.to_owned()),
        (
            "text/plain; charset=utf-8",
            format!("\r\n\t {TEXT}\u{a0}\u{2003} \n"),
        ),
        ("application/json", format!("\"{TEXT}\"")),
        ("application/json", format!("  \"{TEXT}\"\n")),
        ("application/json", format!(r#"{{"challenge":"{TEXT}"}}"#)),
        (
            "text/html",
            format!("\n{{ \"challenge\" : \"{TEXT}\", \"ok\": true }}\n"),
        ),
        (
            "application/json",
            format!("\"{}\"", TEXT.replace('-', "\\u002d")),
        ),
        (FORM, format!("challenge={TEXT}")),
        (
            "Application/X-WWW-Form-Urlencoded; charset=utf-8",
            format!("a=b&challenge={encoded}\n"),
        ),
        (
            "application/json",
            format!(r#"{{"code":0,"result":{{"challenge":"{TEXT}"}}}}"#),
        ),
    ] {
        let result = answered(content_type, &body).await;
        assert!(result.ok, "{body:?} as {content_type}: {result:?}");
    }
}

#[tokio::test]
async fn every_other_body_is_a_mismatch() {
    for (content_type, body, hint) in [
        ("text/plain", String::new(), "empty"),
        ("text/plain", "  \n".to_owned(), "empty"),
        ("text/plain", "OK".to_owned(), "isn't the challenge"),
        ("text/plain", TEXT.to_lowercase(), "isn't the challenge"),
        ("text/plain", TEXT[1..].to_owned(), "isn't the challenge"),
        (
            "text/plain",
            format!("challenge: {TEXT}"),
            "something around",
        ),
        ("text/html", format!("<p>{TEXT}</p>"), "something around"),
        ("text/plain", format!("{TEXT}\u{feff}"), "something around"),
        ("text/plain", format!("{TEXT} {TEXT}"), "something around"),
        ("text/plain", format!("challenge={TEXT}"), FORM),
        (FORM, format!("Challenge={TEXT}"), "something around"),
        ("application/json", format!("'{TEXT}'"), "something around"),
        (
            "application/json",
            format!(r#"["{TEXT}"]"#),
            "something around",
        ),
        (
            "application/json",
            format!(r#"{{"result":{{"challenge":"{TEXT}"}}}}"#),
            "something around",
        ),
        (
            "application/json",
            format!(r#"{{"code":1,"result":{{"challenge":"{TEXT}"}}}}"#),
            "something around",
        ),
        (
            "application/json",
            format!(r#"{{"code":"0","result":{{"challenge":"{TEXT}"}}}}"#),
            "something around",
        ),
        (
            "application/json",
            format!(r#"{{"challenge":["{TEXT}"]}}"#),
            "something around",
        ),
    ] {
        let result = answered(content_type, &body).await;
        assert_eq!(
            result.reason,
            Some(ChallengeFailure::Mismatch),
            "{body:?} as {content_type}"
        );
        assert!(!result.ok && result.status == Some(200));
        assert!(result.detail.contains(hint), "{body:?}: {}", result.detail);
        assert_eq!(result.received.as_deref(), Some(body.as_str()));
    }
}

#[tokio::test]
async fn a_binary_body_is_shown_with_replacement_characters() {
    let result = asked(Behaviour::Answer(
        b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\na\xff\xfeb".to_vec(),
    ))
    .await;
    assert_eq!(result.reason, Some(ChallengeFailure::Mismatch));
    assert_eq!(result.received.as_deref(), Some("a\u{fffd}\u{fffd}b"));
}

#[tokio::test]
async fn only_200_passes_and_a_long_body_is_truncated() {
    for (status_line, status, reason, hint) in [
        ("201 Created", 201, ChallengeFailure::Status, "exactly 200"),
        (
            "204 No Content",
            204,
            ChallengeFailure::Status,
            "exactly 200",
        ),
        ("400 Bad Request", 400, ChallengeFailure::Status, "JSON"),
        (
            "401 Unauthorized",
            401,
            ChallengeFailure::Status,
            "signature",
        ),
        ("404 Not Found", 404, ChallengeFailure::Status, "path"),
        (
            "405 Method Not Allowed",
            405,
            ChallengeFailure::Status,
            "POST",
        ),
        ("418 Teapot", 418, ChallengeFailure::Status, "418"),
        ("500 Oh", 500, ChallengeFailure::Status, "log"),
        (
            "302 Found",
            302,
            ChallengeFailure::Redirect,
            "https://a.example/new",
        ),
        (
            "304 Not Modified",
            304,
            ChallengeFailure::Redirect,
            "https://a.example/new",
        ),
    ] {
        let result = asked(Behaviour::answer(
            status_line,
            "location: https://a.example/new\r\n",
            TEXT,
        ))
        .await;
        assert_eq!(
            (result.ok, result.reason, result.status),
            (false, Some(reason), Some(status))
        );
        assert!(
            result.detail.contains(hint),
            "{status_line}: {}",
            result.detail
        );
    }
    let result = asked(Behaviour::answer("500 Oh", "", &"é".repeat(3_000))).await;
    assert_eq!(result.received, Some("é".repeat(1_024)));
    let result = asked(Behaviour::answer("301 Moved", "", "")).await;
    assert_eq!(result.reason, Some(ChallengeFailure::Redirect));
}

#[tokio::test]
async fn a_redirect_is_never_followed() {
    let elsewhere = Endpoint::start(Behaviour::answer("200 OK", "", TEXT)).await;
    let location = format!("location: {}\r\n", elsewhere.url());
    let result = asked(Behaviour::answer("307 Temporary Redirect", &location, TEXT)).await;
    assert_eq!(result.reason, Some(ChallengeFailure::Redirect));
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn a_slow_endpoint_or_an_oversized_response_fails_in_time() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 1000000000\r\n\r\n".to_vec();
    let huge = asked(Behaviour::Endless(head, vec![b'x'; 65_536])).await;
    assert_eq!(
        (huge.reason, huge.status),
        (Some(ChallengeFailure::TooLarge), Some(200))
    );
    assert_eq!(huge.received, Some("x".repeat(1_024)));

    let silent = asked(Behaviour::Silent).await;
    assert_eq!(
        (silent.reason, silent.status, silent.received),
        (Some(ChallengeFailure::Timeout), None, None)
    );

    let drip = asked(Behaviour::Drip).await;
    assert_eq!(
        (drip.reason, drip.status),
        (Some(ChallengeFailure::Timeout), Some(200))
    );
    assert!(drip.received.is_some_and(|text| text.starts_with('x')));
    assert!((500..3_000).contains(&drip.duration_ms) && (500..3_000).contains(&silent.duration_ms));
}

#[tokio::test]
async fn a_broken_connection_fails_as_connect() {
    assert_eq!(
        asked(Behaviour::HangUp).await.reason,
        Some(ChallengeFailure::Connect)
    );
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 43\r\n\r\n6sTq".to_vec();
    let result = asked(Behaviour::AnswerAndClose(cut)).await;
    assert_eq!(
        (result.reason, result.status),
        (Some(ChallengeFailure::Connect), Some(200))
    );
    assert_eq!(result.received.as_deref(), Some("6sTq"));
}

#[tokio::test]
async fn an_address_that_cannot_be_called_fails_with_advice() {
    let now = "2026-11-22T10:00:04Z".parse().unwrap();
    let strict = Client::new(crate::outgoing::AllowList::default());
    for (url, reason, hint) in [
        ("", ChallengeFailure::InvalidUrl, "https://"),
        (
            "gopher://a.example/",
            ChallengeFailure::InvalidUrl,
            "https://",
        ),
        (
            "https://me:pw@a.example/",
            ChallengeFailure::InvalidUrl,
            "password",
        ),
        (
            "http://0x7f.1/",
            ChallengeFailure::BlockedAddress,
            "CAUSEWAY_WEBHOOK_ALLOW",
        ),
        (
            "http://[::ffff:169.254.169.254]/",
            ChallengeFailure::BlockedAddress,
            "cloud metadata",
        ),
        (
            "http://[::1]:8080/",
            ChallengeFailure::BlockedAddress,
            "loopback",
        ),
    ] {
        let result = challenge(&strict, url, &[&SigningSecret::generate()], now, TEXT).await;
        assert_eq!(
            (result.ok, result.reason, result.status),
            (false, Some(reason), None),
            "{url}"
        );
        assert!(result.detail.contains(hint), "{url}: {}", result.detail);
    }
}
