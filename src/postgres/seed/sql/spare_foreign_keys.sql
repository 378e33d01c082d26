-- Has the server leave foreign keys alone until the end of the transaction, or look at them again. Of anybody but a
-- superuser nothing changes.
-- $1 text: `replica` or `origin`  -> role text; no row: nothing was changed
SELECT pg_catalog.set_config('session_replication_role', $1, true)::pg_catalog.text AS role
WHERE pg_catalog.current_setting('is_superuser')::pg_catalog.bool
