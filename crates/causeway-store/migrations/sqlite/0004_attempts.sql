-- Requests to endpoints, kept to be looked at.

-- Requests that were made before the event was sent again: its schedule began anew then.
ALTER TABLE deliveries ADD COLUMN attempts_before INTEGER NOT NULL DEFAULT 0;
CREATE INDEX deliveries_by_source ON deliveries (source_id, id);
CREATE INDEX deliveries_failed ON deliveries (workspace_id, id) WHERE state = 'failed';

CREATE TABLE delivery_attempts (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  source_id BLOB NOT NULL REFERENCES sources (id),
  delivery_id BLOB NOT NULL REFERENCES deliveries (id),
  -- 1, 2, 3 … of the delivery.
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  -- Why the event did not arrive.
  reason TEXT,
  -- Request and answer, without anything secret.
  exchange TEXT NOT NULL,
  PRIMARY KEY (delivery_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_attempts_by_source ON delivery_attempts (source_id, at);
