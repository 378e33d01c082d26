//! Passwords: from `.pgpass` where none was given, and only for the places that they are meant for.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::Environment;
use super::parameters::{self, FromFile, Origin, Parameters, gather};
use crate::model::connection::passfile::{self, NamedBy, PassFileFault};
use crate::model::connection::password_place::{OwnPlaces, PasswordSource, stray};
use crate::model::connection::{ConnInfo, ConnectOptions, Endpoint};
use crate::model::outcome::failure::ConfigProblem;

/// What the person who calls says, without any file of the project.
pub(super) struct Own {
    parameters: Parameters,
    /// libpq's variables alone.
    variables: ConnInfo,
    /// Whether a place is named that cannot be found without the files: a service, for example, that is only in theirs.
    is_unclear: bool,
}

impl Own {
    /// What the flag and variables lead to. Where that is nothing, libpq's default is meant.
    pub(super) fn of(flag: Option<&str>, alone: &Environment) -> Result<Self, ConfigProblem> {
        let variables = parameters::variables(alone)?;
        Ok(match gather(flag, FromFile::default(), alone) {
            Ok(parameters) => Self { parameters, variables, is_unclear: false },
            Err(problem) => {
                let is_unclear = !matches!(problem, ConfigProblem::NoDatabase);
                Self { parameters: Parameters::default(), variables, is_unclear }
            }
        })
    }

    fn places(&self, default_host: &str) -> OwnPlaces {
        let info = &self.parameters.info;
        let endpoints = || info.endpoints(default_host).unwrap_or_default();
        OwnPlaces {
            endpoints: if self.is_unclear { Vec::new() } else { endpoints() },
            is_said: self.is_unclear || ["host", "hostaddr"].iter().any(|name| info.get(name).is_some()),
        }
    }

    /// Where the sections of services lead, filled up with the person's variables.
    fn places_of(&self, section: &ConnInfo, default_host: &str) -> Vec<Endpoint> {
        let mut info = section.clone();
        info.fill_from(self.variables.clone());
        info.endpoints(default_host).unwrap_or_default()
    }
}

/// Refuses a password that is not for the place it would be sent to, and fills in what `.pgpass` has. Returns the file
/// when it, or a line of it, may not be used. A file that is not there is no matter.
pub(super) fn fill(
    options: &mut ConnectOptions,
    wanted: &Parameters,
    own: &Own,
    default_socket: &str,
    environment: &Environment,
) -> Result<Option<(PathBuf, PassFileFault)>, ConfigProblem> {
    let places = own.places(default_socket);
    if options.password.is_some() {
        let source = source(wanted, own, &places, default_socket);
        return match stray(&options.endpoints, &source, &places) {
            None => Ok(None),
            Some(place) => Err(elsewhere(place, wanted, own, &places)),
        };
    }
    let named = wanted.info.get("passfile").map(PathBuf::from);
    let file = named.or_else(|| environment.home().map(|home| home.join(".pgpass")));
    Ok(file.and_then(|file| from_file(options, &places, file, default_socket)))
}

/// Where the password is from.
fn source(wanted: &Parameters, own: &Own, places: &OwnPlaces, default_socket: &str) -> PasswordSource {
    match (wanted.origin("password"), &wanted.service) {
        (Some(Origin::Service(_)), Some(section)) => {
            PasswordSource::Beside(own.places_of(section, default_socket))
        }
        (Some(Origin::Variable { name: "PGPASSWORD", file: None }), _) => PasswordSource::Variable,
        (Some(origin), _) if !origin.is_file() => PasswordSource::Beside(places.endpoints.clone()),
        _ => PasswordSource::File,
    }
}

fn elsewhere(place: &Endpoint, wanted: &Parameters, own: &Own, places: &OwnPlaces) -> ConfigProblem {
    let first = |parameters: &Parameters, is_wanted: fn(&Origin) -> bool| {
        let places = ["hostaddr", "host", "port", "service"];
        let origin =
            places.iter().find_map(|name| parameters.origin(name).filter(|origin| is_wanted(origin)));
        origin.map(name)
    };
    let own_place = places.endpoints.iter().map(Endpoint::label).collect::<Vec<_>>().join(", ");
    let (own_place, otherwise) = if own.is_unclear {
        ("a server that cannot be found without the files here".to_owned(), "the environment")
    } else {
        (own_place, "libpq's default")
    };
    ConfigProblem::PasswordElsewhere {
        password: wanted.origin("password").map(name).unwrap_or_default(),
        named_by: first(wanted, Origin::is_file).or_else(|| first(wanted, |_| true)).unwrap_or_default(),
        place: place.label(),
        own_place,
        own_named_by: first(&own.parameters, |_| true).unwrap_or_else(|| otherwise.to_owned()),
    }
}

/// What a person would call it.
fn name(origin: &Origin) -> String {
    match origin {
        Origin::Flag => "`--database-url`".to_owned(),
        Origin::Variable { name, file: None } => format!("`{name}` of the environment"),
        Origin::Variable { name, file: Some(file) } => format!("`{name}` in `{}`", file.display()),
        Origin::Service(name) => format!("the service `{name}`"),
        Origin::File => "`migrate.toml`".to_owned(),
    }
}

fn from_file(
    options: &mut ConnectOptions,
    places: &OwnPlaces,
    file: PathBuf,
    default_socket: &str,
) -> Option<(PathBuf, PassFileFault)> {
    let metadata = fs::metadata(&file).ok()?;
    if !metadata.is_file() || metadata.permissions().mode() & 0o077 != 0 {
        return Some((file, PassFileFault::Open));
    }
    let text = fs::read_to_string(&file).ok()?;
    let (dbname, user) = (options.dbname.clone(), options.user.clone());
    let mut ignored = None;
    for endpoint in &mut options.endpoints {
        let fitting =
            |named_by| passfile::password(&text, endpoint, default_socket, &dbname, &user, named_by);
        let named_by = places.named_by(endpoint);
        let password = fitting(named_by);
        if password.is_none() && fitting(NamedBy::Person).is_some() {
            ignored = Some((file.clone(), PassFileFault::AnyHost { place: endpoint.label() }));
        }
        endpoint.password = password;
    }
    ignored
}
