//! A full disk, a role with unfriendly defaults, and a server that takes no writes.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::{Cluster, Database, Ends, Project, server_user};

/// A small file system in memory, until it is dropped.
struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    fn new(folder: PathBuf, size: &str) -> Self {
        std::fs::create_dir(&folder).unwrap();
        let (uid, gid) = server_user().expect("mounting a small file system needs root");
        let options = format!("size={size},mode=0700,uid={uid},gid={gid}");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&folder).finish();
        assert!(mounted.status.success(), "mounting a small file system needs the right to mount");
        Self { folder }
    }

    fn resize(&self, size: &str) {
        let remount = format!("remount,size={size}");
        let resized = Command::new("mount").args(["-o", &remount]).arg(&self.folder).finish();
        assert!(resized.status.success());
    }

    fn path(&self) -> &Path {
        &self.folder
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg("--lazy").arg(&self.folder).finish();
    }
}

#[test]
fn an_export_to_a_full_disk_leaves_no_file_and_the_next_run_writes_it() {
    let cluster = Cluster::own(&[]);
    let disk = SmallDisk::new(cluster.folder().join("exports"), "1m");
    let db = Database::on(&cluster);
    db.execute(
        "CREATE TABLE events (id int, filler text, at timestamptz) PARTITION BY RANGE (at);
         CREATE TABLE events_2024_01 PARTITION OF events FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-02-01 00:00:00+00');
         INSERT INTO events SELECT n, md5(n::text), '2024-01-05' FROM generate_series(1, 100000) AS n",
    );
    let project = Project::new();
    let folder = disk.path().to_str().unwrap().to_owned();
    let retire = || {
        project.migrate_on(&db).args(["partitions", "retire", "--keep", "1m", "--export", folder.as_str()])
    };
    retire().code(1).says(&["could not write", "No space left on device"]);
    assert_eq!(std::fs::read_dir(disk.path()).unwrap().count(), 0);
    // Detached it is, and whole.
    assert_eq!(db.value("SELECT count(*) FROM events_2024_01"), "100000");
    disk.resize("32m");
    retire().ok().says(&["exported public.events_2024_01, 100000 rows"]);
    assert_eq!(std::fs::read_dir(disk.path()).unwrap().count(), 2);
}

#[test]
fn a_full_disk_is_named_and_nothing_is_left_until_there_is_room() {
    let cluster = Cluster::own(&[]);
    // After the cluster in order of making, hence before it in order of dropping.
    let disk = SmallDisk::new(cluster.folder().join("small"), "24m");
    let (db, project) = (Database::on(&cluster), Project::with_tables(1));
    db.execute(&format!("CREATE TABLESPACE small LOCATION '{}'", disk.path().display()));
    project.migrate_on(&db).args(["up"]).ok();
    // About 30 MB of a table, and as much of an index: text that does not compress.
    let up = "CREATE TABLE big (id int, filler text) TABLESPACE small;
        INSERT INTO t1 VALUES (1);
        INSERT INTO big SELECT n, (SELECT string_agg(md5(n || '-' || m), '') FROM generate_series(1, 8) AS m)
            FROM generate_series(1, 100000) AS n;";
    project.pair("V002__big", up, "DROP TABLE big;");
    let head = "-- migrate:no-transaction\n";
    project.pair(
        "V003__index",
        &format!("{head}CREATE INDEX CONCURRENTLY big_idx ON big (filler, id) TABLESPACE small;"),
        &format!("{head}DROP INDEX CONCURRENTLY big_idx;"),
    );
    let used = "SELECT pg_tablespace_size('small') < 1000000";
    project.migrate_on(&db).args(["up"]).code(1).says(&[
        "migration `V002__big` failed: could not extend file",
        "No space left on device",
        "migrations/V002__big.sql:3:9",
        "sqlstate: 53100",
        "nothing of it is left",
        "no migration was applied by this run",
    ]);
    assert_eq!(db.value("SELECT to_regclass('big')"), "");
    assert_eq!(db.value("SELECT count(*) FROM t1"), "0");
    assert_eq!(db.value("SELECT max(version) FROM refinery_schema_history"), "1");
    assert_eq!(db.value(used), "t");
    // Room for the table, and not for the index: its build leaves an invalid one.
    disk.resize("40m");
    project.migrate_on(&db).args(["up"]).code(1).says(&[
        "applied V002__big",
        "migration `V003__index` failed: could not extend file",
        "sqlstate: 53100",
        "0 of 1 statement executed and kept",
    ]);
    let valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'big_idx'::regclass";
    assert_eq!(db.value(valid), "f");
    disk.resize("128m");
    let run = project.migrate_on(&db).args(["up"]).ok();
    run.says(&["dropped index public.big_idx, left invalid", "applied V003__index"]);
    assert_eq!(db.value(valid), "t");
    assert_eq!(db.value("SELECT count(*) FROM big"), "100000");
    project.migrate_on(&db).args(["status", "--check"]).ok();
}

#[test]
fn unfriendly_defaults_of_the_role_do_not_matter() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::with_tables(1));
    db.execute(&format!(
        "CREATE ROLE harried LOGIN; ALTER DATABASE {} OWNER TO harried; GRANT ALL ON SCHEMA public TO harried;
        ALTER ROLE harried SET statement_timeout = '400ms'; ALTER ROLE harried SET lock_timeout = '1ms';
        ALTER ROLE harried SET idle_in_transaction_session_timeout = '10ms';
        ALTER ROLE harried SET default_transaction_isolation = 'serializable'",
        db.name()
    ));
    project.pair("V002__slow", "SELECT pg_sleep(0.8); INSERT INTO t1 VALUES (1);", "DELETE FROM t1;");
    let head = "-- migrate:no-transaction\n";
    project.pair(
        "V003__slow",
        &format!(
            "{head}SELECT pg_sleep(0.8);\nCREATE INDEX CONCURRENTLY more_idx ON t1 ((id + 1));\nVACUUM t1;"
        ),
        &format!("{head}DROP INDEX CONCURRENTLY more_idx;"),
    );
    let migrate = |args: &[&'static str]| {
        let url = db.url_as("harried");
        project.migrate().args(["--database-url", &url]).args(args.iter().copied()).ok()
    };
    migrate(&["up"]);
    // A lock that is free after a moment, which the first try waits for: the role's 1 ms would not do.
    project.pair("V004__column", "ALTER TABLE t1 ADD COLUMN x int;", "ALTER TABLE t1 DROP COLUMN x;");
    let url = db.url().to_owned();
    let holder = std::thread::spawn(move || {
        Database::try_query(&url, "BEGIN; SELECT count(*) FROM t1; SELECT pg_sleep(0.2); COMMIT").unwrap();
    });
    crate::workload::wait_for(&db, "query LIKE 'BEGIN; SELECT count%'");
    let run = migrate(&["up", "-v"]);
    assert!(!run.stderr.contains("blocked by") && !run.stderr.contains(" tries"), "{run:#?}");
    holder.join().unwrap();
    migrate(&["status", "--check"]);
    migrate(&["down", "--all", "--yes"]);
}

#[test]
fn a_hot_standby_is_named_and_its_status_can_be_read() {
    let primary = Cluster::own(&[]);
    let (db, project) = (Database::on(&primary), Project::with_tables(2));
    project.migrate_on(&db).args(["up", "--to", "1"]).ok();
    let standby = primary.standby();
    let url = standby.url("postgres", db.name());
    let on_standby =
        |args: &[&'static str]| project.migrate().args(["--database-url", &url]).args(args.iter().copied());
    for command in [&["up"][..], &["down"], &["redo", "--yes"]] {
        on_standby(command).code(5).says(&["is a hot standby: it accepts no writes", "target_session_attrs"]);
    }
    on_standby(&["status"]).ok().shows(&["V001", "V002", "pending"]);
    on_standby(&["status", "--check"]).code(3);
    on_standby(&["up", "--dry-run"]).ok().shows(&["V002"]);
    project.migrate_on(&db).args(["up"]).ok();
    let started = Instant::now();
    while on_standby(&["status", "--check"]).run().code != Some(0) {
        assert!(started.elapsed() < Duration::from_secs(20), "the standby does not follow");
        std::thread::sleep(Duration::from_millis(100));
    }
}
