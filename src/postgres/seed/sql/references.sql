-- The foreign keys from some tables and to them, as statements make them; those that partitions have by their
-- parents stand behind these, the deepest first. Names are quoted, but for `name`.
-- $1 oid[]: the tables and their partitions
-- -> oid oid, root oid, relation oid, relation_name text, name text (bare), key_name text, definition text,
--    comment text (or null), refers oid, columns int2[], refers_to int2[], index oid, is_last bool (of or to a partitioned table, or of another table)
WITH RECURSIVE tree (oid, root, depth) AS (
    SELECT k.oid, k.oid, 0 -- noqa: AL08
    FROM pg_catalog.pg_constraint AS k
    WHERE k.contype = 'f' AND k.conparentid = 0 AND (k.conrelid = ANY ($1) OR k.confrelid = ANY ($1))
    UNION ALL
    SELECT k.oid, t.root, t.depth + 1
    FROM tree AS t
    JOIN pg_catalog.pg_constraint AS p ON p.oid = t.oid
    JOIN pg_catalog.pg_constraint AS k ON k.conparentid = t.oid AND k.conrelid <> p.conrelid
)
SELECT
    k.oid::pg_catalog.oid AS oid,
    t.root::pg_catalog.oid AS root,
    k.conrelid::pg_catalog.oid AS relation,
    pg_catalog.format('%I.%I', n.nspname, c.relname)::pg_catalog.text AS relation_name,
    k.conname::pg_catalog.text AS name,
    pg_catalog.quote_ident(k.conname)::pg_catalog.text AS key_name,
    COALESCE(pg_catalog.pg_get_constraintdef(k.oid), '')::pg_catalog.text AS definition,
    pg_catalog.obj_description(k.oid, 'pg_constraint')::pg_catalog.text AS comment,
    k.confrelid::pg_catalog.oid AS refers,
    k.conkey::pg_catalog.int2[] AS columns,
    k.confkey::pg_catalog.int2[] AS refers_to,
    k.conindid::pg_catalog.oid AS index,
    (c.relkind = 'p' OR f.relkind = 'p' OR NOT k.conrelid = ANY ($1))::pg_catalog.bool AS is_last
FROM tree AS t
JOIN pg_catalog.pg_constraint AS k ON k.oid = t.oid
JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_class AS f ON f.oid = k.confrelid
ORDER BY t.root, t.depth = 0 DESC, t.depth DESC, k.oid
