//! The words of a throwaway server: what is asked for, what came up, and why it did not.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::Duration;

use crate::model::connection::ConnectOptions;
use crate::model::outcome::code::codes;

/// What the user asked for; filled by the configuration, so that the server room reads no environment.
#[derive(Clone, Debug)]
pub(crate) struct EphemeralOptions {
    /// The folder with `initdb` and `postgres`; when set, nothing else is searched.
    pub(crate) pg_bin: Option<PathBuf>,
    /// The entries of `PATH`; relative ones are ignored.
    pub(crate) search_path: Vec<PathBuf>,
    /// The account that runs the server when we are root; not consulted otherwise.
    pub(crate) run_as: Option<String>,
    /// Where clusters and their template live; its last component is created when missing.
    pub(crate) base: PathBuf,
    /// Leave server and data in place when this process ends.
    pub(crate) keep: bool,
    /// Server settings that override the fast defaults (never the private socket).
    pub(crate) settings: Vec<(String, String)>,
}

/// A server that answered its first query: all that a DSN, a psql line or a stop line needs.
#[derive(Clone, Debug)]
pub(crate) struct EphemeralInfo {
    /// `server_version` as the server reports it.
    pub(crate) version: String,
    /// The folder the server programs came from.
    pub(crate) bin: PathBuf,
    /// The host to connect to: a folder, not a name.
    pub(crate) socket_dir: PathBuf,
    pub(crate) port: u16,
    pub(crate) user: String,
    pub(crate) dbname: String,
    /// From the call to the first answered query.
    pub(crate) took: Duration,
    /// False when this start had to run `initdb` first.
    pub(crate) template_hit: bool,
    /// The postmaster.
    pub(crate) pid: u32,
    /// The folder to delete after stopping a kept server, with `socket_dir` when that is not inside.
    /// The log (`log`) is here.
    pub(crate) run_dir: PathBuf,
}

impl EphemeralInfo {
    /// How to log in: over the private socket, as its superuser.
    pub(crate) fn connect_options(&self) -> ConnectOptions {
        let folder = self.socket_dir.display().to_string();
        ConnectOptions::private_socket(folder, self.port, &self.user, &self.dbname)
    }
}

/// A throwaway server as lines about it name it, so that nobody takes it for the real one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ThrowawayServer {
    /// `15.20`, without what the distribution adds.
    pub(crate) version: String,
    /// The same of the real server that it stands in for, where there is one and its version is known.
    pub(crate) beside: Option<String>,
}

impl ThrowawayServer {
    /// The number alone: `15.20` of `15.20 (Debian 15.20-0+deb12u1)`.
    pub(crate) fn number(version: &str) -> String {
        version.split_whitespace().next().unwrap_or_default().to_owned()
    }
}

/// Why no server came up. Whatever was made until then is gone again.
#[derive(Debug)]
pub(crate) enum EphemeralFault {
    NoServerPrograms {
        searched: Vec<PathBuf>,
    },
    /// The folder that was named has not both `initdb` and `postgres`.
    NotServerPrograms {
        dir: PathBuf,
    },
    /// We are root, the server refuses to be, and none of these accounts exists or is usable.
    NoUnprivilegedUser {
        tried: Vec<String>,
    },
    /// Our user id has no account; `initdb` needs one.
    UnknownUid {
        uid: u32,
    },
    UnsafeBase {
        path: PathBuf,
        why: BaseFlaw,
    },
    /// An operating system call failed.
    Step {
        doing: &'static str,
        path: Option<PathBuf>,
        source: io::Error,
    },
    Initdb {
        stderr: String,
    },
    /// The server ended before it answered.
    Exited {
        status: ExitStatus,
        log_tail: String,
    },
    /// The server runs and did not answer.
    Silent {
        seconds: u64,
        log_tail: String,
    },
}

/// What is wrong with a base folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BaseFlaw {
    Symlink,
    NotADirectory,
    OwnedBy {
        uid: u32,
    },
    WritableByOthers {
        mode: u32,
    },
    /// The server's account cannot pass through it or a folder above it (`/root`, for one).
    ClosedTo {
        uid: u32,
    },
}

impl EphemeralFault {
    /// Turns an I/O error into the step that failed, for `map_err`.
    pub(crate) fn step(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = Some(path.to_path_buf());
        move |source| Self::Step { doing, path, source }
    }
}

codes!(EphemeralFault {
    Self::NoServerPrograms { .. } => "no-server-programs" Unreachable "no `initdb` and `postgres` on this machine",
    Self::NotServerPrograms { .. } => "not-server-programs" Unreachable "the named folder holds no `initdb` and `postgres`",
    Self::NoUnprivilegedUser { .. } => "no-unprivileged-user" Unreachable "PostgreSQL refuses to run as root, and there is no other user to run it as",
    Self::UnknownUid { .. } => "unknown-uid" Unreachable "the user id has no entry in `/etc/passwd`",
    Self::UnsafeBase { .. } => "unsafe-base-folder" Unreachable "the folder for throwaway servers is no safe place",
    Self::Step { .. } => "throwaway-not-started" Unreachable "a call of the operating system failed while a throwaway server was made",
    Self::Initdb { .. } => "initdb-failed" Unreachable "`initdb` failed",
    Self::Exited { .. } => "throwaway-exited" Unreachable "the throwaway server ended before it answered",
    Self::Silent { .. } => "throwaway-silent" Unreachable "the throwaway server runs and did not answer",
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_stands_without_what_the_distribution_adds() {
        assert_eq!(ThrowawayServer::number("15.20 (Debian 15.20-0+deb12u1)"), "15.20");
        assert_eq!(ThrowawayServer::number("18.1"), "18.1");
        assert_eq!(ThrowawayServer::number(""), "");
    }
}
