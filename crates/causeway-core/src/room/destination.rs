//! What a room knows about destinations: the current one, its name, its members and who is ready.

use super::Draft;
use crate::{
    ChatbotId, StaffId,
    assignment::{Assignment, Destination},
    staffing::{Chatbot, GroupStaffing, Member, Skip},
};

/// The current destination of the search, if there is one.
pub(super) fn present_target(draft: &Draft<'_>) -> Option<Destination> {
    draft
        .room
        .enquiry
        .as_ref()?
        .assignment
        .as_ref()
        .and_then(Assignment::target)
}

/// The staff at `target` who can get an offer now, in order, except the owner and those who
/// declined.
pub(super) fn ready_at(draft: &Draft<'_>, target: Destination) -> Result<Vec<StaffId>, Skip> {
    let room = &draft.room;
    let owner = room.enquiry.as_ref().and_then(|enquiry| enquiry.owner);
    let assignment = room
        .enquiry
        .as_ref()
        .and_then(|enquiry| enquiry.assignment.as_ref());
    let declined = assignment
        .map(|assignment| assignment.declined.as_slice())
        .unwrap_or_default();
    let is_out = |staff_id| owner == Some(staff_id) || declined.contains(&staff_id);
    room.outlook(draft.now())
        .ready(target, room.visitor.profile.language.as_deref(), is_out)
}

pub(super) fn destination<'d>(
    draft: &'d Draft<'_>,
    target: Destination,
) -> Option<&'d GroupStaffing> {
    let group_id = target.group()?;
    draft
        .room
        .staffing
        .iter()
        .find(|destination| destination.group_id == group_id)
}

/// A staff member who could get an offer.
pub(super) fn member<'d>(draft: &'d Draft<'_>, staff_id: StaffId) -> Option<&'d Member> {
    let members = draft
        .room
        .staffing
        .iter()
        .flat_map(|destination| &destination.members);
    members
        .chain(&draft.room.people)
        .find(|member| member.staff_id == staff_id)
}

/// The name of a destination.
pub(super) fn name_of(draft: &Draft<'_>, target: Destination) -> String {
    draft.room.outlook(draft.now()).name(target)
}

/// The full name of a staff member.
pub(super) fn person(draft: &Draft<'_>, staff_id: StaffId) -> String {
    name_of(draft, Destination::Staff(staff_id))
}

/// A chatbot that may be a destination, if loaded.
pub(super) fn find(draft: &Draft<'_>, id: ChatbotId) -> Option<Chatbot> {
    draft
        .room
        .chatbots
        .iter()
        .find(|known| known.chatbot_id == id)
        .cloned()
}
