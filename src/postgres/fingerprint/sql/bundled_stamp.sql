-- What tells at a glance whether anything changed that the server or an extension brought along.
-- -> build text (the whole version), major int4, rows int8 (of the server's own), is_written bool (somebody wrote one of
--    them since the server was set up), has_members bool (of extensions that came later), stamp text (in one database the
--    same as long as nobody writes any of these rows)
WITH setup AS MATERIALIZED (
    -- See `bundled.sql`.
    SELECT t.last, pg_catalog.age(t.last::pg_catalog.text::pg_catalog.xid) AS age FROM (
        SELECT LEAST(
            (SELECT pg_catalog.max(w.xmin::pg_catalog.text::pg_catalog.int8) + 16 FROM pg_catalog.pg_rewrite AS w WHERE w.oid < 16384),
            (SELECT pg_catalog.min(b.xmin::pg_catalog.text::pg_catalog.int8) FROM pg_catalog.pg_database AS b WHERE b.xmin::pg_catalog.text::pg_catalog.int8 > 2)
        ) AS last
    ) AS t
), members AS MATERIALIZED (
    SELECT pg_catalog.array_agg(d.objid) AS oids
    FROM pg_catalog.pg_depend AS d
    WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype = 'e' AND d.objid >= 16384
), rows AS NOT MATERIALIZED (
    SELECT p.oid, p.xmin AS by FROM pg_catalog.pg_proc AS p
    UNION ALL
    SELECT t.oid, t.xmin FROM pg_catalog.pg_type AS t
    UNION ALL
    SELECT c.oid, c.xmin FROM pg_catalog.pg_class AS c
    UNION ALL
    SELECT o.oid, o.xmin FROM pg_catalog.pg_operator AS o
    UNION ALL
    SELECT o.oid, o.xmin FROM pg_catalog.pg_opclass AS o
    UNION ALL
    SELECT f.oid, f.xmin FROM pg_catalog.pg_opfamily AS f
    UNION ALL
    SELECT o.amopfamily, o.xmin FROM pg_catalog.pg_amop AS o
    UNION ALL
    SELECT p.amprocfamily, p.xmin FROM pg_catalog.pg_amproc AS p
    UNION ALL
    SELECT c.oid, c.xmin FROM pg_catalog.pg_ts_config AS c
    UNION ALL
    SELECT m.mapcfg, m.xmin FROM pg_catalog.pg_ts_config_map AS m
    UNION ALL
    SELECT d.oid, d.xmin FROM pg_catalog.pg_ts_dict AS d
    UNION ALL
    SELECT p.oid, p.xmin FROM pg_catalog.pg_ts_parser AS p
    UNION ALL
    SELECT t.oid, t.xmin FROM pg_catalog.pg_ts_template AS t
    UNION ALL
    SELECT c.oid, c.xmin FROM pg_catalog.pg_conversion AS c
    UNION ALL
    SELECT c.oid, c.xmin FROM pg_catalog.pg_cast AS c
    UNION ALL
    SELECT l.oid, l.xmin FROM pg_catalog.pg_language AS l
    UNION ALL
    SELECT m.oid, m.xmin FROM pg_catalog.pg_am AS m
    UNION ALL
    SELECT t.oid, t.xmin FROM pg_catalog.pg_transform AS t
    UNION ALL
    SELECT w.oid, w.xmin FROM pg_catalog.pg_foreign_data_wrapper AS w
    UNION ALL
    SELECT s.oid, s.xmin FROM pg_catalog.pg_foreign_server AS s
    UNION ALL
    SELECT v.oid, v.xmin FROM pg_catalog.pg_event_trigger AS v
    UNION ALL
    SELECT n.oid, n.xmin FROM pg_catalog.pg_namespace AS n WHERE n.nspname <> 'public'
    UNION ALL
    SELECT c.oid, c.xmin FROM pg_catalog.pg_collation AS c WHERE c.oid < 12000
    UNION ALL
    SELECT d.objoid, d.xmin FROM pg_catalog.pg_description AS d
    WHERE d.classoid <> 'pg_catalog.pg_namespace'::pg_catalog.regclass OR d.objoid <> 2200
    UNION ALL
    SELECT w.ev_class, w.xmin FROM pg_catalog.pg_rewrite AS w
    UNION ALL
    SELECT a.attrelid, a.xmin FROM pg_catalog.pg_attribute AS a WHERE a.attrelid >= 12000
    UNION ALL
    SELECT e.adrelid, e.xmin FROM pg_catalog.pg_attrdef AS e
    UNION ALL
    SELECT CASE WHEN k.contypid <> 0 THEN k.contypid ELSE k.conrelid END, k.xmin FROM pg_catalog.pg_constraint AS k
    UNION ALL
    SELECT i.indrelid, i.xmin FROM pg_catalog.pg_index AS i
    UNION ALL
    SELECT g.tgrelid, g.xmin FROM pg_catalog.pg_trigger AS g
    UNION ALL
    SELECT y.polrelid, y.xmin FROM pg_catalog.pg_policy AS y
    UNION ALL
    SELECT e.enumtypid, e.xmin FROM pg_catalog.pg_enum AS e
)
SELECT
    pg_catalog.version()::pg_catalog.text AS build,
    (pg_catalog.current_setting('server_version_num')::pg_catalog.int4 / 10000)::pg_catalog.int4 AS major,
    s.rows::pg_catalog.int8 AS rows,
    (COALESCE(s.newest > u.last, false) OR v.newest IS NOT NULL)::pg_catalog.bool AS is_written,
    (m.newest IS NOT NULL)::pg_catalog.bool AS has_members,
    pg_catalog.concat_ws(' ', s.rows, s.newest, m.rows, m.newest, v.rows, v.newest)::pg_catalog.text AS stamp
FROM setup AS u
-- Of rows that are as old as the server only the age is looked at: to write every number down takes half of the time.
CROSS JOIN LATERAL (
    SELECT
        pg_catalog.count(*) AS rows,
        pg_catalog.max(r.by::pg_catalog.text::pg_catalog.int8) FILTER (WHERE pg_catalog.age(r.by) < u.age) AS newest
    FROM rows AS r WHERE r.oid < 16384
) AS s
CROSS JOIN (
    SELECT pg_catalog.count(*) AS rows, pg_catalog.max(r.by::pg_catalog.text::pg_catalog.int8) AS newest
    FROM rows AS r WHERE r.oid = ANY (ARRAY(SELECT pg_catalog.unnest(m.oids) FROM members AS m)::pg_catalog.oid[])
) AS m
-- What somebody put into the schemas of the server.
CROSS JOIN (
    SELECT pg_catalog.count(*) AS rows, pg_catalog.max(p.xmin::pg_catalog.text::pg_catalog.int8) AS newest
    FROM pg_catalog.pg_proc AS p
    JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
    WHERE p.oid >= 16384 AND n.nspname IN ('pg_catalog', 'information_schema')
        AND p.oid <> ALL (ARRAY(SELECT pg_catalog.unnest(m.oids) FROM members AS m)::pg_catalog.oid[])
) AS v
