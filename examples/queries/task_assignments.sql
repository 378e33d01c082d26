-- How much open work the members of a project have.
-- $1 uuid: the project
-- Served by tasks_project_id_position_key, which leads with (organization_id, project_id).
SELECT
    t.assignee_id,
    u.full_name,
    count(*) AS open_tasks,
    min(t.due_date) AS next_due
FROM tasks AS t
LEFT JOIN users AS u ON u.user_id = t.assignee_id
WHERE t.project_id = $1 AND t.status <> 'done'
GROUP BY t.assignee_id, u.full_name
ORDER BY open_tasks DESC, u.full_name
