//! The shape of a problem, for the OpenAPI document.

use causeway_core::Reason;
use utoipa::{
    ToSchema,
    openapi::schema::{Object, ObjectBuilder, Type},
};

use crate::wire::{challenge::ChallengeResultBody, enquiry::EnquiryStatus};

/// A refusal or failure (RFC 9457). Programs should branch on `code`; the other texts are for
/// people.
#[derive(ToSchema)]
#[schema(as = Problem, rename_all = "camelCase")]
#[expect(
    dead_code,
    reason = "tells the shape of what `Problem::to_json` writes"
)]
pub(crate) struct ProblemBody {
    /// `/problems/<code>`.
    #[schema(example = "/problems/name-taken")]
    r#type: String,
    /// What happened, the same for every occurrence.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What happened this time.
    detail: String,
    /// A stable word to branch on.
    #[schema(example = "name-taken")]
    code: String,
    /// The invalid fields.
    #[schema(required = false, nullable = false)]
    errors: Option<Vec<FieldError>>,
    /// `challenge-failed`: the result of the challenge.
    #[schema(required = false, nullable = false)]
    challenge: Option<ChallengeResultBody>,
    /// Conflicts (`409`) about an enquiry: its state now.
    #[schema(required = false, nullable = false)]
    enquiry: Option<ChangedEnquiry>,
    /// `unseen-message`: the sequence of the room's last message.
    #[schema(required = false, nullable = false)]
    last_sequence: Option<i64>,
}

/// The current state of an enquiry that another person changed first. It has only what everyone who was offered the enquiry may see.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents what a conflict sends")]
pub(crate) struct ChangedEnquiry {
    #[schema(example = "enq_01JD00000000000000000000AA")]
    id: String,
    #[schema(example = "INQ-000001")]
    number: String,
    status: EnquiryStatus,
    /// Who picked it up.
    #[schema(required = true)]
    owner_id: Option<String>,
    version: i64,
}

/// One fault of a request.
#[derive(ToSchema)]
#[expect(dead_code, reason = "tells the shape of `causeway_core::Fault`")]
pub(crate) struct FieldError {
    /// The place: a JSON pointer (RFC 6901) into the body, or `/` and the name of a query
    /// parameter.
    #[schema(example = "/name")]
    pointer: String,
    /// The kind of fault: a stable word to branch on. `docs/problems.md` explains each with its
    /// `params`.
    #[schema(schema_with = fault_codes)]
    code: String,
    /// The numbers and names that belong to the code, such as `max` and `actual` of `tooLong`.
    #[schema(required = false, nullable = false, value_type = Object, example = json!({ "max": 40, "actual": 63 }))]
    params: Option<serde_json::Value>,
    /// The fault as an English sentence without its subject: `must have at most 40 characters, has
    /// 63`.
    #[schema(example = "must have at most 40 characters, has 63")]
    detail: String,
}

fn fault_codes() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(Reason::CODES.iter().copied()))
        .examples(["tooLong"])
        .build()
}
