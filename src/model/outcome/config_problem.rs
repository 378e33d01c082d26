//! What is wrong with the configuration, as typed facts.

use std::path::PathBuf;

use crate::model::connection::ConnInfoProblem;
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
    /// No URL, no libpq variable, no `--ephemeral`.
    NoDatabase,
}
