-- The board of a project: its tasks in their order.
-- $1 uuid: the project
-- Served by tasks_project_id_position_key (organization_id, project_id, position), in its order.
SELECT
    t.task_id,
    t.title,
    t.status,
    t.priority,
    t.position,
    (SELECT u.full_name FROM users AS u WHERE u.user_id = t.assignee_id) AS assignee_name
FROM tasks AS t
WHERE t.project_id = $1
ORDER BY t.position
LIMIT 500
