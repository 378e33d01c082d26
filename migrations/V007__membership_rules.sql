-- What a plan allows, and that somebody always answers for an organization.
--
-- Runs in one transaction. The new check reads organizations, a table of thousands.
-- Locks on existing tables:
--     organizations          ACCESS EXCLUSIVE      a new check: an instant
--     organization_members   SHARE ROW EXCLUSIVE   new triggers: writers wait until the commit
--
--     plan_tier   the free plan has at most the ten users that are the default of max_users
--     max_users   an organization takes no further member beyond it, guests included. Lowering it removes
--                 nobody: organizations that hold more keep them, and take no new ones.
--     owner       the last owner can neither leave nor be made something else
--
-- The triggers run once a statement, with the rights of the owner, within each organization that the
-- statement touched, whatever the caller chose, who finds his choice as it was. Their UPDATE changes nothing:
-- it locks the organization, so that two who take the last place at once come one after the other, and the
-- second fails (40001) where its snapshot is too old to see the first (REPEATABLE READ).

DO $check$
DECLARE
    too_many text;
BEGIN
    PERFORM app.lift_force('organizations');
    SELECT string_agg(slug, ', ' ORDER BY slug) INTO too_many
    FROM organizations WHERE plan_tier = 'free' AND max_users > 10;
    IF too_many IS NOT NULL THEN
        RAISE EXCEPTION 'organizations on the free plan have more than 10 max_users: %', too_many
            USING HINT = 'Move them to another plan, or lower max_users, and run this again.';
    END IF;
    PERFORM app.restore_force('organizations');
END
$check$;
ALTER TABLE organizations
    ADD CONSTRAINT organizations_plan_tier_max_users_check CHECK (plan_tier <> 'free' OR max_users <= 10);
COMMENT ON COLUMN organizations.plan_tier IS 'free, pro or enterprise; free has at most 10 users.';
COMMENT ON COLUMN organizations.max_users IS
    'Members that the plan allows, guests included, without those who have left; kept by a trigger.';

CREATE FUNCTION app.check_max_users()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = ''
AS $function$
DECLARE
    chosen CONSTANT text := COALESCE(current_setting('app.current_organization_id', true), '');
    grown uuid[];
    organization uuid;
    allowed integer;
    members bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        grown := ARRAY(SELECT DISTINCT organization_id FROM added WHERE deleted_at IS NULL ORDER BY 1);
    ELSE
        grown := ARRAY(
            SELECT DISTINCT n.organization_id
            FROM added AS n
            JOIN removed AS o USING (organization_id, user_id)
            WHERE n.deleted_at IS NULL AND o.deleted_at IS NOT NULL
            ORDER BY 1
        );
    END IF;
    FOREACH organization IN ARRAY grown LOOP
        PERFORM set_config('app.current_organization_id', organization::text, true);
        UPDATE public.organizations AS o SET name = o.name
        WHERE o.organization_id = organization
        RETURNING o.max_users INTO allowed;
        SELECT count(*) INTO members FROM public.organization_members AS m
        WHERE m.organization_id = organization AND m.deleted_at IS NULL;
        IF members > allowed THEN
            RAISE check_violation
                USING MESSAGE = format('organization %s would have %s users and its plan allows %s',
                        organization, members, allowed),
                    HINT = 'Raise max_users, or let members leave first.',
                    SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, COLUMN = 'organization_id';
        END IF;
    END LOOP;
    PERFORM set_config('app.current_organization_id', chosen, true);
    RETURN NULL;
END
$function$;
COMMENT ON FUNCTION app.check_max_users() IS
    'AFTER trigger of organization_members: no more members than max_users, also of two at once.';

CREATE FUNCTION app.check_owner()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = ''
AS $function$
DECLARE
    chosen CONSTANT text := COALESCE(current_setting('app.current_organization_id', true), '');
    organization uuid;
BEGIN
    FOR organization IN
        SELECT DISTINCT o.organization_id FROM removed AS o
        WHERE o.role = 'owner' AND o.deleted_at IS NULL ORDER BY 1
    LOOP
        PERFORM set_config('app.current_organization_id', organization::text, true);
        -- Not there: the organization itself is being deleted.
        UPDATE public.organizations AS o SET name = o.name WHERE o.organization_id = organization;
        IF FOUND AND NOT EXISTS (
            SELECT FROM public.organization_members AS m
            WHERE m.organization_id = organization AND m.role = 'owner' AND m.deleted_at IS NULL
        ) THEN
            RAISE check_violation
                USING MESSAGE = format('organization %s would have no owner', organization),
                    HINT = 'Make another member its owner first.',
                    SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, COLUMN = 'role';
        END IF;
    END LOOP;
    PERFORM set_config('app.current_organization_id', chosen, true);
    RETURN NULL;
END
$function$;
COMMENT ON FUNCTION app.check_owner() IS
    'AFTER trigger of organization_members: the last owner of an organization stays one.';

SELECT app.own('app.check_max_users()', 'app.check_owner()');

CREATE TRIGGER organization_members_check_max_users_insert
    AFTER INSERT ON organization_members
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION app.check_max_users();
CREATE TRIGGER organization_members_check_max_users_update
    AFTER UPDATE ON organization_members
    REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION app.check_max_users();
CREATE TRIGGER organization_members_check_owner_update
    AFTER UPDATE ON organization_members
    REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION app.check_owner();
CREATE TRIGGER organization_members_check_owner_delete
    AFTER DELETE ON organization_members
    REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION app.check_owner();
