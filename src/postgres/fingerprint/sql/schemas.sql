-- What stands above and beside schemas: the database, its schemas, extensions, event triggers, default rights.
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    'database'::text AS kind,
    NULL::text AS name,
    NULL::text AS within,
    NULL::text AS owner,
    NULL::text AS version,
    NULL::text AS schema,
    NULL::text AS definition,
    NULL::text AS fires,
    (
        SELECT string_agg(
            CASE s.setrole WHEN 0 THEN '' ELSE quote_ident(pg_get_userbyid(s.setrole)) || ': ' END || x, E'\n'
            ORDER BY s.setrole <> 0, pg_get_userbyid(s.setrole) COLLATE "C", x COLLATE "C"
        )
        FROM pg_catalog.pg_db_role_setting AS s
        CROSS JOIN unnest(s.setconfig) AS x
        WHERE s.setdatabase = b.oid
    )::text AS settings,
    b.datacl::text[] AS acl,
    CASE WHEN b.datacl IS NOT NULL THEN acldefault('d', b.datdba) END::text[] AS usual,
    CASE WHEN b.datacl IS NOT NULL THEN makeaclitem(0, b.datdba, 'SELECT', false) END::text AS grantor,
    -- What the server says about the first database of a cluster, which is as good as any other.
    NULLIF(d.description, 'default administrative connection database')::text AS comment
FROM pg_catalog.pg_database AS b
LEFT JOIN pg_catalog.pg_shdescription AS d ON d.classoid = 'pg_database'::regclass AND d.objoid = b.oid
WHERE b.datname = current_database()
UNION ALL
SELECT
    'schema', quote_ident(n.nspname), NULL,
    -- Before version 15 the role that the cluster was made with owns `public`, whatever it is called.
    CASE WHEN n.oid >= 16384 OR n.nspowner <> 10 THEN quote_ident(pg_get_userbyid(n.nspowner)) END, NULL, NULL, NULL, NULL, NULL,
    n.nspacl::text[],
    CASE WHEN n.nspacl IS NOT NULL THEN acldefault('n', n.nspowner) END::text[],
    CASE WHEN n.nspacl IS NOT NULL THEN makeaclitem(0, n.nspowner, 'SELECT', false) END::text,
    d.description
FROM pg_catalog.pg_namespace AS n
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_namespace'::regclass AND d.objoid = n.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e'
    )
UNION ALL
SELECT
    -- Without its owner, as in dumps: nothing changes that, and it is another one where an administrator made it before.
    'extension', quote_ident(x.extname), NULL, NULL, x.extversion, x.extnamespace::regnamespace::text, NULL, NULL, NULL, NULL, NULL, NULL, d.description
FROM pg_catalog.pg_extension AS x
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_extension'::regclass AND d.objoid = x.oid AND d.objsubid = 0
UNION ALL
SELECT
    'event trigger', quote_ident(v.evtname), NULL, quote_ident(pg_get_userbyid(v.evtowner)), NULL, NULL,
    concat_ws(' ', 'on', v.evtevent, 'for ' || array_to_string(v.evttags, ', '), 'execute', v.evtfoid::regprocedure),
    CASE v.evtenabled WHEN 'D' THEN 'never' WHEN 'R' THEN 'on replicas' WHEN 'A' THEN 'always' END,
    NULL, NULL, NULL, NULL, d.description
FROM pg_catalog.pg_event_trigger AS v
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_event_trigger'::regclass AND d.objoid = v.oid AND d.objsubid = 0
WHERE NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = 'pg_event_trigger'::regclass AND e.objid = v.oid AND e.deptype = 'e'
)
UNION ALL
-- All of them are told, the owner's own, too: these say what the rights of new objects are.
SELECT
    'default rights',
    concat_ws(
        ' ', 'of', quote_ident(pg_get_userbyid(a.defaclrole)), 'in ' || NULLIF(a.defaclnamespace, 0)::regnamespace::text, 'on',
        CASE a.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
            WHEN 'n' THEN 'schemas' ELSE a.defaclobjtype::text END
    ),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    a.defaclacl::text[], NULL, makeaclitem(0, a.defaclrole, 'SELECT', false)::text, NULL
FROM pg_catalog.pg_default_acl AS a
UNION ALL
-- Rights that somebody changed on what the system or an extension brought along, whichever role that belongs to here.
SELECT
    'rights', 'on ' || o.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL, o.acl::text[], o.usual::text[],
    makeaclitem(0, o.owner, 'SELECT', false)::text, NULL
FROM (
    SELECT m.name, m.acl, COALESCE(i.initprivs, m.usual) AS usual, m.owner FROM (
        SELECT 'function ' || p.oid::regprocedure AS name, p.tableoid AS class, p.oid, p.proacl AS acl,
            acldefault('f', p.proowner) AS usual, p.proowner AS owner
        FROM pg_catalog.pg_proc AS p WHERE p.proacl IS NOT NULL
        UNION ALL
        -- What the information schema gives to everybody (information_schema.sql) is not among the first rights.
        SELECT 'relation ' || c.oid::regclass, c.tableoid, c.oid, c.relacl,
            acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)
            || CASE WHEN c.oid < 16384 AND c.relnamespace = 'information_schema'::regnamespace
                AND c.relname !~ '^_pg_' AND c.relname NOT IN ('sql_parts', 'transforms')
                THEN ARRAY[makeaclitem(0, c.relowner, 'SELECT', false)] ELSE '{}' END,
            c.relowner
        FROM pg_catalog.pg_class AS c
        WHERE c.relacl IS NOT NULL AND (c.oid < 16384 OR c.oid IN (
            SELECT e.objid FROM pg_catalog.pg_depend AS e
            WHERE e.refclassid = 'pg_extension'::regclass AND e.classid = 'pg_class'::regclass AND e.deptype = 'e'
        ))
        UNION ALL
        SELECT 'schema ' || quote_ident(n.nspname), n.tableoid, n.oid, n.nspacl,
            acldefault('n', n.nspowner)
            || CASE WHEN n.nspname = 'information_schema' THEN ARRAY[makeaclitem(0, n.nspowner, 'USAGE', false)] ELSE '{}' END,
            n.nspowner
        FROM pg_catalog.pg_namespace AS n WHERE n.nspacl IS NOT NULL
        UNION ALL
        SELECT 'language ' || quote_ident(l.lanname), l.tableoid, l.oid, l.lanacl, acldefault('l', l.lanowner), l.lanowner
        FROM pg_catalog.pg_language AS l WHERE l.lanacl IS NOT NULL
    ) AS m
    LEFT JOIN pg_catalog.pg_init_privs AS i ON i.classoid = m.class AND i.objoid = m.oid AND i.objsubid = 0
    WHERE m.acl IS DISTINCT FROM COALESCE(i.initprivs, m.usual) AND (
        (m.class, m.oid) IN (
            SELECT e.classid, e.objid FROM pg_catalog.pg_depend AS e
            WHERE e.refclassid = 'pg_extension'::regclass AND e.deptype = 'e'
        )
        -- Of the system, but for the schema `public`, which is told like any other.
        OR m.oid < 16384 AND m.name <> 'schema public'
    )
) AS o
WHERE NOT (o.acl @> o.usual AND o.usual @> o.acl)
