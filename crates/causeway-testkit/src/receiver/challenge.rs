//! How a receiver answers the challenge that verifies a webhook's URL.

use super::Answer;

/// The answer of a receiver to a challenge.
#[derive(Debug, Clone)]
pub enum ChallengeAnswer {
    /// The challenge as plain text.
    Plain,
    /// The challenge as plain text between whitespace.
    Spaced,
    /// The challenge as a JSON string.
    JsonString,
    /// `{ "challenge": … }`.
    JsonObject,
    /// `challenge=…`, as in a form.
    Form,
    /// `{ "code": 0, "result": { "challenge": … } }`, as in handlers written for CINNOX.
    Enveloped,
    /// Another plain text than the challenge.
    Wrong,
    /// Any other answer.
    Other(Answer),
}

impl ChallengeAnswer {
    pub(super) fn to_answer(&self, challenge: &str) -> Answer {
        let json = |body: serde_json::Value| Answer::json(&body);
        match self {
            Self::Plain => Answer::Body("text/plain", challenge.to_owned()),
            Self::Spaced => Answer::Body("text/plain", format!(" \r\n{challenge}\n")),
            Self::JsonString => json(challenge.into()),
            Self::JsonObject => json(serde_json::json!({ "challenge": challenge })),
            Self::Form => Answer::Body(
                "application/x-www-form-urlencoded",
                format!("challenge={challenge}"),
            ),
            Self::Enveloped => {
                json(serde_json::json!({ "code": 0, "result": { "challenge": challenge } }))
            }
            Self::Wrong => Answer::Body("text/plain", "something else".to_owned()),
            Self::Other(answer) => answer.clone(),
        }
    }
}

/// Returns the challenge of a request's body, if it has one.
pub(super) fn of(body: &[u8]) -> Option<String> {
    let body: serde_json::Value = serde_json::from_slice(body).ok()?;
    (body["type"] == "url_verification")
        .then(|| body["challenge"].as_str().unwrap_or_default().to_owned())
}
