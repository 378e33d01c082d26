-- A schema of a stranger with a copy of everything in `pg_catalog` that a role without special rights can make: whoever
-- has it before `pg_catalog` in the path and leaves a schema out runs the stranger's function, which says so in the
-- server's log. Copies of exactly the same types: what fits better than the catalog's own is among them.
CREATE SCHEMA trap AUTHORIZATION mallory;
GRANT USAGE ON SCHEMA trap TO PUBLIC;
SET ROLE mallory;
SET search_path = pg_catalog;
SET client_min_messages = error;
CREATE FUNCTION trap._is(what pg_catalog.text) RETURNS bool LANGUAGE plpgsql AS $f$
BEGIN RAISE LOG 'TRAP %', what; RETURN true; END $f$;
DO $do$
DECLARE
    p record;
    body text;
    skipped int := 0;
    made int := 0;
BEGIN
    FOR p IN
        SELECT oid, proname, prokind, proretset OR proallargtypes IS NOT NULL OR prorettype = 'void'::regtype AS is_bare,
            pg_get_function_arguments(oid) AS args, pg_get_function_result(oid) AS result, pronargs
        FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind IN ('f', 'a')
    LOOP
        BEGIN
            IF p.prokind = 'f' THEN
                body := format('BEGIN RAISE LOG ''TRAP function %s''; RETURN%s; END', replace(p.oid::regprocedure::text, '"', ''),
                    CASE WHEN p.is_bare THEN '' ELSE ' NULL' END);
                EXECUTE format('CREATE FUNCTION trap.%I(%s) RETURNS %s LANGUAGE plpgsql AS %L', p.proname, p.args, p.result, body);
            ELSE
                body := format('BEGIN RAISE LOG ''TRAP aggregate %s''; RETURN 1; END', replace(p.oid::regprocedure::text, '"', ''));
                EXECUTE format('CREATE FUNCTION trap._agg_%s(bigint%s) RETURNS bigint LANGUAGE plpgsql AS %L', p.oid,
                    CASE WHEN p.args IN ('', '*') THEN '' ELSE ', ' || p.args END, body);
                EXECUTE format('CREATE AGGREGATE trap.%I(%s) (SFUNC = trap._agg_%s, STYPE = bigint)', p.proname,
                    CASE WHEN p.pronargs = 0 THEN '*' ELSE p.args END, p.oid);
            END IF;
            made := made + 1;
        EXCEPTION WHEN OTHERS THEN
            skipped := skipped + 1;
        END;
    END LOOP;
    FOR p IN
        SELECT oid, oprname, NULLIF(oprleft, 0)::regtype AS l, NULLIF(oprright, 0)::regtype AS r, oprresult::regtype AS result
        FROM pg_operator WHERE oprnamespace = 'pg_catalog'::regnamespace
    LOOP
        BEGIN
            body := format('BEGIN RAISE LOG ''TRAP operator %s''; RETURN NULL; END', replace(p.oid::regoperator::text, '%', '%%'));
            EXECUTE format('CREATE FUNCTION trap._op_%s(%s) RETURNS %s LANGUAGE plpgsql AS %L', p.oid, concat_ws(', ', p.l, p.r), p.result, body);
            EXECUTE format('CREATE OPERATOR trap.%s (%s FUNCTION = trap._op_%s)', p.oprname,
                concat(CASE WHEN p.l IS NOT NULL THEN 'LEFTARG = ' || p.l || ', ' END, CASE WHEN p.r IS NOT NULL THEN 'RIGHTARG = ' || p.r || ', ' END), p.oid);
            made := made + 1;
        EXCEPTION WHEN OTHERS THEN
            skipped := skipped + 1;
        END;
    END LOOP;
    FOR p IN
        SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r') AND typelem = 0 AND typname !~ '^_'
    LOOP
        BEGIN
            EXECUTE format('CREATE DOMAIN trap.%1$I AS pg_catalog.%1$I CHECK (trap._is(%2$L))', p.typname, 'type ' || p.typname);
            made := made + 1;
        EXCEPTION WHEN OTHERS THEN
            skipped := skipped + 1;
        END;
    END LOOP;
    FOR p IN SELECT relname FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind IN ('r', 'v') LOOP
        BEGIN
            EXECUTE format('CREATE VIEW trap.%1$I AS SELECT * FROM pg_catalog.%1$I WHERE trap._is(%2$L)', p.relname, 'relation ' || p.relname);
            EXECUTE format('GRANT SELECT ON trap.%I TO PUBLIC', p.relname);
            made := made + 1;
        EXCEPTION WHEN OTHERS THEN
            skipped := skipped + 1;
        END;
    END LOOP;
    CREATE COLLATION trap."C" FROM "POSIX";
    IF made < 2500 THEN
        RAISE EXCEPTION '% made, % skipped', made, skipped;
    END IF;
END $do$;
RESET ROLE;
RESET search_path;
