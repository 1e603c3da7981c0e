-- Reading events instead of getting them.

-- Events of a source that were ever numbered for its readers.
ALTER TABLE sources ADD COLUMN outbox_count BIGINT NOT NULL DEFAULT 0;
-- Its place among the events that the source reads; given when it is first read, so sources with a webhook have none.
ALTER TABLE deliveries ADD COLUMN outbox_seq BIGINT;
CREATE INDEX deliveries_outbox ON deliveries (source_id, outbox_seq) WHERE outbox_seq IS NOT NULL AND state = 'due';
