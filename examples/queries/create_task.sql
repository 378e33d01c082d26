-- A new task, at the end of its project: no position is given, and of two who append at once the second waits for
-- the first. The audit trigger writes the activity; log_activity.sql adds one of the application's own.
-- $1 uuid: the project, $2 text: title, $3 text: description or NULL, $4 text: status or NULL, $5 text: priority or
-- NULL, $6 uuid: assignee or NULL, $7 timestamptz: due date or NULL
INSERT INTO tasks (
    organization_id, project_id, title, description, status, priority, assignee_id, created_by, due_date
)
VALUES (
    app.current_tenant(), $1, $2, $3, COALESCE($4, 'todo'), COALESCE($5, 'medium'), $6, app.current_person(), $7
)
RETURNING task_id, project_id, title, status, priority, position
