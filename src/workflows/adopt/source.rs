//! Where the other tool's files are, and which tool's they are.

use std::path::{Path, PathBuf};

use super::request::{AdoptRequest, refused};
use crate::files;
use crate::model::adopt::detect::{Surroundings, detect};
use crate::model::adopt::old_migration::{OldFile, OldProject};
use crate::model::adopt::placeholders::{self, Values};
use crate::model::adopt::read::read;
use crate::model::adopt::refusal::AdoptRefusal;
use crate::model::adopt::tool::Tool;
use crate::model::outcome::failure::Failure;

/// A project that was found.
pub(super) struct OldSource {
    pub(super) tool: Tool,
    pub(super) project: OldProject,
    /// The folder, as shown to a person.
    pub(super) shown: String,
    /// The placeholders that are left in each migration.
    pub(super) placeholders: Vec<Vec<String>>,
}

/// The usual folders, those that say most about their tool first; the folder itself last.
const FOLDERS: [&str; 20] = [
    "prisma/migrations",
    "supabase/migrations",
    "drizzle/migrations",
    "drizzle",
    "db/migrations",
    "db/migration",
    "migrations/committed",
    "migrations",
    "migration",
    "database/migrations",
    "sql/migrations",
    "src/main/resources/db/migration",
    "src/main/resources/db/changelog",
    "src/migrations",
    "internal/db/migrations",
    "internal/migrations",
    "schema/migrations",
    "db",
    "sql",
    "",
];

/// Looks for migrations in the folder that was named, and in the usual ones below it or below here.
pub(super) fn find(request: &AdoptRequest, tables: &[Tool]) -> Result<OldSource, Failure> {
    if request.tool == Some(Tool::Pattern) && request.patterns.is_none() {
        return Err(refused(AdoptRefusal::BadPattern));
    }
    let wanted = request.tool.or_else(|| request.patterns.as_ref().map(|_| Tool::Pattern));
    let root = request.source.clone().unwrap_or_default();
    let is_named = request.source.is_some();
    // A folder that was named is looked at first.
    let below = FOLDERS.iter().map(|folder| root.join(folder));
    let folders: Vec<PathBuf> = is_named.then(|| root.clone()).into_iter().chain(below).collect();
    let mut surroundings = Surroundings { tables: tables.to_vec(), ..Surroundings::default() };
    surroundings.beside = files::names_beside(Path::new(""));
    let mut several = None;
    for folder in &folders {
        let shown = folder_name(folder);
        let old_files = files::read_old_files(if shown == "." { Path::new(".") } else { folder })?;
        if old_files.is_empty() {
            continue;
        }
        surroundings.folder.clone_from(&shown);
        let tool = match wanted.map_or_else(|| detect(&old_files, &surroundings), Ok) {
            Ok(tool) => tool,
            Err(tools) => {
                if !tools.is_empty() {
                    several.get_or_insert(AdoptRefusal::SeveralTools { folder: shown, tools });
                }
                continue;
            }
        };
        let project = read(tool, &old_files, request.patterns.as_ref());
        if !project.migrations.is_empty() {
            let values = values(request, &old_files);
            return Ok(filled(OldSource { tool, project, shown, placeholders: Vec::new() }, &values));
        }
    }
    let searched = folders.iter().map(|folder| folder_name(folder)).collect();
    Err(refused(several.unwrap_or(AdoptRefusal::NothingToAdopt { searched, tool: wanted })))
}

/// What a folder is called on one line, relative to here.
fn folder_name(folder: &Path) -> String {
    let parts: PathBuf = folder.components().filter(|part| part.as_os_str() != ".").collect();
    if parts.as_os_str().is_empty() { ".".to_owned() } else { parts.display().to_string() }
}

/// What was said on the command line, then what the tool's own configuration says.
fn values(request: &AdoptRequest, old_files: &[OldFile]) -> Values {
    let mut values = placeholders::configured(old_files);
    values.extend(request.values.clone());
    values
}

fn filled(mut source: OldSource, values: &Values) -> OldSource {
    let migrations = source.project.migrations.iter_mut();
    source.placeholders =
        migrations.map(|migration| placeholders::fill(source.tool, migration, values)).collect();
    source
}
