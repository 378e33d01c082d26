//! Where the scripts of a project are, and how its tenants are distinguished.

use std::path::PathBuf;

use crate::model::sql::quote::Ident;

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

/// What `up` does with a database that has tables and no history.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Existing {
    /// Refuse: the tables are another tool's, or another project's.
    #[default]
    Refuse,
    /// Begin a history beside them.
    Allow,
}

/// What the person who calls allows beyond the usual, by flags and in `migrate.toml`: each is refused unless it is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Consent {
    /// `--override-read-only`: write although `default_transaction_read_only` says not to.
    pub(crate) override_read_only: bool,
    /// `up --new-history`: begin a history although another schema of the database holds one.
    pub(crate) new_history: bool,
    /// `up --allow-existing`, or `[database] existing`.
    pub(crate) existing: Existing,
    /// `[database] owner`: a role whose bookkeeping tables are trusted, beside the one that connects.
    pub(crate) owner: Option<Ident>,
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
