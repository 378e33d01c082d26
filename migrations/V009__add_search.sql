-- Full-text search over tasks and comments.
--
-- Runs in one transaction. A stored column is computed for every row: both tables are written anew, about
-- ten seconds per million rows, and nobody reads or writes them in the meantime. The indexes follow in V010,
-- without blocking anybody.
-- Locks on existing tables:
--     tasks      ACCESS EXCLUSIVE   written anew
--     comments   ACCESS EXCLUSIVE   written anew
--
--     SELECT ... FROM app.search_tasks($1) AS found JOIN tasks AS t USING (task_id) ORDER BY found.rank DESC
--     SELECT ... FROM app.search_comments($1) AS found JOIN comments AS c USING (comment_id) ...
--     The words are taken as by a search engine: several, "in quotes", or, -without.
--
-- Configuration 'simple': words as they are written, in any language, without stemming; capitals are folded as far as
-- the database's locale knows them.
--
-- Why a function. The operator @@ is not leakproof: under row-level security it runs after the policy, and
-- app_user could never use a GIN index with it. These functions run as app_lookup, which no policy binds, and so
-- use it; what they read is fixed here, and within it they ask for the current organization and for what the
-- current person may view. They return keys and ranks; the rows are read by the caller, under his policies.
-- Every row's vector holds its organization as one more word, and every search asks for it: the index itself
-- keeps tenants apart, and a word that all tenants use costs one tenant only his own rows.
-- Where app_lookup could not be given BYPASSRLS, its policy is tenant_isolation: right, and slower.

ALTER TABLE tasks ADD COLUMN search tsvector GENERATED ALWAYS AS (
    array_to_tsvector(ARRAY['organization:' || organization_id::text])
    || setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector('simple', COALESCE(description, '')), 'B')
) STORED;
ALTER TABLE comments ADD COLUMN search tsvector GENERATED ALWAYS AS (
    array_to_tsvector(ARRAY['organization:' || organization_id::text])
    || to_tsvector('simple', content)
) STORED;
COMMENT ON COLUMN tasks.search IS
    'The words of title (weight A) and description (B), and the organization as a word; see app.search_tasks.';
COMMENT ON COLUMN comments.search IS
    'The words of content, and the organization as a word; see app.search_comments.';

GRANT SELECT (organization_id, task_id, project_id, deleted_at, search) ON tasks TO app_lookup;
GRANT SELECT (organization_id, comment_id, project_id, deleted_at, search) ON comments TO app_lookup;

CREATE FUNCTION app.search_query(words text)
RETURNS tsquery
LANGUAGE sql
STABLE
SET search_path = ''
AS $function$
    SELECT CASE
        WHEN numnode(websearch_to_tsquery('pg_catalog.simple', words)) > 0
        THEN ('''organization:' || app.current_tenant()::text || '''')::tsquery
            && websearch_to_tsquery('pg_catalog.simple', words)
    END;
$function$;
COMMENT ON FUNCTION app.search_query(text) IS
    'The words of a person as a query that only rows of the current organization can match; NULL, which'
    ' matches nothing, without an organization or without a word.';

CREATE FUNCTION app.search_tasks(words text)
RETURNS TABLE (task_id uuid, rank real)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
ROWS 100
SET search_path = ''
AS $function$
DECLARE
    wanted CONSTANT tsquery := app.search_query(words);
BEGIN
    RETURN QUERY
        SELECT t.task_id, ts_rank(t.search, wanted)
        FROM public.tasks AS t
        WHERE t.search @@ wanted
            AND t.organization_id = app.current_tenant()
            AND t.deleted_at IS NULL
            AND (
                (SELECT app.is_administrator())
                OR t.project_id IN (SELECT app.permitted_projects('view'))
            );
END
$function$;
COMMENT ON FUNCTION app.search_tasks(text) IS
    'The live tasks that the current person may view and that hold these words in title or description,'
    ' with their rank.';

CREATE FUNCTION app.search_comments(words text)
RETURNS TABLE (comment_id uuid, rank real)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
ROWS 100
SET search_path = ''
AS $function$
DECLARE
    wanted CONSTANT tsquery := app.search_query(words);
BEGIN
    RETURN QUERY
        SELECT c.comment_id, ts_rank(c.search, wanted)
        FROM public.comments AS c
        WHERE c.search @@ wanted
            AND c.organization_id = app.current_tenant()
            AND c.deleted_at IS NULL
            AND (
                (SELECT app.is_administrator())
                OR c.project_id IN (SELECT app.permitted_projects('view'))
            );
END
$function$;
COMMENT ON FUNCTION app.search_comments(text) IS
    'The live comments that the current person may view and that hold these words, with their rank.';

-- A function can only be given to a role that may create in its schema.
GRANT CREATE ON SCHEMA app TO app_lookup;
ALTER FUNCTION app.search_tasks(text) OWNER TO app_lookup;
ALTER FUNCTION app.search_comments(text) OWNER TO app_lookup;
REVOKE CREATE ON SCHEMA app FROM app_lookup;
SELECT app.own('app.search_query(text)');
REVOKE ALL ON FUNCTION app.search_tasks(text), app.search_comments(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    app.search_query(text), app.organization_role(), app.is_administrator(), app.permitted_projects(text)
    TO app_lookup;
GRANT EXECUTE ON FUNCTION app.search_tasks(text), app.search_comments(text) TO app_user;
