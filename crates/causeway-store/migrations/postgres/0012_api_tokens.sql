-- How programs call the management API, each as the person who made it.
CREATE TABLE api_tokens (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID PRIMARY KEY,
  staff_id UUID NOT NULL REFERENCES staff (id),
  name TEXT NOT NULL,
  token_hash BYTEA NOT NULL UNIQUE,
  -- A list of words.
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  last_used_at BIGINT
);
CREATE INDEX api_tokens_by_workspace ON api_tokens (workspace_id, id);
CREATE INDEX api_tokens_by_staff ON api_tokens (staff_id);
