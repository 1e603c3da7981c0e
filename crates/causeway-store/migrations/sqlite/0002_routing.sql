-- Everything that routing, the enquiry's life and presence remember.

ALTER TABLE workspaces ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
ALTER TABLE workspaces ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- Use of any device holds this ahead of the clock; past it the person is idle.
ALTER TABLE staff ADD COLUMN used_until INTEGER NOT NULL DEFAULT 0;
-- Colleagues were told that this person is idle.
ALTER TABLE staff ADD COLUMN idle INTEGER NOT NULL DEFAULT 0 CHECK (idle IN (0, 1));
-- When they last took or finished an enquiry.
ALTER TABLE staff ADD COLUMN last_enquiry_at INTEGER;
UPDATE staff SET chosen = 'active' WHERE chosen = 'idle';

-- Who picked up the last enquiry that was put to the group.
ALTER TABLE service_groups ADD COLUMN last_picked_id BLOB REFERENCES staff (id);

-- How many enquiries came to each percentage of the rule, by its JSON pointer, since the rule was last changed.
ALTER TABLE channels ADD COLUMN draws TEXT NOT NULL DEFAULT '{}';

ALTER TABLE visitors ADD COLUMN blocked_at INTEGER;

-- Who wrote to the visitor first, and until when an answer comes to them.
ALTER TABLE rooms ADD COLUMN engaged_id BLOB REFERENCES staff (id);
ALTER TABLE rooms ADD COLUMN engaged_until INTEGER;

-- Who is being looked for, while the enquiry is open or being transferred. While it is open, wait_until repeats a part of it.
ALTER TABLE enquiries ADD COLUMN search TEXT;
-- The service groups that it was ever put to.
ALTER TABLE enquiries ADD COLUMN destinations TEXT NOT NULL DEFAULT '[]';
ALTER TABLE enquiries ADD COLUMN participants TEXT NOT NULL DEFAULT '[]';
ALTER TABLE enquiries ADD COLUMN snoozed_until INTEGER;
-- When visitor or staff last said something, or it was handed on.
ALTER TABLE enquiries ADD COLUMN quiet_since INTEGER NOT NULL DEFAULT 0;
-- When the visitor was told that it will close.
ALTER TABLE enquiries ADD COLUMN warned_at INTEGER;
UPDATE enquiries SET quiet_since = last_activity_at,
  destinations = (SELECT json_group_array(value) FROM json_each(plan) WHERE key < tried);
UPDATE enquiries SET search = json_object('plan', json(plan), 'tried', tried, 'waitUntil', wait_until,
    'declined', json('[]'), 'rung', NULL, 'transfer', NULL)
  WHERE status = 'open';
ALTER TABLE enquiries DROP COLUMN plan;
ALTER TABLE enquiries DROP COLUMN tried;

-- The few of many in which somebody is looked for.
CREATE INDEX enquiries_searching ON enquiries (workspace_id, last_activity_at) WHERE search IS NOT NULL;

CREATE TABLE enquiry_traces (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  enquiry_id BLOB NOT NULL REFERENCES enquiries (id),
  -- The enquiry's version that came with it.
  version INTEGER NOT NULL,
  entries TEXT NOT NULL,
  PRIMARY KEY (enquiry_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE labels (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  colour TEXT NOT NULL CHECK (colour IN ('grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink')),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (workspace_id, name)
) STRICT;

CREATE TABLE enquiry_labels (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  enquiry_id BLOB NOT NULL REFERENCES enquiries (id),
  label_id BLOB NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
  PRIMARY KEY (enquiry_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX enquiry_labels_by_label ON enquiry_labels (label_id);

CREATE TABLE canned_responses (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  -- Whose; nobody's: everybody's.
  owner_id BLOB REFERENCES staff (id),
  key TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX canned_responses_shared_key ON canned_responses (workspace_id, key) WHERE owner_id IS NULL;
CREATE UNIQUE INDEX canned_responses_own_key ON canned_responses (owner_id, key) WHERE owner_id IS NOT NULL;

-- To whom a visitor's next enquiry on the channel goes first.
CREATE TABLE sticky_bindings (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  channel_id BLOB NOT NULL REFERENCES channels (id),
  visitor_id BLOB NOT NULL REFERENCES visitors (id),
  staff_id BLOB NOT NULL REFERENCES staff (id),
  bound_at INTEGER NOT NULL,
  -- Follows the channel's setting; nothing: never.
  expires_at INTEGER,
  UNIQUE (channel_id, visitor_id)
) STRICT;
CREATE INDEX sticky_bindings_by_staff ON sticky_bindings (staff_id);
CREATE INDEX sticky_bindings_by_workspace ON sticky_bindings (workspace_id, id);

-- What the subject was called then.
ALTER TABLE audit_log ADD COLUMN subject_name TEXT NOT NULL DEFAULT '';

-- SQLite can't change a table's checks: messages and what refers to them are made anew.
CREATE TABLE deliveries_kept AS SELECT * FROM deliveries;
DROP TABLE deliveries;
CREATE TABLE messages_new (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  source_id BLOB NOT NULL REFERENCES sources (id),
  room_id BLOB NOT NULL REFERENCES rooms (id),
  enquiry_id BLOB NOT NULL REFERENCES enquiries (id),
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  content TEXT NOT NULL,
  author_kind TEXT NOT NULL CHECK (author_kind IN ('visitor', 'staff', 'system')),
  staff_id BLOB REFERENCES staff (id),
  author_name TEXT,
  display_name TEXT,
  purpose TEXT CHECK (purpose IN ('reply', 'welcome', 'away', 'close', 'autoCloseWarning')),
  reply_to TEXT,
  external_id TEXT,
  client_id TEXT,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  fingerprint BLOB,
  edited_at INTEGER,
  original_text TEXT,
  deleted_at INTEGER,
  delivery_state TEXT CHECK (delivery_state IN ('queued', 'sent', 'failed', 'delivered', 'read')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER,
  delivery_reason TEXT,
  -- A note among staff.
  private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
  UNIQUE (room_id, sequence),
  CHECK ((author_kind = 'staff') = (staff_id IS NOT NULL)),
  CHECK ((author_kind = 'visitor' OR private = 1) = (delivery_state IS NULL)),
  CHECK ((author_kind = 'visitor' OR private = 1) = (purpose IS NULL)),
  CHECK ((edited_at IS NULL) = (original_text IS NULL)),
  CHECK (private = 0 OR author_kind = 'staff'),
  CHECK (author_kind <> 'visitor' OR (external_id IS NOT NULL AND fingerprint IS NOT NULL))
) STRICT;
INSERT INTO messages_new (workspace_id, id, source_id, room_id, enquiry_id, sequence, content, author_kind, staff_id, author_name, display_name, purpose, reply_to, external_id, client_id, created_at, sent_at, fingerprint, edited_at, original_text, deleted_at, delivery_state, attempts, next_attempt_at, delivery_reason)
  SELECT workspace_id, id, source_id, room_id, enquiry_id, sequence, content, author_kind, staff_id, author_name, display_name, purpose, reply_to, external_id, client_id, created_at, sent_at, fingerprint, edited_at, original_text, deleted_at, delivery_state, attempts, next_attempt_at, delivery_reason FROM messages;
DROP TABLE messages;
ALTER TABLE messages_new RENAME TO messages;
CREATE UNIQUE INDEX messages_incoming ON messages (source_id, external_id) WHERE author_kind = 'visitor';
CREATE INDEX messages_outgoing ON messages (source_id, external_id)
  WHERE author_kind <> 'visitor' AND external_id IS NOT NULL;
CREATE UNIQUE INDEX messages_by_client_id ON messages (room_id, client_id) WHERE client_id IS NOT NULL;

CREATE TABLE deliveries (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  source_id BLOB NOT NULL REFERENCES sources (id),
  room_id BLOB NOT NULL REFERENCES rooms (id),
  enquiry_id BLOB,
  message_id BLOB REFERENCES messages (id),
  -- Place in the room's lane: 1, 2, 3 …
  position INTEGER NOT NULL,
  event TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  first_attempt_at INTEGER,
  last_attempt_at INTEGER,
  last_status INTEGER,
  last_reason TEXT,
  UNIQUE (room_id, position)
) STRICT;
INSERT INTO deliveries SELECT workspace_id, id, source_id, room_id, enquiry_id, message_id, position, event, body, state, attempts, created_at, first_attempt_at, last_attempt_at, last_status, last_reason FROM deliveries_kept;
DROP TABLE deliveries_kept;
CREATE INDEX deliveries_due ON deliveries (room_id, position) WHERE state = 'due';
CREATE INDEX deliveries_by_attempt ON deliveries (source_id, last_attempt_at) WHERE last_attempt_at IS NOT NULL;
CREATE INDEX deliveries_failures ON deliveries (source_id, last_attempt_at) WHERE last_reason IS NOT NULL;
