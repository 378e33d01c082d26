//! Runs `initdb`.

use std::path::Path;

use super::server_user::ServerUser;
use crate::model::outcome::ephemeral::EphemeralFault;

/// The superuser that `initdb` makes.
pub(super) const SUPERUSER: &str = "postgres";

/// Trust is safe: only root and the server's account can enter the socket's folder.
pub(super) const ARGUMENTS: [&str; 7] =
    ["-U", SUPERUSER, "-A", "trust", "-N", "--encoding=UTF8", "--locale=C"];

/// How `initdb` says that the user id has no account.
const NO_ACCOUNT: &str = "could not look up effective user ID";

/// Fills the empty folder `cluster`, which belongs to `user`.
pub(super) fn run(bin: &Path, user: ServerUser, cluster: &Path) -> Result<(), EphemeralFault> {
    let program = bin.join("initdb");
    let made = user
        .command(&program, cluster)
        .args(ARGUMENTS)
        .arg("-D")
        .arg(cluster)
        .output()
        .map_err(EphemeralFault::step("run", &program))?;
    let stderr = String::from_utf8_lossy(&made.stderr).into_owned();
    if made.status.success() {
        Ok(())
    } else if stderr.contains(NO_ACCOUNT) {
        Err(EphemeralFault::UnknownUid { uid: user.uid })
    } else {
        Err(EphemeralFault::Initdb { stderr })
    }
}
