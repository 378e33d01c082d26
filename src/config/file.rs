//! `migrate.toml`: its form, and where it is found. Unknown keys are errors: a typo in a setting must
//! not be silence.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use super::Environment;
use crate::cli::ProjectArgs;
use crate::model::outcome::failure::ConfigProblem;
use crate::model::partitions::interval::Interval;
use crate::model::partitions::key::Epoch;
use crate::model::roundtrip::limit::Limit;

/// A configuration file that was found, and where.
#[derive(Debug)]
pub(super) struct FoundFile {
    /// Paths inside the file are relative to this folder.
    pub(super) folder: PathBuf,
    pub(super) content: ConfigFile,
}

/// `migrate.toml`: what a project's scripts, database and tenants are, and what `migrate` may do.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfigFile {
    pub(super) scripts: Option<Scripts>,
    pub(super) database: Option<Database>,
    pub(super) tenant: Option<Tenant>,
    #[serde(default)]
    pub(super) partitions: Vec<Partitions>,
    #[serde(default)]
    pub(super) verify: Verify,
    #[serde(default)]
    pub(super) drift: Drift,
    /// `[roundtrip]`: what one script may cost, by the names of the limits.
    #[serde(default)]
    #[schemars(schema_with = "limits")]
    pub(super) roundtrip: BTreeMap<String, toml::Value>,
    #[serde(default)]
    pub(super) env: BTreeMap<String, EnvironmentSection>,
}

/// `[scripts]`: the folders to read. Without this section the embedded scripts are used.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Scripts {
    pub(super) migrations: PathBuf,
    pub(super) rollbacks: PathBuf,
}

impl Default for Scripts {
    fn default() -> Self {
        Self { migrations: "migrations".into(), rollbacks: "rollbacks".into() }
    }
}

/// `[database]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Database {
    pub(super) url: Option<String>,
    /// The schemas that every script starts with; the first holds the history.
    pub(super) search_path: Option<Vec<String>>,
    /// What `up` does with a database that has tables and no history.
    #[serde(default)]
    pub(super) existing: ExistingTables,
    /// A role whose bookkeeping tables are trusted, beside the one that connects.
    pub(super) owner: Option<String>,
}

/// `existing` of `[database]`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ExistingTables {
    /// They are another tool's, or another project's: exit code 4.
    #[default]
    Refuse,
    /// The history begins beside them.
    Allow,
}

/// `[tenant]`: how tables tell tenants apart.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Tenant {
    pub(super) column: Option<String>,
    pub(super) column_type: Option<String>,
    pub(super) setting: Option<String>,
    pub(super) app_role: Option<String>,
}

/// `[verify]`: what is intentional.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Verify {
    /// Whether `up` and `redo` let only migrations pass that make nothing worse.
    #[serde(default)]
    pub(super) gate: bool,
    #[serde(default)]
    pub(super) global: Vec<GlobalTable>,
    #[serde(default)]
    pub(super) exempt: Vec<Exempt>,
    /// Settings beside the tenant that the probe's sessions have.
    #[serde(default)]
    pub(super) settings: BTreeMap<String, String>,
    /// Values of columns in the probe's rows.
    #[serde(default)]
    pub(super) values: BTreeMap<String, String>,
}

/// `[[verify.global]]`: a table whose rows are everybody's.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GlobalTable {
    pub(super) table: String,
    pub(super) reason: String,
}

/// `[[verify.exempt]]`: an intentional finding.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Exempt {
    #[schemars(extend("examples" = ["T01", "rls-disabled"]))]
    pub(super) rule: String,
    pub(super) object: String,
    pub(super) reason: String,
}

/// `[drift]`: what may differ from what the migrations make.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Drift {
    #[serde(default)]
    pub(super) ignore: Vec<DriftIgnore>,
}

/// `[[drift.ignore]]`: objects, `*` in their name stands for any letters.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DriftIgnore {
    pub(super) object: String,
    pub(super) reason: String,
}

/// `[[partitions]]`: a table that is partitioned by time.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Partitions {
    pub(super) schema: Option<String>,
    pub(super) table: String,
    pub(super) column: Option<String>,
    /// hour, day, week, month, quarter or year.
    #[schemars(extend("enum" = Interval::ALL.map(Interval::as_str)))]
    pub(super) interval: String,
    /// `Europe/Berlin` or `+05:30`: whose midnights periods begin at.
    pub(super) timezone: Option<String>,
    /// seconds or milliseconds: what a key of whole numbers counts since 1970.
    #[schemars(extend("enum" = Epoch::ALL.map(Epoch::as_str)))]
    pub(super) epoch: Option<String>,
    pub(super) ahead: Option<u32>,
    /// `24m`: `partitions retire` detaches what is older.
    pub(super) keep: Option<String>,
    /// What new partitions are called: `activities_%Y_%m`.
    pub(super) name: Option<String>,
    /// Whether a DEFAULT partition is wanted.
    #[serde(default)]
    pub(super) default: bool,
}

/// `[env.NAME]`: what is different there.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EnvironmentSection {
    pub(super) url: Option<String>,
    /// What takes data away needs the database's name there.
    #[serde(default)]
    pub(super) protected: bool,
}

/// The JSON Schema of the file.
pub(crate) fn schema() -> Schema {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<ConfigFile>();
    schema.insert("title".to_owned(), "migrate.toml".into());
    schema
}

/// Each limit and how its amount is written.
fn limits(_: &mut SchemaGenerator) -> Schema {
    let amount = |limit: Limit| match limit {
        Limit::FullScan => {
            json_schema!({ "type": ["integer", "string"], "description": "rows, such as 1000000" })
        }
        Limit::Wal | Limit::TempFiles | Limit::Rewrite => {
            json_schema!({ "type": ["string", "integer"], "description": "a size such as \"100MB\" or \"2GB\", or 0" })
        }
        Limit::ExclusiveLock | Limit::WriteLock | Limit::ReadWait | Limit::WriteWait | Limit::Duration => {
            json_schema!({ "type": "string", "description": "a duration such as \"500ms\", \"2s\" or \"1min\"" })
        }
    };
    let properties: BTreeMap<&str, Schema> =
        Limit::ALL.into_iter().map(|(limit, key)| (key, amount(limit))).collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// Finds and reads the file: the one that was named, or `migrate.toml` in the project's folder.
/// `None` when none was named and there is none.
pub(super) fn read(
    args: &ProjectArgs,
    environment: &Environment,
) -> Result<Option<FoundFile>, ConfigProblem> {
    let named = args.config.clone().or_else(|| environment.get("MIGRATE_CONFIG").map(PathBuf::from));
    let file = match &named {
        Some(file) => file.clone(),
        None => {
            let file = args.dir.clone().unwrap_or_default().join("migrate.toml");
            if !file.is_file() {
                return Ok(None);
            }
            file
        }
    };
    let text = std::fs::read_to_string(&file)
        .map_err(|error| ConfigProblem::Unreadable { file: file.clone(), why: error.to_string() })?;
    let content = toml::from_str(&text).map_err(|error| problem(&file, &text, &error))?;
    let folder = file.parent().map(Path::to_owned).unwrap_or_default();
    Ok(Some(FoundFile { folder, content }))
}

/// The parser's message and place, without its quotation of the line: it may hold a password.
fn problem(file: &Path, text: &str, error: &toml::de::Error) -> ConfigProblem {
    let at = error.span().map(|span| crate::model::sql::position::Position::at_byte(text, span.start));
    let message = error.message().to_owned();
    let why = at.map_or(message.clone(), |at| format!("line {}, column {}: {message}", at.line, at.column));
    ConfigProblem::NotToml { file: file.to_owned(), why }
}
