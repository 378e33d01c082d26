//! What the server locks is what a script's text told before.

mod cases;
mod other_cases;
mod texts;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tokio_postgres::Client;

use super::targets;
use crate::model::locks::lock_set::LockSet;
use crate::model::locks::mode::{LockMode, Seen};
use crate::model::locks::script::mentions;
use crate::model::outcome::event::{Reporter, Silence};
use crate::postgres::connection::connect::connect;
use crate::postgres::connection::own_path;
use crate::postgres::ephemeral::Ephemeral;
use crate::postgres::tests::server;
use cases::{Difference, OF_ALTER_TABLE};
use other_cases::OF_OTHERS;

const TABLES: &str = include_str!("tables.sql");
const BEFORE: &str = "SELECT oid, oid::regclass::text FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace IN ('public'::regnamespace, 'app'::regnamespace)";
const HELD: &str = "SELECT relation, mode FROM pg_locks
    WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted AND relation >= 16384";

/// A server with the tables, one session that runs scripts, and one that asks about them.
struct TestPlace {
    runs: Client,
    asks: Client,
    version: i32,
    /// The tables, by OID.
    tables: BTreeMap<u32, String>,
    _server: Ephemeral,
}

type Locks = BTreeMap<String, LockMode>;

impl TestPlace {
    async fn new() -> Self {
        let server = server().await;
        let reporter: Arc<dyn Reporter> = Arc::new(Silence);
        let options = server.info().connect_options();
        let runs = connect(&options, "runs", &reporter).await.unwrap();
        let asks = connect(&options, "asks", &reporter).await.unwrap().client;
        asks.batch_execute(own_path::SET).await.unwrap();
        runs.client.batch_execute(TABLES).await.unwrap();
        let rows = runs.client.query(BEFORE, &[]).await.unwrap();
        let tables = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
        Self { asks, version: runs.facts.version_number, tables, runs: runs.client, _server: server }
    }

    async fn set_of(&self, script: &str) -> LockSet {
        targets::resolve(&self.asks, &["public".to_owned()], &mentions(script)).await.unwrap()
    }

    /// What a script holds at its end, on tables that were there before it.
    async fn held(&self, script: &str) -> Vec<Seen> {
        self.runs.batch_execute("BEGIN").await.unwrap();
        if let Err(error) = self.runs.batch_execute(script).await {
            panic!("{:?} of {script}", error.as_db_error());
        }
        let rows = self.runs.query(HELD, &[]).await.unwrap();
        self.runs.batch_execute("ROLLBACK").await.unwrap();
        let seen = rows.iter().map(|row| (row.get(0), LockMode::parse(row.get(1)).unwrap()));
        seen.filter(|(_, mode)| *mode >= LockMode::RowExclusive).collect()
    }

    fn by_table(&self, held: &[Seen]) -> Locks {
        let mut locks = Locks::new();
        for (oid, mode) in held {
            if let Some(table) = self.tables.get(oid) {
                strengthen(&mut locks, table, *mode);
            }
        }
        locks
    }

    /// What a set would hold.
    async fn taken(&self, set: &LockSet) -> Locks {
        self.runs.batch_execute("BEGIN").await.unwrap();
        for lock in set.locks() {
            let only = if lock.alone { "ONLY " } else { "" };
            let (table, mode) = (lock.table.quoted().unwrap(), lock.mode.words());
            self.runs.batch_execute(&format!("LOCK TABLE {only}{table} IN {mode} MODE")).await.unwrap();
        }
        let rows = self.runs.query(HELD, &[]).await.unwrap();
        self.runs.batch_execute("ROLLBACK").await.unwrap();
        let seen: Vec<Seen> =
            rows.iter().map(|row| (row.get(0), LockMode::parse(row.get(1)).unwrap())).collect();
        self.by_table(&seen)
    }
}

fn strengthen(locks: &mut Locks, table: &str, mode: LockMode) {
    let known = locks.get(table).map_or(mode, |known| known.and(mode));
    locks.insert(table.to_owned(), known);
}

/// The tables where one side locks more than the second.
fn beyond(locks: &Locks, known: &Locks) -> Vec<String> {
    let is_more = |table: &&String| {
        let mode = locks[*table];
        known.get(*table).is_none_or(|second| second.and(mode) != *second)
    };
    locks.keys().filter(is_more).cloned().collect()
}

fn known(differences: &[Difference], version: i32) -> Vec<String> {
    let here =
        differences.iter().filter(|(_, versions, _): &&(_, Range<i32>, _)| versions.contains(&version));
    let mut tables: Vec<String> =
        here.flat_map(|(tables, ..)| tables.iter().map(|table| (*table).to_owned())).collect();
    tables.sort_unstable();
    tables
}

#[tokio::test]
async fn a_script_locks_what_its_text_told() {
    let place = TestPlace::new().await;
    let mut wrong = Vec::new();
    for case in OF_ALTER_TABLE.iter().chain(OF_OTHERS).filter(|case| case.versions.contains(&place.version)) {
        let foreseen = place.taken(&place.set_of(case.sql).await).await;
        let held = place.by_table(&place.held(case.sql).await);
        let (less, more) = (beyond(&held, &foreseen), beyond(&foreseen, &held));
        if less != known(case.less, place.version) || more != known(case.more, place.version) {
            wrong.push(format!("{}\n  not foreseen {less:?}, in vain {more:?}", case.sql));
        }
    }
    assert!(wrong.is_empty(), "on {}:\n{}", place.version, wrong.join("\n"));
}

/// What was seen is asked for at the next start: neither more nor less.
#[tokio::test]
async fn locks_that_were_seen_make_the_same_set() {
    let place = TestPlace::new().await;
    for (script, expected) in [
        (
            "ALTER TABLE part ADD COLUMN d int; CREATE TABLE x (id int REFERENCES parent); DROP INDEX plain_b_idx; \
             CREATE SEQUENCE y; REFRESH MATERIALIZED VIEW kept; CREATE TEMP TABLE z (a int)",
            ["parent alone", "part below", "plain alone"].as_slice(),
        ),
        ("LOCK part_1, ONLY part, part_rest", &["part alone", "part_1 alone", "part_rest alone"]),
        ("INSERT INTO refinery_schema_history VALUES (1)", &[]),
    ] {
        let held = place
            .held(&format!("CREATE TABLE IF NOT EXISTS refinery_schema_history (v int); {script}"))
            .await;
        let set = targets::of_seen(&place.asks, &held).await.unwrap();
        let mut shown: Vec<String> = set
            .locks()
            .iter()
            .map(|lock| format!("{} {}", lock.table.name, if lock.alone { "alone" } else { "below" }))
            .collect();
        shown.sort_unstable();
        assert_eq!(shown, expected, "{script}");
        assert_eq!(place.taken(&set).await, place.by_table(&held), "{script}");
    }
}

#[tokio::test]
async fn what_the_role_may_not_lock_is_left_out() {
    let place = TestPlace::new().await;
    let setup = "CREATE ROLE clerk; GRANT INSERT ON plain, refinery_schema_history TO clerk; GRANT UPDATE ON parent TO clerk;
        GRANT SELECT, REFERENCES ON self TO clerk; GRANT UPDATE ON app.other TO clerk";
    place.runs.batch_execute("CREATE TABLE refinery_schema_history (version int)").await.unwrap();
    place.runs.batch_execute(setup).await.unwrap();
    place.asks.batch_execute("SET ROLE clerk").await.unwrap();
    place.runs.batch_execute("SET ROLE clerk").await.unwrap();
    for (script, expected) in [
        ("INSERT INTO plain VALUES (1); LOCK parent, self, app.other", ["plain", "parent"].as_slice()),
        ("LOCK plain", &[]),
        (
            "ALTER TABLE pg_class ADD x int; LOCK pg_catalog.pg_proc, refinery_schema_history, seen, kept, counter",
            &[],
        ),
        ("INSERT INTO refinery_schema_history VALUES (1)", &[]),
    ] {
        let set = place.set_of(script).await;
        let names: Vec<&str> = set.locks().iter().map(|lock| lock.table.name.as_str()).collect();
        assert_eq!(names, expected, "{script}");
        // The server does not refuse it.
        place.taken(&set).await;
    }
}

/// The first schema of the path that has a relation of that name counts, whatever the relation is.
#[tokio::test]
async fn names_are_found_by_the_path() {
    let place = TestPlace::new().await;
    place.runs.batch_execute("CREATE TABLE app.plain (a int); CREATE TABLE app.seen (a int)").await.unwrap();
    for (path, name, expected) in [
        (["public", "app"], "plain", Some("public.plain")),
        (["app", "public"], "plain", Some("app.plain")),
        (["none", "app"], "other", Some("app.other")),
        (["public", "app"], "seen", None),
        (["public", "app"], "app.seen", Some("app.seen")),
        (["public", "app"], "\"Plain\"", None),
    ] {
        let set =
            targets::resolve(&place.asks, &path.map(str::to_owned), &mentions(&format!("LOCK {name}"))).await;
        let resolved = set.unwrap().locks().first().map(|lock| lock.table.to_string());
        assert_eq!(resolved.as_deref(), expected, "{name} by {path:?}");
    }
}
