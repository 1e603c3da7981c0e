-- Which node holds a lane: when that node is gone, others need not wait for its lease to run out.

-- The key of the lock by which the node shows that it is there.
ALTER TABLE lanes ADD COLUMN claimed_by INTEGER;
