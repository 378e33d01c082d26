-- Takes the rules of plans and owners back. Nothing is lost but the rules.
--
-- Runs in one transaction.
-- Locks on existing tables:
--     organizations          ACCESS EXCLUSIVE   a check goes: an instant
--     organization_members   ACCESS EXCLUSIVE   triggers go: an instant

DROP TRIGGER organization_members_check_owner_delete ON organization_members;
DROP TRIGGER organization_members_check_owner_update ON organization_members;
DROP TRIGGER organization_members_check_max_users_update ON organization_members;
DROP TRIGGER organization_members_check_max_users_insert ON organization_members;
DROP FUNCTION app.check_owner();
DROP FUNCTION app.check_max_users();

ALTER TABLE organizations DROP CONSTRAINT organizations_plan_tier_max_users_check;
COMMENT ON COLUMN organizations.plan_tier IS 'free, pro or enterprise.';
COMMENT ON COLUMN organizations.max_users IS 'Members that the plan allows.';
