//! Long scripts: sent in batches within their one transaction, with bounded memory on both sides.

use std::fmt::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::{Cluster, Database, PATIENCE, Project, ended};

/// Inserts of about 70 bytes each.
fn inserts(count: usize) -> String {
    let mut script = String::from("CREATE TABLE big (id int, note text);\n");
    for n in 0..count {
        writeln!(script, "INSERT INTO big VALUES ({n}, 'a note with; a semicolon -- {n}');").unwrap();
    }
    script
}

/// In megabytes.
fn size_of(script: &str) -> f64 {
    f64::from(u32::try_from(script.len()).unwrap()) / 1_048_576.0
}

/// A figure of `/proc/<pid>/status` in megabytes.
fn megabytes(pid: &str, field: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(field))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

/// Runs `up` with one long script; returns the highest memory of client and server in megabytes.
fn memory_of(script: &str, rows: usize) -> (f64, f64) {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::new());
    project.pair("V001__big", script, "DROP TABLE big;");
    let mut child =
        project.migrate_on(&db).args(["up"]).into_command().stderr(Stdio::null()).spawn().unwrap();
    let (client_pid, mut server) = (child.id().to_string(), 0.0_f64);
    let (mut file, mut highest) = (0.0_f64, 0.0_f64);
    let mut backend = None;
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(started.elapsed() < PATIENCE, "it does not end");
        // The pages of the program's own file are no memory that a script takes; a debug build has 15 MB of them. The
        // system takes them away where others need room, and the mark of the highest stays.
        file = file.max(megabytes(&client_pid, "RssFile").unwrap_or_default());
        highest = highest.max(megabytes(&client_pid, "VmHWM").unwrap_or_default());
        backend = backend.or_else(|| {
            db.query("SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'migrate up V%'").pop()
        });
        server = server.max(backend.as_deref().and_then(|pid| megabytes(pid, "RssAnon")).unwrap_or_default());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(ended(&mut child).success());
    assert_eq!(db.value("SELECT count(*) FROM big"), rows.to_string());
    (highest - file, server)
}

#[test]
fn a_long_script_takes_less_than_twice_its_size_here_and_little_on_the_server() {
    let rows = 300_000;
    let script = inserts(rows);
    let size = size_of(&script);
    let (client, server) = memory_of(&script, rows);
    assert!(client < 2.0 * size, "{client:.0} MB for a script of {size:.0} MB");
    // As one message the server needs 14 times the script (measured: 1.4 GB for 100 MB).
    assert!(server < 64.0, "the server took {server:.0} MB for a script of {size:.0} MB");
}

#[test]
#[ignore = "long: make faults"]
#[allow(clippy::print_stderr, reason = "the figures are what it is run for")]
fn a_script_of_100_megabytes_and_a_million_and_a_half_inserts() {
    let rows = 1_500_000;
    let script = inserts(rows);
    let size = size_of(&script);
    let started = Instant::now();
    let (client, server) = memory_of(&script, rows);
    eprintln!("{size:.0} MB in {:?}: {client:.0} MB here, {server:.0} MB on the server", started.elapsed());
    assert!(client < 2.0 * size && server < 64.0);
}

#[test]
fn an_error_deep_in_a_long_script_is_placed_and_nothing_of_it_is_left() {
    let (db, project) = (Database::new(), Project::new());
    let mut script = inserts(40_000);
    let line = script.lines().count() + 1;
    script.push_str("INSERT INTO big VALUES ('é', nope);\n");
    script.push_str(&inserts(10));
    project.pair("V001__big", &script, "DROP TABLE big;");
    let run = project.migrate_on(&db).args(["up"]).code(1);
    run.says(&[&format!("V001__big.sql:{line}:30"), "column \"nope\" does not exist", "^^^^"]);
    assert_eq!(db.value("SELECT to_regclass('big')"), "");
}
