//! The format of every refusal and failure: RFC 9457 with a stable `code`.

use std::{collections::BTreeMap, error::Error, fmt::Write as _, time::Duration};

use axum::response::{IntoResponse, Response};
use causeway_core::{Fault, Faults, Reason, Thing, room::Refusal};
use causeway_store::{RoomError, StoreError, WriteError};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::openapi::{
    ContentBuilder, Ref, RefOr, Response as ApiResponse, ResponseBuilder, Responses,
};

use crate::credentials::{OpenError, PasswordError};
pub use crate::wire::code::Code;

/// The media type of a problem.
pub const PROBLEM_JSON: &str = "application/problem+json";
/// How long a caller should wait before a retry after the server shed load.
const OVERLOAD_PAUSE: Duration = Duration::from_secs(1);
/// How long a caller should wait before a retry after the database was unavailable.
const OUTAGE_PAUSE: Duration = Duration::from_secs(5);

/// A refusal or failure on its way to the caller.
#[derive(Clone, Debug)]
pub struct Problem(Box<Parts>);

#[derive(Clone, Debug)]
struct Parts {
    code: Code,
    detail: String,
    errors: Vec<Fault>,
    members: Map<String, Value>,
    headers: HeaderMap,
}

impl Problem {
    /// A problem whose detail is its title.
    pub fn new(code: Code) -> Self {
        Self::because(code, code.title())
    }

    /// A problem with a detail for this occurrence.
    pub fn because(code: Code, detail: impl Into<String>) -> Self {
        let (detail, errors, members) = (detail.into(), Vec::new(), Map::new());
        Self(Box::new(Parts {
            code,
            detail,
            errors,
            members,
            headers: HeaderMap::new(),
        }))
    }

    /// The problem that nothing exists here for this caller.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound)
    }

    /// A problem with a list of invalid fields.
    pub fn faulty(code: Code, faults: Faults) -> Self {
        let mut problem = Self::because(code, faults.to_string());
        problem.0.errors = faults.into_vec();
        problem
    }

    /// The problem of an invalid message or event from a channel.
    pub fn invalid_message(faults: Faults) -> Self {
        Self::faulty(Code::InvalidMessage, faults)
    }

    /// An error of the server. It is logged here, once and with its causes; the response doesn't
    /// contain them.
    pub fn internal(error: &(dyn Error + 'static)) -> Self {
        tracing::error!(error = %Chain(error), "a request failed");
        Self::new(Code::Internal)
    }

    /// Adds a member to the body.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Serialize) -> Self {
        let value =
            serde_json::to_value(value).expect("our own types have string keys and finite numbers");
        self.0.members.insert(name.to_owned(), value);
        self
    }

    /// Sets `Retry-After`, in whole seconds, at least one.
    #[must_use]
    pub fn retry_after(self, pause: Duration) -> Self {
        let seconds = pause.as_secs() + u64::from(pause.subsec_nanos() > 0);
        self.header(header::RETRY_AFTER, seconds.max(1).into())
    }

    /// Adds a header to the response.
    #[must_use]
    pub fn header(mut self, name: header::HeaderName, value: HeaderValue) -> Self {
        self.0.headers.insert(name, value);
        self
    }

    /// The code of the problem.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The body as JSON, for responses that contain several problems.
    pub fn to_json(&self) -> Value {
        let Parts {
            code,
            detail,
            errors,
            members,
            ..
        } = &*self.0;
        let mut body = json!({
            "type": format!("/problems/{}", code.name()),
            "title": code.title(),
            "status": code.status().as_u16(),
            "detail": detail,
            "code": code.name(),
        });
        if !errors.is_empty() {
            body["errors"] = json!(errors);
        }
        for (name, value) in members {
            body[name] = value.clone();
        }
        body
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.code().status(), self.to_json().to_string()).into_response();
        response.headers_mut().extend(self.0.headers);
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        response
    }
}

/// An error and its causes in one line.
struct Chain<'a>(&'a (dyn Error + 'static));

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl From<Faults> for Problem {
    fn from(faults: Faults) -> Self {
        Self::faulty(Code::Invalid, faults)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::ChannelSuspended => Self::new(Code::ChannelSuspended),
            Refusal::ChannelArchived => Self::new(Code::ChannelArchived),
            Refusal::IdempotencyConflict => Self::new(Code::IdempotencyConflict),
            Refusal::AlreadyPickedUp => Self::new(Code::AlreadyPickedUp),
            Refusal::NotOffered => Self::new(Code::NotOffered),
            Refusal::NotOwner => Self::new(Code::NotOwner),
            Refusal::EnquiryClosed => Self::new(Code::EnquiryClosed),
            Refusal::NotPickedUp => Self::new(Code::NotPickedUp),
            Refusal::UnseenMessage { last_sequence } => {
                Self::new(Code::UnseenMessage).with("lastSequence", last_sequence)
            }
            Refusal::UnknownMessage => Self::new(Code::UnknownMessage),
            Refusal::NotEditable => Self::new(Code::NotEditable),
            Refusal::CaptionTooLong { max, actual } => {
                Self::invalid_message(Faults::one("/text", Reason::TooLong { max, actual }))
            }
            Refusal::NotFailed => Self::new(Code::NotFailed),
            Refusal::NotDeletable => Self::new(Code::NotDeletable),
            Refusal::NobodyAvailable => Self::new(Code::NobodyAvailable),
            Refusal::TooLate => Self::new(Code::TooLate),
            Refusal::EnquiryOpen { enquiry_id } => {
                Self::new(Code::EnquiryOpen).with("enquiryId", enquiry_id.to_string())
            }
            Refusal::ConversationBegun => Self::new(Code::ConversationBegun),
            Refusal::PastIsNewer { until } => {
                let reason = Reason::TimeOutOfRange {
                    earliest: Some(until),
                    latest: None,
                };
                Self::invalid_message(Faults::one("/sentAt", reason))
            }
            Refusal::UnknownReplyTo => Faults::one(
                "/replyTo",
                Reason::NotFound {
                    what: Thing::Message,
                },
            )
            .into(),
            Refusal::UnknownFile => Faults::one("/attachment/fileId", Reason::FileNotUsable).into(),
            Refusal::VisitorBlocked => Self::new(Code::VisitorBlocked),
            Refusal::TooManyParticipants { max } => {
                Faults::one("/add", Reason::TooMany { max }).into()
            }
            Refusal::Forbidden => Self::new(Code::Forbidden),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Overloaded | StoreError::Conflict { .. } => {
                Self::new(Code::Overloaded).retry_after(OVERLOAD_PAUSE)
            }
            StoreError::Unavailable(_) | StoreError::Commit(_) | StoreError::Closed => {
                tracing::error!(error = %Chain(&error), "the database did not serve a request");
                Self::new(Code::Unavailable).retry_after(OUTAGE_PAUSE)
            }
            StoreError::UniqueViolation { .. }
            | StoreError::Constraint { .. }
            | StoreError::Statement { .. }
            | StoreError::RowCount { .. }
            | StoreError::Cell { .. }
            | StoreError::Panicked
            | StoreError::Suspended
            | StoreError::Unusable(_) => Self::internal(&error),
        }
    }
}

impl From<RoomError> for Problem {
    fn from(error: RoomError) -> Self {
        match error {
            RoomError::NotFound => Self::not_found(),
            RoomError::Refused(refusal) => refusal.into(),
            RoomError::Store(error) => error.into(),
        }
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::NotFound => Self::not_found(),
            WriteError::VersionMismatch => Self::new(Code::VersionMismatch),
            WriteError::Invalid(faults) => faults.into(),
            WriteError::NameTaken => Self::new(Code::NameTaken),
            WriteError::KeyTaken => Self::new(Code::KeyTaken),
            WriteError::EmailTaken => Self::new(Code::EmailTaken),
            WriteError::SourceInUse => Self::new(Code::SourceInUse),
            WriteError::GroupInUse { channels } => {
                let detail = format!(
                    "These channels route to the service group: {}.",
                    channels.join(", ")
                );
                Self::because(Code::GroupInUse, detail)
            }
            WriteError::ChatbotInUse { channels } => {
                let detail = format!(
                    "These channels route to the chatbot: {}.",
                    channels.join(", ")
                );
                Self::because(Code::ChatbotInUse, detail)
            }
            WriteError::StaffInUse { enquiries } => {
                let detail = format!(
                    "They handle {enquiries} of the enquiries that are not closed. Close those first."
                );
                Self::because(Code::StaffInUse, detail)
            }
            WriteError::LastAdministrator => Self::new(Code::LastAdministrator),
            WriteError::LimitReached { max } => Self::because(
                Code::LimitReached,
                format!("There are {max} already, and no more may be."),
            ),
            WriteError::ChannelArchived => Self::new(Code::ChannelArchived),
            WriteError::Store(error) => error.into(),
        }
    }
}

impl From<PasswordError> for Problem {
    fn from(error: PasswordError) -> Self {
        Self::internal(&error)
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Self {
        tracing::error!(%error, "a stored secret can't be read");
        Self::new(Code::UnreadableSecret)
    }
}

/// The codes that any body can cause.
const BODY_CODES: [Code; 3] = [
    Code::RequestTimeout,
    Code::PayloadTooLarge,
    Code::UnsupportedMediaType,
];

/// The documented problem responses of an operation: one for each status, with its codes. An
/// operation with a body that can be malformed also gets the codes for bodies that are too large,
/// of another type or too slow.
pub fn problem_responses(codes: &[Code]) -> BTreeMap<String, RefOr<ApiResponse>> {
    let takes_body = codes.contains(&Code::MalformedJson);
    let of_body = BODY_CODES
        .iter()
        .filter(|code| takes_body && !codes.contains(code));
    let mut by_status: BTreeMap<StatusCode, String> = BTreeMap::new();
    for code in codes.iter().chain(of_body) {
        let description = by_status.entry(code.status()).or_default();
        let gap = if description.is_empty() { "" } else { " " };
        write!(description, "{gap}`{}`: {}", code.name(), code.title())
            .expect("a String takes everything");
    }
    let schema = Ref::from_schema_name("Problem");
    by_status
        .into_iter()
        .map(|(status, description)| {
            let content = ContentBuilder::new().schema(Some(schema.clone())).build();
            let response = ResponseBuilder::new()
                .description(description)
                .content(PROBLEM_JSON, content)
                .build();
            (status.as_str().to_owned(), RefOr::T(response))
        })
        .collect()
}

/// Adds those codes to the responses of an operation that it does not have yet.
pub(crate) fn add_responses(responses: &mut Responses, codes: &[Code]) {
    for code in codes {
        let status = code.status();
        match responses.responses.get_mut(status.as_str()) {
            Some(RefOr::T(response))
                if response.description.contains(&format!("`{}`", code.name())) => {}
            Some(RefOr::T(response)) => {
                write!(response.description, " `{}`: {}", code.name(), code.title())
                    .expect("a String takes everything");
            }
            Some(RefOr::Ref(_)) => unreachable!("problems are written out at each operation"),
            None => responses.responses.extend(problem_responses(&[*code])),
        }
    }
}

/// Declares named sets of problems for `#[utoipa::path(responses(…, Set))]`. Every set also
/// contains the problems that any operation can have.
macro_rules! problem_sets {
    ($($(#[$doc:meta])* $vis:vis struct $name:ident = [$($code:ident),* $(,)?];)+) => { $(
        $(#[$doc])*
        $vis struct $name;

        impl utoipa::IntoResponses for $name {
            fn responses() -> std::collections::BTreeMap<
                String,
                utoipa::openapi::RefOr<utoipa::openapi::response::Response>,
            > {
                use $crate::wire::problem::{Code, problem_responses};
                problem_responses(&[
                    $(Code::$code,)* Code::Internal, Code::Overloaded, Code::Unavailable, Code::Timeout,
                ])
            }
        }
    )+ };
}
pub(crate) use problem_sets;

problem_sets! {
    /// Problems of reading a list.
    pub struct ListProblems = [NotSignedIn, Forbidden, CrossSite, Invalid];
    /// Problems of reading one item.
    pub struct ReadProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
    /// Problems of a move without a body.
    pub struct MoveProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn store_errors_become_problems_without_details_and_some_with_retry_after() {
        let reason = || "disk /dev/sda1".to_owned();
        for (error, code, pause) in [
            (StoreError::Overloaded, Code::Overloaded, Some("1")),
            (
                StoreError::Conflict {
                    statement: "x",
                    reason: reason(),
                },
                Code::Overloaded,
                Some("1"),
            ),
            (
                StoreError::Unavailable(reason()),
                Code::Unavailable,
                Some("5"),
            ),
            (StoreError::Commit(reason()), Code::Unavailable, Some("5")),
            (StoreError::Closed, Code::Unavailable, Some("5")),
            (
                StoreError::Statement {
                    statement: "x",
                    reason: reason(),
                },
                Code::Internal,
                None,
            ),
            (StoreError::Panicked, Code::Internal, None),
        ] {
            let problem = Problem::from(error);
            assert_eq!(problem.code(), code);
            assert!(!problem.to_json().to_string().contains("sda1"));
            let response = problem.into_response();
            let header = response
                .headers()
                .get(header::RETRY_AFTER)
                .map(|value| value.to_str().unwrap());
            assert_eq!(header, pause, "{code:?}");
        }
    }

    #[test]
    fn a_problem_has_its_members_media_type_and_retry_after() {
        let problem = Problem::new(Code::UnseenMessage)
            .with("lastSequence", 7)
            .retry_after(Duration::from_millis(1_200));
        let shown = json!({
            "type": "/problems/unseen-message", "title": "A newer message arrived.", "status": 409,
            "detail": "A newer message arrived.", "code": "unseen-message", "lastSequence": 7,
        });
        assert_eq!(problem.to_json(), shown);
        let response = problem.into_response();
        assert_eq!(response.headers()[header::CONTENT_TYPE], PROBLEM_JSON);
        assert_eq!(response.headers()[header::RETRY_AFTER], "2");
    }

    #[test]
    fn an_operation_with_a_body_documents_the_problems_of_bodies() {
        let of = |codes: &[Code]| problem_responses(codes).into_keys().collect::<Vec<_>>();
        assert_eq!(of(&[Code::NotFound]), ["404"]);
        assert_eq!(
            of(&[Code::MalformedJson, Code::NotFound]),
            ["400", "404", "408", "413", "415"]
        );
    }
}
