//! The binary under test, and what came out of it.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::processes::Ends;
use super::schemas;

/// A call of the binary: in a folder, with an environment that holds nothing of the machine's.
pub(crate) struct Migrate {
    command: Command,
}

/// What a call gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Migrate {
    pub(crate) fn new(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_migrate"));
        command.current_dir(folder).env_clear().stdin(Stdio::null());
        for kept in ["PATH", "MIGRATE_PG_BIN"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        Self { command }
    }

    pub(crate) fn args<'a>(mut self, args: impl IntoIterator<Item = &'a str>) -> Self {
        self.command.args(args);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs to the end.
    pub(crate) fn run(mut self) -> Run {
        Run::of(&self.command.finish())
    }

    /// Runs to the end and wants this exit code.
    pub(crate) fn code(self, expected: i32) -> Run {
        let run = self.run();
        assert_eq!(run.code, Some(expected), "{run:#?}");
        run
    }

    /// Runs to the end and wants success.
    pub(crate) fn ok(self) -> Run {
        self.code(0)
    }

    /// The call itself, to be started and watched.
    pub(crate) fn into_command(self) -> Command {
        self.command
    }
}

impl Run {
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout.clone()).unwrap(),
            stderr: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// What was said on standard error, as a terminal shows it: without instant, database, and the level that a line has
    /// only because it stands in a log.
    pub(crate) fn said(&self) -> String {
        let line = |line: &str| {
            let (instant, rest) = line.split_once(' ').unwrap_or_default();
            if instant.len() != "2026-11-30T20:18:49Z".len() || !instant.ends_with('Z') {
                return format!("{line}\n");
            }
            let (_, said) = rest.split_once(' ').unwrap_or_default();
            let (level, text) = said.split_once(": ").unwrap_or_default();
            let is_given = level == "info" || text.starts_with(' ');
            format!("{}\n", if is_given { text } else { said })
        };
        self.stderr.lines().map(line).collect()
    }

    /// Wants every piece in what was said on standard error.
    pub(crate) fn says(self, pieces: &[&str]) -> Self {
        let said = self.said();
        for piece in pieces {
            assert!(said.contains(piece) || self.stderr.contains(piece), "`{piece}` is missing: {self:#?}");
        }
        self
    }

    /// Wants every piece in the result on standard output.
    pub(crate) fn shows(self, pieces: &[&str]) -> Self {
        for piece in pieces {
            assert!(self.stdout.contains(piece), "`{piece}` is missing: {self:#?}");
        }
        self
    }

    /// The commands that a help lists, without that of help itself.
    #[allow(dead_code, reason = "two test binaries share the workbench")]
    pub(crate) fn listed(&self) -> Vec<String> {
        let list = self.stdout.split("\nCommands:\n").nth(1).unwrap_or_default();
        let lines = list.lines().take_while(|line| !line.is_empty());
        // A line that goes on from the one before is indented further.
        let names = lines.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
        names
            .map(|line| line.split_whitespace().next().unwrap().to_owned())
            .filter(|name| name != "help")
            .collect()
    }

    /// Standard output as a JSON document, which is as the schema of its command says.
    pub(crate) fn json(&self) -> serde_json::Value {
        let document =
            serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"));
        schemas::validate(&document).unwrap_or_else(|why| panic!("{why}: {self:#?}"));
        document
    }
}
