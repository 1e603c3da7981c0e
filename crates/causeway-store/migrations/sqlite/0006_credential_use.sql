-- Whether an old access token is still in use.

-- Written at most once a minute.
ALTER TABLE credentials ADD COLUMN last_used_at INTEGER;
