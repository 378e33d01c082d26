//! A schema is the same in every month: partitions that come and go with time are no part of a snapshot, unless they
//! have something of their own.

use super::told;
use crate::support::{Database, Project};

/// As an application's schema has it: keys, an index, a trigger, a column with a default, rights, row-level security.
const LOG: &str = "
    CREATE FUNCTION log_touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TABLE org (id int PRIMARY KEY);
    CREATE TABLE log (at timestamptz NOT NULL DEFAULT now(), id int, org int NOT NULL REFERENCES org, note text CHECK (note <> ''),
        PRIMARY KEY (at, id)) PARTITION BY RANGE (at);
    COMMENT ON TABLE log IS 'what happened';
    ALTER TABLE log ALTER note SET STATISTICS 50, ALTER note SET STORAGE EXTERNAL;
    CREATE INDEX log_note ON log (lower(note)) WHERE note IS NOT NULL;
    CREATE TRIGGER touch BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION log_touch();
    ALTER TABLE log ENABLE ROW LEVEL SECURITY; ALTER TABLE log FORCE ROW LEVEL SECURITY;
    CREATE POLICY own ON log USING (org = 1);
    CREATE TABLE log_2020_01 PARTITION OF log FOR VALUES FROM ('2020-01-01 00:00+00') TO ('2020-02-01 00:00+00');
    CREATE TABLE log_2020_02 PARTITION OF log FOR VALUES FROM ('2020-02-01 00:00+00') TO ('2020-03-01 00:00+00');";

#[test]
fn a_snapshot_is_right_next_month_too() {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V001__log", LOG, "DROP TABLE log, org; DROP FUNCTION log_touch();");
    project.migrate_on(&db).args(["up"]).ok();
    let snapshot = || project.migrate_on(&db).args(["snapshot", "--output", "schema.txt"]);
    let check = |code: i32| told(&snapshot().args(["--check", "--format", "json"]).code(code).json());
    let hash =
        || project.migrate_on(&db).args(["snapshot", "--format", "json"]).ok().json()["sha256"].clone();
    snapshot().ok();
    let text = std::fs::read_to_string(project.path().join("schema.txt")).unwrap();
    assert!(text.contains("table public.log\n") && !text.contains("log_2020"), "{text}");
    let before = hash();
    project.file(
        "migrate.toml",
        "[[partitions]]\ntable = \"log\"\ninterval = \"month\"\nkeep = \"1m\"\nname = \"log_%Y_%m\"\n",
    );
    project.migrate_on(&db).args(["partitions", "ensure"]).ok();
    project.migrate_on(&db).args(["partitions", "retire"]).ok();
    for is_configured in [true, false] {
        if !is_configured {
            project.remove("migrate.toml");
        }
        assert_eq!(check(0), Vec::<String>::new(), "{is_configured}");
        assert_eq!(hash(), before);
    }
    // What a partition has of its own is told.
    let month =
        db.value("SELECT max(inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'log'::regclass");
    for (make, undo, tells) in [
        (
            "ALTER TABLE {} ADD CONSTRAINT odd CHECK (id > 0)",
            "ALTER TABLE {} DROP CONSTRAINT odd",
            "added table public.{}",
        ),
        ("CREATE INDEX odd ON {} (id)", "DROP INDEX odd", "added table public.{}"),
        ("GRANT SELECT ON {} TO PUBLIC", "REVOKE SELECT ON {} FROM PUBLIC", "added table public.{}"),
        (
            "ALTER TABLE {} NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE {} FORCE ROW LEVEL SECURITY",
            "added table public.{}",
        ),
        (
            "ALTER TABLE {} ALTER note SET STATISTICS 51",
            "ALTER TABLE {} ALTER note SET STATISTICS 50",
            "added table public.{}",
        ),
        (
            "ALTER TABLE {} ALTER note SET NOT NULL",
            "ALTER TABLE {} ALTER note DROP NOT NULL",
            "added table public.{}",
        ),
        ("CREATE POLICY odd ON {} USING (true)", "DROP POLICY odd ON {}", "added table public.{}"),
        (
            "ALTER TABLE {} DISABLE TRIGGER touch",
            "ALTER TABLE {} ENABLE TRIGGER touch",
            "added table public.{}",
        ),
    ] {
        db.execute(&make.replace("{}", &month));
        assert_eq!(check(3), [tells.replace("{}", &month)], "{make}");
        db.execute(&undo.replace("{}", &month));
        assert_eq!(check(0), Vec::<String>::new(), "{undo}");
    }
    db.execute("CREATE TABLE log_rest PARTITION OF log DEFAULT");
    assert_eq!(check(3), ["added table public.log_rest"]);
    db.execute("DROP TABLE log_rest");
    // A section about another table: nobody looks after this one.
    project.file("migrate.toml", "[[partitions]]\ntable = \"other\"\ninterval = \"month\"\n");
    assert!(check(3).contains(&format!("added table public.{month}")));
}

#[test]
fn partitions_with_something_of_their_own_are_written_once_as_their_shape() {
    let (db, project) = (Database::new(), Project::bare());
    project.file(
        "migrate.toml",
        "[scripts]\n[[partitions]]\ntable = \"log\"\ninterval = \"month\"\nname = \"log_%Y_%m\"\n",
    );
    db.execute(&format!("{LOG} ALTER TABLE log_2020_01 ADD CHECK (id > 0); DROP TABLE log_2020_02"));
    let snapshot = || project.migrate_on(&db).args(["snapshot", "--output", "schema.txt"]);
    let check = |code: i32| told(&snapshot().args(["--check", "--format", "json"]).code(code).json());
    snapshot().ok();
    let text = std::fs::read_to_string(project.path().join("schema.txt")).unwrap();
    assert!(text.contains("table public.log*") && !text.contains("log_2020"), "{text}");
    let month = |number: u32| {
        db.execute(&format!(
            "CREATE TABLE log_2020_0{number} PARTITION OF log
                 FOR VALUES FROM ('2020-0{number}-01 00:00+00') TO ('2020-0{}-01 00:00+00')",
            number + 1
        ));
    };
    month(2);
    assert_eq!(check(0), Vec::<String>::new());
    db.execute("ALTER TABLE log_2020_02 ADD CHECK (id > 0); DROP TABLE log_2020_01");
    assert_eq!(check(0), Vec::<String>::new());
    assert_eq!(std::fs::read_to_string(project.path().join("schema.txt")).unwrap(), text);
    month(3);
    db.execute("ALTER TABLE log_2020_03 ADD CHECK (id > 1)");
    assert_eq!(check(3), ["added table public.log_2020_03"]);
    db.execute("DROP TABLE log_2020_03; GRANT SELECT ON log_2020_02 TO PUBLIC");
    assert_eq!(check(3), ["changed table public.log_2020_02"]);
}
