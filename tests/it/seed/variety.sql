-- What the profiles ci and production hold of everything that is unlike the rest, at the head of the reference schema:
-- each line says how much there is, and must say more than 0. smoke, with three months and 400 tasks, has nearly all of it.
-- For a role that row-level security does not bind, in a database in UTF-8.

-- Texts
SELECT 'emoji beyond the basic plane in titles' AS what, count(*) AS found
FROM tasks WHERE title ~ '[\U0001F300-\U0001FAFF]'
UNION ALL
SELECT 'emoji joined by zero-width joiners in comments', count(*) FROM comments WHERE content ~ '[^[:ascii:]]\u200D[^[:ascii:]]'
UNION ALL
SELECT 'emoji in names of labels', count(*) FROM labels WHERE name ~ '[\U0001F300-\U0001FAFF]'
UNION ALL
SELECT 'Arabic titles', count(*) FROM tasks WHERE title ~ '[\u0600-\u06FF]'
UNION ALL
SELECT 'Hebrew titles', count(*) FROM tasks WHERE title ~ '[\u0590-\u05FF]'
UNION ALL
SELECT 'comments from right to left', count(*) FROM comments WHERE content ~ '[\u0590-\u08FF]'
UNION ALL
SELECT 'both directions in one text', count(*) FROM comments WHERE content ~ '[\u0590-\u08FF]' AND content ~ '[A-Za-z]'
UNION ALL
SELECT 'Chinese or Japanese titles', count(*) FROM tasks WHERE title ~ '[\u3040-\u30FF\u4E00-\u9FFF]'
UNION ALL
SELECT 'Turkish titles', count(*) FROM tasks WHERE title ~ '[ıİşŞğĞ]'
UNION ALL
SELECT 'German titles', count(*) FROM tasks WHERE title ~ '[äöüßÄÖÜ]'
UNION ALL
SELECT 'combining marks in titles', count(*) FROM tasks WHERE title ~ '[\u0300-\u036F]'
UNION ALL
SELECT 'names of people that are not normalized', count(*) FROM users WHERE full_name IS NOT NFC NORMALIZED
UNION ALL
SELECT 'two labels alike on the screen', count(*)
FROM labels AS a
JOIN labels AS b ON normalize(a.name, NFC) = normalize(b.name, NFC) AND a.name < b.name
UNION ALL
SELECT 'characters of four bytes in names', count(*) FROM users WHERE octet_length(full_name) > 3 * char_length(full_name)
UNION ALL
SELECT 'control characters in titles', count(*) FROM tasks WHERE title ~ '[\u0001-\u0008]'
UNION ALL
SELECT 'titles with tabs or line breaks', count(*) FROM tasks WHERE title ~ '[\t\n\r]'
UNION ALL
SELECT 'quotes, backslashes and percent signs in titles', count(*) FROM tasks WHERE title ~ '''' AND title ~ '%' AND title ~ '\\'
UNION ALL
SELECT 'descriptions of thousands of characters', count(*) FROM tasks WHERE char_length(description) > 2000
UNION ALL
SELECT 'descriptions at the limit', count(*) FROM tasks WHERE char_length(description) = 50000
UNION ALL
SELECT 'titles at the limit', count(*) FROM tasks WHERE char_length(title) = 500
UNION ALL
SELECT 'descriptions of one line', count(*) FROM tasks WHERE char_length(description) BETWEEN 1 AND 80
UNION ALL
SELECT 'empty descriptions', count(*) FROM tasks WHERE description = ''
UNION ALL
SELECT 'comments of thousands of characters', count(*) FROM comments WHERE char_length(content) > 1500
UNION ALL
SELECT 'comments of a word', count(*) FROM comments WHERE char_length(content) < 10
UNION ALL
SELECT 'addresses with capitals', count(*) FROM users WHERE email <> lower(email)

-- NULL, and what is not NULL though it may be
UNION ALL
SELECT 'NULL: users.avatar_url', count(*) FROM users WHERE avatar_url IS NULL
UNION ALL
SELECT 'NULL: users.last_login_at', count(*) FROM users WHERE last_login_at IS NULL
UNION ALL
SELECT 'NULL: workspaces.description', count(*) FROM workspaces WHERE description IS NULL
UNION ALL
SELECT 'NULL: projects.description', count(*) FROM projects WHERE description IS NULL
UNION ALL
SELECT 'NULL: projects.start_date', count(*) FROM projects WHERE start_date IS NULL
UNION ALL
SELECT 'NULL: projects.due_date', count(*) FROM projects WHERE due_date IS NULL
UNION ALL
SELECT 'NULL: tasks.parent_task_id', count(*) FROM tasks WHERE parent_task_id IS NULL
UNION ALL
SELECT 'NULL: tasks.description', count(*) FROM tasks WHERE description IS NULL
UNION ALL
SELECT 'NULL: tasks.assignee_id', count(*) FROM tasks WHERE assignee_id IS NULL
UNION ALL
SELECT 'NULL: tasks.due_date', count(*) FROM tasks WHERE due_date IS NULL
UNION ALL
SELECT 'NULL: tasks.completed_at', count(*) FROM tasks WHERE completed_at IS NULL
UNION ALL
SELECT 'NULL: tasks.position', count(*) FROM tasks WHERE position IS NULL
UNION ALL
SELECT 'NULL: tasks.binned_position', count(*) FROM tasks WHERE binned_position IS NULL
UNION ALL
SELECT 'NULL: activities.project_id', count(*) FROM activities WHERE project_id IS NULL
UNION ALL
SELECT 'NULL: activities.user_id', count(*) FROM activities WHERE user_id IS NULL
UNION ALL
SELECT 'NULL: activities.metadata', count(*) FROM activities WHERE metadata IS NULL
UNION ALL
SELECT 'not NULL: activities.metadata', count(*) FROM activities WHERE metadata IS NOT NULL
UNION ALL
SELECT 'live: workspaces', count(*) FROM workspaces WHERE deleted_at IS NULL
UNION ALL
SELECT 'live: projects', count(*) FROM projects WHERE deleted_at IS NULL
UNION ALL
SELECT 'live: tasks', count(*) FROM tasks WHERE deleted_at IS NULL
UNION ALL
SELECT 'live: comments', count(*) FROM comments WHERE deleted_at IS NULL
UNION ALL
SELECT 'live: attachments', count(*) FROM attachments WHERE deleted_at IS NULL
UNION ALL
SELECT 'live: members', count(*) FROM organization_members WHERE deleted_at IS NULL
UNION ALL
SELECT 'in the bin: tasks', count(*) FROM tasks WHERE deleted_at IS NOT NULL
UNION ALL
SELECT 'in the bin: subtasks, with their parent', count(*)
FROM tasks AS t
JOIN tasks AS p ON p.organization_id = t.organization_id AND p.task_id = t.parent_task_id
WHERE t.deleted_at = p.deleted_at
UNION ALL
SELECT 'in the bin: comments, with their task', count(*)
FROM comments AS c JOIN tasks AS t USING (organization_id, task_id) WHERE c.deleted_at = t.deleted_at
UNION ALL
SELECT 'in the bin: comments, by themselves', count(*)
FROM comments AS c JOIN tasks AS t USING (organization_id, task_id) WHERE c.deleted_at IS NOT NULL AND t.deleted_at IS NULL
UNION ALL
SELECT 'in the bin: attachments', count(*) FROM attachments WHERE deleted_at IS NOT NULL
UNION ALL
SELECT 'members who have left', count(*) FROM organization_members WHERE deleted_at IS NOT NULL
UNION ALL
SELECT 'tasks made by people who have left', count(*)
FROM tasks AS t
JOIN organization_members AS m ON m.organization_id = t.organization_id AND m.user_id = t.created_by
WHERE m.deleted_at IS NOT NULL

-- Kinds
UNION ALL
SELECT 'roles: ' || role, count(m.role)
FROM unnest(ARRAY['owner', 'admin', 'member', 'guest']) AS role LEFT JOIN organization_members AS m USING (role) GROUP BY role
UNION ALL
SELECT 'tasks: ' || status, count(t.status)
FROM unnest(ARRAY['todo', 'in_progress', 'review', 'done']) AS status LEFT JOIN tasks AS t USING (status) GROUP BY status
UNION ALL
SELECT 'tasks: ' || priority, count(t.priority)
FROM unnest(ARRAY['low', 'medium', 'high', 'urgent']) AS priority LEFT JOIN tasks AS t USING (priority) GROUP BY priority
UNION ALL
SELECT 'projects: ' || status, count(p.status)
FROM unnest(ARRAY['active', 'archived', 'completed']) AS status LEFT JOIN projects AS p USING (status) GROUP BY status
UNION ALL
SELECT 'grants on workspaces', count(*) FROM workspace_permissions
UNION ALL
SELECT 'grants on projects', count(*) FROM project_permissions
UNION ALL
SELECT 'workspaces that are private', count(*) FROM workspaces WHERE is_private
UNION ALL
SELECT 'people in several organizations', count(*)
FROM (SELECT FROM organization_members GROUP BY user_id HAVING count(*) > 1) AS several
UNION ALL
SELECT 'overdue tasks', count(*)
FROM tasks WHERE status <> 'done' AND deleted_at IS NULL AND due_date < '2026-11-01 00:00:00+00'
UNION ALL
SELECT 'tasks done too late', count(*) FROM tasks WHERE completed_at > due_date
UNION ALL
SELECT 'tasks due after the data end', count(*) FROM tasks WHERE due_date > '2026-11-01 00:00:00+00'
UNION ALL
SELECT 'tasks due at midnight', count(*) FROM tasks WHERE due_date = date_trunc('day', due_date, 'UTC')
UNION ALL
SELECT 'tasks due at another time', count(*) FROM tasks WHERE due_date <> date_trunc('day', due_date, 'UTC')
UNION ALL
SELECT 'subtasks of subtasks', count(*)
FROM tasks AS t
JOIN tasks AS p ON p.organization_id = t.organization_id AND p.task_id = t.parent_task_id
WHERE p.parent_task_id IS NOT NULL
UNION ALL
SELECT 'tasks with several labels', count(*)
FROM (SELECT FROM task_labels GROUP BY organization_id, task_id HAVING count(*) > 1) AS several
UNION ALL
SELECT 'tasks without a comment', count(*)
FROM tasks AS t
WHERE NOT EXISTS (SELECT FROM comments AS c WHERE c.organization_id = t.organization_id AND c.task_id = t.task_id)
UNION ALL
SELECT 'tasks with many comments', count(*)
FROM (SELECT FROM comments GROUP BY organization_id, task_id HAVING count(*) >= 8) AS many
UNION ALL
SELECT 'empty files', count(*) FROM attachments WHERE file_size = 0
UNION ALL
SELECT 'files beyond 32 bits', count(*) FROM attachments WHERE file_size > 4294967295

-- Sizes
UNION ALL
SELECT 'organizations with more than ten times the tasks of the median', count(*)
FROM (
    SELECT count(t.task_id) AS size
    FROM organizations AS o LEFT JOIN tasks AS t USING (organization_id) GROUP BY o.organization_id
) AS each_one
WHERE size > 10 * (
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY middle.size)
    FROM (
        SELECT count(t.task_id) AS size
        FROM organizations AS o LEFT JOIN tasks AS t USING (organization_id) GROUP BY o.organization_id
    ) AS middle
)
UNION ALL
SELECT 'projects with more than three times the tasks of the mean', count(*)
FROM (SELECT count(*) AS size FROM tasks GROUP BY organization_id, project_id) AS each_one
WHERE size > 3 * ((SELECT count(*) FROM tasks) / (SELECT count(*) FROM projects))

-- Time
UNION ALL
SELECT 'months whose first microsecond has an activity', count(*)
FROM activities WHERE created_at = date_trunc('month', created_at, 'UTC')
UNION ALL
SELECT 'months whose last microsecond has an activity', count(*)
FROM activities WHERE created_at + interval '1 microsecond' = date_trunc('month', created_at + interval '1 microsecond', 'UTC')
UNION ALL
SELECT 'months that have both, all 24', CASE WHEN count(*) = 24 THEN 24 ELSE 0 END
FROM (
    SELECT FROM activities
    GROUP BY date_trunc('month', created_at, 'UTC')
    HAVING min(created_at) = date_trunc('month', min(created_at), 'UTC')
        AND max(created_at) + interval '1 microsecond'
            = date_trunc('month', max(created_at) + interval '1 microsecond', 'UTC')
) AS months
UNION ALL
SELECT 'more activities in the last month than in the first', CASE WHEN last_one > first_one THEN last_one ELSE 0 END
FROM (
    SELECT count(*) FILTER (WHERE month = first_month) AS first_one, count(*) FILTER (WHERE month = last_month) AS last_one
    FROM (
        SELECT date_trunc('month', created_at, 'UTC') AS month,
            date_trunc('month', min(created_at) OVER (), 'UTC') AS first_month,
            date_trunc('month', max(created_at) OVER (), 'UTC') AS last_month
        FROM activities
    ) AS dated
) AS growth
UNION ALL
SELECT 'activities: ' || entity_type, count(a.entity_type)
FROM unnest(ARRAY['task', 'comment', 'project', 'workspace', 'member']) AS entity_type
LEFT JOIN activities AS a USING (entity_type) GROUP BY entity_type;
