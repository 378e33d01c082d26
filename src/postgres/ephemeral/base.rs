//! The folder under which all throwaway clusters of one user live: made, and refused when others could meddle.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::process::geteuid;

use super::folders;
use super::server_user::ServerUser;
use crate::model::outcome::ephemeral::{BaseFlaw, EphemeralFault};

/// Makes `path` when it is missing, checks it, sets its mode, and returns its canonical form: children
/// run elsewhere.
pub(super) fn open(path: &Path, user: ServerUser) -> Result<PathBuf, EphemeralFault> {
    let refuse = |why| EphemeralFault::UnsafeBase { path: path.to_path_buf(), why };
    match folders::make(path, user.outer_mode()) {
        Err(EphemeralFault::Step { source, .. }) if source.kind() == ErrorKind::AlreadyExists => {}
        made => made?,
    }
    let metadata = fs::symlink_metadata(path).map_err(EphemeralFault::step("inspect", path))?;
    if let Some(why) = flaw(&metadata, geteuid().as_raw()) {
        return Err(refuse(why));
    }
    if metadata.mode() & 0o777 != user.outer_mode() {
        folders::set_mode(path, user.outer_mode())?;
    }
    let base = fs::canonicalize(path).map_err(EphemeralFault::step("resolve", path))?;
    if user.switched && !base.ancestors().all(|folder| passable(folder, user)) {
        return Err(refuse(BaseFlaw::ClosedTo { uid: user.uid }));
    }
    Ok(base)
}

/// What lets somebody else than `owner` replace what is inside.
fn flaw(metadata: &Metadata, owner: u32) -> Option<BaseFlaw> {
    if metadata.is_symlink() {
        Some(BaseFlaw::Symlink)
    } else if !metadata.is_dir() {
        Some(BaseFlaw::NotADirectory)
    } else if metadata.uid() != owner {
        Some(BaseFlaw::OwnedBy { uid: metadata.uid() })
    } else if metadata.mode() & 0o022 != 0 {
        Some(BaseFlaw::WritableByOthers { mode: metadata.mode() & 0o7777 })
    } else {
        None
    }
}

/// Whether the account may pass through; what cannot be inspected is left to fail with its own error.
fn passable(folder: &Path, user: ServerUser) -> bool {
    fs::metadata(folder).map_or(true, |metadata| {
        let bit = if metadata.uid() == user.uid {
            0o100
        } else if metadata.gid() == user.gid {
            0o010
        } else {
            0o001
        };
        metadata.mode() & bit != 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_ours_is_fine_until_others_may_write() {
        let path = std::env::temp_dir().join(format!("migrate-base-{}", std::process::id()));
        folders::make(&path, 0o711).unwrap();
        let metadata = || fs::symlink_metadata(&path).unwrap();
        let owner = metadata().uid();
        assert_eq!(flaw(&metadata(), owner), None);
        assert_eq!(flaw(&metadata(), owner + 1), Some(BaseFlaw::OwnedBy { uid: owner }));
        folders::set_mode(&path, 0o1775).unwrap();
        assert_eq!(flaw(&metadata(), owner), Some(BaseFlaw::WritableByOthers { mode: 0o1775 }));
        fs::remove_dir(&path).unwrap();
    }

    #[test]
    fn a_link_or_a_file_is_no_base() {
        let path = std::env::temp_dir().join(format!("migrate-link-{}", std::process::id()));
        std::os::unix::fs::symlink("/", &path).unwrap();
        assert_eq!(flaw(&fs::symlink_metadata(&path).unwrap(), 0), Some(BaseFlaw::Symlink));
        fs::remove_file(&path).unwrap();
        fs::write(&path, "").unwrap();
        assert_eq!(flaw(&fs::symlink_metadata(&path).unwrap(), 0), Some(BaseFlaw::NotADirectory));
        fs::remove_file(&path).unwrap();
    }
}
