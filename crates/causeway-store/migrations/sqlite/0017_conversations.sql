-- Past conversations that keep apart.

-- The channel's id of a past conversation, which the enquiry holds.
ALTER TABLE enquiries ADD COLUMN conversation_id TEXT CHECK (length(conversation_id) BETWEEN 1 AND 255);
CREATE UNIQUE INDEX enquiries_by_conversation ON enquiries (room_id, conversation_id) WHERE conversation_id IS NOT NULL;
