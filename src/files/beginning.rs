//! Where a project begins: what lies there already, and its first files.

use std::fs;
use std::path::{Path, PathBuf};

use super::folder;
use super::write::write_new;
use crate::model::init::findings::FolderFindings;
use crate::model::init::tool_files::TOOL_FILES;
use crate::model::migration::project::Folders;
use crate::model::migration::script_name;
use crate::model::outcome::failure::Failure;

/// A file of a new project: its name, and what it holds.
type NewFile = (&'static str, String);

/// The `migrate.toml` that is in a folder already.
pub(crate) fn project_there(root: &Path) -> Option<String> {
    let file = root.join("migrate.toml");
    fs::symlink_metadata(&file).is_ok().then(|| display_path(&file))
}

/// What other tools left, and what `migrations` holds.
pub(crate) fn look_around(folders: &Folders) -> Result<FolderFindings, Failure> {
    let tools = TOOL_FILES.iter().filter(|file| folders.root.join(file.path).exists()).cloned().collect();
    let names = folder::sql_files(&folders.migrations).map_err(|error| Failure::File {
        doing: "read",
        file: folders.migrations.clone(),
        why: error.to_string(),
    })?;
    let is_own =
        |name: &&String| script_name::parse(name).is_ok() && folders.rollbacks.join(name.as_str()).is_file();
    let (own, others): (Vec<&String>, Vec<&String>) = names.iter().partition(is_own);
    // Some tools have a folder for each migration.
    let has_folders = fs::read_dir(&folders.migrations)
        .is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(|entry| entry.path().is_dir())));
    Ok(FolderFindings {
        tools,
        has_scripts: !own.is_empty(),
        has_scripts_of_others: !others.is_empty() || has_folders,
    })
}

/// What [`begin_project`] would write, as paths a person can open.
pub(crate) fn wanted_files(root: &Path, files: &[NewFile], folders: [&str; 2]) -> Vec<String> {
    let files = files.iter().map(|(name, _)| root.join(name));
    let folders = folders.iter().map(|folder| root.join(folder)).filter(|folder| !folder.is_dir());
    files
        .map(|file| display_path(&file))
        .chain(folders.map(|folder| format!("{}/", display_path(&folder))))
        .collect()
}

/// Writes the files, the last one first: `migrate.toml`, which makes it a project, comes when the others are there. Makes
/// the folders. Never writes over a file; where one cannot be written, those before it go again. Returns what was written.
pub(crate) fn begin_project(
    root: &Path,
    files: &[NewFile],
    folders: [&str; 2],
) -> Result<Vec<String>, Failure> {
    let wanted = wanted_files(root, files, folders);
    let failure = |path: &Path, error: &std::io::Error| Failure::File {
        doing: "write",
        file: path.to_owned(),
        why: error.to_string(),
    };
    for folder in folders.map(|folder| root.join(folder)) {
        fs::create_dir_all(&folder).map_err(|error| failure(&folder, &error))?;
    }
    let mut made: Vec<PathBuf> = Vec::new();
    for (name, text) in files.iter().rev() {
        let path = root.join(name);
        match write_new(&path, text) {
            Ok(true) => made.push(path),
            Ok(false) => {}
            Err(failure) => {
                for path in made {
                    let _ = fs::remove_file(path);
                }
                return Err(failure);
            }
        }
    }
    Ok(wanted)
}

/// Without a leading `./`, as a person would write it.
fn display_path(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}
