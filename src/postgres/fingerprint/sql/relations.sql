-- Tables, views and sequences that neither the system, nor an extension, nor this program made.
-- $1 text[]: the schemas that may hold our own tables, $2 text[]: what those are called
-- -> relation oid, kind text, name text, within text (the object that it comes and goes with, or null); every
--    column behind them is an aspect: text, null where it is as usual
WITH own AS MATERIALIZED (
    SELECT c.oid FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND c.relname = ANY ($2) AND n.nspname = ANY ($1)
), owned AS MATERIALIZED (
    SELECT d.objid AS oid, d.refobjid AS owner, d.deptype = 'i' AS is_identity, a.attname
    FROM pg_catalog.pg_depend AS d
    JOIN pg_catalog.pg_class AS q ON q.oid = d.objid AND q.relkind = 'S'
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i')
)
SELECT
    c.oid::pg_catalog.oid AS relation,
    CASE c.relkind
        WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
        WHEN 'S' THEN 'sequence' ELSE 'table'
    END::pg_catalog.text AS kind,
    (pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname))::pg_catalog.text AS name,
    ('column ' || o.owner::pg_catalog.regclass::pg_catalog.text || '.' || pg_catalog.quote_ident(o.attname))::pg_catalog.text AS within,
    pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.relowner))::pg_catalog.text AS owner,
    CASE c.relpersistence WHEN 'u' THEN 'unlogged' END::pg_catalog.text AS persistence,
    NULLIF(m.amname, 'heap')::pg_catalog.text AS "access method",
    pg_catalog.quote_ident(s.spcname)::pg_catalog.text AS tablespace,
    CASE WHEN c.reloptions IS NOT NULL THEN (
        SELECT pg_catalog.string_agg(x, ', ' ORDER BY x COLLATE pg_catalog."C") FROM pg_catalog.unnest(c.reloptions) AS x
    ) END::pg_catalog.text AS options,
    CASE WHEN t.reloptions IS NOT NULL THEN (
        SELECT pg_catalog.string_agg(x, ', ' ORDER BY x COLLATE pg_catalog."C") FROM pg_catalog.unnest(t.reloptions) AS x
    ) END::pg_catalog.text AS "toast options",
    NULLIF(c.reloftype, 0)::pg_catalog.regtype::pg_catalog.text AS "of type",
    CASE WHEN c.relispartition THEN h.parents END::pg_catalog.text AS "partition of",
    pg_catalog.pg_get_expr(c.relpartbound, 0)::pg_catalog.text AS bound,
    CASE WHEN h.pending THEN 'begun' END::pg_catalog.text AS detaching,
    CASE WHEN NOT c.relispartition THEN h.parents END::pg_catalog.text AS inherits,
    CASE c.relkind WHEN 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END::pg_catalog.text AS "partitioned by",
    CASE WHEN c.relrowsecurity THEN 'enabled' END::pg_catalog.text AS "row security",
    CASE WHEN c.relforcerowsecurity THEN 'forced' END::pg_catalog.text AS "row security of the owner",
    CASE WHEN c.relkind IN ('r', 'p') THEN CASE c.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' END END::pg_catalog.text
        AS "replica identity",
    CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END::pg_catalog.text AS definition,
    CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN 'no' END::pg_catalog.text AS populated,
    pg_catalog.quote_ident(g.srvname)::pg_catalog.text AS server,
    CASE WHEN f.ftoptions IS NOT NULL THEN (
        SELECT pg_catalog.string_agg(x, ', ' ORDER BY x COLLATE pg_catalog."C") FROM pg_catalog.unnest(f.ftoptions) AS x
    ) END::pg_catalog.text AS "foreign options",
    CASE WHEN o.is_identity THEN 'identity' WHEN o.oid IS NOT NULL THEN 'yes' END::pg_catalog.text AS owned,
    pg_catalog.format_type(q.seqtypid, NULL)::pg_catalog.text AS type,
    q.seqstart::pg_catalog.text AS start,
    q.seqincrement::pg_catalog.text AS increment,
    q.seqmin::pg_catalog.text AS minimum,
    q.seqmax::pg_catalog.text AS maximum,
    q.seqcache::pg_catalog.text AS cache,
    CASE WHEN q.seqcycle THEN 'yes' END::pg_catalog.text AS cycle,
    c.relacl::pg_catalog.text[] AS acl,
    CASE WHEN c.relacl IS NOT NULL THEN pg_catalog.acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::pg_catalog."char", c.relowner) END::pg_catalog.text[] AS usual,
    CASE WHEN c.relacl IS NOT NULL THEN pg_catalog.makeaclitem(0, c.relowner, 'SELECT', false) END::pg_catalog.text AS grantor,
    d.description::pg_catalog.text AS comment
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN owned AS o ON o.oid = c.oid
LEFT JOIN pg_catalog.pg_am AS m ON m.oid = c.relam
LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_class AS t ON t.oid = c.reltoastrelid
LEFT JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = c.oid
LEFT JOIN pg_catalog.pg_foreign_table AS f ON f.ftrelid = c.oid
LEFT JOIN pg_catalog.pg_foreign_server AS g ON g.oid = f.ftserver
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objoid = c.oid AND d.objsubid = 0
LEFT JOIN (
    SELECT inhrelid, pg_catalog.string_agg(inhparent::pg_catalog.regclass::pg_catalog.text, ', ' ORDER BY inhseqno) AS parents, pg_catalog.bool_or(inhdetachpending) AS pending
    FROM pg_catalog.pg_inherits GROUP BY inhrelid
) AS h ON h.inhrelid = c.oid
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relpersistence <> 't'
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND c.oid NOT IN (SELECT own.oid FROM own)
    AND (o.owner IS NULL OR o.owner NOT IN (SELECT own.oid FROM own))
    AND c.oid NOT IN (
        SELECT e.objid FROM pg_catalog.pg_depend AS e
        WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.deptype = 'e'
    )
