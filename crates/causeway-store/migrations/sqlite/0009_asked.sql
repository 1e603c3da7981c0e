-- Who was asked by themselves: they may follow up what they missed, and their supervisors see it.

-- The same twice, as with destinations: for decisions, and to be searched.
ALTER TABLE enquiries ADD COLUMN asked TEXT NOT NULL DEFAULT '[]';
CREATE TABLE enquiry_asked (
  workspace_id BLOB NOT NULL REFERENCES workspaces (id),
  enquiry_id BLOB NOT NULL REFERENCES enquiries (id),
  staff_id BLOB NOT NULL REFERENCES staff (id),
  PRIMARY KEY (enquiry_id, staff_id)
) STRICT, WITHOUT ROWID;
