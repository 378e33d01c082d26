-- Takes the audit triggers back. What they wrote stays, but for what no person did: user_id is a person's again.
--
-- Runs in one transaction. The log is read once, for the rows that go.
-- Locks on existing tables:
--     activities              ACCESS EXCLUSIVE   user_id may not be NULL any more, with every partition
--     organization_members    ACCESS EXCLUSIVE   triggers go: an instant, as on all below
--     workspaces              ACCESS EXCLUSIVE
--     projects                ACCESS EXCLUSIVE
--     tasks                   ACCESS EXCLUSIVE
--     comments                ACCESS EXCLUSIVE
--     attachments             ACCESS EXCLUSIVE
--     workspace_permissions   ACCESS EXCLUSIVE
--     project_permissions     ACCESS EXCLUSIVE
--
-- migrate:lossy activities what was logged without a person is deleted

DO $triggers$
DECLARE
    target text;
    event text;
BEGIN
    FOREACH target IN ARRAY ARRAY[
        'organization_members', 'workspaces', 'projects', 'tasks', 'comments', 'attachments',
        'workspace_permissions', 'project_permissions'
    ] LOOP
        FOREACH event IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
            EXECUTE format('DROP TRIGGER %I ON %I', target || '_audit_' || event, target);
        END LOOP;
    END LOOP;
END
$triggers$;
DROP FUNCTION app.audit();

SELECT app.lift_force('activities');
DELETE FROM activities WHERE user_id IS NULL;
SELECT app.restore_force('activities');
ALTER TABLE activities ALTER COLUMN user_id SET NOT NULL;
COMMENT ON COLUMN activities.user_id IS 'The member who did it.';
