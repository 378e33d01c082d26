-- What stands beside tables.
-- $1 oid: the application's role, 0 where there is none  -> database text, may_create bool, version int4, large_objects int8, event_triggers text[], extensions text[] (name=version)
SELECT
    pg_catalog.current_database()::pg_catalog.text AS database,
    COALESCE(pg_catalog.has_database_privilege((SELECT a.oid FROM pg_catalog.pg_roles AS a WHERE a.oid = $1), pg_catalog.current_database(), 'CREATE'), false)::pg_catalog.bool AS may_create,
    pg_catalog.current_setting('server_version_num')::pg_catalog.int4 AS version,
    (SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata)::pg_catalog.int8 AS large_objects,
    COALESCE((SELECT pg_catalog.array_agg(e.evtname::pg_catalog.text ORDER BY e.evtname COLLATE pg_catalog."C") FROM pg_catalog.pg_event_trigger AS e), '{}')::pg_catalog.text[]
        AS event_triggers,
    COALESCE(
        (SELECT pg_catalog.array_agg(pg_catalog.format('%s=%s', x.extname, x.extversion) ORDER BY x.extname COLLATE pg_catalog."C") FROM pg_catalog.pg_extension AS x),
        '{}'
    )::pg_catalog.text[] AS extensions
