-- Times are microseconds since 1970, ids uuid, JSON is text. Every table leads with its workspace.

CREATE TABLE workspaces (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  -- How many enquiries were opened: the last number given.
  enquiry_count BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL
);

CREATE TABLE staff (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  email TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'supervisor', 'agent')),
  password_hash TEXT NOT NULL,
  chosen TEXT NOT NULL CHECK (chosen IN ('active', 'busy', 'idle')),
  -- An open stream holds this ahead of the clock.
  connected_until BIGINT NOT NULL DEFAULT 0,
  -- Colleagues were told that this person is connected.
  online BOOLEAN NOT NULL DEFAULT FALSE,
  time_zone TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  -- Kept for the names on old messages.
  removed_at BIGINT,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX staff_by_email ON staff (email) WHERE removed_at IS NULL;
CREATE INDEX staff_by_workspace ON staff (workspace_id, id);
CREATE INDEX staff_by_connection ON staff (connected_until) WHERE online;

CREATE TABLE sessions (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  staff_id UUID NOT NULL REFERENCES staff (id),
  token_hash BYTEA NOT NULL UNIQUE,
  user_agent TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_staff ON sessions (staff_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE service_groups (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  UNIQUE (workspace_id, name)
);

CREATE TABLE group_members (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  group_id UUID NOT NULL REFERENCES service_groups (id) ON DELETE CASCADE,
  staff_id UUID NOT NULL REFERENCES staff (id),
  position BIGINT NOT NULL,
  PRIMARY KEY (group_id, staff_id)
);
CREATE INDEX group_members_by_staff ON group_members (staff_id);

CREATE TABLE sources (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  webhook_url TEXT,
  webhook_state TEXT NOT NULL CHECK (webhook_state IN ('healthy', 'failing', 'stopped', 'none')),
  -- Failed requests in a row.
  failures BIGINT NOT NULL DEFAULT 0,
  probe_at BIGINT,
  failure_reason TEXT,
  events TEXT NOT NULL,
  capabilities TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  CHECK ((webhook_url IS NULL) = (webhook_state = 'none')),
  UNIQUE (workspace_id, name)
);

CREATE TABLE credentials (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  source_id UUID NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('accessToken', 'signingSecret')),
  -- Access tokens are looked up by it; signing secrets have none.
  hash BYTEA UNIQUE,
  sealed BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  -- Set when a newer one took over.
  expires_at BIGINT,
  CHECK ((hash IS NOT NULL) = (kind = 'accessToken'))
);
CREATE INDEX credentials_by_source ON credentials (source_id, kind, created_at);

CREATE TABLE channels (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  source_id UUID NOT NULL REFERENCES sources (id),
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'archived')),
  settings TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX channels_by_name ON channels (workspace_id, name) WHERE state <> 'archived';
CREATE UNIQUE INDEX channels_by_source ON channels (source_id) WHERE state <> 'archived';
CREATE INDEX channels_all_by_source ON channels (source_id);

CREATE TABLE visitors (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  source_id UUID NOT NULL REFERENCES sources (id),
  external_id TEXT NOT NULL,
  profile TEXT NOT NULL,
  -- Name, ids and addresses in lower case, for finding people.
  search_text TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (source_id, external_id)
);

CREATE TABLE rooms (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  source_id UUID NOT NULL REFERENCES sources (id),
  channel_id UUID NOT NULL REFERENCES channels (id),
  visitor_id UUID NOT NULL REFERENCES visitors (id),
  last_sequence BIGINT NOT NULL DEFAULT 0,
  -- Sequence up to which staff have read.
  read_up_to BIGINT NOT NULL DEFAULT 0,
  -- Deliveries ever owed: the last position given.
  delivery_count BIGINT NOT NULL DEFAULT 0,
  -- The enquiry that is not closed.
  enquiry_id UUID,
  -- When the room has to be looked at again.
  due_at BIGINT,
  created_at BIGINT NOT NULL,
  UNIQUE (channel_id, visitor_id),
  CHECK (read_up_to <= last_sequence)
);
CREATE INDEX rooms_by_due ON rooms (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX rooms_by_visitor ON rooms (visitor_id);

CREATE TABLE enquiries (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  room_id UUID NOT NULL REFERENCES rooms (id),
  channel_id UUID NOT NULL REFERENCES channels (id),
  number BIGINT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'ongoing', 'missed', 'followedUp', 'closed')),
  wait_until BIGINT,
  plan TEXT NOT NULL,
  tried BIGINT NOT NULL,
  owner_id UUID REFERENCES staff (id),
  created_at BIGINT NOT NULL,
  picked_up_at BIGINT,
  missed_at BIGINT,
  closed_at BIGINT,
  last_activity_at BIGINT NOT NULL,
  last_message_id UUID,
  version BIGINT NOT NULL,
  UNIQUE (workspace_id, number),
  CHECK ((status = 'open') = (wait_until IS NOT NULL)),
  CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((status IN ('open', 'missed')) = (owner_id IS NULL)),
  CHECK (status NOT IN ('missed', 'followedUp') OR missed_at IS NOT NULL)
);
CREATE INDEX enquiries_by_status ON enquiries (workspace_id, status, last_activity_at);
CREATE INDEX enquiries_by_activity ON enquiries (workspace_id, last_activity_at);
CREATE INDEX enquiries_by_owner ON enquiries (owner_id, status, last_activity_at);
CREATE INDEX enquiries_by_room ON enquiries (room_id);

CREATE TABLE enquiry_destinations (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  enquiry_id UUID NOT NULL REFERENCES enquiries (id),
  group_id UUID NOT NULL,
  tried_at BIGINT NOT NULL,
  PRIMARY KEY (enquiry_id, group_id)
);

CREATE TABLE offers (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  enquiry_id UUID NOT NULL REFERENCES enquiries (id),
  staff_id UUID NOT NULL REFERENCES staff (id),
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (enquiry_id, staff_id)
);
CREATE INDEX offers_by_staff ON offers (staff_id);

CREATE TABLE messages (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  source_id UUID NOT NULL REFERENCES sources (id),
  room_id UUID NOT NULL REFERENCES rooms (id),
  enquiry_id UUID NOT NULL REFERENCES enquiries (id),
  sequence BIGINT NOT NULL CHECK (sequence > 0),
  content TEXT NOT NULL,
  author_kind TEXT NOT NULL CHECK (author_kind IN ('visitor', 'staff', 'system')),
  staff_id UUID REFERENCES staff (id),
  author_name TEXT,
  display_name TEXT,
  purpose TEXT CHECK (purpose IN ('reply', 'welcome', 'away', 'close')),
  reply_to TEXT,
  external_id TEXT,
  client_id TEXT,
  created_at BIGINT NOT NULL,
  sent_at BIGINT,
  fingerprint BYTEA,
  edited_at BIGINT,
  original_text TEXT,
  deleted_at BIGINT,
  delivery_state TEXT CHECK (delivery_state IN ('queued', 'sent', 'failed', 'delivered', 'read')),
  attempts BIGINT NOT NULL DEFAULT 0,
  next_attempt_at BIGINT,
  delivery_reason TEXT,
  UNIQUE (room_id, sequence),
  CHECK ((author_kind = 'staff') = (staff_id IS NOT NULL)),
  CHECK ((author_kind = 'visitor') = (delivery_state IS NULL)),
  CHECK ((author_kind = 'visitor') = (purpose IS NULL)),
  CHECK ((edited_at IS NULL) = (original_text IS NULL)),
  CHECK (author_kind <> 'visitor' OR (external_id IS NOT NULL AND fingerprint IS NOT NULL))
);
CREATE UNIQUE INDEX messages_incoming ON messages (source_id, external_id) WHERE author_kind = 'visitor';
CREATE INDEX messages_outgoing ON messages (source_id, external_id)
  WHERE author_kind <> 'visitor' AND external_id IS NOT NULL;
CREATE UNIQUE INDEX messages_by_client_id ON messages (room_id, client_id) WHERE client_id IS NOT NULL;

CREATE TABLE deliveries (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  source_id UUID NOT NULL REFERENCES sources (id),
  room_id UUID NOT NULL REFERENCES rooms (id),
  enquiry_id UUID,
  message_id UUID REFERENCES messages (id),
  -- Place in the room's lane: 1, 2, 3 …
  position BIGINT NOT NULL,
  event TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'failed')),
  attempts BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  first_attempt_at BIGINT,
  last_attempt_at BIGINT,
  last_status BIGINT,
  last_reason TEXT,
  UNIQUE (room_id, position)
);
CREATE INDEX deliveries_due ON deliveries (room_id, position) WHERE state = 'due';
CREATE INDEX deliveries_by_attempt ON deliveries (source_id, last_attempt_at) WHERE last_attempt_at IS NOT NULL;
CREATE INDEX deliveries_failures ON deliveries (source_id, last_attempt_at) WHERE last_reason IS NOT NULL;

-- One row for each room that ever owed its source anything: what workers claim.
CREATE TABLE lanes (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  room_id UUID PRIMARY KEY REFERENCES rooms (id),
  source_id UUID NOT NULL REFERENCES sources (id),
  pending BIGINT NOT NULL CHECK (pending >= 0),
  due_at BIGINT NOT NULL,
  -- A worker holds the lane until then; 0 when nobody does.
  lease_until BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX lanes_due ON lanes (source_id, due_at) WHERE pending > 0;
CREATE INDEX lanes_leased ON lanes (source_id, lease_until) WHERE lease_until > 0;

-- What staff screens follow. Numbers are not in the order of commits here: `event.rs` says how readers cope.
CREATE TABLE events (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at BIGINT NOT NULL,
  data TEXT NOT NULL
);
CREATE INDEX events_by_age ON events (at);

CREATE TABLE audit_log (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  at BIGINT NOT NULL,
  staff_id UUID NOT NULL REFERENCES staff (id),
  action TEXT NOT NULL,
  subject TEXT NOT NULL
);
CREATE INDEX audit_log_by_time ON audit_log (workspace_id, at);
