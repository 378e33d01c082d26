//! One file per command: settle the arguments, make one call into a workflow, choose the exit code.
//! No SQL, no loops over rows.

mod confirm;
mod demo;
mod docs;
mod down;
mod drift;
mod new;
mod partitions;
mod redo;
mod repair;
mod roundtrip;
mod schema;
mod seed;
mod snapshot;
mod status;
mod up;
mod verify;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::cli::{Command, GateArgs};
use crate::config::Settings;
use crate::files;
use crate::model::migration::pair::Pair;
use crate::model::migration::project::Source;
use crate::model::outcome::event::{Event, Reporter};
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::Failure;
use crate::model::verify::gate::Gate;
use crate::ui::{Console, Shown};
pub(crate) use crate::workflows::database::Stop;
use crate::workflows::database::{Database, Server};

/// What a command did, and the exit code that says so.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) report: Box<dyn Shown>,
    pub(crate) exit: ExitStatus,
}

impl Outcome {
    fn new(report: impl Shown + 'static, exit: ExitStatus) -> Self {
        Self { report: Box::new(report), exit }
    }
}

impl<R: Shown + 'static> From<R> for Outcome {
    fn from(report: R) -> Self {
        Self::new(report, ExitStatus::Done)
    }
}

/// What every command works with.
pub(crate) struct Context {
    pub(crate) settings: Settings,
    pub(crate) console: Arc<Console>,
    /// How a signal ends the run.
    pub(crate) stop: Arc<Stop>,
}

impl Context {
    /// Reads and checks every script, before any connection is made.
    fn pairs(&self) -> Result<Vec<Pair>, Failure> {
        let pairs = files::discover(&self.settings.source)?;
        self.console.event(&Event::ScriptsRead { source: &self.source(), pairs: pairs.len() });
        Ok(pairs)
    }

    /// Where the scripts come from, in words for a person.
    fn source(&self) -> String {
        match &self.settings.source {
            Source::Embedded => "embedded in the binary".to_owned(),
            Source::Directory(folders) => folders.migrations.display().to_string(),
        }
    }

    /// What migrations must pass, if that is wanted.
    fn gate(&self, args: &GateArgs) -> Option<Gate> {
        let scope = args.is_wanted(self.settings.gate).then(|| self.settings.isolation.clone());
        scope.map(Gate::new)
    }

    /// The database that was asked for.
    async fn database(self) -> Result<Database, Failure> {
        if let Some(file) = self.settings.ignored_pass_file() {
            self.console.event(&Event::PassFileIgnored { file });
        }
        let search_path = self.settings.search_path.clone();
        let lock_wait = self.settings.lock_wait;
        Database::reach(&self.settings.server()?, search_path, lock_wait, self.console, self.stop).await
    }

    /// A database on a server of its own, beside the one that was asked for.
    async fn beside(&self) -> Result<Database, Failure> {
        let Settings { search_path, lock_wait, .. } = &self.settings;
        let (console, stop) = (Arc::clone(&self.console), Arc::clone(&self.stop));
        Database::reach(&self.settings.throwaway(), search_path.clone(), *lock_wait, console, stop).await
    }

    /// A database on a server of its own.
    async fn throwaway(self) -> Result<Database, Failure> {
        let server: Server = self.settings.throwaway();
        let Settings { search_path, lock_wait, .. } = self.settings;
        Database::reach(&server, search_path, lock_wait, self.console, self.stop).await
    }
}

/// A command on its way.
pub(crate) type Running<'a> = Pin<Box<dyn Future<Output = Result<Outcome, Failure>> + 'a>>;

/// A command, as the front door sees it.
pub(crate) trait Run {
    /// Its words on the command line.
    fn word(&self) -> &'static str;

    /// How long it may take to leave things as they were once it is cancelled, before its connection is simply
    /// dropped.
    fn grace(&self) -> Duration {
        Duration::from_millis(800)
    }

    /// Whether it works with a project: its `migrate.toml` and its scripts.
    fn needs_project(&self) -> bool {
        true
    }

    /// Whether the scripts that it ran stay when it fails, which is said then.
    fn keeps_steps(&self) -> bool {
        true
    }

    /// Carries it out.
    fn run(&self, context: Context) -> Running<'_>;
}

/// The command that was asked for.
pub(crate) fn of(command: &Command) -> &dyn Run {
    match command {
        Command::Up(args) => args,
        Command::Down(args) => args,
        Command::Redo(args) => args,
        Command::Status(args) => args,
        Command::Repair(args) => args,
        Command::Docs(args) => args,
        Command::Partitions(args) => args,
        Command::Verify(args) => args,
        Command::Seed(args) => args,
        Command::Roundtrip(args) => args,
        Command::Snapshot(args) => args,
        Command::New(args) => args,
        Command::Schema(args) => args,
        Command::Drift(args) => args,
        Command::Demo(args) => args,
    }
}
