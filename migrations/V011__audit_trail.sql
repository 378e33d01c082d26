-- The activity log writes itself: who did what, and what was there before.
--
-- Runs in one transaction.
-- Locks on existing tables:
--     activities              ACCESS EXCLUSIVE      user_id may be NULL now: an instant
--     organization_members    SHARE ROW EXCLUSIVE   new triggers: writers wait until the commit, as on all below
--     workspaces              SHARE ROW EXCLUSIVE
--     projects                SHARE ROW EXCLUSIVE
--     tasks                   SHARE ROW EXCLUSIVE
--     comments                SHARE ROW EXCLUSIVE
--     attachments             SHARE ROW EXCLUSIVE
--     workspace_permissions   SHARE ROW EXCLUSIVE
--     project_permissions     SHARE ROW EXCLUSIVE
--
--     who        user_id: the person of app.set_user; NULL where there is none, as in a background job
--     what       entity_type and entity_id; action: created, updated, assigned, discarded, restored, deleted
--     old, new   in metadata: the columns that changed, with both values; all columns where there is only one
--
-- The triggers run once a statement, with the rights of the owner, within each organization that the statement
-- touched, whatever the caller chose, who finds his choice as it was. An application may go on to write
-- activities of its own; these cannot be forgotten. What the deletion of a whole organization takes along is
-- not logged, because the log goes with it.
-- A month without a partition is an error here, and so for every write: an audit trail with holes is none.
-- `migrate partitions ensure`, from cron, makes months ahead.

ALTER TABLE activities ALTER COLUMN user_id DROP NOT NULL;
COMMENT ON COLUMN activities.user_id IS 'The member who did it; NULL: no person, but a job.';

CREATE FUNCTION app.audit()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = ''
AS $function$
DECLARE
    chosen CONSTANT text := COALESCE(current_setting('app.current_organization_id', true), '');
    -- What is not a person's doing, too long, or computed.
    unlogged CONSTANT text[] := ARRAY['updated_at', 'search', 'password_hash'];
    entity CONSTANT text := TG_ARGV[0];
    key_column CONSTANT text := TG_ARGV[1];
    changes jsonb[];
    organization uuid;
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            changes := ARRAY(SELECT jsonb_build_object('new', to_jsonb(a) - unlogged) FROM added AS a);
        WHEN 'DELETE' THEN
            changes := ARRAY(SELECT jsonb_build_object('old', to_jsonb(r) - unlogged) FROM removed AS r);
        ELSE
            EXECUTE format(
                'SELECT array_agg(jsonb_build_object(''old'', to_jsonb(r) - $1, ''new'', to_jsonb(a) - $1)) '
                'FROM added AS a JOIN removed AS r USING (organization_id, %s)', TG_ARGV[2])
            INTO changes USING unlogged;
    END CASE;
    FOR organization IN
        SELECT DISTINCT COALESCE(c -> 'new', c -> 'old') ->> 'organization_id' FROM unnest(changes) AS c
    LOOP
        PERFORM set_config('app.current_organization_id', organization::text, true);
        INSERT INTO public.activities (
            organization_id, project_id, user_id, entity_type, entity_id, action, metadata
        )
        SELECT organization,
            (e.newest ->> 'project_id')::uuid,
            (
                SELECT m.user_id FROM public.organization_members AS m
                WHERE m.organization_id = organization AND m.user_id = app.current_person()
            ),
            entity,
            (e.newest ->> key_column)::uuid,
            CASE
                WHEN e.old IS NULL THEN 'created'
                WHEN e.new IS NULL THEN 'deleted'
                WHEN e.old ->> 'deleted_at' IS NULL AND e.new ->> 'deleted_at' IS NOT NULL THEN 'discarded'
                WHEN e.old ->> 'deleted_at' IS NOT NULL AND e.new ->> 'deleted_at' IS NULL THEN 'restored'
                WHEN e.old -> 'assignee_id' IS DISTINCT FROM e.new -> 'assignee_id' THEN 'assigned'
                ELSE 'updated'
            END,
            CASE
                WHEN e.old IS NULL OR e.new IS NULL THEN e.change
                ELSE (
                    SELECT jsonb_build_object(
                        'old', jsonb_object_agg(o.key, o.value), 'new', jsonb_object_agg(o.key, e.new -> o.key))
                    FROM jsonb_each(e.old) AS o
                    WHERE o.value IS DISTINCT FROM e.new -> o.key
                )
            END
        FROM (
            SELECT c AS change, c -> 'old' AS old, c -> 'new' AS new, COALESCE(c -> 'new', c -> 'old') AS newest
            FROM unnest(changes) AS c
        ) AS e
        WHERE e.newest ->> 'organization_id' = organization::text
            AND e.old IS DISTINCT FROM e.new
            AND EXISTS (SELECT FROM public.organizations AS o WHERE o.organization_id = organization);
    END LOOP;
    PERFORM set_config('app.current_organization_id', chosen, true);
    RETURN NULL;
END
$function$;
COMMENT ON FUNCTION app.audit() IS
    'AFTER trigger, once a statement: writes who did what to activities, with old and new values. Arguments:'
    ' the word for the entity, the column with its key, and the rest of the primary key after'
    ' organization_id.';
SELECT app.own('app.audit()');

DO $triggers$
DECLARE
    audited record;
BEGIN
    FOR audited IN
        SELECT * FROM (VALUES
            ('organization_members', 'member', 'user_id', 'user_id'),
            ('workspaces', 'workspace', 'workspace_id', 'workspace_id'),
            ('projects', 'project', 'project_id', 'project_id'),
            ('tasks', 'task', 'task_id', 'task_id'),
            ('comments', 'comment', 'comment_id', 'comment_id'),
            ('attachments', 'attachment', 'attachment_id', 'attachment_id'),
            ('workspace_permissions', 'workspace_permission', 'workspace_id', 'workspace_id, user_id'),
            ('project_permissions', 'project_permission', 'project_id', 'project_id, user_id')
        ) AS list (target, entity, key_column, whole_key)
    LOOP
        EXECUTE format(
            'CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS added '
            'FOR EACH STATEMENT EXECUTE FUNCTION app.audit(%L, %L, %L)',
            audited.target || '_audit_insert', audited.target, audited.entity, audited.key_column,
            audited.whole_key);
        EXECUTE format(
            'CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING OLD TABLE AS removed NEW TABLE AS added '
            'FOR EACH STATEMENT EXECUTE FUNCTION app.audit(%L, %L, %L)',
            audited.target || '_audit_update', audited.target, audited.entity, audited.key_column,
            audited.whole_key);
        EXECUTE format(
            'CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS removed '
            'FOR EACH STATEMENT EXECUTE FUNCTION app.audit(%L, %L, %L)',
            audited.target || '_audit_delete', audited.target, audited.entity, audited.key_column,
            audited.whole_key);
    END LOOP;
END
$triggers$;
