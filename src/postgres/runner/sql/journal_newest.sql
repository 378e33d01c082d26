-- The entry of every version whose newest finished run was an `up` by us, or an edit that was accepted. A version that we took
-- down since, and that somebody else applied again, has none.
-- -> version int8, up_sha256 text, down_sha256 text, duration_ms float8, role_name text
SELECT
    n.version::pg_catalog.int8 AS version,
    COALESCE(n.up_sha256, '')::pg_catalog.text AS up_sha256,
    COALESCE(n.down_sha256, '')::pg_catalog.text AS down_sha256,
    n.duration_ms::pg_catalog.float8 AS duration_ms,
    n.role_name::pg_catalog.text AS role_name
FROM (
    SELECT DISTINCT ON (j.version)
        j.version, j.direction, j.up_sha256, j.down_sha256, j.duration_ms, j.role_name
    FROM bookkeeping.migrate_journal AS j
    WHERE j.outcome IN ('done', 'accepted')
    ORDER BY j.version, j.entry_id DESC
) AS n
WHERE n.direction = 'up'
ORDER BY n.version
