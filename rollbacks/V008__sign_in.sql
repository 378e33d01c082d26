-- Takes the sign-in service back: app_login has no rights on users again. No row changes.
--
-- Runs in one transaction.
-- Locks on existing tables:
--     users   ACCESS EXCLUSIVE   a policy goes: an instant

DROP FUNCTION app.my_organizations();
DROP FUNCTION app.record_login(uuid);
REVOKE SELECT (organization_id, user_id, role, joined_at, deleted_at) ON organization_members FROM app_lookup;
REVOKE SELECT (organization_id, name, slug) ON organizations FROM app_lookup;

REVOKE SELECT (user_id, email, password_hash, full_name, avatar_url, last_login_at),
    INSERT (email, password_hash, full_name, avatar_url),
    UPDATE (email, password_hash, full_name, avatar_url, last_login_at)
    ON users FROM app_login;
DROP POLICY sign_in ON users;

COMMENT ON COLUMN users.last_login_at IS 'When the person last signed in; NULL: never.';
