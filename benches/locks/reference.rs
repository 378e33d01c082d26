//! The reference schema with the rows of profile `ci`, and mixed requests beside `down --to 3` and `up`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::application::Application;
use crate::application::reference::{PLACES, Place, requests};
use crate::application::runs::{self, Runs};
use crate::beside::{self, CLIENTS};
use crate::database::Database;
use crate::workbench::bar;
use crate::workbench::say::{progress, say};

/// Measures so many cycles.
pub(crate) fn row(program: &Path, cycles: usize) {
    progress(format!("reference: {cycles} cycles"));
    let cluster = beside::server(&[]);
    let db = Database::owned_on(&cluster);
    // Who seeds sees every row; who migrates does not.
    db.superuser(&format!("ALTER ROLE {} CREATEROLE BYPASSRLS", db.owner()));
    let runs = Runs {
        program: program.to_owned(),
        folder: PathBuf::from(env!("CARGO_MANIFEST_DIR")),
        url: db.url().to_owned(),
    };
    for call in ["up -q", "seed --profile ci -q"] {
        let ended = runs.run(call);
        assert!(ended.well(), "{}", ended.said);
    }
    db.superuser(&format!("ALTER ROLE {} NOBYPASSRLS", db.owner()));
    db.superuser("CREATE ROLE request LOGIN IN ROLE app_user; ANALYZE");
    let places = db.query(PLACES).iter().map(|row| Place::of(row)).collect();
    let application = Application::start(&db.url_as("request"), CLIENTS, &requests(places));
    let alone = application.watch(Duration::from_secs(10));
    say("\nreference");
    say(format!("without runs: {:.0} requests a second", alone.rate()));
    assert!(alone.done > 0 && alone.errors.is_empty(), "without any run: {alone:?}");
    let round = ["down --to 3 --yes -q".to_owned(), "up -q".to_owned()];
    let ended = runs.drive(&round, cycles * round.len(), Duration::ZERO);
    let seen = application.stop();
    let log = runs::killed_by_the_log(&cluster.folder().join("log"), db.name());
    beside::shown(&ended, &seen);
    beside::unharmed("reference", &ended, &seen, log);
    say(format!("reference, throughput {} of that without", bar::times(seen.rate() / alone.rate())));
}
