-- Holes in the reference schema, one each.
--
--     == what is wrong
--     -- finds RULE OBJECT       one line for each finding that has to be there
--     -- leaks RELATION ATTEMPT  what the application's role reaches then, one of several
--     -- alone                   of the whole cluster, so that nothing else may run beside it
--     -- since N                 from this major version on
--     -- needs EXTENSION         where the server has it
--     the statements, and below `-- undo` those that mend it
--
-- {own} is the tenant's comparison, {partition} a partition of activities, {database} this database.

== row-level security is off, and the policies are still there
-- finds T01 public.labels
-- finds P12 public.labels
-- leaks public.labels read
ALTER TABLE labels DISABLE ROW LEVEL SECURITY;
-- undo
ALTER TABLE labels ENABLE ROW LEVEL SECURITY;

== row-level security is off on a partitioned table
-- finds T01 public.activities
-- finds P12 public.activities
-- leaks public.activities read
ALTER TABLE activities DISABLE ROW LEVEL SECURITY;
-- undo
ALTER TABLE activities ENABLE ROW LEVEL SECURITY;

== row-level security is off where people are
-- finds T01 public.users
-- finds P12 public.users
-- leaks public.users read
ALTER TABLE users DISABLE ROW LEVEL SECURITY;
-- undo
ALTER TABLE users ENABLE ROW LEVEL SECURITY;

== row-level security is off where memberships are, and the policy of people believes them
-- finds T01 public.organization_members
-- finds P10 public.users.tenant_isolation
-- leaks public.organization_members read
ALTER TABLE organization_members DISABLE ROW LEVEL SECURITY;
-- undo
ALTER TABLE organization_members ENABLE ROW LEVEL SECURITY;

== row-level security and the policies are gone
-- finds T01 public.workspace_permissions
-- leaks public.workspace_permissions read
DO $$ DECLARE p record; BEGIN
    FOR p IN SELECT polname FROM pg_policy WHERE polrelid = 'workspace_permissions'::regclass LOOP
        EXECUTE format('DROP POLICY %I ON workspace_permissions', p.polname);
    END LOOP;
END $$;
ALTER TABLE workspace_permissions DISABLE ROW LEVEL SECURITY;

== the owner is not bound
-- finds T02 public.tasks
ALTER TABLE tasks NO FORCE ROW LEVEL SECURITY;
-- undo
ALTER TABLE tasks FORCE ROW LEVEL SECURITY;

== the owner is not bound, and functions run as it
-- finds T02 public.organization_members
-- finds F01 app.organization_role()
-- finds F04 public.organization_members.organization_members_audit_insert
ALTER TABLE organization_members NO FORCE ROW LEVEL SECURITY;

== every policy is gone
-- finds T03 public.labels
DROP POLICY tenant_isolation ON labels;
DROP POLICY tenant_floor ON labels;
-- undo
CREATE POLICY tenant_isolation ON labels TO app_user, app_service, app_owner, app_lookup USING ({own}) WITH CHECK ({own});
CREATE POLICY tenant_floor ON labels AS RESTRICTIVE USING ({own}) WITH CHECK ({own});

== the policy is for another role only
-- finds T03 public.labels
ALTER POLICY tenant_isolation ON labels TO app_service;
-- undo
ALTER POLICY tenant_isolation ON labels TO app_user, app_service, app_owner, app_lookup;

== reads have a policy and writes have none
-- finds P05 public.labels
DROP POLICY tenant_isolation ON labels;
CREATE POLICY tenant_isolation ON labels FOR SELECT TO app_user USING ({own});

== no floor
-- finds P14 public.labels
DROP POLICY tenant_floor ON labels;
-- undo
CREATE POLICY tenant_floor ON labels AS RESTRICTIVE USING ({own}) WITH CHECK ({own});

== no floor, and a second policy that is true
-- finds P01 public.labels.anybody
-- finds P04 public.labels
-- finds P09 public.labels.anybody
-- leaks public.labels read
DROP POLICY tenant_floor ON labels;
CREATE POLICY anybody ON labels USING (true);
-- undo
DROP POLICY anybody ON labels;
CREATE POLICY tenant_floor ON labels AS RESTRICTIVE USING ({own}) WITH CHECK ({own});

== no floor, and a second policy for public labels
-- finds P01 public.labels.red
-- finds P04 public.labels
DROP POLICY tenant_floor ON labels;
CREATE POLICY red ON labels FOR SELECT TO app_user USING (color = '#ff0000');

== policies for each command, and a blind UPDATE
-- finds P09 public.labels.writing
DROP POLICY tenant_floor ON labels;
DROP POLICY tenant_isolation ON labels;
CREATE POLICY reading ON labels FOR SELECT USING ({own});
CREATE POLICY making ON labels FOR INSERT WITH CHECK ({own});
CREATE POLICY writing ON labels FOR UPDATE USING (true) WITH CHECK ({own});
CREATE POLICY removing ON labels FOR DELETE USING ({own});

== policies for each command, and an UPDATE of red labels
-- finds P02 public.labels.writing
DROP POLICY tenant_floor ON labels;
DROP POLICY tenant_isolation ON labels;
CREATE POLICY reading ON labels FOR SELECT USING ({own});
CREATE POLICY making ON labels FOR INSERT WITH CHECK ({own});
CREATE POLICY writing ON labels FOR UPDATE USING (color = '#ff0000') WITH CHECK ({own});
CREATE POLICY removing ON labels FOR DELETE USING ({own});

== policies for each command, and a blind DELETE
-- finds P01 public.task_labels.removing
-- finds P09 public.task_labels.removing
-- leaks public.task_labels delete all
DROP POLICY tenant_floor ON task_labels;
DROP POLICY tenant_isolation ON task_labels;
CREATE POLICY reading ON task_labels FOR SELECT USING ({own});
CREATE POLICY making ON task_labels FOR INSERT WITH CHECK ({own});
CREATE POLICY removing ON task_labels FOR DELETE USING (true);
-- undo
DROP POLICY reading ON task_labels;
DROP POLICY making ON task_labels;
DROP POLICY removing ON task_labels;
CREATE POLICY tenant_isolation ON task_labels TO app_user, app_service, app_owner, app_lookup USING ({own}) WITH CHECK ({own});
CREATE POLICY tenant_floor ON task_labels AS RESTRICTIVE USING ({own}) WITH CHECK ({own});

== policies for each command, and an INSERT for anybody
-- finds P01 public.task_labels.making
-- finds P09 public.task_labels.making
-- leaks public.task_labels insert for other
DROP POLICY tenant_floor ON task_labels;
DROP POLICY tenant_isolation ON task_labels;
CREATE POLICY reading ON task_labels FOR SELECT USING ({own});
CREATE POLICY making ON task_labels FOR INSERT WITH CHECK (true);
CREATE POLICY removing ON task_labels FOR DELETE USING ({own});

== WITH CHECK is true
-- finds P03 public.projects.tenant_isolation
-- leaks public.projects insert for other
ALTER POLICY tenant_isolation ON projects WITH CHECK (true);
ALTER POLICY tenant_floor ON projects WITH CHECK (true);
-- undo
ALTER POLICY tenant_isolation ON projects WITH CHECK ({own});
ALTER POLICY tenant_floor ON projects WITH CHECK ({own});

== WITH CHECK asks only whether there is a tenant
-- finds P03 public.projects.tenant_isolation
-- leaks public.projects insert for other
DROP POLICY tenant_floor ON projects;
ALTER POLICY tenant_isolation ON projects WITH CHECK (organization_id IS NOT NULL);

== the setting has another name
-- finds P02 public.labels.tenant_isolation
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels
    USING (organization_id = (SELECT NULLIF(current_setting('app.current_org_id', true), '')::uuid))
    WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.current_org_id', true), '')::uuid));

== the policy compares another column
-- finds P01 public.labels.tenant_isolation
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels
    USING (label_id = (SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid))
    WITH CHECK (label_id = (SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid));

== the inner table captures the column
-- finds P01 public.labels.tenant_isolation
-- leaks public.labels read
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels
    USING (EXISTS (SELECT FROM organization_members AS m WHERE m.organization_id = organization_id AND {own}))
    WITH CHECK (EXISTS (SELECT FROM organization_members AS m WHERE m.organization_id = organization_id AND {own}));

== without a tenant, every tenant: coalesce
-- finds P09 public.labels.tenant_isolation
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels
    USING (organization_id = COALESCE(NULLIF(current_setting('app.current_organization_id', true), '')::uuid, organization_id))
    WITH CHECK ({own});
-- undo
ALTER POLICY tenant_isolation ON labels USING ({own}) WITH CHECK ({own});
CREATE POLICY tenant_floor ON labels AS RESTRICTIVE USING ({own}) WITH CHECK ({own});

== without a tenant, every tenant: OR
-- finds P09 public.labels.tenant_isolation
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels
    USING (current_setting('app.current_organization_id', true) IS NULL OR {own}) WITH CHECK ({own});

== without a tenant, every tenant: CASE
-- finds P09 public.labels.tenant_isolation
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels USING (CASE
    WHEN current_setting('app.current_organization_id', true) = '' THEN true ELSE {own} END) WITH CHECK ({own});

== without a tenant, every tenant: IS NOT FALSE
-- finds P09 public.labels.tenant_isolation
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels USING (({own}) IS NOT FALSE) WITH CHECK ({own});

== a floor that is loose itself holds nothing
-- finds P01 public.labels.anybody
-- finds P04 public.labels
ALTER POLICY tenant_floor ON labels USING ({own} OR current_setting('app.admin', true) = 'on');
CREATE POLICY anybody ON labels USING (true);

== rows without a tenant are everybody's
-- finds P09 public.labels.tenant_isolation
-- finds T07 public.labels
DROP POLICY tenant_floor ON labels;
ALTER TABLE labels DROP CONSTRAINT labels_pkey CASCADE;
ALTER TABLE labels ALTER COLUMN organization_id DROP NOT NULL;
ALTER POLICY tenant_isolation ON labels USING (organization_id IS NULL OR {own}) WITH CHECK ({own});

== nulls are compared as if they were values
-- finds P09 public.labels.tenant_isolation
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels
    USING (organization_id IS NOT DISTINCT FROM (SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid))
    WITH CHECK ({own});

== the policy is true
-- finds P01 public.attachments.tenant_isolation
-- finds P09 public.attachments.tenant_isolation
-- leaks public.attachments read
DROP POLICY tenant_floor ON attachments;
ALTER POLICY tenant_isolation ON attachments USING (true) WITH CHECK (true);
-- undo
ALTER POLICY tenant_isolation ON attachments USING ({own}) WITH CHECK ({own});
CREATE POLICY tenant_floor ON attachments AS RESTRICTIVE USING ({own}) WITH CHECK ({own});

== the policy is always true and does not look like it
-- finds P01 public.attachments.tenant_isolation
-- leaks public.attachments read
DROP POLICY tenant_floor ON attachments;
ALTER POLICY tenant_isolation ON attachments USING (1 = 1) WITH CHECK (1 = 1);

== any tenant will do
-- finds P13 public.labels.tenant_isolation
-- leaks public.labels read
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels
    USING (organization_id = organization_id AND current_setting('app.current_organization_id', true) <> '')
    WITH CHECK ({own});

== every tenant but the own one
-- finds P13 public.labels.tenant_isolation
-- leaks public.labels read
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels
    USING (organization_id <> (SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid))
    WITH CHECK ({own});

== what reads the setting is a function of this database
-- finds P13 public.labels.tenant_isolation
CREATE FUNCTION public.current_setting(text, boolean) RETURNS text STABLE LANGUAGE sql
    AS $$ SELECT organization_id::text FROM public.organizations LIMIT 1 $$;
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels
    USING (organization_id = (SELECT NULLIF(public.current_setting('app.current_organization_id', true), '')::uuid))
    WITH CHECK (organization_id = (SELECT NULLIF(public.current_setting('app.current_organization_id', true), '')::uuid));

== what compares is an operator of this database
-- finds P13 public.labels.tenant_isolation
-- leaks public.labels read
CREATE FUNCTION public.alike(uuid, uuid) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR public.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = public.alike);
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels
    USING (organization_id OPERATOR(public.=) (SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid))
    WITH CHECK ({own});

== the people of every other organization
-- finds P13 public.users.tenant_isolation
-- leaks public.users read, unset
DROP POLICY tenant_floor ON users;
ALTER POLICY tenant_isolation ON users USING (user_id NOT IN (SELECT m.user_id FROM organization_members AS m
    WHERE m.organization_id = (SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid)));

== all people, if the organization has any
-- finds P13 public.users.tenant_isolation
-- leaks public.users read
DROP POLICY tenant_floor ON users;
ALTER POLICY tenant_isolation ON users USING (EXISTS (SELECT FROM organization_members AS m
    WHERE m.user_id = user_id
        AND m.organization_id = (SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid)));

== the floor is for reads only
-- finds P06 public.labels.tenant_floor
-- finds P01 public.labels.anybody
-- leaks public.labels update all
DROP POLICY tenant_floor ON labels;
CREATE POLICY tenant_floor ON labels AS RESTRICTIVE FOR SELECT USING ({own});
CREATE POLICY anybody ON labels USING (true);
-- undo
DROP POLICY anybody ON labels;
DROP POLICY tenant_floor ON labels;
CREATE POLICY tenant_floor ON labels AS RESTRICTIVE USING ({own}) WITH CHECK ({own});

== the floor is for another role only
-- finds P06 public.labels.tenant_floor
-- finds P01 public.labels.anybody
-- leaks public.labels read
ALTER POLICY tenant_floor ON labels TO app_service;
CREATE POLICY anybody ON labels TO app_user USING (true);

== the floor compares a setting of another name
-- finds P01 public.labels.anybody
ALTER POLICY tenant_floor ON labels
    USING (organization_id = (SELECT NULLIF(current_setting('app.org', true), '')::uuid))
    WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.org', true), '')::uuid));
CREATE POLICY anybody ON labels TO app_user USING (true);

== missing_ok is missing
-- finds P07 public.comments.tenant_isolation
ALTER POLICY tenant_isolation ON comments
    USING (organization_id = (SELECT NULLIF(current_setting('app.current_organization_id'), '')::uuid));
-- undo
ALTER POLICY tenant_isolation ON comments USING ({own});

== missing_ok is missing, and NULLIF, and the sub-select
-- finds P07 public.comments.tenant_isolation
ALTER POLICY tenant_isolation ON comments USING (organization_id = current_setting('app.current_organization_id')::uuid);

== NULLIF is missing
-- finds P08 public.comments.tenant_floor
ALTER POLICY tenant_floor ON comments
    USING (organization_id = (SELECT current_setting('app.current_organization_id', true)::uuid));

== the setting is read for every row
-- finds P11 public.tasks.tenant_isolation
ALTER POLICY tenant_isolation ON tasks
    USING (organization_id = NULLIF(current_setting('app.current_organization_id', true), '')::uuid);
-- undo
ALTER POLICY tenant_isolation ON tasks USING ({own});

== a function and, in cascade, its policy are dropped
-- finds P01 public.labels.anybody
-- finds P04 public.labels
-- leaks public.labels read
CREATE FUNCTION app.of_tenant(uuid) RETURNS boolean STABLE LANGUAGE sql AS $$ SELECT $1 = app.current_tenant() $$;
DROP POLICY tenant_floor ON labels;
CREATE POLICY tenant_floor ON labels AS RESTRICTIVE USING (app.of_tenant(organization_id) AND {own});
CREATE POLICY anybody ON labels USING (true);
DROP FUNCTION app.of_tenant(uuid) CASCADE;

== a new table with the tenant column is granted at once
-- finds T01 public.invoices
-- leaks public.invoices read
CREATE TABLE invoices (organization_id uuid NOT NULL, invoice_id uuid, PRIMARY KEY (organization_id, invoice_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON invoices TO app_user;
-- undo
DROP TABLE invoices;

== a new table is granted to everybody
-- finds T01 public.leads
-- leaks public.leads read
CREATE TABLE leads (organization_id uuid NOT NULL, lead_id uuid, PRIMARY KEY (organization_id, lead_id));
GRANT SELECT ON leads TO PUBLIC;
-- undo
DROP TABLE leads;

== one column of a new table is granted
-- finds T01 public.offers
-- leaks public.offers read, unset
CREATE TABLE offers (organization_id uuid NOT NULL, offer_id uuid, PRIMARY KEY (organization_id, offer_id));
GRANT SELECT (offer_id) ON offers TO app_user;
-- undo
DROP TABLE offers;

== a copy by CREATE TABLE AS
-- finds T01 public.tasks_copy
-- finds T07 public.tasks_copy
-- leaks public.tasks_copy read
CREATE TABLE tasks_copy AS SELECT * FROM tasks;
GRANT SELECT ON tasks_copy TO app_user;
-- undo
DROP TABLE tasks_copy;

== a copy by LIKE
-- finds T01 public.tasks_alike
-- leaks public.tasks_alike read
CREATE TABLE tasks_alike (LIKE tasks INCLUDING ALL);
GRANT SELECT ON tasks_alike TO app_user;
-- undo
DROP TABLE tasks_alike;

== a new schema with a table of tenants
-- finds T01 billing.invoices
-- leaks billing.invoices read
CREATE SCHEMA billing;
GRANT USAGE ON SCHEMA billing TO app_user;
CREATE TABLE billing.invoices (organization_id uuid NOT NULL, invoice_id uuid, PRIMARY KEY (organization_id, invoice_id));
GRANT SELECT ON billing.invoices TO app_user;
-- undo
DROP SCHEMA billing CASCADE;

== a table belongs to tenants by a key alone
-- finds T01 public.task_notes
-- finds T04 public.task_notes
-- finds K02 public.task_notes.task_notes_task_fkey
-- leaks public.task_notes read
CREATE TABLE task_notes (note_id uuid PRIMARY KEY, of uuid, task uuid,
    CONSTRAINT task_notes_task_fkey FOREIGN KEY (of, task) REFERENCES tasks (organization_id, task_id));
GRANT SELECT, INSERT ON task_notes TO app_user;
-- undo
DROP TABLE task_notes;

== nothing says whose secrets these are
-- finds T08 public.secrets
CREATE TABLE secrets (secret_id uuid PRIMARY KEY, password_hash text NOT NULL);
GRANT SELECT ON secrets TO app_user;
-- undo
DROP TABLE secrets;

== the tenant may be null
-- finds T07 public.bills
CREATE TABLE bills (organization_id uuid, bill_id uuid, UNIQUE (organization_id, bill_id));
SELECT app.isolate('bills', 'SELECT', 'INSERT');
-- undo
DROP TABLE bills;

== a partition is granted
-- finds T05 public.{partition}
-- leaks public.{partition} read
GRANT SELECT ON {partition} TO app_user;
ALTER TABLE {partition} DISABLE ROW LEVEL SECURITY;

== a partition is granted to everybody, and has a policy that is true
-- finds T05 public.{partition}
-- leaks public.{partition} read
ALTER TABLE {partition} ENABLE ROW LEVEL SECURITY;
CREATE POLICY anybody ON {partition} USING (true);
GRANT SELECT, DELETE ON {partition} TO PUBLIC;

== a partition is attached with rights that it had
-- finds T05 public.activities_long_ago
CREATE TABLE activities_long_ago (LIKE activities INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
GRANT SELECT ON activities_long_ago TO app_user;
ALTER TABLE activities ATTACH PARTITION activities_long_ago FOR VALUES FROM ('1990-01-01') TO ('1990-02-01');

== a table inherits
-- finds T06 public.urgent_tasks
-- finds T01 public.urgent_tasks
-- leaks public.urgent_tasks read
CREATE TABLE urgent_tasks (until timestamptz) INHERITS (tasks);
GRANT SELECT ON urgent_tasks TO app_user;

== a partition was retired and stayed open
-- finds T09 public.activities_gone
-- leaks public.activities_gone read
CREATE TABLE activities_gone (LIKE activities);
COMMENT ON TABLE activities_gone IS 'migrate:retired {"table":"public.activities"}';
GRANT SELECT ON activities_gone TO app_user;
-- undo
DROP TABLE activities_gone;

== a detach was begun and not finished
-- finds T10 public.{partition}
UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = '{partition}'::regclass;

== TRUNCATE is granted
-- finds G01 public.tasks
GRANT TRUNCATE ON tasks TO app_user;
-- undo
REVOKE TRUNCATE ON tasks FROM app_user;

== TRIGGER is granted
-- finds G01 public.comments
GRANT TRIGGER ON comments TO app_user;
-- undo
REVOKE TRIGGER ON comments FROM app_user;

== REFERENCES is granted to everybody, for one column
-- finds G01 public.projects
GRANT REFERENCES (project_id) ON projects TO PUBLIC;
-- undo
REVOKE REFERENCES (project_id) ON projects FROM PUBLIC;

== everything is granted
-- finds G01 public.task_labels
-- leaks public.task_labels truncate
GRANT ALL ON task_labels TO app_user;

== default privileges in one schema
-- finds G02 app_owner in schema public
ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA public GRANT SELECT ON TABLES TO app_user;
-- undo
ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA public REVOKE SELECT ON TABLES FROM app_user;

== default privileges everywhere, for everybody, and the next table
-- finds G02 postgres in every schema
-- finds T01 public.next
-- leaks public.next read
ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT ALL ON TABLES TO PUBLIC;
CREATE TABLE next (organization_id uuid NOT NULL);

== the application may create in public
-- finds G03 public
GRANT CREATE ON SCHEMA public TO PUBLIC;
-- undo
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

== the application may create beside its functions
-- finds G03 app
GRANT CREATE ON SCHEMA app TO app_user;
-- undo
REVOKE CREATE ON SCHEMA app FROM app_user;

== a view of the superuser
-- finds V01 public.all_tasks
-- leaks public.all_tasks read
CREATE VIEW all_tasks AS SELECT * FROM tasks;
GRANT SELECT ON all_tasks TO app_user;
-- undo
DROP VIEW all_tasks;

== a view of the owner
-- finds V01 public.owned_tasks
CREATE VIEW owned_tasks AS SELECT * FROM tasks;
ALTER VIEW owned_tasks OWNER TO app_owner;
GRANT SELECT ON owned_tasks TO app_user;

== a view of the owner, who is not bound
-- finds V01 public.owned_tasks
-- finds T02 public.tasks
-- leaks public.owned_tasks read
ALTER TABLE tasks NO FORCE ROW LEVEL SECURITY;
CREATE VIEW owned_tasks AS SELECT * FROM tasks;
ALTER VIEW owned_tasks OWNER TO app_owner;
GRANT SELECT ON owned_tasks TO app_user;

== a view of one partition
-- finds V01 public.this_month
CREATE VIEW this_month AS SELECT * FROM {partition};
ALTER VIEW this_month OWNER TO app_owner;
GRANT SELECT ON this_month TO app_user;
-- undo
DROP VIEW this_month;

== a view over a view
-- finds V01 public.upper_tasks
-- leaks public.upper_tasks read
CREATE VIEW lower_tasks AS SELECT * FROM tasks;
CREATE VIEW upper_tasks AS SELECT * FROM lower_tasks;
GRANT SELECT ON upper_tasks TO app_user;

== a view that asks as its caller, over one that does not
-- finds V01 public.lower_tasks
-- leaks public.lower_tasks read
CREATE VIEW lower_tasks AS SELECT * FROM tasks;
CREATE VIEW upper_tasks WITH (security_invoker = true) AS SELECT * FROM lower_tasks;
GRANT SELECT ON lower_tasks, upper_tasks TO app_user;

== a view that can be written to
-- finds V01 public.removable_tasks
-- leaks public.removable_tasks delete all
CREATE VIEW removable_tasks AS SELECT task_id FROM tasks;
GRANT DELETE ON removable_tasks TO app_user;

== a view over a function that runs as the superuser
-- finds F01 public.every_task()
-- leaks public.called_tasks read
CREATE FUNCTION every_task() RETURNS SETOF tasks STABLE SECURITY DEFINER SET search_path = public LANGUAGE sql
    AS 'SELECT * FROM tasks';
CREATE VIEW called_tasks WITH (security_invoker = true) AS SELECT * FROM every_task();
GRANT SELECT ON called_tasks TO app_user;

== a materialized view
-- finds V02 public.task_counts
-- leaks public.task_counts read
CREATE MATERIALIZED VIEW task_counts AS SELECT organization_id, count(*) FROM tasks GROUP BY 1;
GRANT SELECT ON task_counts TO app_user;
-- undo
DROP MATERIALIZED VIEW task_counts;

== a materialized view over a view
-- finds V02 public.kept_tasks
-- leaks public.kept_tasks read
CREATE VIEW asked_tasks WITH (security_invoker = true) AS SELECT * FROM tasks;
CREATE MATERIALIZED VIEW kept_tasks AS SELECT * FROM asked_tasks;
GRANT SELECT ON kept_tasks TO PUBLIC;

== a foreign table
-- needs file_fdw
-- finds V03 public.elsewhere
-- finds L06 file_fdw
CREATE EXTENSION file_fdw;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE elsewhere (organization_id uuid, line text) SERVER files OPTIONS (filename '/dev/null');
GRANT SELECT ON elsewhere TO app_user;
-- undo
DROP EXTENSION file_fdw CASCADE;

== a function runs as the superuser
-- finds F01 public.count_tasks()
CREATE FUNCTION count_tasks() RETURNS bigint STABLE SECURITY DEFINER SET search_path = public LANGUAGE sql
    AS 'SELECT count(*) FROM tasks';
-- undo
DROP FUNCTION count_tasks();

== a procedure runs as the superuser
-- finds F01 public.wipe()
CREATE PROCEDURE wipe() SECURITY DEFINER SET search_path = public LANGUAGE sql AS 'DELETE FROM tasks';
-- undo
DROP PROCEDURE wipe();

== a function runs as a role with BYPASSRLS
-- finds F01 app.tasks_of_all()
CREATE FUNCTION app.tasks_of_all() RETURNS bigint STABLE SECURITY DEFINER SET search_path = public LANGUAGE sql
    AS 'SELECT count(*) FROM tasks';
ALTER FUNCTION app.tasks_of_all() OWNER TO app_maintenance;

== a function that runs as its owner takes the caller's search_path
-- finds F06 app.find_tasks()
CREATE FUNCTION app.find_tasks() RETURNS bigint STABLE SECURITY DEFINER LANGUAGE sql AS 'SELECT count(*) FROM public.tasks';
ALTER FUNCTION app.find_tasks() OWNER TO app_owner;
-- undo
DROP FUNCTION app.find_tasks();

== a function loses its search_path
-- finds F06 app.is_administrator()
ALTER FUNCTION app.is_administrator() SECURITY DEFINER;
ALTER FUNCTION app.is_administrator() RESET search_path;
GRANT EXECUTE ON FUNCTION app.is_administrator() TO app_user;

== an IMMUTABLE function reads the setting
-- finds F03 app.current_tenant()
ALTER FUNCTION app.current_tenant() IMMUTABLE;
-- undo
ALTER FUNCTION app.current_tenant() STABLE;

== an IMMUTABLE function with a body of its own reads the setting
-- finds F03 public.tenant()
CREATE FUNCTION tenant() RETURNS text IMMUTABLE RETURN current_setting('app.current_organization_id', true);
-- undo
DROP FUNCTION tenant();

== an IMMUTABLE function reads the setting through another
-- finds F03 public.tenant_again()
CREATE FUNCTION tenant_again() RETURNS uuid IMMUTABLE LANGUAGE sql AS 'SELECT app.current_tenant()';
-- undo
DROP FUNCTION tenant_again();

== a LEAKPROOF function
-- finds F02 public.peek(text)
CREATE FUNCTION peek(text) RETURNS boolean LEAKPROOF COST 0.0001 LANGUAGE plpgsql
    AS $$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$;
-- undo
DROP FUNCTION peek(text);

== a trigger runs as the superuser
-- finds F04 public.labels.labels_watch
CREATE FUNCTION watch() RETURNS trigger SECURITY DEFINER SET search_path = public LANGUAGE plpgsql
    AS $$ BEGIN UPDATE labels SET name = name; RETURN NEW; END $$;
CREATE TRIGGER labels_watch AFTER INSERT ON labels FOR EACH ROW EXECUTE FUNCTION watch();
-- undo
DROP TRIGGER labels_watch ON labels;
DROP FUNCTION watch();

== a trigger of a partition runs as the superuser
-- finds F04 public.{partition}.partition_watch
CREATE FUNCTION watch_partition() RETURNS trigger SECURITY DEFINER SET search_path = public LANGUAGE plpgsql
    AS $$ BEGIN UPDATE labels SET name = name; RETURN NEW; END $$;
CREATE TRIGGER partition_watch AFTER INSERT ON {partition} FOR EACH ROW EXECUTE FUNCTION watch_partition();

== a rule writes more
-- finds F05 public.labels.labels_also
CREATE RULE labels_also AS ON INSERT TO labels DO ALSO UPDATE tasks SET title = title;
-- undo
DROP RULE labels_also ON labels;

== a rule takes a write elsewhere
-- finds F05 public.attachments.attachments_instead
CREATE RULE attachments_instead AS ON UPDATE TO attachments DO INSTEAD DELETE FROM tasks;
-- undo
DROP RULE attachments_instead ON attachments;

== a rule of a view that asks as its caller writes as the view's owner
-- finds F05 public.asking.asking_removes
CREATE VIEW asking WITH (security_invoker = true) AS SELECT * FROM tasks;
CREATE RULE asking_removes AS ON DELETE TO asking DO INSTEAD DELETE FROM tasks WHERE task_id = OLD.task_id;
GRANT SELECT, DELETE ON asking TO app_user;
-- undo
DROP VIEW asking;

== a rule of a table of nobody's writes to tenants' rows
-- finds F05 public.inbox.inbox_also
CREATE TABLE inbox (line text);
CREATE RULE inbox_also AS ON INSERT TO inbox DO ALSO DELETE FROM tasks;
GRANT INSERT ON inbox TO app_user;
-- undo
DROP TABLE inbox;

== a foreign key does not pair the tenants
-- finds K01 public.projects.projects_any_workspace
CREATE UNIQUE INDEX workspaces_id ON workspaces (workspace_id);
CREATE INDEX projects_workspace ON projects (workspace_id);
ALTER TABLE projects ADD CONSTRAINT projects_any_workspace FOREIGN KEY (workspace_id) REFERENCES workspaces (workspace_id);
-- undo
ALTER TABLE projects DROP CONSTRAINT projects_any_workspace;
DROP INDEX projects_workspace;
DROP INDEX workspaces_id;

== a foreign key of one partition does not pair the tenants
-- finds K01 public.{partition}.partition_any_project
CREATE UNIQUE INDEX projects_id ON projects (project_id);
ALTER TABLE {partition} ADD CONSTRAINT partition_any_project FOREIGN KEY (project_id) REFERENCES projects (project_id);
-- undo
ALTER TABLE {partition} DROP CONSTRAINT partition_any_project;
DROP INDEX projects_id;

== a foreign key to its own table does not pair the tenants
-- finds K01 public.tasks.tasks_any_parent
-- finds K03 public.tasks.tasks_id
CREATE UNIQUE INDEX tasks_id ON tasks (task_id);
ALTER TABLE tasks ADD CONSTRAINT tasks_any_parent FOREIGN KEY (parent_task_id) REFERENCES tasks (task_id) ON DELETE CASCADE;

== a foreign key crosses the tenants' columns
-- finds K01 public.labels.labels_crossed
CREATE UNIQUE INDEX workspaces_crossed ON workspaces (workspace_id, organization_id);
ALTER TABLE labels ADD CONSTRAINT labels_crossed FOREIGN KEY (organization_id, label_id)
    REFERENCES workspaces (workspace_id, organization_id) NOT VALID;

== a foreign key has no index
-- finds K02 public.labels.labels_maker_fkey
ALTER TABLE labels ADD COLUMN made_by uuid;
ALTER TABLE labels ADD CONSTRAINT labels_maker_fkey FOREIGN KEY (organization_id, made_by)
    REFERENCES organization_members (organization_id, user_id);
-- undo
ALTER TABLE labels DROP COLUMN made_by;

== a foreign key has an index of some rows only
-- finds K02 public.labels.labels_maker_fkey
ALTER TABLE labels ADD COLUMN made_by uuid;
ALTER TABLE labels ADD CONSTRAINT labels_maker_fkey FOREIGN KEY (organization_id, made_by)
    REFERENCES organization_members (organization_id, user_id);
CREATE INDEX labels_made ON labels (organization_id, made_by) WHERE made_by IS NOT NULL AND color IS NOT NULL;
CREATE INDEX labels_maker ON labels (organization_id, made_by) WHERE color IS NOT NULL;

== a unique index reaches across the tenants
-- finds K03 public.labels.labels_name_everywhere
CREATE UNIQUE INDEX labels_name_everywhere ON labels (name);
-- undo
DROP INDEX labels_name_everywhere;

== a unique index has the tenant beside its key
-- finds K03 public.labels.labels_name_everywhere
CREATE UNIQUE INDEX labels_name_everywhere ON labels (name) INCLUDE (organization_id);

== a primary key reaches across the tenants
-- finds K03 public.tickets.tickets_pkey
CREATE TABLE tickets (ticket_id bigint PRIMARY KEY, organization_id uuid NOT NULL);
SELECT app.isolate('tickets', 'SELECT', 'INSERT');
-- undo
DROP TABLE tickets;

== an index is not valid
-- finds K05 public.labels.labels_color
CREATE INDEX labels_color ON labels (color);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'labels_color'::regclass;
-- undo
DROP INDEX labels_color;

== the index of a partitioned table has no parts
-- finds K05 public.activities.activities_action
CREATE INDEX activities_action ON ONLY activities (action);
-- undo
DROP INDEX activities_action;

== a foreign key is not validated
-- finds K06 public.labels.labels_unchecked
ALTER TABLE labels ADD CONSTRAINT labels_unchecked FOREIGN KEY (organization_id)
    REFERENCES organizations (organization_id) NOT VALID;
-- undo
ALTER TABLE labels DROP CONSTRAINT labels_unchecked;

== a publication sends one table
-- finds L01 outwards
CREATE PUBLICATION outwards FOR TABLE tasks;
-- undo
DROP PUBLICATION outwards;

== a publication sends all tables
-- finds L01 everything
CREATE PUBLICATION everything FOR ALL TABLES;
-- undo
DROP PUBLICATION everything;

== a publication sends a schema
-- finds L01 whole
CREATE PUBLICATION whole FOR TABLES IN SCHEMA public;

== a large object
-- finds L03 pg_largeobject
SELECT lo_from_bytea(4711, 'secret');
-- undo
SELECT lo_unlink(4711);

== a sequence is readable
-- finds L04 public.activities_activity_id_seq
GRANT SELECT ON SEQUENCE activities_activity_id_seq TO app_user;
-- undo
REVOKE SELECT ON SEQUENCE activities_activity_id_seq FROM app_user;

== an event trigger
-- finds L05 watching
CREATE FUNCTION watching() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION watching();
-- undo
DROP EVENT TRIGGER watching;
DROP FUNCTION watching();

== dblink
-- needs dblink
-- finds L06 dblink
CREATE EXTENSION dblink;
-- undo
DROP EXTENSION dblink;

== postgres_fdw, and a table of another server
-- needs postgres_fdw
-- finds L06 postgres_fdw
-- finds V03 public.remote_tasks
CREATE EXTENSION postgres_fdw;
CREATE SERVER loop FOREIGN DATA WRAPPER postgres_fdw;
CREATE FOREIGN TABLE remote_tasks (organization_id uuid) SERVER loop OPTIONS (table_name 'tasks');
GRANT SELECT ON remote_tasks TO PUBLIC;
-- undo
DROP EXTENSION postgres_fdw CASCADE;

== this database brings the tenant along
-- finds R04 database {database}: app.current_organization_id
ALTER DATABASE {database} SET app.current_organization_id = 'aaaaaaaa-0000-4000-8000-000000000001';
-- undo
ALTER DATABASE {database} RESET app.current_organization_id;

== this database switches foreign keys off
-- finds R04 database {database}: session_replication_role
ALTER DATABASE {database} SET session_replication_role = replica;
-- undo
ALTER DATABASE {database} RESET session_replication_role;

== this database brings a search_path along
-- finds R04 database {database}: search_path
ALTER DATABASE {database} SET search_path = public, pg_catalog;
-- undo
ALTER DATABASE {database} RESET search_path;

== the application's role brings the tenant along, in this database
-- finds R04 role app_user in database {database}: app.current_organization_id
ALTER ROLE app_user IN DATABASE {database} SET app.current_organization_id = 'aaaaaaaa-0000-4000-8000-000000000001';
-- undo
ALTER ROLE app_user IN DATABASE {database} RESET app.current_organization_id;

== the application's role brings the tenant along
-- alone
-- finds R04 role app_user: app.current_organization_id
ALTER ROLE app_user SET app.current_organization_id = 'aaaaaaaa-0000-4000-8000-000000000001';
-- undo
ALTER ROLE app_user RESET app.current_organization_id;

== every role has row_security off
-- alone
-- finds R04 every role: row_security
ALTER ROLE ALL SET row_security = off;
-- undo
ALTER ROLE ALL RESET row_security;

== the application's role has BYPASSRLS
-- alone
-- finds R01 app_user
ALTER ROLE app_user BYPASSRLS;
-- undo
ALTER ROLE app_user NOBYPASSRLS;

== the application's role is a superuser
-- alone
-- finds R01 app_user
ALTER ROLE app_user SUPERUSER;
-- undo
ALTER ROLE app_user NOSUPERUSER;

== the application's role may become a role with BYPASSRLS
-- alone
-- finds R01 app_maintenance
GRANT app_maintenance TO app_user;
-- undo
REVOKE app_maintenance FROM app_user;

== the application's role may make roles
-- alone
-- finds R07 app_user
ALTER ROLE app_user CREATEROLE;
-- undo
ALTER ROLE app_user NOCREATEROLE;

== the application's login may make roles
-- alone
-- finds R07 mutant_login
CREATE ROLE mutant_login LOGIN CREATEROLE IN ROLE app_user;
-- undo
DROP ROLE mutant_login;

== the application's role may become a superuser, by two steps
-- alone
-- finds R01 mutant_root
CREATE ROLE mutant_root SUPERUSER;
CREATE ROLE mutant_step IN ROLE mutant_root;
GRANT mutant_step TO app_user;
-- undo
DROP ROLE mutant_step, mutant_root;

== the application's role has the owner's rights
-- leaks public.activities truncate
-- alone
-- finds R02 public.tasks
-- finds R02 public.activities
GRANT app_owner TO app_user;
-- undo
REVOKE app_owner FROM app_user;

== the application's role owns a table
-- finds R02 public.labels
ALTER TABLE labels OWNER TO app_user;
-- undo
ALTER TABLE labels OWNER TO app_owner;
REVOKE UPDATE, TRUNCATE, REFERENCES, TRIGGER ON labels FROM app_user;
GRANT UPDATE (name, color) ON labels TO app_user;

== pg_read_all_data
-- alone
-- finds R03 pg_read_all_data
GRANT pg_read_all_data TO app_user;
-- undo
REVOKE pg_read_all_data FROM app_user;

== pg_write_all_data, through another role
-- alone
-- finds R03 pg_write_all_data
CREATE ROLE mutant_writer IN ROLE pg_write_all_data;
GRANT mutant_writer TO app_user;
-- undo
DROP ROLE mutant_writer;

== pg_monitor
-- alone
-- finds R03 pg_monitor
GRANT pg_monitor TO app_user;
-- undo
REVOKE pg_monitor FROM app_user;

== pg_execute_server_program
-- alone
-- finds R03 pg_execute_server_program
GRANT pg_execute_server_program TO app_user;
-- undo
REVOKE pg_execute_server_program FROM app_user;

== pg_maintain
-- alone
-- since 17
-- finds R03 pg_maintain
GRANT pg_maintain TO app_user;
-- undo
REVOKE pg_maintain FROM app_user;

== a role may read the log of changes
-- alone
-- finds L02 mutant_replica
CREATE ROLE mutant_replica REPLICATION LOGIN;
-- undo
DROP ROLE mutant_replica;

== the application's role may read the log of changes
-- alone
-- finds L02 app_user
ALTER ROLE app_user REPLICATION;
-- undo
ALTER ROLE app_user NOREPLICATION;

== rights come by a role whose member the application's is
-- alone
-- finds G01 public.tasks
CREATE ROLE mutant_group;
GRANT TRUNCATE ON tasks TO mutant_group;
GRANT mutant_group TO app_user;
-- undo
DROP OWNED BY mutant_group;
DROP ROLE mutant_group;

== a policy for a role whose member the application's is
-- leaks public.labels read
-- alone
-- finds P01 public.labels.group_reads
CREATE ROLE mutant_readers;
GRANT mutant_readers TO app_user;
DROP POLICY tenant_floor ON labels;
CREATE POLICY group_reads ON labels FOR SELECT TO mutant_readers USING (true);
-- undo
DROP POLICY group_reads ON labels;
CREATE POLICY tenant_floor ON labels AS RESTRICTIVE USING ({own}) WITH CHECK ({own});
DROP ROLE mutant_readers;

== the application's login has BYPASSRLS
-- alone
-- finds R06 mutant_login
CREATE ROLE mutant_login LOGIN BYPASSRLS IN ROLE app_user;
-- undo
DROP ROLE mutant_login;

== the application's login is a member of the owner, too
-- alone
-- finds R06 mutant_login
CREATE ROLE mutant_login LOGIN IN ROLE app_user, app_owner;
-- undo
DROP ROLE mutant_login;

== the application's login brings the tenant along
-- alone
-- finds R04 role mutant_login: app.current_organization_id
CREATE ROLE mutant_login LOGIN IN ROLE app_user;
ALTER ROLE mutant_login SET app.current_organization_id = 'aaaaaaaa-0000-4000-8000-000000000001';
-- undo
DROP ROLE mutant_login;

== a helper leaves the tenant set when the transaction ends
-- finds F07 app.enter(organization uuid)
CREATE FUNCTION app.enter(organization uuid) RETURNS void LANGUAGE sql
    AS $$ SELECT set_config('app.current_organization_id', $1::text, false) $$;
-- undo
DROP FUNCTION app.enter(uuid);

== a function comes with a tenant of its own
-- finds F07 app.whose()
CREATE FUNCTION app.whose() RETURNS text LANGUAGE sql SET app.current_organization_id = ''
    AS $$ SELECT current_setting('app.current_organization_id') $$;
-- undo
DROP FUNCTION app.whose();

== the function that policies call belongs to the application
-- finds F08 app.current_person()
ALTER FUNCTION app.current_person() OWNER TO app_user;

== the application may switch foreign keys off
-- finds G04 session_replication_role
-- alone
-- since 15
GRANT SET ON PARAMETER session_replication_role TO app_user;
-- undo
REVOKE SET ON PARAMETER session_replication_role FROM app_user;

== statistics are readable
-- finds G05 pg_statistic
GRANT SELECT ON pg_catalog.pg_statistic TO app_user;
-- undo
REVOKE SELECT ON pg_catalog.pg_statistic FROM app_user;

== files of the server are readable by all
-- finds G05 pg_read_file(text)
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO PUBLIC;
-- undo
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) FROM PUBLIC;

== the application may create schemas
-- finds G03 database {database}
GRANT CREATE ON DATABASE {database} TO app_user;
-- undo
REVOKE CREATE ON DATABASE {database} FROM app_user;

== the application may create in every schema to come
-- finds G02 postgres: schemas
ALTER DEFAULT PRIVILEGES GRANT CREATE ON SCHEMAS TO app_user;
-- undo
ALTER DEFAULT PRIVILEGES REVOKE CREATE ON SCHEMAS FROM app_user;

== a key gives rows to the tenant of the default
-- finds K07 public.labels.labels_shelf
CREATE TABLE shelves (organization_id uuid NOT NULL, shelf int NOT NULL, PRIMARY KEY (organization_id, shelf));
ALTER TABLE labels ADD COLUMN shelf int;
ALTER TABLE labels ADD CONSTRAINT labels_shelf FOREIGN KEY (organization_id, shelf) REFERENCES shelves ON DELETE SET DEFAULT;

== a row of everybody's takes the rows of every tenant with it
-- finds K08 public.labels.labels_tint_fkey
-- finds T08 public.tints
CREATE TABLE tints (tint int PRIMARY KEY);
GRANT SELECT, DELETE ON tints TO app_user;
ALTER TABLE labels ADD COLUMN tint int REFERENCES tints ON DELETE CASCADE;
CREATE INDEX ON labels (tint);

== a trigger sends rows to whoever listens
-- finds L08 public.labels.tell
CREATE FUNCTION app.tell() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN PERFORM pg_notify('labels', NEW.name); RETURN NULL; END $$;
CREATE TRIGGER tell AFTER INSERT ON labels FOR EACH ROW EXECUTE FUNCTION app.tell();

== a role that the application can become is shown everything
-- finds R08 mutant_reports
-- alone
CREATE ROLE mutant_reports;
GRANT SELECT ON labels TO mutant_reports;
CREATE POLICY reports ON labels TO mutant_reports USING (true);
ALTER POLICY tenant_floor ON labels TO app_user;
ALTER ROLE app_user NOINHERIT;
GRANT mutant_reports TO app_user;
-- undo
ALTER ROLE app_user INHERIT;
REVOKE mutant_reports FROM app_user;
DROP OWNED BY mutant_reports;
DROP ROLE mutant_reports;

== a function runs as a role that is shown everything
-- finds F01 app.titles()
-- alone
CREATE ROLE mutant_reports;
GRANT SELECT ON tasks TO mutant_reports;
CREATE POLICY reports ON tasks TO mutant_reports USING (true);
ALTER POLICY tenant_floor ON tasks TO app_user;
CREATE FUNCTION app.titles() RETURNS SETOF text STABLE SECURITY DEFINER SET search_path = '' LANGUAGE sql
    AS 'SELECT title FROM public.tasks';
ALTER FUNCTION app.titles() OWNER TO mutant_reports;
-- undo
DROP OWNED BY mutant_reports;
DROP ROLE mutant_reports;

== a function of the owner empties a table
-- finds F01 app.empty_labels()
CREATE FUNCTION app.empty_labels() RETURNS void SECURITY DEFINER SET search_path = '' LANGUAGE sql AS 'TRUNCATE public.labels CASCADE';
ALTER FUNCTION app.empty_labels() OWNER TO app_owner;

== a function of the owner runs what it is given
-- finds F01 app.run(statement text)
CREATE FUNCTION app.run(statement text) RETURNS void SECURITY DEFINER SET search_path = '' LANGUAGE plpgsql
    AS 'BEGIN EXECUTE statement; END';
ALTER FUNCTION app.run(text) OWNER TO app_owner;

== the step of an aggregate runs as its owner
-- finds F01 app.counted(bigint, integer)
CREATE FUNCTION app.counted(bigint, int) RETURNS bigint SECURITY DEFINER SET search_path = '' LANGUAGE sql
    AS 'SELECT count(*) FROM public.tasks';
REVOKE ALL ON FUNCTION app.counted(bigint, int) FROM PUBLIC;
CREATE AGGREGATE app.count_all(int) (SFUNC = app.counted, STYPE = bigint, INITCOND = '0');

== a function finds the caller's temporary tables first
-- finds F06 app.current_role_name()
CREATE FUNCTION app.current_role_name() RETURNS text STABLE SECURITY DEFINER SET search_path = public LANGUAGE sql
    AS 'SELECT role FROM organization_members LIMIT 1';
ALTER FUNCTION app.current_role_name() OWNER TO app_owner;

== a materialized view of what a function reads
-- finds V02 public.task_titles
CREATE FUNCTION app.every_title() RETURNS SETOF text STABLE LANGUAGE sql SET search_path = '' AS 'SELECT title FROM public.tasks';
CREATE MATERIALIZED VIEW task_titles AS SELECT t.title FROM app.every_title() AS t (title);
GRANT SELECT ON task_titles TO app_user;

== the person that policies ask for comes with the database
-- finds R04 database {database}: app.current_user_id
ALTER DATABASE {database} SET app.current_user_id = '00000000-0000-4000-8000-000000000001';
-- undo
ALTER DATABASE {database} RESET app.current_user_id;

== nothing may overlap with what other tenants have
-- finds K03 public.labels.labels_apart
ALTER TABLE labels ADD CONSTRAINT labels_apart EXCLUDE USING btree (label_id WITH =);

== the row is tied by a column that is never NULL
-- finds P13 public.labels.tenant_isolation
-- leaks public.labels read
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels USING (EXISTS (SELECT FROM organizations AS o
    WHERE o.organization_id = (SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid)
        AND labels.organization_id IS NOT NULL)) WITH CHECK ({own});

== the row is tied by a number that every tenant has
-- finds P02 public.labels.tenant_isolation
DROP POLICY tenant_floor ON labels;
ALTER POLICY tenant_isolation ON labels USING (EXISTS (SELECT FROM task_labels AS t WHERE t.label_id = labels.label_id))
    WITH CHECK ({own});
