-- What the profiles production, ci and smoke promise, at the head of the reference schema: each line says how many rows
-- break it, and must say 0. Triggers are off while the rows are loaded, so what they keep is asked here as well as what
-- constraints keep. For a role that row-level security does not bind.

-- Organizations and people
SELECT 'plan: free has at most 10 users' AS rule, count(*) AS broken
FROM organizations WHERE plan_tier = 'free' AND max_users > 10
UNION ALL
SELECT 'plan: no more live members than max_users', count(*)
FROM (
    SELECT o.organization_id
    FROM organizations AS o
    JOIN organization_members AS m USING (organization_id)
    WHERE m.deleted_at IS NULL
    GROUP BY o.organization_id, o.max_users
    HAVING count(*) > o.max_users
) AS full_up
UNION ALL
SELECT 'plan: one of free, pro, enterprise', count(*)
FROM organizations WHERE plan_tier NOT IN ('free', 'pro', 'enterprise')
UNION ALL
SELECT 'owner: every organization has one who has not left', count(*)
FROM organizations AS o
WHERE NOT EXISTS (
    SELECT FROM organization_members AS m
    WHERE m.organization_id = o.organization_id AND m.role = 'owner' AND m.deleted_at IS NULL
)
UNION ALL
SELECT 'people: everybody is a member somewhere', count(*)
FROM users AS u
WHERE NOT EXISTS (SELECT FROM organization_members AS m WHERE m.user_id = u.user_id)
UNION ALL
SELECT 'assignee: has not left', count(*)
FROM tasks AS t
JOIN organization_members AS m ON m.organization_id = t.organization_id AND m.user_id = t.assignee_id
WHERE m.deleted_at IS NOT NULL
UNION ALL
SELECT 'assignee: is a member', count(*)
FROM tasks AS t
WHERE t.assignee_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM organization_members AS m WHERE m.organization_id = t.organization_id AND m.user_id = t.assignee_id
)
UNION ALL
SELECT 'workspace: whoever made it has not left', count(*)
FROM workspaces AS w
JOIN organization_members AS m ON m.organization_id = w.organization_id AND m.user_id = w.created_by
WHERE m.deleted_at IS NOT NULL
UNION ALL
SELECT 'project: its owner has not left', count(*)
FROM projects AS p
JOIN organization_members AS m ON m.organization_id = p.organization_id AND m.user_id = p.owner_id
WHERE m.deleted_at IS NOT NULL

-- Names that are unique
UNION ALL
SELECT 'unique: slug', count(*) - count(DISTINCT slug) FROM organizations
UNION ALL
SELECT 'unique: address, however capitalised', count(*) - count(DISTINCT lower(email)) FROM users
UNION ALL
SELECT 'unique: name of a live workspace in its organization', count(*) - count(DISTINCT (organization_id, name))
FROM workspaces WHERE deleted_at IS NULL
UNION ALL
SELECT 'unique: name of a label in its organization', count(*) - count(DISTINCT (organization_id, name)) FROM labels
UNION ALL
SELECT 'unique: position in a project', count(*)
FROM (
    SELECT FROM tasks WHERE position IS NOT NULL GROUP BY organization_id, project_id, position HAVING count(*) > 1
) AS taken_twice
UNION ALL
SELECT 'unique: a label is on a task once', count(*)
FROM (
    SELECT FROM task_labels GROUP BY organization_id, task_id, label_id HAVING count(*) > 1
) AS twice

-- The bin
UNION ALL
SELECT 'bin: a live task stands in a live project', count(*)
FROM tasks AS t
JOIN projects AS p USING (organization_id, project_id)
WHERE t.deleted_at IS NULL AND p.deleted_at IS NOT NULL
UNION ALL
SELECT 'bin: a live project stands in a live workspace', count(*)
FROM projects AS p
JOIN workspaces AS w USING (organization_id, workspace_id)
WHERE p.deleted_at IS NULL AND w.deleted_at IS NOT NULL
UNION ALL
SELECT 'bin: a subtask is there since its parent is', count(*)
FROM tasks AS t
JOIN tasks AS p ON p.organization_id = t.organization_id AND p.task_id = t.parent_task_id
WHERE p.deleted_at IS NOT NULL AND t.deleted_at IS DISTINCT FROM p.deleted_at
UNION ALL
SELECT 'bin: a comment is there since its task is', count(*)
FROM comments AS c
JOIN tasks AS t USING (organization_id, task_id)
WHERE t.deleted_at IS NOT NULL AND c.deleted_at IS DISTINCT FROM t.deleted_at
UNION ALL
SELECT 'bin: an attachment is there since its task is', count(*)
FROM attachments AS a
JOIN tasks AS t USING (organization_id, task_id)
WHERE t.deleted_at IS NOT NULL AND a.deleted_at IS DISTINCT FROM t.deleted_at
UNION ALL
SELECT 'bin: a position exactly while live', count(*)
FROM tasks WHERE (position IS NULL) <> (deleted_at IS NOT NULL)
UNION ALL
SELECT 'bin: a position to come back to exactly while there', count(*)
FROM tasks WHERE (binned_position IS NULL) <> (deleted_at IS NULL)

-- Where things stand
UNION ALL
SELECT 'place: a subtask is in the project of its parent', count(*)
FROM tasks AS t
JOIN tasks AS p ON p.organization_id = t.organization_id AND p.task_id = t.parent_task_id
WHERE p.project_id <> t.project_id
UNION ALL
SELECT 'place: the parent of a subtask is there', count(*)
FROM tasks AS t
WHERE t.parent_task_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM tasks AS p WHERE p.organization_id = t.organization_id AND p.task_id = t.parent_task_id
)
UNION ALL
SELECT 'place: no task is its own parent', count(*)
FROM tasks WHERE parent_task_id = task_id
UNION ALL
SELECT 'place: a comment is in the project of its task', count(*)
FROM comments AS c LEFT JOIN tasks AS t USING (organization_id, task_id)
WHERE t.project_id IS DISTINCT FROM c.project_id
UNION ALL
SELECT 'place: an attachment is in the project of its task', count(*)
FROM attachments AS a LEFT JOIN tasks AS t USING (organization_id, task_id)
WHERE t.project_id IS DISTINCT FROM a.project_id
UNION ALL
SELECT 'place: a label of a task is in the project of the task', count(*)
FROM task_labels AS l LEFT JOIN tasks AS t USING (organization_id, task_id)
WHERE t.project_id IS DISTINCT FROM l.project_id
UNION ALL
SELECT 'place: an activity of a task is there, and in its project', count(*)
FROM activities AS a
LEFT JOIN tasks AS t ON t.organization_id = a.organization_id AND t.task_id = a.entity_id
WHERE a.entity_type = 'task' AND (t.task_id IS NULL OR a.project_id IS DISTINCT FROM t.project_id)
UNION ALL
SELECT 'place: an activity of a comment is there, and in its project', count(*)
FROM activities AS a
LEFT JOIN comments AS c ON c.organization_id = a.organization_id AND c.comment_id = a.entity_id
WHERE a.entity_type = 'comment' AND (c.comment_id IS NULL OR a.project_id IS DISTINCT FROM c.project_id)
UNION ALL
SELECT 'place: an activity of an attachment is there, and in its project', count(*)
FROM activities AS a
LEFT JOIN attachments AS f ON f.organization_id = a.organization_id AND f.attachment_id = a.entity_id
WHERE a.entity_type = 'attachment' AND (f.attachment_id IS NULL OR a.project_id IS DISTINCT FROM f.project_id)
UNION ALL
SELECT 'place: an activity''s project is there, and named', count(*)
FROM activities AS a
LEFT JOIN projects AS p ON p.organization_id = a.organization_id AND p.project_id = a.entity_id
WHERE a.entity_type = 'project' AND (p.project_id IS NULL OR a.project_id IS DISTINCT FROM p.project_id)
UNION ALL
SELECT 'place: an activity of a workspace or a member is in no project', count(*)
FROM activities WHERE entity_type IN ('workspace', 'member') AND project_id IS NOT NULL
UNION ALL
SELECT 'place: the workspace of an activity is there', count(*)
FROM activities AS a
LEFT JOIN workspaces AS w ON w.organization_id = a.organization_id AND w.workspace_id = a.entity_id
WHERE a.entity_type = 'workspace' AND w.workspace_id IS NULL
UNION ALL
SELECT 'place: the member of an activity is there', count(*)
FROM activities AS a
LEFT JOIN organization_members AS m ON m.organization_id = a.organization_id AND m.user_id = a.entity_id
WHERE a.entity_type = 'member' AND m.user_id IS NULL

-- The order of things
UNION ALL
SELECT 'time: a member joined after the organization was founded', count(*)
FROM organization_members AS m JOIN organizations AS o USING (organization_id) WHERE m.joined_at < o.created_at
UNION ALL
SELECT 'time: a member joined after the account was made', count(*)
FROM organization_members AS m JOIN users AS u USING (user_id) WHERE m.joined_at < u.created_at
UNION ALL
SELECT 'time: a member left after joining', count(*)
FROM organization_members WHERE deleted_at < joined_at
UNION ALL
SELECT 'time: nobody signed in before the account was made', count(*)
FROM users WHERE last_login_at < created_at
UNION ALL
SELECT 'time: a workspace is not older than its organization', count(*)
FROM workspaces AS w JOIN organizations AS o USING (organization_id) WHERE w.created_at < o.created_at
UNION ALL
SELECT 'time: a project is not older than its workspace', count(*)
FROM projects AS p JOIN workspaces AS w USING (organization_id, workspace_id) WHERE p.created_at < w.created_at
UNION ALL
SELECT 'time: a task is not older than its project', count(*)
FROM tasks AS t JOIN projects AS p USING (organization_id, project_id) WHERE t.created_at < p.created_at
UNION ALL
SELECT 'time: a subtask is not older than its parent', count(*)
FROM tasks AS t
JOIN tasks AS p ON p.organization_id = t.organization_id AND p.task_id = t.parent_task_id
WHERE t.created_at < p.created_at
UNION ALL
SELECT 'time: a comment is not older than its task', count(*)
FROM comments AS c JOIN tasks AS t USING (organization_id, task_id) WHERE c.created_at < t.created_at
UNION ALL
SELECT 'time: an attachment is not older than its task', count(*)
FROM attachments AS a JOIN tasks AS t USING (organization_id, task_id) WHERE a.created_at < t.created_at
UNION ALL
SELECT 'time: a grant is not older than the workspace or the membership', count(*)
FROM workspace_permissions AS g
JOIN workspaces AS w USING (organization_id, workspace_id)
JOIN organization_members AS m USING (organization_id, user_id)
WHERE g.created_at < w.created_at OR g.created_at < m.joined_at
UNION ALL
SELECT 'time: a grant is not older than the project or the membership', count(*)
FROM project_permissions AS g
JOIN projects AS p USING (organization_id, project_id)
JOIN organization_members AS m USING (organization_id, user_id)
WHERE g.created_at < p.created_at OR g.created_at < m.joined_at
UNION ALL
SELECT 'time: an organization is changed after it was made', count(*) FROM organizations WHERE updated_at < created_at
UNION ALL
SELECT 'time: a workspace is changed after it was made', count(*) FROM workspaces WHERE updated_at < created_at
UNION ALL
SELECT 'time: a project is changed after it was made', count(*) FROM projects WHERE updated_at < created_at
UNION ALL
SELECT 'time: a task is changed after it was made', count(*) FROM tasks WHERE updated_at < created_at
UNION ALL
SELECT 'time: to be done or thrown away is a change', count(*)
FROM tasks WHERE updated_at < completed_at OR updated_at < deleted_at
UNION ALL
SELECT 'time: a comment is changed after it was made', count(*) FROM comments WHERE updated_at < created_at
UNION ALL
SELECT 'time: nothing goes to the bin before it is made', (
    SELECT count(*) FROM workspaces WHERE deleted_at < created_at
) + (
    SELECT count(*) FROM projects WHERE deleted_at < created_at
) + (
    SELECT count(*) FROM tasks WHERE deleted_at < created_at
) + (
    SELECT count(*) FROM comments WHERE deleted_at < created_at
) + (
    SELECT count(*) FROM attachments WHERE deleted_at < created_at
)
UNION ALL
SELECT 'time: done exactly when there is an instant of it', count(*)
FROM tasks WHERE (status = 'done') <> (completed_at IS NOT NULL)
UNION ALL
SELECT 'time: not done before it was made, nor in the bin', count(*)
FROM tasks WHERE completed_at < created_at OR completed_at > deleted_at
UNION ALL
SELECT 'time: a project does not end before it begins', count(*)
FROM projects WHERE due_date < start_date
UNION ALL
-- Days on which tasks and projects are due lie ahead, and one edge case signs in at the end of the year 9999.
SELECT 'time: nothing happens after the data end', (
    SELECT count(*) FROM organizations WHERE greatest(created_at, updated_at) >= '2026-11-01 00:00:00+00'
) + (
    SELECT count(*) FROM users WHERE created_at >= '2026-11-01 00:00:00+00'
) + (
    SELECT count(*) FROM organization_members WHERE greatest(joined_at, deleted_at) >= '2026-11-01 00:00:00+00'
) + (
    SELECT count(*) FROM workspaces WHERE greatest(created_at, updated_at, deleted_at) >= '2026-11-01 00:00:00+00'
) + (
    SELECT count(*) FROM projects WHERE greatest(created_at, updated_at, deleted_at) >= '2026-11-01 00:00:00+00'
) + (
    SELECT count(*) FROM tasks
    WHERE greatest(created_at, updated_at, completed_at, deleted_at) >= '2026-11-01 00:00:00+00'
) + (
    SELECT count(*) FROM comments WHERE greatest(created_at, updated_at, deleted_at) >= '2026-11-01 00:00:00+00'
) + (
    SELECT count(*) FROM attachments WHERE greatest(created_at, deleted_at) >= '2026-11-01 00:00:00+00'
) + (
    SELECT count(*) FROM activities WHERE created_at >= '2026-11-01 00:00:00+00'
)

-- Values
UNION ALL
SELECT 'value: a password is a salted hash, but for edge cases', count(*)
FROM users
WHERE password_hash !~ '^\$argon2id\$v=19\$m=65536,t=3,p=4\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$'
    AND char_length(password_hash) NOT IN (1, 500)
UNION ALL
SELECT 'value: metadata is an object', count(*)
FROM activities WHERE jsonb_typeof(metadata) <> 'object'
UNION ALL
SELECT 'value: no text without a visible character', (
    SELECT count(*) FROM organizations WHERE name !~ '[^[:space:]]'
) + (
    SELECT count(*) FROM users WHERE full_name !~ '[^[:space:]]'
) + (
    SELECT count(*) FROM workspaces WHERE name !~ '[^[:space:]]'
) + (
    SELECT count(*) FROM projects WHERE name !~ '[^[:space:]]'
) + (
    SELECT count(*) FROM tasks WHERE title !~ '[^[:space:]]'
) + (
    SELECT count(*) FROM comments WHERE content !~ '[^[:space:]]'
) + (
    SELECT count(*) FROM attachments WHERE file_name !~ '[^[:space:]]'
) + (
    SELECT count(*) FROM labels WHERE name !~ '[^[:space:]]'
)
UNION ALL
SELECT 'value: the end of a file''s name fits its kind, but for edge cases', count(*)
FROM attachments
WHERE (mime_type = 'image/png' AND file_name !~ '[.]png$')
    OR (mime_type = 'image/jpeg' AND file_name !~* '[.]jpe?g$')
    OR (mime_type = 'application/pdf' AND file_name !~ '[.]pdf$')
    OR (mime_type = 'text/csv' AND file_name !~ '[.]csv$')
    OR (mime_type = 'application/zip' AND file_name !~ '[.]zip$')
    OR (mime_type = 'video/mp4' AND file_name !~ '[.]mp4$');
