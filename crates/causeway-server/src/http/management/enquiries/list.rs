//! Listing enquiries.

use axum::{
    extract::State,
    response::{AppendHeaders, IntoResponse},
};
use causeway_core::{
    ChannelId, EnquiryId, Faults, GroupId, LabelId, Reason, StaffId, Thing, Timestamp, VisitorId,
};
use causeway_store::EnquiryFilter;
use utoipa::IntoParams;

use crate::{
    App,
    http::{
        management::events::CURSOR_HEADER,
        request::{
            json::Json,
            paging::{List, Page},
            query::{Pairs, Parameters, Query},
            session::SignedIn,
        },
    },
    wire::{
        enquiry::{EnquiryBody, EnquiryStatus},
        problem::{ListProblems, Problem},
    },
};

/// The longest search text, in characters.
const TEXT_MAX: usize = 200;

/// The filters of the list. A parameter that is left out does not filter.
#[derive(Clone, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "tells the parameters that `EnquiryQuery::read` reads"
)]
pub(super) struct EnquiryParameters {
    /// `open`, `ongoing`, `missed`, `followedUp`, `closed`; several with commas between them.
    #[param(required = false)]
    status: String,
    /// The channel that it came in on.
    #[param(required = false, rename = "channelId")]
    channel_id: String,
    /// Who picked it up.
    #[param(required = false, rename = "ownerId")]
    owner_id: String,
    /// A service group that was tried.
    #[param(required = false, rename = "groupId")]
    group_id: String,
    /// A label that it has.
    #[param(required = false, rename = "labelId")]
    label_id: String,
    /// The visitor that it belongs to.
    #[param(required = false, rename = "visitorId")]
    visitor_id: String,
    /// A number such as `INQ-000001`, or part of a visitor's name, id or address.
    #[param(required = false, max_length = 200)]
    q: String,
    /// Opened at or after.
    #[param(required = false, format = DateTime)]
    from: String,
    /// Opened before.
    #[param(required = false, format = DateTime)]
    to: String,
}

pub(super) struct EnquiryQuery {
    filter: EnquiryFilter,
    page: Page,
}

impl Parameters for EnquiryQuery {
    fn read(pairs: &Pairs, faults: &mut Faults) -> Option<Self> {
        let page = Page::read(pairs, faults)?;
        let before = page.cursor.as_deref().map(parse_cursor);
        if before == Some(None) {
            faults.add("/cursor", Reason::InvalidCursor);
        }
        let mut filter = EnquiryFilter {
            statuses: pairs
                .value("status", expected_statuses, statuses, faults)
                .unwrap_or_default(),
            owner_id: pairs.value(
                "ownerId",
                || Reason::NotAnId { of: Thing::Staff },
                StaffId::parse,
                faults,
            ),
            channel_id: pairs.value(
                "channelId",
                || Reason::NotAnId { of: Thing::Channel },
                ChannelId::parse,
                faults,
            ),
            group_id: pairs.value(
                "groupId",
                || Reason::NotAnId {
                    of: Thing::ServiceGroup,
                },
                GroupId::parse,
                faults,
            ),
            label_id: pairs.value(
                "labelId",
                || Reason::NotAnId { of: Thing::Label },
                LabelId::parse,
                faults,
            ),
            visitor_id: pairs.value(
                "visitorId",
                || Reason::NotAnId { of: Thing::Visitor },
                VisitorId::parse,
                faults,
            ),
            from: pairs.value("from", || Reason::InvalidTime, Timestamp::parse, faults),
            to: pairs.value("to", || Reason::InvalidTime, Timestamp::parse, faults),
            before: before.flatten(),
            ..EnquiryFilter::default()
        };
        if let Some(text) = &pairs.short_text("q", TEXT_MAX, faults) {
            match number(text) {
                Some(number) => filter.number = Some(number),
                None => filter.text = Some(text.trim().to_owned()),
            }
        }
        Some(Self { filter, page })
    }
}

fn expected_statuses() -> Reason {
    Reason::not_one_of(EnquiryStatus::ALL.map(EnquiryStatus::name))
}

/// The statuses in a list, without duplicates.
fn statuses(text: &str) -> Option<Vec<&'static str>> {
    let mut found = Vec::new();
    for word in text.split(',') {
        let status = EnquiryStatus::ALL
            .map(EnquiryStatus::name)
            .into_iter()
            .find(|name| *name == word.trim())?;
        if !found.contains(&status) {
            found.push(status);
        }
    }
    Some(found)
}

/// The count behind a number such as `INQ-00000Z`.
fn number(text: &str) -> Option<i64> {
    let digits = text.trim().to_ascii_uppercase();
    i64::from_str_radix(digits.strip_prefix("INQ-")?, 36).ok()
}

fn parse_cursor(text: &str) -> Option<(Timestamp, EnquiryId)> {
    let (micros, id) = text.split_once('.')?;
    Some((
        Timestamp::from_micros(micros.parse().ok()?),
        EnquiryId::parse(id)?,
    ))
}

/// List enquiries
///
/// Those that the caller may see, the latest activity first. The header `causeway-cursor` is the
/// position of the event stream before the list was read: open `/api/v1/events` with it to miss
/// nothing.
#[utoipa::path(
    get, path = "/api/v1/enquiries", tag = "enquiries", operation_id = "listEnquiries",
    security(("session" = [])),
    params(EnquiryParameters, Page),
    responses((status = OK, description = "A page of enquiries.", body = List<EnquiryBody>), ListProblems),
)]
pub(super) async fn list_enquiries(
    State(app): State<App>,
    staff: SignedIn,
    Query(EnquiryQuery { filter, page }): Query<EnquiryQuery>,
) -> Result<impl IntoResponse, Problem> {
    let cursor = app.screens.position().to_string();
    let limit = i64::from(page.limit) + 1;
    let views = app
        .store
        .enquiries(staff.workspace_id, staff.actor.clone(), filter, limit)
        .await?;
    let list = List::of(
        &page,
        views,
        |view| {
            format!(
                "{}.{}",
                view.enquiry.last_activity_at.micros(),
                view.enquiry.id
            )
        },
        EnquiryBody::from,
    );
    Ok((AppendHeaders([(CURSOR_HEADER, cursor)]), Json(list)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_distinguished_from_other_texts() {
        assert_eq!(number("INQ-00000Z"), Some(35));
        assert_eq!(number(" inq-10 "), Some(36));
        assert_eq!(number("Ada"), None);
        assert_eq!(number("INQ-"), None);
    }

    #[test]
    fn a_list_of_statuses_drops_duplicates_and_refuses_unknown_ones() {
        assert_eq!(
            statuses("open,followedUp"),
            Some(vec!["open", "followedUp"])
        );
        assert_eq!(statuses("open,lost"), None);
        assert_eq!(
            statuses("closed, open,".repeat(1_000).trim_end_matches(',')),
            Some(vec!["closed", "open"])
        );
    }
}
