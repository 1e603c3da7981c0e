//! Reasons why a field is invalid, as data: a stable code with parameters, and the English sentence
//! built from them.

use std::fmt;

use serde::Serialize;

use crate::{Timestamp, spelling};

/// Why a field or parameter is invalid. Serialised as `{"code": "tooLong", "params": {"max": 40,
/// "actual": 63}}`, without `params` if there are none. Displayed as the words after the field's
/// name in a sentence: `must have at most 40 characters`.
///
/// Codes and names of parameters are part of the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error, strum::VariantNames)]
#[strum(serialize_all = "camelCase")]
#[serde(
    tag = "code",
    content = "params",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Reason {
    #[error("is required")]
    Required,
    #[error("is required unless one of these is given: {}", .others.join(", "))]
    RequiredUnless { others: Vec<&'static str> },
    #[error("must be {expected}")]
    WrongType { expected: JsonType },
    #[error("must have at least {min} {}, has {actual}", characters(*.min))]
    TooShort { min: usize, actual: usize },
    #[error("must have at most {max} {}, has {actual}", characters(*.max))]
    TooLong { max: usize, actual: usize },
    #[error("must not be blank")]
    Blank,
    #[error("must not be empty")]
    Empty,
    #[error("must have at least {min} {}", entries(*.min))]
    TooFew { min: usize },
    #[error("must have at most {max} {}", entries(*.max))]
    TooMany { max: usize },
    #[error("must have at most {max} bytes as JSON")]
    TooLarge { max: usize },
    #[error("must be {min} to {max}")]
    OutOfRange { min: i64, max: i64 },
    #[error("must be at least {min}")]
    TooSmall { min: i64 },
    #[error("must be {}", alternatives(.allowed))]
    NotOneOf { allowed: Vec<String> },
    #[error("must be the id of {of}")]
    NotAnId { of: Thing },
    #[error("is not the id of {what} here")]
    NotFound { what: Thing },
    #[error("is in the list already")]
    Duplicate,
    #[error("can't be combined with {field}")]
    NotAllowedWith { field: &'static str },
    #[error("is not allowed for type {of}")]
    NotAllowedForType {
        #[serde(rename = "type")]
        of: String,
    },
    #[error("{}", spelling::unknown("field", .nearest.as_deref(), .known))]
    UnknownField {
        nearest: Option<String>,
        known: Vec<String>,
    },
    #[error("{}", spelling::unknown("parameter", .nearest.as_deref(), .known))]
    UnknownParameter {
        nearest: Option<String>,
        known: Vec<String>,
    },
    #[error("is not a cursor of this list")]
    InvalidCursor,
    #[error("must be an RFC 3339 time such as 2026-11-22T10:00:00.000Z")]
    InvalidTime,
    #[error("must be a date such as 2026-12-25")]
    InvalidDate,
    #[error("must be a time of day from 00:00 to {latest}")]
    InvalidTimeOfDay { latest: String },
    #[error("must be the IANA name of a time zone, such as Asia/Hong_Kong")]
    InvalidTimeZone,
    #[error("must be a language tag, such as en or zh-Hant")]
    InvalidLanguage,
    #[error("must be an e-mail address")]
    InvalidEmail,
    #[error("must be an http or https address")]
    InvalidUrl,
    #[error("must not contain a user name or password")]
    UrlWithCredentials,
    #[error("must not contain a query or fragment")]
    UrlWithQuery,
    #[error("must not contain the character U+0000")]
    NulCharacter,
    #[error(
        "must not contain control characters, line breaks or characters that change the direction of text"
    )]
    HiddenCharacter,
    #[error("must not contain U+FFFD or half of a surrogate pair")]
    BrokenCharacter,
    #[error("must be 1 to {max} of a to z, 0 to 9, - and _")]
    InvalidKey { max: usize },
    #[error("must have a name of 1 to {max} characters")]
    InvalidName { max: usize },
    #[error(
        "must be a string of 1 to {max} characters without control characters, or a whole number"
    )]
    InvalidExternalId { max: usize },
    #[error("contains the unknown variable {{{{{name}}}}}")]
    UnknownVariable { name: String },
    #[error("is in the future")]
    InFuture,
    #[error("must be {}", span(*.earliest, *.latest))]
    TimeOutOfRange {
        earliest: Option<Timestamp>,
        latest: Option<Timestamp>,
    },
    #[error("is before {field}")]
    Before { field: &'static str },
    #[error("must differ from {field}")]
    SameAs { field: &'static str },
    #[error("add up to {sum} %, must be at most {max} %: the rest goes to otherwise")]
    SumTooHigh { sum: i64, max: i64 },
    #[error("must be alternative here: time and percentage can be nested {max} deep")]
    TooDeep { max: usize },
    #[error("is not your password")]
    WrongPassword,
    #[error("is not the code that the app shows now")]
    WrongCode,
    #[error("must be the name of the source, to confirm its removal")]
    NotConfirmed,
    #[error(
        "belongs to the provider before: give the secret of this provider, or an empty one for none"
    )]
    SecretOfOtherProvider,
    #[error("can't be used: {detail}")]
    ProviderUnusable { detail: String },
    #[error("can't be used: {detail}")]
    SecretUnusable { detail: String },
    #[error("already has the enquiry")]
    AlreadyOwner,
    #[error(
        "is not the id of a file that you uploaded in the last 24 hours, or that a message has"
    )]
    FileNotUsable,
    #[error("ended before all of it had arrived")]
    UploadIncomplete,
    #[error("is not a form that can be read")]
    UploadUnreadable,
}

impl Reason {
    /// All codes.
    pub const CODES: &'static [&'static str] = <Self as strum::VariantNames>::VARIANTS;

    /// The value is none of `allowed`.
    pub fn not_one_of<'a>(allowed: impl IntoIterator<Item = &'a str>) -> Self {
        Self::NotOneOf {
            allowed: allowed.into_iter().map(str::to_owned).collect(),
        }
    }

    /// A field called `name` is unknown; `known` are the known fields.
    pub fn unknown_field(name: &str, known: &[String]) -> Self {
        let (nearest, known) = spelling::meant(name, known);
        Self::UnknownField { nearest, known }
    }

    /// A query parameter called `name` is unknown; `known` are the known parameters.
    pub fn unknown_parameter(name: &str, known: &[String]) -> Self {
        let (nearest, known) = spelling::meant(name, known);
        Self::UnknownParameter { nearest, known }
    }
}

/// The type of a JSON field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "they are JSON's own")]
pub enum JsonType {
    Object,
    List,
    String,
    Number,
    Integer,
    Boolean,
    /// Anything but an object or a list.
    Scalar,
}

impl fmt::Display for JsonType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Object => "an object",
            Self::List => "a list",
            Self::String => "a string",
            Self::Number => "a number",
            Self::Integer => "a whole number",
            Self::Boolean => "true or false",
            Self::Scalar => "a string, number, true, false or null",
        })
    }
}

/// What an id identifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "they are words of the glossary")]
pub enum Thing {
    Channel,
    Chatbot,
    File,
    Label,
    Message,
    ServiceGroup,
    Source,
    Staff,
    Visitor,
    /// A destination of a routing rule: a service group or a chatbot.
    Destination,
    /// The recipient of a transfer: a service group, a chatbot or a staff member.
    Recipient,
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Channel => "a channel",
            Self::Chatbot => "a chatbot",
            Self::File => "a file",
            Self::Label => "a label",
            Self::Message => "a message",
            Self::ServiceGroup => "a service group",
            Self::Source => "a source",
            Self::Staff => "a staff member",
            Self::Visitor => "a visitor",
            Self::Destination => "a service group or a chatbot",
            Self::Recipient => "a service group, a chatbot or a staff member",
        })
    }
}

fn characters(count: usize) -> &'static str {
    if count == 1 {
        "character"
    } else {
        "characters"
    }
}

fn entries(count: usize) -> &'static str {
    if count == 1 { "entry" } else { "entries" }
}

/// `blind or loopback`; `one of a, b or c` for more than two.
fn alternatives(allowed: &[String]) -> String {
    match allowed {
        [] => "absent".to_owned(),
        [only] => only.clone(),
        [one, other] => format!("{one} or {other}"),
        [others @ .., last] => format!("one of {} or {last}", others.join(", ")),
    }
}

fn span(earliest: Option<Timestamp>, latest: Option<Timestamp>) -> String {
    match (earliest, latest) {
        (Some(earliest), Some(latest)) => format!("between {earliest} and {latest}"),
        (Some(earliest), None) => format!("{earliest} or later"),
        (None, Some(latest)) => format!("{latest} or earlier"),
        (None, None) => "another time".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_reason_is_a_code_with_parameters_and_a_sentence() {
        for (reason, data, sentence) in [
            (
                Reason::Required,
                json!({ "code": "required" }),
                "is required",
            ),
            (
                Reason::TooLong {
                    max: 40,
                    actual: 63,
                },
                json!({ "code": "tooLong", "params": { "max": 40, "actual": 63 } }),
                "must have at most 40 characters, has 63",
            ),
            (
                Reason::WrongType {
                    expected: JsonType::List,
                },
                json!({ "code": "wrongType", "params": { "expected": "list" } }),
                "must be a list",
            ),
            (
                Reason::NotAllowedForType {
                    of: "text".to_owned(),
                },
                json!({ "code": "notAllowedForType", "params": { "type": "text" } }),
                "is not allowed for type text",
            ),
            (
                Reason::UnknownVariable {
                    name: "a.b".to_owned(),
                },
                json!({ "code": "unknownVariable", "params": { "name": "a.b" } }),
                "contains the unknown variable {{a.b}}",
            ),
            (
                Reason::TooFew { min: 1 },
                json!({ "code": "tooFew", "params": { "min": 1 } }),
                "must have at least 1 entry",
            ),
        ] {
            assert_eq!(json!(reason), data);
            assert_eq!(reason.to_string(), sentence);
        }
    }

    #[test]
    fn all_allowed_values_are_listed() {
        for (allowed, sentence) in [
            (vec!["a"], "must be a"),
            (vec!["a", "b"], "must be a or b"),
            (vec!["a", "b", "c"], "must be one of a, b or c"),
        ] {
            assert_eq!(Reason::not_one_of(allowed).to_string(), sentence);
        }
    }
}
