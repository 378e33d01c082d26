-- Takes the rights on the tables that this transaction made from everybody but their owner, whatever
-- the default privileges gave away: an application that can write here could make a migration look
-- applied. A table that was there before keeps the rights that somebody gave on purpose.
DO $$
DECLARE
    granted record;
BEGIN
    FOR granted IN
        SELECT c.oid::regclass AS relation, x.grantee
        FROM pg_catalog.pg_class AS c
        CROSS JOIN LATERAL aclexplode(c.relacl) AS x
        WHERE c.oid IN (
                to_regclass('refinery_schema_history'),
                to_regclass('migrate_journal'),
                to_regclass('migrate_seed')
            )
            AND x.grantee <> c.relowner
            AND c.xmin = pg_current_xact_id()::xid
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
