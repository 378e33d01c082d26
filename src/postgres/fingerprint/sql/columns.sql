-- The columns of some tables and views, in no order.
-- $1 oid[]: the relations, no sequences
-- -> relation oid, name text, within text (the column that it is inherited from, or null), number int2, "type of"
--    oid, "collation of" oid; every other column is an aspect: text, null where it is as usual
SELECT
    a.attrelid::oid AS relation,
    quote_ident(a.attname)::text AS name,
    CASE WHEN NOT a.attislocal THEN
        'column ' || (
            SELECT h.inhparent::regclass::text FROM pg_catalog.pg_inherits AS h
            WHERE h.inhrelid = a.attrelid ORDER BY h.inhseqno LIMIT 1
        ) || '.' || quote_ident(a.attname)
    END::text AS within,
    format_type(a.atttypid, a.atttypmod)::text AS type,
    CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END::text AS collation,
    CASE WHEN a.attnotnull THEN 'yes' END::text AS "not null",
    -- A default names no column: without the relation the server need not open it, which is slow.
    CASE WHEN a.attgenerated = '' THEN pg_get_expr(e.adbin, 0) END::text AS "default",
    CASE WHEN a.attgenerated <> '' THEN
        CASE a.attgenerated WHEN 's' THEN 'stored ' ELSE 'virtual ' END || pg_get_expr(e.adbin, e.adrelid)
    END::text AS generated,
    CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END::text AS identity,
    CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage
        WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended'
    END END::text AS storage,
    CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END::text AS compression,
    NULLIF(a.attstattarget, -1)::text AS statistics,
    -- Not what the server counts for itself and leaves out of dumps: the same in no two databases.
    CASE WHEN a.attoptions IS NOT NULL THEN (
        SELECT string_agg(x, ', ' ORDER BY x COLLATE "C") FROM unnest(a.attoptions) AS x
        WHERE split_part(x, '=', 1) <> 'pg_attver'
    ) END::text AS options,
    CASE WHEN a.attfdwoptions IS NOT NULL THEN (
        SELECT string_agg(x, ', ' ORDER BY x COLLATE "C") FROM unnest(a.attfdwoptions) AS x
    ) END::text AS "foreign options",
    CASE WHEN a.attinhcount > 0 AND a.attislocal THEN 'and local' END::text AS inherited,
    a.attacl::text[] AS acl,
    CASE WHEN a.attacl IS NOT NULL THEN (
        SELECT makeaclitem(0, c.relowner, 'SELECT', false) FROM pg_catalog.pg_class AS c WHERE c.oid = a.attrelid
    ) END::text AS grantor,
    d.description::text AS comment,
    a.attnum::int2 AS number,
    a.atttypid::oid AS "type of",
    a.attcollation::oid AS "collation of"
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef AS e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
WHERE a.attrelid = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
