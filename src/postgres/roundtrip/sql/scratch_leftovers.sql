-- Databases that a run made to work in, while the run is over: nobody holds its lock, and nobody is connected.
-- $1 text: how their names begin, $2 text: how their comments begin
-- -> name text
SELECT d.datname::pg_catalog.text AS name
FROM pg_catalog.pg_database AS d
JOIN pg_catalog.pg_shdescription AS s ON s.objoid = d.oid AND s.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
WHERE pg_catalog.starts_with(d.datname::pg_catalog.text, $1) AND pg_catalog.starts_with(s.description, $2)
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_locks AS l
        WHERE l.locktype = 'advisory' AND l.objsubid = 1
            AND ((l.classid::pg_catalog.int8 << 32) | l.objid::pg_catalog.int8) = pg_catalog.hashtextextended(d.datname::pg_catalog.text, 0)
    )
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity AS a WHERE a.datid = d.oid)
ORDER BY d.datname COLLATE pg_catalog."C"
