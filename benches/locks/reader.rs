//! A reader that holds a table for 45 s, while `up` wants to alter it and clients read it.

use std::path::Path;
use std::time::Duration;

use crate::application::Application;
use crate::application::runs::{self, Runs};
use crate::application::shapes;
use crate::beside::{self, CLIENTS};
use crate::database::Database;
use crate::workbench::bar;
use crate::workbench::say::{progress, say};

const HELD: Duration = Duration::from_secs(45);

/// Measures it, and what is seen of it within the 45 s.
pub(crate) fn row(program: &Path) {
    progress("reader");
    let cluster = beside::server(&[]);
    let db = Database::owned_on(&cluster);
    let shape = shapes::one_table();
    db.execute(&shape.tables);
    let client = beside::client_of(&db);
    let folder = tempfile::TempDir::new().unwrap();
    shape.write(folder.path());
    let runs =
        Runs { program: program.to_owned(), folder: folder.path().to_owned(), url: db.url().to_owned() };
    for call in runs::up_and_down(1) {
        let ended = runs.run(&call);
        assert!(ended.well(), "{}", ended.said);
    }
    let application = Application::start(&client, CLIENTS, &shape.request);
    let alone = application.watch(Duration::from_secs(5));
    let (seen, ended) = std::thread::scope(|scope| {
        let hold = format!("BEGIN; SELECT count(*) FROM a; SELECT pg_sleep({}); COMMIT", HELD.as_secs());
        let url = client.clone();
        let reader = scope.spawn(move || Database::try_query(&url, &hold).unwrap());
        // Its lock is there before the run begins.
        std::thread::sleep(Duration::from_millis(300));
        application.lap();
        let run = scope.spawn(|| runs.run("up"));
        reader.join().unwrap();
        let seen = application.lap();
        (seen, run.join().unwrap())
    });
    let rest = application.stop();
    say("\nreader");
    let log = runs::killed_by_the_log(&cluster.folder().join("log"), db.name());
    let stood = seen.standstill().as_secs_f64() / seen.lasted.as_secs_f64();
    beside::shown(std::slice::from_ref(&ended), &seen);
    beside::unharmed("reader", std::slice::from_ref(&ended), &seen, log);
    beside::unharmed("reader, after it", &[], &rest, log);
    beside::waited("reader, after it", Duration::from_millis(2100), &rest);
    beside::waited("reader", Duration::from_millis(2100), &seen);
    bar::at_most("reader, standstill", 25.0, stood * 100.0, |percent| format!("{percent:.1} %"));
    say(format!("throughput {:.2} x of that without", seen.rate() / alone.rate()));
}
