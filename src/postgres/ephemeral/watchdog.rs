//! The shell process that outlives us and removes a run when we end without doing it ourselves.

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use super::paths::Paths;
use super::server_user::CHILD_PATH;

/// A watcher at the other end of a pipe. It holds none of our standard streams, and a signal to our
/// process group does not reach it.
pub(super) struct Watchdog(Child);

impl Watchdog {
    /// Starts watching over a run, which need not exist yet.
    pub(super) fn over(paths: &Paths) -> io::Result<Self> {
        spawn(paths, Stdio::piped()).map(Self)
    }

    /// Says that the owner ends on purpose: the run is kept, or its server is down already. Waits until
    /// the watchdog acted on it; false when it was gone or failed.
    pub(super) fn dismiss(&mut self) -> bool {
        let pipe = self.0.stdin.take();
        let said = pipe.is_some_and(|mut pipe| pipe.write_all(b"ended\n").is_ok());
        self.0.wait().is_ok_and(|status| said && status.success())
    }
}

/// Removes a run whose owner is dead, as its watchdog would; the caller waits for the child.
pub(super) fn reap(paths: &Paths) -> io::Result<Child> {
    spawn(paths, Stdio::null())
}

/// The paths are arguments of the script, never part of its text: they may hold quotes and spaces.
fn spawn(paths: &Paths, owner: Stdio) -> io::Result<Child> {
    Command::new("/bin/sh")
        .args(["-c", include_str!("reap.sh"), "migrate-watchdog"])
        .args([&paths.run, &paths.fresh, &paths.socket])
        .env_clear()
        .envs([("LC_ALL", "C"), ("PATH", CHILD_PATH)])
        .current_dir("/")
        .process_group(0)
        .stdin(owner)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}
