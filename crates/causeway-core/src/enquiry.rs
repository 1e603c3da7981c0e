//! Enquiries: one matter in a room, from first message to close.

use std::time::Duration;

use crate::{
    ChatbotId, EnquiryId, GroupId, MessageId, RoomId, StaffId, Timestamp,
    assignment::{Assignment, Destination, TransferMode, Turn},
    channel::AutoClose,
    enquiry_number::EnquiryNumber,
};

/// Most people who take part in an enquiry beside its owner.
pub const PARTICIPANTS_MAX: usize = 10;
/// Most labels of one enquiry.
pub const LABELS_MAX: usize = 10;
/// How long after it closed an enquiry can be opened again (`product.md`).
pub const REOPEN_WITHIN: Duration = Duration::from_hours(24);
/// How far ahead an enquiry can be put off.
pub const SNOOZE_MAX: Duration = Duration::from_hours(90 * 24);
/// How long an answer to somebody who wrote first comes to them (`product.md`).
pub const ENGAGED_FOR: Duration = Duration::from_hours(7 * 24);

/// One matter in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enquiry {
    /// Ours.
    pub id: EnquiryId,
    /// What people call it.
    pub number: EnquiryNumber,
    /// The room it belongs to.
    pub room_id: RoomId,
    /// Where it stands.
    pub state: EnquiryState,
    /// Who is being looked for: while it is open, and while it is being transferred.
    pub assignment: Option<Assignment>,
    /// The service groups that it was ever put to or that were passed over, the last one last; where the rule asked nobody
    /// at that time, those that it asks at others.
    pub destinations: Vec<GroupId>,
    /// The chatbot that was asked last, if one was.
    pub chatbot: Option<ChatbotId>,
    /// The people whom it was ever put to by themselves, or who wrote first: no service group stands for it then.
    pub asked: Vec<StaffId>,
    /// Who picked it up; stays after it closed.
    pub owner: Option<StaffId>,
    /// Who takes part beside the owner; at most [`PARTICIPANTS_MAX`].
    pub participants: Vec<StaffId>,
    /// The owner put it off until then, or until the visitor writes.
    pub snoozed_until: Option<Timestamp>,
    /// Since when neither visitor nor staff have said anything.
    pub quiet_since: Timestamp,
    /// When the visitor was told that it will close.
    pub warned_at: Option<Timestamp>,
    /// When it opened.
    pub created_at: Timestamp,
    /// When somebody picked it up or followed it up.
    pub picked_up_at: Option<Timestamp>,
    /// When it was missed.
    pub missed_at: Option<Timestamp>,
    /// When it closed.
    pub closed_at: Option<Timestamp>,
    /// When anything was last said in it.
    pub last_activity_at: Timestamp,
    /// The last message that a person wrote in it.
    pub last_message: Option<MessageId>,
    /// Counts changes.
    pub version: i64,
    /// Who may pick it up now.
    pub offers: Vec<Offer>,
}

/// An enquiry put to a staff member who may pick it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// To whom.
    pub staff_id: StaffId,
    /// Until when.
    pub expires_at: Timestamp,
}

/// Where an enquiry stands. Only the moves of `product.md` exist: open → ongoing → closed, open → missed → followed up →
/// closed; and back: an unanswered blind transfer misses what was handled, and what closed may be opened again for a day.
/// What a chatbot alone answered closes without having been picked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnquiryState {
    /// Somebody is looked for.
    Open,
    /// Picked up in time.
    Ongoing,
    /// Nobody took it in time.
    Missed,
    /// Picked up after it was missed.
    FollowedUp,
    /// Over.
    Closed,
}

impl EnquiryState {
    /// All states.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Ongoing,
        Self::Missed,
        Self::FollowedUp,
        Self::Closed,
    ];

    /// The word on the wire and in `enquiries.status`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ongoing => "ongoing",
            Self::Missed => "missed",
            Self::FollowedUp => "followedUp",
            Self::Closed => "closed",
        }
    }

    /// Somebody is handling it.
    pub fn is_handled(self) -> bool {
        match self {
            Self::Ongoing | Self::FollowedUp => true,
            Self::Open | Self::Missed | Self::Closed => false,
        }
    }
}

impl Enquiry {
    /// The service group that was tried last, or the chatbot: while it is asked, and after an end to which nobody else came.
    pub fn destination(&self) -> Option<Destination> {
        let asked = self
            .assignment
            .as_ref()
            .and_then(Assignment::target)
            .filter(|target| target.chatbot().is_some());
        let ended = self
            .chatbot
            .filter(|_| self.state == EnquiryState::Closed && self.owner.is_none());
        let group = || self.destinations.last().copied().map(Destination::Group);
        asked.or(ended.map(Destination::Chatbot)).or_else(group)
    }

    /// Who is asked to take it over, and what becomes of it otherwise, while it is being transferred.
    pub fn transfer(&self) -> Option<(Destination, TransferMode, Timestamp)> {
        let assignment = self.assignment.as_ref()?;
        Some((
            assignment.target()?,
            assignment.transfer?,
            assignment.wait_until,
        ))
    }

    /// What the chatbot that is asked owes.
    pub fn turn(&self) -> Option<Turn> {
        self.assignment.as_ref()?.dialog?.turn
    }

    /// Its owner, and who takes part.
    pub fn involved(&self) -> impl Iterator<Item = StaffId> + '_ {
        self.owner
            .into_iter()
            .chain(self.participants.iter().copied())
    }

    /// It is put to this person now.
    pub fn is_offered_to(&self, staff_id: StaffId) -> bool {
        self.offers.iter().any(|offer| offer.staff_id == staff_id)
    }

    /// When auto-close acts next: warns, or closes. Never while somebody else is asked, nor while it is put off.
    pub fn auto_close_at(&self, settings: &AutoClose) -> Option<Timestamp> {
        let waits =
            self.state.is_handled() && self.assignment.is_none() && self.snoozed_until.is_none();
        (settings.enabled && waits).then(|| match self.warned_at {
            None => self.quiet_since.plus(settings.quiet()),
            Some(warned_at) => warned_at.plus(settings.warning()),
        })
    }

    /// When this enquiry needs to be looked at again, if ever.
    pub fn due_at(&self, auto_close: &AutoClose) -> Option<Timestamp> {
        let assignment = self
            .assignment
            .as_ref()
            .map(|assignment| assignment.wait_until);
        let ringing = self.offers.iter().map(|offer| offer.expires_at).min();
        [
            assignment,
            ringing,
            self.snoozed_until,
            self.auto_close_at(auto_close),
        ]
        .into_iter()
        .flatten()
        .min()
    }
}
