-- Chatbots: destinations that answer by themselves until they hand over.
CREATE TABLE chatbots (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  webhook_url TEXT NOT NULL,
  webhook_state TEXT NOT NULL CHECK (webhook_state IN ('healthy', 'failing', 'stopped')),
  -- Failed requests in a row.
  failures BIGINT NOT NULL DEFAULT 0,
  probe_at BIGINT,
  failure_reason TEXT,
  settings TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  UNIQUE (workspace_id, name)
);

CREATE TABLE chatbot_secrets (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  chatbot_id UUID NOT NULL REFERENCES chatbots (id) ON DELETE CASCADE,
  sealed BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  -- Set when a newer one took over.
  expires_at BIGINT
);
CREATE INDEX chatbot_secrets_by_chatbot ON chatbot_secrets (chatbot_id, created_at);

-- The answer that a chatbot owes in a room. It goes with the search that it is a part of, so it may outlive its chatbot for a
-- moment.
CREATE TABLE turns (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  room_id UUID PRIMARY KEY REFERENCES rooms (id),
  id UUID NOT NULL UNIQUE,
  chatbot_id UUID NOT NULL,
  enquiry_id UUID NOT NULL REFERENCES enquiries (id),
  -- What was said last, by its place in the room.
  up_to BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  -- When whoever is next is asked.
  answer_by BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  -- Until then somebody is at it; 0: nobody.
  lease_until BIGINT NOT NULL DEFAULT 0,
  claimed_by BIGINT
);
CREATE INDEX turns_by_chatbot ON turns (chatbot_id, due_at);
CREATE INDEX turns_due ON turns (due_at);
CREATE INDEX turns_leased ON turns (lease_until) WHERE lease_until > 0;

-- The chatbot that was asked last.
ALTER TABLE enquiries ADD COLUMN chatbot_id UUID;
-- One is asked now: nobody of the staff is waited for.
ALTER TABLE enquiries ADD COLUMN talking BOOLEAN NOT NULL DEFAULT FALSE;
-- Who says it, where a chatbot does; it may be removed since.
ALTER TABLE messages ADD COLUMN chatbot_id UUID;

-- Chatbots speak, and leave notes. The checks only widen, so what is there need not be read.
ALTER TABLE messages DROP CONSTRAINT messages_author_kind_check;
ALTER TABLE messages ADD CONSTRAINT messages_author_kind_check
  CHECK (author_kind IN ('visitor', 'staff', 'system', 'bot')) NOT VALID;
ALTER TABLE messages DROP CONSTRAINT messages_purpose_check;
ALTER TABLE messages ADD CONSTRAINT messages_purpose_check
  CHECK (purpose IN ('reply', 'welcome', 'away', 'close', 'autoCloseWarning', 'bot')) NOT VALID;
ALTER TABLE messages DROP CONSTRAINT messages_private_check;
ALTER TABLE messages ADD CONSTRAINT messages_private_check CHECK (NOT private OR author_kind IN ('staff', 'bot')) NOT VALID;
