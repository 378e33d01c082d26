//! Ending a run early: the statement under way is cancelled on the server, and no other one starts.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use futures_util::future::join_all;

use super::cancel::Canceller;

/// Asked to stop, or not; shared between the one who hears the signal and the session.
#[derive(Default)]
pub(crate) struct Stop {
    requested: AtomicBool,
    canceller: Mutex<Option<Canceller>>,
    /// Sessions beside the first one.
    others: Mutex<Vec<Canceller>>,
}

impl Stop {
    /// Whether the run is to end.
    pub(crate) fn is_asked(&self) -> bool {
        self.requested.load(Ordering::SeqCst)
    }

    /// Asks the run to end, and the server to cancel what it is doing for it. A request that does not
    /// reach the server changes nothing: the connection is dropped soon after.
    pub(crate) async fn request(&self) {
        self.requested.store(true, Ordering::SeqCst);
        let canceller = self.canceller.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let first = async {
            if let Some(canceller) = canceller {
                canceller.cancel().await;
            }
        };
        tokio::join!(first, self.cancel_others());
    }

    /// Asks the server to cancel what it is doing in the sessions beside the first one, all at once.
    pub(crate) async fn cancel_others(&self) {
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner).clone();
        join_all(others.iter().map(Canceller::cancel)).await;
    }

    /// Also a session to cancel.
    pub(crate) fn watch_also(&self, canceller: Canceller) {
        self.others.lock().unwrap_or_else(PoisonError::into_inner).push(canceller);
    }

    /// From now on this is the session to cancel.
    pub(crate) fn watch(&self, canceller: Canceller) {
        *self.canceller.lock().unwrap_or_else(PoisonError::into_inner) = Some(canceller);
    }
}
