//! Whose files are obeyed where nobody named them: the user's own, and root's.

use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::model::outcome::failure::ConfigProblem;

/// The users whose files are obeyed.
pub(super) struct Owners(Vec<u32>);

impl Owners {
    /// The user, root, and the one who became root by sudo.
    pub(super) fn new(user: u32, behind_sudo: Option<u32>) -> Self {
        Self([user, 0].into_iter().chain(behind_sudo).collect())
    }

    /// Refuses a file, or a folder, that belongs to somebody else, or lies in a folder of somebody else: who owns the
    /// folder can put another file there. A link counts with what it leads to: in a folder such as `/tmp` anybody can
    /// lay one to a file of the user's.
    pub(super) fn check(&self, file: &Path) -> Result<(), ConfigProblem> {
        let folder = match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        for (path, metadata) in
            [(file, file.symlink_metadata()), (file, file.metadata()), (&folder, folder.metadata())]
        {
            let owner = owner(path, metadata)?;
            if !self.0.contains(&owner) {
                return Err(ConfigProblem::ForeignOwner {
                    file: file.to_owned(),
                    folder: (path != file).then(|| folder.clone()),
                    owner,
                });
            }
        }
        Ok(())
    }
}

/// Whether a folder belongs to a user.
pub(super) fn is_of(folder: &Path, user: u32) -> bool {
    folder.metadata().is_ok_and(|folder| folder.uid() == user)
}

/// Whether everybody can put something into a folder.
pub(super) fn is_open_to_all(folder: &Path) -> bool {
    folder.metadata().is_ok_and(|folder| folder.mode() & 0o002 != 0)
}

fn owner(path: &Path, metadata: io::Result<std::fs::Metadata>) -> Result<u32, ConfigProblem> {
    let unreadable =
        |error: io::Error| ConfigProblem::Unreadable { file: path.to_owned(), why: error.to_string() };
    metadata.map(|metadata| metadata.uid()).map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_own_and_roots_are_obeyed_and_nobody_elses() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("migrate.toml");
        std::fs::write(&file, "").unwrap();
        let own = folder.path().metadata().unwrap().uid();
        assert!(Owners::new(own, None).check(&file).is_ok());
        assert!(Owners::new(own + 1, Some(own)).check(&file).is_ok());
        let refused = Owners(vec![own + 1]).check(&file);
        assert!(matches!(refused, Err(ConfigProblem::ForeignOwner { owner, .. }) if owner == own));
        assert!(Owners::new(own, None).check(Path::new("/etc/hostname")).is_ok());
    }
}
