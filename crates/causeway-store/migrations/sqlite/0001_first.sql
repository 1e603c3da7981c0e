-- Times are microseconds since 1970, ids 16 bytes, JSON is text. Every table leads with its workspace.

CREATE TABLE workspaces (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  -- How many enquiries were opened: the last number given.
  enquiry_count INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE staff (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  email TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'supervisor', 'agent')),
  password_hash TEXT NOT NULL,
  chosen TEXT NOT NULL CHECK (chosen IN ('active', 'busy', 'idle')),
  -- An open stream holds this ahead of the clock.
  connected_until INTEGER NOT NULL DEFAULT 0,
  -- Colleagues were told that this person is connected.
  online INTEGER NOT NULL DEFAULT 0 CHECK (online IN (0, 1)),
  time_zone TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- Kept for the names on old messages.
  removed_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX staff_by_email ON staff (email) WHERE removed_at IS NULL;
CREATE INDEX staff_by_workspace ON staff (workspace_id, id);
CREATE INDEX staff_by_connection ON staff (connected_until) WHERE online = 1;

CREATE TABLE sessions (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  staff_id BLOB NOT NULL REFERENCES staff (id),
  token_hash BLOB NOT NULL UNIQUE,
  user_agent TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_staff ON sessions (staff_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE service_groups (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (workspace_id, name)
) STRICT;

CREATE TABLE group_members (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  group_id BLOB NOT NULL REFERENCES service_groups (id) ON DELETE CASCADE,
  staff_id BLOB NOT NULL REFERENCES staff (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (group_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_members_by_staff ON group_members (staff_id);

CREATE TABLE sources (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  webhook_url TEXT,
  webhook_state TEXT NOT NULL CHECK (webhook_state IN ('healthy', 'failing', 'stopped', 'none')),
  -- Failed requests in a row.
  failures INTEGER NOT NULL DEFAULT 0,
  probe_at INTEGER,
  failure_reason TEXT,
  events TEXT NOT NULL,
  capabilities TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((webhook_url IS NULL) = (webhook_state = 'none')),
  UNIQUE (workspace_id, name)
) STRICT;

CREATE TABLE credentials (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  source_id BLOB NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('accessToken', 'signingSecret')),
  -- Access tokens are looked up by it; signing secrets have none.
  hash BLOB UNIQUE,
  sealed BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  -- Set when a newer one took over.
  expires_at INTEGER,
  CHECK ((hash IS NOT NULL) = (kind = 'accessToken'))
) STRICT;
CREATE INDEX credentials_by_source ON credentials (source_id, kind, created_at);

CREATE TABLE channels (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  source_id BLOB NOT NULL REFERENCES sources (id),
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'archived')),
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX channels_by_name ON channels (workspace_id, name) WHERE state <> 'archived';
CREATE UNIQUE INDEX channels_by_source ON channels (source_id) WHERE state <> 'archived';
CREATE INDEX channels_all_by_source ON channels (source_id);

CREATE TABLE visitors (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  source_id BLOB NOT NULL REFERENCES sources (id),
  external_id TEXT NOT NULL,
  profile TEXT NOT NULL,
  -- Name, ids and addresses in lower case, for finding people.
  search_text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (source_id, external_id)
) STRICT;

CREATE TABLE rooms (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  source_id BLOB NOT NULL REFERENCES sources (id),
  channel_id BLOB NOT NULL REFERENCES channels (id),
  visitor_id BLOB NOT NULL REFERENCES visitors (id),
  last_sequence INTEGER NOT NULL DEFAULT 0,
  -- Sequence up to which staff have read.
  read_up_to INTEGER NOT NULL DEFAULT 0,
  -- Deliveries ever owed: the last position given.
  delivery_count INTEGER NOT NULL DEFAULT 0,
  -- The enquiry that is not closed.
  enquiry_id BLOB,
  -- When the room has to be looked at again.
  due_at INTEGER,
  created_at INTEGER NOT NULL,
  UNIQUE (channel_id, visitor_id),
  CHECK (read_up_to <= last_sequence)
) STRICT;
CREATE INDEX rooms_by_due ON rooms (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX rooms_by_visitor ON rooms (visitor_id);

CREATE TABLE enquiries (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  room_id BLOB NOT NULL REFERENCES rooms (id),
  channel_id BLOB NOT NULL REFERENCES channels (id),
  number INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'ongoing', 'missed', 'followedUp', 'closed')),
  wait_until INTEGER,
  plan TEXT NOT NULL,
  tried INTEGER NOT NULL,
  owner_id BLOB REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  picked_up_at INTEGER,
  missed_at INTEGER,
  closed_at INTEGER,
  last_activity_at INTEGER NOT NULL,
  last_message_id BLOB,
  version INTEGER NOT NULL,
  UNIQUE (workspace_id, number),
  CHECK ((status = 'open') = (wait_until IS NOT NULL)),
  CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((status IN ('open', 'missed')) = (owner_id IS NULL)),
  CHECK (status NOT IN ('missed', 'followedUp') OR missed_at IS NOT NULL)
) STRICT;
CREATE INDEX enquiries_by_status ON enquiries (workspace_id, status, last_activity_at);
CREATE INDEX enquiries_by_activity ON enquiries (workspace_id, last_activity_at);
CREATE INDEX enquiries_by_owner ON enquiries (owner_id, status, last_activity_at);
CREATE INDEX enquiries_by_room ON enquiries (room_id);

CREATE TABLE enquiry_destinations (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  enquiry_id BLOB NOT NULL REFERENCES enquiries (id),
  group_id BLOB NOT NULL,
  tried_at INTEGER NOT NULL,
  PRIMARY KEY (enquiry_id, group_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE offers (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  enquiry_id BLOB NOT NULL REFERENCES enquiries (id),
  staff_id BLOB NOT NULL REFERENCES staff (id),
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (enquiry_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX offers_by_staff ON offers (staff_id);

CREATE TABLE messages (
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
  purpose TEXT CHECK (purpose IN ('reply', 'welcome', 'away', 'close')),
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
  UNIQUE (room_id, sequence),
  CHECK ((author_kind = 'staff') = (staff_id IS NOT NULL)),
  CHECK ((author_kind = 'visitor') = (delivery_state IS NULL)),
  CHECK ((author_kind = 'visitor') = (purpose IS NULL)),
  CHECK ((edited_at IS NULL) = (original_text IS NULL)),
  CHECK (author_kind <> 'visitor' OR (external_id IS NOT NULL AND fingerprint IS NOT NULL))
) STRICT;
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
CREATE INDEX deliveries_due ON deliveries (room_id, position) WHERE state = 'due';
CREATE INDEX deliveries_by_attempt ON deliveries (source_id, last_attempt_at) WHERE last_attempt_at IS NOT NULL;
CREATE INDEX deliveries_failures ON deliveries (source_id, last_attempt_at) WHERE last_reason IS NOT NULL;

-- One row for each room that ever owed its source anything: what workers claim.
CREATE TABLE lanes (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  room_id BLOB PRIMARY KEY REFERENCES rooms (id),
  source_id BLOB NOT NULL REFERENCES sources (id),
  pending INTEGER NOT NULL CHECK (pending >= 0),
  due_at INTEGER NOT NULL,
  -- A worker holds the lane until then; 0 when nobody does.
  lease_until INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX lanes_due ON lanes (source_id, due_at) WHERE pending > 0;
CREATE INDEX lanes_leased ON lanes (source_id, lease_until) WHERE lease_until > 0;

-- What staff screens follow.
CREATE TABLE events (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  data TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_age ON events (at);

CREATE TABLE audit_log (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  at INTEGER NOT NULL,
  staff_id BLOB NOT NULL REFERENCES staff (id),
  action TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;
CREATE INDEX audit_log_by_time ON audit_log (workspace_id, at);
