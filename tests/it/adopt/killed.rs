//! Killed with SIGKILL at any moment: the history is as before, or complete; and so are the files.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{OldProject, goose};
use crate::support::ended;

const COUNT: usize = 12;

fn project() -> OldProject {
    let texts: Vec<(String, String)> = (1..=COUNT)
        .map(|n| {
            let text =
                format!("-- +goose Up\nCREATE TABLE t{n} (id int);\n-- +goose Down\nDROP TABLE t{n};\n");
            (format!("{n}_t.sql"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let tables: Vec<String> = (1..=COUNT).map(|n| format!("CREATE TABLE t{n} (id int)")).collect();
    let versions: Vec<i64> = (1..).take(COUNT).collect();
    OldProject::new(&files, &format!("{}; {}", tables.join("; "), goose(&versions)))
}

#[test]
fn killed_at_any_moment_the_history_is_as_before_or_complete() {
    rounds(8, &["--yes", "--no-proof"]);
}

#[test]
#[ignore = "long: forty rounds"]
fn killed_forty_times_the_history_is_as_before_or_complete() {
    rounds(40, &["--yes"]);
}

fn rounds(count: u32, args: &[&str]) {
    let whole = project();
    let started = Instant::now();
    whole.adopt(args).ok();
    let took = started.elapsed();
    let (mut before, mut complete) = (0, 0);
    for round in 0..count {
        let old = project();
        kill(&old, args, took * (2 * round + 1) / (2 * count));
        let has_history = !old.db.value("SELECT to_regclass('refinery_schema_history')").is_empty();
        let rows = |table: &str| old.db.value(&format!("SELECT count(*) FROM {table}"));
        if has_history {
            assert_eq!(rows("refinery_schema_history"), COUNT.to_string(), "round {round}");
            assert_eq!(rows("migrate_journal"), COUNT.to_string(), "round {round}");
            complete += 1;
        } else {
            before += 1;
            old.adopt(args).ok();
        }
        assert_eq!(old.states().len(), COUNT);
        old.migrate(&["up"]).ok().says(&["nothing to do"]);
        let left: Vec<String> = fs::read_dir(old.project.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with('.'))
            .collect();
        assert!(has_history || left.is_empty(), "{left:?}");
    }
    assert!(before > 0, "{before} before, {complete} complete");
}

fn kill(old: &OldProject, args: &[&str], after: Duration) {
    let mut command = old.adopt(args).into_command();
    let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    let _ = run.kill();
    ended(&mut run);
}
