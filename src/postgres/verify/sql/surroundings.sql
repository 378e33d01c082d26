-- What stands beside tables.
-- -> version int4, large_objects int8, event_triggers text[], extensions text[] (name=version)
SELECT
    current_setting('server_version_num')::int4 AS version,
    (SELECT count(*) FROM pg_catalog.pg_largeobject_metadata)::int8 AS large_objects,
    COALESCE((SELECT array_agg(e.evtname::text ORDER BY e.evtname COLLATE "C") FROM pg_catalog.pg_event_trigger AS e), '{}')::text[]
        AS event_triggers,
    COALESCE(
        (SELECT array_agg(format('%s=%s', x.extname, x.extversion) ORDER BY x.extname COLLATE "C") FROM pg_catalog.pg_extension AS x),
        '{}'
    )::text[] AS extensions
