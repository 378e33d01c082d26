//! What is wrong with the configuration, as typed facts.

use std::path::PathBuf;

use crate::model::connection::ConnInfoProblem;
use crate::model::migration::search_path::PathProblem;
use crate::model::outcome::code::codes;
use crate::model::verify::find_rule::UnknownRule;

/// What is wrong with the configuration.
#[derive(Debug, Clone)]
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
        source: String,
        why: ConnInfoProblem,
    },
    /// A password that belongs to one place would be sent to another one, which a file of the project names.
    PasswordElsewhere {
        /// Where the password is from.
        password: String,
        /// What names the place.
        named_by: String,
        /// That place.
        place: String,
        /// What the person's own environment names, and by what.
        own_place: String,
        own_named_by: String,
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
    /// A `migrations` folder is here, and nothing says whether to use it: `rollbacks` is not beside it, or a `migrate.toml`
    /// above it names other folders.
    ScriptsNotChosen {
        folder: PathBuf,
        /// The `migrate.toml` above.
        file: Option<PathBuf>,
    },
    /// No `migrate.toml`, no `migrations`, and nobody asked for the embedded scripts.
    NoProject {
        /// The folders that were looked in, the current one first.
        searched: Vec<PathBuf>,
    },
    /// A file that nobody named, and that belongs to another user.
    ForeignOwner {
        file: PathBuf,
        /// Its folder, where that is what belongs to somebody else.
        folder: Option<PathBuf>,
        /// The user id.
        owner: u32,
    },
    /// The database has no schema for the project to work in.
    SearchPath(PathProblem),
    /// The file of `[scratch] before` cannot be read.
    NoGround {
        file: PathBuf,
        why: String,
    },
    /// No URL, no libpq variable, no `--ephemeral`.
    NoDatabase,
}

/// Why a command line cannot be used, in the parser's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct UsageProblem {
    /// One line.
    pub(crate) why: String,
    /// The flag or argument that it is about.
    pub(crate) argument: Option<String>,
    /// What there is instead.
    pub(crate) known: Vec<String>,
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
    Self::PasswordElsewhere { .. } => "password-for-another-host" Usage "a password of the environment would be sent to a host that `.env` or `migrate.toml` names",
    Self::NoSuchService { .. } => "no-such-service" Usage "no service file has the connection service",
    Self::BadServiceFile { .. } => "service-file-malformed" Usage "a line of the service file is not `parameter=value`",
    Self::ScriptsNotChosen { .. } => "scripts-not-chosen" Usage "a folder `migrations` is here, and nothing says to use it: `rollbacks` is not beside it, or a `migrate.toml` above names other folders",
    Self::NoProject { .. } => "no-project" Usage "no `migrate.toml` and no `migrations` were found, and nobody asked for the embedded scripts",
    Self::ForeignOwner { .. } => "file-of-another-user" Usage "`migrate.toml`, `.env` or a folder of scripts that nobody named belongs to another user",
    Self::SearchPath(problem) => in problem.why.code(),
    Self::NoGround { .. } => "before-unreadable" Usage "the file that `[scratch] before` names cannot be read",
    Self::NoDatabase => "no-database" Usage "no database was given",
});
