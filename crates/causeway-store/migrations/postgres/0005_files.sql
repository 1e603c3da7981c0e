-- Files that channels and staff sent. The bytes are in the file storage, under the id; a row comes after its bytes are durable.

CREATE TABLE files (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  -- Who sent it: a source or a staff member.
  source_id UUID REFERENCES sources (id),
  staff_id UUID REFERENCES staff (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL CHECK (size >= 0),
  sha256 BYTEA NOT NULL CHECK (length(sha256) = 32),
  -- Of a picture that can be shown small: its measures, upright. A thumbnail stands beside its bytes.
  width BIGINT,
  height BIGINT,
  state TEXT NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'erasing')),
  created_at BIGINT NOT NULL,
  -- When a message first referred to it; from then on it is kept.
  used_at BIGINT,
  CHECK ((source_id IS NULL) <> (staff_id IS NULL)),
  CHECK (state = 'ready' OR used_at IS NULL)
);
-- What is counted and thrown away are files that nothing refers to; the others would only make the indexes long.
CREATE INDEX files_unused ON files (created_at) WHERE used_at IS NULL;
CREATE INDEX files_unused_of_source ON files (source_id) WHERE used_at IS NULL;
CREATE INDEX files_unused_of_staff ON files (staff_id) WHERE used_at IS NULL;

-- Where messages refer to files: whoever may read there may have them.
CREATE TABLE file_uses (
  file_id UUID NOT NULL REFERENCES files (id),
  enquiry_id UUID NOT NULL REFERENCES enquiries (id),
  PRIMARY KEY (file_id, enquiry_id)
);

-- Files that visitors sent by address and that are to be copied.
CREATE TABLE file_copies (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  message_id UUID PRIMARY KEY REFERENCES messages (id),
  room_id UUID NOT NULL REFERENCES rooms (id),
  source_id UUID NOT NULL REFERENCES sources (id),
  url TEXT NOT NULL,
  -- What its sender calls it.
  name TEXT,
  attempts BIGINT NOT NULL DEFAULT 0,
  -- When it is tried next; while somebody tries, when their time is up.
  due_at BIGINT NOT NULL
);
CREATE INDEX file_copies_due ON file_copies (due_at);
