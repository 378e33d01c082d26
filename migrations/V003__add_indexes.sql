-- migrate:no-transaction
-- Indexes behind the queries of the application and behind every foreign key.
--
-- Statement by statement, CONCURRENTLY: readers and writers go on. An interrupted build is found and
-- built again by the next run.
-- Locks on existing tables:
--     organization_members   SHARE UPDATE EXCLUSIVE   no reader and no writer waits, as on all below
--     workspaces             SHARE UPDATE EXCLUSIVE
--     projects               SHARE UPDATE EXCLUSIVE
--     tasks                  SHARE UPDATE EXCLUSIVE
--     comments               SHARE UPDATE EXCLUSIVE
--     attachments            SHARE UPDATE EXCLUSIVE
--     activities             SHARE UPDATE EXCLUSIVE
--     task_labels            SHARE UPDATE EXCLUSIVE
--
-- Every index leads with organization_id: row-level security asks for it in every query, and uuid = is
-- leakproof, so the policy itself becomes the first index condition. One index is not for a tenant.
--
-- A foreign key is indexed when the first columns of an index are its columns, in any order. Those whose
-- index is a primary key or a unique constraint of V001 or V002 need none here.
--
-- Of the document's indexes these are left out:
--     organizations (slug)                  the unique constraint is one
--     workspaces (organization_id)          led by the primary key and by the unique name
--     projects (organization_id)            led by the primary key
--     tasks (organization_id)               the same
--     tasks (project_id)                    led by the unique (organization_id, project_id, position),
--                                           which also gives the order of the board
--     activities USING gin (metadata)       the operators of jsonb (@>, ?) are not leakproof: under
--                                           row-level security they run after the policy, as a filter,
--                                           and app_user could never use it

-- The organizations of one person, asked for at sign-in before there is a tenant.
CREATE INDEX CONCURRENTLY organization_members_user_id_idx ON organization_members (user_id);

CREATE INDEX CONCURRENTLY workspaces_created_by_idx ON workspaces (organization_id, created_by);

-- Project lists: of a workspace, of a person, of the organization by status.
CREATE INDEX CONCURRENTLY projects_workspace_id_idx ON projects (organization_id, workspace_id);
CREATE INDEX CONCURRENTLY projects_owner_id_idx ON projects (organization_id, owner_id);
CREATE INDEX CONCURRENTLY projects_status_idx ON projects (organization_id, status);

-- Task assignments: the open work of one person.
CREATE INDEX CONCURRENTLY tasks_assignee_id_status_idx ON tasks (organization_id, assignee_id, status);
-- The subtasks of a task; project_id comes last, only the foreign key asks for it.
CREATE INDEX CONCURRENTLY tasks_parent_task_id_project_id_idx
    ON tasks (organization_id, parent_task_id, project_id)
    WHERE parent_task_id IS NOT NULL;
CREATE INDEX CONCURRENTLY tasks_created_by_idx ON tasks (organization_id, created_by);
-- What is due, over all projects.
CREATE INDEX CONCURRENTLY tasks_due_date_idx ON tasks (organization_id, due_date)
    WHERE due_date IS NOT NULL;

-- The conversation on a task.
CREATE INDEX CONCURRENTLY comments_task_id_project_id_created_at_idx
    ON comments (organization_id, task_id, project_id, created_at);
CREATE INDEX CONCURRENTLY comments_user_id_idx ON comments (organization_id, user_id);

CREATE INDEX CONCURRENTLY attachments_task_id_project_id_idx
    ON attachments (organization_id, task_id, project_id);
CREATE INDEX CONCURRENTLY attachments_uploaded_by_idx ON attachments (organization_id, uploaded_by);

-- The feed of the organization, of one project, of one person, and the history of one thing.
CREATE INDEX CONCURRENTLY activities_created_at_idx ON activities (organization_id, created_at DESC);
CREATE INDEX CONCURRENTLY activities_project_id_created_at_idx
    ON activities (organization_id, project_id, created_at DESC);
CREATE INDEX CONCURRENTLY activities_user_id_created_at_idx
    ON activities (organization_id, user_id, created_at DESC);
CREATE INDEX CONCURRENTLY activities_entity_type_entity_id_created_at_idx
    ON activities (organization_id, entity_type, entity_id, created_at DESC);

-- The tasks with a label; the labels of a task are found by the primary key.
CREATE INDEX CONCURRENTLY task_labels_label_id_idx ON task_labels (organization_id, label_id);
