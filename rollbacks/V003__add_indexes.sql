-- migrate:no-transaction
-- Takes back the indexes behind queries and foreign keys. Nothing is lost but speed.
--
-- Statement by statement, CONCURRENTLY: readers and writers go on.
-- Locks on existing tables:
--     organization_members   SHARE UPDATE EXCLUSIVE   no reader and no writer waits, as on all below
--     workspaces             SHARE UPDATE EXCLUSIVE
--     projects               SHARE UPDATE EXCLUSIVE
--     tasks                  SHARE UPDATE EXCLUSIVE
--     comments               SHARE UPDATE EXCLUSIVE
--     attachments            SHARE UPDATE EXCLUSIVE
--     activities             SHARE UPDATE EXCLUSIVE
--     task_labels            SHARE UPDATE EXCLUSIVE

DROP INDEX CONCURRENTLY task_labels_label_id_idx;
DROP INDEX CONCURRENTLY activities_entity_type_entity_id_created_at_idx;
DROP INDEX CONCURRENTLY activities_user_id_created_at_idx;
DROP INDEX CONCURRENTLY activities_project_id_created_at_idx;
DROP INDEX CONCURRENTLY activities_created_at_idx;
DROP INDEX CONCURRENTLY attachments_uploaded_by_idx;
DROP INDEX CONCURRENTLY attachments_task_id_project_id_idx;
DROP INDEX CONCURRENTLY comments_user_id_idx;
DROP INDEX CONCURRENTLY comments_task_id_project_id_created_at_idx;
DROP INDEX CONCURRENTLY tasks_due_date_idx;
DROP INDEX CONCURRENTLY tasks_created_by_idx;
DROP INDEX CONCURRENTLY tasks_parent_task_id_project_id_idx;
DROP INDEX CONCURRENTLY tasks_assignee_id_status_idx;
DROP INDEX CONCURRENTLY projects_status_idx;
DROP INDEX CONCURRENTLY projects_owner_id_idx;
DROP INDEX CONCURRENTLY projects_workspace_id_idx;
DROP INDEX CONCURRENTLY workspaces_created_by_idx;
DROP INDEX CONCURRENTLY organization_members_user_id_idx;
