-- A second factor at sign-in. The secret is sealed; it counts from when a code of it was shown.
ALTER TABLE staff ADD COLUMN totp_offered BLOB;
ALTER TABLE staff ADD COLUMN totp_secret BLOB;
-- The step of the last code that was taken: each is good once.
ALTER TABLE staff ADD COLUMN totp_step INTEGER NOT NULL DEFAULT 0;

CREATE TABLE recovery_codes (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  staff_id BLOB NOT NULL REFERENCES staff (id),
  code_hash BLOB NOT NULL,
  PRIMARY KEY (staff_id, code_hash)
) STRICT, WITHOUT ROWID;
