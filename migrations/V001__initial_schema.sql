-- Initial schema: roles, the schema "app", and the nine tables of the project management platform
-- (organizations, users, organization_members, workspaces, projects, tasks, comments, attachments,
-- activities), isolated by tenant from their first moment.
--
-- Runs in one transaction, as superuser or as an owner of the database who has CREATEROLE.
-- Locks on existing tables: none, every table is new.
-- The rollback drops all tables and so loses every row; the roles go when nothing else uses them.
--
-- Tenancy
--     A tenant is an organization. Every tenant table has organization_id NOT NULL, first in its
--     primary key, in its unique constraints and in its foreign keys, so a row of one tenant cannot
--     refer to a row of another. Row-level security shows a tenant only its own rows.
--     Each tenant table also refers to organizations directly, although a longer way often implies
--     it: deleting an organization then empties all tables in the first round of cascades, before
--     the checks of the people columns (created_by, ...) run. One DELETE is enough.
--     People are named as members, (organization_id, user_id), never as bare users: work cannot be
--     assigned to strangers. A member who has left traces cannot be deleted (NO ACTION), only an
--     assignment is let go.
--
-- Names (a leading organization_id is not spelled out in them)
--     primary key   <table>_pkey             index     <table>_<columns>_idx
--     unique        <table>_<columns>_key    trigger   <table>_touch_updated_at
--     foreign key   <table>_<column>_fkey    policies  tenant_isolation, tenant_floor
--     check         <table>_<what>_check
--
-- Types
--     timestamptz for every instant; text with a limit in characters; uuid keys, random.

-- ---------------------------------------------------------------------------------------------
-- Roles
--
--   app_owner        owns every table and function. No login, neither SUPERUSER nor BYPASSRLS, so
--                    FORCE ROW LEVEL SECURITY holds for it too.
--   app_user         what a request may do. No login: GRANT app_user TO <the application's login>.
--   app_maintenance  for backfills over all tenants: SET LOCAL ROLE app_maintenance. BYPASSRLS,
--                    owns nothing, so no view or function ever runs with its rights by accident.
--
-- Roles belong to the cluster, not to the database: another database may have made them, or be
-- making them right now. The migrating role becomes a member of app_owner, which lets it hand over
-- the tables and go on altering them, and of app_maintenance (BYPASSRLS is not inherited: it takes
-- an explicit SET ROLE).
-- ---------------------------------------------------------------------------------------------

DO $roles$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['app_owner', 'app_user', 'app_maintenance'] LOOP
        CONTINUE WHEN to_regrole(role_name) IS NOT NULL;
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', role_name);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            RAISE NOTICE 'role % was created by another session in the meantime', role_name;
        END;
    END LOOP;

    IF EXISTS (
            SELECT FROM pg_roles
            WHERE rolname IN ('app_owner', 'app_user') AND (rolsuper OR rolbypassrls)
        )
        OR pg_has_role('app_user', 'app_owner', 'MEMBER')
        OR pg_has_role('app_user', 'app_maintenance', 'MEMBER')
    THEN
        RAISE EXCEPTION 'existing roles would defeat the isolation of tenants'
            USING HINT = 'app_owner and app_user must be neither SUPERUSER nor BYPASSRLS, and '
                'app_user must not be a member of app_owner or app_maintenance.';
    END IF;

    -- A superuser counts as a member of every role, so it is granted nothing here.
    BEGIN
        IF NOT pg_has_role(current_user, 'app_owner', 'USAGE') THEN
            GRANT app_owner TO CURRENT_USER;
        END IF;
    EXCEPTION WHEN insufficient_privilege THEN
        NULL;
    END;
    IF NOT pg_has_role(current_user, 'app_owner', 'USAGE') THEN
        RAISE EXCEPTION 'role % does not have the rights of app_owner', current_user
            USING HINT = format('A superuser gives them once: GRANT app_owner TO %I, which must '
                'have the INHERIT attribute.', current_user);
    END IF;

    -- Backfills are a convenience of later migrations: who may not prepare them here is told so,
    -- and not stopped. Without BYPASSRLS app_maintenance sees no rows, it does not see too many.
    BEGIN
        IF NOT pg_has_role(current_user, 'app_maintenance', 'USAGE') THEN
            GRANT app_maintenance TO CURRENT_USER;
        END IF;
    EXCEPTION WHEN insufficient_privilege THEN
        RAISE NOTICE 'role % may not use app_maintenance for backfills', current_user
            USING HINT = format('GRANT app_maintenance TO %I', current_user);
    END;
    BEGIN
        IF NOT (SELECT rolbypassrls FROM pg_roles WHERE rolname = 'app_maintenance') THEN
            ALTER ROLE app_maintenance BYPASSRLS;
        END IF;
    EXCEPTION WHEN insufficient_privilege THEN
        RAISE NOTICE 'role app_maintenance has no BYPASSRLS: % may not give it', current_user
            USING HINT = 'A superuser does it once: ALTER ROLE app_maintenance BYPASSRLS';
    END;
END
$roles$;

-- A table can only be given to a role that may create in the table's schema.
GRANT USAGE, CREATE ON SCHEMA public TO app_owner;
GRANT USAGE ON SCHEMA public TO app_user, app_maintenance;

-- ---------------------------------------------------------------------------------------------
-- Schema app: what the application and the migrations call
-- ---------------------------------------------------------------------------------------------

CREATE SCHEMA app AUTHORIZATION app_owner;
GRANT USAGE ON SCHEMA app TO app_user;
COMMENT ON SCHEMA app IS 'Functions behind the tenant isolation; holds no data.';

-- First statement of every request's transaction: SELECT app.set_tenant($1). SET LOCAL takes no
-- bind parameter, set_config does. The setting ends with the transaction, so a connection that
-- goes back to the pool carries no tenant; called outside a transaction it has no effect and the
-- next query sees no rows.
CREATE FUNCTION app.set_tenant(tenant uuid)
RETURNS void
LANGUAGE sql
SET search_path = ''
AS $function$
    SELECT set_config('app.current_organization_id', COALESCE(tenant::text, ''), true);
$function$;
ALTER FUNCTION app.set_tenant(uuid) OWNER TO app_owner;
REVOKE ALL ON FUNCTION app.set_tenant(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.set_tenant(uuid) TO app_user;
COMMENT ON FUNCTION app.set_tenant(uuid) IS
    'Chooses the organization whose rows the current transaction sees. The caller must have checked'
    ' that the person asking is a member of it.';

-- Fires for every UPDATE, also one that changes nothing. To keep the old value during a backfill,
-- disable the trigger in that migration.
CREATE FUNCTION app.touch_updated_at()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $function$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$function$;
ALTER FUNCTION app.touch_updated_at() OWNER TO app_owner;
REVOKE ALL ON FUNCTION app.touch_updated_at() FROM PUBLIC;
COMMENT ON FUNCTION app.touch_updated_at() IS
    'BEFORE UPDATE trigger: sets updated_at to the start of the transaction.';

-- Gives a tenant table its owner, its row-level security and its rights, in one form for all.
--
--   (SELECT ...)             makes the setting a constant of the statement: read once, not per row.
--   current_setting(, true)  never chosen in this connection: NULL, so no rows.
--   NULLIF(, '')             what is left after a transaction that did choose: '', so no rows.
--   ::uuid                   garbage raises an error.
--   tenant_isolation         permissive, for app_user only: another role sees nothing, the owner
--                            included (FORCE).
--   tenant_floor             restrictive, for everybody: a permissive policy added later can be as
--                            wide as it likes, the tenant's border stays.
--   rights                   of app_user. TRUNCATE, TRIGGER and REFERENCES get round row-level
--                            security, so they are refused. Rights that default privileges may
--                            have put on the new table are taken away first.
--
-- The setting is the application's word: this protects from a forgotten or wrong WHERE, not from an
-- attacker who can run SQL of his own and choose the tenant himself.
CREATE FUNCTION app.isolate(target regclass, VARIADIC rights text[])
RETURNS void
LANGUAGE plpgsql
SET search_path = ''
AS $function$
DECLARE
    own_tenant CONSTANT text := $$
        organization_id = (
            SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid
        )
    $$;
BEGIN
    IF NOT rights <@ ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'] THEN
        RAISE EXCEPTION 'app_user may be given SELECT, INSERT, UPDATE and DELETE on %, not %',
            target, rights;
    END IF;

    EXECUTE format('ALTER TABLE %s OWNER TO app_owner', target);
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format(
        'CREATE POLICY tenant_isolation ON %s AS PERMISSIVE FOR ALL TO app_user '
        'USING (%2$s) WITH CHECK (%2$s)', target, own_tenant);
    EXECUTE format(
        'CREATE POLICY tenant_floor ON %s AS RESTRICTIVE FOR ALL TO PUBLIC '
        'USING (%2$s) WITH CHECK (%2$s)', target, own_tenant);

    EXECUTE format('REVOKE ALL ON %s FROM PUBLIC, app_user, app_maintenance', target);
    EXECUTE format('GRANT %2$s ON %1$s TO app_user', target, array_to_string(rights, ', '));
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO app_maintenance', target);
END
$function$;
ALTER FUNCTION app.isolate(regclass, text[]) OWNER TO app_owner;
REVOKE ALL ON FUNCTION app.isolate(regclass, text[]) FROM PUBLIC;
COMMENT ON FUNCTION app.isolate(regclass, text[]) IS
    'For migrations: makes a table with organization_id a tenant table (owner, forced row-level'
    ' security, policies, the given rights for app_user).';

-- ---------------------------------------------------------------------------------------------
-- organizations: the tenants
-- ---------------------------------------------------------------------------------------------

CREATE TABLE organizations (
    organization_id uuid NOT NULL DEFAULT gen_random_uuid(),
    name text NOT NULL,
    slug text NOT NULL,
    plan_tier text NOT NULL,
    max_users integer NOT NULL DEFAULT 10,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organizations_pkey PRIMARY KEY (organization_id),
    CONSTRAINT organizations_slug_key UNIQUE (slug),
    CONSTRAINT organizations_name_check CHECK (btrim(name) <> '' AND char_length(name) <= 200),
    CONSTRAINT organizations_slug_check CHECK (
        slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND char_length(slug) <= 63
    ),
    CONSTRAINT organizations_plan_tier_check CHECK (plan_tier IN ('free', 'pro', 'enterprise')),
    CONSTRAINT organizations_max_users_check CHECK (max_users > 0)
);

CREATE TRIGGER organizations_touch_updated_at
    BEFORE UPDATE ON organizations
    FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at();

-- A request may read its organization and rename it. Founding, closing, plan and slug are matters
-- of the platform, not of a tenant; a tenant that sets slugs could also ask which ones are taken.
SELECT app.isolate('organizations', 'SELECT');
GRANT UPDATE (name) ON organizations TO app_user;

COMMENT ON TABLE organizations IS 'Tenants. Deleting one deletes everything that belongs to it.';
COMMENT ON COLUMN organizations.slug IS 'Name in URLs, unique over the whole platform.';
COMMENT ON COLUMN organizations.max_users IS
    'Members that the plan allows; enforced by the application.';

-- ---------------------------------------------------------------------------------------------
-- users: people, global, because one person can belong to several organizations
-- ---------------------------------------------------------------------------------------------

CREATE TABLE users (
    user_id uuid NOT NULL DEFAULT gen_random_uuid(),
    email text NOT NULL,
    password_hash text NOT NULL,
    full_name text NOT NULL,
    avatar_url text,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_login_at timestamptz,
    CONSTRAINT users_pkey PRIMARY KEY (user_id),
    CONSTRAINT users_email_check CHECK (
        email ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND char_length(email) <= 254
    ),
    CONSTRAINT users_password_hash_check CHECK (
        btrim(password_hash) <> '' AND char_length(password_hash) <= 500
    ),
    CONSTRAINT users_full_name_check CHECK (
        btrim(full_name) <> '' AND char_length(full_name) <= 200
    ),
    CONSTRAINT users_avatar_url_check CHECK (
        avatar_url ~ '^https?://' AND char_length(avatar_url) <= 2048
    )
);

-- One account per address, however it is capitalised. Log in with WHERE lower(email) = lower($1).
CREATE UNIQUE INDEX users_email_key ON users (lower(email));

COMMENT ON TABLE users IS
    'Accounts of people; global. app_user reads the people of the current organization and writes'
    ' nothing: a profile is shared by all organizations of its person.';
COMMENT ON COLUMN users.password_hash IS
    'Salted hash (argon2id or bcrypt); app_user cannot read it.';

-- ---------------------------------------------------------------------------------------------
-- organization_members: who belongs to which organization
-- ---------------------------------------------------------------------------------------------

CREATE TABLE organization_members (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    joined_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organization_members_pkey PRIMARY KEY (organization_id, user_id),
    CONSTRAINT organization_members_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT organization_members_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (user_id) ON DELETE CASCADE,
    CONSTRAINT organization_members_role_check CHECK (
        role IN ('owner', 'admin', 'member', 'guest')
    )
);

-- The organizations of one person, asked for at log-in before there is a tenant.
CREATE INDEX organization_members_user_id_idx ON organization_members (user_id);

-- A membership changes its role; it does not turn into another person's.
SELECT app.isolate('organization_members', 'SELECT', 'INSERT', 'DELETE');
GRANT UPDATE (role) ON organization_members TO app_user;

COMMENT ON TABLE organization_members IS
    'Memberships, and what every people column of a tenant table refers to.';

-- users has no organization_id, so app.isolate does not fit. A request sees a person who is a
-- member of its organization. The policy reads organization_members with the rights of the caller,
-- so the isolation of that table applies a second time.
-- It is a filter, not a way in: list people from organization_members JOIN users, not from users.
-- The floor binds app_user and not everybody: a log-in service has to find a person before there is
-- a tenant. It gets a role and a policy of its own.
ALTER TABLE users OWNER TO app_owner;
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON users AS PERMISSIVE FOR SELECT TO app_user
    USING (
        EXISTS (
            SELECT FROM organization_members AS m
            WHERE m.user_id = users.user_id
                AND m.organization_id = (
                    SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid
                )
        )
    );

CREATE POLICY tenant_floor ON users AS RESTRICTIVE FOR ALL TO app_user
    USING (
        EXISTS (
            SELECT FROM organization_members AS m
            WHERE m.user_id = users.user_id
                AND m.organization_id = (
                    SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid
                )
        )
    );

-- Not password_hash, and not when somebody was last seen on the platform or first came to it.
REVOKE ALL ON users FROM PUBLIC, app_user, app_maintenance;
GRANT SELECT (user_id, email, full_name, avatar_url) ON users TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON users TO app_maintenance;

-- ---------------------------------------------------------------------------------------------
-- workspaces: groups of projects
-- ---------------------------------------------------------------------------------------------

CREATE TABLE workspaces (
    organization_id uuid NOT NULL,
    workspace_id uuid NOT NULL DEFAULT gen_random_uuid(),
    name text NOT NULL,
    description text,
    is_private boolean NOT NULL DEFAULT false,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workspaces_pkey PRIMARY KEY (organization_id, workspace_id),
    CONSTRAINT workspaces_name_key UNIQUE (organization_id, name),
    CONSTRAINT workspaces_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT workspaces_created_by_fkey FOREIGN KEY (organization_id, created_by)
        REFERENCES organization_members (organization_id, user_id) ON DELETE NO ACTION,
    CONSTRAINT workspaces_name_check CHECK (btrim(name) <> '' AND char_length(name) <= 200),
    CONSTRAINT workspaces_description_check CHECK (char_length(description) <= 10000)
);

CREATE INDEX workspaces_created_by_idx ON workspaces (organization_id, created_by);

CREATE TRIGGER workspaces_touch_updated_at
    BEFORE UPDATE ON workspaces
    FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at();

SELECT app.isolate('workspaces', 'SELECT', 'INSERT', 'UPDATE', 'DELETE');

COMMENT ON TABLE workspaces IS 'Groups of projects within an organization.';
COMMENT ON COLUMN workspaces.is_private IS
    'Only for chosen members; row-level security does not look at it, the application does.';

-- ---------------------------------------------------------------------------------------------
-- projects
-- ---------------------------------------------------------------------------------------------

CREATE TABLE projects (
    organization_id uuid NOT NULL,
    project_id uuid NOT NULL DEFAULT gen_random_uuid(),
    workspace_id uuid NOT NULL,
    name text NOT NULL,
    description text,
    status text NOT NULL DEFAULT 'active',
    owner_id uuid NOT NULL,
    start_date date,
    due_date date,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT projects_pkey PRIMARY KEY (organization_id, project_id),
    CONSTRAINT projects_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT projects_workspace_id_fkey FOREIGN KEY (organization_id, workspace_id)
        REFERENCES workspaces (organization_id, workspace_id) ON DELETE CASCADE,
    CONSTRAINT projects_owner_id_fkey FOREIGN KEY (organization_id, owner_id)
        REFERENCES organization_members (organization_id, user_id) ON DELETE NO ACTION,
    CONSTRAINT projects_name_check CHECK (btrim(name) <> '' AND char_length(name) <= 200),
    CONSTRAINT projects_description_check CHECK (char_length(description) <= 10000),
    CONSTRAINT projects_status_check CHECK (status IN ('active', 'archived', 'completed')),
    CONSTRAINT projects_dates_check CHECK (start_date <= due_date)
);

-- Project lists: of a workspace, of a person, of the organization by status.
CREATE INDEX projects_workspace_id_idx ON projects (organization_id, workspace_id);
CREATE INDEX projects_owner_id_idx ON projects (organization_id, owner_id);
CREATE INDEX projects_status_idx ON projects (organization_id, status);

CREATE TRIGGER projects_touch_updated_at
    BEFORE UPDATE ON projects
    FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at();

SELECT app.isolate('projects', 'SELECT', 'INSERT', 'UPDATE', 'DELETE');

COMMENT ON TABLE projects IS 'Projects within a workspace.';
COMMENT ON COLUMN projects.due_date IS
    'A day of the calendar, without time zone; the due_date of a task is an instant.';

-- ---------------------------------------------------------------------------------------------
-- tasks
-- ---------------------------------------------------------------------------------------------

CREATE TABLE tasks (
    organization_id uuid NOT NULL,
    task_id uuid NOT NULL DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL,
    parent_task_id uuid,
    title text NOT NULL,
    description text,
    status text NOT NULL DEFAULT 'todo',
    priority text NOT NULL DEFAULT 'medium',
    assignee_id uuid,
    created_by uuid NOT NULL,
    due_date timestamptz,
    completed_at timestamptz,
    position integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT tasks_pkey PRIMARY KEY (organization_id, task_id),
    -- What a subtask refers to, so that it stays in the project of its parent: else deleting one
    -- project would take tasks of another with it.
    CONSTRAINT tasks_project_id_task_id_key UNIQUE (organization_id, project_id, task_id),
    -- One order per project without ties. Deferrable, because moving a task shifts others through
    -- positions that are still taken: it is checked at the end of the statement, or of the
    -- transaction after SET CONSTRAINTS. Two sessions that append at once: the second gets 23505
    -- and takes the next position.
    CONSTRAINT tasks_project_id_position_key UNIQUE (organization_id, project_id, position)
        DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT tasks_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT tasks_project_id_fkey FOREIGN KEY (organization_id, project_id)
        REFERENCES projects (organization_id, project_id) ON DELETE CASCADE,
    CONSTRAINT tasks_parent_task_id_fkey FOREIGN KEY (organization_id, project_id, parent_task_id)
        REFERENCES tasks (organization_id, project_id, task_id) ON DELETE CASCADE,
    CONSTRAINT tasks_assignee_id_fkey FOREIGN KEY (organization_id, assignee_id)
        REFERENCES organization_members (organization_id, user_id)
        ON DELETE SET NULL (assignee_id),
    CONSTRAINT tasks_created_by_fkey FOREIGN KEY (organization_id, created_by)
        REFERENCES organization_members (organization_id, user_id) ON DELETE NO ACTION,
    CONSTRAINT tasks_title_check CHECK (btrim(title) <> '' AND char_length(title) <= 500),
    CONSTRAINT tasks_description_check CHECK (char_length(description) <= 50000),
    CONSTRAINT tasks_status_check CHECK (status IN ('todo', 'in_progress', 'review', 'done')),
    CONSTRAINT tasks_priority_check CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    CONSTRAINT tasks_parent_task_id_check CHECK (parent_task_id <> task_id)
);

-- Task assignments: the open work of one person.
CREATE INDEX tasks_assignee_id_status_idx ON tasks (organization_id, assignee_id, status);
-- The subtasks of a task; project_id comes last, only the foreign key asks for it.
CREATE INDEX tasks_parent_task_id_project_id_idx
    ON tasks (organization_id, parent_task_id, project_id)
    WHERE parent_task_id IS NOT NULL;
CREATE INDEX tasks_created_by_idx ON tasks (organization_id, created_by);
CREATE INDEX tasks_due_date_idx ON tasks (organization_id, due_date) WHERE due_date IS NOT NULL;

CREATE TRIGGER tasks_touch_updated_at
    BEFORE UPDATE ON tasks
    FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at();

SELECT app.isolate('tasks', 'SELECT', 'INSERT', 'UPDATE', 'DELETE');

COMMENT ON TABLE tasks IS 'Tasks within a project, and their subtasks.';
COMMENT ON COLUMN tasks.parent_task_id IS
    'Set for a subtask. A task and its subtasks change project in one statement.';
COMMENT ON COLUMN tasks.assignee_id IS 'Becomes NULL when the member leaves the organization.';
COMMENT ON COLUMN tasks.position IS
    'Order within the project, for drag and drop; gaps are welcome, they save shifting.';

-- ---------------------------------------------------------------------------------------------
-- comments
-- ---------------------------------------------------------------------------------------------

CREATE TABLE comments (
    organization_id uuid NOT NULL,
    comment_id uuid NOT NULL DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL,
    user_id uuid NOT NULL,
    content text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT comments_pkey PRIMARY KEY (organization_id, comment_id),
    CONSTRAINT comments_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT comments_task_id_fkey FOREIGN KEY (organization_id, task_id)
        REFERENCES tasks (organization_id, task_id) ON DELETE CASCADE,
    CONSTRAINT comments_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES organization_members (organization_id, user_id) ON DELETE NO ACTION,
    CONSTRAINT comments_content_check CHECK (
        btrim(content) <> '' AND char_length(content) <= 10000
    )
);

-- The conversation on a task, read in either direction.
CREATE INDEX comments_task_id_created_at_idx ON comments (organization_id, task_id, created_at);
CREATE INDEX comments_user_id_idx ON comments (organization_id, user_id);

CREATE TRIGGER comments_touch_updated_at
    BEFORE UPDATE ON comments
    FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at();

SELECT app.isolate('comments', 'SELECT', 'INSERT', 'UPDATE', 'DELETE');

COMMENT ON TABLE comments IS 'Comments on tasks.';
COMMENT ON COLUMN comments.user_id IS 'The author.';

-- ---------------------------------------------------------------------------------------------
-- attachments
-- ---------------------------------------------------------------------------------------------

CREATE TABLE attachments (
    organization_id uuid NOT NULL,
    attachment_id uuid NOT NULL DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL,
    uploaded_by uuid NOT NULL,
    file_name text NOT NULL,
    file_size bigint NOT NULL,
    mime_type text NOT NULL,
    storage_key text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT attachments_pkey PRIMARY KEY (organization_id, attachment_id),
    CONSTRAINT attachments_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT attachments_task_id_fkey FOREIGN KEY (organization_id, task_id)
        REFERENCES tasks (organization_id, task_id) ON DELETE CASCADE,
    CONSTRAINT attachments_uploaded_by_fkey FOREIGN KEY (organization_id, uploaded_by)
        REFERENCES organization_members (organization_id, user_id) ON DELETE NO ACTION,
    CONSTRAINT attachments_file_name_check CHECK (
        btrim(file_name) <> '' AND char_length(file_name) <= 255
    ),
    CONSTRAINT attachments_file_size_check CHECK (file_size >= 0),
    CONSTRAINT attachments_mime_type_check CHECK (
        mime_type LIKE '%_/_%' AND char_length(mime_type) <= 255
    ),
    CONSTRAINT attachments_storage_key_check CHECK (
        btrim(storage_key) <> '' AND char_length(storage_key) <= 1024
    )
);

CREATE INDEX attachments_task_id_idx ON attachments (organization_id, task_id);
CREATE INDEX attachments_uploaded_by_idx ON attachments (organization_id, uploaded_by);

SELECT app.isolate('attachments', 'SELECT', 'INSERT', 'UPDATE', 'DELETE');

COMMENT ON TABLE attachments IS 'Files of tasks; the bytes lie in the object store.';
COMMENT ON COLUMN attachments.file_size IS 'Bytes.';
COMMENT ON COLUMN attachments.storage_key IS
    'Key in the object store. Deleting the row does not delete the object.';

-- ---------------------------------------------------------------------------------------------
-- activities: who did what, one row per event
-- ---------------------------------------------------------------------------------------------

CREATE TABLE activities (
    organization_id uuid NOT NULL,
    activity_id bigint GENERATED BY DEFAULT AS IDENTITY,
    user_id uuid NOT NULL,
    entity_type text NOT NULL,
    entity_id uuid NOT NULL,
    action text NOT NULL,
    metadata jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT activities_pkey PRIMARY KEY (organization_id, activity_id),
    CONSTRAINT activities_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT activities_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES organization_members (organization_id, user_id) ON DELETE NO ACTION,
    CONSTRAINT activities_entity_type_check CHECK (
        btrim(entity_type) <> '' AND char_length(entity_type) <= 50
    ),
    CONSTRAINT activities_action_check CHECK (
        btrim(action) <> '' AND char_length(action) <= 50
    ),
    CONSTRAINT activities_metadata_check CHECK (jsonb_typeof(metadata) = 'object')
);

-- The feed of the organization, of one person, and the history of one thing.
-- No GIN index on metadata: the operators of jsonb (@>, ?) are not leakproof, so under row-level
-- security they run after the policy, as a filter, and app_user could never use that index.
CREATE INDEX activities_created_at_idx ON activities (organization_id, created_at DESC);
CREATE INDEX activities_user_id_created_at_idx
    ON activities (organization_id, user_id, created_at DESC);
CREATE INDEX activities_entity_type_entity_id_idx
    ON activities (organization_id, entity_type, entity_id);

-- A log is written and read, not rewritten.
SELECT app.isolate('activities', 'SELECT', 'INSERT');

COMMENT ON TABLE activities IS 'Activity log; app_user appends and reads.';
COMMENT ON COLUMN activities.activity_id IS
    'One sequence for all tenants: do not show it to users, its gaps tell what the others do.';
COMMENT ON COLUMN activities.entity_type IS 'project, task, comment, ...';
COMMENT ON COLUMN activities.entity_id IS
    'No foreign key: the thing may be gone, its history stays.';
COMMENT ON COLUMN activities.action IS 'created, updated, deleted, assigned, ...';
