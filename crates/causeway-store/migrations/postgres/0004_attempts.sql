-- Requests to endpoints, kept to be looked at.

-- Requests that were made before the event was sent again: its schedule began anew then.
ALTER TABLE deliveries ADD COLUMN attempts_before BIGINT NOT NULL DEFAULT 0;
CREATE INDEX deliveries_by_source ON deliveries (source_id, id);
CREATE INDEX deliveries_failed ON deliveries (workspace_id, id) WHERE state = 'failed';

CREATE TABLE delivery_attempts (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  source_id UUID NOT NULL REFERENCES sources (id),
  delivery_id UUID NOT NULL REFERENCES deliveries (id),
  -- 1, 2, 3 … of the delivery.
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  duration_ms BIGINT NOT NULL,
  -- Why the event did not arrive.
  reason TEXT,
  -- Request and answer, without anything secret.
  exchange TEXT NOT NULL,
  PRIMARY KEY (delivery_id, number)
);
CREATE INDEX delivery_attempts_by_source ON delivery_attempts (source_id, at);
