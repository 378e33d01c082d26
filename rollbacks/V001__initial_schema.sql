-- Takes back the initial schema: the nine tables, the schema "app", the rights on schema public,
-- and the roles if nothing else in the cluster uses them.
--
-- Runs in one transaction. Lost: every row of every table.
-- Locks on existing tables:
--     activities             ACCESS EXCLUSIVE   dropped, as all below
--     attachments            ACCESS EXCLUSIVE
--     comments               ACCESS EXCLUSIVE
--     tasks                  ACCESS EXCLUSIVE
--     projects               ACCESS EXCLUSIVE
--     workspaces             ACCESS EXCLUSIVE
--     organization_members   ACCESS EXCLUSIVE
--     users                  ACCESS EXCLUSIVE
--     organizations          ACCESS EXCLUSIVE
--
-- migrate:lossy activities all rows are dropped with the table
-- migrate:lossy attachments all rows are dropped with the table
-- migrate:lossy comments all rows are dropped with the table
-- migrate:lossy tasks all rows are dropped with the table
-- migrate:lossy projects all rows are dropped with the table
-- migrate:lossy workspaces all rows are dropped with the table
-- migrate:lossy organization_members all rows are dropped with the table
-- migrate:lossy users all rows are dropped with the table
-- migrate:lossy organizations all rows are dropped with the table

DROP TABLE activities;
DROP TABLE attachments;
DROP TABLE comments;
DROP TABLE tasks;
DROP TABLE projects;
DROP TABLE workspaces;

-- The policies of users read organization_members.
DROP POLICY tenant_floor ON users;
DROP POLICY tenant_isolation ON users;
DROP TABLE organization_members;
DROP TABLE users;
DROP TABLE organizations;

DROP FUNCTION app.own(regprocedure[]);
DROP FUNCTION app.restore_force(regclass[]);
DROP FUNCTION app.lift_force(regclass[]);
DROP FUNCTION app.isolate(regclass, text[]);
DROP FUNCTION app.place_activity();
DROP FUNCTION app.append_task();
DROP FUNCTION app.next_position(uuid, uuid);
DROP FUNCTION app.fill_project_id();
DROP FUNCTION app.touch_updated_at();
DROP FUNCTION app.current_tenant();
DROP FUNCTION app.set_tenant(uuid);
DROP SCHEMA app;

-- A role stays, with a notice, while another role is a member of it (the login of the application),
-- while it is used in another database, or if the migrating role may not drop it.
DO $roles$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY[
        'app_lookup', 'app_maintenance', 'app_login', 'app_service', 'app_user', 'app_owner'
    ] LOOP
        CONTINUE WHEN to_regrole(role_name) IS NULL;
        EXECUTE format('REVOKE USAGE, CREATE ON SCHEMA public FROM %I', role_name);
        IF EXISTS (
            SELECT FROM pg_auth_members
            WHERE roleid = to_regrole(role_name) AND member <> to_regrole(quote_ident(current_user))
        ) THEN
            RAISE NOTICE 'role % is kept: it has other members', role_name;
            CONTINUE;
        END IF;
        BEGIN
            EXECUTE format('DROP ROLE %I', role_name);
        EXCEPTION
            WHEN undefined_object THEN
                NULL;
            WHEN dependent_objects_still_exist THEN
                RAISE NOTICE 'role % is kept: it is used elsewhere in the cluster', role_name;
            WHEN insufficient_privilege THEN
                RAISE NOTICE 'role % is kept: % may not drop it', role_name, current_user;
        END;
    END LOOP;
END
$roles$;
