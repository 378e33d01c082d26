-- The sign-in service, and a person's own organizations.
--
-- Runs in one transaction.
-- Locks on existing tables:
--     users   ACCESS EXCLUSIVE   a new policy: an instant
--
-- Who sees what of users
--     app_user, app_service   id, e-mail, name and picture of the people of the current organization (V001)
--     app_login               what signing in, signing up and keeping an account takes, of everybody: it works
--                             before there is a tenant. It sees no tenant's data; keep it to one service.
--     app_user, app_login     through app.my_organizations(): where the current person is a member, with the
--                             name of the organization; this is how a request finds its tenant
--
-- app.my_organizations() has to look across the border: it runs as app_lookup, which has BYPASSRLS and may
-- read these columns only.

CREATE POLICY sign_in ON users AS PERMISSIVE FOR ALL TO app_login USING (true) WITH CHECK (true);
GRANT SELECT (user_id, email, password_hash, full_name, avatar_url, last_login_at),
    INSERT (email, password_hash, full_name, avatar_url),
    UPDATE (email, password_hash, full_name, avatar_url, last_login_at)
    ON users TO app_login;

CREATE FUNCTION app.record_login(person uuid)
RETURNS boolean
LANGUAGE plpgsql
SET search_path = ''
AS $function$
BEGIN
    UPDATE public.users SET last_login_at = now() WHERE user_id = person;
    RETURN FOUND;
END
$function$;
COMMENT ON FUNCTION app.record_login(uuid) IS
    'For the sign-in service: notes that a person has signed in now. False: there is no such person.';

GRANT SELECT (organization_id, user_id, role, joined_at, deleted_at) ON organization_members TO app_lookup;
GRANT SELECT (organization_id, name, slug) ON organizations TO app_lookup;

CREATE FUNCTION app.my_organizations()
RETURNS TABLE (organization_id uuid, name text, slug text, role text, joined_at timestamptz)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = ''
AS $function$
BEGIN
    IF NOT (SELECT r.rolbypassrls FROM pg_catalog.pg_roles AS r WHERE r.rolname = current_user) THEN
        RAISE EXCEPTION 'role % cannot look across organizations', current_user
            USING ERRCODE = 'insufficient_privilege',
                HINT = format('A superuser does it once: ALTER ROLE %I BYPASSRLS', current_user);
    END IF;
    RETURN QUERY
        SELECT o.organization_id, o.name, o.slug, m.role, m.joined_at
        FROM public.organization_members AS m
        JOIN public.organizations AS o USING (organization_id)
        WHERE m.user_id = app.current_person() AND m.deleted_at IS NULL
        ORDER BY lower(o.name), o.organization_id;
END
$function$;
COMMENT ON FUNCTION app.my_organizations() IS
    'The organizations in which the person of app.set_user is a member, and as what; nobody else''s.';

-- A function can only be given to a role that may create in its schema.
GRANT CREATE ON SCHEMA app TO app_lookup;
ALTER FUNCTION app.my_organizations() OWNER TO app_lookup;
REVOKE CREATE ON SCHEMA app FROM app_lookup;
SELECT app.own('app.record_login(uuid)');
REVOKE ALL ON FUNCTION app.my_organizations() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.my_organizations() TO app_user, app_login;
GRANT EXECUTE ON FUNCTION app.record_login(uuid) TO app_login;

COMMENT ON COLUMN users.last_login_at IS
    'When the person last signed in, kept by app.record_login; NULL: never.';
