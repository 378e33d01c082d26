//! What every command works with, and what it hands back.

use std::panic::resume_unwind;
use std::sync::{Arc, OnceLock};

use crate::cli::GateArgs;
use crate::config::Settings;
use crate::files::{self, Depth};
use crate::model::migration::pair::Pair;
use crate::model::migration::project::Source;
use crate::model::migration::statement_check;
use crate::model::outcome::ephemeral::ThrowawayServer;
use crate::model::outcome::event::{Event, Reporter};
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::verify::gate::Gate;
use crate::model::verify::refusal::VerifyRefusal;
use crate::ui::{Console, Shown};
use crate::workflows::adopt::ProofServers;
use crate::workflows::database::{Database, Server, Stop, Wishes};
use crate::workflows::up::{self, UpRequest};

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
    /// Where the command works, as soon as that is known.
    pub(crate) place: ServerPlace,
}

/// Where a command works, for what is said of its failure.
#[derive(Debug, Clone, Default)]
pub(crate) struct ServerPlace(Arc<OnceLock<ThrowawayServer>>);

impl ServerPlace {
    fn settle(&self, database: &Database, console: &Console) {
        if let Some(server) = database.throwaway_server() {
            console.works_on(&server);
            self.0.get_or_init(|| server);
        }
    }

    /// A failure of the command: where it works on a throwaway server, it failed there.
    pub(crate) fn blame(&self, failure: Failure) -> Failure {
        match self.0.get() {
            Some(server) => failure.on_throwaway(server.clone()),
            None => failure,
        }
    }
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
            return Ok((self.database(&pairs).await?, pairs));
        }
        let (source, console) = (self.settings.source()?.clone(), Arc::clone(&self.console));
        let name = source_name(&source);
        let reading = tokio::task::spawn_blocking(move || files::discover(&source, Depth::Text));
        let mut database = self.database(&[]).await?;
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
    pub(super) fn gate(&self, args: &GateArgs) -> Result<Option<Gate>, Failure> {
        if !args.is_wanted(self.settings.gate) {
            return Ok(None);
        }
        let scope = self.settings.isolation.clone();
        if !scope.is_configured {
            return Err(Failure::Refused(Refusal::Verify(VerifyRefusal::NoTenant)));
        }
        Ok(Some(Gate::new(scope)))
    }

    /// The database that was asked for, with the schema that the project's scripts make. A throwaway server is empty:
    /// there, all of them are applied first. A given database is taken as it is, whatever the scripts are.
    pub(super) async fn schema_database(self) -> Result<Database, Failure> {
        let pairs = if self.settings.is_throwaway() { self.pairs()? } else { Vec::new() };
        self.applied_database(&pairs).await
    }

    /// The same, with scripts that were read already.
    pub(super) async fn applied_database(self, scripts: &[Pair]) -> Result<Database, Failure> {
        let database = Box::pin(self.database(scripts)).await?;
        if database.is_throwaway() {
            Box::pin(up::run(&database, scripts, UpRequest::EVERYTHING, None)).await?;
        }
        Ok(database)
    }

    /// The database that was asked for. A throwaway server is prepared for these scripts.
    pub(super) async fn database(self, scripts: &[Pair]) -> Result<Database, Failure> {
        if let Some((file, why)) = self.settings.ignored_pass_file() {
            self.console.event(&Event::PassFileIgnored { file, why });
        }
        let wishes = wishes(&self.settings);
        let console = Arc::clone(&self.console);
        let database = Database::reach(&self.settings.server()?, scripts, wishes, console, self.stop).await?;
        self.place.settle(&database, &self.console);
        Ok(database)
    }

    /// A database on a server of its own, beside the one that was asked for, and prepared for these scripts. What fails
    /// there has to say so: see [`ServerPlace::blame`].
    pub(super) async fn second_database(&self, scripts: &[Pair]) -> Result<Database, Failure> {
        let (console, stop) = (Arc::clone(&self.console), Arc::clone(&self.stop));
        Database::reach(&self.settings.throwaway(), scripts, wishes(&self.settings), console, stop).await
    }

    /// Throwaway servers to compare scripts on, of which nothing is reported line by line.
    pub(super) fn proof_servers(&self) -> ProofServers {
        ProofServers::new(self.settings.throwaway(), wishes(&self.settings), Arc::clone(&self.stop))
    }

    /// A database on a server of its own, prepared for these scripts.
    pub(super) async fn throwaway(self, scripts: &[Pair]) -> Result<Database, Failure> {
        let server: Server = self.settings.throwaway();
        let console = Arc::clone(&self.console);
        let database = Database::reach(&server, scripts, wishes(&self.settings), console, self.stop).await?;
        self.place.settle(&database, &self.console);
        Ok(database)
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
    let Settings { search_path, lock_wait, locking, consent, isolation, ground, .. } = settings;
    Wishes {
        search_path: search_path.clone(),
        app_role: isolation.app_role.clone(),
        lock_wait: *lock_wait,
        locking: *locking,
        consent: consent.clone(),
        ground: ground.clone(),
    }
}
