//! Connection parameters from where they count most, each with who said it: a URL, its service, libpq's variables, the
//! file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Environment, services};
use crate::model::connection::{ConnInfo, KEYWORDS};
use crate::model::outcome::failure::ConfigProblem;

/// libpq's environment variables and the parameters they stand for ("Environment Variables"). Left out are those that
/// change nothing here: `PGCLIENTENCODING` (scripts are UTF-8), `PGDATESTYLE`, `PGTZ` and `PGGEQO` (sessions have settings
/// of their own), `PGSSLCOMPRESSION`, `PGLOADBALANCEHOSTS`, and what is only about Kerberos (`PGKRBSRVNAME`, `PGGSSLIB`,
/// `PGGSSDELEGATION`). Those that ask for more safety than there is are refused.
const LIBPQ: [(&str, &str); 26] = [
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
    ("PGSSLSNI", "sslsni"),
    ("PGCHANNELBINDING", "channel_binding"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
    ("PGTARGETSESSIONATTRS", "target_session_attrs"),
    ("PGAPPNAME", "application_name"),
    ("PGOPTIONS", "options"),
    ("PGGSSENCMODE", "gssencmode"),
    ("PGSSLNEGOTIATION", "sslnegotiation"),
    ("PGSSLCERTMODE", "sslcertmode"),
    ("PGSSLCRL", "sslcrl"),
    ("PGSSLCRLDIR", "sslcrldir"),
    ("PGREQUIREPEER", "requirepeer"),
    ("PGREQUIREAUTH", "require_auth"),
    ("PGSSLMINPROTOCOLVERSION", "ssl_min_protocol_version"),
    ("PGMINPROTOCOLVERSION", "min_protocol_version"),
];

/// The parameters that say which database, and do not only say how to get there.
const PLACE: [&str; 6] = ["service", "host", "hostaddr", "port", "dbname", "user"];

/// Who said a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// `--database-url`.
    Flag,
    Variable {
        name: &'static str,
        /// The `.env` that it is in.
        file: Option<PathBuf>,
    },
    /// A section of a service file.
    Service(String),
    /// `migrate.toml`.
    File,
}

impl Origin {
    /// A variable, and whether the person who calls has set it.
    fn variable(name: &'static str, environment: &Environment) -> Self {
        Self::Variable { name, file: environment.file_of(name).map(ToOwned::to_owned) }
    }

    /// Whether a file of the project says it.
    pub(super) fn is_file(&self) -> bool {
        matches!(self, Self::File | Self::Variable { file: Some(_), .. })
    }
}

/// The parameters, and who said each of them.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    pub(super) info: ConnInfo,
    origins: BTreeMap<&'static str, Origin>,
    /// The section of the service that was named.
    pub(super) service: Option<ConnInfo>,
}

impl Parameters {
    /// Who said a parameter; `None` where nobody did.
    pub(super) fn origin(&self, keyword: &str) -> Option<&Origin> {
        self.origins.get(keyword)
    }

    /// Takes what is not set yet.
    fn fill(&mut self, info: ConnInfo, origin: impl Fn(&str) -> Origin) {
        self.info.fill_from(info);
        for keyword in KEYWORDS {
            if self.info.get(keyword).is_some() {
                self.origins.entry(keyword).or_insert_with(|| origin(keyword));
            }
        }
    }
}

/// What `migrate.toml` has for the environment that was chosen.
#[derive(Debug, Clone, Default)]
pub(super) struct FromFile {
    pub(super) info: ConnInfo,
    pub(super) is_named_environment: bool,
}

/// Every parameter from where it counts most.
pub(super) fn gather(
    flag: Option<&str>,
    file: FromFile,
    environment: &Environment,
) -> Result<Parameters, ConfigProblem> {
    let mut parameters = Parameters::default();
    match (flag, environment.get("DATABASE_URL")) {
        (Some(url), _) => parameters.fill(parse("--database-url", url)?, |_| Origin::Flag),
        // `--env production` asks for that database: a DATABASE_URL or a PGHOST left in the shell or
        // in `.env` must not lead elsewhere.
        (None, _) if file.is_named_environment && !file.info.is_empty() => {
            parameters.fill(file.info.clone(), |_| Origin::File);
        }
        (None, Some(url)) => {
            parameters.fill(parse("DATABASE_URL", url)?, |_| Origin::variable("DATABASE_URL", environment));
        }
        (None, None) => {}
    }
    let named = !parameters.info.is_empty();
    let variables = variables(environment)?;
    // As in libpq, a service beats the variables.
    let service =
        parameters.info.get("service").or_else(|| environment.get("PGSERVICE")).map(ToOwned::to_owned);
    let is_chosen = named || service.is_some();
    if let Some(service) = &service {
        parameters.take_service(service, environment)?;
    }
    let variable_of = |keyword: &str| LIBPQ.iter().find(|(_, parameter)| *parameter == keyword);
    parameters.fill(variables, |keyword| {
        variable_of(keyword).map_or(Origin::File, |(name, _)| Origin::variable(name, environment))
    });
    if !named {
        parameters.fill(file.info, |_| Origin::File);
        if service.is_none()
            && let Some(service) = parameters.info.get("service").map(ToOwned::to_owned)
        {
            parameters.take_service(&service, environment)?;
        }
    }
    let says_where = PLACE.iter().any(|name| parameters.info.get(name).is_some());
    if is_chosen || says_where { Ok(parameters) } else { Err(ConfigProblem::NoDatabase) }
}

impl Parameters {
    fn take_service(&mut self, name: &str, environment: &Environment) -> Result<(), ConfigProblem> {
        let section = services::find(name, environment)?;
        self.service = Some(section.clone());
        self.fill(section, |_| Origin::Service(name.to_owned()));
        Ok(())
    }
}

/// What libpq's variables say. An address in a `.env` does not go with a host of the person's, nor the other way round:
/// both are one place.
pub(super) fn variables(environment: &Environment) -> Result<ConnInfo, ConfigProblem> {
    let has_own_place = ["PGHOST", "PGHOSTADDR"].iter().any(|name| environment.own(name).is_some());
    let mut variables = ConnInfo::default();
    for (variable, parameter) in LIBPQ {
        let is_passed_over =
            has_own_place && parameter.starts_with("host") && environment.own(variable).is_none();
        if let Some(value) = environment.get(variable).filter(|_| !is_passed_over) {
            variables
                .set(parameter, value)
                .map_err(|why| ConfigProblem::ConnInfo { source: variable.to_owned(), why })?;
        }
    }
    // The older way to say it, which libpq still knows.
    if environment.get("PGREQUIRESSL").is_some_and(|on| on.starts_with('1'))
        && variables.get("sslmode").is_none()
    {
        let set = variables.set("sslmode", "require");
        set.map_err(|why| ConfigProblem::ConnInfo { source: "PGREQUIRESSL".to_owned(), why })?;
    }
    Ok(variables)
}

/// Reads a URL or `key=value` words.
pub(super) fn parse(source: &str, text: &str) -> Result<ConnInfo, ConfigProblem> {
    ConnInfo::parse(text).map_err(|why| ConfigProblem::ConnInfo { source: source.to_owned(), why })
}
