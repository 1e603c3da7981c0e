-- Chatbots: destinations that answer by themselves until they hand over.
CREATE TABLE chatbots (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  webhook_url TEXT NOT NULL,
  webhook_state TEXT NOT NULL CHECK (webhook_state IN ('healthy', 'failing', 'stopped')),
  -- Failed requests in a row.
  failures INTEGER NOT NULL DEFAULT 0,
  probe_at INTEGER,
  failure_reason TEXT,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (workspace_id, name)
) STRICT;

CREATE TABLE chatbot_secrets (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  chatbot_id BLOB NOT NULL REFERENCES chatbots (id) ON DELETE CASCADE,
  sealed BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  -- Set when a newer one took over.
  expires_at INTEGER
) STRICT;
CREATE INDEX chatbot_secrets_by_chatbot ON chatbot_secrets (chatbot_id, created_at);

-- The answer that a chatbot owes in a room. It goes with the search that it is a part of, so it may outlive its chatbot for a
-- moment.
CREATE TABLE turns (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  room_id BLOB PRIMARY KEY REFERENCES rooms (id),
  id BLOB NOT NULL UNIQUE,
  chatbot_id BLOB NOT NULL,
  enquiry_id BLOB NOT NULL REFERENCES enquiries (id),
  -- What was said last, by its place in the room.
  up_to INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  -- When whoever is next is asked.
  answer_by INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  -- Until then somebody is at it; 0: nobody.
  lease_until INTEGER NOT NULL DEFAULT 0,
  claimed_by INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX turns_by_chatbot ON turns (chatbot_id, due_at);
CREATE INDEX turns_due ON turns (due_at);
CREATE INDEX turns_leased ON turns (lease_until) WHERE lease_until > 0;

-- The chatbot that was asked last.
ALTER TABLE enquiries ADD COLUMN chatbot_id BLOB;
-- One is asked now: nobody of the staff is waited for.
ALTER TABLE enquiries ADD COLUMN talking INTEGER NOT NULL DEFAULT 0 CHECK (talking IN (0, 1));
-- Who says it, where a chatbot does; it may be removed since.
ALTER TABLE messages ADD COLUMN chatbot_id BLOB;

-- Chatbots speak, and leave notes. See 0007 for how a check is changed.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(sql,
    'author_kind IN (''visitor'', ''staff'', ''system'')', 'author_kind IN (''visitor'', ''staff'', ''system'', ''bot'')'),
    '''autoCloseWarning'')', '''autoCloseWarning'', ''bot'')'),
    'CHECK (private = 0 OR author_kind = ''staff'')', 'CHECK (private = 0 OR author_kind IN (''staff'', ''bot''))')
  WHERE type = 'table' AND name = 'messages';
PRAGMA writable_schema = RESET;
