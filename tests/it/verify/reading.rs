//! `migrate verify` reads catalogs and nothing else: anybody may ask, and nobody notices.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Cluster, Database, Held, Migrate, PATIENCE, Project};

/// A table of tenants with a row, and one without row-level security.
const TABLES: &str = "
    CREATE ROLE app_user NOLOGIN; CREATE ROLE watcher LOGIN;
    CREATE TABLE notes (id bigint PRIMARY KEY, organization_id uuid NOT NULL);
    ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ALTER TABLE notes FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON notes USING (organization_id =
        (SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid));
    CREATE TABLE leaky (id bigint PRIMARY KEY, organization_id uuid NOT NULL);
    CREATE VIEW every_note AS SELECT * FROM notes;
    GRANT SELECT ON notes, leaky, every_note TO app_user;
    INSERT INTO notes VALUES (1, '00000000-0000-0000-0000-000000000001');
    REVOKE ALL ON SCHEMA public FROM PUBLIC";

/// The cluster has no other visitor, and no autovacuum that would count.
fn quiet() -> (Cluster, Database) {
    let cluster = Cluster::own(&["autovacuum=off"]);
    let db = Database::on(&cluster);
    db.execute(TABLES);
    (cluster, db)
}

fn verify(url: &str) -> Value {
    let folder = Project::with_tenant();
    let call = Migrate::new(folder.path()).args(["--database-url", url, "verify", "--format", "json"]);
    call.code(1).json()
}

#[test]
fn a_role_without_rights_on_the_tables_finds_the_same() {
    let (_cluster, db) = quiet();
    let refused = Database::try_query(&db.url_as("watcher"), "SELECT FROM notes").unwrap_err();
    assert_eq!(refused.code().map(|code| code.code().to_owned()), Some("42P01".to_owned()));
    let (of_watcher, of_owner) = (verify(&db.url_as("watcher")), verify(db.url()));
    assert!(of_owner["findings"].as_array().unwrap().len() >= 2, "{of_owner:#}");
    for field in ["findings", "tables"] {
        assert_eq!(of_watcher[field], of_owner[field]);
    }
}

#[test]
fn it_reads_no_row_and_writes_nothing() {
    let (_cluster, db) = quiet();
    let counters = || {
        db.value(
            "SELECT sum(COALESCE(seq_scan, 0) + COALESCE(idx_scan, 0)) || ' ' || sum(n_tup_ins + n_tup_upd + n_tup_del)
             FROM pg_stat_user_tables",
        )
    };
    let next = || db.value("SELECT pg_snapshot_xmax(pg_current_snapshot())");
    let count = |expected: &str| {
        let started = Instant::now();
        while counters() != expected && started.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(counters(), expected);
    };
    // What made the tables has been counted when nothing more comes.
    let mut last = String::new();
    let started = Instant::now();
    while counters() != last {
        assert!(started.elapsed() < PATIENCE, "the server never comes to rest");
        last = counters();
        std::thread::sleep(Duration::from_secs(1));
    }
    db.execute("SELECT pg_stat_reset()");
    count("0 0");
    let before = (db.catalog(), next());
    verify(&db.url_as("watcher"));
    verify(db.url());
    // What reads a row is counted when it ends: this one is, and nothing came before it.
    db.execute("SELECT count(*) FROM notes");
    count("1 0");
    assert_eq!((db.catalog(), next()), before);
}

#[test]
fn it_takes_no_lock_that_anybody_could_be_in_the_way_of() {
    let (_cluster, db) = quiet();
    let holder = Held::open(db.url());
    // EXCLUSIVE conflicts with every lock but ACCESS SHARE.
    holder
        .query(
            "BEGIN; DO $$ DECLARE t regclass; BEGIN
                FOR t IN SELECT c.oid FROM pg_class AS c WHERE c.relkind IN ('r', 'v')
                    AND c.relnamespace IN ('pg_catalog'::regnamespace, 'public'::regnamespace)
                    AND (c.relkind = 'r' OR c.relnamespace = 'public'::regnamespace)
                LOOP EXECUTE format('LOCK TABLE %s IN EXCLUSIVE MODE', t); END LOOP;
            END $$",
        )
        .unwrap();
    let held = "SELECT count(*) FROM pg_locks WHERE mode = 'ExclusiveLock' AND locktype = 'relation'";
    assert!(holder.query(held).unwrap()[0].parse::<u32>().unwrap() > 60);
    // Who waits for a lock fails, instead of waiting for ever.
    let url = db.url_as("watcher");
    let url = format!("{url}{}options=-c%20lock_timeout%3D3s", if url.contains('?') { '&' } else { '?' });
    assert_eq!(Database::try_query(&url, "SHOW lock_timeout").unwrap(), ["3s"]);
    assert!(!verify(&url)["findings"].as_array().unwrap().is_empty());
    holder.query("ROLLBACK").unwrap();
}

#[test]
fn a_role_that_there_is_not_is_a_finding() {
    let (db, project) = (Database::new(), Project::with_tenant());
    project.file("migrate.toml", "[tenant]\napp_role = \"nobody_there\"\n");
    let run = project.migrate_on(&db).args(["verify"]).code(1);
    run.shows(&["error R05 role-missing nobody_there: ", "CREATE ROLE nobody_there"]);
}

#[test]
fn settings_of_the_database_do_not_change_what_is_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    let call =
        |command| Migrate::new(root).args(["--dir", ".", "--database-url", db.url(), command]).ok().stdout;
    call("up");
    let found = call("verify");
    for setting in ["quote_all_identifiers = on", "default_transaction_read_only = on"] {
        db.execute(&format!("ALTER DATABASE {} SET {setting}", db.name()));
    }
    assert_eq!(call("verify"), found);
}
