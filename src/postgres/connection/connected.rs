//! A session that answers, and what is known of its other end.

use tokio_postgres::Client;

use super::cancel::Canceller;
use super::startup::BackendKey;
use crate::model::outcome::event::ServerFacts;

/// A session, and what is known of its other end.
pub(crate) struct Connected {
    pub(crate) client: Client,
    pub(crate) facts: ServerFacts,
    /// The key that was announced at the start.
    pub(crate) announced: Option<BackendKey>,
    /// `None` where no key was announced.
    pub(crate) canceller: Option<Canceller>,
    /// What nobody vouches for: told when the session is taken.
    pub(crate) unverified: Option<UnverifiedPeer>,
}

/// Another machine whose certificate was not checked.
pub(crate) struct UnverifiedPeer {
    pub(crate) place: String,
    pub(crate) encrypted: bool,
}
