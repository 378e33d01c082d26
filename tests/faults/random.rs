//! Random that can be repeated.

use std::time::Duration;

/// Numbers from a seed.
pub(crate) struct Random(u64);

impl Random {
    /// From `FAULTS_SEED`, or from the clock; says which.
    #[expect(clippy::print_stderr, reason = "the seed of a failed test has to be seen")]
    pub(crate) fn new() -> Self {
        let seed = match std::env::var("FAULTS_SEED") {
            Ok(given) => given.parse().expect("FAULTS_SEED is a number"),
            Err(_) => std::time::UNIX_EPOCH.elapsed().unwrap().subsec_nanos().into(),
        };
        eprintln!("FAULTS_SEED={seed}");
        Self(seed)
    }

    /// From a number, always the same.
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end` (SplitMix64).
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end.max(1)
    }

    /// A moment of a run that takes this long.
    pub(crate) fn moment(&mut self, run: Duration) -> Duration {
        Duration::from_micros(self.below(u64::try_from(run.as_micros()).unwrap()))
    }
}
