-- The partitions of a table that its index still waits for: without one attached to it, or partitioned
-- themselves with one that is not valid. Foreign tables and partitions on their way out are not waited for.
-- $1 oid: the table, $2 text: its index, quoted with its schema
-- -> oid oid, name text, quoted text (with its schema), kind text (leaf, branch), attached text (the index,
--    quoted with its schema, or null)
SELECT
    c.oid AS oid,
    c.relname::text AS name,
    format('%I.%I', n.nspname, c.relname)::text AS quoted,
    CASE c.relkind WHEN 'p' THEN 'branch' ELSE 'leaf' END::text AS kind,
    a.attached
FROM pg_catalog.pg_inherits AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.inhrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN LATERAL (
    SELECT format('%I.%I', xn.nspname, xc.relname)::text AS attached, x.indisvalid AS valid
    FROM pg_catalog.pg_inherits AS xi
    JOIN pg_catalog.pg_index AS x ON x.indexrelid = xi.inhrelid
    JOIN pg_catalog.pg_class AS xc ON xc.oid = x.indexrelid
    JOIN pg_catalog.pg_namespace AS xn ON xn.oid = xc.relnamespace
    WHERE xi.inhparent = to_regclass($2) AND x.indrelid = c.oid
) AS a ON true
WHERE i.inhparent = $1 AND NOT i.inhdetachpending AND c.relkind <> 'f'
    AND (a.attached IS NULL OR (c.relkind = 'p' AND NOT a.valid))
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
