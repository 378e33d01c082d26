//! Where everything of one run lies, the socket's address limit included.

use std::path::{Path, PathBuf};

/// What a Unix socket's address can hold, without the final zero.
const SOCKET_PATH_LIMIT: usize = if cfg!(target_os = "linux") { 107 } else { 103 };

/// Everything that one run has on disk, known before any of it exists.
#[derive(Clone, Debug)]
pub(super) struct Paths {
    /// Ours, with the server account's private folders inside.
    pub(super) run: PathBuf,
    /// The name of `run` until it is locked: a sweep must never meet an unlocked folder of the living.
    pub(super) fresh: PathBuf,
    /// Inside `run`, or in `/tmp` when that is too long for a socket.
    pub(super) socket: PathBuf,
}

impl Paths {
    /// The paths of the run with this id under `base`.
    pub(super) fn new(base: &Path, id: &str) -> Self {
        let run = base.join(format!("run-{id}"));
        let socket = run.join("socket");
        let fits = socket_file(&socket).as_os_str().len() <= SOCKET_PATH_LIMIT;
        Self {
            socket: if fits { socket } else { Path::new("/tmp").join(format!("migrate-pg-{id}")) },
            fresh: base.join(format!("new-{id}")),
            run,
        }
    }

    pub(super) fn data(&self) -> PathBuf {
        self.run.join("data")
    }

    pub(super) fn log(&self) -> PathBuf {
        self.run.join("log")
    }

    /// The mark by which a sweep leaves a run without an owner alone.
    pub(super) fn keep(&self) -> PathBuf {
        self.run.join("keep")
    }
}

pub(super) const PORT: u16 = 5432;

/// The address a server with this socket folder listens at.
pub(super) fn socket_file(folder: &Path) -> PathBuf {
    folder.join(format!(".s.PGSQL.{PORT}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base_of(length: usize) -> PathBuf {
        PathBuf::from(format!("/{}", "b".repeat(length - 1)))
    }

    #[test]
    fn the_socket_moves_to_tmp_one_byte_past_the_limit() {
        let rest = "/run-1-2/socket/.s.PGSQL.5432".len();
        let longest = base_of(SOCKET_PATH_LIMIT - rest);
        let inside = Paths::new(&longest, "1-2").socket;
        assert_eq!(inside, longest.join("run-1-2/socket"));
        assert_eq!(socket_file(&inside).as_os_str().len(), SOCKET_PATH_LIMIT);
        let outside = Paths::new(&base_of(SOCKET_PATH_LIMIT - rest + 1), "1-2").socket;
        assert_eq!(outside, Path::new("/tmp/migrate-pg-1-2"));
    }
}
