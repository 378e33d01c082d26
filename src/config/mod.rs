//! From flags, environment and `migrate.toml` to settled `Settings`: a flag beats the environment,
//! the environment beats the file.

mod consent;
mod database;
mod drift;
mod environment;
mod file;
mod partitions;
mod passwords;
mod roundtrip;
mod scripts;
mod services;
mod verify;

use std::path::Path;
use std::time::Duration;

pub(crate) use environment::Environment;
pub(crate) use file::schema;

use crate::cli::Cli;
use crate::model::fingerprint::ignore::Ignored;
use crate::model::migration::consent::Consent;
use crate::model::migration::project::{Source, Tenancy};
use crate::model::migration::search_path::SearchPath;
use crate::model::outcome::failure::{ConfigProblem, Failure};
use crate::model::partitions::config::PartitionConfig;
use crate::model::roundtrip::limit::Limits;
use crate::model::verify::scope::Scope;
use crate::workflows::database::Server;
use database::Chosen;
use file::ConfigFile;

/// Everything that a command needs to know, settled.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) source: Source,
    pub(crate) tenancy: Tenancy,
    /// What was configured; without it the login's own path counts.
    pub(crate) search_path: Option<SearchPath>,
    /// What is allowed beyond the usual.
    pub(crate) consent: Consent,
    pub(crate) lock_wait: Duration,
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
    chosen: Result<Chosen, ConfigProblem>,
    throwaway: Server,
}

impl Settings {
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

    /// Whether a throwaway server was asked for.
    pub(crate) fn is_throwaway(&self) -> bool {
        matches!(&self.chosen, Ok(Chosen { server: Server::Ephemeral(_), .. }))
    }

    /// A password file that was skipped, because others may read it.
    pub(crate) fn ignored_pass_file(&self) -> Option<&Path> {
        self.chosen.as_ref().ok()?.ignored_pass_file.as_deref()
    }

    /// A throwaway server, whatever was asked for.
    pub(crate) fn throwaway(&self) -> Server {
        self.throwaway.clone()
    }
}

/// How long to wait for another run where nothing else is said.
const LOCK_WAIT: Duration = Duration::from_secs(60);

/// Settles everything that was asked for.
pub(crate) fn settle(cli: &Cli, environment: &Environment) -> Result<Settings, Failure> {
    let file = file::read(&cli.project, environment).map_err(Failure::Config)?;
    let source = scripts::source(&cli.project, file.as_ref(), environment).map_err(Failure::Config)?;
    let config = file.map(|file| file.content).unwrap_or_default();
    settled(cli, environment, &config, source)
}

/// The settings of a command that looks at no project: whatever is wrong with one here does not matter.
pub(crate) fn without_project(cli: &Cli, environment: &Environment) -> Result<Settings, Failure> {
    settled(cli, environment, &ConfigFile::default(), Source::Embedded)
}

fn settled(
    cli: &Cli,
    environment: &Environment,
    config: &ConfigFile,
    source: Source,
) -> Result<Settings, Failure> {
    Ok(Settings {
        source,
        tenancy: verify::tenancy(config),
        search_path: search_path(config).map_err(Failure::Config)?,
        consent: consent::given(cli, config).map_err(Failure::Config)?,
        lock_wait: cli.connection.lock_wait.unwrap_or(LOCK_WAIT),
        partitions: partitions::wishes(config).map_err(Failure::Config)?,
        gate: config.verify.gate,
        isolation: verify::scope(config).map_err(Failure::Config)?,
        drift_ignored: drift::ignored(config).map_err(Failure::Config)?,
        limits: roundtrip::limits(config).map_err(Failure::Config)?,
        protected: database::protected(cli, config, environment),
        chosen: database::server(cli, config, environment),
        throwaway: Server::Ephemeral(database::ephemeral(&cli.connection, environment)),
    })
}

fn search_path(config: &ConfigFile) -> Result<Option<SearchPath>, ConfigProblem> {
    let Some(names) = config.database.as_ref().and_then(|database| database.search_path.as_ref()) else {
        return Ok(None);
    };
    SearchPath::new(names).map(Some).ok_or(ConfigProblem::BadValue {
        name: "database.search_path".to_owned(),
        wanted: "one or more schema names of at most 63 bytes",
    })
}
