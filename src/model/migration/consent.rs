//! What the person who calls allows beyond the usual: each is refused unless it is said.

use crate::model::sql::quote::Ident;

/// What `up` does with a database that has tables and no history.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Existing {
    /// Refuse: the tables are another tool's, or another project's.
    #[default]
    Refuse,
    /// Begin a history beside them.
    Allow,
}

/// What was said by flags and in `migrate.toml`.
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
