-- Everything below a partitioned table, upper levels first. A partition on its way out is not part of it.
-- $1 oid: the table  -> oid oid, name text, quoted text (with its schema), kind text (leaf, branch, foreign)
WITH RECURSIVE tree (oid, depth) AS (
    SELECT i.inhrelid, 1 FROM pg_catalog.pg_inherits AS i
    WHERE i.inhparent = $1 AND NOT i.inhdetachpending
    UNION ALL
    SELECT i.inhrelid, t.depth + 1 FROM tree AS t
    JOIN pg_catalog.pg_inherits AS i ON i.inhparent = t.oid AND NOT i.inhdetachpending
)
SELECT
    c.oid AS oid,
    c.relname::text AS name,
    format('%I.%I', n.nspname, c.relname)::text AS quoted,
    CASE c.relkind WHEN 'p' THEN 'branch' WHEN 'f' THEN 'foreign' ELSE 'leaf' END::text AS kind
FROM tree AS t
JOIN pg_catalog.pg_class AS c ON c.oid = t.oid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
ORDER BY t.depth, n.nspname COLLATE "C", c.relname COLLATE "C"
