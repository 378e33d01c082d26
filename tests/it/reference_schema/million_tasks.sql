-- A thousand organizations of Zipf's sizes: a million tasks, half as many comments, as many activities, over half a
-- year. Organization 1 is the big one, 100 one in the middle. In each, person 1 is the owner, 3 a guest, and the others
-- members. For V002: without triggers and foreign keys, and before there are other indexes than keys.
SET session_replication_role = replica;
SET synchronous_commit = off;
CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT md5(kind || n::text)::uuid $$;
CREATE TEMP TABLE sizes AS
    SELECT o, pg_temp.id('o', o) AS organization, pg_temp.id('u', o * 1000 + 1) AS owner,
        round(133800.0 / o)::int AS tasks, least(200, 10 + 2000 / o) AS people, greatest(1, 1338 / o) AS projects
    FROM generate_series(1, 1000) AS o;
ANALYZE sizes;
INSERT INTO organizations (organization_id, name, slug, plan_tier, max_users)
    SELECT organization, 'Organization ' || o, 'o' || o, 'pro', 500 FROM sizes;
INSERT INTO users (user_id, email, password_hash, full_name)
    SELECT pg_temp.id('u', o * 1000 + u), 'u' || o * 1000 + u || '@x.example', 'h', 'Person ' || u
    FROM sizes, generate_series(1, people) AS u;
INSERT INTO organization_members (organization_id, user_id, role)
    SELECT organization, pg_temp.id('u', o * 1000 + u), CASE u WHEN 1 THEN 'owner' WHEN 3 THEN 'guest' ELSE 'member' END
    FROM sizes, generate_series(1, people) AS u;
INSERT INTO workspaces (organization_id, workspace_id, name, is_private, created_by)
    SELECT organization, pg_temp.id('w', o * 10 + w), 'Workspace ' || w, w = 3, owner
    FROM sizes, generate_series(1, 3) AS w;
INSERT INTO projects (organization_id, project_id, workspace_id, name, owner_id)
    SELECT organization, pg_temp.id('p', o * 10000 + p), pg_temp.id('w', o * 10 + 1 + p % 3), 'Project ' || p,
        owner
    FROM sizes, generate_series(1, projects) AS p;
INSERT INTO tasks (organization_id, task_id, project_id, title, description, status, priority, assignee_id, created_by,
        due_date, position)
    SELECT organization, pg_temp.id('t', o * 1000000 + t),
        pg_temp.id('p', o * 10000 + 1 + t % projects),
        'Task ' || t || ' about topic' || t % 997, NULL,
        (ARRAY['todo', 'in_progress', 'review', 'done'])[1 + t / 7 % 4], (ARRAY['low', 'medium', 'high', 'urgent'])[1 + t % 3],
        pg_temp.id('u', o * 1000 + 1 + t % people), owner,
        '2026-01-01 00:00:00+00'::timestamptz + t * interval '1 minute', t
    FROM sizes, generate_series(1, tasks) AS t;
INSERT INTO comments (organization_id, comment_id, project_id, task_id, user_id, content, created_at)
    SELECT organization, pg_temp.id('c', o * 1000000 + t),
        pg_temp.id('p', o * 10000 + 1 + t % projects), pg_temp.id('t', o * 1000000 + t),
        pg_temp.id('u', o * 1000 + 1 + t % people), 'Comment on topic' || t % 997,
        '2026-01-01 00:00:00+00'::timestamptz + t * interval '1 minute'
    FROM sizes, generate_series(1, tasks, 2) AS t;
INSERT INTO activities (organization_id, project_id, user_id, entity_type, entity_id, action, created_at)
    SELECT organization, pg_temp.id('p', o * 10000 + 1 + t % projects),
        pg_temp.id('u', o * 1000 + 1 + t % people), 'task', pg_temp.id('t', o * 1000000 + t), 'updated',
        now() - (t % 180) * interval '1 day'
    FROM sizes, generate_series(1, tasks) AS t;