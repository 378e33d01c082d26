-- Whether a partition is still attached to its parent, and whether an interrupted detach is pending.
-- path: users
-- $1 text: parent, $2 text: partition, both as the script writes them  -> pending bool
SELECT i.inhdetachpending::pg_catalog.bool AS pending
FROM pg_catalog.pg_inherits AS i
WHERE i.inhparent OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)::pg_catalog.oid
    AND i.inhrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($2)::pg_catalog.oid
