-- Past conversations that were imported.

-- An enquiry that was over before it came here has nobody who handled it.
ALTER TABLE enquiries DROP CONSTRAINT enquiries_check2;
ALTER TABLE enquiries ADD CONSTRAINT enquiries_check2
  CHECK (status = 'closed' OR (status IN ('open', 'missed')) = (owner_id IS NULL));

-- It was said elsewhere, before. What goes out of such is said by 'system' here, which has no id of staff.
ALTER TABLE messages ADD COLUMN imported BOOLEAN NOT NULL DEFAULT FALSE;
