//! Decides which account runs the server programs, and starts programs as that account.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::process::{getegid, geteuid};

use crate::model::outcome::ephemeral::EphemeralFault;

/// The accounts tried as root when none is named.
const UNPRIVILEGED: [&str; 3] = ["postgres", "_postgres", "nobody"];

/// Where a child finds `rm`, `cp`, `sleep` and `ps`.
pub(super) const CHILD_PATH: &str = "/usr/bin:/bin";

/// The account that owns the cluster and runs its programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ServerUser {
    pub(super) uid: u32,
    pub(super) gid: u32,
    /// True when we are root and must become this account first.
    pub(super) switched: bool,
}

/// Root gets an unprivileged account (`run_as`, or the first usual one that exists); anybody else is
/// the server's user.
pub(super) fn choose(run_as: Option<&str>) -> Result<ServerUser, EphemeralFault> {
    if !geteuid().is_root() {
        return Ok(ServerUser { uid: geteuid().as_raw(), gid: getegid().as_raw(), switched: false });
    }
    // Read directly, not through the name service: works in a static binary and costs nothing.
    let passwd = Path::new("/etc/passwd");
    let accounts = fs::read(passwd).map_err(EphemeralFault::step("read", passwd))?;
    let accounts = String::from_utf8_lossy(&accounts);
    let named = run_as.map(|name| vec![name]);
    let tried = named.unwrap_or_else(|| UNPRIVILEGED.to_vec());
    tried.iter().find_map(|name| account(&accounts, name)).ok_or_else(|| EphemeralFault::NoUnprivilegedUser {
        tried: tried.iter().map(ToString::to_string).collect(),
    })
}

/// The account of this name in the text of `/etc/passwd`; one that is root again is none.
fn account(passwd: &str, name: &str) -> Option<ServerUser> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next()? != name {
            return None;
        }
        let uid = fields.nth(1)?.parse().ok().filter(|uid| *uid != 0)?;
        let gid = fields.next()?.parse().ok()?;
        Some(ServerUser { uid, gid, switched: true })
    })
}

impl ServerUser {
    /// A program to run as this account in `folder`, which the account must be able to enter: our own
    /// working folder may be closed to it. The environment is empty but for what is the same everywhere,
    /// and the terminal's signals do not reach it.
    pub(super) fn command(self, program: impl AsRef<Path>, folder: &Path) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .env_clear()
            .envs([("LC_ALL", "C"), ("TZ", "UTC"), ("PATH", CHILD_PATH)])
            .current_dir(folder)
            .stdin(Stdio::null())
            .process_group(0);
        if self.switched {
            // This also drops root's supplementary groups.
            command.uid(self.uid).gid(self.gid);
        }
        command
    }
}

#[cfg(test)]
mod tests {
    use super::{ServerUser, account};

    const PASSWD: &str = "root:x:0:0:root:/root:/bin/bash\n\
        # comment\n\
        toor:x:0:0::/root:/bin/sh\n\
        short:x:5\n\
        odd:x:-2:-2::/:/bin/false\n\
        postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash\n";

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let expected = ServerUser { uid: 101, gid: 104, switched: true };
        assert_eq!(account(PASSWD, "postgres"), Some(expected));
        assert_eq!(account(PASSWD, "postgre"), None);
    }

    #[test]
    fn root_by_any_name_and_broken_lines_are_no_account() {
        for name in ["root", "toor", "short", "odd", ""] {
            assert_eq!(account(PASSWD, name), None, "{name}");
        }
    }
}
