-- The activity log in monthly partitions, by created_at in UTC. The rows move, and are counted.
--
-- Runs in one transaction. Writers of activities wait from the first statement to the commit, readers only
-- for the swap at the end; a minute or two per ten million rows. Deleting a member or an organization waits
-- with the swap. Run by an owner whom row-level security binds, readers of activities, organizations and
-- organization_members wait from the start: FORCE is lifted for the move.
-- Locks on existing tables:
--     activities             ACCESS EXCLUSIVE   for the swap; SHARE ROW EXCLUSIVE until then
--     organizations          ACCESS EXCLUSIVE   for the swap: the triggers of the old foreign keys go
--     organization_members   ACCESS EXCLUSIVE   the same
--
-- The primary key becomes (organization_id, created_at, activity_id): it has to hold the partition key,
-- and in this order it is the index of the organization's feed as well, so that one is not made again.
-- A row's number is unique because one sequence gives them all.
--
-- No DEFAULT partition. Rows that fall into one are out of every month's reach, and while it holds any,
-- attaching a month means scanning it under ACCESS EXCLUSIVE. Without one, a missing month is an error at
-- the first insert: months are made ahead, by `migrate partitions ensure` from cron.
--
-- A partition has row-level security without a policy, and no rights for anybody: all access is through
-- activities, whose policies and rights hold there.

LOCK TABLE activities IN SHARE ROW EXCLUSIVE MODE;
SELECT app.lift_force('activities', 'organizations', 'organization_members');

CREATE TABLE activities_partitioned (
    LIKE activities INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS INCLUDING STORAGE
) PARTITION BY RANGE (created_at);

-- Takes away what default privileges may have put on a new table, too.
CREATE FUNCTION app.isolate_partition(target regclass)
RETURNS void
LANGUAGE plpgsql
SET search_path = ''
AS $function$
DECLARE
    grantee text;
BEGIN
    EXECUTE format('ALTER TABLE %s OWNER TO app_owner', target);
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    FOR grantee IN
        SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END
        FROM pg_catalog.pg_class AS c, pg_catalog.aclexplode(c.relacl) AS a
        WHERE c.oid = target AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s', target, grantee);
    END LOOP;
END
$function$;
SELECT app.own('app.isolate_partition(regclass)');
COMMENT ON FUNCTION app.isolate_partition(regclass) IS
    'For migrations: makes a table fit to be a partition of a tenant table (owner, forced row-level'
    ' security without a policy, no rights): it can only be reached through its parent.';

-- Every month that holds a row, the current one and three more. Bounds are instants in UTC, written with
-- their zone, and months are counted as whole numbers: neither depends on the session's time zone.
DO $months$
DECLARE
    month integer;
    first_day timestamp;
BEGIN
    IF EXISTS (
        SELECT FROM activities
        WHERE created_at NOT BETWEEN '0001-01-01 00:00:00+00' AND '9999-12-31 23:59:59.999999+00'
    ) THEN
        RAISE EXCEPTION 'activities holds rows outside of the years 1 to 9999'
            USING HINT = 'Give them another created_at, or delete them: SELECT activity_id, created_at '
                'FROM activities ORDER BY created_at.';
    END IF;
    FOR month IN
        SELECT DISTINCT
            extract(year FROM a.created_at AT TIME ZONE 'UTC')::integer * 12
            + extract(month FROM a.created_at AT TIME ZONE 'UTC')::integer - 1
        FROM activities AS a
        UNION
        SELECT extract(year FROM now() AT TIME ZONE 'UTC')::integer * 12
            + extract(month FROM now() AT TIME ZONE 'UTC')::integer - 1 + ahead
        FROM generate_series(0, 3) AS ahead
        ORDER BY 1
    LOOP
        first_day := make_timestamp(month / 12, month % 12 + 1, 1, 0, 0, 0);
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF activities_partitioned FOR VALUES FROM (%L) TO (%L)',
            'activities_' || to_char(first_day, 'YYYY_MM'),
            to_char(first_day, 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(make_timestamp((month + 1) / 12, (month + 1) % 12 + 1, 1, 0, 0, 0), 'YYYY-MM-DD')
                || ' 00:00:00+00');
    END LOOP;
END
$months$;

-- Bare tables first, then the indexes and keys: several times faster than row by row.
DO $move$
DECLARE
    moved bigint;
    expected bigint;
BEGIN
    INSERT INTO activities_partitioned (
        organization_id, activity_id, project_id, user_id, entity_type, entity_id, action, metadata,
        created_at
    )
    SELECT organization_id, activity_id, project_id, user_id, entity_type, entity_id, action, metadata,
        created_at
    FROM activities;
    GET DIAGNOSTICS moved = ROW_COUNT;
    SELECT count(*) INTO expected FROM activities;
    IF moved <> expected OR moved <> (SELECT count(*) FROM activities_partitioned) THEN
        RAISE EXCEPTION 'moved % of % rows of activities', moved, expected;
    END IF;
END
$move$;

ALTER TABLE activities_partitioned
    ADD CONSTRAINT activities_partitioned_pkey PRIMARY KEY (organization_id, created_at, activity_id);
CREATE INDEX activities_partitioned_project_id_created_at_idx
    ON activities_partitioned (organization_id, project_id, created_at DESC);
CREATE INDEX activities_partitioned_user_id_created_at_idx
    ON activities_partitioned (organization_id, user_id, created_at DESC);
CREATE INDEX activities_partitioned_entity_type_entity_id_created_at_idx
    ON activities_partitioned (organization_id, entity_type, entity_id, created_at DESC);

ALTER TABLE activities_partitioned
    ADD CONSTRAINT activities_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    ADD CONSTRAINT activities_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES organization_members (organization_id, user_id) ON DELETE NO ACTION;

-- The numbers go on where they were.
ALTER TABLE activities_partitioned
    ALTER COLUMN activity_id ADD GENERATED BY DEFAULT AS IDENTITY (
        SEQUENCE NAME activities_partitioned_activity_id_seq
    );
SELECT setval('activities_partitioned_activity_id_seq', last_value, is_called)
FROM activities_activity_id_seq;

-- The swap.
DROP TABLE activities;
ALTER TABLE activities_partitioned RENAME TO activities;
ALTER TABLE activities RENAME CONSTRAINT activities_partitioned_pkey TO activities_pkey;
ALTER SEQUENCE activities_partitioned_activity_id_seq RENAME TO activities_activity_id_seq;
ALTER INDEX activities_partitioned_project_id_created_at_idx
    RENAME TO activities_project_id_created_at_idx;
ALTER INDEX activities_partitioned_user_id_created_at_idx RENAME TO activities_user_id_created_at_idx;
ALTER INDEX activities_partitioned_entity_type_entity_id_created_at_idx
    RENAME TO activities_entity_type_entity_id_created_at_idx;

CREATE TRIGGER activities_place_activity
    BEFORE INSERT ON activities
    FOR EACH ROW WHEN (NEW.project_id IS NULL)
    EXECUTE FUNCTION app.place_activity();

SELECT app.isolate('activities', 'SELECT');
GRANT INSERT (organization_id, project_id, user_id, entity_type, entity_id, action, metadata)
    ON activities TO app_user;
SELECT app.isolate_partition(inhrelid::regclass) FROM pg_inherits WHERE inhparent = 'activities'::regclass;
SELECT app.restore_force('organizations', 'organization_members');

COMMENT ON TABLE activities IS
    'Activity log; app_user appends and reads. One partition a month, by created_at in UTC.';
