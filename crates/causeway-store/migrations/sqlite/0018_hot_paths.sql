-- No look into a conversation gets dearer as it grows.

-- What a visitor said in an enquiry after a place of the room: what staff have not read. Where an enquiry begins and ends.
CREATE INDEX messages_of_enquiry ON messages (enquiry_id, author_kind, sequence);
-- What a receipt may still raise.
CREATE INDEX messages_unreceived ON messages (room_id, delivery_state, sequence) WHERE delivery_state <> 'read';
