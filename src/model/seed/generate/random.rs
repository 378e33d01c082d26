//! Pseudo-randomness: numbers that follow from a seed, a name and a place, and look random.
//!
//! Every value of every row has a stream of its own, so that rows can be made in any order and by any thread.

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// What a table, a column or a pick begins its streams with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Salt(u64);

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(crate) struct RandomStream(u64);

impl Salt {
    /// Depends on the names alone, not on their order in a profile or a catalog.
    pub(crate) fn new(seed: u64, names: &[&str]) -> Self {
        // FNV-1a, each name closed by a byte that no name has.
        let bytes = names.iter().flat_map(|name| name.bytes().chain([0xff]));
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(mix(hash ^ mix(seed.wrapping_add(GOLDEN))))
    }

    /// The stream of a place, such as a row.
    pub(crate) fn stream_at(self, place: u64) -> RandomStream {
        RandomStream(self.0 ^ mix(place.wrapping_add(GOLDEN)))
    }
}

impl RandomStream {
    /// Any number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }

    /// From 0 up to 1 and without it.
    #[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Below `end`, which is not 0.
    #[allow(clippy::cast_possible_truncation, reason = "the upper half of a product is below its factor")]
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }

    /// Of `from..=to`.
    pub(crate) fn between(&mut self, from: i64, to: i64) -> i64 {
        let length = to.wrapping_sub(from).cast_unsigned();
        let step = if length == u64::MAX { self.next() } else { self.below(length + 1) };
        from.wrapping_add(step.cast_signed())
    }

    /// Of `from..=to`, each order of magnitude alike, from the lower bound on.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a magnitude, bounded")]
    pub(crate) fn long_number(&mut self, from: i64, to: i64) -> i64 {
        let length = (to as f64 - from as f64).max(0.0);
        let step = libm::exp(self.unit() * libm::log(length + 1.0)) - 1.0;
        from.saturating_add(step as i64).min(to)
    }

    /// True that often.
    pub(crate) fn happens(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// A random UUID, version 4 (RFC 9562, section 5.4).
    pub(crate) fn uuid(&mut self) -> u128 {
        let random = (u128::from(self.next()) << 64) | u128::from(self.next());
        let version = random & !(0xf_u128 << 76) | (0x4_u128 << 76);
        version & !(0x3_u128 << 62) | (0x2_u128 << 62)
    }

    /// A count with a long tail: about `mean`, half of them below 0.7 of it, never above `most`.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and bounded")]
    pub(crate) fn long(&mut self, mean: f64, most: u64) -> u64 {
        // A geometric distribution nine times of ten, one with four times the mean else: the mean of both is `mean`.
        let narrow = self.unit() < 0.9;
        let mean = if narrow { mean / 1.3 } else { mean * 4.0 / 1.3 };
        let ratio = mean / (1.0 + mean);
        let count = libm::log(1.0 - self.unit()) / libm::log(ratio);
        (count as u64).min(most)
    }
}

/// The finalizer of SplitMix64.
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_place_has_the_same_numbers_and_another_one_others() {
        let salt = Salt::new(1, &["tasks", "title"]);
        assert_eq!(salt.stream_at(7).next(), salt.stream_at(7).next());
        assert_ne!(salt.stream_at(7).next(), salt.stream_at(8).next());
        assert_ne!(salt.stream_at(7).next(), Salt::new(2, &["tasks", "title"]).stream_at(7).next());
        assert_ne!(Salt::new(1, &["ab", "c"]), Salt::new(1, &["a", "bc"]));
    }

    #[test]
    fn every_part_of_a_range_is_met_alike() {
        let salt = Salt::new(1, &["x"]);
        let mut met = [0_u32; 10];
        for place in 0..100_000 {
            met[usize::try_from(salt.stream_at(place).below(10)).unwrap()] += 1;
        }
        assert!(met.iter().all(|times| (9_500..10_500).contains(times)), "{met:?}");
        assert_eq!(salt.stream_at(1).between(i64::MIN, i64::MIN), i64::MIN);
        assert_eq!(salt.stream_at(1).between(5, 5), 5);
    }

    #[test]
    fn a_uuid_is_of_version_4() {
        for place in 0..1000 {
            let uuid = Salt::new(1, &["x"]).stream_at(place).uuid();
            assert_eq!(((uuid >> 76) & 0xf, (uuid >> 62) & 0x3), (4, 2));
        }
    }

    #[test]
    #[allow(clippy::cast_precision_loss, reason = "about")]
    fn a_long_tail_has_its_mean() {
        let salt = Salt::new(1, &["x"]);
        let counts: Vec<u64> = (0..100_000).map(|place| salt.stream_at(place).long(2.0, 1000)).collect();
        let mean = counts.iter().sum::<u64>() as f64 / 100_000.0;
        assert!((1.9..2.1).contains(&mean), "{mean}");
        assert!(counts.iter().max() > Some(&30));
    }
}
