-- A source that only archived channels used can be removed; its row stays for their enquiries.
ALTER TABLE sources ADD COLUMN removed_at INTEGER;
