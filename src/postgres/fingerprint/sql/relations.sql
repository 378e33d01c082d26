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
    WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
)
SELECT
    c.oid::oid AS relation,
    CASE c.relkind
        WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
        WHEN 'S' THEN 'sequence' ELSE 'table'
    END::text AS kind,
    (quote_ident(n.nspname) || '.' || quote_ident(c.relname))::text AS name,
    ('column ' || o.owner::regclass::text || '.' || quote_ident(o.attname))::text AS within,
    quote_ident(pg_get_userbyid(c.relowner))::text AS owner,
    CASE c.relpersistence WHEN 'u' THEN 'unlogged' END::text AS persistence,
    NULLIF(m.amname, 'heap')::text AS "access method",
    quote_ident(s.spcname)::text AS tablespace,
    CASE WHEN c.reloptions IS NOT NULL THEN (
        SELECT string_agg(x, ', ' ORDER BY x COLLATE "C") FROM unnest(c.reloptions) AS x
    ) END::text AS options,
    CASE WHEN t.reloptions IS NOT NULL THEN (
        SELECT string_agg(x, ', ' ORDER BY x COLLATE "C") FROM unnest(t.reloptions) AS x
    ) END::text AS "toast options",
    NULLIF(c.reloftype, 0)::regtype::text AS "of type",
    CASE WHEN c.relispartition THEN h.parents END::text AS "partition of",
    pg_get_expr(c.relpartbound, 0)::text AS bound,
    CASE WHEN h.pending THEN 'begun' END::text AS detaching,
    CASE WHEN NOT c.relispartition THEN h.parents END::text AS inherits,
    CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END::text AS "partitioned by",
    CASE WHEN c.relrowsecurity THEN 'enabled' END::text AS "row security",
    CASE WHEN c.relforcerowsecurity THEN 'forced' END::text AS "row security of the owner",
    CASE WHEN c.relkind IN ('r', 'p') THEN CASE c.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' END END::text
        AS "replica identity",
    CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END::text AS definition,
    CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN 'no' END::text AS populated,
    quote_ident(g.srvname)::text AS server,
    CASE WHEN f.ftoptions IS NOT NULL THEN (
        SELECT string_agg(x, ', ' ORDER BY x COLLATE "C") FROM unnest(f.ftoptions) AS x
    ) END::text AS "foreign options",
    CASE WHEN o.is_identity THEN 'identity' WHEN o.oid IS NOT NULL THEN 'yes' END::text AS owned,
    format_type(q.seqtypid, NULL)::text AS type,
    q.seqstart::text AS start,
    q.seqincrement::text AS increment,
    q.seqmin::text AS minimum,
    q.seqmax::text AS maximum,
    q.seqcache::text AS cache,
    CASE WHEN q.seqcycle THEN 'yes' END::text AS cycle,
    c.relacl::text[] AS acl,
    CASE WHEN c.relacl IS NOT NULL THEN acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner) END::text[] AS usual,
    CASE WHEN c.relacl IS NOT NULL THEN makeaclitem(0, c.relowner, 'SELECT', false) END::text AS grantor,
    d.description::text AS comment
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
    ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
LEFT JOIN (
    SELECT inhrelid, string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) AS parents, bool_or(inhdetachpending) AS pending
    FROM pg_catalog.pg_inherits GROUP BY inhrelid
) AS h ON h.inhrelid = c.oid
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relpersistence <> 't'
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND c.oid NOT IN (SELECT own.oid FROM own)
    AND (o.owner IS NULL OR o.owner NOT IN (SELECT own.oid FROM own))
    AND c.oid NOT IN (
        SELECT e.objid FROM pg_catalog.pg_depend AS e
        WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e'
    )
