//! Statements, and where their text tells more or less than they lock.

use std::ops::Range;

/// A statement that can run in a transaction on the tables of `tables.sql`.
pub(super) struct Case {
    pub(super) sql: &'static str,
    /// The versions of the server that know it.
    pub(super) versions: Range<i32>,
    /// Tables that are foreseen in a stronger mode than they are locked in, or in vain.
    pub(super) more: &'static [Difference],
    /// Tables whose lock is not foreseen, or in a weaker mode.
    pub(super) less: &'static [Difference],
}

/// Tables, the versions of the server where it is so, and why.
pub(super) type Difference = (&'static [&'static str], Range<i32>, &'static str);

pub(super) const ALWAYS: Range<i32> = 0..i32::MAX;

pub(super) const fn exact(sql: &'static str) -> Case {
    Case { sql, versions: ALWAYS, more: &[], less: &[] }
}

pub(super) const fn since(version: i32, sql: &'static str) -> Case {
    Case { versions: version..i32::MAX, ..exact(sql) }
}

pub(super) const fn more(sql: &'static str, more: &'static [Difference]) -> Case {
    Case { more, ..exact(sql) }
}

pub(super) const fn less(sql: &'static str, less: &'static [Difference]) -> Case {
    Case { less, ..exact(sql) }
}

pub(super) const PARTITIONS: &[&str] = &["part_1", "part_2", "part_2a", "part_rest"];
pub(super) const BY_18: &str = "from 18 on the server does lock them so";
pub(super) const INDEX: &str =
    "the index is locked so, and with it every plan on its table; LOCK TABLE takes no index";
pub(super) const ROWS: &str = "rows decide, or code that no text shows";
pub(super) const CASCADE: &str = "only the catalog tells what goes with it";
pub(super) const KEY_14: &str = "from 15 on the key has triggers there";
pub(super) const WHOLE_KEY: &str = "the whole key goes with one partition's part of it";

/// Of ALTER TABLE.
pub(super) const OF_ALTER_TABLE: &[Case] = &[
    // ALTER TABLE: columns
    exact("ALTER TABLE plain ADD COLUMN d int"),
    exact("ALTER TABLE plain ADD d int REFERENCES parent, ADD e text"),
    exact("ALTER TABLE IF EXISTS public.plain ADD COLUMN IF NOT EXISTS d int DEFAULT 1"),
    exact("ALTER TABLE part ADD COLUMN d int"),
    exact("ALTER TABLE base ADD COLUMN d int"),
    exact("ALTER TABLE plain DROP COLUMN b"),
    exact("ALTER TABLE plain DROP a, DROP COLUMN IF EXISTS none"),
    exact("ALTER TABLE child DROP COLUMN parent_id"),
    exact("ALTER TABLE parent DROP COLUMN code CASCADE"),
    exact("ALTER TABLE part DROP COLUMN parent_id"),
    exact("ALTER TABLE base DROP COLUMN b"),
    exact("ALTER TABLE ONLY base DROP COLUMN b"),
    exact("ALTER TABLE plain ALTER COLUMN b TYPE varchar(9)"),
    exact("ALTER TABLE plain ALTER a SET DATA TYPE bigint USING a::bigint"),
    exact("ALTER TABLE parent ALTER COLUMN id TYPE bigint"),
    exact("ALTER TABLE child ALTER COLUMN parent_id TYPE bigint"),
    exact("ALTER TABLE part ALTER COLUMN n TYPE bigint"),
    exact("ALTER TABLE part ALTER COLUMN parent_id TYPE bigint"),
    exact("ALTER TABLE base ALTER COLUMN b TYPE bigint"),
    exact("ALTER TABLE plain ALTER COLUMN b SET DEFAULT 'x'"),
    exact("ALTER TABLE part ALTER COLUMN n DROP DEFAULT"),
    exact("ALTER TABLE ONLY part ALTER COLUMN n SET DEFAULT 1"),
    exact("ALTER TABLE base ALTER COLUMN b SET DEFAULT 1"),
    exact("ALTER TABLE part ALTER COLUMN n SET NOT NULL"),
    exact("ALTER TABLE plain ALTER COLUMN c DROP NOT NULL"),
    exact("ALTER TABLE base ALTER COLUMN a DROP NOT NULL"),
    exact("ALTER TABLE base ALTER COLUMN b SET NOT NULL"),
    exact("ALTER TABLE part ALTER COLUMN n SET STATISTICS 500"),
    exact("ALTER TABLE plain ALTER COLUMN b SET STORAGE EXTERNAL"),
    exact("ALTER TABLE part ALTER COLUMN note SET STORAGE EXTERNAL"),
    exact("ALTER TABLE plain ALTER COLUMN b SET COMPRESSION pglz"),
    exact("ALTER TABLE part ALTER COLUMN note SET COMPRESSION pglz"),
    exact("ALTER TABLE plain ALTER COLUMN a SET (n_distinct = 5)"),
    exact("ALTER TABLE part ALTER COLUMN n RESET (n_distinct)"),
    exact("ALTER TABLE plain ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY"),
    more(
        "ALTER TABLE part ALTER COLUMN k ADD GENERATED ALWAYS AS IDENTITY",
        &[(PARTITIONS, 0..170_000, "from 17 on partitions have a part of it")],
    ),
    since(150_000, "ALTER TABLE plain SET ACCESS METHOD heap"),
    since(180_000, "ALTER TABLE plain ADD CONSTRAINT x NOT NULL b NOT VALID"),
    since(180_000, "ALTER TABLE base ADD NOT NULL b NO INHERIT"),
    since(180_000, "ALTER TABLE part ADD FOREIGN KEY (n) REFERENCES plain NOT VALID"),
    since(180_000, "ALTER TABLE plain ADD FOREIGN KEY (a) REFERENCES parent NOT ENFORCED"),
    since(180_000, "ALTER TABLE child ALTER CONSTRAINT child_parent_fkey NOT ENFORCED"),
    // Constraints
    exact("ALTER TABLE plain ADD CONSTRAINT x CHECK (a > 0)"),
    exact("ALTER TABLE plain ADD CHECK (a > 0) NOT VALID"),
    exact("ALTER TABLE part ADD CONSTRAINT x CHECK (k > 0) NOT VALID"),
    exact("ALTER TABLE base ADD CHECK (b < 9)"),
    more("ALTER TABLE base ADD CHECK (b < 9) NO INHERIT", &[(&["heir"], 0..180_000, BY_18)]),
    exact("ALTER TABLE plain ADD CONSTRAINT x UNIQUE (b)"),
    more("ALTER TABLE part ADD UNIQUE (n, k)", &[(PARTITIONS, 0..180_000, BY_18)]),
    more(
        "ALTER TABLE lean ADD CONSTRAINT x UNIQUE (k, v)",
        &[(&["lean_1", "lean_2", "lean_2a"], 0..180_000, BY_18)],
    ),
    more("ALTER TABLE base ADD UNIQUE (a)", &[(&["heir"], 0..180_000, BY_18)]),
    more(
        "ALTER TABLE base ADD FOREIGN KEY (a) REFERENCES parent NOT VALID",
        &[(&["heir"], 0..180_000, BY_18)],
    ),
    exact("ALTER TABLE ONLY base DROP CONSTRAINT base_check"),
    exact("ALTER TABLE base ALTER COLUMN b SET STATISTICS 5"),
    exact("ALTER TABLE base ALTER COLUMN b SET STORAGE PLAIN"),
    exact("ALTER TABLE base ENABLE TRIGGER ALL"),
    exact("ALTER TABLE base VALIDATE CONSTRAINT base_late_check"),
    exact("ALTER TABLE plain ADD CONSTRAINT x PRIMARY KEY (b), DROP CONSTRAINT plain_pkey"),
    exact("ALTER TABLE base ADD PRIMARY KEY (a)"),
    exact("ALTER TABLE base ADD PRIMARY KEY (b)"),
    exact("ALTER TABLE lean ADD PRIMARY KEY (k)"),
    exact("ALTER TABLE plain ADD CONSTRAINT x UNIQUE USING INDEX plain_c_idx"),
    exact("ALTER TABLE plain ADD CONSTRAINT x EXCLUDE USING btree (b WITH =)"),
    exact("ALTER TABLE plain ADD CONSTRAINT x FOREIGN KEY (a) REFERENCES parent"),
    exact("ALTER TABLE plain ADD FOREIGN KEY (a) REFERENCES app.other (id) NOT VALID, ADD COLUMN z int"),
    exact("ALTER TABLE plain ADD FOREIGN KEY (a, c) REFERENCES part"),
    exact("ALTER TABLE part ADD FOREIGN KEY (n) REFERENCES plain"),
    exact("ALTER TABLE self ADD FOREIGN KEY (up) REFERENCES self"),
    exact("ALTER TABLE child ALTER CONSTRAINT child_parent_fkey DEFERRABLE"),
    exact("ALTER TABLE part ALTER CONSTRAINT part_parent_fkey DEFERRABLE"),
    exact("ALTER TABLE child VALIDATE CONSTRAINT child_late_fkey"),
    exact("ALTER TABLE child VALIDATE CONSTRAINT child_late_check"),
    exact("ALTER TABLE child DROP CONSTRAINT child_parent_fkey"),
    exact("ALTER TABLE child DROP CONSTRAINT IF EXISTS child_late_check"),
    exact("ALTER TABLE child DROP CONSTRAINT IF EXISTS none"),
    exact("ALTER TABLE parent DROP CONSTRAINT parent_code_key CASCADE"),
    exact("ALTER TABLE parent DROP CONSTRAINT parent_pkey CASCADE"),
    exact("ALTER TABLE plain DROP CONSTRAINT plain_c_check"),
    exact("ALTER TABLE part DROP CONSTRAINT part_parent_fkey"),
    exact("ALTER TABLE part DROP CONSTRAINT part_n_check"),
    exact("ALTER TABLE part DROP CONSTRAINT part_pkey CASCADE"),
    exact("ALTER TABLE base DROP CONSTRAINT base_check"),
    exact("ALTER TABLE base DROP CONSTRAINT base_own_check"),
    more("ALTER TABLE to_part DROP CONSTRAINT to_part_fkey", &[(&["part_2"], 0..150_000, KEY_14)]),
    exact("ALTER TABLE self DROP CONSTRAINT self_up_fkey"),
    exact("ALTER TABLE plain RENAME CONSTRAINT plain_c_check TO x"),
    exact("ALTER TABLE base RENAME CONSTRAINT base_check TO x"),
    exact("ALTER TABLE part RENAME CONSTRAINT part_pkey TO x"),
    exact("ALTER TABLE child RENAME CONSTRAINT child_parent_fkey TO x"),
    exact("ALTER TABLE part RENAME CONSTRAINT part_parent_fkey TO x"),
    // The table itself
    exact("ALTER TABLE plain RENAME TO x"),
    exact("ALTER TABLE part RENAME TO x"),
    exact("ALTER TABLE plain RENAME COLUMN a TO x"),
    exact("ALTER TABLE plain RENAME a TO x"),
    exact("ALTER TABLE part RENAME COLUMN n TO x"),
    exact("ALTER TABLE base RENAME COLUMN a TO x"),
    exact("ALTER TABLE plain SET SCHEMA app"),
    exact("ALTER TABLE part OWNER TO CURRENT_USER"),
    exact("ALTER TABLE plain SET (fillfactor = 70)"),
    exact("ALTER TABLE plain SET (user_catalog_table = true)"),
    exact("ALTER TABLE plain SET (autovacuum_enabled = false, toast.autovacuum_enabled = false)"),
    exact("ALTER TABLE plain RESET (fillfactor)"),
    exact("ALTER TABLE plain CLUSTER ON plain_b_idx"),
    exact("ALTER TABLE plain SET WITHOUT CLUSTER"),
    exact("ALTER TABLE plain SET UNLOGGED"),
    exact("ALTER TABLE grandchild SET UNLOGGED"),
    exact("ALTER TABLE plain SET TABLESPACE pg_default"),
    exact("ALTER TABLE plain REPLICA IDENTITY FULL"),
    exact("ALTER TABLE part ENABLE ROW LEVEL SECURITY"),
    exact("ALTER TABLE plain FORCE ROW LEVEL SECURITY, ENABLE ROW LEVEL SECURITY"),
    exact("ALTER TABLE plain NO FORCE ROW LEVEL SECURITY"),
    exact("ALTER TABLE plain DISABLE TRIGGER plain_touch"),
    exact("ALTER TABLE part DISABLE TRIGGER USER"),
    exact("ALTER TABLE part ENABLE ALWAYS TRIGGER part_touch"),
    exact("ALTER TABLE plain DISABLE RULE plain_rule"),
    exact("ALTER TABLE stray INHERIT base"),
    exact("ALTER TABLE heir NO INHERIT base"),
    // Partitions
    more(
        "ALTER TABLE part ATTACH PARTITION loose FOR VALUES FROM (20) TO (30)",
        &[(&["to_part"], 0..150_000, KEY_14)],
    ),
    exact("ALTER TABLE lean ATTACH PARTITION lean_loose FOR VALUES IN (3)"),
    exact("ALTER TABLE lean ATTACH PARTITION lean_loose DEFAULT"),
    exact("ALTER TABLE lean DETACH PARTITION lean_1"),
    exact("ALTER TABLE lean DETACH PARTITION lean_2"),
    exact("ALTER TABLE part DETACH PARTITION part_1"),
    exact("ALTER TABLE part DETACH PARTITION part_2"),
    more(
        "CREATE TABLE x PARTITION OF part FOR VALUES FROM (20) TO (30)",
        &[(&["to_part"], 0..150_000, KEY_14)],
    ),
    exact("CREATE TABLE x PARTITION OF lean FOR VALUES IN (3)"),
    more("CREATE TABLE x PARTITION OF part_2 DEFAULT", &[(&["to_part"], 0..150_000, KEY_14)]),
];
