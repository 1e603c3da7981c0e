//! Enquiries: one matter in a room, from first message to close.

use std::fmt;

use crate::{EnquiryId, GroupId, MessageId, RoomId, StaffId, Timestamp};

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
    /// The destinations, in the order in which they are tried.
    pub plan: Vec<GroupId>,
    /// How many of the plan were tried or passed over.
    pub tried: usize,
    /// Who picked it up; stays after it closed.
    pub owner: Option<StaffId>,
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

/// Where an enquiry stands. Only the moves of `product.md` exist:
/// open → ongoing → closed, open → missed → followed up → closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnquiryState {
    /// Offered, until the wait at the present destination ends.
    Open {
        /// When the next destination is tried.
        wait_until: Timestamp,
    },
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
    /// The word on the wire and in `enquiries.status`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
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
            Self::Open { .. } | Self::Missed | Self::Closed => false,
        }
    }
}

impl Enquiry {
    /// The destination that was tried last.
    pub fn destination(&self) -> Option<GroupId> {
        self.tried.checked_sub(1).and_then(|index| self.plan.get(index)).copied()
    }

    /// Every destination that was tried.
    pub fn destinations_tried(&self) -> &[GroupId] {
        &self.plan[..self.tried.min(self.plan.len())]
    }

    /// When this enquiry needs to be looked at again, if ever.
    pub fn due_at(&self) -> Option<Timestamp> {
        match self.state {
            EnquiryState::Open { wait_until } => Some(wait_until),
            EnquiryState::Ongoing | EnquiryState::Missed | EnquiryState::FollowedUp | EnquiryState::Closed => None,
        }
    }
}

/// `INQ-` and six base-36 characters, rising within a workspace: shown from a counter that starts at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EnquiryNumber(i64);

impl EnquiryNumber {
    /// The `count`-th enquiry of a workspace.
    pub const fn new(count: i64) -> Self {
        Self(count)
    }

    /// The count.
    pub const fn count(self) -> i64 {
        self.0
    }
}

impl fmt::Display for EnquiryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.unsigned_abs();
        let mut digits = Vec::with_capacity(6);
        while rest > 0 || digits.len() < 6 {
            let digit = u32::try_from(rest % 36).expect("below 36");
            digits.push(char::from_digit(digit, 36).expect("below 36").to_ascii_uppercase());
            rest /= 36;
        }
        write!(f, "INQ-{}", digits.iter().rev().collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::EnquiryNumber;

    #[test]
    fn numbers_have_six_characters_and_rise() {
        let shown = |count| EnquiryNumber::new(count).to_string();
        assert_eq!(shown(1), "INQ-000001");
        assert_eq!(shown(36), "INQ-000010");
        assert_eq!(shown(2_176_782_335), "INQ-ZZZZZZ");
        assert_eq!(shown(2_176_782_336), "INQ-1000000");
    }
}
