//! Writing a new pair from the template.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::model::migration::pair::MigrationId;
use crate::model::migration::project::{Folders, Tenancy};
use crate::model::outcome::failure::Failure;
use crate::model::sql::quote::to_paste;

/// The texts that a new pair starts with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Template {
    up: &'static str,
    down: &'static str,
}

impl Template {
    /// For any change, with a tenant table as its example.
    pub(crate) const USUAL: Self =
        Self { up: include_str!("template/up.sql"), down: include_str!("template/down.sql") };

    /// For an index on a partitioned table.
    pub(crate) const PARTITIONED_INDEX: Self = Self {
        up: include_str!("template/partitioned_index_up.sql"),
        down: include_str!("template/partitioned_index_down.sql"),
    };
}

/// Writes both scripts of a new migration from a template, making the folders where they are missing. Never writes
/// over a file; when a script cannot be written, nothing of the pair stays.
pub(crate) fn create_pair(
    folders: &Folders,
    id: &MigrationId,
    tenancy: &Tenancy,
    template: Template,
) -> Result<Vec<PathBuf>, Failure> {
    let file_name = format!("{id}.sql");
    let up = folders.migrations.join(&file_name);
    let down = folders.rollbacks.join(&file_name);
    write(&up, &fill(template.up, id, tenancy))?;
    if let Err(failure) = write(&down, &fill(template.down, id, tenancy)) {
        let _ = fs::remove_file(&up);
        return Err(failure);
    }
    Ok(vec![up, down])
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| File::create_new(path))
        .and_then(|mut file| {
            let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
            if written.is_err() {
                let _ = fs::remove_file(path);
            }
            written
        })
        .map_err(|error| Failure::File { doing: "write", file: path.to_owned(), why: error.to_string() })
}

fn fill(template: &str, id: &MigrationId, tenancy: &Tenancy) -> String {
    template
        .replace("{version}", &id.version.to_string())
        .replace("{words}", &id.name.replace('_', " "))
        .replace("{tenant_column}", &to_paste(&tenancy.column))
        .replace("{tenant_type}", &tenancy.column_type)
        .replace("{tenant_setting}", &tenancy.setting.replace('\'', "''"))
        .replace("{app_role}", &to_paste(&tenancy.app_role))
}
