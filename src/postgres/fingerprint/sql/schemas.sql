-- What stands above and beside schemas: the database, its schemas, extensions, event triggers, default rights.
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    'database'::pg_catalog.text AS kind,
    NULL::pg_catalog.text AS name,
    NULL::pg_catalog.text AS within,
    NULL::pg_catalog.text AS owner,
    NULL::pg_catalog.text AS version,
    NULL::pg_catalog.text AS schema,
    CASE WHEN b.datconnlimit > -1 THEN 'connection limit ' || b.datconnlimit END::pg_catalog.text AS definition,
    NULL::pg_catalog.text AS fires,
    (
        SELECT pg_catalog.string_agg(
            CASE s.setrole WHEN 0 THEN '' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(s.setrole)) || ': ' END || x, E'\n'
            ORDER BY s.setrole <> 0, pg_catalog.pg_get_userbyid(s.setrole) COLLATE pg_catalog."C", x COLLATE pg_catalog."C"
        )
        FROM pg_catalog.pg_db_role_setting AS s
        CROSS JOIN pg_catalog.unnest(s.setconfig) AS x
        WHERE s.setdatabase = b.oid
    )::pg_catalog.text AS settings,
    b.datacl::pg_catalog.text[] AS acl,
    CASE WHEN b.datacl IS NOT NULL THEN pg_catalog.acldefault('d', b.datdba) END::pg_catalog.text[] AS usual,
    CASE WHEN b.datacl IS NOT NULL THEN pg_catalog.makeaclitem(0, b.datdba, 'SELECT', false) END::pg_catalog.text AS grantor,
    -- What the server says about the first database of a cluster, which is as good as any other.
    NULLIF(d.description, 'default administrative connection database')::pg_catalog.text AS comment
FROM pg_catalog.pg_database AS b
LEFT JOIN pg_catalog.pg_shdescription AS d ON d.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass AND d.objoid = b.oid
WHERE b.datname = pg_catalog.current_database()
UNION ALL
SELECT
    'schema', pg_catalog.quote_ident(n.nspname), NULL,
    -- Before version 15 the role that the cluster was made with owns `public`, whatever it is called.
    CASE WHEN n.oid >= 16384 OR n.nspowner <> 10 THEN pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(n.nspowner)) END, NULL, NULL, NULL, NULL, NULL,
    n.nspacl::pg_catalog.text[],
    CASE WHEN n.nspacl IS NOT NULL THEN pg_catalog.acldefault('n', n.nspowner) END::pg_catalog.text[],
    CASE WHEN n.nspacl IS NOT NULL THEN pg_catalog.makeaclitem(0, n.nspowner, 'SELECT', false) END::pg_catalog.text,
    d.description
FROM pg_catalog.pg_namespace AS n
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.objoid = n.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND e.objid = n.oid AND e.deptype = 'e'
    )
UNION ALL
SELECT
    -- Without its owner, as in dumps: nothing changes that, and it is another one where an administrator made it before.
    'extension', pg_catalog.quote_ident(x.extname), NULL, NULL, x.extversion, x.extnamespace::pg_catalog.regnamespace::pg_catalog.text, NULL, NULL, NULL, NULL, NULL, NULL, d.description
FROM pg_catalog.pg_extension AS x
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.objoid = x.oid AND d.objsubid = 0
UNION ALL
SELECT
    'event trigger', pg_catalog.quote_ident(v.evtname), NULL, pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(v.evtowner)), NULL, NULL,
    pg_catalog.concat_ws(' ', 'on', v.evtevent, 'for ' || pg_catalog.array_to_string(v.evttags, ', '), 'execute', v.evtfoid::pg_catalog.regprocedure),
    CASE v.evtenabled WHEN 'D' THEN 'never' WHEN 'R' THEN 'on replicas' WHEN 'A' THEN 'always' END,
    NULL, NULL, NULL, NULL, d.description
FROM pg_catalog.pg_event_trigger AS v
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass AND d.objoid = v.oid AND d.objsubid = 0
WHERE NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass AND e.objid = v.oid AND e.deptype = 'e'
)
UNION ALL
-- All of them are returned, the owner's own as well: these say what the rights of new objects are.
SELECT
    'default rights',
    pg_catalog.concat_ws(
        ' ', 'of', pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.defaclrole)), 'in ' || NULLIF(a.defaclnamespace, 0)::pg_catalog.regnamespace::pg_catalog.text, 'on',
        CASE a.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
            WHEN 'n' THEN 'schemas' ELSE a.defaclobjtype::pg_catalog.text END
    ),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    a.defaclacl::pg_catalog.text[], NULL, pg_catalog.makeaclitem(0, a.defaclrole, 'SELECT', false)::pg_catalog.text, NULL
FROM pg_catalog.pg_default_acl AS a
UNION ALL
-- Rights that somebody changed on what the system or an extension brought along, whichever role that belongs to here.
SELECT
    'rights', 'on ' || o.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL, o.acl::pg_catalog.text[], o.usual::pg_catalog.text[],
    pg_catalog.makeaclitem(0, o.owner, 'SELECT', false)::pg_catalog.text, NULL
FROM (
    SELECT m.name, m.acl, COALESCE(i.initprivs, m.usual) AS usual, m.owner FROM (
        SELECT 'function ' || p.oid::pg_catalog.regprocedure AS name, p.tableoid AS class, p.oid, 0 AS part, p.proacl AS acl,
            pg_catalog.acldefault('f', p.proowner) AS usual, p.proowner AS owner
        FROM pg_catalog.pg_proc AS p WHERE p.proacl IS NOT NULL
        UNION ALL
        -- What the information schema gives to everybody (information_schema.sql) is not among the first rights.
        SELECT 'relation ' || c.oid::pg_catalog.regclass, c.tableoid, c.oid, 0, c.relacl,
            pg_catalog.acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::pg_catalog."char", c.relowner)
            || CASE WHEN c.oid < 16384 AND c.relnamespace = 'information_schema'::pg_catalog.regnamespace
                AND c.relname !~ '^_pg_' AND c.relname NOT IN ('sql_parts', 'transforms')
                THEN ARRAY[pg_catalog.makeaclitem(0, c.relowner, 'SELECT', false)] ELSE '{}' END,
            c.relowner
        FROM pg_catalog.pg_class AS c
        WHERE c.relacl IS NOT NULL AND (c.oid < 16384 OR c.oid IN (
            SELECT e.objid FROM pg_catalog.pg_depend AS e
            WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.deptype = 'e'
        ))
        UNION ALL
        SELECT 'column ' || c.oid::pg_catalog.regclass || '.' || pg_catalog.quote_ident(a.attname), c.tableoid, c.oid, a.attnum, a.attacl, '{}', c.relowner
        FROM pg_catalog.pg_attribute AS a
        JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
        WHERE a.attacl IS NOT NULL AND (a.attrelid < 16384 OR a.attrelid = ANY (ARRAY(
            SELECT e.objid FROM pg_catalog.pg_depend AS e
            WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.deptype = 'e'
        )))
        UNION ALL
        SELECT 'schema ' || pg_catalog.quote_ident(n.nspname), n.tableoid, n.oid, 0, n.nspacl,
            pg_catalog.acldefault('n', n.nspowner)
            || CASE WHEN n.nspname = 'information_schema' THEN ARRAY[pg_catalog.makeaclitem(0, n.nspowner, 'USAGE', false)] ELSE '{}' END,
            n.nspowner
        FROM pg_catalog.pg_namespace AS n WHERE n.nspacl IS NOT NULL
        UNION ALL
        SELECT 'language ' || pg_catalog.quote_ident(l.lanname), l.tableoid, l.oid, 0, l.lanacl, pg_catalog.acldefault('l', l.lanowner), l.lanowner
        FROM pg_catalog.pg_language AS l WHERE l.lanacl IS NOT NULL
        UNION ALL
        SELECT 'foreign data wrapper ' || pg_catalog.quote_ident(w.fdwname), w.tableoid, w.oid, 0, w.fdwacl, pg_catalog.acldefault('F', w.fdwowner), w.fdwowner
        FROM pg_catalog.pg_foreign_data_wrapper AS w WHERE w.fdwacl IS NOT NULL
        UNION ALL
        SELECT 'server ' || pg_catalog.quote_ident(s.srvname), s.tableoid, s.oid, 0, s.srvacl, pg_catalog.acldefault('S', s.srvowner), s.srvowner
        FROM pg_catalog.pg_foreign_server AS s WHERE s.srvacl IS NOT NULL
        UNION ALL
        -- Those of users are objects of their own (types.sql), but for the rows of tables and views.
        SELECT CASE WHEN k.oid IS NULL THEN 'type ' ELSE 'row type ' END || t.oid::pg_catalog.regtype, t.tableoid, t.oid, 0, t.typacl,
            pg_catalog.acldefault('T', t.typowner), t.typowner
        FROM pg_catalog.pg_type AS t
        LEFT JOIN pg_catalog.pg_class AS k ON k.oid = t.typrelid AND k.relkind <> 'c'
        WHERE t.typacl IS NOT NULL AND (t.oid < 16384 OR k.oid IS NOT NULL OR t.oid IN (
            SELECT e.objid FROM pg_catalog.pg_depend AS e
            WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND e.deptype = 'e'
        ))
    ) AS m
    LEFT JOIN pg_catalog.pg_init_privs AS i ON i.classoid = m.class AND i.objoid = m.oid AND i.objsubid = m.part
    WHERE m.acl IS DISTINCT FROM COALESCE(i.initprivs, m.usual) AND (
        (m.class, m.oid) IN (
            SELECT e.classid, e.objid FROM pg_catalog.pg_depend AS e
            WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e'
        )
        -- Of the system, but for the schema `public`, which is returned like any other.
        OR m.oid < 16384 AND m.name <> 'schema public'
        OR m.name ~ '^row type '
    )
) AS o
WHERE NOT (o.acl @> o.usual AND o.usual @> o.acl)
