//! Finishing the copy of a visitor's file.

use super::{Draft, Lookup, Refusal, RoomDecision};
use crate::{
    MessageId,
    assignment::Assignment,
    attachment::{Copying, KeptFile},
};

/// The file that a visitor sent by address was copied, or copying was given up. Nothing changes if
/// the message was unsent meanwhile.
#[derive(Clone, Debug)]
pub struct FinishCopy {
    pub message_id: MessageId,
    /// The file, or why copying failed, for staff.
    pub result: Result<KeptFile, String>,
}

impl RoomDecision for FinishCopy {
    type Answer = ();

    fn lookup(&self) -> Lookup {
        Lookup::Message(self.message_id)
    }

    fn may_ask(&self, _: &Assignment) -> bool {
        false
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        draft.change().copied = Some(self.message_id);
        let Some(mut message) = draft
            .room
            .found
            .pop()
            .filter(|message| message.deleted_at.is_none())
        else {
            return Ok(());
        };
        let Some(attachment) = message
            .content
            .attachment_mut()
            .filter(|file| file.copying.is_some())
        else {
            return Ok(());
        };
        match &self.result {
            Ok(file) => attachment.fill(file),
            Err(reason) => {
                attachment.copying = Some(Copying::Failed {
                    reason: reason.clone(),
                });
            }
        }
        draft.update(message);
        Ok(())
    }
}
