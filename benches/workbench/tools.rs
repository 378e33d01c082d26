//! Who is compared, and how each is called.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a tool is asked to do, in the order of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Up,
    /// `up` with everything applied.
    Again,
    Status,
    Down,
}

impl Action {
    pub(crate) const ALL: [Self; 4] = [Self::Up, Self::Again, Self::Status, Self::Down];
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Up => "up",
            Self::Again => "no-op up",
            Self::Status => "status",
            Self::Down => "down --all",
        })
    }
}

/// A tool and its program.
#[derive(Debug)]
pub(crate) struct Tool {
    pub(crate) kind: Kind,
    program: PathBuf,
}

/// Which tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Ours,
    /// The floor: one session of the server's own client that does nothing but the work.
    Psql,
    Sqlx,
    Refinery,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ours => "migrate",
            Self::Psql => "psql floor",
            Self::Sqlx => "sqlx",
            Self::Refinery => "refinery",
        }
    }
}

/// The tools of this machine, in the order in which they take their turns. `programs` is the folder of
/// the server's own programs: Debian's `/usr/bin/psql` is a script that looks for them for 30 ms.
pub(crate) fn present(programs: &Path) -> Vec<Tool> {
    let found = [
        (Kind::Ours, Some(PathBuf::from(env!("CARGO_BIN_EXE_migrate")))),
        (Kind::Psql, Some(programs.join("psql"))),
        (Kind::Sqlx, peer("SQLX_BIN", "sqlx")),
        (Kind::Refinery, peer("REFINERY_BIN", "refinery")),
    ];
    found.into_iter().filter_map(|(kind, program)| Some(Tool { kind, program: program? })).collect()
}

/// A peer where it is installed: as the variable says, on `PATH`, or where `cargo install` puts it.
fn peer(variable: &str, name: &str) -> Option<PathBuf> {
    if let Some(given) = env::var_os(variable) {
        return Some(given.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let cargo = env::var_os("HOME").map(|home| Path::new(&home).join(".cargo/bin"));
    env::split_paths(&path).chain(cargo).map(|folder| folder.join(name)).find(|program| program.is_file())
}

impl Tool {
    /// The call for an action, in the folder of the scripts; none where the tool has no such command.
    pub(crate) fn call(&self, action: Action, scripts: &Path, url: &str) -> Option<Command> {
        let arguments: &[&str] = match (self.kind, action) {
            (Kind::Ours, Action::Up | Action::Again) => &["up", "--dir", "."],
            (Kind::Ours, Action::Status) => &["status", "--dir", "."],
            (Kind::Ours, Action::Down) => &["down", "--all", "--yes", "--dir", "."],
            (Kind::Psql, Action::Up) => &["-f", "up.sql"],
            (Kind::Psql, Action::Down) => &["-f", "down.sql"],
            (Kind::Psql, Action::Again | Action::Status) => {
                &["-c", "SELECT version, name, applied_on FROM ledger ORDER BY version"]
            }
            (Kind::Sqlx, Action::Up | Action::Again) => &["migrate", "run", "--source", "sqlx"],
            (Kind::Sqlx, Action::Status) => &["migrate", "info", "--source", "sqlx"],
            (Kind::Sqlx, Action::Down) => &["migrate", "revert", "--source", "sqlx", "--target-version", "0"],
            (Kind::Refinery, Action::Up | Action::Again) => {
                &["migrate", "-e", "DATABASE_URL", "-p", "migrations"]
            }
            (Kind::Refinery, Action::Status | Action::Down) => return None,
        };
        let mut command = Command::new(&self.program);
        // No color, no locale and no configuration of this machine's.
        command.env_clear().env("PATH", "/usr/bin:/bin").env("DATABASE_URL", url).current_dir(scripts);
        if self.kind == Kind::Psql {
            command.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url]);
        }
        command.args(arguments);
        Some(command)
    }

    /// What it calls itself, and where it is.
    pub(crate) fn version(&self) -> String {
        let output = Command::new(&self.program).arg("--version").output();
        let text = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
        format!("{} (`{}`)", text.unwrap_or_else(|error| error.to_string()), self.program.display())
    }
}
