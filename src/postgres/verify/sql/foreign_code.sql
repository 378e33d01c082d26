-- Tables and views that run code of others when they are read: what is reached from the definition of a view, through
-- other views and the CHECK constraints of domains, is a function or an operator that is not the server's own, a foreign
-- table, or one of the server's functions that does more than compute: a volatile one, or one that runs a query. The
-- value of a tenant column is read as text, by a cast that somebody may have made.
-- $1 text: the tenant column
-- -> relation oid, calls text (one of them, or the foreign table), owner text (of a table, where the session may go on as
--    that role; or null)
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
    JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
    JOIN pg_catalog.pg_cast AS k ON k.castsource IN (t.oid, t.typbasetype)
    WHERE a.attname = $1 AND k.casttarget = 'pg_catalog.text'::pg_catalog.regtype AND k.castfunc >= 16384
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
    f.relation::pg_catalog.oid AS relation,
    f.calls::pg_catalog.text AS calls,
    CASE WHEN c.relkind IN ('r', 'p') THEN r.rolname END::pg_catalog.text AS owner
FROM found AS f
JOIN pg_catalog.pg_class AS c ON c.oid = f.relation
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
ORDER BY f.relation
