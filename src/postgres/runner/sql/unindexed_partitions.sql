-- The partitions of a table that its index still waits for: without one attached to it, or partitioned
-- themselves with one that is not valid. Foreign tables and partitions on their way out are not waited for.
-- path: users
-- $1 oid: the table, $2 text: its index, quoted with its schema
-- -> oid oid, name text, quoted text (with its schema), kind text (leaf, branch), attached text (the index,
--    quoted with its schema, or null)
SELECT
    c.oid AS oid,
    c.relname::pg_catalog.text AS name,
    pg_catalog.format('%I.%I', n.nspname, c.relname)::pg_catalog.text AS quoted,
    CASE WHEN c.relkind OPERATOR(pg_catalog.=) 'p'::pg_catalog."char" THEN 'branch' ELSE 'leaf' END::pg_catalog.text AS kind,
    a.attached
FROM pg_catalog.pg_inherits AS i
JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) i.inhrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
LEFT JOIN LATERAL (
    SELECT
        pg_catalog.format('%I.%I', xn.nspname, xc.relname)::pg_catalog.text AS attached,
        x.indisvalid AS valid
    FROM pg_catalog.pg_inherits AS xi
    JOIN pg_catalog.pg_index AS x ON x.indexrelid OPERATOR(pg_catalog.=) xi.inhrelid
    JOIN pg_catalog.pg_class AS xc ON xc.oid OPERATOR(pg_catalog.=) x.indexrelid
    JOIN pg_catalog.pg_namespace AS xn ON xn.oid OPERATOR(pg_catalog.=) xc.relnamespace
    WHERE xi.inhparent OPERATOR(pg_catalog.=) pg_catalog.to_regclass($2)::pg_catalog.oid
        AND x.indrelid OPERATOR(pg_catalog.=) c.oid
) AS a ON true
WHERE i.inhparent OPERATOR(pg_catalog.=) $1 AND NOT i.inhdetachpending
    AND c.relkind OPERATOR(pg_catalog.<>) 'f'::pg_catalog."char"
    AND (a.attached IS NULL OR (c.relkind OPERATOR(pg_catalog.=) 'p'::pg_catalog."char" AND NOT a.valid))
ORDER BY n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
