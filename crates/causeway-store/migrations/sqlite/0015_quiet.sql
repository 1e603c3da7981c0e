-- The pause that an endpoint asked for by Retry-After: nothing brings the next attempt forward before it is over. 0: it asked
-- for none.
ALTER TABLE lanes ADD COLUMN quiet_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN quiet_until INTEGER NOT NULL DEFAULT 0;
