//! Which server: a flag, `DATABASE_URL`, libpq's variables, the file, or a throwaway one.

use std::path::{Path, PathBuf};

use super::Environment;
use super::file::ConfigFile;
use crate::cli::{Cli, ConnectionArgs};
use crate::domain::database::Server;
use crate::model::conninfo::{ConnInfo, Surroundings};
use crate::model::ephemeral::EphemeralOptions;
use crate::model::failure::ConfigProblem;

/// libpq's environment variables and the parameters they stand for ("Environment Variables").
const LIBPQ: [(&str, &str); 9] = [
    ("PGHOST", "host"),
    ("PGPORT", "port"),
    ("PGDATABASE", "dbname"),
    ("PGUSER", "user"),
    ("PGPASSWORD", "password"),
    ("PGSSLMODE", "sslmode"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
    ("PGTARGETSESSIONATTRS", "target_session_attrs"),
];

/// The server that was asked for.
pub(super) fn server(
    cli: &Cli,
    config: &ConfigFile,
    environment: &Environment,
) -> Result<Server, ConfigProblem> {
    let args = &cli.connection;
    if args.ephemeral || args.ephemeral_keep {
        return Ok(Server::Ephemeral(ephemeral(args, environment)));
    }
    let from_file = from_file(cli, config, environment)?;
    let mut info = match (&args.database_url, environment.get("DATABASE_URL")) {
        (Some(url), _) => parse("--database-url", url)?,
        (None, Some(url)) if from_file.is_named_environment => {
            // `--env production` asks for that database: a DATABASE_URL left in the shell or in
            // `.env` must not lead elsewhere.
            if from_file.info.is_empty() { parse("DATABASE_URL", url)? } else { ConnInfo::default() }
        }
        (None, Some(url)) => parse("DATABASE_URL", url)?,
        (None, None) => ConnInfo::default(),
    };
    let named = !info.is_empty();
    for (variable, parameter) in LIBPQ {
        if let Some(value) = environment.get(variable) {
            let mut one = ConnInfo::default();
            one.set(parameter, value)
                .map_err(|why| ConfigProblem::ConnInfo { source: "the environment", why })?;
            info.fill_from(one);
        }
    }
    if !named {
        info.fill_from(from_file.info);
    }
    if info.is_empty() {
        return Err(ConfigProblem::NoDatabase);
    }
    let mut options = info
        .resolve(&surroundings(environment))
        .map_err(|why| ConfigProblem::ConnInfo { source: "the connection parameters", why })?;
    options.wait = args.wait.unwrap_or_default();
    options.allow_pooler = args.allow_pooler;
    Ok(Server::Given(options))
}

fn surroundings(environment: &Environment) -> Surroundings {
    let os_user = environment.get("USER").or_else(|| environment.get("LOGNAME")).unwrap_or("postgres");
    Surroundings {
        os_user: os_user.to_owned(),
        default_host: default_host().to_owned(),
        certificates: environment.home().map(|home| home.join(".postgresql")),
    }
}

struct FromFile {
    info: ConnInfo,
    is_named_environment: bool,
}

/// The URL of `migrate.toml`: that of the chosen environment, or the general one.
fn from_file(cli: &Cli, config: &ConfigFile, environment: &Environment) -> Result<FromFile, ConfigProblem> {
    let name = cli.project.env.as_deref().or_else(|| environment.get("MIGRATE_ENV"));
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
