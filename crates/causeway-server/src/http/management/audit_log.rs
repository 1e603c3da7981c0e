//! The audit log: who changed which settings, and who read which credentials.

use axum::extract::State;
use causeway_core::{Faults, Reason, StaffId, Thing, Timestamp};
use causeway_store::{AuditEntry, AuditFilter};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    App,
    http::request::{
        json::Json,
        paging::{List, Page},
        query::{Pairs, Parameters, Query},
        session::{Permitted, ReadAuditLog},
    },
    wire::problem::{Problem, problem_sets},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// One change of settings, or one reading of a credential.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AuditEntry)]
struct AuditEntryBody {
    id: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The person who made the change or read the credential.
    #[schema(value_type = String)]
    staff_id: StaffId,
    staff_name: String,
    /// The action, as in `channel.updated` or `source.revealed`.
    action: String,
    /// The id of what was changed or read.
    subject: String,
    /// Its name at that time.
    subject_name: String,
}

impl From<AuditEntry> for AuditEntryBody {
    fn from(entry: AuditEntry) -> Self {
        let AuditEntry {
            id,
            at,
            staff_id,
            staff_name,
            action,
            subject,
            subject_name,
        } = entry;
        Self {
            id: id.to_string(),
            at,
            staff_id,
            staff_name,
            action,
            subject,
            subject_name,
        }
    }
}

/// The filters of the audit log. A parameter that is left out does not filter.
#[derive(Clone, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "tells the parameters that `AuditQuery::read` reads"
)]
struct AuditParameters {
    /// Who did it.
    #[param(required = false, rename = "staffId")]
    staff_id: String,
    /// What was done, as in `channel.updated`.
    #[param(required = false)]
    action: String,
}

/// The longest name of an action to filter by, in characters.
const ACTION_MAX: usize = 64;

struct AuditQuery {
    filter: AuditFilter,
    page: Page,
}

impl Parameters for AuditQuery {
    fn read(pairs: &Pairs, faults: &mut Faults) -> Option<Self> {
        let page = Page::read(pairs, faults)?;
        let before = page.cursor.as_deref().map(parse_cursor);
        if before == Some(None) {
            faults.add("/cursor", Reason::InvalidCursor);
        }
        let action = pairs.short_text("action", ACTION_MAX, faults);
        let staff_id = pairs.value(
            "staffId",
            || Reason::NotAnId { of: Thing::Staff },
            StaffId::parse,
            faults,
        );
        Some(Self {
            filter: AuditFilter {
                staff_id,
                action,
                before: before.flatten(),
            },
            page,
        })
    }
}

fn parse_cursor(text: &str) -> Option<(Timestamp, Uuid)> {
    let (micros, id) = text.split_once('.')?;
    Some((
        Timestamp::from_micros(micros.parse().ok()?),
        Uuid::parse_str(id).ok()?,
    ))
}

problem_sets! {
    /// Problems of reading the audit log.
    struct AuditProblems = [NotSignedIn, Forbidden, CrossSite, Invalid];
}

/// Read the audit log
///
/// Newest first.
#[utoipa::path(
    get, path = "/api/v1/audit-log", tag = "settings", operation_id = "listAuditLog", security(("session" = [])),
    params(AuditParameters, Page),
    responses((status = OK, description = "A page of the audit log.", body = List<AuditEntryBody>), AuditProblems),
)]
async fn list(
    State(app): State<App>,
    reader: Permitted<ReadAuditLog>,
    Query(AuditQuery { filter, page }): Query<AuditQuery>,
) -> Result<Json<List<AuditEntryBody>>, Problem> {
    let entries = app
        .store
        .audit_log(reader.workspace_id, filter, page.limit_and_one())
        .await?;
    let cursor = |entry: &AuditEntry| format!("{}.{}", entry.at.micros(), entry.id);
    Ok(Json(List::of(&page, entries, cursor, AuditEntryBody::from)))
}
