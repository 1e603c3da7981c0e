-- Everything that routing, the enquiry's life and presence remember.

ALTER TABLE workspaces ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
ALTER TABLE workspaces ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- Use of any device holds this ahead of the clock; past it the person is idle.
ALTER TABLE staff ADD COLUMN used_until BIGINT NOT NULL DEFAULT 0;
-- Colleagues were told that this person is idle.
ALTER TABLE staff ADD COLUMN idle BOOLEAN NOT NULL DEFAULT FALSE;
-- When they last took or finished an enquiry.
ALTER TABLE staff ADD COLUMN last_enquiry_at BIGINT;
UPDATE staff SET chosen = 'active' WHERE chosen = 'idle';

-- Who picked up the last enquiry that was put to the group.
ALTER TABLE service_groups ADD COLUMN last_picked_id UUID REFERENCES staff (id);

-- How many enquiries came to each percentage of the rule, by its JSON pointer, since the rule was last changed.
ALTER TABLE channels ADD COLUMN draws TEXT NOT NULL DEFAULT '{}';

ALTER TABLE visitors ADD COLUMN blocked_at BIGINT;

-- Who wrote to the visitor first, and until when an answer comes to them.
ALTER TABLE rooms ADD COLUMN engaged_id UUID REFERENCES staff (id);
ALTER TABLE rooms ADD COLUMN engaged_until BIGINT;

-- Who is being looked for, while the enquiry is open or being transferred. While it is open, wait_until repeats a part of it.
ALTER TABLE enquiries ADD COLUMN search TEXT;
-- The service groups that it was ever put to.
ALTER TABLE enquiries ADD COLUMN destinations TEXT NOT NULL DEFAULT '[]';
ALTER TABLE enquiries ADD COLUMN participants TEXT NOT NULL DEFAULT '[]';
ALTER TABLE enquiries ADD COLUMN snoozed_until BIGINT;
-- When visitor or staff last said something, or it was handed on.
ALTER TABLE enquiries ADD COLUMN quiet_since BIGINT NOT NULL DEFAULT 0;
-- When the visitor was told that it will close.
ALTER TABLE enquiries ADD COLUMN warned_at BIGINT;
UPDATE enquiries SET quiet_since = last_activity_at,
  destinations = (SELECT coalesce(json_agg(value), '[]')::text
    FROM json_array_elements_text(plan::json) WITH ORDINALITY AS tried_one (value, place) WHERE place <= tried);
UPDATE enquiries SET search = json_build_object('plan', plan::json, 'tried', tried, 'waitUntil', wait_until,
    'declined', '[]'::json, 'rung', NULL, 'transfer', NULL)::text
  WHERE status = 'open';
ALTER TABLE enquiries DROP COLUMN plan;
ALTER TABLE enquiries DROP COLUMN tried;

-- The few of many in which somebody is looked for.
CREATE INDEX enquiries_searching ON enquiries (workspace_id, last_activity_at) WHERE search IS NOT NULL;

CREATE TABLE enquiry_traces (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  enquiry_id UUID NOT NULL REFERENCES enquiries (id),
  -- The enquiry's version that came with it.
  version BIGINT NOT NULL,
  entries TEXT NOT NULL,
  PRIMARY KEY (enquiry_id, version)
);

CREATE TABLE labels (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  colour TEXT NOT NULL CHECK (colour IN ('grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink')),
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  UNIQUE (workspace_id, name)
);

CREATE TABLE enquiry_labels (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  enquiry_id UUID NOT NULL REFERENCES enquiries (id),
  label_id UUID NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
  PRIMARY KEY (enquiry_id, label_id)
);
CREATE INDEX enquiry_labels_by_label ON enquiry_labels (label_id);

CREATE TABLE canned_responses (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  -- Whose; nobody's: everybody's.
  owner_id UUID REFERENCES staff (id),
  key TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX canned_responses_shared_key ON canned_responses (workspace_id, key) WHERE owner_id IS NULL;
CREATE UNIQUE INDEX canned_responses_own_key ON canned_responses (owner_id, key) WHERE owner_id IS NOT NULL;

-- To whom a visitor's next enquiry on the channel goes first.
CREATE TABLE sticky_bindings (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  channel_id UUID NOT NULL REFERENCES channels (id),
  visitor_id UUID NOT NULL REFERENCES visitors (id),
  staff_id UUID NOT NULL REFERENCES staff (id),
  bound_at BIGINT NOT NULL,
  -- Follows the channel's setting; nothing: never.
  expires_at BIGINT,
  UNIQUE (channel_id, visitor_id)
);
CREATE INDEX sticky_bindings_by_staff ON sticky_bindings (staff_id);
CREATE INDEX sticky_bindings_by_workspace ON sticky_bindings (workspace_id, id);

-- What the subject was called then.
ALTER TABLE audit_log ADD COLUMN subject_name TEXT NOT NULL DEFAULT '';

ALTER TABLE messages ADD COLUMN private BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE messages DROP CONSTRAINT messages_purpose_check;
ALTER TABLE messages ADD CONSTRAINT messages_purpose_check
  CHECK (purpose IN ('reply', 'welcome', 'away', 'close', 'autoCloseWarning'));
ALTER TABLE messages DROP CONSTRAINT messages_check1;
ALTER TABLE messages ADD CONSTRAINT messages_check1
  CHECK ((author_kind = 'visitor' OR private) = (delivery_state IS NULL));
ALTER TABLE messages DROP CONSTRAINT messages_check2;
ALTER TABLE messages ADD CONSTRAINT messages_check2
  CHECK ((author_kind = 'visitor' OR private) = (purpose IS NULL));
ALTER TABLE messages ADD CONSTRAINT messages_private_check CHECK (NOT private OR author_kind = 'staff');
