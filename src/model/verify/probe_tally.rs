//! How many attempts ended in which way.

use super::probe::{Probed, Verdict};

/// The counts of a probe.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) denied: usize,
    pub(crate) leaks: usize,
    pub(crate) inconclusive: usize,
}

impl Tally {
    /// Counts every verdict.
    pub(crate) fn of(probed: &[Probed]) -> Self {
        let mut tally = Self::default();
        for (_, verdict) in probed.iter().flat_map(|relation| &relation.verdicts) {
            match verdict {
                Verdict::Denied => tally.denied += 1,
                Verdict::Leak { .. } => tally.leaks += 1,
                Verdict::Inconclusive { .. } => tally.inconclusive += 1,
            }
        }
        tally
    }
}
