-- How programs call the management API, each as the person who made it.
CREATE TABLE api_tokens (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  id BLOB PRIMARY KEY,
  staff_id BLOB NOT NULL REFERENCES staff (id),
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  -- A list of words.
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER
) STRICT;
CREATE INDEX api_tokens_by_workspace ON api_tokens (workspace_id, id);
CREATE INDEX api_tokens_by_staff ON api_tokens (staff_id);
