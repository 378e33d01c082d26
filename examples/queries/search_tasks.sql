-- The tasks that hold these words, best first.
-- $1 text: words as people type them into a search field
-- Served by tasks_search_idx inside of app.search_tasks, and by tasks_pkey for the best of them. The project's name is
-- a sub-select and no join: a plan that begins with the projects would read every task of the organization.
SELECT
    t.task_id,
    t.title,
    (
        SELECT p.name FROM projects AS p
        WHERE p.organization_id = t.organization_id AND p.project_id = t.project_id
    ) AS project_name
FROM (
    SELECT task_id, rank
    FROM app.search_tasks($1)
    ORDER BY rank DESC, task_id
    LIMIT 50
) AS found
JOIN tasks AS t ON t.organization_id = app.current_tenant() AND t.task_id = found.task_id
ORDER BY found.rank DESC, t.task_id
