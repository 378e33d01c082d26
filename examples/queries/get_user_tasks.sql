-- The tasks of one person, most urgent first.
-- $1 uuid: the person, $2 text: a status, or NULL for all
-- Served by tasks_assignee_id_status_idx (organization_id, assignee_id, status).
SELECT
    t.task_id,
    t.title,
    t.status,
    t.priority,
    t.due_date,
    p.name AS project_name,
    u.full_name AS assignee_name
FROM tasks AS t
JOIN projects AS p USING (organization_id, project_id)
LEFT JOIN users AS u ON u.user_id = t.assignee_id
WHERE t.assignee_id = $1
    AND ($2::text IS NULL OR t.status = $2)
ORDER BY
    CASE t.priority WHEN 'urgent' THEN 1 WHEN 'high' THEN 2 WHEN 'medium' THEN 3 WHEN 'low' THEN 4 END,
    t.due_date ASC NULLS LAST
LIMIT 50
