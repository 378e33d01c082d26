//! How fast partitions are made, beside plain `psql` and `pg_partman`, and how long others wait when there is
//! a DEFAULT partition full of rows: `cargo bench --bench partitions [-- --rows 5000000]`.
//!
//! All take turns in every round, each with a fresh database, on a server that this benchmark starts; every
//! run is verified.
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot be set up has failed")]

#[path = "../tests/it/support/cluster.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod cluster;
#[path = "../tests/it/support/database.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod database;
#[path = "../tests/it/support/processes.rs"]
mod processes;
mod workbench;

/// Where the two files of the tests look for each other.
mod support {
    pub(crate) use crate::database::Database;
}

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use cluster::Cluster;
use database::Database;
use workbench::say::{progress, say};
use workbench::statistics::{median, range};
use workbench::{bar, measure};

const MONTHS: usize = 120;
const ROUNDS: usize = 5;

/// A parent with a primary key and five more indexes, and nothing in it.
const PARENT: &str = "
    CREATE TABLE events (
        tenant uuid NOT NULL, id bigint NOT NULL, actor uuid NOT NULL, kind text NOT NULL, thing uuid NOT NULL,
        more jsonb, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (tenant, at, id)
    ) PARTITION BY RANGE (at);
    CREATE INDEX ON events (tenant, actor, at DESC);
    CREATE INDEX ON events (tenant, thing, at DESC);
    CREATE INDEX ON events (tenant, kind, at DESC);
    CREATE INDEX ON events (at);
    CREATE INDEX ON events USING gin (more);";

fn main() {
    let rows = std::env::args().skip_while(|argument| argument != "--rows").nth(1);
    let rows: u64 = rows.map_or(5_000_000, |rows| rows.parse().unwrap());
    let cluster = Cluster::own(&[
        "shared_buffers=512MB",
        "max_wal_size=8GB",
        "autovacuum=off",
        "synchronous_commit=on",
    ]);
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(
        folder.path().join("migrate.toml"),
        "[[partitions]]\ntable = \"events\"\ninterval = \"month\"\nahead = 119\n",
    )
    .unwrap();
    speed(&cluster, folder.path());
    blocking(&cluster, folder.path(), rows);
    if let Ok(load) = std::fs::read_to_string("/proc/loadavg") {
        say(format!("load average at the end: {}", load.trim()));
    }
}

/// 120 months, by ours, by psql and by `pg_partman`.
fn speed(cluster: &Cluster, folder: &Path) {
    let (mut ours, mut psql, mut partman) = (Vec::new(), Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        progress(format!("round {round} of {ROUNDS}"));
        let db = fresh(cluster);
        ours.push(timed(&mut ensure(&db, folder), folder));
        verify(&db, MONTHS);
        let db = fresh(cluster);
        std::fs::write(folder.join("floor.sql"), floor(&db)).unwrap();
        psql.push(timed(self::psql(cluster, &db).args(["-f", "floor.sql"]).current_dir(folder), folder));
        verify(&db, MONTHS);
        if let Some(db) = managed(cluster) {
            let run = "SELECT partman.run_maintenance('public.events', p_analyze := false)";
            partman.push(timed(self::psql(cluster, &db).args(["-c", run]), folder));
            verify(&db, MONTHS);
        }
    }
    let line = |name: &str, figures: &[f64]| {
        let (low, high) = range(figures.to_vec());
        say(format!("{name:<32} {:>8.1} ms ({low:.1} .. {high:.1})", median(figures.to_vec())));
    };
    let ratio = |to: &[f64]| median(ours.iter().zip(to).map(|(own, other)| own / other));
    say(format!("\n{MONTHS} months on a parent with 6 indexes, {ROUNDS} rounds, whole processes"));
    line("migrate partitions ensure", &ours);
    line("psql, the same statements", &psql);
    bar::at_most("against psql", 1.3, ratio(&psql), bar::times);
    if partman.is_empty() {
        bar::not_measured("against pg_partman", "this server does not have it");
    } else {
        line("pg_partman's run_maintenance", &partman);
        bar::at_most("against pg_partman", 1.0, ratio(&partman), bar::times);
    }
}

/// How long a reader and a writer of DEFAULT wait while three months are made beside its rows.
fn blocking(cluster: &Cluster, folder: &Path, rows: u64) {
    let db = fresh(cluster);
    progress(format!("{rows} rows in DEFAULT"));
    db.execute(&format!(
        "CREATE TABLE events_default PARTITION OF events DEFAULT;
         INSERT INTO events (tenant, id, actor, kind, thing, at)
             SELECT md5((n % 1000)::text)::uuid, n, md5('a')::uuid, 'k', md5('t')::uuid,
                 '2001-01-01'::timestamptz + n * interval '1 s'
             FROM generate_series(1, {rows}) AS n"
    ));
    db.execute("VACUUM ANALYZE events_default");
    std::fs::write(
        folder.join("migrate.toml"),
        "[[partitions]]\ntable = \"events\"\ninterval = \"month\"\nahead = 3\ndefault = true\n",
    )
    .unwrap();
    let done = AtomicBool::new(false);
    let (longest, count) = std::thread::scope(|scope| {
        let probe = scope.spawn(|| probe(db.url(), &done));
        std::thread::sleep(Duration::from_millis(300));
        let run = ensure(&db, folder).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        std::thread::sleep(Duration::from_millis(100));
        done.store(true, Ordering::Relaxed);
        probe.join().unwrap()
    });
    say(format!("\nDEFAULT of {rows} rows; {count} probes of a session that reads and writes it"));
    bar::at_most("longest wait of another session", 50.0, longest, bar::milliseconds);
}

/// Reads a row of DEFAULT and writes one, over and over; the longest time that one round took.
fn probe(url: &str, done: &AtomicBool) -> (f64, u32) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        let (mut longest, mut count) = (0.0_f64, 0);
        while !done.load(Ordering::Relaxed) {
            let started = Instant::now();
            let round = format!(
                "SELECT count(*) FROM events WHERE tenant = md5('1')::uuid AND at < '2001-01-02';
                 INSERT INTO events (tenant, id, actor, kind, thing, at)
                     VALUES (md5('p')::uuid, {count}, md5('a')::uuid, 'k', md5('t')::uuid, '2001-01-01')"
            );
            client.simple_query(&round).await.unwrap();
            longest = longest.max(started.elapsed().as_secs_f64() * 1000.0);
            count += 1;
        }
        (longest, count)
    })
}

fn fresh(cluster: &Cluster) -> Database {
    let db = Database::on(cluster);
    db.execute(PARENT);
    db
}

fn ensure(db: &Database, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_migrate"));
    command.env_clear().current_dir(folder).args(["--database-url", db.url(), "partitions", "ensure", "-q"]);
    command
}

fn psql(cluster: &Cluster, db: &Database) -> Command {
    let mut command = Command::new(cluster::programs().join("psql"));
    command.env_clear().args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-h"]);
    command.arg(cluster.folder()).arg(db.name());
    command
}

fn timed(command: &mut Command, folder: &Path) -> f64 {
    measure::run(command, &folder.join("log")).sample.wall_ms
}

/// What a person would write for the same result: a table like the parent, guarded, attached; a transaction each.
fn floor(db: &Database) -> String {
    db.query(&format!(
        "SELECT format('BEGIN; CREATE TABLE %1$I (LIKE events INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE);
             ALTER TABLE %1$I ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$I FORCE ROW LEVEL SECURITY;
             ALTER TABLE events ATTACH PARTITION %1$I FOR VALUES FROM (%2$L) TO (%3$L); COMMIT;',
             to_char(m, '\"events_\"YYYY_MM'), to_char(m, 'YYYY-MM-DD\" 00:00:00+00\"'),
             to_char(m + interval '1 month', 'YYYY-MM-DD\" 00:00:00+00\"'))
         FROM generate_series(date_trunc('month', now() AT TIME ZONE 'UTC'),
             date_trunc('month', now() AT TIME ZONE 'UTC') + interval '{} months', interval '1 month') AS m",
        MONTHS - 1
    ))
    .join("\n")
}

/// A database in which `pg_partman` manages the table and has the same months to make. `None`: it is not there.
fn managed(cluster: &Cluster) -> Option<Database> {
    let db = Database::on(cluster);
    if db.value("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_partman'") == "0" {
        return None;
    }
    db.execute(PARENT);
    db.execute(
        "CREATE SCHEMA partman; CREATE EXTENSION pg_partman SCHEMA partman;
         DO $$ DECLARE is_old bool := (SELECT extversion LIKE '4.%' FROM pg_extension WHERE extname = 'pg_partman'); BEGIN
             PERFORM partman.create_parent('public.events', 'at', p_type := CASE WHEN is_old THEN 'native' ELSE 'range' END,
                 p_interval := CASE WHEN is_old THEN 'monthly' ELSE '1 month' END, p_premake := 1);
         END $$;
         DROP TABLE events_default;
         UPDATE partman.part_config SET premake = 119, infinite_time_partitions = true",
    );
    Some(db)
}

fn verify(db: &Database, months: usize) {
    let made: usize =
        db.value("SELECT count(*) FROM pg_inherits WHERE inhparent = 'events'::regclass").parse().unwrap();
    assert!(made >= months, "{made} partitions");
}
