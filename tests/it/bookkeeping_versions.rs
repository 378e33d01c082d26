//! Every shape that the bookkeeping tables ever had is read, upgraded by the first run that writes, and used; a shape of
//! a later release is left alone. refinery's own table never changes.

use crate::support::{Database, Project};

/// As refinery makes it: the only table that another program writes, too.
const HISTORY: &str = "CREATE TABLE refinery_schema_history (version int4 PRIMARY KEY, name varchar(255),
    applied_on varchar(255), checksum varchar(255))";
const HISTORY_WIDE: &str =
    "CREATE TABLE refinery_schema_history (version int8 PRIMARY KEY, name varchar(255),
    applied_on varchar(255), checksum varchar(255))";

/// The journal before there were scripts without a transaction.
const JOURNAL_0: &str = "CREATE TABLE migrate_journal (
    entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version bigint NOT NULL,
    name text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('up', 'down')),
    outcome text NOT NULL CHECK (outcome IN ('done', 'failed')),
    up_sha256 text,
    down_sha256 text,
    rollback_sql text,
    started_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    duration_ms double precision NOT NULL,
    role_name text NOT NULL DEFAULT session_user,
    application_version text NOT NULL,
    transaction_id text,
    statement_index integer,
    sqlstate text,
    error_message text
);
COMMENT ON TABLE migrate_journal IS 'Every run of a migration or rollback script; append-only.'";

/// The journal of the releases before tables had a version.
const JOURNAL_1: &str = "CREATE TABLE migrate_journal (
    entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version bigint NOT NULL,
    name text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('up', 'down')),
    outcome text NOT NULL CHECK (
        outcome IN ('done', 'failed', 'running', 'executed', 'accepted', 'abandoned')
    ),
    up_sha256 text,
    down_sha256 text,
    rollback_sql text,
    started_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    duration_ms double precision NOT NULL,
    role_name text NOT NULL DEFAULT session_user,
    application_version text NOT NULL,
    transaction_id text,
    statement_index integer,
    statement_sha256 text,
    sqlstate text,
    message text
);
COMMENT ON TABLE migrate_journal IS 'Every run of a migration or rollback script; append-only.'";

const SEED_0: &str = "CREATE TABLE migrate_seed (
    run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_version text NOT NULL,
    role_name text NOT NULL DEFAULT session_user,
    profile text NOT NULL,
    request jsonb NOT NULL,
    catalog jsonb NOT NULL,
    tables jsonb NOT NULL,
    streams jsonb NOT NULL DEFAULT '{}',
    apart jsonb,
    sequences jsonb,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz
);
COMMENT ON TABLE migrate_seed IS 'Rows that migrate seed wrote; migrate seed --clear removes them.'";

const SEED_1: &str = "CREATE TABLE migrate_seed (
    run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_version text NOT NULL,
    role_name text NOT NULL DEFAULT session_user,
    profile text NOT NULL,
    request jsonb NOT NULL,
    catalog jsonb NOT NULL,
    found jsonb NOT NULL,
    tables jsonb NOT NULL,
    streams jsonb NOT NULL DEFAULT '{}',
    apart jsonb,
    sequences jsonb,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz
);
COMMENT ON TABLE migrate_seed IS 'Rows that migrate seed wrote; migrate seed --clear removes them.'";

const PROFILE: &str = "description = \"few\"\nuntil = \"2026-07-01\"\nmonths = 2\n[tables.t1]\nrows = 3\n";

const COLUMNS: &str =
    "SELECT string_agg(attname || ' ' || format_type(atttypid, NULL), ', ' ORDER BY attname)
    FROM pg_attribute WHERE attrelid = '{}'::regclass AND attnum > 0 AND NOT attisdropped";

fn project() -> Project {
    let project = Project::with_tables(2);
    project
        .pair(
            "V003__bare",
            "-- migrate:no-transaction\nCREATE INDEX CONCURRENTLY i3 ON t1 (id);",
            "-- migrate:no-transaction\nDROP INDEX CONCURRENTLY i3;",
        )
        .file("fixtures/profiles/few.toml", PROFILE);
    project
}

/// A table as it once was, with the rows that it has now.
fn as_it_was(db: &Database, table: &str, ddl: &str, renamed: &[(&str, &str)]) {
    db.execute(&format!("CREATE SCHEMA past; ALTER TABLE {table} SET SCHEMA past"));
    db.execute(ddl);
    let columns =
        "SELECT string_agg(attname, ', ') FROM pg_attribute WHERE attnum > 0 AND attrelid = '{}'::regclass
        AND attname NOT IN ('entry_id', 'run_id')";
    let old = db.value(&columns.replace("{}", table));
    let new = renamed.iter().fold(old.clone(), |columns, (old, new)| columns.replace(old, new));
    db.execute(&format!(
        "INSERT INTO {table} ({old}) SELECT {new} FROM past.{table} ORDER BY 1; DROP SCHEMA past CASCADE"
    ));
}

#[test]
fn every_shape_of_history_and_journal_is_upgraded_with_its_rows_and_used() {
    type Make = fn(&Database);
    let shapes: [(&str, Make); 5] = [
        ("refinery alone", |db| {
            as_it_was(db, "refinery_schema_history", HISTORY, &[]);
            db.execute("DROP TABLE migrate_journal");
        }),
        ("the first journal", |db| {
            as_it_was(db, "migrate_journal", JOURNAL_0, &[("error_message", "message")]);
        }),
        ("a journal without a version", |db| as_it_was(db, "migrate_journal", JOURNAL_1, &[])),
        ("a journal whose comment is gone", |db| db.execute("COMMENT ON TABLE migrate_journal IS NULL")),
        ("the present one", |_| {}),
    ];
    let current = {
        let (db, project) = (Database::new(), project());
        project.migrate_on(&db).args(["up"]).ok();
        db.value(&COLUMNS.replace("{}", "migrate_journal"))
    };
    for (what, make) in shapes {
        let (db, project) = (Database::new(), project());
        project.migrate_on(&db).args(["up", "--to", "1"]).ok();
        make(&db);
        db.execute(&format!(
            "CREATE ROLE {0}_r; GRANT SELECT ON refinery_schema_history TO {0}_r",
            db.name()
        ));
        let history = db.query("SELECT h::text FROM refinery_schema_history AS h");
        let before = db.catalog();
        project.migrate_on(&db).args(["status"]).ok().shows(&["V001", "applied"]);
        project.migrate_on(&db).args(["up", "--dry-run"]).ok();
        assert_eq!(db.catalog(), before, "{what}: who reads upgrades nothing");
        let run = project.migrate_on(&db).args(["up"]).ok();
        assert_eq!(
            run.stderr.contains("upgraded the bookkeeping tables"),
            what == "the first journal",
            "{run:#?}"
        );
        assert_eq!(db.value(&COLUMNS.replace("{}", "migrate_journal")), current, "{what}");
        assert_eq!(
            db.query("SELECT h::text FROM refinery_schema_history AS h WHERE version = 1"),
            history,
            "{what}"
        );
        let granted =
            format!("SELECT has_table_privilege('{}_r', 'refinery_schema_history', 'SELECT')", db.name());
        assert_eq!(db.value(&granted), "t");
        project.migrate_on(&db).args(["down", "--yes", "--all"]).ok();
        project.migrate_on(&db).args(["up"]).ok();
        let done = "SELECT string_agg(version || direction, ' ' ORDER BY entry_id) FROM migrate_journal WHERE outcome = 'done'";
        let rows = db.value(done);
        let newest = "2up 3up 3down 2down 1down 1up 2up 3up";
        assert_eq!(rows.trim_start_matches("1up "), newest, "{what}");
        assert_eq!(rows.starts_with("1up"), what != "refinery alone", "{what}: {rows}");
    }
}

#[test]
fn a_wide_history_of_refinery_stays_wide() {
    let (db, project) = (Database::new(), project());
    db.execute(HISTORY_WIDE);
    project.migrate_on(&db).args(["up"]).ok();
    let wide = "SELECT format_type(atttypid, NULL) FROM pg_attribute
        WHERE attrelid = 'refinery_schema_history'::regclass AND attname = 'version'";
    assert_eq!(db.value(wide), "bigint");
}

#[test]
fn every_shape_of_the_table_of_seed_is_upgraded_and_cleared() {
    for (what, ddl) in [("the first", SEED_0), ("without a version", SEED_1)] {
        let (db, project) = (Database::new(), project());
        project.migrate_on(&db).args(["up"]).ok();
        project.migrate_on(&db).args(["seed", "--profile", "few"]).ok();
        as_it_was(&db, "migrate_seed", ddl, &[]);
        let columns = || db.value(&COLUMNS.replace("{}", "migrate_seed"));
        let before = columns();
        let run = project.migrate_on(&db).args(["seed", "--profile", "few", "--dry-run"]).run();
        assert_ne!(run.code, Some(1), "{run:#?}");
        assert_eq!(columns(), before, "{what}: a plan upgrades nothing");
        project.migrate_on(&db).args(["status"]).ok();
        project.migrate_on(&db).args(["up"]).ok();
        assert!(columns().contains("found jsonb"), "{what}");
        project.migrate_on(&db).args(["seed", "--clear"]).ok();
        assert_eq!(db.value("SELECT concat(count(*), to_regclass('migrate_seed')) FROM t1"), "0", "{what}");
    }
}

#[test]
fn what_a_later_release_made_is_left_alone() {
    for table in ["migrate_journal", "migrate_seed"] {
        let (db, project) = (Database::new(), project());
        project.migrate_on(&db).args(["up", "--to", "1"]).ok();
        project.migrate_on(&db).args(["seed", "--profile", "few"]).ok();
        db.execute(&format!("COMMENT ON TABLE {table} IS 'As it will be (bookkeeping version 7).'"));
        let before = db.catalog();
        for args in [&["up"][..], &["up", "--dry-run"], &["down", "--yes"], &["status"], &["seed", "--clear"]]
        {
            let run = project.migrate_on(&db).args(args.iter().copied()).code(4);
            run.says(&[table, "version 7", "later release", "hint: "]);
        }
        let document = project.migrate_on(&db).args(["--format", "json", "up"]).code(4).json();
        assert_eq!(document["errors"][0]["code"], "bookkeeping-newer", "{document:#}");
        project.migrate_on(&db).args(["partitions", "ensure"]).ok();
        assert_eq!(db.catalog(), before, "{table}");
    }
}
