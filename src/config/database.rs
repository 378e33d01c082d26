//! Which server: the one that the parameters lead to, or a throwaway one.

use std::path::{Path, PathBuf};

use super::file::ConfigFile;
use super::parameters::{FromFile, gather, parse};
use super::{Environment, passwords};
use crate::cli::{Cli, ConnectionArgs};
use crate::model::connection::passfile::PassFileFault;
use crate::model::connection::{ConnInfo, Surroundings};
use crate::model::outcome::ephemeral::EphemeralOptions;
use crate::model::outcome::failure::ConfigProblem;
use crate::workflows::database::Server;

/// The server that was settled on.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub(super) server: Server,
    /// A password file that was not used, and why.
    pub(super) ignored_pass_file: Option<(PathBuf, PassFileFault)>,
    /// `search_path` among the parameters.
    pub(super) search_path: Option<String>,
}

/// The server that was asked for.
pub(super) fn server(
    cli: &Cli,
    config: &ConfigFile,
    environment: &Environment,
) -> Result<Chosen, ConfigProblem> {
    let args = &cli.connection;
    if args.ephemeral || args.ephemeral_keep {
        let server = Server::Ephemeral(ephemeral(args, environment));
        return Ok(Chosen { server, ignored_pass_file: None, search_path: None });
    }
    let flag = args.database_url.as_deref();
    let wanted = gather(flag, from_file(cli, config, environment)?, environment)?;
    let around = surroundings(environment);
    let unusable = |why| ConfigProblem::ConnInfo { source: "the connection parameters".to_owned(), why };
    let mut options = wanted.info.resolve(&around).map_err(unusable)?;
    options.wait = args.wait.unwrap_or_default();
    options.allow_pooler = args.allow_pooler;
    let own = passwords::Own::of(flag, &environment.without_files())?;
    let ignored_pass_file = passwords::fill(&mut options, &wanted, &own, &around.default_host, environment)?;
    let search_path = wanted.info.get("search_path").map(ToOwned::to_owned);
    Ok(Chosen { server: Server::Given(options), ignored_pass_file, search_path })
}

fn surroundings(environment: &Environment) -> Surroundings {
    let os_user = environment.get("USER").or_else(|| environment.get("LOGNAME")).unwrap_or("postgres");
    Surroundings {
        os_user: os_user.to_owned(),
        default_host: default_host().to_owned(),
        certificates: environment.home().map(|home| home.join(".postgresql")),
    }
}

/// The environment of `migrate.toml` that was asked for.
pub(super) fn environment_name<'a>(cli: &'a Cli, environment: &'a Environment) -> Option<&'a str> {
    cli.project.env.as_deref().or_else(|| environment.get("MIGRATE_ENV"))
}

/// The chosen environment, if it is a protected one.
pub(super) fn protected(cli: &Cli, config: &ConfigFile, environment: &Environment) -> Option<String> {
    let name = environment_name(cli, environment)?;
    config.env.get(name).is_some_and(|section| section.protected).then(|| name.to_owned())
}

/// The URL of `migrate.toml`: that of the chosen environment, or the general one.
fn from_file(cli: &Cli, config: &ConfigFile, environment: &Environment) -> Result<FromFile, ConfigProblem> {
    let name = environment_name(cli, environment);
    let general = config.database.as_ref().and_then(|database| database.url.as_ref());
    let url = match name {
        None => general,
        Some(name) => match config.env.get(name) {
            Some(section) => section.url.as_ref().or(general),
            None => {
                let known = config.env.keys().cloned().collect();
                return Err(ConfigProblem::NoSuchEnvironment { name: name.to_owned(), known });
            }
        },
    };
    let info = url.map_or(Ok(ConnInfo::default()), |url| parse("migrate.toml", url))?;
    Ok(FromFile { info, is_named_environment: name.is_some() })
}

/// libpq's default: Debian's socket folder where it is there, the machine itself otherwise.
fn default_host() -> &'static str {
    let socket = "/var/run/postgresql";
    if Path::new(socket).is_dir() { socket } else { "localhost" }
}

/// How to start a throwaway server.
pub(super) fn ephemeral(args: &ConnectionArgs, environment: &Environment) -> EphemeralOptions {
    let path = environment.get("PATH").unwrap_or_default();
    let base =
        environment.get("MIGRATE_EPHEMERAL_DIR").or_else(|| environment.get("TMPDIR")).unwrap_or("/tmp");
    EphemeralOptions {
        pg_bin: args.pg_bin.clone().or_else(|| environment.get("MIGRATE_PG_BIN").map(PathBuf::from)),
        search_path: std::env::split_paths(path).collect(),
        run_as: environment.get("MIGRATE_PG_USER").map(ToOwned::to_owned),
        base: Path::new(base).join(format!("migrate-pg-{}", environment.user_id())),
        keep: args.ephemeral_keep,
        settings: Vec::new(),
    }
}
