//! The cached, never started cluster that every start copies, because `initdb` takes half a second.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{io, thread};

use super::initdb;
use super::paths::Paths;
use super::server_user::ServerUser;
use crate::model::outcome::ephemeral::EphemeralFault;

/// After this long the builder we wait for is taken to be stuck, and we build for ourselves.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the template of these programs and this account is, or will be.
pub(super) struct Template {
    /// Holds `cluster`, and `files` with the number of files in it.
    folder: PathBuf,
}

impl Template {
    /// An upgrade of the programs changes the key, even within a major version.
    pub(super) fn of(base: &Path, bin: &Path, user: ServerUser) -> Result<Self, EphemeralFault> {
        let postgres = bin.join("postgres");
        let metadata = fs::metadata(&postgres).map_err(EphemeralFault::step("inspect", &postgres))?;
        let mut key = DefaultHasher::new();
        (&postgres, metadata.size(), metadata.mtime(), metadata.mtime_nsec()).hash(&mut key);
        (initdb::ARGUMENTS, user.uid, user.gid).hash(&mut key);
        let folder = base.join(format!("template-{:016x}", key.finish()));
        Ok(Self { folder })
    }

    /// Builds the template unless it is there; true when it was. One process builds, the others wait.
    pub(super) fn prepare(
        &self,
        bin: &Path,
        user: ServerUser,
        paths: &Paths,
    ) -> Result<bool, EphemeralFault> {
        if self.is_whole() {
            return Ok(true);
        }
        let lock = self.folder.with_extension("lock");
        let turn = File::create(&lock).map_err(EphemeralFault::step("create", &lock))?;
        let begun = Instant::now();
        while turn.try_lock().is_err() && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(10));
        }
        if self.is_whole() {
            return Ok(true);
        }
        self.build(bin, user, paths)?;
        Ok(false)
    }

    /// Copies the template into the empty data folder. As the server's account, so that root never
    /// follows a path that this account could bend.
    pub(super) fn copy(&self, user: ServerUser, data: &Path) -> Result<(), EphemeralFault> {
        let copied = user
            .command("cp", data)
            .arg("-R")
            .args([self.folder.join("cluster/."), data.to_path_buf()])
            .output()
            .map_err(EphemeralFault::step("run cp", data))?;
        if copied.status.success() {
            return Ok(());
        }
        let why = String::from_utf8_lossy(&copied.stderr).trim().to_string();
        Err(io::Error::other(why)).map_err(EphemeralFault::step("copy template", data))
    }

    /// Builds inside the run, so that a death half-way is cleaned up with it, then renames.
    fn build(&self, bin: &Path, user: ServerUser, paths: &Paths) -> Result<(), EphemeralFault> {
        let building = paths.run.join("template");
        let cluster = building.join("cluster");
        user.outer_folder(&building)?;
        user.private_folder(&cluster)?;
        initdb::run(bin, user, &cluster)?;
        let files = count(&cluster).map_err(EphemeralFault::step("list", &cluster))?;
        let note = building.join("files");
        fs::write(&note, files.to_string()).map_err(EphemeralFault::step("write", &note))?;
        // A damaged predecessor goes away with our run.
        let _ = fs::rename(&self.folder, paths.run.join("damaged"));
        match fs::rename(&building, &self.folder) {
            Err(_) if self.is_whole() => Ok(()),
            renamed => renamed.map_err(EphemeralFault::step("rename", &building)),
        }
    }

    /// A cleaner of `/tmp` removes old files one by one, and a server would miss them only later.
    fn is_whole(&self) -> bool {
        let noted = fs::read_to_string(self.folder.join("files")).ok();
        let noted: Option<usize> = noted.and_then(|text| text.parse().ok());
        noted.is_some() && noted == count(&self.folder.join("cluster")).ok()
    }
}

/// The number of files and folders below `folder`.
fn count(folder: &Path) -> io::Result<usize> {
    fs::read_dir(folder)?.try_fold(0, |sum, entry| {
        let entry = entry?;
        let below = if entry.file_type()?.is_dir() { count(&entry.path())? } else { 0 };
        Ok(sum + 1 + below)
    })
}
