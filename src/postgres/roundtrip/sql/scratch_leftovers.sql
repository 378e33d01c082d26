-- Databases that a run made, to work in or to keep, while the run is over: nobody holds its lock, and nobody is connected.
-- Those to keep are left over only without a comment. Whether that is so of one whose name is like that of ours, and not
-- that of somebody else, is for the name to prove.
-- $1 text: how the names begin of those to work in, $2 text: how their comments begin, $3 text: how the names begin of
-- those to keep
-- -> name text, is_marked bool
SELECT
    d.datname::pg_catalog.text AS name,
    (s.description IS NOT NULL)::pg_catalog.bool AS is_marked
FROM pg_catalog.pg_database AS d
LEFT JOIN pg_catalog.pg_shdescription AS s ON s.objoid = d.oid AND s.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
WHERE (
        (pg_catalog.starts_with(d.datname::pg_catalog.text, $1) AND pg_catalog.starts_with(s.description, $2))
        OR (
            s.description IS NULL AND pg_catalog.pg_has_role(d.datdba, 'USAGE')
            AND (
                pg_catalog.starts_with(d.datname::pg_catalog.text, $1)
                OR pg_catalog.starts_with(d.datname::pg_catalog.text, $3)
            )
        )
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_locks AS l
        WHERE l.locktype = 'advisory' AND l.objsubid = 1
            AND ((l.classid::pg_catalog.int8 << 32) | l.objid::pg_catalog.int8) = pg_catalog.hashtextextended(d.datname::pg_catalog.text, 0)
    )
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity AS a WHERE a.datid = d.oid)
ORDER BY d.datname COLLATE pg_catalog."C"
