//! Passwords from `.pgpass`, for places that no password was given for.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::Environment;
use crate::model::connection::{ConnectOptions, passfile};

/// Fills in what the file has. Returns the file when it may not be used: others can read it, or it
/// is no plain file. A file that is not there is no matter.
pub(super) fn fill(
    options: &mut ConnectOptions,
    named: Option<&str>,
    default_socket: &str,
    environment: &Environment,
) -> Option<PathBuf> {
    if options.password.is_some() {
        return None;
    }
    let file = named.map(PathBuf::from).or_else(|| environment.home().map(|home| home.join(".pgpass")))?;
    let metadata = fs::metadata(&file).ok()?;
    if !metadata.is_file() || metadata.permissions().mode() & 0o077 != 0 {
        return Some(file);
    }
    let text = fs::read_to_string(&file).ok()?;
    let (dbname, user) = (options.dbname.clone(), options.user.clone());
    for endpoint in &mut options.endpoints {
        endpoint.password = passfile::password(&text, endpoint, default_socket, &dbname, &user);
    }
    None
}
