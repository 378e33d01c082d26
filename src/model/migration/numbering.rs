//! The version of a new migration: the next number, or the clock's.

use super::version::Version;

/// How a project counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// One more than the last.
    Sequence,
    /// The time in UTC: `V20261130205959`.
    Timestamp,
}

/// The digits of a time to the second.
const SECONDS: usize = 14;
/// How many digits a time may have: to the day, the hour, the minute, the second, the millisecond.
const WIDTHS: [usize; 5] = [8, 10, 12, SECONDS, 17];

/// The version after the highest one that is there, at this time (RFC 3339, in UTC). Where nobody said how the project
/// counts, the highest version does. A time is as precise as the last one, and always later.
pub(crate) fn next(highest: Option<Version>, numbering: Option<Numbering>, now: &str) -> Version {
    let highest = highest.unwrap_or(Version::ZERO);
    let following = highest.next();
    let width = match (numbering, width_of_time(highest)) {
        (Some(Numbering::Sequence), _) | (None, None) => return following,
        (Some(Numbering::Timestamp), None) => SECONDS,
        (_, Some(width)) => width,
    };
    let digits: String =
        now.chars().filter(char::is_ascii_digit).chain("0".repeat(17).chars()).take(width).collect();
    digits.parse().map_or(following, |time: Version| time.max(following))
}

/// How many digits a version has that is a time: it begins with a day of this century or the last years of the one
/// before. What follows is not looked at: after the last second of a minute there may be one more.
fn width_of_time(version: Version) -> Option<usize> {
    let digits = version.number().to_string();
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let is_day = WIDTHS.contains(&digits.len())
        && (1990..=2100).contains(&part(0, 4)?)
        && (1..=12).contains(&part(4, 6)?)
        && (1..=31).contains(&part(6, 8)?);
    is_day.then_some(digits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_version_says_how_a_project_counts_unless_somebody_does() {
        let now = "2026-11-30T20:55:01Z";
        let (sequence, timestamp) = (Some(Numbering::Sequence), Some(Numbering::Timestamp));
        for (highest, numbering, expected) in [
            (None, None, 1),
            (None, sequence, 1),
            (None, timestamp, 20_261_130_205_501),
            (Some(12), None, 13),
            (Some(12), timestamp, 20_261_130_205_501),
            (Some(20_261_123_093_000), None, 20_261_130_205_501),
            (Some(20_261_123_093_000), sequence, 20_261_123_093_001),
            // As precise as the last one.
            (Some(20_261_123), None, 20_261_130),
            (Some(2_026_112_309), None, 2_026_113_020),
            (Some(202_611_230_930), None, 202_611_302_055),
            (Some(20_261_123_093_000_999), None, 20_261_130_205_501_000),
            // Always later, also when the clock is behind, and after the last second of a minute.
            (Some(20_261_130), None, 20_261_131),
            (Some(20_261_130_205_501), None, 20_261_130_205_502),
            (Some(20_270_101_000_059), None, 20_270_101_000_060),
            (Some(20_270_101_000_060), None, 20_270_101_000_061),
            // No day.
            (Some(20_261_399), None, 20_261_400),
            (Some(1_764_536_100), None, 1_764_536_101),
            (Some(i64::MAX), None, i64::MAX),
            (Some(i64::MAX), timestamp, i64::MAX),
        ] {
            let next = next(highest.and_then(Version::new), numbering, now);
            assert_eq!(next.number(), expected, "{highest:?} {numbering:?}");
        }
    }
}
