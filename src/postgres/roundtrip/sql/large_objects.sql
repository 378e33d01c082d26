-- The large objects of the database, each as a row: what one holds is a hash of it. That of another role's, which this one
-- may not read, is null.
-- Without parameters.
-- -> loid oid, owner text, rights text, comment text, content text
SELECT
    m.oid AS loid,
    pg_catalog.pg_get_userbyid(m.lomowner)::pg_catalog.text AS owner,
    m.lomacl::pg_catalog.text AS rights,
    d.description AS comment,
    CASE
        WHEN pg_catalog.pg_has_role(m.lomowner, 'USAGE') THEN (
            -- By the mebibyte: a large object may be larger than any value.
            SELECT
                pg_catalog.md5(
                    pg_catalog.string_agg(pg_catalog.md5(pg_catalog.lo_get(m.oid, p.at, 1048576)), '' ORDER BY p.at)
                )
            FROM (
                -- 262144 is INV_READ, 2 is SEEK_END.
                SELECT pg_catalog.lo_lseek64(pg_catalog.lo_open(m.oid, 262144), 0, 2) AS bytes
            ) AS s
            CROSS JOIN LATERAL pg_catalog.generate_series(0::pg_catalog.int8, s.bytes, 1048576) AS p (at)
        )
    END AS content
FROM pg_catalog.pg_largeobject_metadata AS m
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_largeobject'::pg_catalog.regclass AND d.objoid = m.oid AND d.objsubid = 0
