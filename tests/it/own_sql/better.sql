-- What a role that may create objects in `public` can add to the catalog: functions and operators for types that the
-- catalog's own reach only by a conversion. Whoever calls without a schema gets these, wherever `public` is in the path.
SET ROLE mallory;
SET search_path = pg_catalog;
SET client_min_messages = error;
DO $do$
DECLARE
    p record;
    pair text[];
    made int := 0;
    args text;
    body text;
BEGIN
    FOREACH pair SLICE 1 IN ARRAY ARRAY[['text', 'name'], ['oid', 'regclass'], ['name', 'text'], ['text', 'varchar'], ['anyarray', 'text[]'], ['bigint', 'integer']] LOOP
        FOR p IN
            SELECT oid, proname, pg_get_function_identity_arguments(oid) AS args, pg_get_function_result(oid) AS result,
                prorettype = 'void'::regtype AS is_bare
            FROM pg_proc
            WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f' AND NOT proretset AND proallargtypes IS NULL
        LOOP
            args := regexp_replace(p.args, '\m' || pair[1] || '\M', pair[2], 'g');
            CONTINUE WHEN args = p.args;
            body := format('BEGIN RAISE LOG ''TRAP function %s(%s)''; RETURN%s; END', p.proname, replace(args, '"', ''),
                CASE WHEN p.is_bare THEN '' ELSE ' NULL' END);
            BEGIN
                EXECUTE format('CREATE FUNCTION public.%I(%s) RETURNS %s LANGUAGE plpgsql AS %L', p.proname, args, p.result, body);
                made := made + 1;
            EXCEPTION WHEN OTHERS THEN NULL;
            END;
        END LOOP;
        FOR p IN
            SELECT oid, oprname, oprleft::regtype::text AS l, oprright::regtype::text AS r, oprresult::regtype AS result
            FROM pg_operator
            WHERE oprnamespace = 'pg_catalog'::regnamespace AND oprleft <> 0 AND pair[1] IN (oprleft::regtype::text, oprright::regtype::text)
        LOOP
            FOR args IN SELECT x FROM unnest(ARRAY[
                format('%s, %s', replace(p.l, pair[1], pair[2]), p.r), format('%s, %s', p.l, replace(p.r, pair[1], pair[2])),
                format('%s, %s', replace(p.l, pair[1], pair[2]), replace(p.r, pair[1], pair[2]))
            ]) AS x
            LOOP
                body := format('BEGIN RAISE LOG ''TRAP operator %s(%s)''; RETURN NULL; END', replace(p.oprname, '%', '%%'), args);
                BEGIN
                    EXECUTE format('CREATE FUNCTION public._op_%s(%s) RETURNS %s LANGUAGE plpgsql AS %L', p.oid, args, p.result, body);
                    EXECUTE format('CREATE OPERATOR public.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = public._op_%s)', p.oprname,
                        split_part(args, ', ', 1), split_part(args, ', ', 2), p.oid);
                    made := made + 1;
                EXCEPTION WHEN OTHERS THEN NULL;
                END;
            END LOOP;
        END LOOP;
    END LOOP;
    IF made < 500 THEN
        RAISE EXCEPTION '% made', made;
    END IF;
END $do$;
RESET ROLE;
RESET search_path;
