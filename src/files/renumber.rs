//! Moving a pair to another number.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::discover::script_files;
use crate::model::migration::pair::MigrationId;
use crate::model::migration::project::Folders;
use crate::model::migration::script_name;
use crate::model::outcome::failure::Failure;

/// The pairs that lie in the folders, as far as their files are named like scripts; whatever else is wrong with them.
pub(crate) fn named_pairs(folders: &Folders) -> Result<Vec<MigrationId>, Failure> {
    let names = script_files(folders)?.concat();
    let parsed = names.iter().filter_map(|name| script_name::parse(name).ok());
    let mut ids: Vec<MigrationId> =
        parsed.map(|name| MigrationId { version: name.version, name: name.name }).collect();
    ids.sort_by(|left, right| (left.version, &left.name).cmp(&(right.version, &right.name)));
    ids.dedup();
    Ok(ids)
}

/// Moves both scripts of a pair, or the one that is there. Never over a file; where one cannot be moved, the other stays.
/// Returns where each was and is.
pub(crate) fn renumber(
    folders: &Folders,
    from: &MigrationId,
    to: &MigrationId,
) -> Result<Vec<(PathBuf, PathBuf)>, Failure> {
    let names = script_files(folders)?;
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    for (folder, names) in [&folders.migrations, &folders.rollbacks].into_iter().zip(&names) {
        let is_meant = |name: &&String| {
            script_name::parse(name).is_ok_and(|name| name.version == from.version && name.name == from.name)
        };
        let Some(name) = names.iter().find(is_meant) else { continue };
        let (old, new) = (folder.join(name), folder.join(format!("{to}.sql")));
        if let Err(error) = move_to(&old, &new) {
            for (old, new) in moved {
                let _ = fs::rename(new, old);
            }
            return Err(Failure::File { doing: "write", file: new, why: error.to_string() });
        }
        moved.push((old, new));
    }
    Ok(moved)
}

/// A link cannot replace what is there, as a rename would.
fn move_to(old: &Path, new: &Path) -> io::Result<()> {
    fs::hard_link(old, new)?;
    fs::remove_file(old)
}
