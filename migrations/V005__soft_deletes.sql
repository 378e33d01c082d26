-- Soft deletes: workspaces, projects, tasks, comments and attachments go to the bin and can come back, and
-- a member who leaves stays the author of what he wrote.
--
-- Runs in one transaction; a second or two per three million tasks, for the check of their positions.
-- Locks on existing tables:
--     workspaces             ACCESS EXCLUSIVE   a new column, as on all below
--     projects               ACCESS EXCLUSIVE
--     tasks                  ACCESS EXCLUSIVE
--     comments               ACCESS EXCLUSIVE
--     attachments            ACCESS EXCLUSIVE
--     organization_members   ACCESS EXCLUSIVE
--
--     SELECT app.discard('tasks', $1)    into the bin, with all that belongs to it; true when it was there
--     SELECT app.restore('tasks', $1)    back again, with what went along at the same instant
--     SELECT app.show_deleted(true)      the bin itself, until the end of the transaction
--
-- The application sees live rows by default: policy live_rows, on every query of app_user and
-- app_service. app_user loses DELETE on these tables; app_service empties the bin with app.purge.
-- An UPDATE .. WHERE of deleted_at is refused (42501) unless the bin is shown, because PostgreSQL holds an
-- updated row against the SELECT policies; app.discard shows it for that one statement.

ALTER TABLE workspaces ADD COLUMN deleted_at timestamptz;
ALTER TABLE projects ADD COLUMN deleted_at timestamptz;
ALTER TABLE tasks ADD COLUMN deleted_at timestamptz;
ALTER TABLE comments ADD COLUMN deleted_at timestamptz;
ALTER TABLE attachments ADD COLUMN deleted_at timestamptz;
ALTER TABLE organization_members ADD COLUMN deleted_at timestamptz;

COMMENT ON COLUMN workspaces.deleted_at IS 'When it went to the bin; NULL: live.';
COMMENT ON COLUMN projects.deleted_at IS 'When it went to the bin; NULL: live.';
COMMENT ON COLUMN tasks.deleted_at IS 'When it went to the bin; NULL: live.';
COMMENT ON COLUMN comments.deleted_at IS 'When it went to the bin; NULL: live.';
COMMENT ON COLUMN attachments.deleted_at IS
    'When it went to the bin; NULL: live. The object in the store stays until the purge.';
COMMENT ON COLUMN organization_members.deleted_at IS
    'When the member left; NULL: a member. The row stays visible: it is the author of comments.';

-- What is in the bin holds no name and no position.
ALTER TABLE workspaces DROP CONSTRAINT workspaces_name_key;
CREATE UNIQUE INDEX workspaces_name_key ON workspaces (organization_id, name) WHERE deleted_at IS NULL;
ALTER TABLE tasks
    ADD COLUMN binned_position integer,
    ALTER COLUMN position DROP NOT NULL,
    ADD CONSTRAINT tasks_position_check CHECK ((position IS NULL) = (deleted_at IS NOT NULL));
COMMENT ON COLUMN tasks.position IS
    'Order within the project, for drag and drop; gaps are welcome, they save shifting. Not given at'
    ' an insert: behind the last one. NULL in the bin.';
COMMENT ON COLUMN tasks.binned_position IS
    'Where it stood before it went to the bin, and comes back to if the place is free; NULL: live.';
DROP TRIGGER tasks_append_task ON tasks;
CREATE TRIGGER tasks_append_task
    BEFORE INSERT ON tasks
    FOR EACH ROW WHEN (NEW.position IS NULL AND NEW.deleted_at IS NULL)
    EXECUTE FUNCTION app.append_task();

-- The bin of an organization, and what app.purge empties. Small: live rows are not in them.
CREATE INDEX workspaces_deleted_at_idx ON workspaces (organization_id, deleted_at)
    WHERE deleted_at IS NOT NULL;
CREATE INDEX projects_deleted_at_idx ON projects (organization_id, deleted_at)
    WHERE deleted_at IS NOT NULL;
CREATE INDEX tasks_deleted_at_idx ON tasks (organization_id, deleted_at)
    WHERE deleted_at IS NOT NULL;
CREATE INDEX comments_deleted_at_idx ON comments (organization_id, deleted_at)
    WHERE deleted_at IS NOT NULL;
CREATE INDEX attachments_deleted_at_idx ON attachments (organization_id, deleted_at)
    WHERE deleted_at IS NOT NULL;

-- ---------------------------------------------------------------------------------------------
-- Into the bin and back
-- ---------------------------------------------------------------------------------------------

CREATE FUNCTION app.show_deleted(shown boolean)
RETURNS void
LANGUAGE sql
SET search_path = ''
AS $function$
    SELECT set_config('app.show_deleted', CASE WHEN shown THEN 'on' ELSE '' END, true);
$function$;
COMMENT ON FUNCTION app.show_deleted(boolean) IS
    'Whether this transaction also sees what is in the bin, within all other rules; off when not called.';

-- With the rights of the caller: who may not change a row may not throw it away.
CREATE FUNCTION app.set_deleted_at(target regclass, id uuid, gone boolean)
RETURNS boolean
LANGUAGE plpgsql
SET search_path = ''
AS $function$
DECLARE
    -- The key of the table, the table that it stands in, and that one's key.
    place CONSTANT text[] := CASE target
        WHEN 'public.workspaces'::regclass THEN ARRAY['workspace_id', 'organizations', 'organization_id']
        WHEN 'public.projects'::regclass THEN ARRAY['project_id', 'workspaces', 'workspace_id']
        WHEN 'public.tasks'::regclass THEN ARRAY['task_id', 'projects', 'project_id']
        WHEN 'public.comments'::regclass THEN ARRAY['comment_id', 'tasks', 'task_id']
        WHEN 'public.attachments'::regclass THEN ARRAY['attachment_id', 'tasks', 'task_id']
    END;
    shown CONSTANT text := COALESCE(current_setting('app.show_deleted', true), '');
    changed bigint;
BEGIN
    IF place IS NULL THEN
        RAISE EXCEPTION 'there is no bin for %', target
            USING ERRCODE = 'invalid_parameter_value',
                HINT = 'workspaces, projects, tasks, comments and attachments have one.';
    END IF;
    PERFORM set_config('app.show_deleted', 'on', true);
    EXECUTE format(
        'UPDATE %s AS t SET deleted_at = CASE WHEN $2 THEN now() END '
        'WHERE t.organization_id = app.current_tenant() AND t.%I = $1 AND (t.deleted_at IS NULL) = $2 ',
        target, place[1])
        || CASE
            WHEN gone OR place[2] = 'organizations' THEN ''
            ELSE format(
                'AND EXISTS (SELECT FROM public.%I AS p WHERE p.organization_id = t.organization_id '
                'AND p.%I = t.%I AND p.deleted_at IS NULL)', place[2], place[3], place[3])
        END
        -- A live subtask in a parent that is in the bin would be purged with it.
        || CASE
            WHEN gone OR place[1] <> 'task_id' THEN ''
            ELSE 'AND NOT EXISTS (SELECT FROM public.tasks AS p WHERE p.organization_id = t.organization_id '
                'AND p.task_id = t.parent_task_id AND p.deleted_at IS NOT NULL)'
        END
    USING id, gone;
    GET DIAGNOSTICS changed = ROW_COUNT;
    PERFORM set_config('app.show_deleted', shown, true);
    RETURN changed > 0;
END
$function$;
COMMENT ON FUNCTION app.set_deleted_at(regclass, uuid, boolean) IS
    'What app.discard and app.restore share.';

CREATE FUNCTION app.discard(target regclass, id uuid)
RETURNS boolean
LANGUAGE sql
SET search_path = ''
AS $function$
    SELECT app.set_deleted_at(target, id, true);
$function$;
COMMENT ON FUNCTION app.discard(regclass, uuid) IS
    'Throws a row of the current organization into the bin, with all that belongs to it.'
    ' False: there is no such live row, or the caller may not change it.';

CREATE FUNCTION app.restore(target regclass, id uuid)
RETURNS boolean
LANGUAGE sql
SET search_path = ''
AS $function$
    SELECT app.set_deleted_at(target, id, false);
$function$;
COMMENT ON FUNCTION app.restore(regclass, uuid) IS
    'Takes a row of the current organization out of the bin, with what went there at the same instant;'
    ' a task comes back to its place, or to the end of its project. False: it is not in the bin, what it stands in still'
    ' is, or the caller may not change it.';

-- What belongs to a row goes and comes with it, whoever wrote it: with the rights of the owner, within the
-- organization of the row, whatever the caller chose, who finds his choice as it was. Only the row that was asked for starts this, not those that follow.
CREATE FUNCTION app.discard_below()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = ''
AS $function$
DECLARE
    chosen CONSTANT text := COALESCE(current_setting('app.current_organization_id', true), '');
    branch uuid[];
BEGIN
    PERFORM set_config('app.current_organization_id', NEW.organization_id::text, true);
    CASE TG_TABLE_NAME
        WHEN 'workspaces' THEN
            UPDATE public.projects SET deleted_at = NEW.deleted_at
            WHERE organization_id = NEW.organization_id AND workspace_id = NEW.workspace_id
                AND deleted_at IS NOT DISTINCT FROM OLD.deleted_at;
            branch := ARRAY(
                SELECT project_id FROM public.projects
                WHERE organization_id = NEW.organization_id AND workspace_id = NEW.workspace_id
            );
        WHEN 'projects' THEN
            branch := ARRAY[NEW.project_id];
        WHEN 'tasks' THEN
            branch := ARRAY(
                WITH RECURSIVE below (task_id) AS (
                    SELECT NEW.task_id
                    UNION
                    SELECT t.task_id FROM public.tasks AS t JOIN below AS b ON t.parent_task_id = b.task_id
                    WHERE t.organization_id = NEW.organization_id
                )
                SELECT task_id FROM below
            );
    END CASE;
    IF TG_TABLE_NAME = 'tasks' THEN
        UPDATE public.tasks SET deleted_at = NEW.deleted_at
        WHERE organization_id = NEW.organization_id AND task_id = ANY (branch)
            AND deleted_at IS NOT DISTINCT FROM OLD.deleted_at;
        UPDATE public.comments SET deleted_at = NEW.deleted_at
        WHERE organization_id = NEW.organization_id AND task_id = ANY (branch)
            AND deleted_at IS NOT DISTINCT FROM OLD.deleted_at;
        UPDATE public.attachments SET deleted_at = NEW.deleted_at
        WHERE organization_id = NEW.organization_id AND task_id = ANY (branch)
            AND deleted_at IS NOT DISTINCT FROM OLD.deleted_at;
    ELSE
        UPDATE public.tasks SET deleted_at = NEW.deleted_at
        WHERE organization_id = NEW.organization_id AND project_id = ANY (branch)
            AND deleted_at IS NOT DISTINCT FROM OLD.deleted_at;
        UPDATE public.comments SET deleted_at = NEW.deleted_at
        WHERE organization_id = NEW.organization_id AND project_id = ANY (branch)
            AND deleted_at IS NOT DISTINCT FROM OLD.deleted_at;
        UPDATE public.attachments SET deleted_at = NEW.deleted_at
        WHERE organization_id = NEW.organization_id AND project_id = ANY (branch)
            AND deleted_at IS NOT DISTINCT FROM OLD.deleted_at;
    END IF;
    PERFORM set_config('app.current_organization_id', chosen, true);
    RETURN NULL;
END
$function$;
COMMENT ON FUNCTION app.discard_below() IS
    'AFTER UPDATE trigger: what belongs to a row goes to the bin with it, and comes back with it.';

CREATE TRIGGER workspaces_discard_below
    AFTER UPDATE OF deleted_at ON workspaces
    FOR EACH ROW WHEN (OLD.deleted_at IS DISTINCT FROM NEW.deleted_at AND pg_trigger_depth() = 0)
    EXECUTE FUNCTION app.discard_below();
CREATE TRIGGER projects_discard_below
    AFTER UPDATE OF deleted_at ON projects
    FOR EACH ROW WHEN (OLD.deleted_at IS DISTINCT FROM NEW.deleted_at AND pg_trigger_depth() = 0)
    EXECUTE FUNCTION app.discard_below();
CREATE TRIGGER tasks_discard_below
    AFTER UPDATE OF deleted_at ON tasks
    FOR EACH ROW WHEN (OLD.deleted_at IS DISTINCT FROM NEW.deleted_at AND pg_trigger_depth() = 0)
    EXECUTE FUNCTION app.discard_below();

-- A task gives its position up on the way out, and comes back to it, or to the end where somebody has taken it.
CREATE FUNCTION app.place_task()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = ''
AS $function$
DECLARE
    chosen CONSTANT text := COALESCE(current_setting('app.current_organization_id', true), '');
BEGIN
    PERFORM set_config('app.current_organization_id', NEW.organization_id::text, true);
    NEW.binned_position := CASE WHEN NEW.deleted_at IS NOT NULL THEN OLD.position END;
    NEW.position := CASE
        WHEN NEW.deleted_at IS NOT NULL THEN NULL
        WHEN OLD.binned_position IS NULL OR EXISTS (
            SELECT FROM public.tasks AS t
            WHERE t.organization_id = NEW.organization_id AND t.project_id = NEW.project_id
                AND t.position = OLD.binned_position
        ) THEN app.next_position(NEW.organization_id, NEW.project_id)
        ELSE OLD.binned_position
    END;
    PERFORM set_config('app.current_organization_id', chosen, true);
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION app.place_task() IS
    'BEFORE UPDATE trigger of tasks: no position in the bin; after it the old one, or the last.';

CREATE TRIGGER tasks_place_task
    BEFORE UPDATE OF deleted_at ON tasks
    FOR EACH ROW WHEN ((OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL))
    EXECUTE FUNCTION app.place_task();

-- The work of a member who leaves is free again; what he did and wrote stays his. Nobody is given work
-- who has left.
CREATE FUNCTION app.release_tasks()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = ''
AS $function$
DECLARE
    chosen CONSTANT text := COALESCE(current_setting('app.current_organization_id', true), '');
BEGIN
    PERFORM set_config('app.current_organization_id', NEW.organization_id::text, true);
    UPDATE public.tasks SET assignee_id = NULL
    WHERE organization_id = NEW.organization_id AND assignee_id = NEW.user_id AND status <> 'done';
    PERFORM set_config('app.current_organization_id', chosen, true);
    RETURN NULL;
END
$function$;
COMMENT ON FUNCTION app.release_tasks() IS
    'AFTER UPDATE trigger of organization_members: unfinished tasks of a member who leaves have no'
    ' assignee.';

CREATE TRIGGER organization_members_release_tasks
    AFTER UPDATE OF deleted_at ON organization_members
    FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL)
    EXECUTE FUNCTION app.release_tasks();

CREATE FUNCTION app.check_assignee()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $function$
BEGIN
    IF EXISTS (
        SELECT FROM public.organization_members AS m
        WHERE m.organization_id = NEW.organization_id AND m.user_id = NEW.assignee_id
            AND m.deleted_at IS NOT NULL
    ) THEN
        RAISE foreign_key_violation
            USING MESSAGE = format('user %s has left organization %s', NEW.assignee_id, NEW.organization_id),
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA, COLUMN = 'assignee_id';
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION app.check_assignee() IS
    'BEFORE trigger of tasks: refuses an assignee who has left the organization.';

CREATE TRIGGER tasks_check_assignee
    BEFORE INSERT OR UPDATE OF assignee_id ON tasks
    FOR EACH ROW WHEN (NEW.assignee_id IS NOT NULL)
    EXECUTE FUNCTION app.check_assignee();

-- Nothing new is put into what is in the bin: the next purge would take it along. Looks with the rights of the
-- caller: what he does not see is not there.
CREATE FUNCTION app.check_place()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $function$
DECLARE
    place CONSTANT text := TG_ARGV[0];
    key_column CONSTANT text := TG_ARGV[1];
    own_column CONSTANT text := TG_ARGV[2];
    found_one boolean;
BEGIN
    EXECUTE format(
        'SELECT EXISTS (SELECT FROM public.%I AS p WHERE p.organization_id = ($1).organization_id '
        'AND p.%I = ($1).%I AND p.deleted_at IS NULL)', place, key_column, own_column)
    INTO found_one USING NEW;
    IF NOT found_one THEN
        RAISE foreign_key_violation
            USING MESSAGE = format('what %s of %s names is not there, or in the bin', own_column, TG_TABLE_NAME),
                SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, COLUMN = own_column,
                CONSTRAINT = TG_TABLE_NAME || '_' || own_column || '_fkey';
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION app.check_place() IS
    'BEFORE INSERT trigger: what a new row stands in is live. Arguments: that table, its key, the column here.';

CREATE TRIGGER projects_check_place
    BEFORE INSERT ON projects
    FOR EACH ROW WHEN (NEW.deleted_at IS NULL)
    EXECUTE FUNCTION app.check_place('workspaces', 'workspace_id', 'workspace_id');
CREATE TRIGGER tasks_check_place
    BEFORE INSERT ON tasks
    FOR EACH ROW WHEN (NEW.deleted_at IS NULL AND NEW.parent_task_id IS NULL)
    EXECUTE FUNCTION app.check_place('projects', 'project_id', 'project_id');
CREATE TRIGGER tasks_check_place_insert
    BEFORE INSERT ON tasks
    FOR EACH ROW WHEN (NEW.deleted_at IS NULL AND NEW.parent_task_id IS NOT NULL)
    EXECUTE FUNCTION app.check_place('tasks', 'task_id', 'parent_task_id');
CREATE TRIGGER comments_check_place
    BEFORE INSERT ON comments
    FOR EACH ROW WHEN (NEW.deleted_at IS NULL)
    EXECUTE FUNCTION app.check_place('tasks', 'task_id', 'task_id');
CREATE TRIGGER attachments_check_place
    BEFORE INSERT ON attachments
    FOR EACH ROW WHEN (NEW.deleted_at IS NULL)
    EXECUTE FUNCTION app.check_place('tasks', 'task_id', 'task_id');

CREATE FUNCTION app.purge(older_than interval)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = ''
AS $function$
DECLARE
    shown CONSTANT text := COALESCE(current_setting('app.show_deleted', true), '');
    purged bigint := 0;
    gone bigint;
    target text;
BEGIN
    PERFORM set_config('app.show_deleted', 'on', true);
    FOREACH target IN ARRAY ARRAY['attachments', 'comments', 'tasks', 'projects', 'workspaces'] LOOP
        EXECUTE format(
            'DELETE FROM public.%I WHERE organization_id = app.current_tenant() AND deleted_at < now() - $1',
            target) USING older_than;
        GET DIAGNOSTICS gone = ROW_COUNT;
        purged := purged + gone;
    END LOOP;
    PERFORM set_config('app.show_deleted', shown, true);
    RETURN purged;
END
$function$;
COMMENT ON FUNCTION app.purge(interval) IS
    'For background jobs: deletes for good what has been in the bin of the current organization for longer'
    ' than this, and returns how many rows. What belongs to a deleted row goes with it, uncounted.';

SELECT app.own(
    'app.show_deleted(boolean)', 'app.set_deleted_at(regclass, uuid, boolean)', 'app.discard(regclass, uuid)',
    'app.restore(regclass, uuid)', 'app.discard_below()', 'app.place_task()', 'app.release_tasks()',
    'app.check_assignee()', 'app.check_place()', 'app.purge(interval)'
);
GRANT EXECUTE ON FUNCTION
    app.show_deleted(boolean), app.set_deleted_at(regclass, uuid, boolean),
    app.discard(regclass, uuid), app.restore(regclass, uuid)
    TO app_user, app_service;
GRANT EXECUTE ON FUNCTION app.purge(interval) TO app_service;

-- ---------------------------------------------------------------------------------------------
-- Who sees and does what
-- ---------------------------------------------------------------------------------------------

DO $policies$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['workspaces', 'projects', 'tasks', 'comments', 'attachments'] LOOP
        EXECUTE format(
            'CREATE POLICY live_rows ON %I AS RESTRICTIVE FOR SELECT TO app_user, app_service '
            'USING (deleted_at IS NULL OR (SELECT current_setting(%L, true) = %L))',
            target, 'app.show_deleted', 'on');
        EXECUTE format('REVOKE DELETE ON %I FROM app_user', target);
        EXECUTE format('GRANT UPDATE (deleted_at) ON %I TO app_user', target);
    END LOOP;
END
$policies$;
REVOKE DELETE ON organization_members FROM app_user;
GRANT UPDATE (deleted_at) ON organization_members TO app_user;
