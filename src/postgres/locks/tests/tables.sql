-- Tables of every shape, tied to one another.
CREATE SCHEMA app;
CREATE TYPE state AS ENUM ('on', 'off');
CREATE DOMAIN short AS text;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE plain (
    id int PRIMARY KEY, a int CONSTRAINT plain_a_key UNIQUE, b text, c int NOT NULL DEFAULT 0, state state, short short,
    CONSTRAINT plain_c_check CHECK (c >= 0)
);
CREATE INDEX plain_b_idx ON plain (b);
CREATE UNIQUE INDEX plain_c_idx ON plain (c);
CREATE TRIGGER plain_touch BEFORE UPDATE ON plain FOR EACH ROW EXECUTE FUNCTION touch();
CREATE POLICY plain_policy ON plain USING (true);
CREATE RULE plain_rule AS ON DELETE TO plain WHERE old.id < 0 DO NOTHING;
CREATE STATISTICS plain_statistics ON a, c FROM plain;
CREATE TABLE app.other (id int PRIMARY KEY, name text);
CREATE TABLE parent (id int PRIMARY KEY, code int, CONSTRAINT parent_code_key UNIQUE (code));
CREATE TABLE child (
    id int PRIMARY KEY, note text,
    parent_id int CONSTRAINT child_parent_fkey REFERENCES parent ON DELETE CASCADE,
    other_id int CONSTRAINT child_other_fkey REFERENCES app.other,
    code int CONSTRAINT child_code_fkey REFERENCES parent (code)
);
ALTER TABLE child ADD CONSTRAINT child_late_fkey FOREIGN KEY (other_id) REFERENCES app.other NOT VALID;
ALTER TABLE child ADD CONSTRAINT child_late_check CHECK (id > 0) NOT VALID;
CREATE TABLE grandchild (id int PRIMARY KEY, child_id int REFERENCES child ON DELETE CASCADE);
CREATE TABLE self (id int PRIMARY KEY, up int CONSTRAINT self_up_fkey REFERENCES self);
-- Partitions on two levels, with a DEFAULT, keys in both directions.
CREATE TABLE part (
    id int, k int, note text, n int DEFAULT 0, parent_id int CONSTRAINT part_parent_fkey REFERENCES parent,
    PRIMARY KEY (id, k), CONSTRAINT part_n_check CHECK (n >= 0)
) PARTITION BY RANGE (k);
CREATE INDEX part_n_idx ON part (n);
CREATE TRIGGER part_touch BEFORE UPDATE ON part FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (10);
CREATE TABLE part_2 PARTITION OF part FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (k);
CREATE TABLE part_2a PARTITION OF part_2 FOR VALUES FROM (10) TO (15);
CREATE TABLE part_rest PARTITION OF part DEFAULT;
CREATE TABLE loose (
    id int NOT NULL, k int NOT NULL, note text, n int DEFAULT 0, parent_id int, PRIMARY KEY (id, k),
    CONSTRAINT part_n_check CHECK (n >= 0)
);
CREATE TABLE to_part (id int PRIMARY KEY, part_id int, part_k int, CONSTRAINT to_part_fkey FOREIGN KEY (part_id, part_k) REFERENCES part);
-- Partitions without any of that.
CREATE TABLE lean (k int, v int) PARTITION BY LIST (k);
CREATE TABLE lean_1 PARTITION OF lean FOR VALUES IN (1);
CREATE TABLE lean_2 PARTITION OF lean FOR VALUES IN (2) PARTITION BY LIST (k);
CREATE TABLE lean_2a PARTITION OF lean_2 FOR VALUES IN (2);
CREATE TABLE lean_loose (k int, v int);
CREATE TABLE base (a int NOT NULL, b int, CONSTRAINT base_check CHECK (a > 0), CONSTRAINT base_own_check CHECK (b > 0) NO INHERIT);
CREATE TABLE heir (c int) INHERITS (base);
ALTER TABLE base ADD CONSTRAINT base_late_check CHECK (b < 100) NOT VALID;
CREATE TABLE stray (
    a int NOT NULL, b int, CONSTRAINT base_check CHECK (a > 0), CONSTRAINT base_late_check CHECK (b < 100)
);
CREATE VIEW seen AS SELECT id FROM plain;
CREATE MATERIALIZED VIEW kept AS SELECT id FROM plain;
CREATE SEQUENCE counter;
CREATE PUBLICATION news FOR TABLE parent;
INSERT INTO parent VALUES (1, 1);
INSERT INTO plain VALUES (1, NULL, 'b', 1);
INSERT INTO child VALUES (1, 'n', 1, NULL, 1);
