-- What the other questions about shared objects ask for, told apart and not named: a row as it stands in each catalog, so
-- that it is planned in a tenth of the time. The same stamp twice means that each of them has the same answer.
-- $1 text: the database to work in
-- -> stamp text
SELECT
    pg_catalog.concat_ws(
        ' ',
        (SELECT pg_catalog.md5(pg_catalog.string_agg(r::pg_catalog.text, '' ORDER BY r.oid)) FROM pg_catalog.pg_roles AS r),
        (
            SELECT pg_catalog.md5(pg_catalog.string_agg(m::pg_catalog.text, '' ORDER BY m::pg_catalog.text))
            FROM pg_catalog.pg_auth_members AS m
        ),
        (
            SELECT
                pg_catalog.md5(
                    pg_catalog.string_agg(
                        (pg_catalog.to_jsonb(d) - 'datfrozenxid' - 'datminmxid')::pg_catalog.text, '' ORDER BY d.oid
                    )
                )
            FROM pg_catalog.pg_database AS d
            WHERE d.datname::pg_catalog.text <> $1
        ),
        (
            SELECT pg_catalog.md5(pg_catalog.string_agg(t::pg_catalog.text, '' ORDER BY t.oid))
            FROM pg_catalog.pg_tablespace AS t
        ),
        (
            SELECT pg_catalog.md5(pg_catalog.string_agg(o::pg_catalog.text, '' ORDER BY o.roident))
            FROM pg_catalog.pg_replication_origin AS o
        ),
        (
            SELECT
                pg_catalog.md5(
                    pg_catalog.string_agg(
                        s.subname::pg_catalog.text || ' ' || s.subdbid::pg_catalog.text, ',' ORDER BY s.oid
                    )
                )
            FROM pg_catalog.pg_subscription AS s
        ),
        pg_catalog.md5(w.settings),
        pg_catalog.md5(w.comments),
        pg_catalog.md5(w.labels),
        pg_catalog.md5(w.dependencies)
    )::pg_catalog.text AS stamp
FROM (
    SELECT
        (
            SELECT pg_catalog.string_agg(s::pg_catalog.text, '' ORDER BY s.setdatabase, s.setrole)
            FROM pg_catalog.pg_db_role_setting AS s
            WHERE s.setdatabase <> i.own
        ) AS settings,
        (
            SELECT pg_catalog.string_agg(c::pg_catalog.text, '' ORDER BY c.classoid, c.objoid)
            FROM pg_catalog.pg_shdescription AS c
            WHERE c.objoid <> i.own OR c.classoid <> 'pg_catalog.pg_database'::pg_catalog.regclass
        ) AS comments,
        (
            SELECT pg_catalog.string_agg(l::pg_catalog.text, '' ORDER BY l.classoid, l.objoid, l.provider COLLATE pg_catalog."C")
            FROM pg_catalog.pg_shseclabel AS l
            WHERE l.objoid <> i.own OR l.classoid <> 'pg_catalog.pg_database'::pg_catalog.regclass
        ) AS labels,
        (
            SELECT pg_catalog.string_agg(d::pg_catalog.text, '' ORDER BY d.dbid, d.refclassid, d.refobjid)
            FROM (
                SELECT p.dbid, p.refclassid, p.refobjid, pg_catalog.count(*) AS rows
                FROM pg_catalog.pg_shdepend AS p
                WHERE p.dbid <> i.own
                    AND (p.objid <> i.own OR p.classid <> 'pg_catalog.pg_database'::pg_catalog.regclass)
                GROUP BY p.dbid, p.refclassid, p.refobjid
            ) AS d
        ) AS dependencies
    FROM (
        SELECT
            coalesce(
                (SELECT b.oid FROM pg_catalog.pg_database AS b WHERE b.datname::pg_catalog.text = $1), 0
            )::pg_catalog.oid AS own
    ) AS i
) AS w
