-- Takes the rights on both tables from everybody but their owner, whatever the default privileges
-- gave away: an application that can write here could make a migration look applied.
DO $$
DECLARE
    granted record;
BEGIN
    FOR granted IN
        SELECT c.oid::regclass AS relation, x.grantee
        FROM pg_catalog.pg_class AS c
        CROSS JOIN LATERAL aclexplode(c.relacl) AS x
        WHERE c.oid IN (to_regclass('refinery_schema_history'), to_regclass('migrate_journal'))
            AND x.grantee <> c.relowner
            AND pg_has_role(c.relowner, 'USAGE')
        GROUP BY 1, 2
    LOOP
        EXECUTE format(
            'REVOKE ALL ON TABLE %s FROM %s',
            granted.relation,
            CASE granted.grantee WHEN 0 THEN 'PUBLIC' ELSE granted.grantee::regrole::text END
        );
    END LOOP;
END
$$;
