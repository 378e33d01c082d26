//! Starts the postmaster on its private socket, and stops it.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::paths::{PORT, Paths};
use super::server_user::ServerUser;
use crate::model::outcome::ephemeral::EphemeralFault;

pub(super) const DATABASE: &str = "postgres";

/// How long an immediate shutdown may take before the postmaster is killed outright.
const STOP_LIMIT: Duration = Duration::from_secs(10);

/// Nothing here outlives the run, so nothing waits for a disk. Shared memory of parallel queries stays
/// in the data folder: a container's `/dev/shm` is small, and nothing is left in it.
const SETTINGS: [&str; 7] = [
    "synchronous_commit=off",
    "full_page_writes=off",
    "dynamic_shared_memory_type=mmap",
    "shared_buffers=64MB",
    "max_wal_size=4GB",
    "timezone=UTC",
    "log_timezone=UTC",
];

/// Starts the postmaster itself, not `pg_ctl`, whose polling costs 100 ms.
pub(super) fn spawn(
    bin: &Path,
    user: ServerUser,
    paths: &Paths,
    settings: &[(String, String)],
) -> Result<Child, EphemeralFault> {
    let log = paths.log();
    // A file: a server blocks on a pipe that nobody reads.
    let mut private = OpenOptions::new();
    let private = private.write(true).create_new(true).mode(0o600);
    let log = private.open(&log).map_err(EphemeralFault::step("create", &log))?;
    let program = bin.join("postgres");
    user.command(&program, &paths.data())
        .args(arguments(paths, settings))
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .map_err(EphemeralFault::step("run", &program))
}

/// Later settings win: the user's over the fast ones, and what keeps the server private over all.
fn arguments(paths: &Paths, settings: &[(String, String)]) -> Vec<OsString> {
    let fast = SETTINGS.iter().map(ToString::to_string);
    let wanted = settings.iter().map(|(name, value)| format!("{name}={value}"));
    let private = ["listen_addresses=".into(), "unix_socket_permissions=0700".into(), format!("port={PORT}")];
    let mut arguments: Vec<OsString> = vec!["-D".into(), paths.data().into(), "-F".into()];
    for setting in fast.chain(wanted).chain(private) {
        arguments.extend(["-c".into(), setting.into()]);
    }
    arguments.extend(["-k".into(), paths.socket.clone().into()]);
    arguments
}

/// Stops at once, without a checkpoint, and returns when the postmaster and so its children are gone.
pub(super) fn stop(server: &mut Child) {
    let begun = Instant::now();
    // Not yet waited for, the process id cannot be anybody else's.
    while let Ok(None) = server.try_wait() {
        if begun.elapsed() > STOP_LIMIT {
            let _ = server.kill();
            let _ = server.wait();
            return;
        }
        let _ = kill_process(Pid::from_child(server), Signal::QUIT);
        thread::sleep(Duration::from_millis(1));
    }
}
