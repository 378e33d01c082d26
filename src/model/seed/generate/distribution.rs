//! Dividing a number of rows over parents, exactly: no row is lost to rounding.

use super::random::Salt;

/// The weights of a Zipf distribution; the first is the heaviest, or, shuffled, any.
#[allow(clippy::cast_precision_loss, reason = "weights")]
pub(crate) fn zipf(parents: u64, power: f64, shuffled: Option<Salt>) -> Vec<f64> {
    let mut weights: Vec<f64> = (1..=parents).map(|rank| libm::pow(rank as f64, -power)).collect();
    if let Some(salt) = shuffled {
        // Fisher and Yates; the stream of each place is its own.
        for at in (1..weights.len()).rev() {
            let with = salt.stream_at(at as u64).below(at as u64 + 1);
            weights.swap(at, usize::try_from(with).unwrap_or(0));
        }
    }
    weights
}

/// Divides `rows` by weight; each part is at least `min`, and at most what `max` says of its place. What the bounds
/// leave over is divided among those that have room. The sum is `rows` as far as the bounds allow it.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "shares"
)]
pub(crate) fn divide(rows: u64, weights: &[f64], min: u64, max: impl Fn(usize) -> u64) -> Vec<u64> {
    let mut parts: Vec<u64> = (0..weights.len()).map(|at| min.min(max(at))).collect();
    let mut left = rows.saturating_sub(parts.iter().sum());
    while left > 0 {
        let open: Vec<usize> =
            (0..parts.len()).filter(|at| parts[*at] < max(*at) && weights[*at] > 0.0).collect();
        let weight: f64 = open.iter().map(|at| weights[*at]).sum();
        if open.is_empty() {
            break;
        }
        let (mut sum, mut given) = (0.0, 0_u64);
        for at in &open {
            // The borders between parts are rounded, not the parts: so their sum is what is to be divided.
            sum += weights[*at];
            let border = ((sum / weight * left as f64).round() as u64).clamp(given, left);
            let part = (border - given).min(max(*at) - parts[*at]);
            parts[*at] += part;
            given += border - given;
        }
        let divided: u64 = parts.iter().sum();
        let rest = rows.saturating_sub(divided);
        if rest == left {
            break;
        }
        left = rest;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost() {
        for rows in [0, 1, 7, 1000, 3_200_000] {
            for power in [0.0, 0.5, 1.0, 1.7] {
                let parts = divide(rows, &zipf(1247, power, None), 0, |_| u64::MAX);
                assert_eq!(parts.iter().sum::<u64>(), rows, "{rows} by {power}");
            }
        }
    }

    #[test]
    fn bounds_hold_and_the_rest_goes_to_those_with_room() {
        let parts = divide(55_000, &zipf(1247, 0.9, None), 10, |_| 500);
        assert_eq!(parts.iter().sum::<u64>(), 55_000);
        assert!(parts.iter().all(|part| (10..=500).contains(part)));
        // Rounding moves a part by one.
        assert!(parts[0] == 500 && parts[1246] <= parts.iter().min().unwrap() + 1);
        assert_eq!(divide(100, &[1.0, 1.0], 0, |_| 20), [20, 20]);
        assert_eq!(divide(10, &[1.0, 0.0], 0, |_| 20), [10, 0]);
        assert_eq!(divide(10, &[], 0, |_| 20), Vec::<u64>::new());
    }

    #[test]
    fn a_shuffle_loses_no_weight() {
        let mut shuffled = zipf(100, 1.0, Some(Salt::new(1, &["x"])));
        assert_ne!(shuffled, zipf(100, 1.0, None));
        shuffled.sort_by(|left, right| right.total_cmp(left));
        assert_eq!(shuffled, zipf(100, 1.0, None));
    }
}
