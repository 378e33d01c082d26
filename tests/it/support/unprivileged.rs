//! The binary under a user whom permissions stop: root reads and writes everything.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::cluster::server_user;
use super::processes::Ends;
use super::{Project, Run};

/// Runs the binary with `--dir` on a project that its user owns, and no database.
pub(crate) fn unprivileged(project: &Project, args: &[&str]) -> Run {
    let call = project.migrate().args(args.iter().copied()).into_command();
    let Some((uid, gid)) = server_user() else {
        let mut call = call;
        return Run::of(&call.finish());
    };
    succeed(Command::new("chown").arg("-hR").arg(format!("{uid}:{gid}")).arg(project.path()));
    // The build's folder may be closed to others. `cp` copies, not this process: a file that a thread
    // of ours holds open for writing could not be started.
    let open = TempDir::new().unwrap();
    fs::set_permissions(open.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let binary = open.path().join("migrate");
    succeed(Command::new("cp").arg(call.get_program()).arg(&binary));
    let output = Command::new(&binary)
        .args(call.get_args())
        .current_dir(project.path())
        .env_clear()
        .stdin(Stdio::null())
        .uid(uid)
        .gid(gid)
        .finish();
    Run::of(&output)
}

/// Sets the permissions of a path in a project.
pub(crate) fn chmod(project: &Project, path: impl AsRef<Path>, mode: u32) {
    fs::set_permissions(project.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
}

fn succeed(command: &mut Command) {
    let output = command.finish();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
