-- migrate:lossy events all of it
-- migrate:lossy log all of it
-- migrate:lossy notes all of it
-- migrate:lossy tenants all of it
DROP VIEW plans;
DROP TABLE events;
DROP TABLE log;
DROP TABLE notes;
DROP TABLE tenants;
DROP FUNCTION stamp();
DROP DOMAIN amount;
DROP TYPE mood;
