-- Every relation of the database that has the name of one of our tables, wherever it is: whose it is, and what is on it
-- that could run code, hide rows or invent them. One question, so that no session needs more than this one.
-- The owner of the schema is trusted, unless the schema is called like the role: `$user` leads there, whoever made it.
-- A superuser is a member of every role for pg_has_role, and a role that may create others is an administrator of what it
-- created, which from 16 on is a membership without use: hence the walk over the memberships that may be used.
-- $1 text[]: the names of our tables, $2 text: a role that is trusted beside (null: none)
-- -> schema text, name text, kind text, owner text, trusted bool, triggers text[], trigger_functions text[], rules text[], policies text[],
--    may_read bool, hides_rows bool, parents text[], children text[], foreign_keys text[], column_names text[], column_types text[],
--    column_plain bool[], column_generated bool[], column_defaults text[], check_names text[], checks text[],
--    index_names text[], indexes text[], statistics_names text[], statistics text[], writers text[], comment text
WITH RECURSIVE own (oid) AS (
    SELECT r.oid FROM pg_catalog.pg_roles AS r WHERE r.rolname IN (current_user, session_user)
    UNION
    SELECT m.roleid
    FROM own AS o
    JOIN pg_catalog.pg_auth_members AS m ON m.member = o.oid
    CROSS JOIN LATERAL pg_catalog.to_jsonb(m) AS j (membership)
    WHERE COALESCE((j.membership ->> 'inherit_option')::pg_catalog.bool, true)
        OR COALESCE((j.membership ->> 'set_option')::pg_catalog.bool, true)
),
trusted (oid) AS (
    SELECT o.oid FROM own AS o
    UNION
    SELECT r.oid FROM pg_catalog.pg_roles AS r
    WHERE r.rolsuper OR r.rolname = 'pg_database_owner' OR r.rolname::pg_catalog.text = $2
    UNION
    SELECT d.datdba FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database()
)
SELECT
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    CASE WHEN c.relkind = 'r' AND c.reloftype <> 0 THEN 't' ELSE c.relkind::pg_catalog.text END::pg_catalog.text AS kind,
    pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text AS owner,
    ((c.relowner = n.nspowner AND n.nspname <> current_user) OR c.relowner IN (SELECT t.oid FROM trusted AS t))::pg_catalog.bool AS trusted,
    ARRAY(
        SELECT t.tgname::pg_catalog.text FROM pg_catalog.pg_trigger AS t
        WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
        ORDER BY t.tgname
    )::pg_catalog.text[] AS triggers,
    ARRAY(
        SELECT pg_catalog.concat(f.oid::pg_catalog.regprocedure, ' of ', pg_catalog.pg_get_userbyid(f.proowner))
        FROM pg_catalog.pg_trigger AS t
        JOIN pg_catalog.pg_proc AS f ON f.oid = t.tgfoid
        WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
        ORDER BY t.tgname
    )::pg_catalog.text[] AS trigger_functions,
    ARRAY(
        SELECT w.rulename::pg_catalog.text FROM pg_catalog.pg_rewrite AS w
        WHERE w.ev_class = c.oid AND w.rulename <> '_RETURN'
        ORDER BY 1
    )::pg_catalog.text[] AS rules,
    ARRAY(
        SELECT p.polname::pg_catalog.text FROM pg_catalog.pg_policy AS p WHERE p.polrelid = c.oid ORDER BY 1
    )::pg_catalog.text[] AS policies,
    pg_catalog.has_table_privilege(c.oid, 'SELECT')::pg_catalog.bool AS may_read,
    (c.relkind IN ('r', 'p') AND pg_catalog.row_security_active(c.oid))::pg_catalog.bool AS hides_rows,
    ARRAY(
        SELECT i.inhparent::pg_catalog.regclass::pg_catalog.text FROM pg_catalog.pg_inherits AS i WHERE i.inhrelid = c.oid ORDER BY 1
    )::pg_catalog.text[] AS parents,
    ARRAY(
        SELECT i.inhrelid::pg_catalog.regclass::pg_catalog.text FROM pg_catalog.pg_inherits AS i WHERE i.inhparent = c.oid ORDER BY 1
    )::pg_catalog.text[] AS children,
    ARRAY(
        SELECT pg_catalog.concat(
            k.conname, ' of ', k.conrelid::pg_catalog.regclass, ' of ', pg_catalog.pg_get_userbyid(x.relowner)
        )
        FROM pg_catalog.pg_constraint AS k
        JOIN pg_catalog.pg_class AS x ON x.oid = k.conrelid
        WHERE k.contype = 'f' AND c.oid IN (k.conrelid, k.confrelid)
        ORDER BY 1
    )::pg_catalog.text[] AS foreign_keys,
    a.names::pg_catalog.text[] AS column_names,
    a.types::pg_catalog.text[] AS column_types,
    a.plain::pg_catalog.bool[] AS column_plain,
    a.generated::pg_catalog.bool[] AS column_generated,
    a.defaults::pg_catalog.text[] AS column_defaults,
    checked.names::pg_catalog.text[] AS check_names,
    checked.expressions::pg_catalog.text[] AS checks,
    indexed.names::pg_catalog.text[] AS index_names,
    indexed.expressions::pg_catalog.text[] AS indexes,
    gathered.names::pg_catalog.text[] AS statistics_names,
    gathered.expressions::pg_catalog.text[] AS statistics,
    ARRAY(
        SELECT DISTINCT COALESCE(pg_catalog.quote_ident(r.rolname), 'PUBLIC')
        FROM (
            SELECT x.grantee, x.privilege_type FROM pg_catalog.aclexplode(c.relacl) AS x
            UNION ALL
            SELECT x.grantee, x.privilege_type FROM pg_catalog.pg_attribute AS b
            CROSS JOIN LATERAL pg_catalog.aclexplode(b.attacl) AS x
            WHERE b.attrelid = c.oid
        ) AS g
        LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = g.grantee
        WHERE g.privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
            AND g.grantee <> c.relowner AND (g.grantee <> n.nspowner OR n.nspname = current_user)
            AND g.grantee NOT IN (SELECT t.oid FROM trusted AS t)
        ORDER BY 1
    )::pg_catalog.text[] AS writers,
    pg_catalog.obj_description(c.oid, 'pg_class')::pg_catalog.text AS comment
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
    SELECT
        COALESCE(pg_catalog.array_agg(b.attname::pg_catalog.text ORDER BY b.attnum), '{}') AS names,
        COALESCE(pg_catalog.array_agg(pg_catalog.format_type(b.atttypid, NULL) ORDER BY b.attnum), '{}') AS types,
        COALESCE(
            pg_catalog.array_agg((y.typtype = 'b' AND y.oid < 16384) ORDER BY b.attnum), '{}'
        ) AS plain,
        COALESCE(pg_catalog.array_agg(b.attgenerated <> '' ORDER BY b.attnum), '{}') AS generated,
        COALESCE(
            pg_catalog.array_agg(pg_catalog.pg_get_expr(d.adbin, d.adrelid) ORDER BY b.attnum), '{}'
        ) AS defaults
    FROM pg_catalog.pg_attribute AS b
    JOIN pg_catalog.pg_type AS y ON y.oid = b.atttypid
    LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = b.attrelid AND d.adnum = b.attnum
    WHERE b.attrelid = c.oid AND b.attnum > 0 AND NOT b.attisdropped
) AS a
CROSS JOIN LATERAL (
    SELECT
        COALESCE(pg_catalog.array_agg(b.conname::pg_catalog.text ORDER BY b.conname), '{}') AS names,
        COALESCE(
            pg_catalog.array_agg(pg_catalog.pg_get_expr(b.conbin, b.conrelid) ORDER BY b.conname), '{}'
        ) AS expressions
    FROM pg_catalog.pg_constraint AS b
    WHERE b.conrelid = c.oid AND b.contype = 'c'
) AS checked
CROSS JOIN LATERAL (
    SELECT
        COALESCE(pg_catalog.array_agg(b.name ORDER BY b.name), '{}') AS names,
        COALESCE(pg_catalog.array_agg(b.expression ORDER BY b.name), '{}') AS expressions
    FROM (
        SELECT
            x.relname::pg_catalog.text AS name,
            pg_catalog.concat_ws(
                ' AND ',
                pg_catalog.pg_get_expr(y.indexprs, y.indrelid),
                pg_catalog.pg_get_expr(y.indpred, y.indrelid),
                CASE WHEN EXISTS (SELECT FROM pg_catalog.unnest(y.indclass) AS o WHERE o >= 16384)
                    THEN 'operator_class()' END
            ) AS expression
        FROM pg_catalog.pg_index AS y
        JOIN pg_catalog.pg_class AS x ON x.oid = y.indexrelid
        WHERE y.indrelid = c.oid
    ) AS b
) AS indexed
-- What is constant in expressions of statistics is evaluated where a query is planned.
CROSS JOIN LATERAL (
    SELECT
        COALESCE(pg_catalog.array_agg(b.name ORDER BY b.name), '{}') AS names,
        COALESCE(pg_catalog.array_agg(b.expression ORDER BY b.name), '{}') AS expressions
    FROM (
        SELECT
            y.stxname::pg_catalog.text AS name,
            pg_catalog.array_to_string(pg_catalog.pg_get_statisticsobjdef_expressions(y.oid), ' AND ') AS expression
        FROM pg_catalog.pg_statistic_ext AS y
        WHERE y.stxrelid = c.oid AND y.stxexprs IS NOT NULL
    ) AS b
) AS gathered
WHERE c.relname::pg_catalog.text = ANY($1) AND n.nspname !~ '^pg_'
ORDER BY n.nspname, c.relname
