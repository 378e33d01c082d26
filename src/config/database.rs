//! Which server: a flag, `DATABASE_URL`, libpq's variables, the file, or a throwaway one.

use std::path::{Path, PathBuf};

use super::file::ConfigFile;
use super::{Environment, passwords, services};
use crate::cli::{Cli, ConnectionArgs};
use crate::model::connection::{ConnInfo, Surroundings};
use crate::model::outcome::ephemeral::EphemeralOptions;
use crate::model::outcome::failure::ConfigProblem;
use crate::workflows::database::Server;

/// libpq's environment variables and the parameters they stand for ("Environment Variables").
const LIBPQ: [(&str, &str); 16] = [
    ("PGHOST", "host"),
    ("PGHOSTADDR", "hostaddr"),
    ("PGPORT", "port"),
    ("PGDATABASE", "dbname"),
    ("PGUSER", "user"),
    ("PGPASSWORD", "password"),
    ("PGPASSFILE", "passfile"),
    ("PGSSLMODE", "sslmode"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"),
    ("PGCHANNELBINDING", "channel_binding"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
    ("PGTARGETSESSIONATTRS", "target_session_attrs"),
    ("PGAPPNAME", "application_name"),
    ("PGOPTIONS", "options"),
];

/// The parameters that say which database, and do not only say how to get there.
const PLACE: [&str; 6] = ["service", "host", "hostaddr", "port", "dbname", "user"];

/// The server that was settled on.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub(super) server: Server,
    /// A password file that may not be used.
    pub(super) ignored_pass_file: Option<PathBuf>,
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
        return Ok(Chosen { server, ignored_pass_file: None });
    }
    let info = parameters(cli, config, environment)?;
    let around = surroundings(environment);
    let mut options = info
        .resolve(&around)
        .map_err(|why| ConfigProblem::ConnInfo { source: "the connection parameters", why })?;
    options.wait = args.wait.unwrap_or_default();
    options.allow_pooler = args.allow_pooler;
    let ignored_pass_file =
        passwords::fill(&mut options, info.get("passfile"), &around.default_host, environment);
    Ok(Chosen { server: Server::Given(options), ignored_pass_file })
}

/// Every parameter from where it counts most: a URL, its service, libpq's variables, the file.
fn parameters(cli: &Cli, config: &ConfigFile, environment: &Environment) -> Result<ConnInfo, ConfigProblem> {
    let from_file = from_file(cli, config, environment)?;
    let mut info = match (&cli.connection.database_url, environment.get("DATABASE_URL")) {
        (Some(url), _) => parse("--database-url", url)?,
        // `--env production` asks for that database: a DATABASE_URL or a PGHOST left in the shell or
        // in `.env` must not lead elsewhere.
        (None, _) if from_file.is_named_environment && !from_file.info.is_empty() => from_file.info.clone(),
        (None, Some(url)) => parse("DATABASE_URL", url)?,
        (None, None) => ConnInfo::default(),
    };
    let named = !info.is_empty();
    let mut variables = ConnInfo::default();
    for (variable, parameter) in LIBPQ {
        if let Some(value) = environment.get(variable) {
            variables
                .set(parameter, value)
                .map_err(|why| ConfigProblem::ConnInfo { source: "the environment", why })?;
        }
    }
    // As in libpq, a service beats the variables.
    let service = info.get("service").or_else(|| environment.get("PGSERVICE")).map(ToOwned::to_owned);
    let is_chosen = named || service.is_some();
    if let Some(service) = &service {
        info.fill_from(services::find(service, environment)?);
    }
    info.fill_from(variables);
    if !named {
        info.fill_from(from_file.info);
        if service.is_none()
            && let Some(service) = info.get("service").map(ToOwned::to_owned)
        {
            info.fill_from(services::find(&service, environment)?);
        }
    }
    let says_where = PLACE.iter().any(|name| info.get(name).is_some());
    if is_chosen || says_where { Ok(info) } else { Err(ConfigProblem::NoDatabase) }
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
fn environment_name<'a>(cli: &'a Cli, environment: &'a Environment) -> Option<&'a str> {
    cli.project.env.as_deref().or_else(|| environment.get("MIGRATE_ENV"))
}

/// The chosen environment, if it is a protected one.
pub(super) fn protected(cli: &Cli, config: &ConfigFile, environment: &Environment) -> Option<String> {
    let name = environment_name(cli, environment)?;
    config.env.get(name).is_some_and(|section| section.protected).then(|| name.to_owned())
}

struct FromFile {
    info: ConnInfo,
    is_named_environment: bool,
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

fn parse(source: &'static str, text: &str) -> Result<ConnInfo, ConfigProblem> {
    ConnInfo::parse(text).map_err(|why| ConfigProblem::ConnInfo { source, why })
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
