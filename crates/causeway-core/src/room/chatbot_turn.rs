//! A chatbot's dialog with the visitor while it is the current destination. A chatbot never owns an
//! enquiry; only staff do.

use super::{
    Draft, Refusal, RoomDecision,
    assignment::{give_up, go_on},
    close::{close, close_by_system, say_goodbye},
    destination::{find, name_of, present_target},
    dialog::{begin_turn, has_answered},
    draft::NewMessage,
};
use crate::{
    ChatbotId, TurnId,
    assignment::{ChatbotDialog, Destination, TransferMode, Turn},
    chatbot::{Answer, Then},
    message::{Author, Purpose},
    staffing::Chatbot,
    trace::Step,
};

/// A chatbot answered a turn. Returns whether it still owed the turn: an answer after the enquiry
/// moved on is dropped.
pub struct AnswerTurn {
    pub turn_id: TurnId,
    pub answer: Answer,
}

impl RoomDecision for AnswerTurn {
    type Answer = bool;

    fn decide(&self, draft: &mut Draft<'_>) -> Result<bool, Refusal> {
        let Some((chatbot, turn)) = owed(draft, self.turn_id) else {
            return Ok(false);
        };
        let display_name = draft
            .room
            .channel
            .settings
            .display_name_format
            .of_chatbot(&chatbot.name);
        let author = Author::Chatbot {
            id: chatbot.chatbot_id,
            name: chatbot.name.clone(),
            display_name,
        };
        for content in &self.answer.messages {
            let (content, author) = (content.clone(), author.clone());
            let purpose = Purpose::Bot;
            draft.say(NewMessage {
                content,
                author,
                purpose,
                reply_to: None,
                client_id: None,
                fingerprint: None,
            });
        }
        if let Some(note) = &self.answer.note {
            draft.note(author, note, None);
        }
        match self.answer.then {
            Then::GoOn => after_answer(draft, &chatbot, turn, !self.answer.messages.is_empty()),
            Then::HandOver => {
                let step = Step::ChatbotHandedOver {
                    chatbot: chatbot.name.clone(),
                };
                draft.trace(step, Some(Destination::Chatbot(chatbot.chatbot_id)));
                go_on(draft);
            }
            Then::Close => {
                let step = Step::ChatbotClosed {
                    chatbot: chatbot.name.clone(),
                };
                draft.trace(step, Some(Destination::Chatbot(chatbot.chatbot_id)));
                close(draft);
                say_goodbye(draft, "");
            }
        }
        Ok(true)
    }
}

/// A chatbot gives no answer to a turn, so the next destination is tried.
pub struct GiveUpTurn {
    pub turn_id: TurnId,
    /// Why, as words that follow the chatbot's name and "failed: ".
    pub reason: String,
}

impl RoomDecision for GiveUpTurn {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let Some(target) = present_target(draft)
            .filter(|_| turn_of(draft).is_some_and(|turn| turn.id == self.turn_id))
        else {
            return Ok(());
        };
        let step = Step::ChatbotFailed {
            chatbot: name_of(draft, target),
            reason: self.reason.clone(),
        };
        draft.trace(step, Some(target));
        go_on(draft);
        Ok(())
    }
}

/// The visitor wrote: if a chatbot is the current destination, it owes an answer.
pub(super) fn on_visitor_message(draft: &mut Draft<'_>) {
    let Some(Destination::Chatbot(id)) = present_target(draft) else {
        return;
    };
    if let Some(turn) = turn_mut(draft) {
        turn.newer = true;
        return;
    }
    match find(draft, id) {
        Some(chatbot) => begin_turn(draft, &chatbot, has_answered(draft)),
        // The chatbot was removed while it waited for the visitor.
        None => go_on(draft),
    }
}

/// The time limit of a chatbot's answer, or of the visitor's silence, has passed.
pub(super) fn on_chatbot_timeout(draft: &mut Draft<'_>, id: ChatbotId) {
    let (target, name) = (
        Destination::Chatbot(id),
        name_of(draft, Destination::Chatbot(id)),
    );
    if turn_of(draft).is_some() {
        draft.trace(Step::Unanswered { destination: name }, Some(target));
        return go_on(draft);
    }
    if !has_answered(draft) {
        // The chatbot never sent a message, so the next destination is tried.
        draft.trace(Step::ChatbotSilent { chatbot: name }, Some(target));
        return go_on(draft);
    }
    let transfer = draft
        .enquiry()
        .assignment
        .as_ref()
        .and_then(|assignment| assignment.transfer);
    if transfer == Some(TransferMode::Loopback) {
        draft.trace(Step::VisitorSilent { chatbot: name }, Some(target));
        return give_up(draft);
    }
    close_by_system(draft);
}

/// Waits for the visitor, or begins the next turn at once if messages arrived in the meantime.
fn after_answer(draft: &mut Draft<'_>, chatbot: &Chatbot, turn: Turn, spoke: bool) {
    let answered = spoke || has_answered(draft);
    if turn.newer {
        return begin_turn(draft, chatbot, answered);
    }
    let wait_until = draft.now().plus(chatbot.settings.quiet());
    if let Some(assignment) = &mut draft.enquiry().assignment {
        assignment.dialog = Some(ChatbotDialog {
            turn: None,
            answered,
        });
        assignment.wait_until = wait_until;
    }
}

/// The chatbot that owes this turn, and the turn.
fn owed(draft: &Draft<'_>, id: TurnId) -> Option<(Chatbot, Turn)> {
    let turn = turn_of(draft).filter(|turn| turn.id == id)?;
    let chatbot_id = present_target(draft)?.chatbot()?;
    find(draft, chatbot_id).zip(Some(turn))
}

fn turn_of(draft: &Draft<'_>) -> Option<Turn> {
    draft
        .room
        .enquiry
        .as_ref()?
        .assignment
        .as_ref()?
        .dialog?
        .turn
}

fn turn_mut<'d>(draft: &'d mut Draft<'_>) -> Option<&'d mut Turn> {
    draft
        .enquiry()
        .assignment
        .as_mut()?
        .dialog
        .as_mut()?
        .turn
        .as_mut()
}
