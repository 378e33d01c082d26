//! What every command works with, and what it hands back.

use std::panic::resume_unwind;
use std::sync::Arc;

use crate::cli::GateArgs;
use crate::config::Settings;
use crate::files::{self, Depth};
use crate::model::migration::pair::Pair;
use crate::model::migration::project::Source;
use crate::model::migration::statement_check;
use crate::model::outcome::event::{Event, Reporter};
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::Failure;
use crate::model::verify::gate::Gate;
use crate::ui::{Console, Shown};
use crate::workflows::database::{Database, Server, Stop, Wishes};

/// What a command did, and the exit code that says so.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) report: Box<dyn Shown>,
    pub(crate) exit: ExitStatus,
}

impl Outcome {
    pub(super) fn new(report: impl Shown + 'static, exit: ExitStatus) -> Self {
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
    pub(super) fn pairs(&self) -> Result<Vec<Pair>, Failure> {
        self.pairs_of(self.settings.source()?)
    }

    /// The same, for scripts that run on a database which others use: each knows what it was measured to lock.
    pub(super) fn pairs_to_run(&self) -> Result<Vec<Pair>, Failure> {
        let mut pairs = self.pairs()?;
        files::read_stored_locks(self.settings.source()?)?.attach(&mut pairs);
        Ok(pairs)
    }

    /// Where the scripts come from.
    pub(super) fn source(&self) -> Result<Source, Failure> {
        Ok(self.settings.source()?.clone())
    }

    /// The same as [`pairs`](Self::pairs), for a source of scripts.
    pub(super) fn pairs_of(&self, source: &Source) -> Result<Vec<Pair>, Failure> {
        let pairs = files::discover(source, Depth::Statements)?;
        self.console.event(&Event::ScriptsRead { source: &source_name(source), pairs: pairs.len() });
        Ok(pairs)
    }

    /// The database that was asked for, and every script: a given server is connected to while they are read. What is
    /// wrong with a script is reported before anything else; only what its statements hold is left to
    /// [`statement_check`], which asks it of the scripts that are not known to be applied.
    pub(super) async fn open(self, application: &str) -> Result<(Database, Vec<Pair>), Failure> {
        if !self.settings.has_server() {
            let pairs = self.pairs()?;
            return Ok((self.database().await?, pairs));
        }
        let (source, console) = (self.settings.source()?.clone(), Arc::clone(&self.console));
        let name = source_name(&source);
        let reading = tokio::task::spawn_blocking(move || files::discover(&source, Depth::Text));
        let mut database = self.database().await?;
        database.dial(application);
        let pairs = reading.await.unwrap_or_else(|error| resume_unwind(error.into_panic()))?;
        console.event(&Event::ScriptsRead { source: &name, pairs: pairs.len() });
        if let Err(unreachable) = database.connect().await {
            // Nobody can tell which of them are applied.
            statement_check::check_all(&pairs)?;
            return Err(unreachable);
        }
        Ok((database, pairs))
    }

    /// What migrations must pass, if that is wanted.
    pub(super) fn gate(&self, args: &GateArgs) -> Option<Gate> {
        let scope = args.is_wanted(self.settings.gate).then(|| self.settings.isolation.clone());
        scope.map(Gate::new)
    }

    /// The database that was asked for.
    pub(super) async fn database(self) -> Result<Database, Failure> {
        if let Some((file, why)) = self.settings.ignored_pass_file() {
            self.console.event(&Event::PassFileIgnored { file, why });
        }
        let wishes = wishes(&self.settings);
        Database::reach(&self.settings.server()?, wishes, self.console, self.stop).await
    }

    /// A database on a server of its own, beside the one that was asked for.
    pub(super) async fn second_database(&self) -> Result<Database, Failure> {
        let (console, stop) = (Arc::clone(&self.console), Arc::clone(&self.stop));
        Database::reach(&self.settings.throwaway(), wishes(&self.settings), console, stop).await
    }

    /// A database on a server of its own.
    pub(super) async fn throwaway(self) -> Result<Database, Failure> {
        let server: Server = self.settings.throwaway();
        Database::reach(&server, wishes(&self.settings), self.console, self.stop).await
    }
}

/// Where scripts come from, in words for a person.
pub(super) fn source_name(source: &Source) -> String {
    match source {
        Source::Embedded => "embedded in the binary".to_owned(),
        Source::Directory(folders) => folders.migrations.display().to_string(),
    }
}

/// What every session of the run goes by.
fn wishes(settings: &Settings) -> Wishes {
    let Settings { search_path, lock_wait, locking, consent, isolation, .. } = settings;
    Wishes {
        search_path: search_path.clone(),
        app_role: isolation.app_role.clone(),
        lock_wait: *lock_wait,
        locking: *locking,
        consent: consent.clone(),
    }
}
