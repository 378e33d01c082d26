-- Whether a partition still hangs on its parent, and whether an interrupted detach is pending.
-- $1 text: parent, $2 text: partition, both as the script writes them  -> pending bool
SELECT i.inhdetachpending::bool AS pending
FROM pg_catalog.pg_inherits AS i
WHERE i.inhparent = to_regclass($1) AND i.inhrelid = to_regclass($2)
