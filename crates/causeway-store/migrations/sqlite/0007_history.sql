-- Past conversations that were imported.

-- An enquiry that was over before it came here has nobody who handled it. A check is only words in the schema, so it is
-- changed there (https://www.sqlite.org/lang_altertable.html#otheralter); the next statement makes other connections read
-- the schema anew.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK ((status IN (''open'', ''missed'')) = (owner_id IS NULL))',
    'CHECK (status = ''closed'' OR (status IN (''open'', ''missed'')) = (owner_id IS NULL))')
  WHERE type = 'table' AND name = 'enquiries';
PRAGMA writable_schema = RESET;

-- It was said elsewhere, before. What goes out of such is said by 'system' here, which has no id of staff.
ALTER TABLE messages ADD COLUMN imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1));
