-- What the databases of the server share, by the snapshot of this statement alone; not what goes with the database to work
-- in. The state of most objects holds their oid, which a name that is made again does not keep.
-- $1 text: the database to work in
-- -> kind text, name text, state text: the last is the same as long as nothing is changed
SELECT
    'role'::pg_catalog.text AS kind,
    r.rolname::pg_catalog.text AS name,
    pg_catalog.to_jsonb(r)::pg_catalog.text AS state
FROM pg_catalog.pg_roles AS r
UNION ALL
SELECT
    'membership',
    one.rolname::pg_catalog.text || ' in ' || other.rolname::pg_catalog.text,
    pg_catalog.string_agg(pg_catalog.to_jsonb(m)::pg_catalog.text, ' ' ORDER BY pg_catalog.to_jsonb(m)::pg_catalog.text)
FROM pg_catalog.pg_auth_members AS m
INNER JOIN pg_catalog.pg_roles AS one ON one.oid = m.member
INNER JOIN pg_catalog.pg_roles AS other ON other.oid = m.roleid
GROUP BY one.rolname, other.rolname
UNION ALL
SELECT
    'settings',
    pg_catalog.concat_ws(' in ', 'role ' || r.rolname::pg_catalog.text, 'database ' || d.datname::pg_catalog.text),
    s.setconfig::pg_catalog.text
FROM pg_catalog.pg_db_role_setting AS s
LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = s.setrole
LEFT JOIN pg_catalog.pg_database AS d ON d.oid = s.setdatabase
WHERE d.datname::pg_catalog.text IS DISTINCT FROM $1
UNION ALL
SELECT
    'database',
    d.datname::pg_catalog.text,
    (pg_catalog.to_jsonb(d) - 'datfrozenxid' - 'datminmxid')::pg_catalog.text
FROM pg_catalog.pg_database AS d
WHERE d.datname::pg_catalog.text <> $1
UNION ALL
SELECT 'tablespace', t.spcname::pg_catalog.text, pg_catalog.to_jsonb(t)::pg_catalog.text
FROM pg_catalog.pg_tablespace AS t
UNION ALL
SELECT
    'comment',
    coalesce(d.datname, r.rolname, t.spcname, s.objoid::pg_catalog.text::pg_catalog.name)::pg_catalog.text,
    s.description
FROM pg_catalog.pg_shdescription AS s
LEFT JOIN pg_catalog.pg_database AS d
    ON s.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass AND d.oid = s.objoid
LEFT JOIN pg_catalog.pg_roles AS r
    ON s.classoid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND r.oid = s.objoid
LEFT JOIN pg_catalog.pg_tablespace AS t
    ON s.classoid = 'pg_catalog.pg_tablespace'::pg_catalog.regclass AND t.oid = s.objoid
WHERE d.datname::pg_catalog.text IS DISTINCT FROM $1
UNION ALL
SELECT
    'label',
    pg_catalog.concat_ws(' of ', s.provider, coalesce(d.datname, r.rolname, s.objoid::pg_catalog.text::pg_catalog.name)::pg_catalog.text),
    s.label
FROM pg_catalog.pg_shseclabel AS s
LEFT JOIN pg_catalog.pg_database AS d
    ON s.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass AND d.oid = s.objoid
LEFT JOIN pg_catalog.pg_roles AS r
    ON s.classoid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND r.oid = s.objoid
WHERE d.datname::pg_catalog.text IS DISTINCT FROM $1
UNION ALL
SELECT 'origin', o.roname, o.roident::pg_catalog.text
FROM pg_catalog.pg_replication_origin AS o
UNION ALL
SELECT 'subscription', s.subname::pg_catalog.text, s.subdbid::pg_catalog.text
FROM pg_catalog.pg_subscription AS s
UNION ALL
SELECT
    'dependency',
    pg_catalog.concat_ws(
        ' in ',
        coalesce(r.rolname::pg_catalog.text, s.refobjid::pg_catalog.text),
        'database ' || d.datname::pg_catalog.text
    ),
    pg_catalog.count(*)::pg_catalog.text
FROM pg_catalog.pg_shdepend AS s
LEFT JOIN pg_catalog.pg_roles AS r
    ON s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND r.oid = s.refobjid
LEFT JOIN pg_catalog.pg_database AS d ON d.oid = s.dbid
LEFT JOIN pg_catalog.pg_database AS itself
    ON s.classid = 'pg_catalog.pg_database'::pg_catalog.regclass AND itself.oid = s.objid
WHERE d.datname::pg_catalog.text IS DISTINCT FROM $1 AND itself.datname::pg_catalog.text IS DISTINCT FROM $1
GROUP BY s.refclassid, s.refobjid, r.rolname, d.datname
