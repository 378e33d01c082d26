//! Scripts that change rows which writers hold.

use std::sync::Arc;

use super::{CLIENTS, Stage, done, server};
use crate::support::application::shapes::{self, Shape};
use crate::support::application::{Application, Call, Dice};

/// Clients that each hold a row near the end of the table and then want one near its beginning: the other order than
/// that of a script which changes all of them.
fn writers(up: &str) -> Shape {
    let request = |dice: &mut Dice| {
        let row = dice.client * 10 + dice.below(10) + 1;
        let change = |row: u64| Call::Ask(format!("UPDATE a SET v = v + 1 WHERE id = {row}"));
        vec![change(1001 - row), Call::Rest(10), change(row)]
    };
    let mut shape = shapes::one_table().beside(up, "SELECT 1;\n");
    shape.request = Arc::new(request);
    shape
}

#[test]
fn a_script_that_changes_every_row_gives_way_to_writers_and_says_how_it_gets_through() {
    let shape = writers("UPDATE a SET v = v + 1;\n");
    let stage = Stage::of(server(), &shape);
    let application = Application::start(&stage.client, CLIENTS, &shape.request);
    let run = stage.project.migrate_on(&stage.db).args(["up", "--format", "json"]).run();
    let seen = application.stop();
    stage.unharmed(&seen);
    let document = run.json();
    if run.code != Some(0) {
        assert_eq!((run.code, document["errors"][0]["code"].as_str()), (Some(1), Some("backfill-contended")));
        assert_eq!(stage.db.value("SELECT to_regclass('refinery_schema_history')"), "");
        // It names the table, and the directive.
        run.shows(&["migrate:lock-table"]);
    }
}

#[test]
fn with_its_table_locked_first_it_gets_through() {
    let shape = writers("-- migrate:lock-table a\nUPDATE a SET v = v + 1;\n");
    let stage = Stage::of(server(), &shape);
    let (ended, seen) = stage.beside(&shape, &["up -q".to_owned()]);
    stage.unharmed(&seen);
    done(&ended);
}
