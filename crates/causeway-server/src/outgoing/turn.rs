//! One request to a chatbot, and the meaning of its response.

use std::time::Duration;

use causeway_core::chatbot::Answer;

use crate::{
    credentials::SigningSecret,
    outgoing::{
        attempt::Envelope,
        client::{ANSWER_BYTES_MAX, BodyEnding, Client},
        webhook_url::WebhookUrl,
    },
};

/// The result of one request.
#[derive(Debug, Clone, PartialEq)]
pub enum TurnResult {
    /// It answered.
    Answered(Answer),
    /// No response, or an invalid one.
    Failed {
        /// For people.
        reason: String,
    },
    /// 410: don't call it any more.
    Gone,
}

/// Calls a chatbot once. Its address is checked each time.
pub async fn ask_chatbot(
    client: &Client,
    url: &str,
    envelope: Envelope,
    secrets: &[&SigningSecret],
    within: Duration,
) -> TurnResult {
    let failed = |reason: String| TurnResult::Failed { reason };
    let url = match WebhookUrl::parse(url) {
        Ok(url) => url,
        Err(fault) => return failed(fault.to_string()),
    };
    let headers = envelope.headers(secrets);
    let answer = match client
        .post(&url, headers, envelope.body, within)
        .await
        .outcome
    {
        Ok(answer) => answer,
        Err(failure) => return failed(failure.to_string()),
    };
    if answer.status == http::StatusCode::GONE {
        return TurnResult::Gone;
    }
    if !answer.status.is_success() {
        return failed(format!("it answered {}", answer.status.as_u16()));
    }
    match answer.ending {
        BodyEnding::Complete => {
            Answer::parse(&answer.body).map_or_else(failed, TurnResult::Answered)
        }
        BodyEnding::TooLarge => failed(format!(
            "its answer is longer than {} KiB",
            ANSWER_BYTES_MAX / 1024
        )),
        BodyEnding::Broken(failure) => failed(failure.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use causeway_core::chatbot::Then;

    use super::*;
    use crate::outgoing::{
        client::loopback_client,
        endpoint::{Behaviour, Endpoint},
    };

    async fn asked(behaviour: Behaviour) -> TurnResult {
        let endpoint = Endpoint::start(behaviour).await;
        let envelope = Envelope {
            id: "trn_1".to_owned(),
            attempt: 1,
            body: Bytes::from_static(b"{}"),
            timestamp: "2026-11-22T10:00:00Z".parse().unwrap(),
        };
        let secret = SigningSecret::generate();
        ask_chatbot(
            &loopback_client(),
            &endpoint.url(),
            envelope,
            &[&secret],
            Duration::from_secs(5),
        )
        .await
    }

    #[tokio::test]
    async fn an_answer_is_parsed_and_everything_else_is_a_failure() {
        let failed = |reason: &str| TurnResult::Failed {
            reason: reason.to_owned(),
        };
        let hands_over = Answer {
            messages: Vec::new(),
            note: None,
            then: Then::HandOver,
        };
        for (status, body, result) in [
            (
                "200 OK",
                r#"{"then":"handOver"}"#.to_owned(),
                TurnResult::Answered(hands_over),
            ),
            ("200 OK", "OK".to_owned(), failed("its answer is not JSON")),
            (
                "200 OK",
                " ".repeat(ANSWER_BYTES_MAX + 1),
                failed("its answer is longer than 16 KiB"),
            ),
            ("500 Oh", String::new(), failed("it answered 500")),
            ("301 Moved", String::new(), failed("it answered 301")),
            ("410 Gone", String::new(), TurnResult::Gone),
        ] {
            assert_eq!(
                asked(Behaviour::answer(status, "", &body)).await,
                result,
                "{status}"
            );
        }
    }

    #[tokio::test]
    async fn an_address_that_is_not_public_is_not_called() {
        let endpoint = Endpoint::start(Behaviour::answer("200 OK", "", "")).await;
        let envelope = Envelope {
            id: "trn_1".to_owned(),
            attempt: 1,
            body: Bytes::new(),
            timestamp: "2026-11-22T10:00:00Z".parse().unwrap(),
        };
        let client = Client::new(super::super::address::AllowList::default());
        let result = ask_chatbot(
            &client,
            &endpoint.url(),
            envelope,
            &[],
            Duration::from_secs(5),
        )
        .await;
        assert!(matches!(result, TurnResult::Failed { .. }), "{result:?}");
    }
}
