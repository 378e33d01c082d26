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
mod seed;
mod snapshot;
mod status;
#[cfg(debug_assertions)]
pub(crate) mod test_panic;
mod up;
mod verify;

use std::sync::Arc;

use crate::cli::{Command, GateArgs};
use crate::config::Settings;
use crate::files;
use crate::model::migration::pair::Pair;
use crate::model::migration::project::Source;
use crate::model::outcome::event::{Event, Reporter};
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::Failure;
use crate::model::outcome::report::Report;
use crate::model::verify::gate::Gate;
use crate::ui::Console;
pub(crate) use crate::workflows::database::Stop;
use crate::workflows::database::{Database, Server};

/// What a command did, and the exit code that says so.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) report: Report,
    pub(crate) exit: ExitStatus,
}

impl From<Report> for Outcome {
    fn from(report: Report) -> Self {
        Self { report, exit: ExitStatus::Done }
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

/// Runs a command.
pub(crate) async fn dispatch(command: &Command, context: Context) -> Result<Outcome, Failure> {
    match command {
        Command::Up(args) => up::run(args, context).await,
        Command::Down(args) => down::run(args, context).await,
        Command::Redo(args) => redo::run(args, context).await,
        Command::Status(args) => status::run(args, context).await,
        Command::Repair(args) => repair::run(args, context).await,
        Command::Docs(args) => docs::run(args, context).await,
        Command::Partitions(args) => partitions::run(args, context).await,
        Command::Verify(args) => verify::run(args, context).await,
        Command::Seed(args) => seed::run(args, context).await,
        Command::Roundtrip(args) => roundtrip::run(args, context).await,
        Command::Snapshot(args) => snapshot::run(args, context).await,
        Command::Drift => drift::run(context).await,
        Command::New(args) => new::run(args, &context),
        Command::Demo => demo::run(context).await,
    }
}
