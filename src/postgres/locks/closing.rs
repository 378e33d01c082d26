//! How a try ends: whether its limit was over, and who waits for it.

use std::time::Duration;

use super::opening::Opening;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

const QUEUED: &str = include_str!("sql/queued.sql");

/// What a statement may end early by, as the clock here sees it.
pub(crate) const TOLERANCE: Duration = Duration::from_millis(5);

impl Opening {
    /// The fault of a statement that had what was left of the limit; another one where that was over.
    pub(crate) fn judge(&self, fault: RunFault) -> RunFault {
        match self.limit.zip(self.times().stopping_since) {
            Some((limit, since)) => {
                let held = since.here.elapsed();
                fault.held_too_long(held + TOLERANCE >= limit, limit, held)
            }
            None => fault,
        }
    }
}

impl Session {
    /// Takes note of who waits for a try that is about to end, where somebody wants to know that. Best effort.
    pub(crate) async fn note_queue(&self, opening: &Opening) {
        if !self.reporter.asks_for_queue() {
            return;
        }
        let Ok(row) = self.client.query_typed_one(QUEUED, &[]).await else { return };
        let mut times = opening.times_to_note();
        times.queued = row.try_get("queued").map_or(0, |queued: i64| u64::try_from(queued).unwrap_or(0));
        // One that nobody foresaw may have been there from the beginning.
        if times.locked_since.is_none() && row.try_get("holds").unwrap_or(false) {
            times.locked_since = opening.asked_at();
        }
    }
}
