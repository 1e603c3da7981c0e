//! A chatbot's dialog with the visitor: how it starts, and each of its turns.

use super::Draft;
use crate::{
    assignment::{Assignment, ChatbotDialog, Destination, Turn},
    staffing::Chatbot,
    trace::Step,
};

/// Starts a chatbot's dialog, with the whole conversation. Supervisors of the next destinations can
/// see it.
pub(super) fn ask_chatbot(draft: &mut Draft<'_>, chatbot: &Chatbot) {
    let next: Vec<Destination> = draft
        .room
        .enquiry
        .iter()
        .filter_map(|enquiry| enquiry.assignment.as_ref())
        .flat_map(rest)
        .collect();
    for group_id in next.into_iter().rev().filter_map(Destination::group) {
        draft.note_destination(group_id);
    }
    draft.enquiry().chatbot = Some(chatbot.chatbot_id);
    let step = Step::ChatbotAsked {
        chatbot: chatbot.name.clone(),
    };
    draft.trace(step, Some(Destination::Chatbot(chatbot.chatbot_id)));
    begin_turn(draft, chatbot, false);
}

/// Whether the current chatbot has answered its visitor in this enquiry.
pub(super) fn has_answered(draft: &Draft<'_>) -> bool {
    let assignment = draft
        .room
        .enquiry
        .as_ref()
        .and_then(|enquiry| enquiry.assignment.as_ref());
    assignment
        .and_then(|assignment| assignment.dialog)
        .is_some_and(|dialog| dialog.answered)
}

/// Begins a turn: the chatbot owes an answer until its time limit.
pub(super) fn begin_turn(draft: &mut Draft<'_>, chatbot: &Chatbot, answered: bool) {
    let turn = Turn {
        id: draft.moment().id(),
        up_to: draft.room.last_sequence,
        newer: false,
    };
    let wait_until = draft.now().plus(chatbot.settings.answer());
    if let Some(assignment) = &mut draft.enquiry().assignment {
        assignment.dialog = Some(ChatbotDialog {
            turn: Some(turn),
            answered,
        });
        assignment.wait_until = wait_until;
    }
}

fn rest(assignment: &Assignment) -> impl Iterator<Item = Destination> + '_ {
    assignment.plan.iter().skip(assignment.tried).copied()
}
