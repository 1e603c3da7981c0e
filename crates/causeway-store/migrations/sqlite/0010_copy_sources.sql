-- Each source's copies in the order in which they are due: no source waits for another one's.
CREATE INDEX file_copies_of_source ON file_copies (source_id, due_at);
