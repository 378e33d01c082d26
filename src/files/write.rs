//! Writing a new pair: from a template, or with texts of its own.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::output_file::draft;
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
    let [up, down] = pair_paths(folders, id);
    // Somebody else may write the same at the same moment.
    let create = |path: &Path, text: &str| match write_new(path, text) {
        Ok(true) => Ok(()),
        Ok(false) => {
            Err(not_written(path, &io::Error::from_raw_os_error(rustix::io::Errno::EXIST.raw_os_error())))
        }
        Err(failure) => Err(failure),
    };
    create(&up, &fill(template.up, id, tenancy))?;
    if let Err(failure) = create(&down, &fill(template.down, id, tenancy)) {
        let _ = fs::remove_file(&up);
        return Err(failure);
    }
    Ok(vec![up, down])
}

fn not_written(path: &Path, error: &io::Error) -> Failure {
    Failure::File { doing: "write", file: path.to_owned(), why: error.to_string() }
}

/// Where both scripts of a migration are, or will be.
pub(crate) fn pair_paths(folders: &Folders, id: &MigrationId) -> [PathBuf; 2] {
    let file_name = format!("{id}.sql");
    [folders.migrations.join(&file_name), folders.rollbacks.join(&file_name)]
}

/// Writes both scripts of a new migration, the migration last: whoever is killed leaves whole files. Never writes over a
/// file that says something else; when a script cannot be written, nothing of the pair stays.
pub(crate) fn write_pair(
    folders: &Folders,
    id: &MigrationId,
    [up, down]: [&str; 2],
) -> Result<Vec<PathBuf>, Failure> {
    let [up_file, down_file] = pair_paths(folders, id);
    let is_new = write_new(&down_file, down)?;
    if let Err(failure) = write_new(&up_file, up) {
        if is_new {
            let _ = fs::remove_file(&down_file);
        }
        return Err(failure);
    }
    Ok(vec![up_file, down_file])
}

/// Writes a file as a whole or not at all, never over one that says something else. Returns whether it was not there.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<bool, Failure> {
    let failure = |error: io::Error| not_written(path, &error);
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failure)?;
    let draft = draft(path).map_err(failure)?;
    let written = File::create_new(&draft).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        // A rename would replace what is there; not every file system has links.
        match fs::hard_link(&draft, path) {
            Err(error)
                if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied) =>
            {
                File::create_new(path)?.write_all(text.as_bytes())
            }
            linked => linked,
        }
    });
    let _ = fs::remove_file(&draft);
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let is_same = fs::read(path).is_ok_and(|content| content == text.as_bytes());
            if is_same { Ok(false) } else { Err(failure(error)) }
        }
        Err(error) => Err(failure(error)),
    }
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
