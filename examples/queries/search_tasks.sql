-- The tasks that hold these words, best first.
-- $1 text: words as people type them into a search field
-- Served by tasks_search_idx, inside of app.search_tasks.
SELECT
    t.task_id,
    t.title,
    p.name AS project_name
FROM app.search_tasks($1) AS found
JOIN tasks AS t ON t.organization_id = app.current_tenant() AND t.task_id = found.task_id
JOIN projects AS p USING (organization_id, project_id)
ORDER BY found.rank DESC, t.task_id
LIMIT 50
