-- The conversation on a task.
-- $1 uuid: the task
-- Served by comments_task_id_project_id_created_at_idx, which leads with (organization_id, task_id).
SELECT
    c.comment_id,
    c.content,
    c.created_at,
    u.full_name AS author
FROM comments AS c
LEFT JOIN users AS u ON u.user_id = c.user_id
WHERE c.task_id = $1
ORDER BY c.created_at
LIMIT 200
