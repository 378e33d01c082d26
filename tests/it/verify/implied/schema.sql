-- Documents of tenants; rooms, whose numbers each tenant has; and codes, which are unique. Both are shown by policies.
CREATE ROLE app_user;
CREATE TABLE rooms (tenant int NOT NULL, room int NOT NULL, label text, PRIMARY KEY (tenant, room));
CREATE TABLE codes (code int PRIMARY KEY, tenant int NOT NULL);
CREATE TABLE docs (tenant int NOT NULL, id int NOT NULL, room int, shared bool, note text, PRIMARY KEY (tenant, id));
CREATE TABLE conditions (at int PRIMARY KEY, condition text NOT NULL);
GRANT SELECT ON rooms, codes, docs, conditions TO app_user;
CREATE FUNCTION current_tenant() RETURNS int STABLE LANGUAGE sql
    AS $$ SELECT NULLIF(current_setting('app.tenant', true), '')::int $$;
CREATE FUNCTION said_tenant(said text) RETURNS int STABLE LANGUAGE sql RETURN said::int;
CREATE FUNCTION is_so(so bool) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE VIEW own_rooms WITH (security_invoker = true) AS SELECT tenant, room FROM rooms;
CREATE VIEW all_rooms AS SELECT r.tenant, r.room FROM rooms AS r;
GRANT SELECT ON own_rooms, all_rooms TO app_user;
ALTER TABLE rooms ENABLE ROW LEVEL SECURITY;
ALTER TABLE codes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON rooms TO app_user USING (tenant = (SELECT NULLIF(current_setting('app.tenant', true), '')::int));
CREATE POLICY own ON codes TO app_user USING (tenant = current_tenant());

-- Other rows for each seed; those of one table are few, so that every combination occurs in some of them.
CREATE FUNCTION fill(seed int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM setseed(seed / 10.0);
    DELETE FROM rooms; DELETE FROM codes; DELETE FROM docs;
    INSERT INTO rooms
        SELECT t, r, CASE WHEN random() < 0.4 THEN 'a' WHEN random() < 0.5 THEN 'b' END
        FROM generate_series(1, 3) AS t, generate_series(0, 4) AS r WHERE random() < 0.6;
    INSERT INTO codes SELECT c, 1 + (random() * 2)::int FROM generate_series(0, 5) AS c WHERE random() < 0.8;
    INSERT INTO docs
        SELECT t, i, CASE WHEN random() < 0.85 THEN (random() * 5)::int END,
            CASE WHEN random() < 0.4 THEN true WHEN random() < 0.6 THEN false END,
            (ARRAY['a', 'b', '', NULL])[1 + (random() * 3)::int]
        FROM generate_series(0, 3) AS t, generate_series(0, 11) AS i;
END $$;

-- Whether a condition shows a row of another tenant than the session's. An error shows none; where one comes in the
-- way, every row is asked alone.
CREATE FUNCTION leaks(condition text) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
    leak bool;
    row_id tid;
    foreign_row text := 'docs.tenant IS DISTINCT FROM NULLIF(current_setting(''app.tenant'', true), '''')::int';
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM docs WHERE (%s) AND %s)', condition, foreign_row) INTO leak;
    RETURN leak;
EXCEPTION WHEN OTHERS THEN
    FOR row_id IN SELECT ctid FROM docs LOOP
        BEGIN
            EXECUTE format('SELECT EXISTS (SELECT FROM docs WHERE ctid = %L AND (%s) AND %s)', row_id, condition, foreign_row) INTO leak;
            IF leak THEN RETURN true; END IF;
        EXCEPTION WHEN OTHERS THEN NULL;
        END;
    END LOOP;
    RETURN false;
END $$;
