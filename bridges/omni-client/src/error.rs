//! Errors of calls to Causeway, and how a program can react to them.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A problem document (RFC 9457) from Causeway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Problem {
    /// The HTTP status of the response.
    pub status: u16,
    /// The stable code of the problem, such as `invalid-message`. Empty if the response is not from
    /// Causeway.
    pub code: String,
    /// A short text for people.
    pub title: String,
    /// Details of this occurrence.
    pub detail: Option<String>,
    /// All invalid fields of the request.
    pub errors: Vec<FieldFault>,
    /// The pause that the response's `Retry-After` asks for.
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
        // The detail repeats the first fault.
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

/// One invalid field of a refused request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFault {
    /// JSON pointer to the field.
    pub pointer: String,
    /// The fault of the field.
    pub detail: String,
}

/// Why a call to Causeway failed.
#[derive(Debug, thiserror::Error)]
pub enum OmniError {
    /// No response: connection refused, timeout, TLS or DNS error.
    #[error("Causeway can't be reached")]
    Unreachable(#[source] reqwest::Error),
    /// An error response.
    #[error("Causeway refused: {0}")]
    Refused(Box<Problem>),
    /// A successful response with an unexpected body. It may come from another program.
    #[error("the response with status {status} is not from the Omni API")]
    Unreadable {
        /// The HTTP status of the response.
        status: u16,
    },
}

/// How to react to an [`OmniError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A retry may succeed, after this pause if Causeway asked for one.
    Passing(Option<Duration>),
    /// A retry can succeed after someone fixes the connection (token, suspended channel, missing
    /// channel). The request itself is valid.
    Mending,
    /// The request will never be accepted.
    Final,
}

impl OmniError {
    /// Returns how to react. A repeated message is always safe, because its id makes it idempotent.
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Unreachable(_) | Self::Unreadable { .. } => Verdict::Passing(None),
            Self::Refused(problem) => match (problem.status, problem.code.as_str()) {
                (408 | 425 | 429 | 500..=599, _) => Verdict::Passing(problem.retry_after),
                // A 404 without a code means a wrong base URL. The Omni API always sends a code.
                (401 | 403, _) | (409, "no-channel") | (404, "") => Verdict::Mending,
                _ => Verdict::Final,
            },
        }
    }

    /// Returns the problem document, if Causeway sent one.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused(problem) => Some(problem),
            Self::Unreachable(_) | Self::Unreadable { .. } => None,
        }
    }
}

/// Why the settings of a client or a webhook are invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The URL is not an absolute `http` or `https` URL.
    #[error(
        "Causeway's URL must start with http:// or https://, such as https://causeway.example.com"
    )]
    Address,
    /// The token is empty or contains characters that are invalid in a header.
    #[error("the access token must be the text that starts with cw_, without spaces")]
    Token,
    /// The secret is not `whsec_` with the base64 of 24 to 64 bytes.
    #[error("the signing secret must be the text that starts with whsec_")]
    Secret,
    /// The system provides no TLS.
    #[error("the HTTP client can't be created on this system")]
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
    fn a_problem_is_displayed_on_one_line_with_all_faults() {
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
