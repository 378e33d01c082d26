//! `[drift]`, settled: what may differ has a reason.

use super::file::ConfigFile;
use crate::model::fingerprint::ignore::Ignored;
use crate::model::outcome::failure::ConfigProblem;

/// The objects that may differ.
pub(super) fn ignored(config: &ConfigFile) -> Result<Vec<Ignored>, ConfigProblem> {
    config
        .drift
        .ignore
        .iter()
        .map(|entry| {
            if entry.reason.trim().is_empty() {
                return Err(ConfigProblem::BadValue {
                    name: format!("drift: the reason for {}", entry.object),
                    wanted: "why this may differ",
                });
            }
            Ok(Ignored { object: entry.object.clone(), reason: entry.reason.clone() })
        })
        .collect()
}
