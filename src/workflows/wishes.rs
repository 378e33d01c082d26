//! What every session of a run goes by, as it was configured.

use std::time::Duration;

use crate::model::locks::policy::LockPolicy;
use crate::model::migration::ground::Ground;
use crate::model::migration::project::{Consent, Existing};
use crate::model::migration::search_path::SearchPath;

/// What every session of a run goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wishes {
    /// What was configured; without it the login's own path counts.
    pub(crate) search_path: Option<SearchPath>,
    /// The application's role, by whose path users' code runs.
    pub(crate) app_role: String,
    /// How long to wait while another run holds the lock of the database.
    pub(crate) lock_wait: Duration,
    /// How scripts get the locks on tables.
    pub(crate) locking: LockPolicy,
    /// What is allowed beyond the usual.
    pub(crate) consent: Consent,
    /// What a database to try scripts in has before they come.
    pub(crate) ground: Ground,
}

impl Wishes {
    /// A database that this run made holds nothing of anybody's.
    pub(super) fn begin_anywhere(&mut self) {
        (self.consent.new_history, self.consent.existing) = (true, Existing::Allow);
    }
}
