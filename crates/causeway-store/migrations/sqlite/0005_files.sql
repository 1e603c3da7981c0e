-- Files that channels and staff sent. The bytes are in the file storage, under the id; a row comes after its bytes are durable.

CREATE TABLE files (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  -- Who sent it: a source or a staff member.
  source_id BLOB REFERENCES sources (id),
  staff_id BLOB REFERENCES staff (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  -- Of a picture that can be shown small: its measures, upright. A thumbnail stands beside its bytes.
  width INTEGER,
  height INTEGER,
  state TEXT NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'erasing')),
  created_at INTEGER NOT NULL,
  -- When a message first referred to it; from then on it is kept.
  used_at INTEGER,
  CHECK ((source_id IS NULL) <> (staff_id IS NULL)),
  CHECK (state = 'ready' OR used_at IS NULL)
) STRICT;
-- What is counted and thrown away are files that nothing refers to; the others would only make the indexes long.
CREATE INDEX files_unused ON files (created_at) WHERE used_at IS NULL;
CREATE INDEX files_unused_of_source ON files (source_id) WHERE used_at IS NULL;
CREATE INDEX files_unused_of_staff ON files (staff_id) WHERE used_at IS NULL;

-- Where messages refer to files: whoever may read there may have them.
CREATE TABLE file_uses (
  file_id BLOB NOT NULL REFERENCES files (id),
  enquiry_id BLOB NOT NULL REFERENCES enquiries (id),
  PRIMARY KEY (file_id, enquiry_id)
) STRICT, WITHOUT ROWID;

-- Files that visitors sent by address and that are to be copied.
CREATE TABLE file_copies (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  message_id BLOB PRIMARY KEY REFERENCES messages (id),
  room_id BLOB NOT NULL REFERENCES rooms (id),
  source_id BLOB NOT NULL REFERENCES sources (id),
  url TEXT NOT NULL,
  -- What its sender calls it.
  name TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- When it is tried next; while somebody tries, when their time is up.
  due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX file_copies_due ON file_copies (due_at);
