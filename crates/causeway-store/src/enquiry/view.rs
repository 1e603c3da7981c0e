//! Enquiries as staff see them, and lists of them.

use std::collections::HashMap;

use causeway_core::{
    ChannelId, EnquiryId, GroupId, LabelId, MessageId, StaffId, Timestamp, VisitorId, WorkspaceId,
    channel::ChannelSettings,
    enquiry::{Enquiry, EnquiryState, Offer},
    message::Message,
    permission::Actor,
    staff::Role,
    visitor::Visitor,
};

use crate::{
    Store, StoreError,
    codec::{Json, Parsed},
    db::{Columns, Conn, DbError, Statement, row, statements},
    message,
};

statements! {
    const VIEWS: Sql = ["SELECT ", EnquiryView::COLUMNS, "
        FROM enquiries e JOIN rooms r ON r.id = e.room_id JOIN visitors v ON v.id = r.visitor_id
            JOIN channels c ON c.id = e.channel_id WHERE e.workspace_id = $1"];
    const WITH_IDS: Fragment of VIEWS = " AND e.id IN ($*)";
    /// The SQL form of [`Actor::may_with`] for reading, used by lists; a test checks that both
    /// agree.
    const OF_AGENT: Fragment of VIEWS = " AND (e.owner_id = $1 OR e.participants LIKE $2
        OR EXISTS (SELECT 1 FROM offers o WHERE o.enquiry_id = e.id AND o.staff_id = $1)
        OR (e.status = 'missed' AND (e.asked LIKE $2 OR EXISTS (SELECT 1 FROM enquiry_destinations d
            JOIN group_members g ON g.group_id = d.group_id WHERE d.enquiry_id = e.id AND g.staff_id = $1))))";
    const OF_SUPERVISOR: Fragment of VIEWS = " AND (e.owner_id = $1 OR e.participants LIKE $2
        OR EXISTS (SELECT 1 FROM offers o WHERE o.enquiry_id = e.id AND o.staff_id = $1)
        OR EXISTS (SELECT 1 FROM enquiry_destinations d JOIN group_members g ON g.group_id = d.group_id
            WHERE d.enquiry_id = e.id AND g.staff_id = $1)
        OR EXISTS (SELECT 1 FROM enquiry_asked a JOIN group_members theirs ON theirs.staff_id = a.staff_id
            JOIN group_members mine ON mine.group_id = theirs.group_id
            WHERE a.enquiry_id = e.id AND mine.staff_id = $1)
        OR (e.status = 'missed' AND e.asked LIKE $2))";
    const WITH_STATUS: Fragment of VIEWS = " AND e.status IN ($*)";
    const WITH_OWNER: Fragment of VIEWS = " AND e.owner_id = $1";
    const ON_CHANNEL: Fragment of VIEWS = " AND e.channel_id = $1";
    const TRIED_GROUP: Fragment of VIEWS = " AND EXISTS (SELECT 1 FROM enquiry_destinations d
        WHERE d.enquiry_id = e.id AND d.group_id = $1)";
    const WITH_LABEL: Fragment of VIEWS = " AND EXISTS (SELECT 1 FROM enquiry_labels l
        WHERE l.enquiry_id = e.id AND l.label_id = $1)";
    const OF_VISITOR: Fragment of VIEWS = " AND r.visitor_id = $1";
    const CREATED_FROM: Fragment of VIEWS = " AND e.created_at >= $1";
    const CREATED_TO: Fragment of VIEWS = " AND e.created_at < $1";
    const WITH_NUMBER: Fragment of VIEWS = " AND e.number = $1";
    const WITH_TEXT: Fragment of VIEWS = " AND v.search_text LIKE $1 ESCAPE '!'";
    const BEFORE: Fragment of VIEWS = " AND (e.last_activity_at, e.id) < ($1, $2)";
    const NEWEST: Fragment of VIEWS = " ORDER BY e.last_activity_at DESC, e.id DESC LIMIT $1";
    /// For filters that leave few enquiries, such as those that one staff member handles. The plus
    /// keeps the engines from scanning all enquiries from the newest to the oldest to find them.
    const NEWEST_OF_FEW: Fragment of VIEWS = " ORDER BY +e.last_activity_at DESC, e.id DESC LIMIT $1";
    const OFFERS_OF_ALL: Sql = ["SELECT ", OfferOf::COLUMNS, " FROM offers WHERE workspace_id = $1"];
    const OFFERS_WITH_IDS: Fragment of OFFERS_OF_ALL = " AND enquiry_id IN ($*) ORDER BY enquiry_id, staff_id";
    const LABELS_OF_ALL: Sql = "SELECT e.enquiry_id, e.label_id FROM enquiry_labels e JOIN labels l ON l.id = e.label_id
        WHERE e.workspace_id = $1";
    const LABELS_WITH_IDS: Fragment of LABELS_OF_ALL = " AND e.enquiry_id IN ($*) ORDER BY e.enquiry_id, l.name";
}

/// An enquiry with the details that staff see.
#[derive(Clone, Debug, PartialEq)]
pub struct EnquiryView {
    pub enquiry: Enquiry,
    pub visitor: Visitor,
    pub channel_id: ChannelId,
    pub channel_name: String,
    /// The `sequence` of the room's last message.
    pub last_sequence: i64,
    /// The `sequence` up to which staff have read.
    pub read_up_to: i64,
    /// The number of the visitor's messages in this enquiry after `read_up_to`; counted up to 100.
    pub unread: i64,
    /// The last message of the enquiry.
    pub last_message: Option<Message>,
    /// Ordered by name.
    pub labels: Vec<LabelId>,
    /// When auto-close acts next: it sends the warning or closes the enquiry.
    pub auto_close_at: Option<Timestamp>,
}

row! {
    EnquiryView from r {
        ..enquiry: Enquiry,
        ..visitor: Visitor,
        channel_id = "c.id",
        channel_name = "c.name",
        lazy settings: Parsed<Json<ChannelSettings>> = "c.settings",
        last_sequence,
        read_up_to,
        unread = "(SELECT count(*) FROM (SELECT 1 FROM messages m WHERE m.enquiry_id = e.id
            AND m.author_kind = 'visitor' AND m.sequence > r.read_up_to LIMIT 100) unread)",
    } => {
        let auto_close_at = if enquiry.state.is_handled() {
            let Parsed(Json(settings)) = settings()?;
            enquiry.auto_close_at(&settings.auto_close)
        } else {
            None
        };
        EnquiryView {
            enquiry,
            visitor,
            channel_id,
            channel_name,
            last_sequence,
            read_up_to,
            unread,
            last_message: None,
            labels: Vec::new(),
            auto_close_at,
        }
    }
}

/// An offer and the id of its enquiry.
struct OfferOf {
    enquiry_id: EnquiryId,
    offer: Offer,
}

row! {
    OfferOf {
        enquiry_id,
        ..offer: Offer,
    }
}

/// Which enquiries a list shows. An empty field does not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnquiryFilter {
    /// Values of [`EnquiryState::name`].
    pub statuses: Vec<&'static str>,
    pub owner_id: Option<StaffId>,
    pub channel_id: Option<ChannelId>,
    /// A service group that is among the enquiry's destinations.
    pub group_id: Option<GroupId>,
    pub label_id: Option<LabelId>,
    pub visitor_id: Option<VisitorId>,
    /// The number without `INQ-` and leading zeros.
    pub number: Option<i64>,
    /// A part of the visitor's name, id or address.
    pub text: Option<String>,
    /// Opened at or after this time.
    pub from: Option<Timestamp>,
    /// Opened before this time.
    pub to: Option<Timestamp>,
    /// The position of the last entry of the previous page.
    pub before: Option<(Timestamp, EnquiryId)>,
}

impl EnquiryFilter {
    /// Whether the filter can only find few enquiries, however many there are: those that one staff
    /// member handles, those of one visitor, or the one with a given number.
    fn finds_few(&self) -> bool {
        let handled = |status: &&str| {
            [EnquiryState::Ongoing, EnquiryState::FollowedUp]
                .iter()
                .any(|state| state.name() == *status)
        };
        let handles = self.owner_id.is_some()
            && !self.statuses.is_empty()
            && self.statuses.iter().all(handled);
        handles || self.visitor_id.is_some() || self.number.is_some()
    }
}

impl Store {
    /// The enquiries that `actor` may see, ordered from the latest activity to the oldest, at most
    /// `limit`.
    pub async fn enquiries(
        &self,
        workspace_id: WorkspaceId,
        actor: Actor,
        filter: EnquiryFilter,
        limit: i64,
    ) -> Result<Vec<EnquiryView>, StoreError> {
        self.db
            .read(async move |conn| {
                let query = seen_by(&actor, conn.query(VIEWS).bind(workspace_id));
                let query = filtered(query, &filter);
                let order = if filter.finds_few() {
                    NEWEST_OF_FEW
                } else {
                    NEWEST
                };
                let views = query.and(order).bind(limit).all().await?;
                complete(conn, workspace_id, views).await
            })
            .await
    }

    /// The enquiries with these ids, in no particular order. The caller must check the permission
    /// to see them.
    pub async fn enquiries_with_ids(
        &self,
        workspace_id: WorkspaceId,
        ids: Vec<EnquiryId>,
    ) -> Result<Vec<EnquiryView>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.db
            .read(async move |conn| {
                let views = conn
                    .query(VIEWS)
                    .bind(workspace_id)
                    .and_each(WITH_IDS, ids)
                    .all()
                    .await?;
                complete(conn, workspace_id, views).await
            })
            .await
    }
}

fn seen_by<'c>(actor: &Actor, query: Statement<'c>) -> Statement<'c> {
    match actor.role {
        Role::Administrator => query,
        Role::Supervisor => query
            .and(OF_SUPERVISOR)
            .bind(actor.staff_id)
            .bind(named(actor)),
        Role::Agent => query.and(OF_AGENT).bind(actor.staff_id).bind(named(actor)),
    }
}

/// A pattern that finds the staff member's id in the lists `participants` and `asked`.
fn named(actor: &Actor) -> String {
    format!("%\"{}\"%", actor.staff_id)
}

fn filtered<'c>(mut query: Statement<'c>, filter: &EnquiryFilter) -> Statement<'c> {
    if !filter.statuses.is_empty() {
        query = query.and_each(WITH_STATUS, filter.statuses.iter().copied());
    }
    query = query
        .and_if(WITH_OWNER, filter.owner_id)
        .and_if(ON_CHANNEL, filter.channel_id)
        .and_if(TRIED_GROUP, filter.group_id)
        .and_if(WITH_LABEL, filter.label_id)
        .and_if(OF_VISITOR, filter.visitor_id)
        .and_if(WITH_NUMBER, filter.number)
        .and_if(WITH_TEXT, filter.text.as_deref().map(like_pattern))
        .and_if(CREATED_FROM, filter.from)
        .and_if(CREATED_TO, filter.to);
    if let Some((at, id)) = filter.before {
        query = query.and(BEFORE).bind(at).bind(id);
    }
    query
}

/// A pattern that finds `text` anywhere. Wildcard characters in `text` are escaped.
fn like_pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// Adds offers, labels and last messages.
async fn complete(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    mut views: Vec<EnquiryView>,
) -> Result<Vec<EnquiryView>, DbError> {
    let searching: Vec<EnquiryId> = views
        .iter()
        .filter(|view| view.enquiry.assignment.is_some())
        .map(|view| view.enquiry.id)
        .collect();
    if !searching.is_empty() {
        let offers: Vec<OfferOf> = conn
            .query(OFFERS_OF_ALL)
            .bind(workspace_id)
            .and_each(OFFERS_WITH_IDS, searching)
            .all()
            .await?;
        for view in &mut views {
            let own = offers
                .iter()
                .filter(|one| one.enquiry_id == view.enquiry.id);
            view.enquiry.offers = own.map(|one| one.offer).collect();
        }
    }
    let ids: Vec<EnquiryId> = views.iter().map(|view| view.enquiry.id).collect();
    if !ids.is_empty() {
        let labels: Vec<(EnquiryId, LabelId)> = conn
            .query(LABELS_OF_ALL)
            .bind(workspace_id)
            .and_each(LABELS_WITH_IDS, ids)
            .all()
            .await?;
        for view in &mut views {
            let own = labels
                .iter()
                .filter(|(enquiry_id, _)| *enquiry_id == view.enquiry.id);
            view.labels = own.map(|(_, label_id)| *label_id).collect();
        }
    }
    let last: Vec<MessageId> = views
        .iter()
        .filter_map(|view| view.enquiry.last_message)
        .collect();
    let messages = message::with_ids(conn, workspace_id, last).await?;
    let mut messages: HashMap<MessageId, Message> = messages
        .into_iter()
        .map(|message| (message.id, message))
        .collect();
    for view in &mut views {
        view.last_message = view
            .enquiry
            .last_message
            .and_then(|id| messages.remove(&id));
    }
    Ok(views)
}
