//! Why no throwaway server came up.

use super::{Facts, path, paths, text};
use crate::model::outcome::ephemeral::{BaseFlaw, EphemeralFault as F};

pub(super) fn facts(fault: &F) -> Facts {
    let none = Facts::default();
    match fault {
        F::NoServerPrograms { searched } => Facts { searched: paths(searched), ..none },
        F::NotServerPrograms { dir } => Facts { folder: path(dir), ..none },
        F::NoUnprivilegedUser { tried } => Facts { known: Some(tried.clone()), ..none },
        F::UnknownUid { uid } => Facts { uid: Some(*uid), ..none },
        F::UnsafeBase { path: folder, why } => {
            let uid = match why {
                BaseFlaw::OwnedBy { uid } | BaseFlaw::ClosedTo { uid } => Some(*uid),
                BaseFlaw::Symlink | BaseFlaw::NotADirectory | BaseFlaw::WritableByOthers { .. } => None,
            };
            Facts { folder: path(folder), uid, ..none }
        }
        F::Step { doing, path, source } => Facts {
            doing: Some(doing),
            file: path.as_deref().and_then(super::path),
            reason: text(source.to_string()),
            ..none
        },
        F::Initdb { stderr } => Facts { log: text(stderr), ..none },
        F::Exited { status, log_tail } => {
            Facts { reason: text(status.to_string()), log: text(log_tail), ..none }
        }
        F::Silent { seconds, log_tail } => {
            Facts { waited_seconds: Some(*seconds), log: text(log_tail), ..none }
        }
    }
}
