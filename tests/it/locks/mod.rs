//! Runs beside an application that holds the same tables: no request of it is ever ended, and none waits long.
//!
//! A few runs of what `cargo bench --bench locks` does in hundreds.

mod autovacuum;
mod blockers;
mod budget;
mod commands;
mod kill;
mod limit;
mod others;
mod reader;
mod reference;
mod rows;
mod scripts;
mod stored;
mod tables;
mod told;

use std::ptr;
use std::sync::OnceLock;
use std::time::Duration;

use crate::support::application::runs::{Ended, LOG_LINE, Runs, built, killed_by_the_log};
use crate::support::application::shapes::{AT_WORK, Shape, VACUUMED, VACUUMING};
use crate::support::application::{Application, Seen};
use crate::support::{Cluster, Database, Project, wait_until};

/// How many clients ask.
const CLIENTS: u64 = 8;

/// The longest that a query may wait for short requests and a run between them.
const SHORT: Duration = Duration::from_secs(1);

/// A server whose log names the sessions that it ended.
fn server() -> &'static Cluster {
    static SERVER: OnceLock<Cluster> = OnceLock::new();
    SERVER.get_or_init(|| Cluster::own(&[LOG_LINE, "max_prepared_transactions=5"]))
}

static BUSY: OnceLock<Cluster> = OnceLock::new();

/// The same, where autovacuum is at work on every table.
fn busy_server() -> &'static Cluster {
    BUSY.get_or_init(|| {
        let settings: Vec<&str> = VACUUMING.into_iter().chain([LOG_LINE]).collect();
        Cluster::own(&settings)
    })
}

/// A database with an application's tables, which an ordinary role owns and migrates.
struct Stage {
    cluster: &'static Cluster,
    /// Whether autovacuum is at work there.
    is_busy: bool,
    db: Database,
    project: Project,
    /// Leads there as the application's role.
    client: String,
}

impl Stage {
    fn of(cluster: &'static Cluster, shape: &Shape) -> Self {
        let (db, project) = (Database::owned_on(cluster), Project::bare());
        db.execute(&shape.tables);
        db.execute(VACUUMED);
        shape.write(project.path());
        let role = format!("{}_client", db.name());
        db.superuser(&format!("CREATE ROLE {role} LOGIN"));
        db.execute(&format!("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"));
        let client = db.url_as(&role);
        Self { cluster, is_busy: BUSY.get().is_some_and(|busy| ptr::eq(cluster, busy)), db, project, client }
    }

    fn runs(&self) -> Runs {
        Runs { program: built(), folder: self.project.path().to_owned(), url: self.db.url().to_owned() }
    }

    /// Runs these calls beside the application, one after the other; what the application has seen.
    fn beside(&self, shape: &Shape, calls: &[String]) -> (Vec<Ended>, Seen) {
        let application = Application::start(&self.client, CLIENTS, &shape.request);
        if self.is_busy {
            wait_until("autovacuum at work", || self.db.value(AT_WORK) == "t");
        }
        application.lap();
        let runs = self.runs();
        let ended: Vec<Ended> = calls.iter().map(|call| runs.run(call)).collect();
        let seen = application.stop();
        (ended, seen)
    }

    /// Wants that the server has ended no request, and that none failed otherwise.
    fn unharmed(&self, seen: &Seen) {
        assert!(seen.done > 0, "no request was answered: {seen:?}");
        let log = killed_by_the_log(&self.cluster.folder().join("log"), self.db.name());
        assert_eq!(
            (seen.killed(), log),
            (0, 0),
            "ended as victims of a deadlock, by the clients and by the log"
        );
        assert!(seen.errors.is_empty(), "{:?}", seen.errors);
    }
}

/// Wants that every run was done.
fn done(ended: &[Ended]) {
    for ended in ended {
        assert!(ended.well(), "{ended:#?}");
    }
}

/// Wants that no query took longer than this.
fn waited(seen: &Seen, limit: Duration) {
    assert!(seen.longest.0 < limit, "{:?}: {}", seen.longest.0, seen.longest.1);
}

/// A shape beside these runs: everything is done, nobody is harmed, and no query waits long.
fn holds(cluster: &'static Cluster, shape: &Shape, calls: &[String]) {
    let stage = Stage::of(cluster, shape);
    let (ended, seen) = stage.beside(shape, calls);
    stage.unharmed(&seen);
    done(&ended);
    waited(&seen, SHORT);
}

/// The same call so many times, or several in turn.
fn times(count: usize, calls: &[&str]) -> Vec<String> {
    calls.iter().cycle().take(count * calls.len()).map(|call| (*call).to_owned()).collect()
}

/// A database with the table `t1`, which an ordinary role owns, and a project whose second migration changes it.
fn changes_a_table(cluster: &Cluster) -> (Database, Project) {
    let (db, project) = (Database::owned_on(cluster), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    project.pair("V002__column", "ALTER TABLE t1 ADD COLUMN x int;", "ALTER TABLE t1 DROP COLUMN x;");
    (db, project)
}

/// How many columns the table has.
fn columns(db: &Database) -> String {
    db.value(
        "SELECT count(*) FROM pg_attribute WHERE attrelid = 't1'::regclass AND attnum > 0 AND NOT attisdropped",
    )
}
