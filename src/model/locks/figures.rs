//! What it took to get the locks of a script, and what others noticed of it.

use std::time::Duration;

/// Of one script, or of one of its tries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LockFigures {
    /// How often its transaction was begun; of a script without one, of the statement that needed most. Zero: never.
    pub(crate) tries: u32,
    /// The longest that one try held locks: from the first that was granted to the end of its transaction. Where that
    /// lock was one that nobody foresaw, from the beginning of the script.
    pub(crate) held: Duration,
    /// The largest number of second sessions that were seen to wait for it at once.
    pub(crate) queued: u64,
}

impl LockFigures {
    /// Of both: each figure the larger one.
    pub(crate) fn and(self, second: Self) -> Self {
        Self {
            tries: self.tries.max(second.tries),
            held: self.held.max(second.held),
            queued: self.queued.max(second.queued),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_transactions_the_worst_counts() {
        let [slow, wanted] = [(1, 90, 2), (3, 10, 7)].map(|(tries, held, queued)| LockFigures {
            tries,
            held: Duration::from_millis(held),
            queued,
        });
        let both = slow.and(wanted);
        assert_eq!((both.tries, both.held.as_millis(), both.queued), (3, 90, 7));
    }
}
