//! Connection services: the user's file, then the system's.

use std::fs;
use std::path::{Path, PathBuf};

use super::Environment;
use crate::model::connection::{ConnInfo, service_file};
use crate::model::outcome::failure::ConfigProblem;

/// The parameters of a service. A file named by `PGSERVICEFILE` has to be there, the usual ones need not.
pub(super) fn find(name: &str, environment: &Environment) -> Result<ConnInfo, ConfigProblem> {
    let named = environment.get("PGSERVICEFILE").map(PathBuf::from);
    let is_named = named.is_some();
    let users = named.or_else(|| environment.home().map(|home| home.join(".pg_service.conf")));
    let mut searched = Vec::new();
    if let Some(file) = users {
        if (is_named || file.is_file())
            && let Some(section) = read(&file, name)?
        {
            return Ok(section);
        }
        searched.push(file);
    }
    for folder in system_folders(environment) {
        let file = folder.join("pg_service.conf");
        if file.is_file()
            && let Some(section) = read(&file, name)?
        {
            return Ok(section);
        }
        searched.push(file);
    }
    Err(ConfigProblem::NoSuchService { name: name.to_owned(), searched })
}

/// Where a libpq looks depends on who built it: Debian's, then the default of a build from source.
fn system_folders(environment: &Environment) -> Vec<PathBuf> {
    match environment.get("PGSYSCONFDIR") {
        Some(folder) => vec![folder.into()],
        None => vec!["/etc/postgresql-common".into(), "/usr/local/pgsql/etc".into()],
    }
}

fn read(file: &Path, name: &str) -> Result<Option<ConnInfo>, ConfigProblem> {
    let text = fs::read_to_string(file)
        .map_err(|error| ConfigProblem::Unreadable { file: file.to_owned(), why: error.to_string() })?;
    service_file::service(&text, name).map_err(|bad| match bad.why {
        Some(why) => {
            ConfigProblem::ConnInfo { source: format!("{}, line {}", file.display(), bad.line), why }
        }
        None => ConfigProblem::BadServiceFile { file: file.to_owned(), line: bad.line },
    })
}
