//! A zone as a server has it. Places change their clocks at short notice, and a server may know it earlier than this
//! program was built.

use chrono_tz::Tz;

/// The changes of a place's clocks over some time.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Served {
    pub(super) tz: Tz,
    /// Since when, in seconds since 1970, and how many seconds they are ahead of UTC from then on; in their order.
    changes: Vec<(i64, i64)>,
    until: i64,
}

impl Served {
    /// Changes in their order, the first the beginning of what is known; `None` without any.
    pub(super) fn new(tz: Tz, changes: Vec<(i64, i64)>, until: i64) -> Option<Self> {
        (!changes.is_empty()).then_some(Self { tz, changes, until })
    }

    /// How many seconds the clocks are ahead of UTC; `None` where that is not known.
    pub(super) fn ahead(&self, seconds: i64) -> Option<i64> {
        let begun = self.changes.partition_point(|(since, _)| *since <= seconds);
        let (_, ahead) = self.changes.get(begun.checked_sub(1)?)?;
        (seconds <= self.until).then_some(*ahead)
    }
}
