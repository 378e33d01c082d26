//! What is wrong with the configuration, as typed facts.

use std::path::PathBuf;

use crate::model::connection::ConnInfoProblem;
use crate::model::migration::search_path::PathProblem;
use crate::model::outcome::code::codes;
use crate::model::verify::find_rule::UnknownRule;

/// What is wrong with the configuration.
#[derive(Debug)]
pub(crate) enum ConfigProblem {
    /// A file that was asked for cannot be read.
    Unreadable {
        file: PathBuf,
        why: String,
    },
    /// `migrate.toml` is not what it should be; the text is the parser's, with line and column.
    NotToml {
        file: PathBuf,
        why: String,
    },
    DotEnv {
        file: PathBuf,
        why: String,
    },
    /// A value of the environment or of `migrate.toml` is not usable.
    BadValue {
        name: String,
        wanted: &'static str,
    },
    /// Neither the name of a time zone nor an offset.
    NoSuchTimeZone {
        name: String,
        /// The names that are nearest to it.
        near: Vec<String>,
    },
    /// An exemption names a rule that there is not.
    NoSuchRule(UnknownRule),
    NoSuchEnvironment {
        name: String,
        known: Vec<String>,
    },
    ConnInfo {
        source: &'static str,
        why: ConnInfoProblem,
    },
    /// No file has this connection service.
    NoSuchService {
        name: String,
        searched: Vec<PathBuf>,
    },
    /// A line that is no parameter; what it says may be a secret.
    BadServiceFile {
        file: PathBuf,
        line: usize,
    },
    /// A `migrations` folder is here, and nothing says whether to use it.
    ScriptsNotChosen,
    /// The database has no schema for the project to work in.
    SearchPath(PathProblem),
    /// No URL, no libpq variable, no `--ephemeral`.
    NoDatabase,
}

codes!(ConfigProblem {
    Self::Unreadable { .. } => "config-unreadable" Usage "a configuration file that was asked for cannot be read",
    Self::NotToml { .. } => "config-malformed" Usage "`migrate.toml` is no TOML, or has an unknown key or a value of another kind",
    Self::DotEnv { .. } => "dotenv-malformed" Usage "`.env` cannot be read, or a line of it is not `NAME=value`",
    Self::BadValue { .. } => "config-bad-value" Usage "a setting of the environment or of `migrate.toml` has a value that it does not take",
    Self::NoSuchTimeZone { .. } => "no-such-time-zone" Usage "neither the name of a time zone nor an offset",
    Self::NoSuchRule(_) => "no-such-exempted-rule" Usage "an exemption names a rule that there is not",
    Self::NoSuchEnvironment { .. } => "no-such-environment" Usage "`--env` names an environment that `migrate.toml` does not have",
    Self::ConnInfo { why, .. } => in why.code(),
    Self::NoSuchService { .. } => "no-such-service" Usage "no service file has the connection service",
    Self::BadServiceFile { .. } => "service-file-malformed" Usage "a line of the service file is not `parameter=value`",
    Self::ScriptsNotChosen => "scripts-not-chosen" Usage "a folder `migrations` is here, and nothing says to use it",
    Self::SearchPath(problem) => in problem.why.code(),
    Self::NoDatabase => "no-database" Usage "no database was given",
});
