//! A row: an application alone, and then beside runs.

use std::path::Path;
use std::time::Duration;

use crate::application::runs::{self, Ended, Runs};
use crate::application::shapes::{Shape, VACUUMED, VACUUMING};
use crate::application::{Application, Seen};
use crate::cluster::{self, Cluster};
use crate::database::Database;
use crate::vacuums::Vacuums;
use crate::workbench::bar;
use crate::workbench::say::{progress, say};
use crate::workbench::statistics::median;

/// How many clients ask.
pub(crate) const CLIENTS: u64 = 8;

/// How often a run begins, where the one before has ended.
const PACE: Duration = Duration::from_secs(1);

/// What is measured.
pub(crate) fn introduce() {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    say(format!("PostgreSQL {}, {CLIENTS} clients, {cores} cores", cluster::major()));
}

/// A server whose log names the sessions that it ended.
pub(crate) fn server(settings: &[&str]) -> Cluster {
    let settings: Vec<&str> = settings.iter().copied().chain([runs::LOG_LINE]).collect();
    Cluster::own(&settings)
}

/// A role that reads and writes everything and owns nothing; a URL that leads to the database as that role.
pub(crate) fn client_of(db: &Database) -> String {
    let role = format!("{}_client", db.name());
    db.superuser(&format!("CREATE ROLE {role} LOGIN"));
    db.execute(&format!("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"));
    db.url_as(&role)
}

/// Measures a shape. Where `busy`, autovacuum is always at work.
pub(crate) fn row(name: &str, shape: &Shape, program: &Path, count: usize, busy: bool) {
    progress(format!("{name}: {count} runs"));
    let cluster = server(if busy { &VACUUMING } else { &[] });
    let db = Database::owned_on(&cluster);
    db.execute(&shape.tables);
    if busy {
        db.execute(VACUUMED);
    }
    let client = client_of(&db);
    let folder = tempfile::TempDir::new().unwrap();
    shape.write(folder.path());
    let runs =
        Runs { program: program.to_owned(), folder: folder.path().to_owned(), url: db.url().to_owned() };
    let round = runs::up_and_down(shape.pairs.len());
    // The bookkeeping is made before anybody looks.
    for ended in runs.drive(&round, round.len(), Duration::ZERO) {
        assert!(ended.well(), "{}", ended.said);
    }
    let application = Application::start(&client, CLIENTS, &shape.request);
    let alone = application.watch(Duration::from_secs(if count < 50 { 5 } else { 20 }));
    assert!(alone.errors.is_empty(), "without any run: {:?}", alone.errors);
    let vacuums = Vacuums::watch(&db.url_as("postgres"));
    application.lap();
    let ended = runs.drive(&round, count, PACE);
    let beside = application.lap();
    let vacuumed = vacuums.share();
    application.stop();
    say(format!("\n{name}"));
    if busy {
        say(format!("autovacuum was at work in {:.0} % of the time", vacuumed * 100.0));
        assert!(vacuumed > 0.0, "autovacuum did nothing");
    }
    let log = runs::killed_by_the_log(&cluster.folder().join("log"), db.name());
    shown(&ended, &beside);
    unharmed(name, &ended, &beside, log);
    waited(name, Duration::from_secs(1), &beside);
    bar::at_least(
        &format!("{name}, throughput beside that without runs"),
        0.8,
        beside.rate() / alone.rate(),
        bar::times,
    );
    #[expect(clippy::cast_precision_loss, reason = "a number of runs")]
    let a_second = ended.len() as f64 / beside.lasted.as_secs_f64();
    if busy {
        // A worker goes when it is asked for longer than `deadlock_timeout`, a second: no run is that fast.
        say(format!("{name}: {a_second:.2} runs a second"));
    } else {
        // The last one ends a little after its second.
        bar::at_least(&format!("{name}, runs a second"), 0.97, a_second, |rate| format!("{rate:.2}"));
    }
}

/// Says what an application has seen of runs.
pub(crate) fn shown(ended: &[Ended], seen: &Seen) {
    let failed: Vec<&Ended> = ended.iter().filter(|ended| !ended.well()).collect();
    let took = |ended: &Ended| milliseconds(ended.took);
    let errors: Vec<String> =
        seen.errors.iter().map(|(state, count)| format!("{count} with {state}")).collect();
    say(format!(
        "{} of {} runs done, median {:.0} ms, longest {:.0} ms; {} requests, {:.0} a second; ended early: {}",
        ended.len() - failed.len(),
        ended.len(),
        median(ended.iter().map(took)),
        ended.iter().map(took).fold(0.0, f64::max),
        seen.done,
        seen.rate(),
        if errors.is_empty() { "none".to_owned() } else { errors.join(", ") }
    ));
    say(format!("longest query, {:.0} ms: {}", milliseconds(seen.longest.0), seen.longest.1));
    let (stood, lasted) = (seen.standstill().as_secs_f64(), seen.lasted.as_secs_f64());
    say(format!("at a standstill for {stood:.1} of {lasted:.1} s"));
    for failed in failed.iter().take(3) {
        let said: Vec<&str> = failed.said.lines().take(8).collect();
        say(format!("`{}` ended with {:?}:\n{}", failed.what, failed.code, said.join("\n")));
    }
}

/// Holds against their bars: requests that were ended, and runs that failed.
#[expect(clippy::cast_precision_loss, reason = "numbers of requests and runs")]
pub(crate) fn unharmed(name: &str, ended: &[Ended], seen: &Seen, killed_by_the_log: usize) {
    let failed = ended.iter().filter(|ended| !ended.well()).count();
    bar::at_most(&format!("{name}, requests ended by 40P01"), 0.0, seen.killed() as f64, bar::count);
    bar::at_most(&format!("{name}, the same by the log"), 0.0, killed_by_the_log as f64, bar::count);
    bar::at_most(&format!("{name}, runs that failed"), 0.0, failed as f64, bar::count);
}

/// Holds the longest wait of a query against its bar.
pub(crate) fn waited(name: &str, limit: Duration, seen: &Seen) {
    let what = format!("{name}, longest query");
    bar::at_most(&what, milliseconds(limit), milliseconds(seen.longest.0), bar::milliseconds);
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
