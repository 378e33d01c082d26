//! The throwaway server: gone afterwards, however its owner ends.

use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use rustix::process::Signal;

use crate::support::{Database, Ends, Migrate, Project, children, ended, server_user, signal, signal_group};

/// What is left of runs in a folder given as `MIGRATE_EPHEMERAL_DIR`: folders of clusters, and
/// processes that have the folder in their command line.
pub(crate) fn runs(base: &Path) -> Vec<String> {
    let mut left = Vec::new();
    for entry in walk(base) {
        if entry.contains("/run-") && entry.ends_with("postmaster.pid") {
            left.push(entry);
        }
    }
    for process in std::fs::read_dir("/proc").unwrap().flatten() {
        let command = std::fs::read(process.path().join("cmdline")).unwrap_or_default();
        let command = String::from_utf8_lossy(&command).replace('\0', " ");
        if command.contains(base.to_str().unwrap()) && command.contains("postgres") {
            left.push(command);
        }
    }
    left.extend(walk(base).into_iter().filter(|path| path.contains("/run-")).take(1));
    left
}

fn walk(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        found.push(entry.path().display().to_string());
        if entry.path().is_dir() {
            found.extend(walk(&entry.path()));
        }
    }
    found
}

/// A folder of a test's own, in memory where there is any: a first start writes a thousand files.
fn folder() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap()
}

fn wait_until_gone(base: &Path) {
    let started = Instant::now();
    while !runs(base).is_empty() {
        assert!(started.elapsed() < Duration::from_secs(10), "left behind: {:#?}", runs(base));
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A project whose migration sleeps, so that its server can be watched.
fn sleeping() -> Project {
    let project = Project::new();
    project.pair("V001__sleep", "SELECT pg_sleep(60);", "SELECT 1;");
    project
}

/// Starts `up --ephemeral` and waits until the server runs the script.
fn start(project: &Project, base: &TempDir, set_up: impl FnOnce(&mut Command)) -> Child {
    let mut command = project
        .migrate()
        .env("MIGRATE_EPHEMERAL_DIR", base.path().to_str().unwrap())
        .args(["up", "--ephemeral"])
        .into_command();
    command.stdout(Stdio::null()).stderr(Stdio::null());
    set_up(&mut command);
    let child = command.spawn().unwrap();
    let started = Instant::now();
    while !is_sleeping(base.path()) {
        assert!(started.elapsed() < Duration::from_secs(30), "no server: {:#?}", runs(base.path()));
        std::thread::sleep(Duration::from_millis(10));
    }
    child
}

/// Whether the throwaway server in a folder runs the script.
fn is_sleeping(base: &Path) -> bool {
    let socket = walk(base).into_iter().find(|path| path.ends_with("/.s.PGSQL.5432"));
    let Some(folder) = socket.as_deref().and_then(|path| path.rsplit_once('/')).map(|(folder, _)| folder)
    else {
        return false;
    };
    let url = format!("postgresql://postgres@/postgres?host={folder}");
    let asked = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'";
    Database::try_query(&url, asked).is_ok_and(|rows| !rows.is_empty())
}

#[test]
fn nothing_is_left_after_a_run_that_ends_well_or_badly() {
    let base = folder();
    let folder = base.path().to_str().unwrap();
    let good = Project::with_tables(2);
    good.migrate().env("MIGRATE_EPHEMERAL_DIR", folder).args(["up", "--ephemeral"]).ok();
    assert_eq!(runs(base.path()), Vec::<String>::new());
    let bad = Project::new();
    bad.pair("V001__bad", "SELECT nope;", "SELECT 1;");
    bad.migrate().env("MIGRATE_EPHEMERAL_DIR", folder).args(["up", "--ephemeral"]).code(1);
    assert_eq!(runs(base.path()), Vec::<String>::new());
}

#[test]
fn nothing_is_left_after_ctrl_c_and_the_exit_code_says_so() {
    let (base, project) = (folder(), sleeping());
    let mut child = start(&project, &base, |_| {});
    signal(Signal::INT, child.id());
    assert_eq!(ended(&mut child).code(), Some(130));
    assert_eq!(runs(base.path()), Vec::<String>::new());
}

#[test]
fn nothing_is_left_after_sigterm_and_the_exit_code_says_so() {
    let (base, project) = (folder(), sleeping());
    let mut child = start(&project, &base, |_| {});
    signal(Signal::TERM, child.id());
    assert_eq!(ended(&mut child).code(), Some(143));
    assert_eq!(runs(base.path()), Vec::<String>::new());
}

#[test]
fn nothing_is_left_after_kill_9() {
    let (base, project) = (folder(), sleeping());
    let mut child = start(&project, &base, |_| {});
    child.kill().unwrap();
    assert_eq!(ended(&mut child).signal(), Some(9));
    wait_until_gone(base.path());
}

#[test]
fn nothing_is_left_after_kill_9_of_the_whole_process_group() {
    let (base, project) = (folder(), sleeping());
    let mut child = start(&project, &base, |command| {
        command.process_group(0);
    });
    signal_group(Signal::KILL, child.id());
    ended(&mut child);
    wait_until_gone(base.path());
}

#[test]
fn nothing_is_left_after_a_panic() {
    // The release profile aborts on a panic: the same end as SIGABRT. A build that unwinds drops the
    // server on the way. The debug build panics on request.
    let (base, project) = (folder(), sleeping());
    let mut child = start(&project, &base, |command| {
        command.env("MIGRATE_TEST_PANIC_AFTER_MS", "6000");
    });
    assert_eq!(ended(&mut child).code(), Some(101));
    wait_until_gone(base.path());
    let mut child = start(&project, &base, |_| {});
    signal(Signal::ABORT, child.id());
    assert_eq!(ended(&mut child).signal(), Some(6));
    wait_until_gone(base.path());
}

#[test]
fn a_server_whose_watchdog_was_killed_too_is_swept_by_the_next_start() {
    let (base, project) = (folder(), sleeping());
    let mut child = start(&project, &base, |_| {});
    let watchdogs = watchdogs_of(child.id());
    assert!(!watchdogs.is_empty());
    for pid in watchdogs {
        signal(Signal::KILL, pid);
    }
    child.kill().unwrap();
    ended(&mut child);
    std::thread::sleep(Duration::from_millis(300));
    assert!(!runs(base.path()).is_empty(), "the test needs a server that nobody stops");
    let folder = base.path().to_str().unwrap();
    Project::with_tables(1).migrate().env("MIGRATE_EPHEMERAL_DIR", folder).args(["up", "--ephemeral"]).ok();
    wait_until_gone(base.path());
}

/// The shells among a process's children.
fn watchdogs_of(parent: u32) -> Vec<u32> {
    let shells = children(parent).into_iter().filter(|(_, name)| name.ends_with("sh"));
    shells.map(|(pid, _)| pid).collect()
}

#[test]
fn a_kept_server_stays_and_says_how_to_reach_and_how_to_stop_it() {
    let base = folder();
    let project = Project::with_tables(1);
    let run = project
        .migrate()
        .env("MIGRATE_EPHEMERAL_DIR", base.path().to_str().unwrap())
        .args(["up", "--ephemeral-keep"])
        .ok()
        .says(&["psql -h ", "stop it with: "]);
    let stop = run.stderr.split("stop it with: ").nth(1).unwrap().lines().next().unwrap();
    let host = run.stderr.split("psql -h ").nth(1).unwrap().split(' ').next().unwrap();
    let url = format!("postgresql://postgres@/postgres?host={host}");
    assert_eq!(Database::try_query(&url, "SELECT to_regclass('t1')").unwrap(), ["t1"]);
    assert!(Command::new("sh").args(["-c", stop]).finish().status.success());
    wait_until_gone(base.path());
}

#[test]
fn it_works_for_a_user_that_is_not_root() {
    let Some((uid, gid)) = server_user() else { return };
    let (base, project) = (folder(), Project::with_tables(1));
    for folder in [base.path(), project.path()] {
        std::os::unix::fs::chown(folder, Some(uid), Some(gid)).unwrap();
    }
    let binary = base.path().join("migrate");
    std::fs::copy(env!("CARGO_BIN_EXE_migrate"), &binary).unwrap();
    let output = Command::new(&binary)
        .args(["up", "--ephemeral", "--dir", "."])
        .current_dir(project.path())
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("MIGRATE_EPHEMERAL_DIR", base.path())
        .uid(uid)
        .gid(gid)
        .finish();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("applied V001__t1"), "{said}");
    assert_eq!(runs(base.path()), Vec::<String>::new());
}

#[test]
fn without_server_programs_it_says_what_to_install() {
    let project = Project::with_tables(1);
    let empty = folder();
    let run =
        project.migrate().args(["up", "--ephemeral", "--pg-bin", empty.path().to_str().unwrap()]).code(5);
    run.says(&["does not contain `initdb` and `postgres`", "apt install postgresql"]);
}

#[test]
fn a_folder_that_others_can_write_to_is_no_place_for_a_server() {
    use std::os::unix::fs::PermissionsExt;
    let base = folder();
    let own = base.path().join(format!("migrate-pg-{}", rustix::process::geteuid().as_raw()));
    std::fs::create_dir(&own).unwrap();
    std::fs::set_permissions(&own, std::fs::Permissions::from_mode(0o777)).unwrap();
    let run = Migrate::new(base.path()).env("MIGRATE_EPHEMERAL_DIR", base.path().to_str().unwrap());
    run.args(["demo"]).code(5).says(&["can be written by others", "MIGRATE_EPHEMERAL_DIR"]);
}
