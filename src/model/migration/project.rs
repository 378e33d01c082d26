//! Where the scripts of a project are, and how its tenants are distinguished.

use std::path::PathBuf;

/// Where scripts are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// The scripts compiled into the binary: a cron host needs nothing else.
    Embedded,
    Directory(Folders),
}

/// The two folders of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folders {
    /// The folder that symbolic links must not lead out of.
    pub(crate) root: PathBuf,
    pub(crate) migrations: PathBuf,
    pub(crate) rollbacks: PathBuf,
}

/// How this project's tables tell tenants apart; names of the user's schema, never constants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tenancy {
    /// The tenant column of every tenant table.
    pub(crate) column: String,
    /// The type of that column.
    pub(crate) column_type: String,
    /// The setting that holds the current tenant.
    pub(crate) setting: String,
    /// The role that requests run as.
    pub(crate) app_role: String,
}

impl Default for Tenancy {
    fn default() -> Self {
        Self {
            column: "organization_id".to_owned(),
            column_type: "uuid".to_owned(),
            setting: "app.current_organization_id".to_owned(),
            app_role: "app_user".to_owned(),
        }
    }
}
