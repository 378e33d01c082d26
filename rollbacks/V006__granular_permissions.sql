-- Takes granular permissions back: within its organization everybody sees and does everything again.
--
-- Runs in one transaction.
-- Locks on existing tables:
--     project_permissions     ACCESS EXCLUSIVE   dropped
--     workspace_permissions   ACCESS EXCLUSIVE   dropped
--     organizations           ACCESS EXCLUSIVE   policies go, as on all below: an instant
--     organization_members    ACCESS EXCLUSIVE
--     workspaces              ACCESS EXCLUSIVE
--     projects                ACCESS EXCLUSIVE
--     tasks                   ACCESS EXCLUSIVE
--     comments                ACCESS EXCLUSIVE
--     attachments             ACCESS EXCLUSIVE
--     activities              ACCESS EXCLUSIVE
--     labels                  ACCESS EXCLUSIVE
--     task_labels             ACCESS EXCLUSIVE
--
-- migrate:lossy project_permissions the grants on projects are dropped
-- migrate:lossy workspace_permissions the grants on workspaces are dropped

DROP TABLE project_permissions;
DROP TABLE workspace_permissions;

DO $policies$
DECLARE
    policy record;
BEGIN
    FOR policy IN
        SELECT polname, polrelid::regclass AS target FROM pg_policy
        WHERE polname ~ '^permission_' AND polrelid IN (
            'organizations'::regclass, 'organization_members'::regclass, 'workspaces'::regclass,
            'projects'::regclass, 'tasks'::regclass, 'comments'::regclass, 'attachments'::regclass,
            'activities'::regclass, 'labels'::regclass, 'task_labels'::regclass
        )
    LOOP
        EXECUTE format('DROP POLICY %I ON %s', policy.polname, policy.target);
    END LOOP;
END
$policies$;

DROP TRIGGER projects_check_project_move ON projects;
DROP FUNCTION app.permit(regclass, text, text);
DROP FUNCTION app.check_project_move();
DROP FUNCTION app.leave_organization();
DROP FUNCTION app.permitted_projects(text);
DROP FUNCTION app.permitted_workspaces(text);
DROP FUNCTION app.permissions_from(text);
DROP FUNCTION app.is_administrator();
DROP FUNCTION app.organization_role();
DROP FUNCTION app.current_person();
DROP FUNCTION app.set_user(uuid);

COMMENT ON COLUMN workspaces.is_private IS 'Only for its creator and chosen members.';
COMMENT ON COLUMN workspaces.created_by IS 'The member who made it, or to whom it was handed over.';
COMMENT ON COLUMN projects.owner_id IS 'The member who answers for it.';
