//! From flags, environment and `migrate.toml` to settled `Settings`: a flag beats the environment,
//! the environment beats the file.

mod consent;
mod database;
mod drift;
mod environment;
mod file;
mod locks;
mod ownership;
mod parameters;
mod partitions;
mod passwords;
mod project;
mod roundtrip;
mod scratch;
mod scripts;
mod search_path;
mod services;
mod verify;

use std::path::{Path, PathBuf};
use std::time::Duration;

pub(crate) use environment::Environment;
pub(crate) use file::SCHEMA;

use crate::cli::Cli;
use crate::model::connection::passfile::PassFileFault;
use crate::model::fingerprint::ignore::Ignored;
use crate::model::locks::policy::LockPolicy;
use crate::model::migration::ground::Ground;
use crate::model::migration::numbering::Numbering;
use crate::model::migration::project::{Consent, Source, Tenancy};
use crate::model::migration::search_path::SearchPath;
use crate::model::outcome::ephemeral::EphemeralOptions;
use crate::model::outcome::failure::{ConfigProblem, Failure};
use crate::model::partitions::config::PartitionConfig;
use crate::model::roundtrip::limit::Limits;
use crate::model::verify::scope::Scope;
use crate::workflows::database::Server;
use database::Chosen;
use file::ConfigFile;
use project::Place;

/// Everything that a command needs to know, settled.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) tenancy: Tenancy,
    /// What was configured; without it the login's own path counts.
    pub(crate) search_path: Option<SearchPath>,
    /// What is allowed beyond the usual.
    pub(crate) consent: Consent,
    pub(crate) lock_wait: Duration,
    /// How new migrations are counted; without it, the existing ones say so.
    pub(crate) numbering: Option<Numbering>,
    /// What a database to try scripts in has before they come.
    pub(crate) ground: Ground,
    /// How scripts get the locks on tables.
    pub(crate) locking: LockPolicy,
    /// The tables whose partitions are looked after.
    pub(crate) partitions: Vec<PartitionConfig>,
    /// What `verify` goes by.
    pub(crate) isolation: Scope,
    /// Whether migrations must pass its rules where the command line says nothing.
    pub(crate) gate: bool,
    /// What `drift` may find.
    pub(crate) drift_ignored: Vec<Ignored>,
    /// What `roundtrip` lets one script cost.
    pub(crate) limits: Limits,
    /// The chosen environment, if `migrate.toml` protects it.
    pub(crate) protected: Option<String>,
    source: Result<Source, ConfigProblem>,
    chosen: Result<Chosen, ConfigProblem>,
    throwaway: EphemeralOptions,
}

impl Settings {
    /// The project's scripts; that there is no project matters only to commands that need them.
    pub(crate) fn source(&self) -> Result<&Source, Failure> {
        self.source.as_ref().map_err(|problem| Failure::Config(problem.clone()))
    }

    /// The project's scripts, or, where there is no project, the embedded ones.
    pub(crate) fn source_or_embedded(&self) -> Result<&Source, Failure> {
        match &self.source {
            Err(ConfigProblem::NoProject { .. }) => Ok(&Source::Embedded),
            _ => self.source(),
        }
    }

    /// The server that was asked for; a problem with it matters only to commands that need one.
    pub(crate) fn server(self) -> Result<Server, Failure> {
        self.chosen.map(|chosen| chosen.server).map_err(Failure::Config)
    }

    /// The name of the database that was asked for; `None` for a throwaway one.
    pub(crate) fn database_name(&self) -> Option<&str> {
        match &self.chosen.as_ref().ok()?.server {
            Server::Given(options) => Some(&options.dbname),
            Server::Ephemeral(_) => None,
        }
    }

    /// What lines of a log call the database; `None` where there is none.
    pub(crate) fn log_name(&self) -> Option<&str> {
        self.chosen.as_ref().ok().map(|_| self.database_name().unwrap_or("throwaway"))
    }

    /// Whether a server was given, and it is known how to get there.
    pub(crate) fn has_server(&self) -> bool {
        self.chosen.as_ref().is_ok_and(|chosen| matches!(chosen.server, Server::Given(_)))
    }

    /// Whether nobody said which server.
    pub(crate) fn lacks_server(&self) -> bool {
        matches!(&self.chosen, Err(ConfigProblem::NoDatabase))
    }

    /// Whether a throwaway server was asked for.
    pub(crate) fn is_throwaway(&self) -> bool {
        matches!(&self.chosen, Ok(Chosen { server: Server::Ephemeral(_), .. }))
    }

    /// A password file that was not used, or not all of it.
    pub(crate) fn ignored_pass_file(&self) -> Option<(&Path, &PassFileFault)> {
        let (file, why) = self.chosen.as_ref().ok()?.ignored_pass_file.as_ref()?;
        Some((file, why))
    }

    /// How a throwaway server is started.
    pub(crate) fn throwaway_options(&self) -> EphemeralOptions {
        self.throwaway.clone()
    }

    /// A throwaway server, whatever was asked for.
    pub(crate) fn throwaway(&self) -> Server {
        Server::Ephemeral(self.throwaway_options())
    }
}

/// How long to wait for another run where nothing else is said.
const LOCK_WAIT: Duration = Duration::from_secs(60);

/// Reads the environment, and `.env` of the current folder.
pub(crate) fn environment(cli: &Cli) -> Result<Environment, Failure> {
    let beside = cli.project.config.as_deref().and_then(Path::parent);
    let beside = beside.map(|folder| Path::new(".").join(folder));
    let named: Vec<PathBuf> = cli.project.dir.clone().into_iter().chain(beside).collect();
    Environment::read(&named).map_err(Failure::Config)
}

/// Settles everything that was asked for.
pub(crate) fn settle(cli: &Cli, environment: &Environment) -> Result<Settings, Failure> {
    let place = project::find(&cli.project, environment).map_err(Failure::Config)?;
    let file = file::read(&place).map_err(Failure::Config)?;
    let source = scripts::source(&cli.project, &place, file.as_ref());
    let config = file.unwrap_or_default();
    // Beside a file that was found above, people expect their `.env` to count, too.
    match &place {
        Place::File { file, is_above: true } => {
            let folder = file.parent().unwrap_or(Path::new(""));
            let environment = environment.with_dot_env_of(folder).map_err(Failure::Config)?;
            settled(cli, &environment, &place, &config, source)
        }
        _ => settled(cli, environment, &place, &config, source),
    }
}

/// The settings of a command that looks at no project: whatever is wrong with one here does not matter.
pub(crate) fn without_project(cli: &Cli, environment: &Environment) -> Result<Settings, Failure> {
    settled(cli, environment, &Place::Folder(PathBuf::new()), &ConfigFile::default(), Ok(Source::Embedded))
}

/// The settings of a command that begins a project in the named folder, or in the current one.
pub(crate) fn begin(cli: &Cli, environment: &Environment) -> Result<Settings, Failure> {
    let folder = cli.project.dir.clone().unwrap_or_default();
    let source = scripts::beginning(&folder);
    settled(cli, environment, &Place::Folder(folder), &ConfigFile::default(), Ok(source))
}

fn settled(
    cli: &Cli,
    environment: &Environment,
    place: &Place,
    config: &ConfigFile,
    source: Result<Source, ConfigProblem>,
) -> Result<Settings, Failure> {
    let chosen = database::server(cli, config, environment);
    let parameter = chosen.as_ref().ok().and_then(|chosen| chosen.search_path.as_deref());
    Ok(Settings {
        source,
        tenancy: verify::tenancy(config),
        numbering: scripts::numbering(config),
        ground: scratch::ground(place, config).map_err(Failure::Config)?,
        search_path: search_path::settle(cli, parameter, config, environment).map_err(Failure::Config)?,
        consent: consent::given(cli, config).map_err(Failure::Config)?,
        lock_wait: cli.connection.lock_wait.unwrap_or(LOCK_WAIT),
        locking: locks::policy(cli, config, environment).map_err(Failure::Config)?,
        partitions: partitions::wishes(config).map_err(Failure::Config)?,
        gate: config.verify.gate,
        isolation: verify::scope(config).map_err(Failure::Config)?,
        drift_ignored: drift::ignored(config).map_err(Failure::Config)?,
        limits: roundtrip::limits(config).map_err(Failure::Config)?,
        protected: database::protected(cli, config, environment),
        chosen,
        throwaway: database::ephemeral(&cli.connection, environment),
    })
}
