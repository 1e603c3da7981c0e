//! Why Causeway did not accept a call, in a form a program can act on.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// An RFC 9457 problem document as Causeway answers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Problem {
    /// The HTTP status of the answer.
    pub status: u16,
    /// The stable name of the problem, such as `invalid-message`; empty when something other than Causeway answered.
    pub code: String,
    /// A short text for people.
    pub title: String,
    /// What happened this time.
    pub detail: Option<String>,
    /// Every faulty field of the request.
    pub errors: Vec<FieldFault>,
    /// How long the answer asked to wait, from its `Retry-After`.
    #[serde(skip)]
    pub retry_after: Option<Duration>,
}

impl Default for Problem {
    fn default() -> Self {
        Self {
            status: 0,
            code: String::new(),
            title: "The request was refused".to_owned(),
            detail: None,
            errors: Vec::new(),
            retry_after: None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.title)?;
        // The detail names the first fault.
        if let Some(detail) = self
            .detail
            .as_deref()
            .filter(|detail| self.errors.is_empty() && *detail != self.title)
        {
            write!(f, ": {detail}")?;
        }
        for fault in &self.errors {
            write!(f, "; {} {}", fault.pointer, fault.detail)?;
        }
        write!(f, " ({}", self.status)?;
        if !self.code.is_empty() {
            write!(f, " {}", self.code)?;
        }
        write!(f, ")")
    }
}

/// One faulty field of a refused request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFault {
    /// JSON pointer to the field.
    pub pointer: String,
    /// What is wrong with it.
    pub detail: String,
}

/// Why a call to Causeway came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum OmniError {
    /// No answer: refused connection, timeout, TLS, DNS.
    #[error("Causeway can't be reached")]
    Unreachable(#[source] reqwest::Error),
    /// An answer that says no.
    #[error("Causeway refused: {0}")]
    Refused(Box<Problem>),
    /// A success whose body isn't what the Omni API promises, so something else may have answered.
    #[error("the answer with status {status} isn't one of the Omni API")]
    Unreadable {
        /// The HTTP status of the answer.
        status: u16,
    },
}

/// What to do about an [`OmniError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It passes by itself: send the same again, after this pause if one was asked for.
    Passing(Option<Duration>),
    /// Somebody has to mend the connection first (token, suspended channel, no channel yet); the request itself is fine.
    Mending,
    /// The request will never be accepted.
    Final,
}

impl OmniError {
    /// What to do about it. Sending the same message again is always safe, since its id makes it idempotent.
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Unreachable(_) | Self::Unreadable { .. } => Verdict::Passing(None),
            Self::Refused(problem) => match (problem.status, problem.code.as_str()) {
                (408 | 425 | 429 | 500..=599, _) => Verdict::Passing(problem.retry_after),
                // A 404 without a code comes from a wrong address, not from the Omni API.
                (401 | 403, _) | (409, "no-channel") | (404, "") => Verdict::Mending,
                _ => Verdict::Final,
            },
        }
    }

    /// The problem document, when Causeway answered with one.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused(problem) => Some(problem),
            Self::Unreachable(_) | Self::Unreadable { .. } => None,
        }
    }
}

/// Why a client or webhook can't be set up with what was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The address isn't an absolute `http` or `https` URL.
    #[error(
        "Causeway's address has to be an http or https URL, such as https://causeway.example.com"
    )]
    Address,
    /// The token holds characters that can't stand in a header, or nothing at all.
    #[error("the access token has to be the text that starts with cw_, without spaces")]
    Token,
    /// The secret isn't `whsec_` and the base64 of 24 to 64 bytes.
    #[error("the signing secret has to be the text that starts with whsec_")]
    Secret,
    /// The system can't provide TLS.
    #[error("the HTTP client can't be set up on this system")]
    Http,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, code: &str) -> OmniError {
        OmniError::Refused(Box::new(Problem {
            status,
            code: code.into(),
            ..Problem::default()
        }))
    }

    #[test]
    fn every_refusal_has_a_verdict() {
        let table = [
            (429, "rate-limited", Verdict::Passing(None)),
            (503, "overloaded", Verdict::Passing(None)),
            (502, "", Verdict::Passing(None)),
            (401, "invalid-token", Verdict::Mending),
            (403, "channel-suspended", Verdict::Mending),
            (409, "no-channel", Verdict::Mending),
            (404, "", Verdict::Mending),
            (404, "unknown-message", Verdict::Final),
            (409, "idempotency-conflict", Verdict::Final),
            (413, "payload-too-large", Verdict::Final),
            (422, "invalid-message", Verdict::Final),
        ];
        for (status, code, verdict) in table {
            assert_eq!(refused(status, code).verdict(), verdict, "{status} {code}");
        }
    }

    #[test]
    fn a_problem_reads_as_one_line_with_every_fault() {
        let problem: Problem = serde_json::from_str(
            r#"{"type":"https://x/invalid-message","title":"The message is invalid","status":422,"code":"invalid-message",
                "errors":[{"pointer":"/text","detail":"is required"},{"pointer":"/visitor/id","detail":"is too long"}]}"#,
        )
        .unwrap();
        assert_eq!(
            problem.to_string(),
            "The message is invalid; /text is required; /visitor/id is too long (422 invalid-message)"
        );
    }
}
