//! Twenty migrations of every kind, and the state that an undisturbed run leaves.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Database, Ends, Project, Run};

const HEAD: &str = "-- migrate:no-transaction\n";

/// Four times: a table with rows; a change of it; concurrent builds; statements of both kinds without
/// a transaction; and a change of many rows. A second or two.
pub(crate) fn twenty() -> Project {
    let project = Project::new();
    for part in 0..4 {
        let t = format!("t{part}");
        let stem = |n: usize, what: &str| format!("V{:03}__{what}_{part}", part * 5 + n);
        project.pair(
            &stem(1, "table"),
            &format!(
                "CREATE TABLE {t} (id int PRIMARY KEY, a int NOT NULL, b text);
                INSERT INTO {t} SELECT n, n * 7 % 1000, 'row ' || n FROM generate_series(1, 4000) AS n;
                SELECT pg_sleep(0.03);"
            ),
            &format!("SELECT pg_sleep(0.02); DROP TABLE {t};"),
        );
        project.pair(
            &stem(2, "column"),
            &format!(
                "ALTER TABLE {t} ADD COLUMN c int NOT NULL DEFAULT 1;
                SELECT pg_sleep(0.02);
                CREATE FUNCTION f{part}() RETURNS int LANGUAGE sql AS 'SELECT {part}';
                CREATE VIEW v{part} AS SELECT id, a + c AS d FROM {t};"
            ),
            &format!("DROP VIEW v{part}; DROP FUNCTION f{part}(); ALTER TABLE {t} DROP COLUMN c;"),
        );
        project.pair(
            &stem(3, "indexes"),
            &format!(
                "{HEAD}CREATE INDEX CONCURRENTLY {t}_a_idx ON {t} (a);
                CREATE UNIQUE INDEX CONCURRENTLY {t}_b_idx ON {t} (b);
                CREATE INDEX CONCURRENTLY {t}_md5_idx ON {t} (md5(b));"
            ),
            &format!(
                "{HEAD}DROP INDEX CONCURRENTLY {t}_a_idx;
                DROP INDEX CONCURRENTLY {t}_b_idx;
                DROP INDEX CONCURRENTLY {t}_md5_idx;"
            ),
        );
        // Running any of these twice would show in the rows, or fail.
        project.pair(
            &stem(4, "steps"),
            &format!(
                "{HEAD}SET search_path = public;
                CREATE TABLE once{part} (id int, n int);
                INSERT INTO once{part} SELECT n, 0 FROM generate_series(1, 500) AS n;
                SELECT pg_sleep(0.03);
                VACUUM once{part};
                UPDATE once{part} SET n = n + 1;
                INSERT INTO once{part} VALUES (0, 0);
                ALTER TABLE once{part} ADD COLUMN late text;"
            ),
            &format!(
                "{HEAD}DELETE FROM once{part} WHERE id = 0;
                SELECT pg_sleep(0.02);
                VACUUM once{part};
                ALTER TABLE once{part} DROP COLUMN late;
                DROP TABLE once{part};"
            ),
        );
        project.pair(
            &stem(5, "rows"),
            &format!("UPDATE {t} SET a = a + 1 WHERE id % 2 = 0; SELECT pg_sleep(0.03);"),
            &format!("UPDATE {t} SET a = a - 1 WHERE id % 2 = 0;"),
        );
    }
    project
}

/// Everything that a run promises to leave the same, however it was disturbed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct State {
    schema: String,
    history: Vec<String>,
    contents: Vec<String>,
    invalid_indexes: Vec<String>,
}

impl State {
    pub(crate) fn of(db: &Database) -> Self {
        let history = "SELECT version, name, checksum FROM refinery_schema_history ORDER BY version";
        let tables =
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            AND relname NOT IN ('refinery_schema_history', 'migrate_journal') ORDER BY 1";
        let contents = db.query(tables).into_iter().map(|table| {
            let rows =
                format!("SELECT count(*), md5(string_agg(t::text, ',' ORDER BY t::text)) FROM {table} AS t");
            format!("{table}: {}", db.value(&rows))
        });
        Self {
            schema: db.dump(),
            history: db.query(history),
            contents: contents.collect(),
            invalid_indexes: db.query(
                "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid OR NOT indisready OR NOT indislive",
            ),
        }
    }
}

/// The state that an undisturbed run leaves, and how long it takes.
pub(crate) fn undisturbed(db: Database, project: &Project, args: &[&str]) -> (State, Duration) {
    let started = Instant::now();
    project.migrate_on(&db).args(args.iter().copied()).ok();
    let took = started.elapsed();
    let state = State::of(&db);
    assert_eq!(state.invalid_indexes, Vec::<String>::new());
    db.remove();
    (state, took)
}

/// A run that goes on in the background.
pub(crate) fn start(project: &Project, db: &Database, args: &[&str]) -> Child {
    let mut command = project.migrate_on(db).args(args.iter().copied()).into_command();
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits for a run in the background.
pub(crate) fn end(child: Child) -> Run {
    Run::of(&child.finish())
}

/// How many advisory locks there are in a database.
pub(crate) fn locks(db: &Database) -> String {
    db.value(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    )
}

/// Waits until no run holds a lock any more. Returns how long that took.
pub(crate) fn lock_is_free_within(db: &Database, limit: Duration) -> Duration {
    let started = Instant::now();
    while locks(db) != "0" {
        assert!(started.elapsed() < limit, "a lock is left after {limit:?}");
        std::thread::sleep(Duration::from_millis(10));
    }
    started.elapsed()
}

/// Waits for a session of a database to be seen.
pub(crate) fn wait_for(db: &Database, condition: &str) {
    let asked = format!(
        "SELECT count(*) FROM pg_stat_activity
         WHERE pid <> pg_backend_pid() AND datname = current_database() AND {condition}"
    );
    for _ in 0..1_000 {
        if db.value(&asked) != "0" {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("never seen: {condition}");
}
