//! How long a run goes on asking for its locks, and what it may do about those who are in the way.

use std::time::Duration;

use crate::model::sql::duration::duration;

/// What was configured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LockPolicy {
    pub(crate) budget: LockBudget,
    /// A session that is in the way for this long is ended; `None`: nobody ever is.
    pub(crate) kill_blockers_after: Option<Duration>,
    /// How long a script may hold a lock that keeps readers or writers from a table; never zero. `None`: as long as it
    /// takes.
    pub(crate) max_exclusive_lock: Option<Duration>,
}

/// How long one script tries to get its locks. The first try is always made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LockBudget {
    /// No try begins later than this after the first.
    Time(Duration),
    /// At least one.
    Tries(u32),
}

impl Default for LockBudget {
    fn default() -> Self {
        Self::Time(Duration::from_secs(60))
    }
}

impl LockBudget {
    /// What a value has to be, to complete "is not ..".
    pub(crate) const WANTED: &str = "a duration such as 60s or 2min, or a number of tries from 1 on";

    /// Reads a duration, or a plain number of tries.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.parse() {
            Ok(0) => None,
            Ok(tries) => Some(Self::Tries(tries)),
            Err(_) => duration(text).map(Self::Time),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_a_time_or_a_number_of_tries() {
        assert_eq!(LockBudget::default(), LockBudget::Time(Duration::from_secs(60)));
        assert_eq!(LockBudget::parse("2min"), Some(LockBudget::Time(Duration::from_secs(120))));
        assert_eq!(LockBudget::parse("0s"), Some(LockBudget::Time(Duration::ZERO)));
        assert_eq!(LockBudget::parse("10"), Some(LockBudget::Tries(10)));
        for text in ["", "0", "-1", "1.5", "60 seconds", "s", "4294967296", "1h"] {
            assert_eq!(LockBudget::parse(text), None, "{text}");
        }
    }
}
