//! Removes what earlier runs left when neither they nor their watchdog could.

use std::fs::{self, File};
use std::path::Path;
use std::process::Child;
use std::time::Duration;

use super::paths::Paths;
use super::watchdog;

/// How long a folder without its final name may belong to somebody who is about to lock it.
const CLAIM_LIMIT: Duration = Duration::from_mins(1);

/// Stops and removes every run under `base` whose owner is dead, except kept ones. What fails is left
/// to the next sweep: it is no reason not to start.
pub(super) fn sweep(base: &Path) {
    let names = fs::read_dir(base).into_iter().flatten().flatten();
    let reapers: Vec<(File, Child)> =
        names.filter_map(|entry| reap_if_abandoned(base, entry.file_name().to_str()?)).collect();
    for (_lock, mut reaper) in reapers {
        let _ = reaper.wait();
    }
}

/// Starts the removal and returns it with the lock that keeps other sweeps away in the meantime.
fn reap_if_abandoned(base: &Path, name: &str) -> Option<(File, Child)> {
    let (kind, id) = name.split_once('-')?;
    let folder = File::open(base.join(name)).ok()?;
    let claimed = match kind {
        "run" => true,
        "new" => folder.metadata().ok()?.modified().ok()?.elapsed().ok()? > CLAIM_LIMIT,
        _ => return None,
    };
    let paths = Paths::new(base, id);
    // The order matters: only once the lock is ours can the owner no longer make its mark.
    let abandoned = claimed && folder.try_lock().is_ok() && !paths.keep().exists();
    if !abandoned {
        return None;
    }
    watchdog::reap(&paths).ok().map(|reaper| (folder, reaper))
}
