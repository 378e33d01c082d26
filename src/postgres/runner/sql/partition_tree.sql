-- Everything below a partitioned table, upper levels first. A partition on its way out is not part of it.
-- path: users
-- $1 oid: the table  -> oid oid, name text, quoted text (with its schema), kind text (leaf, branch, foreign)
WITH RECURSIVE tree (oid, depth) AS (
    SELECT i.inhrelid, 1 FROM pg_catalog.pg_inherits AS i
    WHERE i.inhparent OPERATOR(pg_catalog.=) $1 AND NOT i.inhdetachpending
    UNION ALL
    SELECT i.inhrelid, t.depth OPERATOR(pg_catalog.+) 1 FROM tree AS t
    JOIN pg_catalog.pg_inherits AS i ON i.inhparent OPERATOR(pg_catalog.=) t.oid AND NOT i.inhdetachpending
)
SELECT
    c.oid AS oid,
    c.relname::pg_catalog.text AS name,
    pg_catalog.format('%I.%I', n.nspname, c.relname)::pg_catalog.text AS quoted,
    CASE
        WHEN c.relkind OPERATOR(pg_catalog.=) 'p'::pg_catalog."char" THEN 'branch'
        WHEN c.relkind OPERATOR(pg_catalog.=) 'f'::pg_catalog."char" THEN 'foreign'
        ELSE 'leaf'
    END::pg_catalog.text AS kind
FROM tree AS t
JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) t.oid
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
ORDER BY t.depth, n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
