-- Tables and views that run code of others when they are read: what is reached from the definition of a view, through
-- other views and the CHECK constraints of domains, is a function or an operator that is not the server's own, a foreign
-- table, or one of the server's functions that does more than compute: a volatile one, or one that runs a query. The
-- value of a tenant column is read as text, by a cast that somebody may have made.
-- Whoever made a function can take the rights of the login back in it, whatever role the session has: `set_config` is the
-- server's own. Hence `is_strange`: a function, also one in a policy, whose owner is neither the login, nor a role that it
-- has, nor a superuser.
-- $1 text: the tenant column
-- -> relation oid, calls text (one of them, or the foreign table), owner text (of a table, where the session may go on as
--    that role; or null), is_strange bool
WITH RECURSIVE reached (relation, class, object) AS (
    SELECT r.ev_class, 'pg_catalog.pg_rewrite'::pg_catalog.regclass::pg_catalog.oid, r.oid
    FROM pg_catalog.pg_rewrite AS r
    JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class AND c.relkind = 'v'
    WHERE r.oid >= 16384
    UNION
    SELECT c.oid AS relation, c.tableoid, c.oid AS object FROM pg_catalog.pg_class AS c WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384
    UNION
    SELECT x.relation, n.class, n.object
    FROM reached AS x
    CROSS JOIN LATERAL (
        SELECT d.refclassid AS class, d.refobjid AS object
        FROM pg_catalog.pg_depend AS d
        WHERE d.classid = x.class AND d.objid = x.object AND d.refobjid >= 16384
            AND x.class IN (
                'pg_catalog.pg_rewrite'::pg_catalog.regclass, 'pg_catalog.pg_constraint'::pg_catalog.regclass
            )
        UNION ALL
        -- What is constant in these expressions of a table is evaluated wherever a query of it is planned.
        SELECT d.refclassid, d.refobjid
        FROM pg_catalog.pg_depend AS d
        WHERE d.classid = x.class AND d.objid = x.object AND d.refobjid >= 16384
            AND x.class IN (
                'pg_catalog.pg_class'::pg_catalog.regclass, 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
            )
            AND d.refclassid IN (
                'pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_operator'::pg_catalog.regclass
            )
        UNION ALL
        SELECT x.class, i.indexrelid
        FROM pg_catalog.pg_index AS i
        WHERE x.class = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.indrelid = x.object
        UNION ALL
        SELECT x.class, i.inhrelid
        FROM pg_catalog.pg_inherits AS i
        WHERE x.class = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.inhparent = x.object
        UNION ALL
        SELECT s.tableoid, s.oid
        FROM pg_catalog.pg_statistic_ext AS s
        WHERE x.class = 'pg_catalog.pg_class'::pg_catalog.regclass AND s.stxrelid = x.object
        UNION ALL
        SELECT k.tableoid, k.oid
        FROM pg_catalog.pg_constraint AS k
        WHERE x.class = 'pg_catalog.pg_class'::pg_catalog.regclass AND k.conrelid = x.object AND k.contype = 'c'
        UNION ALL
        SELECT r.tableoid, r.oid
        FROM pg_catalog.pg_rewrite AS r
        JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class AND c.relkind = 'v'
        WHERE x.class = 'pg_catalog.pg_class'::pg_catalog.regclass AND r.ev_class = x.object
        UNION ALL
        SELECT k.tableoid, k.oid
        FROM pg_catalog.pg_constraint AS k
        WHERE x.class = 'pg_catalog.pg_type'::pg_catalog.regclass AND k.contypid = x.object
        UNION ALL
        SELECT t.tableoid, t.typbasetype
        FROM pg_catalog.pg_type AS t
        WHERE x.class = 'pg_catalog.pg_type'::pg_catalog.regclass AND t.oid = x.object AND t.typbasetype >= 16384
    ) AS n
), bases (type, base) AS (
    SELECT t.oid AS type, t.oid AS base FROM pg_catalog.pg_type AS t WHERE t.oid >= 16384
    UNION
    SELECT b.type, t.typbasetype
    FROM bases AS b
    JOIN pg_catalog.pg_type AS t ON t.oid = b.base
    WHERE t.typbasetype <> 0
), trusted (oid) AS (
    SELECT r.oid
    FROM pg_catalog.pg_roles AS r
    JOIN pg_catalog.pg_roles AS s ON s.rolname = session_user
    WHERE r.rolsuper OR r.oid = s.oid OR (NOT s.rolsuper AND pg_catalog.pg_has_role(s.oid, r.oid, 'MEMBER'))
), called (relation, function) AS (
    SELECT x.relation, p.oid
    FROM reached AS x
    JOIN pg_catalog.pg_proc AS p ON p.oid = x.object AND x.class = p.tableoid
    UNION ALL
    SELECT x.relation, o.oprcode::pg_catalog.oid
    FROM reached AS x
    JOIN pg_catalog.pg_operator AS o ON o.oid = x.object AND x.class = o.tableoid
    UNION ALL
    -- Nothing says what a view depends on where that is the server's own, but for its definition.
    SELECT x.relation, p.oid
    FROM reached AS x
    JOIN pg_catalog.pg_rewrite AS r ON r.oid = x.object AND x.class = r.tableoid
    CROSS JOIN LATERAL pg_catalog.regexp_matches(
        r.ev_action::pg_catalog.text, ':(?:funcid|aggfnoid|winfnoid) ([0-9]+)', 'g'
    ) AS m (found)
    JOIN pg_catalog.pg_proc AS p ON p.oid = (m.found)[1]::pg_catalog.oid
    WHERE p.provolatile = 'v' OR p.proname ~ '_to_xml'
    UNION ALL
    SELECT a.attrelid, k.castfunc
    FROM pg_catalog.pg_attribute AS a
    JOIN bases AS b ON b.type = a.atttypid
    JOIN pg_catalog.pg_cast AS k ON k.castsource = b.base
    WHERE a.attname = $1 AND k.casttarget = 'pg_catalog.text'::pg_catalog.regtype AND k.castfunc >= 16384
), policed (relation, function) AS (
    SELECT x.relation, COALESCE(o.oprcode::pg_catalog.oid, d.refobjid)
    FROM reached AS x
    JOIN pg_catalog.pg_policy AS p ON p.polrelid = x.object AND x.class = 'pg_catalog.pg_class'::pg_catalog.regclass
    JOIN pg_catalog.pg_depend AS d ON d.classid = p.tableoid AND d.objid = p.oid
    LEFT JOIN pg_catalog.pg_operator AS o ON o.oid = d.refobjid AND o.tableoid = d.refclassid
    WHERE d.refclassid IN ('pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_operator'::pg_catalog.regclass)
), strange (relation, calls) AS (
    SELECT c.relation, pg_catalog.min(p.oid::pg_catalog.regprocedure::pg_catalog.text)
    FROM (
        SELECT a.relation, a.function FROM called AS a
        UNION
        SELECT b.relation, b.function FROM policed AS b
    ) AS c
    JOIN pg_catalog.pg_proc AS p ON p.oid = c.function
    WHERE p.proowner NOT IN (SELECT t.oid FROM trusted AS t)
    GROUP BY c.relation
), found (relation, calls) AS (
    SELECT c.relation, pg_catalog.min(c.function::pg_catalog.regprocedure::pg_catalog.text)
    FROM called AS c
    GROUP BY c.relation
    UNION ALL
    SELECT x.relation, pg_catalog.min(f.oid::pg_catalog.regclass::pg_catalog.text)
    FROM reached AS x
    JOIN pg_catalog.pg_class AS f ON f.oid = x.object AND x.class = f.tableoid AND f.relkind = 'f'
    WHERE NOT EXISTS (SELECT FROM called AS c WHERE c.relation = x.relation)
    GROUP BY x.relation
)
SELECT
    c.oid::pg_catalog.oid AS relation,
    COALESCE(s.calls, f.calls)::pg_catalog.text AS calls,
    CASE WHEN c.relkind IN ('r', 'p') THEN r.rolname END::pg_catalog.text AS owner,
    (s.relation IS NOT NULL)::pg_catalog.bool AS is_strange
FROM found AS f
FULL JOIN strange AS s ON s.relation = f.relation
JOIN pg_catalog.pg_class AS c ON c.oid = COALESCE(f.relation, s.relation)
LEFT JOIN pg_catalog.pg_roles AS r
    ON r.oid = c.relowner AND (
        r.rolname = current_user
        OR pg_catalog.pg_has_role(
            session_user,
            r.oid,
            CASE
                WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 160000 THEN 'SET' ELSE 'MEMBER'
            END
        )
    )
ORDER BY c.oid
