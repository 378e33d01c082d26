-- The columns of some tables and views, in no order.
-- $1 oid[]: the relations, no sequences
-- -> relation oid, name text, within text (the column that it is inherited from, or null), number int2, "type of"
--    oid, "collation of" oid; every other column is an aspect: text, null where it is as usual
SELECT
    a.attrelid::pg_catalog.oid AS relation,
    pg_catalog.quote_ident(a.attname)::pg_catalog.text AS name,
    CASE WHEN NOT a.attislocal THEN
        'column ' || (
            SELECT h.inhparent::pg_catalog.regclass::pg_catalog.text FROM pg_catalog.pg_inherits AS h
            WHERE h.inhrelid = a.attrelid ORDER BY h.inhseqno LIMIT 1
        ) || '.' || pg_catalog.quote_ident(a.attname)
    END::pg_catalog.text AS within,
    pg_catalog.format_type(a.atttypid, a.atttypmod)::pg_catalog.text AS type,
    CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::pg_catalog.regcollation::pg_catalog.text END::pg_catalog.text AS collation,
    CASE WHEN a.attnotnull THEN 'yes' END::pg_catalog.text AS "not null",
    -- A default names no column: without the relation the server need not open it, which is slow.
    CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(e.adbin, 0) END::pg_catalog.text AS "default",
    CASE WHEN a.attgenerated <> '' THEN
        CASE a.attgenerated WHEN 's' THEN 'stored ' ELSE 'virtual ' END || pg_catalog.pg_get_expr(e.adbin, e.adrelid)
    END::pg_catalog.text AS generated,
    CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END::pg_catalog.text AS identity,
    CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage
        WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended'
    END END::pg_catalog.text AS storage,
    CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END::pg_catalog.text AS compression,
    NULLIF(a.attstattarget, -1)::pg_catalog.text AS statistics,
    -- Not what the server counts for itself and leaves out of dumps: the same in no two databases.
    CASE WHEN a.attoptions IS NOT NULL THEN (
        SELECT pg_catalog.string_agg(x, ', ' ORDER BY x COLLATE pg_catalog."C") FROM pg_catalog.unnest(a.attoptions) AS x
        WHERE pg_catalog.split_part(x, '=', 1) <> 'pg_attver'
    ) END::pg_catalog.text AS options,
    CASE WHEN a.attfdwoptions IS NOT NULL THEN (
        SELECT pg_catalog.string_agg(x, ', ' ORDER BY x COLLATE pg_catalog."C") FROM pg_catalog.unnest(a.attfdwoptions) AS x
    ) END::pg_catalog.text AS "foreign options",
    CASE WHEN a.attinhcount > 0 AND a.attislocal THEN 'and local' END::pg_catalog.text AS inherited,
    a.attacl::pg_catalog.text[] AS acl,
    CASE WHEN a.attacl IS NOT NULL THEN (
        SELECT pg_catalog.makeaclitem(0, c.relowner, 'SELECT', false) FROM pg_catalog.pg_class AS c WHERE c.oid = a.attrelid
    ) END::pg_catalog.text AS grantor,
    d.description::pg_catalog.text AS comment,
    a.attnum::pg_catalog.int2 AS number,
    a.atttypid::pg_catalog.oid AS "type of",
    a.attcollation::pg_catalog.oid AS "collation of"
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef AS e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
WHERE a.attrelid = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
