-- What the optional extensions give, where they are there. None is required, and none is installed here: which
-- ones a server has is its administrator's decision, and a schema that depends on it could not be compared from
-- one server to the next. So these objects are the same everywhere, and find out when they are called.
--
-- Runs in one transaction.
-- Locks on existing tables: none.
--
--     pg_stat_statements   app.slow_queries(n): where the time of this database goes
--     pg_partman           app.partition_managers(): who looks after which partitioned table. `migrate partitions`
--                          needs no extension; a table that pg_partman manages is left to it
--     PostGIS              nothing: no table of this schema has a place on earth

CREATE FUNCTION app.slow_queries(how_many integer DEFAULT 20)
RETURNS TABLE (query text, calls bigint, total_ms double precision, mean_ms double precision, rows bigint)
LANGUAGE plpgsql
SET search_path = ''
AS $function$
DECLARE
    home text;
BEGIN
    SELECT e.extnamespace::regnamespace::text INTO home
    FROM pg_catalog.pg_extension AS e WHERE e.extname = 'pg_stat_statements';
    IF home IS NULL THEN
        RAISE NOTICE 'pg_stat_statements is not installed in this database'
            USING HINT = 'Add it to shared_preload_libraries, restart, and run CREATE EXTENSION pg_stat_statements.';
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format(
        'SELECT s.query, s.calls, s.total_exec_time, s.mean_exec_time, s.rows '
        'FROM %s.pg_stat_statements AS s '
        'WHERE s.dbid = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = current_database()) '
        'ORDER BY s.total_exec_time DESC LIMIT $1', home) USING how_many;
END
$function$;
COMMENT ON FUNCTION app.slow_queries(integer) IS
    'For operators (pg_read_all_stats shows all texts): the statements of this database that took most time, from'
    ' pg_stat_statements; nothing, and a notice, where that is not installed.';

CREATE FUNCTION app.partition_managers()
RETURNS TABLE (parent regclass, manager text)
LANGUAGE plpgsql
STABLE
SET search_path = ''
AS $function$
DECLARE
    home text;
BEGIN
    SELECT e.extnamespace::regnamespace::text INTO home
    FROM pg_catalog.pg_extension AS e WHERE e.extname = 'pg_partman';
    IF home IS NOT NULL THEN
        RETURN QUERY EXECUTE format(
            'SELECT p.partrelid::pg_catalog.regclass, '
            'CASE WHEN c.parent_table IS NULL THEN ''migrate'' ELSE ''pg_partman'' END '
            'FROM pg_catalog.pg_partitioned_table AS p '
            'LEFT JOIN %s.part_config AS c ON to_regclass(c.parent_table) = p.partrelid '
            'ORDER BY 1', home);
    ELSE
        RETURN QUERY SELECT p.partrelid::regclass, 'migrate' FROM pg_catalog.pg_partitioned_table AS p ORDER BY 1;
    END IF;
END
$function$;
COMMENT ON FUNCTION app.partition_managers() IS
    'For operators: every partitioned table of this database, and whether pg_partman manages it or migrate does.';

SELECT app.own('app.slow_queries(integer)', 'app.partition_managers()');
GRANT EXECUTE ON FUNCTION app.slow_queries(integer), app.partition_managers() TO app_maintenance;
