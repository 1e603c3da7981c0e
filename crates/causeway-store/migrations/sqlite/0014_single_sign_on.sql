-- The identity provider of a workspace, by which its people sign in (OpenID Connect).
CREATE TABLE single_sign_on (
  workspace_id BLOB PRIMARY KEY REFERENCES workspaces (id),
  -- What stands on the button.
  name TEXT NOT NULL,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  -- Sealed.
  client_secret BLOB,
  passwords TEXT NOT NULL CHECK (passwords IN ('allowed', 'administrators')),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Who of the staff is whom to the provider.
CREATE TABLE single_sign_on_links (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  staff_id BLOB PRIMARY KEY REFERENCES staff (id),
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  UNIQUE (workspace_id, issuer, subject)
) STRICT;
