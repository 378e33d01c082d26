-- Takes soft deletes back. No row is lost: what is in the bin is live again, and former members are
-- members again.
--
-- Runs in one transaction.
-- Locks on existing tables:
--     workspaces             ACCESS EXCLUSIVE   a column goes, as on all below
--     projects               ACCESS EXCLUSIVE
--     tasks                  ACCESS EXCLUSIVE
--     comments               ACCESS EXCLUSIVE
--     attachments            ACCESS EXCLUSIVE
--     organization_members   ACCESS EXCLUSIVE
--
-- migrate:lossy workspaces.deleted_at what is in the bin is live again
-- migrate:lossy projects.deleted_at what is in the bin is live again
-- migrate:lossy tasks.deleted_at what is in the bin is live again
-- migrate:lossy comments.deleted_at what is in the bin is live again
-- migrate:lossy attachments.deleted_at what is in the bin is live again
-- migrate:lossy organization_members.deleted_at who had left is a member again
-- migrate:lossy workspaces.name a workspace out of the bin whose name was given anew gets a number
-- migrate:lossy tasks.binned_position where what is in the bin stood
-- migrate:lossy tasks.position tasks out of the bin stand at the end of their project, or in its gaps if that is full

SELECT app.lift_force('workspaces', 'tasks');

DROP TRIGGER attachments_check_place ON attachments;
DROP TRIGGER comments_check_place ON comments;
DROP TRIGGER tasks_check_place_insert ON tasks;
DROP TRIGGER tasks_check_place ON tasks;
DROP TRIGGER projects_check_place ON projects;
DROP TRIGGER tasks_check_assignee ON tasks;
DROP TRIGGER organization_members_release_tasks ON organization_members;
DROP TRIGGER tasks_append_task ON tasks;
CREATE TRIGGER tasks_append_task
    BEFORE INSERT ON tasks
    FOR EACH ROW WHEN (NEW.position IS NULL)
    EXECUTE FUNCTION app.append_task();
DROP TRIGGER tasks_place_task ON tasks;
DROP TRIGGER tasks_discard_below ON tasks;
DROP TRIGGER projects_discard_below ON projects;
DROP TRIGGER workspaces_discard_below ON workspaces;

REVOKE UPDATE (deleted_at) ON organization_members FROM app_user;
GRANT DELETE ON organization_members TO app_user;
DO $policies$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['workspaces', 'projects', 'tasks', 'comments', 'attachments'] LOOP
        EXECUTE format('DROP POLICY live_rows ON %I', target);
        EXECUTE format('REVOKE UPDATE (deleted_at) ON %I FROM app_user', target);
        EXECUTE format('GRANT DELETE ON %I TO app_user', target);
    END LOOP;
END
$policies$;

DROP FUNCTION app.purge(interval);
DROP FUNCTION app.check_place();
DROP FUNCTION app.check_assignee();
DROP FUNCTION app.release_tasks();
DROP FUNCTION app.place_task();
DROP FUNCTION app.discard_below();
DROP FUNCTION app.restore(regclass, uuid);
DROP FUNCTION app.discard(regclass, uuid);
DROP FUNCTION app.set_deleted_at(regclass, uuid, boolean);
DROP FUNCTION app.show_deleted(boolean);

-- Nobody edited these rows: their updated_at stays.
ALTER TABLE tasks DISABLE TRIGGER tasks_touch_updated_at;
ALTER TABLE tasks DROP CONSTRAINT tasks_position_check;
UPDATE tasks AS t SET position = COALESCE(gap.position, last.position + binned.place)
FROM (
    SELECT organization_id, project_id, task_id,
        row_number() OVER (PARTITION BY organization_id, project_id ORDER BY binned_position, created_at, task_id) AS place,
        count(*) OVER (PARTITION BY organization_id, project_id) AS places
    FROM tasks WHERE deleted_at IS NOT NULL
) AS binned
CROSS JOIN LATERAL (
    SELECT COALESCE(max(l.position), 0) AS position FROM tasks AS l
    WHERE l.organization_id = binned.organization_id AND l.project_id = binned.project_id
) AS last
-- Behind the largest position there is nothing: then the first free ones from 1 on, of which there are enough.
LEFT JOIN LATERAL (
    SELECT n AS position
    FROM generate_series(1, (
        SELECT count(*) FROM tasks AS a
        WHERE a.organization_id = binned.organization_id AND a.project_id = binned.project_id
    )) AS n
    WHERE last.position > 2147483647 - binned.places
        AND NOT EXISTS (
            SELECT FROM tasks AS l
            WHERE l.organization_id = binned.organization_id AND l.project_id = binned.project_id AND l.position = n
        )
    ORDER BY n OFFSET binned.place - 1 LIMIT 1
) AS gap ON true
WHERE t.organization_id = binned.organization_id AND t.task_id = binned.task_id;
ALTER TABLE tasks ENABLE TRIGGER tasks_touch_updated_at;
ALTER TABLE tasks ALTER COLUMN position SET NOT NULL;
COMMENT ON COLUMN tasks.position IS
    'Order within the project, for drag and drop; gaps are welcome, they save shifting. Not given at'
    ' an insert: behind the last one.';

-- The key of a workspace is in its new name, so that no second try is needed.
ALTER TABLE workspaces DISABLE TRIGGER workspaces_touch_updated_at;
UPDATE workspaces AS w SET name = left(w.name, 160) || ' ' || w.workspace_id
WHERE w.deleted_at IS NOT NULL AND EXISTS (
    SELECT FROM workspaces AS other
    WHERE other.organization_id = w.organization_id AND other.name = w.name
        AND other.workspace_id <> w.workspace_id
);
ALTER TABLE workspaces ENABLE TRIGGER workspaces_touch_updated_at;
DROP INDEX workspaces_name_key;
ALTER TABLE workspaces ADD CONSTRAINT workspaces_name_key UNIQUE (organization_id, name);

DROP INDEX attachments_deleted_at_idx;
DROP INDEX comments_deleted_at_idx;
DROP INDEX tasks_deleted_at_idx;
DROP INDEX projects_deleted_at_idx;
DROP INDEX workspaces_deleted_at_idx;

ALTER TABLE organization_members DROP COLUMN deleted_at;
ALTER TABLE attachments DROP COLUMN deleted_at;
ALTER TABLE comments DROP COLUMN deleted_at;
ALTER TABLE tasks DROP COLUMN binned_position;
ALTER TABLE tasks DROP COLUMN deleted_at;
ALTER TABLE projects DROP COLUMN deleted_at;
ALTER TABLE workspaces DROP COLUMN deleted_at;

SELECT app.restore_force('workspaces', 'tasks');
