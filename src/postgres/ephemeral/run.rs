//! One run: its folder, the lock that says its owner lives, its server, and how it ends.

use std::fs::{self, File};
use std::path::Path;
use std::process::Child;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{io, process};

use super::paths::Paths;
use super::server;
use super::server_user::ServerUser;
use super::watchdog::{self, Watchdog};
use crate::model::outcome::ephemeral::EphemeralFault;

/// A run of ours. Dropping it stops the server and removes the folder, unless it is kept.
pub(super) struct Run {
    pub(super) paths: Paths,
    server: Option<Child>,
    watchdog: Watchdog,
    kept: bool,
    /// The locked folder; the kernel unlocks it when we end, in whatever way.
    owner: Option<File>,
}

impl Run {
    /// Makes the folder, watched from before its first byte, with empty `data` and socket folders.
    pub(super) fn create(base: &Path, user: ServerUser) -> Result<Self, EphemeralFault> {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let id = format!("{:x}-{:x}", process::id(), since_epoch.as_nanos());
        let paths = Paths::new(base, &id);
        let watchdog =
            Watchdog::over(&paths).map_err(EphemeralFault::step("start watchdog", Path::new("/bin/sh")))?;
        let mut run = Self { paths, server: None, watchdog, kept: false, owner: None };
        run.owner = Some(claim(&run.paths, user)?);
        user.private_folder(&run.paths.data())?;
        user.private_folder(&run.paths.socket)?;
        Ok(run)
    }

    /// Makes this run responsible for the server that works in it.
    pub(super) fn own(&mut self, server: Child) -> &mut Child {
        self.server.insert(server)
    }

    /// Lets server and folder outlive us.
    pub(super) fn keep(&mut self) -> Result<(), EphemeralFault> {
        let mark = self.paths.keep();
        File::create(&mark).map_err(EphemeralFault::step("create", &mark))?;
        self.kept = true;
        self.watchdog.dismiss();
        Ok(())
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        if let Some(server) = &mut self.server {
            server::stop(server);
        }
        if !self.watchdog.dismiss() {
            // Somebody killed the watchdog; a failure here is left to the next start's sweep.
            let _ = watchdog::reap(&self.paths).and_then(|mut reaper| reaper.wait());
        }
    }
}

/// Makes and locks the folder, and only then gives it the name that a sweep looks for.
fn claim(paths: &Paths, user: ServerUser) -> Result<File, EphemeralFault> {
    user.outer_folder(&paths.fresh)?;
    let owner = File::open(&paths.fresh).map_err(EphemeralFault::step("open", &paths.fresh))?;
    owner.try_lock().map_err(io::Error::from).map_err(EphemeralFault::step("lock", &paths.fresh))?;
    fs::rename(&paths.fresh, &paths.run).map_err(EphemeralFault::step("rename", &paths.fresh))?;
    Ok(owner)
}
