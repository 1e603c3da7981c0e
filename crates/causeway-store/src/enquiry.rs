//! Enquiries: their rows, and the view of them that staff see.

use std::collections::HashMap;

use causeway_core::{
    ChannelId, EnquiryId, GroupId, MessageId, StaffId, Timestamp, WorkspaceId,
    enquiry::{Enquiry, EnquiryState, Offer},
    message::Message,
    permission::Actor,
    room::EnquiryChange,
    staff::Role,
    visitor::Visitor,
};

use crate::{
    Store, StoreError,
    codec::Json,
    db::{Conn, DbError, FromRow, Row, Statement, statements},
    message,
};

macro_rules! columns {
    () => {
        "e.id, e.number, e.room_id, e.status, e.wait_until, e.plan, e.tried, e.owner_id, e.created_at, e.picked_up_at,
            e.missed_at, e.closed_at, e.last_activity_at, e.last_message_id, e.version"
    };
}

statements! {
    const BY_ID: Sql = (concat!("SELECT ", columns!(), " FROM enquiries e WHERE e.id = $1"));
    const OFFERS: Sql = "SELECT enquiry_id, staff_id, expires_at FROM offers WHERE enquiry_id = $1 ORDER BY staff_id";
    const OFFERS_OF_ALL: Sql = "SELECT enquiry_id, staff_id, expires_at FROM offers WHERE workspace_id = $1";
    const OFFERS_WITH_IDS: Fragment of OFFERS_OF_ALL = " AND enquiry_id IN ($*) ORDER BY enquiry_id, staff_id";
    const ADD: Sql = "INSERT INTO enquiries (workspace_id, id, room_id, channel_id, number, status, wait_until, plan,
            tried, owner_id, created_at, picked_up_at, missed_at, closed_at, last_activity_at, last_message_id, version)
        SELECT $1, $2, r.id, r.channel_id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
        FROM rooms r WHERE r.id = $3";
    const UPDATE: Sql = "UPDATE enquiries SET status = $2, wait_until = $3, tried = $4, owner_id = $5,
        picked_up_at = $6, missed_at = $7, closed_at = $8, last_activity_at = $9, last_message_id = $10, version = $11
        WHERE id = $1";
    const ADD_DESTINATION: Sql = "INSERT INTO enquiry_destinations (workspace_id, enquiry_id, group_id, tried_at)
        VALUES ($1, $2, $3, $4) ON CONFLICT (enquiry_id, group_id) DO NOTHING";
    const ADD_OFFER: Sql = "INSERT INTO offers (workspace_id, enquiry_id, staff_id, expires_at) VALUES ($1, $2, $3, $4)";
    const REMOVE_OFFER: Sql = "DELETE FROM offers WHERE enquiry_id = $1 AND staff_id = $2";
    const VIEWS: Sql = (concat!("SELECT ", columns!(), ", v.id, v.external_id, v.profile, c.id, c.name, r.last_sequence,
            r.read_up_to, (SELECT count(*) FROM (SELECT 1 FROM messages m WHERE m.room_id = r.id AND m.sequence > r.read_up_to
                AND m.enquiry_id = e.id AND m.author_kind = 'visitor' LIMIT 100) unread)
        FROM enquiries e JOIN rooms r ON r.id = e.room_id JOIN visitors v ON v.id = r.visitor_id
            JOIN channels c ON c.id = e.channel_id WHERE e.workspace_id = $1"));
    const WITH_IDS: Fragment of VIEWS = " AND e.id IN ($*)";
    /// The same as [`Actor::may_with`] for reading, for lists; a test holds the two together.
    const OF_AGENT: Fragment of VIEWS = " AND (e.owner_id = $1
        OR (e.status = 'open' AND EXISTS (SELECT 1 FROM offers o WHERE o.enquiry_id = e.id AND o.staff_id = $1))
        OR (e.status = 'missed' AND EXISTS (SELECT 1 FROM enquiry_destinations d
            JOIN group_members g ON g.group_id = d.group_id WHERE d.enquiry_id = e.id AND g.staff_id = $1)))";
    const OF_SUPERVISOR: Fragment of VIEWS = " AND (e.owner_id = $1 OR EXISTS (SELECT 1 FROM offers o
            WHERE e.status = 'open' AND o.enquiry_id = e.id AND o.staff_id = $1)
        OR EXISTS (SELECT 1 FROM enquiry_destinations d JOIN group_members g ON g.group_id = d.group_id
            WHERE d.enquiry_id = e.id AND g.staff_id = $1))";
    const WITH_STATUS: Fragment of VIEWS = " AND e.status IN ($*)";
    const WITH_OWNER: Fragment of VIEWS = " AND e.owner_id = $1";
    const ON_CHANNEL: Fragment of VIEWS = " AND e.channel_id = $1";
    const TRIED_GROUP: Fragment of VIEWS = " AND EXISTS (SELECT 1 FROM enquiry_destinations d
        WHERE d.enquiry_id = e.id AND d.group_id = $1)";
    const CREATED_FROM: Fragment of VIEWS = " AND e.created_at >= $1";
    const CREATED_TO: Fragment of VIEWS = " AND e.created_at < $1";
    const WITH_NUMBER: Fragment of VIEWS = " AND e.number = $1";
    const WITH_TEXT: Fragment of VIEWS = " AND v.search_text LIKE $1 ESCAPE '!'";
    const BEFORE: Fragment of VIEWS = " AND (e.last_activity_at, e.id) < ($1, $2)";
    const NEWEST: Fragment of VIEWS = " ORDER BY e.last_activity_at DESC, e.id DESC LIMIT $1";
}

struct EnquiryRow(Enquiry);

impl FromRow for EnquiryRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let status: String = row.get(3)?;
        let state = match (status.as_str(), row.get(4)?) {
            ("open", Some(wait_until)) => EnquiryState::Open { wait_until },
            ("ongoing", None) => EnquiryState::Ongoing,
            ("missed", None) => EnquiryState::Missed,
            ("followedUp", None) => EnquiryState::FollowedUp,
            ("closed", None) => EnquiryState::Closed,
            _ => return Err(row.invalid(3, "not a status, or not with this wait")),
        };
        let Json(plan) = row.get(5)?;
        Ok(Self(Enquiry {
            id: row.get(0)?,
            number: row.get(1)?,
            room_id: row.get(2)?,
            state,
            plan,
            tried: usize::try_from(row.get::<u32>(6)?).unwrap_or(usize::MAX),
            owner: row.get(7)?,
            created_at: row.get(8)?,
            picked_up_at: row.get(9)?,
            missed_at: row.get(10)?,
            closed_at: row.get(11)?,
            last_activity_at: row.get(12)?,
            last_message: row.get(13)?,
            version: row.get(14)?,
            offers: Vec::new(),
        }))
    }
}

/// Loads an enquiry with its offers.
pub(crate) async fn load(conn: &mut Conn, id: EnquiryId) -> Result<Enquiry, DbError> {
    let EnquiryRow(mut enquiry) = conn.query(BY_ID).bind(id).one().await?;
    if matches!(enquiry.state, EnquiryState::Open { .. }) {
        let offers: Vec<(EnquiryId, StaffId, Timestamp)> = conn.query(OFFERS).bind(id).all().await?;
        enquiry.offers = offers.into_iter().map(|(_, staff_id, expires_at)| Offer { staff_id, expires_at }).collect();
    }
    Ok(enquiry)
}

/// Writes a change of an enquiry.
pub(crate) async fn write(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    change: &EnquiryChange,
    now: Timestamp,
) -> Result<(), DbError> {
    let enquiry = &change.enquiry;
    if change.is_new {
        add(conn, workspace_id, enquiry).await?;
    } else {
        update(conn, enquiry).await?;
    }
    for group in &change.destinations_tried {
        let query = conn.query(ADD_DESTINATION).bind(workspace_id);
        query.bind(enquiry.id).bind(*group).bind(now).execute().await?;
    }
    for staff in &change.offers_withdrawn {
        conn.query(REMOVE_OFFER).bind(enquiry.id).bind(*staff).execute().await?;
    }
    for offer in &change.offers_made {
        let query = conn.query(ADD_OFFER).bind(workspace_id);
        query.bind(enquiry.id).bind(offer.staff_id).bind(offer.expires_at).execute().await?;
    }
    Ok(())
}

fn wait_until(enquiry: &Enquiry) -> Option<Timestamp> {
    match enquiry.state {
        EnquiryState::Open { wait_until } => Some(wait_until),
        EnquiryState::Ongoing | EnquiryState::Missed | EnquiryState::FollowedUp | EnquiryState::Closed => None,
    }
}

fn tried(enquiry: &Enquiry) -> i64 {
    i64::try_from(enquiry.tried).unwrap_or(i64::MAX)
}

async fn add(conn: &mut Conn, workspace_id: WorkspaceId, enquiry: &Enquiry) -> Result<(), DbError> {
    conn.query(ADD)
        .bind(workspace_id)
        .bind(enquiry.id)
        .bind(enquiry.room_id)
        .bind(enquiry.number)
        .bind(enquiry.state.name())
        .bind(wait_until(enquiry))
        .bind(Json(&enquiry.plan))
        .bind(tried(enquiry))
        .bind(enquiry.owner)
        .bind(enquiry.created_at)
        .bind(enquiry.picked_up_at)
        .bind(enquiry.missed_at)
        .bind(enquiry.closed_at)
        .bind(enquiry.last_activity_at)
        .bind(enquiry.last_message)
        .bind(enquiry.version)
        .execute()
        .await?;
    Ok(())
}

async fn update(conn: &mut Conn, enquiry: &Enquiry) -> Result<(), DbError> {
    conn.query(UPDATE)
        .bind(enquiry.id)
        .bind(enquiry.state.name())
        .bind(wait_until(enquiry))
        .bind(tried(enquiry))
        .bind(enquiry.owner)
        .bind(enquiry.picked_up_at)
        .bind(enquiry.missed_at)
        .bind(enquiry.closed_at)
        .bind(enquiry.last_activity_at)
        .bind(enquiry.last_message)
        .bind(enquiry.version)
        .execute()
        .await?;
    Ok(())
}

/// An enquiry with what staff see beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct EnquiryView {
    /// The enquiry.
    pub enquiry: Enquiry,
    /// Whose it is.
    pub visitor: Visitor,
    /// Where it came in.
    pub channel_id: ChannelId,
    /// What that is called.
    pub channel_name: String,
    /// Sequence of the room's last message.
    pub last_sequence: i64,
    /// Sequence up to which staff have read.
    pub read_up_to: i64,
    /// Visitor's messages of this enquiry after that; past 100 they are not counted.
    pub unread: i64,
    /// The last thing said in it.
    pub last_message: Option<Message>,
}

impl FromRow for EnquiryView {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let EnquiryRow(enquiry) = FromRow::from_row(row)?;
        let Json(profile) = row.get(17)?;
        Ok(Self {
            enquiry,
            visitor: Visitor { id: row.get(15)?, external_id: row.get(16)?, profile },
            channel_id: row.get(18)?,
            channel_name: row.get(19)?,
            last_sequence: row.get(20)?,
            read_up_to: row.get(21)?,
            unread: row.get(22)?,
            last_message: None,
        })
    }
}

/// What a list of enquiries shows. Empty parts don't filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnquiryFilter {
    /// Words of [`EnquiryState::name`].
    pub statuses: Vec<&'static str>,
    /// Who picked it up.
    pub owner_id: Option<StaffId>,
    /// Where it came in.
    pub channel_id: Option<ChannelId>,
    /// A service group that was tried.
    pub group_id: Option<GroupId>,
    /// An enquiry's number, counted.
    pub number: Option<i64>,
    /// Part of a visitor's name, id or address.
    pub text: Option<String>,
    /// Opened at or after.
    pub from: Option<Timestamp>,
    /// Opened before.
    pub to: Option<Timestamp>,
    /// Where the page before ended.
    pub before: Option<(Timestamp, EnquiryId)>,
}

impl Store {
    /// The enquiries that `actor` may see, those with the latest activity first, at most `limit`.
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
                let views = query.and(NEWEST).bind(limit).all().await?;
                complete(conn, workspace_id, views).await
            })
            .await
    }

    /// The enquiries with these ids, in no order. Whether somebody may see them is asked by the caller.
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
                let views = conn.query(VIEWS).bind(workspace_id).and_each(WITH_IDS, ids).all().await?;
                complete(conn, workspace_id, views).await
            })
            .await
    }
}

fn seen_by<'c>(actor: &Actor, query: Statement<'c>) -> Statement<'c> {
    match actor.role {
        Role::Administrator => query,
        Role::Supervisor => query.and(OF_SUPERVISOR).bind(actor.staff_id),
        Role::Agent => query.and(OF_AGENT).bind(actor.staff_id),
    }
}

fn filtered<'c>(mut query: Statement<'c>, filter: &EnquiryFilter) -> Statement<'c> {
    if !filter.statuses.is_empty() {
        query = query.and_each(WITH_STATUS, filter.statuses.iter().copied());
    }
    if let Some(owner_id) = filter.owner_id {
        query = query.and(WITH_OWNER).bind(owner_id);
    }
    if let Some(channel_id) = filter.channel_id {
        query = query.and(ON_CHANNEL).bind(channel_id);
    }
    if let Some(group_id) = filter.group_id {
        query = query.and(TRIED_GROUP).bind(group_id);
    }
    if let Some(number) = filter.number {
        query = query.and(WITH_NUMBER).bind(number);
    }
    if let Some(text) = &filter.text {
        query = query.and(WITH_TEXT).bind(like_pattern(text));
    }
    if let Some(from) = filter.from {
        query = query.and(CREATED_FROM).bind(from);
    }
    if let Some(to) = filter.to {
        query = query.and(CREATED_TO).bind(to);
    }
    if let Some((at, id)) = filter.before {
        query = query.and(BEFORE).bind(at).bind(id);
    }
    query
}

/// A pattern that finds `text` anywhere, taking its signs as they stand.
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

/// Adds offers and last messages.
async fn complete(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    mut views: Vec<EnquiryView>,
) -> Result<Vec<EnquiryView>, DbError> {
    let open: Vec<EnquiryId> = views
        .iter()
        .filter(|view| matches!(view.enquiry.state, EnquiryState::Open { .. }))
        .map(|view| view.enquiry.id)
        .collect();
    if !open.is_empty() {
        let offers: Vec<(EnquiryId, StaffId, Timestamp)> =
            conn.query(OFFERS_OF_ALL).bind(workspace_id).and_each(OFFERS_WITH_IDS, open).all().await?;
        for view in &mut views {
            let own = offers.iter().filter(|offer| offer.0 == view.enquiry.id);
            view.enquiry.offers = own.map(|&(_, staff_id, expires_at)| Offer { staff_id, expires_at }).collect();
        }
    }
    let last: Vec<MessageId> = views.iter().filter_map(|view| view.enquiry.last_message).collect();
    let messages = message::with_ids(conn, workspace_id, last).await?;
    let mut messages: HashMap<MessageId, Message> = messages.into_iter().map(|message| (message.id, message)).collect();
    for view in &mut views {
        view.last_message = view.enquiry.last_message.and_then(|id| messages.remove(&id));
    }
    Ok(views)
}
