//! `[scratch]` and `[tenant] app_role`: what a database to try scripts in has before they come.

use std::path::Path;

use super::file::ConfigFile;
use super::project::Place;
use crate::model::migration::ground::Ground;
use crate::model::outcome::failure::ConfigProblem;
use crate::model::sql::quote::Ident;

/// The file is looked for from the folder of `migrate.toml`. A role that nobody wrote down is not made.
pub(super) fn ground(place: &Place, config: &ConfigFile) -> Result<Ground, ConfigProblem> {
    let folder = match place {
        Place::File { file, .. } => file.parent().unwrap_or(Path::new("")),
        Place::Folder(folder) => folder,
        Place::Nowhere { .. } => Path::new(""),
    };
    let before = config.scratch.as_ref().and_then(|scratch| scratch.before.as_ref());
    let role = config.tenant.as_ref().and_then(|tenant| tenant.app_role.as_deref());
    let role = role.map(|role| {
        Ident::new(role).ok_or_else(|| ConfigProblem::BadValue {
            name: "tenant.app_role".to_owned(),
            wanted: "the name of a role, of at most 63 bytes",
        })
    });
    Ok(Ground { before: before.map(|file| folder.join(file)), app_role: role.transpose()? })
}
