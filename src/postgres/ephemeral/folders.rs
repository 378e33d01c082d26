//! Makes folders with their owner and mode, for the server's account and for us.

use std::fs::{self, DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, chown};
use std::path::Path;

use super::server_user::ServerUser;
use crate::model::outcome::ephemeral::EphemeralFault;

impl ServerUser {
    /// A new folder that only this account can enter.
    pub(super) fn private_folder(self, path: &Path) -> Result<(), EphemeralFault> {
        make(path, 0o700)?;
        if self.switched {
            chown(path, Some(self.uid), Some(self.gid)).map_err(EphemeralFault::step("chown", path))?;
        }
        Ok(())
    }

    /// A new folder of ours that this account can pass through, but neither list nor change.
    pub(super) fn outer_folder(self, path: &Path) -> Result<(), EphemeralFault> {
        make(path, self.outer_mode())
    }

    /// The mode of a folder of ours on the way to one of this account's.
    pub(super) fn outer_mode(self) -> u32 {
        if self.switched { 0o711 } else { 0o700 }
    }
}

/// A new folder with exactly this mode, whatever the umask.
pub(super) fn make(path: &Path, mode: u32) -> Result<(), EphemeralFault> {
    let created = DirBuilder::new().mode(mode).create(path);
    created.map_err(EphemeralFault::step("create", path))?;
    set_mode(path, mode)
}

/// Sets the permission bits of what is there.
pub(super) fn set_mode(path: &Path, mode: u32) -> Result<(), EphemeralFault> {
    fs::set_permissions(path, Permissions::from_mode(mode)).map_err(EphemeralFault::step("chmod", path))
}
