-- What is due within a week and not done, over all projects, the next one first.
-- $1 timestamptz: from this instant on
-- Served by tasks_due_date_idx (organization_id, due_date), in its order, until the page is full. The project's name is
-- a sub-select and no join: a plan that begins with the projects would read every task of the organization.
SELECT
    t.task_id,
    t.title,
    t.due_date,
    (
        SELECT p.name FROM projects AS p
        WHERE p.organization_id = t.organization_id AND p.project_id = t.project_id
    ) AS project_name
FROM tasks AS t
WHERE t.due_date >= $1
    AND t.due_date < $1 + interval '7 days'
    AND t.status <> 'done'
ORDER BY t.due_date, t.task_id
LIMIT 50
