//! Runs of the binary, one after the other, at a pace.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::Ends;

/// The binary on a project and a database.
pub(crate) struct Runs {
    /// The binary.
    pub(crate) program: PathBuf,
    /// The folder of the project.
    pub(crate) folder: PathBuf,
    /// Leads to the database, as the role that migrates it.
    pub(crate) url: String,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// What was called.
    pub(crate) what: String,
    /// Its exit code.
    pub(crate) code: Option<i32>,
    /// How long it took.
    pub(crate) took: Duration,
    /// What it said.
    pub(crate) said: String,
}

impl Ended {
    /// Whether everything was done.
    pub(crate) fn well(&self) -> bool {
        self.code == Some(0)
    }
}

/// The binary that was built with what calls this.
pub(crate) fn built() -> PathBuf {
    env!("CARGO_BIN_EXE_migrate").into()
}

impl Runs {
    /// The call of the binary with these words.
    pub(crate) fn command(&self, words: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.env_clear().current_dir(&self.folder).args(["--dir", ".", "--database-url", &self.url]);
        command.args(words.split_whitespace()).stdin(Stdio::null());
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, words: &str) -> Ended {
        let started = Instant::now();
        let output = self.command(words).finish();
        let said = [output.stdout, output.stderr].concat();
        Ended {
            what: words.to_owned(),
            code: output.status.code(),
            took: started.elapsed(),
            said: String::from_utf8_lossy(&said).into_owned(),
        }
    }

    /// Runs the calls of a round again and again, `count` in all, each as soon as the one before has ended, and
    /// at least `pace` after it has begun, as long as that keeps up with one in each `pace`. A call that failed is tried again.
    pub(crate) fn drive(&self, round: &[String], count: usize, pace: Duration) -> Vec<Ended> {
        let started = Instant::now();
        let mut at = 0;
        let mut all = Vec::new();
        for n in 0..u32::try_from(count).unwrap() {
            std::thread::sleep((pace * n).saturating_sub(started.elapsed()));
            let ended = self.run(&round[at % round.len()]);
            at += usize::from(ended.well());
            all.push(ended);
        }
        all
    }
}

/// Each of so many scripts up and back down, one a run.
pub(crate) fn up_and_down(scripts: usize) -> Vec<String> {
    let up = std::iter::repeat_n("up --steps 1 -q".to_owned(), scripts);
    up.chain(std::iter::repeat_n("down --steps 1 --yes -q".to_owned(), scripts)).collect()
}

/// How many requests of the application in this database the server ended as victims of a deadlock, by its log, whose
/// lines begin with [`LOG_LINE`].
pub(crate) fn killed_by_the_log(log: &Path, database: &str) -> usize {
    let log = std::fs::read(log).unwrap();
    let begin = format!("{}|{database}|40P01|ERROR:", super::clients::NAME);
    String::from_utf8_lossy(&log).lines().filter(|line| line.starts_with(&begin)).count()
}

/// The server's setting behind [`killed_by_the_log`].
pub(crate) const LOG_LINE: &str = "log_line_prefix=%a|%d|%e|";
