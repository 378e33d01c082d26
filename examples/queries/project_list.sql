-- The active projects of a workspace with their open tasks.
-- $1 uuid: the workspace
-- Served by projects_workspace_id_idx (organization_id, workspace_id) and tasks_project_id_position_key, which leads
-- with (organization_id, project_id).
SELECT
    p.project_id,
    p.name,
    p.due_date,
    (
        SELECT count(*) FROM tasks AS t
        WHERE t.organization_id = p.organization_id AND t.project_id = p.project_id AND t.status <> 'done'
    ) AS open_tasks
FROM projects AS p
WHERE p.workspace_id = $1 AND p.status = 'active'
ORDER BY p.due_date NULLS LAST, p.name
LIMIT 100
