//! `migrate.toml`: its form. Unknown keys are errors: a typo in a setting must not be silence.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

use super::project::Place;
use crate::model::outcome::failure::ConfigProblem;
#[cfg(test)]
use crate::model::partitions::interval::Interval;
#[cfg(test)]
use crate::model::partitions::key::Epoch;

/// The JSON Schema of the file. It is generated from the types below, by their test.
pub(crate) const SCHEMA: &str = include_str!("schema.json");

/// `migrate.toml`: what a project's scripts, database and tenants are, and what `migrate` may do.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ConfigFile {
    pub(super) scripts: Option<Scripts>,
    pub(super) database: Option<Database>,
    pub(super) tenant: Option<Tenant>,
    pub(super) scratch: Option<Scratch>,
    pub(super) up: Option<Up>,
    #[serde(default)]
    pub(super) partitions: Vec<Partitions>,
    #[serde(default)]
    pub(super) verify: Verify,
    #[serde(default)]
    pub(super) drift: Drift,
    /// `[roundtrip]`: what one script may cost, by the names of the limits.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "tests::limits"))]
    pub(super) roundtrip: BTreeMap<String, toml::Value>,
    #[serde(default)]
    pub(super) env: BTreeMap<String, EnvironmentSection>,
}

/// `[scripts]`: the folders to read. Without this section: `migrations` and `rollbacks` beside the file.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct Scripts {
    pub(super) migrations: PathBuf,
    pub(super) rollbacks: PathBuf,
    /// How `new` counts. Without it, the existing scripts say so.
    pub(super) versions: Option<Versions>,
}

/// `versions` of `[scripts]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(super) enum Versions {
    /// One more than the last: V013.
    Sequence,
    /// The time in UTC: V20261130205959.
    Timestamp,
}

impl Default for Scripts {
    fn default() -> Self {
        Self { migrations: "migrations".into(), rollbacks: "rollbacks".into(), versions: None }
    }
}

/// `[database]`
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(super) enum ExistingTables {
    /// They are another tool's, or another project's: exit code 4.
    #[default]
    Refuse,
    /// The history begins beside them.
    Allow,
}

/// `[tenant]`: how tables tell tenants apart.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Tenant {
    pub(super) column: Option<String>,
    pub(super) column_type: Option<String>,
    pub(super) setting: Option<String>,
    /// What policies use as the tenant that is at work, such as `auth.tenant()`, where it is not the setting itself.
    pub(super) expression: Option<String>,
    /// What the setting is for a tenant, such as `{"tenant_id": {tenant}}`.
    pub(super) value: Option<String>,
    /// Tenants whose rows everybody may read.
    #[serde(default)]
    pub(super) shared: Vec<String>,
    pub(super) app_role: Option<String>,
}

/// `[scratch]`: throwaway servers, and the databases that `roundtrip` makes on a given one.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Scratch {
    /// A file of SQL that runs there before the scripts: roles, schemas and extensions that no migration makes.
    pub(super) before: Option<PathBuf>,
}

/// `[up]`: how `up`, `down` and `redo` get the locks on tables.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Up {
    /// How long one script tries, such as "60s" or "2min", or a number of tries.
    #[cfg_attr(test, schemars(schema_with = "tests::lock_budget"))]
    pub(super) lock_budget: Option<toml::Value>,
    /// How long a script may keep everybody from a table, such as "2s": then it is rolled back.
    pub(super) max_exclusive_lock: Option<String>,
}

/// `[verify]`: what is intentional.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
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
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct GlobalTable {
    pub(super) table: String,
    pub(super) reason: String,
}

/// `[[verify.exempt]]`: an intentional finding.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Exempt {
    #[cfg_attr(test, schemars(extend("examples" = ["T01", "rls-disabled"])))]
    pub(super) rule: String,
    pub(super) object: String,
    pub(super) reason: String,
}

/// `[drift]`: what may differ from what the migrations make.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Drift {
    #[serde(default)]
    pub(super) ignore: Vec<DriftIgnore>,
}

/// `[[drift.ignore]]`: objects, `*` in their name stands for any letters.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct DriftIgnore {
    pub(super) object: String,
    pub(super) reason: String,
}

/// `[[partitions]]`: a table that is partitioned by time.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Partitions {
    pub(super) schema: Option<String>,
    pub(super) table: String,
    pub(super) column: Option<String>,
    /// hour, day, week, month, quarter or year.
    #[cfg_attr(test, schemars(extend("enum" = Interval::ALL.map(Interval::as_str))))]
    pub(super) interval: String,
    /// `Europe/Berlin` or `+05:30`: whose midnights periods begin at.
    pub(super) timezone: Option<String>,
    /// seconds or milliseconds: what a key of whole numbers counts since 1970.
    #[cfg_attr(test, schemars(extend("enum" = Epoch::ALL.map(Epoch::as_str))))]
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
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct EnvironmentSection {
    pub(super) url: Option<String>,
    /// As in `[database]`, which it beats.
    pub(super) search_path: Option<Vec<String>>,
    /// As `[up]`, key by key, which it beats.
    pub(super) up: Option<Up>,
    /// What takes data away needs the database's name there.
    #[serde(default)]
    pub(super) protected: bool,
}

/// Reads the file of a project; `None` where it has none.
pub(super) fn read(place: &Place) -> Result<Option<ConfigFile>, ConfigProblem> {
    let Place::File { file, .. } = place else { return Ok(None) };
    let text = std::fs::read_to_string(file)
        .map_err(|error| ConfigProblem::Unreadable { file: file.clone(), why: error.to_string() })?;
    toml::from_str(&text).map(Some).map_err(|error| problem(file, &text, &error))
}

/// The parser's message and place, without its quotation of the line: it may hold a password.
fn problem(file: &Path, text: &str, error: &toml::de::Error) -> ConfigProblem {
    let at = error.span().map(|span| crate::model::sql::position::Position::at_byte(text, span.start));
    let message = error.message().to_owned();
    let why = at.map_or(message.clone(), |at| format!("line {}, column {}: {message}", at.line, at.column));
    ConfigProblem::NotToml { file: file.to_owned(), why }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use schemars::generate::SchemaSettings;
    use schemars::{Schema, SchemaGenerator, json_schema};

    use super::*;
    use crate::model::roundtrip::limit::Limit;

    /// Each limit and how its amount is written.
    pub(super) fn limits(_: &mut SchemaGenerator) -> Schema {
        let amount = |limit: Limit| match limit {
            Limit::FullScan => {
                json_schema!({ "type": ["integer", "string"], "description": "rows, such as 1000000" })
            }
            Limit::Wal | Limit::TempFiles | Limit::Rewrite => {
                json_schema!({ "type": ["string", "integer"], "description": "a size such as \"100MB\" or \"2GB\", or 0" })
            }
            Limit::ExclusiveLock
            | Limit::WriteLock
            | Limit::ReadWait
            | Limit::WriteWait
            | Limit::Duration => {
                json_schema!({ "type": "string", "description": "a duration such as \"500ms\", \"2s\" or \"1min\"" })
            }
        };
        let properties: BTreeMap<&str, Schema> =
            Limit::ALL.into_iter().map(|(limit, key)| (key, amount(limit))).collect();
        json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
    }

    /// A time or a number.
    pub(super) fn lock_budget(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "integer"], "minimum": 1 })
    }

    #[test]
    fn the_stored_schema_is_that_of_the_types() {
        let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<ConfigFile>();
        schema.insert("title".to_owned(), "migrate.toml".into());
        let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/config/schema.json");
        if crate::config::Environment::read(&[]).unwrap().get("MIGRATE_WRITE_PAGES").is_some() {
            fs::write(&file, &text).unwrap();
        }
        let is_same = fs::read_to_string(&file).is_ok_and(|stored| stored == text);
        assert!(is_same, "src/config/schema.json is out of date; `make pages` writes it");
    }
}
