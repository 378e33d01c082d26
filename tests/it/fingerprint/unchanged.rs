//! What is no change of a schema changes nothing in its fingerprint.

use std::process::{Command, Stdio};

use serde_json::Value;

use super::{ROLES, SCHEMA, hash, snapshot};
use crate::support::{Cluster, Database, Ends, Migrate, Project, client, ended};

const STILL: &[&str] = &[
    "INSERT INTO t (a) SELECT 'x' FROM generate_series(1, 1000)",
    "VACUUM",
    "VACUUM FULL t",
    "ANALYZE",
    "REINDEX TABLE t",
    "CLUSTER t USING t_pkey; ALTER TABLE t SET WITHOUT CLUSTER",
    "REFRESH MATERIALIZED VIEW m",
    "SELECT nextval('counter'), setval('free', 500)",
    "TRUNCATE t RESTART IDENTITY CASCADE",
    "DROP INDEX t_a_idx; CREATE INDEX t_a_idx ON t (a)",
    "DROP POLICY p ON t; CREATE POLICY p ON t FOR SELECT TO reader USING (b > 1)",
    "DROP FUNCTION f(int); CREATE FUNCTION f(int) RETURNS int LANGUAGE sql RETURN $1",
    "DROP TRIGGER t_touch ON t; CREATE TRIGGER t_touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch()",
    "ALTER TABLE t DROP CONSTRAINT t_b_check; ALTER TABLE t ADD CONSTRAINT t_b_check CHECK (b > 0)",
    "DROP TYPE mood; CREATE TYPE mood AS ENUM ('sad'); ALTER TYPE mood ADD VALUE 'mad'; ALTER TYPE mood ADD VALUE 'glad'; \
     ALTER TYPE mood RENAME VALUE 'mad' TO 'bad'; DROP TYPE mood; CREATE TYPE mood AS ENUM ('glad'); \
     ALTER TYPE mood ADD VALUE 'sad' BEFORE 'glad'",
    "ALTER TABLE log ADD COLUMN c int; ALTER TABLE log DROP COLUMN c",
    "CREATE TABLE gone (id int); DROP TABLE gone",
    "CREATE TEMPORARY TABLE u (id int)",
    "GRANT UPDATE ON log TO reader; REVOKE UPDATE ON log FROM reader",
    "GRANT UPDATE (at) ON log TO reader; REVOKE UPDATE (at) ON log FROM reader",
    "REVOKE SELECT ON t FROM reader; GRANT UPDATE ON t TO writer; GRANT SELECT ON t TO reader; REVOKE UPDATE ON t FROM writer",
    "REVOKE EXECUTE ON FUNCTION f FROM PUBLIC; GRANT EXECUTE ON FUNCTION f TO PUBLIC",
    "GRANT USAGE ON SCHEMA other TO reader; REVOKE USAGE ON SCHEMA other FROM reader",
    "COMMENT ON TABLE log IS 'x'; COMMENT ON TABLE log IS NULL",
    "ALTER TABLE parts DETACH PARTITION parts_1; ALTER TABLE parts ATTACH PARTITION parts_1 FOR VALUES FROM (0) TO (10)",
    "ALTER DATABASE {database} RENAME TO {database}_other; ALTER DATABASE {database}_other RENAME TO {database}",
];

/// An object of a snapshot's document.
fn object(snapshot: &Value, name: &str) -> Value {
    let found = snapshot["objects"].as_array().unwrap().iter().find(|object| object["object"] == name);
    found.unwrap_or_else(|| panic!("no {name}")).clone()
}

/// What servers of late minor releases keep with each column, and leave out of dumps. An older server writes it into
/// the definition of an index with expressions, which is then not asked for it.
const COUNTED: &str =
    "UPDATE pg_attribute SET attoptions = ARRAY['pg_attver=' || attrelid] || COALESCE(attoptions, '{}')
    WHERE attrelid >= 16384 AND attrelid NOT IN (SELECT indexrelid FROM pg_index WHERE indexprs IS NOT NULL)";

/// Two databases never agree on it. Columns with options of their own, and indexes with those of their operator
/// classes, still differ where these do.
#[test]
fn what_the_server_counts_for_itself_is_no_option_of_a_column() {
    let cluster = Cluster::own(&["wal_level=logical"]);
    let db = Database::on(&cluster);
    db.execute(ROLES);
    db.execute(SCHEMA);
    db.execute(
        "CREATE TABLE found (a int, words tsvector); ALTER TABLE found ALTER a SET (n_distinct = 5);
         CREATE INDEX found_words ON found USING gist (words tsvector_ops (siglen = 32))",
    );
    let before = snapshot(&db);
    assert_eq!(object(&before, "column public.found.a")["aspects"]["options"], "n_distinct=5");
    db.execute(COUNTED);
    assert_eq!(
        db.value("SELECT count(*) > 20 FROM pg_attribute WHERE 'pg_attver=' || attrelid = ANY (attoptions)"),
        "t"
    );
    assert_eq!(snapshot(&db)["objects"], before["objects"]);
    // An older server refuses ALTER .. SET beside an option that it does not know.
    db.execute("UPDATE pg_attribute SET attoptions = NULL WHERE attrelid >= 16384; DROP INDEX found_words");
    db.execute("ALTER TABLE found ALTER a SET (n_distinct = 6)");
    db.execute("CREATE INDEX found_words ON found USING gist (words tsvector_ops (siglen = 33))");
    db.execute(COUNTED);
    let after = snapshot(&db);
    for name in ["column public.found.a", "index public.found_words"] {
        assert_ne!(object(&after, name), object(&before, name));
    }
}

/// Two roles that read it, and settings that could leak into what the server writes.
#[test]
fn what_is_no_change_changes_nothing() {
    let cluster = Cluster::own(&["wal_level=logical"]);
    let db = Database::on(&cluster);
    db.execute(ROLES);
    db.execute(SCHEMA);
    let before = snapshot(&db);
    for still in STILL {
        let still = still.replace("{database}", db.name());
        let (url, statements) = if still.contains("RENAME TO it_") {
            (cluster.url("postgres", "postgres"), still)
        } else {
            (db.url().to_owned(), still)
        };
        for statement in statements.split("; ") {
            Database::try_query(&url, statement).unwrap_or_else(|error| panic!("{statement}: {error:?}"));
        }
        let after = snapshot(&db);
        assert_eq!(after["objects"], before["objects"], "{statements}");
        assert_eq!(after["sha256"], before["sha256"], "{statements}");
    }
    db.execute(
        "CREATE ROLE stranger LOGIN; ALTER ROLE stranger SET TimeZone = 'Asia/Tokyo'; \
         ALTER ROLE stranger SET quote_all_identifiers = on; ALTER ROLE stranger SET search_path = other; \
         ALTER ROLE stranger SET DateStyle = 'German'",
    );
    let url = db.url_as("stranger");
    let args = ["--database-url", &url, "snapshot", "--format", "json"];
    let project = Project::bare();
    project.file("migrate.toml", "[database]\nsearch_path = [\"public\"]\n");
    let theirs = Migrate::new(project.path()).args(args).ok().json();
    assert_eq!(theirs["objects"], before["objects"]);
}

#[test]
fn another_order_of_creation_and_what_was_dropped_before_leave_no_trace() {
    let cluster = Cluster::own(&["wal_level=logical"]);
    let (one, other) = (Database::on(&cluster), Database::on(&cluster));
    one.execute(ROLES);
    let parts = [
        "CREATE TABLE a (id int PRIMARY KEY, name text, UNIQUE (name))",
        "CREATE TABLE b (id int PRIMARY KEY, v int CHECK (v > 0))",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1",
        "CREATE TYPE mood AS ENUM ('sad', 'glad')",
        "CREATE SEQUENCE s",
    ];
    let behind = [
        "CREATE INDEX ON a (name, id)",
        "CREATE INDEX ON b (v)",
        "CREATE POLICY p ON a TO writer, reader",
        "CREATE POLICY q ON a TO boss",
        "GRANT SELECT ON a TO reader",
        "GRANT UPDATE ON a TO writer",
        "COMMENT ON COLUMN a.name IS 'x'",
    ];
    for sql in parts.iter().chain(&behind) {
        one.execute(sql);
    }
    other.execute(
        "CREATE TABLE old (x int, y text); DROP TABLE old; CREATE SCHEMA dropped; DROP SCHEMA dropped",
    );
    for sql in parts.iter().rev().chain(behind.iter().rev()) {
        other.execute(&sql.replace("TO writer, reader", "TO reader, writer"));
    }
    assert_eq!(snapshot(&one)["objects"], snapshot(&other)["objects"]);
    assert_eq!(hash(&one), hash(&other));
}

#[test]
fn a_dump_that_is_read_in_elsewhere_has_the_same_hash() {
    let (Some(pg_dump), Some(psql)) = (client("pg_dump"), client("psql")) else { return };
    let cluster = Cluster::own(&["wal_level=logical"]);
    let (from, to) = (Database::on(&cluster), Database::on(&cluster));
    from.execute(ROLES);
    from.execute(SCHEMA);
    from.execute(
        "ALTER TABLE t DROP COLUMN twice; ALTER TABLE t ADD COLUMN late int; ALTER TABLE t OWNER TO writer",
    );
    from.execute("GRANT SELECT (a) ON t TO reader; ALTER TABLE t ENABLE ROW LEVEL SECURITY; INSERT INTO t (b) VALUES (1)");
    let mut dump = Command::new(pg_dump).args(["-d", from.url()]).stdout(Stdio::piped()).spawn().unwrap();
    let read = Command::new(psql)
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", to.url()])
        .stdin(dump.stdout.take().unwrap())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .finish();
    assert!(ended(&mut dump).success());
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    assert_eq!(snapshot(&from)["objects"], snapshot(&to)["objects"]);
    assert_eq!(hash(&from), hash(&to));
}

#[test]
fn what_this_program_keeps_for_itself_is_left_out() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    let before = hash(&db);
    let project = Project::with_tables(1);
    project.migrate_on(&db).args(["up"]).ok();
    assert_ne!(hash(&db), before);
    project.migrate_on(&db).args(["down"]).ok();
    db.execute("CREATE TABLE migrate_seed (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)");
    assert_eq!(db.value("SELECT count(*) FROM migrate_journal"), "2");
    assert_eq!(hash(&db), before);
    db.execute("CREATE SCHEMA app; CREATE TABLE app.migrate_seed ()");
    assert_ne!(hash(&db), before, "a table of somebody else's, in a schema that is not searched");
}
