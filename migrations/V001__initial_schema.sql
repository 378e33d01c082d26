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
--     What belongs to a task also carries the task's project_id, kept in step by its foreign key
--     (ON UPDATE CASCADE): who may see it is then decided by one column, not by a walk to the task.
--
-- Names (a leading organization_id is not spelled out in them)
--     primary key   <table>_pkey
--     unique        <table>_<columns>_key     also a unique index
--     foreign key   <table>_<column>_fkey     the column that makes the reference, its last one
--     check         <table>_<what>_check
--     index         <table>_<columns>_idx
--     trigger       <table>_<what it does>
--     policy        what it is for, the same word on every table: tenant_isolation, tenant_floor, ...
--
-- Types
--     timestamptz for every instant; text with a limit in characters; uuid keys, random.

-- ---------------------------------------------------------------------------------------------
-- Roles
--
--   app_owner        owns every table and most functions. No login, neither SUPERUSER nor BYPASSRLS,
--                    so FORCE ROW LEVEL SECURITY holds for it too: functions that run with its
--                    rights see the rows of the current tenant and no others.
--   app_user         what a request may do. No login: GRANT app_user TO <the application's login>.
--   app_service      background jobs of one tenant at a time: bound by the tenant, not by a person.
--   app_login        the sign-in service, before there is a tenant.
--   app_maintenance  for backfills over all tenants: SET LOCAL ROLE app_maintenance. BYPASSRLS,
--                    owns nothing, so no view or function ever runs with its rights by accident.
--   app_lookup       owns the few functions that have to look across the border, and nothing else.
--                    BYPASSRLS, may read only the columns that those functions read.
--
-- Roles belong to the cluster, not to the database: another database may have made them, or be
-- making them right now. The migrating role becomes a member of app_owner, which lets it hand over
-- the tables and go on altering them, and of the two with BYPASSRLS (which is not inherited: it
-- takes an explicit SET ROLE).
-- ---------------------------------------------------------------------------------------------

DO $roles$
DECLARE
    role_name text;
    enough CONSTANT text := CASE
        WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER'
    END;
BEGIN
    FOREACH role_name IN ARRAY ARRAY[
        'app_owner', 'app_user', 'app_service', 'app_login', 'app_maintenance', 'app_lookup'
    ] LOOP
        CONTINUE WHEN to_regrole(role_name) IS NOT NULL;
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', role_name);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            RAISE NOTICE 'role % was created by another session in the meantime', role_name;
        END;
    END LOOP;

    IF EXISTS (
            SELECT FROM pg_roles
            WHERE rolname IN ('app_owner', 'app_user', 'app_service', 'app_login')
                AND (rolsuper OR rolbypassrls)
        )
        OR EXISTS (
            SELECT FROM unnest(ARRAY['app_user', 'app_service', 'app_login']) AS weak,
                unnest(ARRAY[
                    'app_owner', 'app_user', 'app_service', 'app_login', 'app_maintenance', 'app_lookup'
                ]) AS other
            WHERE weak <> other AND pg_has_role(weak, other, 'MEMBER')
        )
    THEN
        RAISE EXCEPTION 'existing roles would defeat the isolation of tenants'
            USING HINT = 'app_owner, app_user, app_service and app_login must be neither SUPERUSER '
                'nor BYPASSRLS, and the last three must not be members of one another or of '
                'app_owner, app_maintenance or app_lookup.';
    END IF;

    -- A superuser counts as a member of every role, so it is granted nothing here. Since 16 a membership
    -- has options: handing tables over takes SET, altering them afterwards INHERIT.
    FOREACH role_name IN ARRAY ARRAY['app_owner', 'app_lookup', 'app_maintenance'] LOOP
        CONTINUE WHEN pg_has_role(current_user, role_name, 'USAGE')
            AND pg_has_role(current_user, role_name, enough);
        BEGIN
            EXECUTE format('GRANT %I TO CURRENT_USER', role_name)
                || CASE WHEN enough = 'SET' THEN ' WITH INHERIT TRUE, SET TRUE' ELSE '' END;
        EXCEPTION WHEN insufficient_privilege THEN
            NULL;
        END;
        CONTINUE WHEN pg_has_role(current_user, role_name, 'USAGE')
            AND pg_has_role(current_user, role_name, enough);
        -- Backfills are a convenience of later migrations: who may not prepare them here is told so,
        -- and not stopped.
        IF role_name = 'app_maintenance' THEN
            RAISE NOTICE 'role % may not use app_maintenance for backfills', current_user
                USING HINT = format('GRANT app_maintenance TO %I', current_user);
        ELSE
            RAISE EXCEPTION 'role % does not have the rights of %', current_user, role_name
                USING HINT = format('A superuser gives them once: GRANT app_owner, app_lookup TO %I, '
                    'which must have the INHERIT attribute.', current_user);
        END IF;
    END LOOP;

    -- Without BYPASSRLS these roles see too few rows, never too many.
    FOREACH role_name IN ARRAY ARRAY['app_maintenance', 'app_lookup'] LOOP
        CONTINUE WHEN (SELECT rolbypassrls FROM pg_roles WHERE rolname = role_name);
        BEGIN
            EXECUTE format('ALTER ROLE %I BYPASSRLS', role_name);
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE NOTICE 'role % has no BYPASSRLS: % may not give it', role_name, current_user
                USING HINT = format('A superuser does it once: ALTER ROLE %I BYPASSRLS', role_name);
        END;
    END LOOP;
END
$roles$;

-- A table can only be given to a role that may create in the table's schema.
GRANT USAGE, CREATE ON SCHEMA public TO app_owner;
GRANT USAGE ON SCHEMA public TO app_user, app_service, app_login, app_maintenance, app_lookup;

-- ---------------------------------------------------------------------------------------------
-- Schema app: what the application and the migrations call
-- ---------------------------------------------------------------------------------------------

CREATE SCHEMA app AUTHORIZATION app_owner;
GRANT USAGE ON SCHEMA app TO app_user, app_service, app_login, app_maintenance, app_lookup;
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
COMMENT ON FUNCTION app.set_tenant(uuid) IS
    'Chooses the organization whose rows the current transaction sees. The caller must have checked'
    ' that the person asking is a member of it.';

-- Not SECURITY DEFINER and reads no table: safe in policies, where it would be evaluated once per
-- statement as (SELECT app.current_tenant()). The policies spell the expression out all the same,
-- so that dropping or replacing a function cannot change what they mean.
CREATE FUNCTION app.current_tenant()
RETURNS uuid
LANGUAGE sql
STABLE
SET search_path = ''
AS $function$
    SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid;
$function$;
COMMENT ON FUNCTION app.current_tenant() IS
    'The organization that app.set_tenant chose in this transaction; NULL when none.';

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
COMMENT ON FUNCTION app.touch_updated_at() IS
    'BEFORE UPDATE trigger: sets updated_at to the start of the transaction.';

-- An insert need not name the project of its task. Looks with the rights of the caller: a task that
-- the caller does not see is a task that does not exist.
CREATE FUNCTION app.fill_project_id()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $function$
BEGIN
    SELECT t.project_id INTO NEW.project_id
    FROM public.tasks AS t
    WHERE t.organization_id = NEW.organization_id AND t.task_id = NEW.task_id;
    IF NEW.project_id IS NULL THEN
        RAISE foreign_key_violation
            USING MESSAGE = format('task %s does not exist in organization %s',
                    NEW.task_id, NEW.organization_id),
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION app.fill_project_id() IS
    'BEFORE INSERT trigger for what belongs to a task: takes the project_id from the task.';

-- Who appends to a project waits for whoever is appending to it, until that one commits, and so each gets a
-- position of his own. Without it two would take the same one and, because the constraint on positions is
-- deferrable, wait for each other: a deadlock.
CREATE FUNCTION app.next_position(organization uuid, project uuid)
RETURNS integer
LANGUAGE plpgsql
SET search_path = ''
AS $function$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('position in project ' || project::text, 0));
    RETURN (
        SELECT COALESCE(max(t.position), 0) + 1
        FROM public.tasks AS t
        WHERE t.organization_id = organization AND t.project_id = project
    );
END
$function$;
COMMENT ON FUNCTION app.next_position(uuid, uuid) IS
    'The position behind the last task of a project that the caller sees; his until the transaction ends.';

CREATE FUNCTION app.append_task()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $function$
BEGIN
    NEW.position := app.next_position(NEW.organization_id, NEW.project_id);
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION app.append_task() IS
    'BEFORE INSERT trigger of tasks: a task without a position stands at the end of its project.';

-- Like app.fill_project_id, for activities, whose entity_id is no foreign key: what cannot be placed stays NULL.
CREATE FUNCTION app.place_activity()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $function$
BEGIN
    CASE NEW.entity_type
        WHEN 'project' THEN
            SELECT p.project_id INTO NEW.project_id FROM public.projects AS p
            WHERE p.organization_id = NEW.organization_id AND p.project_id = NEW.entity_id;
        WHEN 'task' THEN
            SELECT t.project_id INTO NEW.project_id FROM public.tasks AS t
            WHERE t.organization_id = NEW.organization_id AND t.task_id = NEW.entity_id;
        WHEN 'comment' THEN
            SELECT c.project_id INTO NEW.project_id FROM public.comments AS c
            WHERE c.organization_id = NEW.organization_id AND c.comment_id = NEW.entity_id;
        WHEN 'attachment' THEN
            SELECT a.project_id INTO NEW.project_id FROM public.attachments AS a
            WHERE a.organization_id = NEW.organization_id AND a.attachment_id = NEW.entity_id;
        ELSE NULL;
    END CASE;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION app.place_activity() IS
    'BEFORE INSERT trigger of activities: finds the project in which it happened.';

-- Gives a tenant table its owner, its row-level security and its rights, in one form for all.
--
--   (SELECT ...)             makes the setting a constant of the statement: read once, not per row.
--   current_setting(, true)  never chosen in this connection: NULL, so no rows.
--   NULLIF(, '')             what is left after a transaction that did choose: '', so no rows.
--   ::uuid                   garbage raises an error.
--   tenant_isolation         permissive, for the roles of this schema only: another role sees
--                            nothing. The owner sees the current tenant (FORCE), so a function that
--                            runs with the owner's rights cannot leave it either.
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
        'CREATE POLICY tenant_isolation ON %s AS PERMISSIVE FOR ALL '
        'TO app_user, app_service, app_owner, app_lookup '
        'USING (%2$s) WITH CHECK (%2$s)', target, own_tenant);
    EXECUTE format(
        'CREATE POLICY tenant_floor ON %s AS RESTRICTIVE FOR ALL TO PUBLIC '
        'USING (%2$s) WITH CHECK (%2$s)', target, own_tenant);

    EXECUTE format(
        'REVOKE ALL ON %s FROM PUBLIC, app_user, app_service, app_login, app_maintenance, app_lookup',
        target);
    EXECUTE format('GRANT %2$s ON %1$s TO app_user', target, array_to_string(rights, ', '));
    EXECUTE format(
        'GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO app_service, app_maintenance', target);
END
$function$;
COMMENT ON FUNCTION app.isolate(regclass, text[]) IS
    'For migrations: makes a table with organization_id a tenant table (owner, forced row-level'
    ' security, policies, the given rights for app_user).';

-- A migration that has to read or check rows of all tenants, run by an owner whom FORCE binds, lifts
-- FORCE for its own transaction: SELECT app.lift_force('tasks'); ...; SELECT app.restore_force('tasks').
-- Nobody else sees the table in between: ALTER TABLE holds ACCESS EXCLUSIVE until the commit. A
-- superuser, or a role with BYPASSRLS, does not need it, and then no lock is taken.
CREATE FUNCTION app.lift_force(VARIADIC targets regclass[])
RETURNS void
LANGUAGE plpgsql
SET search_path = ''
AS $function$
DECLARE
    target regclass;
BEGIN
    IF (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) THEN
        RETURN;
    END IF;
    FOREACH target IN ARRAY targets LOOP
        EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', target);
    END LOOP;
END
$function$;
COMMENT ON FUNCTION app.lift_force(regclass[]) IS
    'For migrations: lets an owner that is bound by row-level security see all rows of these tables'
    ' until app.restore_force, in the same transaction.';

CREATE FUNCTION app.restore_force(VARIADIC targets regclass[])
RETURNS void
LANGUAGE plpgsql
SET search_path = ''
AS $function$
DECLARE
    target regclass;
BEGIN
    FOREACH target IN ARRAY targets LOOP
        CONTINUE WHEN (SELECT relforcerowsecurity FROM pg_class WHERE oid = target);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    END LOOP;
END
$function$;
COMMENT ON FUNCTION app.restore_force(regclass[]) IS 'For migrations: takes app.lift_force back.';

-- A new function may be called by everybody, and belongs to who made it. These belong to app_owner and may be
-- called by those who need them.
CREATE FUNCTION app.own(VARIADIC functions regprocedure[])
RETURNS void
LANGUAGE plpgsql
SET search_path = ''
AS $function$
DECLARE
    made regprocedure;
BEGIN
    FOREACH made IN ARRAY functions LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO app_owner', made);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made);
    END LOOP;
END
$function$;
COMMENT ON FUNCTION app.own(regprocedure[]) IS
    'For migrations: gives functions to app_owner and takes them from everybody else.';

SELECT app.own(VARIADIC array_agg(oid::regprocedure)) FROM pg_proc WHERE pronamespace = 'app'::regnamespace;
GRANT EXECUTE ON FUNCTION app.set_tenant(uuid), app.current_tenant()
    TO app_user, app_service, app_login, app_maintenance, app_lookup;
GRANT EXECUTE ON FUNCTION app.next_position(uuid, uuid) TO app_user, app_service, app_maintenance;

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
    CONSTRAINT organizations_name_check CHECK (
        name ~ '[^[:space:]]' AND char_length(name) <= 200
    ),
    CONSTRAINT organizations_slug_check CHECK (
        slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND char_length(slug) <= 63
    ),
    CONSTRAINT organizations_plan_tier_check CHECK (plan_tier IN ('free', 'pro', 'enterprise')),
    CONSTRAINT organizations_max_users_check CHECK (max_users > 0)
);

CREATE TRIGGER organizations_touch_updated_at
    BEFORE UPDATE ON organizations
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION app.touch_updated_at();

-- A request may read its organization and rename it. Founding, closing, plan and slug are matters
-- of the platform, not of a tenant; a tenant that sets slugs could also ask which ones are taken.
SELECT app.isolate('organizations', 'SELECT');
GRANT UPDATE (name) ON organizations TO app_user;
REVOKE INSERT, UPDATE, DELETE ON organizations FROM app_service;
GRANT UPDATE (name) ON organizations TO app_service;

COMMENT ON TABLE organizations IS 'Tenants. Deleting one deletes everything that belongs to it.';
COMMENT ON COLUMN organizations.organization_id IS 'The tenant; random.';
COMMENT ON COLUMN organizations.name IS 'What people call it; 1 to 200 characters.';
COMMENT ON COLUMN organizations.slug IS 'Name in URLs, unique over the whole platform.';
COMMENT ON COLUMN organizations.plan_tier IS 'free, pro or enterprise.';
COMMENT ON COLUMN organizations.max_users IS 'Members that the plan allows.';
COMMENT ON COLUMN organizations.created_at IS 'When the organization was founded.';
COMMENT ON COLUMN organizations.updated_at IS 'When the row was last changed; kept by a trigger.';

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
        password_hash ~ '[^[:space:]]' AND char_length(password_hash) <= 500
    ),
    CONSTRAINT users_full_name_check CHECK (
        full_name ~ '[^[:space:]]' AND char_length(full_name) <= 200
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
COMMENT ON COLUMN users.user_id IS 'The person; random.';
COMMENT ON COLUMN users.email IS
    'Unique, however it is capitalised; at most 254 characters. Written as its person writes it.';
COMMENT ON COLUMN users.password_hash IS
    'Salted hash (argon2id or bcrypt); app_user cannot read it.';
COMMENT ON COLUMN users.full_name IS 'As shown to others; 1 to 200 characters.';
COMMENT ON COLUMN users.avatar_url IS 'Picture, http or https; NULL: none.';
COMMENT ON COLUMN users.created_at IS 'When the account was made.';
COMMENT ON COLUMN users.last_login_at IS 'When the person last signed in; NULL: never.';

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

-- A membership changes its role; it does not turn into another person's.
SELECT app.isolate('organization_members', 'SELECT', 'INSERT', 'DELETE');
GRANT UPDATE (role) ON organization_members TO app_user;

COMMENT ON TABLE organization_members IS
    'Memberships, and what every people column of a tenant table refers to.';
COMMENT ON COLUMN organization_members.organization_id IS 'The tenant.';
COMMENT ON COLUMN organization_members.user_id IS 'The person.';
COMMENT ON COLUMN organization_members.role IS 'owner, admin, member or guest.';
COMMENT ON COLUMN organization_members.joined_at IS 'When the person became a member.';

-- users has no organization_id, so app.isolate does not fit. A request sees a person who is a
-- member of its organization. The policy reads organization_members with the rights of the caller,
-- so the isolation of that table applies a second time; the list is made once per statement.
-- It is a filter, not a way in: list people from organization_members JOIN users, not from users.
-- The floor binds the roles of tenants and not everybody: a log-in service has to find a person
-- before there is a tenant. It gets a policy of its own.
ALTER TABLE users OWNER TO app_owner;
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON users AS PERMISSIVE FOR SELECT TO app_user, app_service, app_owner
    USING (
        user_id IN (
            SELECT m.user_id
            FROM organization_members AS m
            WHERE m.organization_id = (
                SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid
            )
        )
    );

CREATE POLICY tenant_floor ON users AS RESTRICTIVE FOR ALL TO app_user, app_service, app_owner
    USING (
        user_id IN (
            SELECT m.user_id
            FROM organization_members AS m
            WHERE m.organization_id = (
                SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid
            )
        )
    );

-- Not password_hash, and not when somebody was last seen on the platform or first came to it.
REVOKE ALL ON users FROM PUBLIC, app_user, app_service, app_login, app_maintenance, app_lookup;
GRANT SELECT (user_id, email, full_name, avatar_url) ON users TO app_user, app_service;
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
    CONSTRAINT workspaces_name_check CHECK (name ~ '[^[:space:]]' AND char_length(name) <= 200),
    CONSTRAINT workspaces_description_check CHECK (char_length(description) <= 10000)
);

CREATE TRIGGER workspaces_touch_updated_at
    BEFORE UPDATE ON workspaces
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION app.touch_updated_at();

-- Neither the tenant nor the key of a row ever changes, nor when it was made.
SELECT app.isolate('workspaces', 'SELECT', 'INSERT', 'DELETE');
GRANT UPDATE (name, description, is_private, created_by) ON workspaces TO app_user;

COMMENT ON TABLE workspaces IS 'Groups of projects within an organization.';
COMMENT ON COLUMN workspaces.organization_id IS 'The tenant.';
COMMENT ON COLUMN workspaces.workspace_id IS 'The workspace; random.';
COMMENT ON COLUMN workspaces.name IS 'Unique within the organization; 1 to 200 characters.';
COMMENT ON COLUMN workspaces.description IS 'At most 10,000 characters.';
COMMENT ON COLUMN workspaces.is_private IS 'Only for its creator and chosen members.';
COMMENT ON COLUMN workspaces.created_by IS 'The member who made it, or to whom it was handed over.';
COMMENT ON COLUMN workspaces.created_at IS 'When it was made.';
COMMENT ON COLUMN workspaces.updated_at IS 'When the row was last changed; kept by a trigger.';

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
    CONSTRAINT projects_name_check CHECK (name ~ '[^[:space:]]' AND char_length(name) <= 200),
    CONSTRAINT projects_description_check CHECK (char_length(description) <= 10000),
    CONSTRAINT projects_status_check CHECK (status IN ('active', 'archived', 'completed')),
    CONSTRAINT projects_dates_check CHECK (start_date <= due_date)
);

CREATE TRIGGER projects_touch_updated_at
    BEFORE UPDATE ON projects
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION app.touch_updated_at();

SELECT app.isolate('projects', 'SELECT', 'INSERT', 'DELETE');
GRANT UPDATE (workspace_id, name, description, status, owner_id, start_date, due_date)
    ON projects TO app_user;

COMMENT ON TABLE projects IS 'Projects within a workspace.';
COMMENT ON COLUMN projects.organization_id IS 'The tenant.';
COMMENT ON COLUMN projects.project_id IS 'The project; random.';
COMMENT ON COLUMN projects.workspace_id IS 'The workspace that it stands in.';
COMMENT ON COLUMN projects.name IS '1 to 200 characters; need not be unique.';
COMMENT ON COLUMN projects.description IS 'At most 10,000 characters.';
COMMENT ON COLUMN projects.status IS 'active, archived or completed.';
COMMENT ON COLUMN projects.owner_id IS 'The member who answers for it.';
COMMENT ON COLUMN projects.start_date IS 'A day of the calendar, not after due_date.';
COMMENT ON COLUMN projects.due_date IS
    'A day of the calendar, without time zone; the due_date of a task is an instant.';
COMMENT ON COLUMN projects.created_at IS 'When it was made.';
COMMENT ON COLUMN projects.updated_at IS 'When the row was last changed; kept by a trigger.';

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
    -- transaction after SET CONSTRAINTS.
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
    CONSTRAINT tasks_title_check CHECK (title ~ '[^[:space:]]' AND char_length(title) <= 500),
    CONSTRAINT tasks_description_check CHECK (char_length(description) <= 50000),
    CONSTRAINT tasks_status_check CHECK (status IN ('todo', 'in_progress', 'review', 'done')),
    CONSTRAINT tasks_priority_check CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    CONSTRAINT tasks_parent_task_id_check CHECK (parent_task_id <> task_id)
);

CREATE TRIGGER tasks_append_task
    BEFORE INSERT ON tasks
    FOR EACH ROW WHEN (NEW.position IS NULL)
    EXECUTE FUNCTION app.append_task();

CREATE TRIGGER tasks_touch_updated_at
    BEFORE UPDATE ON tasks
    FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at();

SELECT app.isolate('tasks', 'SELECT', 'INSERT', 'DELETE');
GRANT UPDATE (
    project_id, parent_task_id, title, description, status, priority, assignee_id, due_date,
    completed_at, position
) ON tasks TO app_user;

COMMENT ON TABLE tasks IS 'Tasks within a project, and their subtasks.';
COMMENT ON COLUMN tasks.organization_id IS 'The tenant.';
COMMENT ON COLUMN tasks.task_id IS 'The task; random.';
COMMENT ON COLUMN tasks.project_id IS
    'The project that it stands in; what belongs to the task moves along.';
COMMENT ON COLUMN tasks.parent_task_id IS
    'Set for a subtask. A task and its subtasks change project in one statement.';
COMMENT ON COLUMN tasks.title IS '1 to 500 characters.';
COMMENT ON COLUMN tasks.description IS 'At most 50,000 characters.';
COMMENT ON COLUMN tasks.status IS 'todo, in_progress, review or done.';
COMMENT ON COLUMN tasks.priority IS 'low, medium, high or urgent.';
COMMENT ON COLUMN tasks.assignee_id IS 'Becomes NULL when the member leaves the organization.';
COMMENT ON COLUMN tasks.created_by IS 'The member who made it.';
COMMENT ON COLUMN tasks.due_date IS 'The instant by which it should be done.';
COMMENT ON COLUMN tasks.completed_at IS 'The instant at which it was done; set by the application.';
COMMENT ON COLUMN tasks.position IS
    'Order within the project, for drag and drop; gaps are welcome, they save shifting. Not given at'
    ' an insert: behind the last one.';
COMMENT ON COLUMN tasks.created_at IS 'When it was made.';
COMMENT ON COLUMN tasks.updated_at IS 'When the row was last changed; kept by a trigger.';

-- ---------------------------------------------------------------------------------------------
-- comments
-- ---------------------------------------------------------------------------------------------

CREATE TABLE comments (
    organization_id uuid NOT NULL,
    comment_id uuid NOT NULL DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL,
    task_id uuid NOT NULL,
    user_id uuid NOT NULL,
    content text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT comments_pkey PRIMARY KEY (organization_id, comment_id),
    CONSTRAINT comments_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT comments_task_id_fkey FOREIGN KEY (organization_id, project_id, task_id)
        REFERENCES tasks (organization_id, project_id, task_id)
        ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT comments_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES organization_members (organization_id, user_id) ON DELETE NO ACTION,
    CONSTRAINT comments_content_check CHECK (
        content ~ '[^[:space:]]' AND char_length(content) <= 10000
    )
);

CREATE TRIGGER comments_fill_project_id
    BEFORE INSERT ON comments
    FOR EACH ROW WHEN (NEW.project_id IS NULL)
    EXECUTE FUNCTION app.fill_project_id();

-- Not when the task moves to another project: nobody edited the comment.
CREATE TRIGGER comments_touch_updated_at
    BEFORE UPDATE OF content ON comments
    FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at();

SELECT app.isolate('comments', 'SELECT', 'INSERT', 'DELETE');
GRANT UPDATE (content) ON comments TO app_user;

COMMENT ON TABLE comments IS 'Comments on tasks.';
COMMENT ON COLUMN comments.organization_id IS 'The tenant.';
COMMENT ON COLUMN comments.comment_id IS 'The comment; random.';
COMMENT ON COLUMN comments.project_id IS 'The project of the task; filled in and kept in step.';
COMMENT ON COLUMN comments.task_id IS 'The task that is commented on.';
COMMENT ON COLUMN comments.user_id IS 'The author.';
COMMENT ON COLUMN comments.content IS '1 to 10,000 characters.';
COMMENT ON COLUMN comments.created_at IS 'When it was written.';
COMMENT ON COLUMN comments.updated_at IS 'When it was last edited; kept by a trigger.';

-- ---------------------------------------------------------------------------------------------
-- attachments
-- ---------------------------------------------------------------------------------------------

CREATE TABLE attachments (
    organization_id uuid NOT NULL,
    attachment_id uuid NOT NULL DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL,
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
    CONSTRAINT attachments_task_id_fkey FOREIGN KEY (organization_id, project_id, task_id)
        REFERENCES tasks (organization_id, project_id, task_id)
        ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT attachments_uploaded_by_fkey FOREIGN KEY (organization_id, uploaded_by)
        REFERENCES organization_members (organization_id, user_id) ON DELETE NO ACTION,
    CONSTRAINT attachments_file_name_check CHECK (
        file_name ~ '[^[:space:]]' AND char_length(file_name) <= 255
    ),
    CONSTRAINT attachments_file_size_check CHECK (file_size >= 0),
    CONSTRAINT attachments_mime_type_check CHECK (
        mime_type LIKE '%_/_%' AND char_length(mime_type) <= 255
    ),
    CONSTRAINT attachments_storage_key_check CHECK (
        storage_key ~ '[^[:space:]]' AND char_length(storage_key) <= 1024
    )
);

CREATE TRIGGER attachments_fill_project_id
    BEFORE INSERT ON attachments
    FOR EACH ROW WHEN (NEW.project_id IS NULL)
    EXECUTE FUNCTION app.fill_project_id();

-- A file is renamed; another file is another attachment.
SELECT app.isolate('attachments', 'SELECT', 'INSERT', 'DELETE');
GRANT UPDATE (file_name) ON attachments TO app_user;

COMMENT ON TABLE attachments IS 'Files of tasks; the bytes lie in the object store.';
COMMENT ON COLUMN attachments.organization_id IS 'The tenant.';
COMMENT ON COLUMN attachments.attachment_id IS 'The attachment; random.';
COMMENT ON COLUMN attachments.project_id IS 'The project of the task; filled in and kept in step.';
COMMENT ON COLUMN attachments.task_id IS 'The task that it belongs to.';
COMMENT ON COLUMN attachments.uploaded_by IS 'The member who brought it.';
COMMENT ON COLUMN attachments.file_name IS 'As shown to people; 1 to 255 characters.';
COMMENT ON COLUMN attachments.file_size IS 'Bytes.';
COMMENT ON COLUMN attachments.mime_type IS 'Media type, such as image/png.';
COMMENT ON COLUMN attachments.storage_key IS
    'Key in the object store. Deleting the row does not delete the object.';
COMMENT ON COLUMN attachments.created_at IS 'When it was uploaded.';

-- ---------------------------------------------------------------------------------------------
-- activities: who did what, one row per event
-- ---------------------------------------------------------------------------------------------

CREATE TABLE activities (
    organization_id uuid NOT NULL,
    activity_id bigint GENERATED BY DEFAULT AS IDENTITY,
    project_id uuid,
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
        entity_type ~ '[^[:space:]]' AND char_length(entity_type) <= 50
    ),
    CONSTRAINT activities_action_check CHECK (
        action ~ '[^[:space:]]' AND char_length(action) <= 50
    ),
    CONSTRAINT activities_metadata_check CHECK (jsonb_typeof(metadata) = 'object')
);

CREATE TRIGGER activities_place_activity
    BEFORE INSERT ON activities
    FOR EACH ROW WHEN (NEW.project_id IS NULL)
    EXECUTE FUNCTION app.place_activity();

-- A log is written and read, not rewritten; its numbers and times are the server's.
SELECT app.isolate('activities', 'SELECT');
GRANT INSERT (organization_id, project_id, user_id, entity_type, entity_id, action, metadata)
    ON activities TO app_user;

COMMENT ON TABLE activities IS 'Activity log; app_user appends and reads.';
COMMENT ON COLUMN activities.organization_id IS 'The tenant.';
COMMENT ON COLUMN activities.activity_id IS
    'One sequence for all tenants: do not show it to users, its gaps tell what the others do.';
COMMENT ON COLUMN activities.project_id IS
    'Where it happened; found by a trigger for projects, tasks, comments and attachments.'
    ' NULL: nowhere in particular. No foreign key, for the reason of entity_id.';
COMMENT ON COLUMN activities.user_id IS 'The member who did it.';
COMMENT ON COLUMN activities.entity_type IS 'project, task, comment, ...';
COMMENT ON COLUMN activities.entity_id IS
    'No foreign key: the thing may be gone, its history stays.';
COMMENT ON COLUMN activities.action IS 'created, updated, deleted, assigned, ...';
COMMENT ON COLUMN activities.metadata IS 'A JSON object with what is particular to the action.';
COMMENT ON COLUMN activities.created_at IS 'When it happened: the start of the transaction.';
