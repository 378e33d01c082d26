//! A reader that holds a table while a run wants to alter it.

use std::time::Duration;

use super::{CLIENTS, Stage, done, server, waited};
use crate::support::Held;
use crate::support::application::{Application, shapes};

/// How long the reader holds it: a few tries.
const HELD: Duration = Duration::from_secs(8);

#[test]
fn a_long_reader_is_waited_for_without_stopping_the_others() {
    let shape = shapes::one_table();
    let stage = Stage::of(server(), &shape);
    let application = Application::start(&stage.client, CLIENTS, &shape.request);
    let reader = Held::open(&stage.client);
    reader.query("BEGIN; SELECT count(*) FROM a").unwrap();
    application.lap();
    let (seen, ended) = std::thread::scope(|scope| {
        let run = scope.spawn(|| stage.runs().run("up"));
        std::thread::sleep(HELD);
        let seen = application.lap();
        assert!(!run.is_finished(), "it altered a table that somebody reads");
        reader.query("COMMIT").unwrap();
        (seen, run.join().unwrap())
    });
    let rest = application.stop();
    done(&[ended]);
    stage.unharmed(&seen);
    stage.unharmed(&rest);
    // Two seconds, and what a loaded machine takes to let everybody go.
    waited(&seen, Duration::from_millis(2500));
    assert!(seen.standstill() < HELD / 2, "{:?} of {HELD:?}", seen.standstill());
}
