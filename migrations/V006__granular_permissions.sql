-- Who of an organization sees and does what: view, edit and admin on workspaces and projects.
--
-- Runs in one transaction. The tables of the new foreign keys are not read.
-- Locks on existing tables:
--     organizations          ACCESS EXCLUSIVE   new policies, as on all below: an instant
--     organization_members   ACCESS EXCLUSIVE
--     workspaces             ACCESS EXCLUSIVE
--     projects               ACCESS EXCLUSIVE
--     tasks                  ACCESS EXCLUSIVE
--     comments               ACCESS EXCLUSIVE
--     attachments            ACCESS EXCLUSIVE
--     activities             ACCESS EXCLUSIVE
--     labels                 ACCESS EXCLUSIVE
--     task_labels            ACCESS EXCLUSIVE
--
-- From here on a request says who is asking, too; without it app_user sees nothing at all:
--     SELECT app.set_tenant($1), app.set_user($2)
--
-- The rules
--     owner, admin   everything in their organization; only an owner makes, changes or removes an owner
--     member         edits what is in workspaces that are not private; makes workspaces
--     guest          only what was granted
--     grants         workspace_permissions and project_permissions: view, edit or admin, for one person.
--                    A workspace's permission holds for its projects. The highest one counts.
--     creator        of a workspace, and owner of a project: admin of it
--     view           read a project and all that is in it
--     edit           write tasks, comments, attachments and labels of tasks; make projects in a workspace
--     admin          change or discard the workspace or project itself, and decide who may do what
--     authorship     a row is written in one's own name; a comment is changed by its author, or by an
--                    admin of the project
--     A private workspace does not exist for a member without a grant. A grant on a project shows the
--     project, not its workspace. Being assigned a task is not a grant.
--
-- app_service is bound by the tenant alone. app_maintenance is bound by nothing.
--
-- The form of the policies
--     permission_<command>, RESTRICTIVE, TO app_user: they only ever take away from tenant_isolation.
--     Who the person is and what he may do is found out once per statement, not per row:
--         (SELECT app.is_administrator())                          an InitPlan, and for administrators all
--         project_id IN (SELECT app.permitted_projects('view'))    a hashed SubPlan, built when first needed
--     The functions run as app_owner, who is not app_user: the policies here do not apply inside of them
--     (no recursion), tenant_isolation does (no other tenant).

CREATE TABLE workspace_permissions (
    organization_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    user_id uuid NOT NULL,
    permission text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workspace_permissions_pkey PRIMARY KEY (organization_id, workspace_id, user_id),
    CONSTRAINT workspace_permissions_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT workspace_permissions_workspace_id_fkey FOREIGN KEY (organization_id, workspace_id)
        REFERENCES workspaces (organization_id, workspace_id) ON DELETE CASCADE,
    CONSTRAINT workspace_permissions_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES organization_members (organization_id, user_id) ON DELETE CASCADE,
    CONSTRAINT workspace_permissions_permission_check CHECK (permission IN ('view', 'edit', 'admin'))
);
CREATE INDEX workspace_permissions_user_id_idx ON workspace_permissions (organization_id, user_id);

CREATE TABLE project_permissions (
    organization_id uuid NOT NULL,
    project_id uuid NOT NULL,
    user_id uuid NOT NULL,
    permission text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT project_permissions_pkey PRIMARY KEY (organization_id, project_id, user_id),
    CONSTRAINT project_permissions_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT project_permissions_project_id_fkey FOREIGN KEY (organization_id, project_id)
        REFERENCES projects (organization_id, project_id) ON DELETE CASCADE,
    CONSTRAINT project_permissions_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES organization_members (organization_id, user_id) ON DELETE CASCADE,
    CONSTRAINT project_permissions_permission_check CHECK (permission IN ('view', 'edit', 'admin'))
);
CREATE INDEX project_permissions_user_id_idx ON project_permissions (organization_id, user_id);

SELECT app.isolate('workspace_permissions', 'SELECT', 'INSERT', 'DELETE');
GRANT UPDATE (permission) ON workspace_permissions TO app_user;
SELECT app.isolate('project_permissions', 'SELECT', 'INSERT', 'DELETE');
GRANT UPDATE (permission) ON project_permissions TO app_user;

COMMENT ON TABLE workspace_permissions IS
    'What one person may do in a workspace and its projects, beyond what his role gives him.';
COMMENT ON COLUMN workspace_permissions.organization_id IS 'The tenant.';
COMMENT ON COLUMN workspace_permissions.workspace_id IS 'The workspace.';
COMMENT ON COLUMN workspace_permissions.user_id IS 'The member or guest.';
COMMENT ON COLUMN workspace_permissions.permission IS 'view, edit or admin; each holds the one before it.';
COMMENT ON COLUMN workspace_permissions.created_at IS 'When it was granted.';
COMMENT ON TABLE project_permissions IS
    'What one person may do in a project, beyond what his role and its workspace give him.';
COMMENT ON COLUMN project_permissions.organization_id IS 'The tenant.';
COMMENT ON COLUMN project_permissions.project_id IS 'The project.';
COMMENT ON COLUMN project_permissions.user_id IS 'The member or guest.';
COMMENT ON COLUMN project_permissions.permission IS 'view, edit or admin; each holds the one before it.';
COMMENT ON COLUMN project_permissions.created_at IS 'When it was granted.';

COMMENT ON COLUMN workspaces.is_private IS
    'Only for its creator, for owners and admins of the organization, and for whom it was granted to.';
COMMENT ON COLUMN workspaces.created_by IS
    'The member who made it, or to whom it was handed over; may do everything in it.';
COMMENT ON COLUMN projects.owner_id IS 'The member who answers for it; may do everything in it.';

-- ---------------------------------------------------------------------------------------------
-- Who is asking, and what may he do
-- ---------------------------------------------------------------------------------------------

CREATE FUNCTION app.set_user(person uuid)
RETURNS void
LANGUAGE sql
SET search_path = ''
AS $function$
    SELECT set_config('app.current_user_id', COALESCE(person::text, ''), true);
$function$;
COMMENT ON FUNCTION app.set_user(uuid) IS
    'Says who is asking in the current transaction. The caller must have authenticated that person.';

CREATE FUNCTION app.current_person()
RETURNS uuid
LANGUAGE sql
STABLE
SET search_path = ''
AS $function$
    SELECT NULLIF(current_setting('app.current_user_id', true), '')::uuid;
$function$;
COMMENT ON FUNCTION app.current_person() IS
    'The person whom app.set_user named in this transaction; NULL when nobody.';

CREATE FUNCTION app.organization_role()
RETURNS text
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = ''
AS $function$
BEGIN
    RETURN (
        SELECT m.role
        FROM public.organization_members AS m
        WHERE m.organization_id = app.current_tenant() AND m.user_id = app.current_person()
            AND m.deleted_at IS NULL
    );
END
$function$;
COMMENT ON FUNCTION app.organization_role() IS
    'The role of the current person in the current organization; NULL when he is no member.';

CREATE FUNCTION app.is_administrator()
RETURNS boolean
LANGUAGE sql
STABLE
SET search_path = ''
AS $function$
    SELECT COALESCE(app.organization_role() IN ('owner', 'admin'), false);
$function$;
COMMENT ON FUNCTION app.is_administrator() IS
    'Whether the current person is an owner or admin of the current organization.';

CREATE FUNCTION app.permissions_from(wanted text)
RETURNS text[]
LANGUAGE sql
STABLE
SET search_path = ''
AS $function$
    SELECT CASE wanted
        WHEN 'view' THEN ARRAY['view', 'edit', 'admin']
        WHEN 'edit' THEN ARRAY['edit', 'admin']
        WHEN 'admin' THEN ARRAY['admin']
    END;
$function$;
COMMENT ON FUNCTION app.permissions_from(text) IS
    'The permissions that hold view, edit or admin; NULL for any other word.';

CREATE FUNCTION app.permitted_workspaces(wanted text)
RETURNS SETOF uuid
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
ROWS 20
SET search_path = ''
AS $function$
DECLARE
    tenant CONSTANT uuid := app.current_tenant();
    person CONSTANT uuid := app.current_person();
    own_role CONSTANT text := app.organization_role();
    enough CONSTANT text[] := app.permissions_from(wanted);
BEGIN
    IF own_role IS NULL OR enough IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT w.workspace_id
        FROM public.workspaces AS w
        WHERE w.organization_id = tenant
            AND w.deleted_at IS NULL
            AND (
                own_role IN ('owner', 'admin')
                OR (own_role = 'member' AND NOT w.is_private AND 'edit' = ANY (enough))
                OR w.created_by = person
                OR w.workspace_id IN (
                    SELECT p.workspace_id
                    FROM public.workspace_permissions AS p
                    WHERE p.organization_id = tenant AND p.user_id = person AND p.permission = ANY (enough)
                )
            );
END
$function$;
COMMENT ON FUNCTION app.permitted_workspaces(text) IS
    'The live workspaces in which the current person has at least view, edit or admin.';

CREATE FUNCTION app.permitted_projects(wanted text)
RETURNS SETOF uuid
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
ROWS 100
SET search_path = ''
AS $function$
DECLARE
    tenant CONSTANT uuid := app.current_tenant();
    person CONSTANT uuid := app.current_person();
    own_role CONSTANT text := app.organization_role();
    enough CONSTANT text[] := app.permissions_from(wanted);
BEGIN
    IF own_role IS NULL OR enough IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT p.project_id
        FROM public.projects AS p
        WHERE p.organization_id = tenant
            AND p.deleted_at IS NULL
            AND (
                own_role IN ('owner', 'admin')
                OR p.owner_id = person
                OR p.workspace_id IN (SELECT app.permitted_workspaces(wanted))
                OR p.project_id IN (
                    SELECT g.project_id
                    FROM public.project_permissions AS g
                    WHERE g.organization_id = tenant AND g.user_id = person AND g.permission = ANY (enough)
                )
            );
END
$function$;
COMMENT ON FUNCTION app.permitted_projects(text) IS
    'The live projects in which the current person has at least view, edit or admin.';

-- A member may not write his own membership, or he would write himself another role. Leaving is this:
CREATE FUNCTION app.leave_organization()
RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = ''
AS $function$
BEGIN
    UPDATE public.organization_members SET deleted_at = now()
    WHERE organization_id = app.current_tenant() AND user_id = app.current_person() AND deleted_at IS NULL;
    RETURN FOUND;
END
$function$;
COMMENT ON FUNCTION app.leave_organization() IS
    'Ends the membership of the current person in the current organization. False: he is no member.';

-- A policy cannot compare a row with what it was: moving a project takes the right to make one there.
CREATE FUNCTION app.check_project_move()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $function$
BEGIN
    IF row_security_active('public.projects') AND pg_has_role(current_user, 'app_user', 'USAGE') AND NOT EXISTS (
        SELECT FROM app.permitted_workspaces('edit') AS w (workspace_id)
        WHERE w.workspace_id = NEW.workspace_id
    ) THEN
        RAISE insufficient_privilege
            USING MESSAGE = format('workspace %s is not yours to put projects in', NEW.workspace_id),
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA, COLUMN = 'workspace_id';
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION app.check_project_move() IS
    'BEFORE UPDATE trigger of projects: another workspace takes edit there.';

-- Adds one restrictive policy for app_user; a row that is read is held against USING, a row that is
-- written against WITH CHECK.
CREATE FUNCTION app.permit(target regclass, command text, allowed text)
RETURNS void
LANGUAGE plpgsql
SET search_path = ''
AS $function$
BEGIN
    EXECUTE format(
        CASE command
            WHEN 'view' THEN 'CREATE POLICY permission_view ON %1$s AS RESTRICTIVE FOR SELECT TO app_user USING (%2$s)'
            WHEN 'insert' THEN 'CREATE POLICY permission_insert ON %1$s AS RESTRICTIVE FOR INSERT TO app_user WITH CHECK (%2$s)'
            WHEN 'update' THEN 'CREATE POLICY permission_update ON %1$s AS RESTRICTIVE FOR UPDATE TO app_user USING (%2$s) WITH CHECK (%2$s)'
            WHEN 'delete' THEN 'CREATE POLICY permission_delete ON %1$s AS RESTRICTIVE FOR DELETE TO app_user USING (%2$s)'
        END,
        target, allowed);
END
$function$;
COMMENT ON FUNCTION app.permit(regclass, text, text) IS
    'For migrations: what a person may view, insert, update or delete in a table, within the tenant.';

SELECT app.own(
    'app.set_user(uuid)', 'app.current_person()', 'app.organization_role()', 'app.is_administrator()',
    'app.permissions_from(text)', 'app.permitted_workspaces(text)', 'app.permitted_projects(text)',
    'app.leave_organization()', 'app.check_project_move()', 'app.permit(regclass, text, text)'
);
GRANT EXECUTE ON FUNCTION app.set_user(uuid), app.current_person()
    TO app_user, app_service, app_login, app_maintenance, app_lookup;
GRANT EXECUTE ON FUNCTION
    app.organization_role(), app.is_administrator(), app.permitted_workspaces(text),
    app.permitted_projects(text)
    TO app_user, app_service;
GRANT EXECUTE ON FUNCTION app.leave_organization() TO app_user;

CREATE TRIGGER projects_check_project_move
    BEFORE UPDATE OF workspace_id ON projects
    FOR EACH ROW WHEN (OLD.workspace_id IS DISTINCT FROM NEW.workspace_id)
    EXECUTE FUNCTION app.check_project_move();

-- ---------------------------------------------------------------------------------------------
-- The organization and its people
-- ---------------------------------------------------------------------------------------------

SELECT app.permit('organizations', 'view', '(SELECT app.organization_role()) IS NOT NULL');
SELECT app.permit('organizations', 'update', '(SELECT app.is_administrator())');

SELECT app.permit('organization_members', 'view', '(SELECT app.organization_role()) IS NOT NULL');
SELECT app.permit('organization_members', 'insert', $$
    (SELECT app.organization_role()) = 'owner'
    OR ((SELECT app.organization_role()) = 'admin' AND role <> 'owner')
$$);
SELECT app.permit('organization_members', 'update', $$
    (SELECT app.organization_role()) = 'owner'
    OR ((SELECT app.organization_role()) = 'admin' AND role <> 'owner')
$$);

SELECT app.permit('labels', 'view', '(SELECT app.organization_role()) IS NOT NULL');
SELECT app.permit('labels', 'insert', $$(SELECT app.organization_role()) IN ('owner', 'admin', 'member')$$);
SELECT app.permit('labels', 'update', $$(SELECT app.organization_role()) IN ('owner', 'admin', 'member')$$);
SELECT app.permit('labels', 'delete', $$(SELECT app.organization_role()) IN ('owner', 'admin', 'member')$$);

-- ---------------------------------------------------------------------------------------------
-- Workspaces and projects
--
-- The columns created_by and owner_id stand in the view policies although the functions know them, too:
-- a row that has just been inserted is not yet in what the functions see, and RETURNING asks for it.
-- ---------------------------------------------------------------------------------------------

SELECT app.permit('workspaces', 'view', $$
    (SELECT app.is_administrator())
    OR (created_by = (SELECT app.current_person()) AND (SELECT app.organization_role()) IS NOT NULL)
    OR workspace_id IN (SELECT app.permitted_workspaces('view'))
$$);
SELECT app.permit('workspaces', 'insert', $$
    (SELECT app.organization_role()) IN ('owner', 'admin', 'member')
    AND created_by = (SELECT app.current_person())
$$);
SELECT app.permit('workspaces', 'update', $$
    (SELECT app.is_administrator())
    OR (created_by = (SELECT app.current_person()) AND (SELECT app.organization_role()) IS NOT NULL)
    OR workspace_id IN (SELECT app.permitted_workspaces('admin'))
$$);

SELECT app.permit('projects', 'view', $$
    (SELECT app.is_administrator())
    OR (owner_id = (SELECT app.current_person()) AND (SELECT app.organization_role()) IS NOT NULL)
    OR workspace_id IN (SELECT app.permitted_workspaces('view'))
    OR project_id IN (SELECT app.permitted_projects('view'))
$$);
SELECT app.permit('projects', 'insert', $$
    (SELECT app.is_administrator()) OR workspace_id IN (SELECT app.permitted_workspaces('edit'))
$$);
SELECT app.permit('projects', 'update', $$
    (SELECT app.is_administrator())
    OR (owner_id = (SELECT app.current_person()) AND (SELECT app.organization_role()) IS NOT NULL)
    OR project_id IN (SELECT app.permitted_projects('admin'))
$$);

-- Grants are decided by who is admin there; everybody sees his own.
SELECT app.permit('workspace_permissions', 'view', $$
    (SELECT app.is_administrator())
    OR user_id = (SELECT app.current_person())
    OR workspace_id IN (SELECT app.permitted_workspaces('admin'))
$$);
SELECT app.permit('project_permissions', 'view', $$
    (SELECT app.is_administrator())
    OR user_id = (SELECT app.current_person())
    OR project_id IN (SELECT app.permitted_projects('admin'))
$$);
SELECT app.permit('workspace_permissions', command, $$
    (SELECT app.is_administrator()) OR workspace_id IN (SELECT app.permitted_workspaces('admin'))
$$) FROM unnest(ARRAY['insert', 'update', 'delete']) AS command;
SELECT app.permit('project_permissions', command, $$
    (SELECT app.is_administrator()) OR project_id IN (SELECT app.permitted_projects('admin'))
$$) FROM unnest(ARRAY['insert', 'update', 'delete']) AS command;

-- ---------------------------------------------------------------------------------------------
-- What is in a project
-- ---------------------------------------------------------------------------------------------

SELECT app.permit(target::regclass, 'view', $$
    (SELECT app.is_administrator()) OR project_id IN (SELECT app.permitted_projects('view'))
$$) FROM unnest(ARRAY['tasks', 'comments', 'attachments', 'task_labels']) AS target;

SELECT app.permit('tasks', 'insert', $$
    created_by = (SELECT app.current_person())
    AND ((SELECT app.is_administrator()) OR project_id IN (SELECT app.permitted_projects('edit')))
$$);
SELECT app.permit('tasks', 'update', $$
    (SELECT app.is_administrator()) OR project_id IN (SELECT app.permitted_projects('edit'))
$$);

SELECT app.permit('comments', 'insert', $$
    user_id = (SELECT app.current_person())
    AND ((SELECT app.is_administrator()) OR project_id IN (SELECT app.permitted_projects('edit')))
$$);
SELECT app.permit('comments', 'update', $$
    (SELECT app.is_administrator())
    OR (user_id = (SELECT app.current_person()) AND project_id IN (SELECT app.permitted_projects('edit')))
    OR project_id IN (SELECT app.permitted_projects('admin'))
$$);

SELECT app.permit('attachments', 'insert', $$
    uploaded_by = (SELECT app.current_person())
    AND ((SELECT app.is_administrator()) OR project_id IN (SELECT app.permitted_projects('edit')))
$$);
SELECT app.permit('attachments', 'update', $$
    (SELECT app.is_administrator()) OR project_id IN (SELECT app.permitted_projects('edit'))
$$);

SELECT app.permit('task_labels', command, $$
    (SELECT app.is_administrator()) OR project_id IN (SELECT app.permitted_projects('edit'))
$$) FROM unnest(ARRAY['insert', 'delete']) AS command;

-- An array, not a set: each partition would build the hash of a set anew, an InitPlan belongs to all.
SELECT app.permit('activities', 'view', $$
    (SELECT app.is_administrator())
    OR (user_id = (SELECT app.current_person()) AND (SELECT app.organization_role()) IS NOT NULL)
    OR project_id = ANY (ARRAY(SELECT app.permitted_projects('view')))
$$);
SELECT app.permit('activities', 'insert', $$
    user_id = (SELECT app.current_person())
    AND (
        project_id IS NULL
        OR (SELECT app.is_administrator())
        OR project_id = ANY (ARRAY(SELECT app.permitted_projects('view')))
    )
$$);
