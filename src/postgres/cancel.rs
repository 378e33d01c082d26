//! Asking the server to cancel a statement: a connection of its own, with the session's key.

use postgres_native_tls::MakeTlsConnector;
use tokio_postgres::{CancelToken, NoTls};

/// What is needed to cancel a session's statement.
#[derive(Clone)]
pub(crate) struct Canceller {
    pub(super) token: CancelToken,
    /// How the session itself is encrypted.
    pub(super) tls: Option<MakeTlsConnector>,
}

impl Canceller {
    /// Sends the request. Whether anything was cancelled shows in the session.
    pub(crate) async fn cancel(&self) {
        let _ = match &self.tls {
            Some(tls) => self.token.cancel_query(tls.clone()).await,
            None => self.token.cancel_query(NoTls).await,
        };
    }
}
