-- Takes full-text search back. Nothing is lost: the columns are computed from others.
--
-- Runs in one transaction.
-- Locks on existing tables:
--     tasks      ACCESS EXCLUSIVE   a column goes: an instant
--     comments   ACCESS EXCLUSIVE   the same

DROP FUNCTION app.search_comments(text);
DROP FUNCTION app.search_tasks(text);
DROP FUNCTION app.search_query(text);
REVOKE EXECUTE ON FUNCTION
    app.organization_role(), app.is_administrator(), app.permitted_projects(text)
    FROM app_lookup;
REVOKE SELECT (organization_id, comment_id, project_id, deleted_at) ON comments FROM app_lookup;
REVOKE SELECT (organization_id, task_id, project_id, deleted_at) ON tasks FROM app_lookup;
ALTER TABLE comments DROP COLUMN search;
ALTER TABLE tasks DROP COLUMN search;
