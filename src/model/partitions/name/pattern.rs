//! The pattern that the names of existing partitions follow, and how a pattern is written.

use std::fmt;

use super::{NamePattern, PatternPart};
use crate::model::partitions::interval::Interval;
use crate::model::partitions::zone::Local;

/// How the names of an interval end, as people and other programs write them.
fn endings(interval: Interval) -> &'static [&'static str] {
    match interval {
        Interval::Hour => &[
            "%Y_%m_%d_%H",
            "%Y%m%d%H",
            "%Y%m%d_%H",
            "%Y_%m_%d_%H00",
            "%Y%m%d_%H0000",
            "%Y-%m-%d_%H",
            "%Y-%m-%dT%H",
        ],
        Interval::Day => &["%Y_%m_%d", "%Y%m%d", "%Y-%m-%d", "%Yy%mm%dd", "%Ym%md%d"],
        Interval::Week => &["%G_w%V", "%Gw%V", "%G_%V", "%G%V", "%Y_%m_%d", "%Y%m%d", "%Y-%m-%d"],
        Interval::Month => &["%Y_%m", "%Y%m", "%Y-%m", "%Ym%m", "%Y_%m_%d", "%Y%m%d", "%Y-%m-%d"],
        Interval::Quarter => &["%Y_q%q", "%Yq%q", "%Y_%q", "%Y_%m", "%Y%m", "%Y_%m_%d", "%Y%m%d"],
        Interval::Year => &["%Y", "%Y_%m_%d", "%Y%m%d"],
    }
}

impl NamePattern {
    /// The pattern that all these names follow, each with the begin of its period. `None` where there is
    /// none, or no single one.
    pub(crate) fn found_in(names: &[(&str, Local)], interval: Interval) -> Option<Self> {
        endings(interval).iter().find_map(|ending| {
            let ending = Self::parse(ending, interval)?;
            let mut begins = names.iter().map(|(name, start)| name.strip_suffix(&ending.full_name(*start)));
            let begin = begins.next()??;
            if begin.is_empty() || !begins.all(|begin_of_other| begin_of_other == Some(begin)) {
                return None;
            }
            let mut pieces = vec![PatternPart::Text(begin.to_owned())];
            pieces.extend(ending.0);
            Some(Self(pieces))
        })
    }
}

impl fmt::Display for NamePattern {
    /// As [`NamePattern::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            PatternPart::Text(text) => f.write_str(&text.replace('%', "%%")),
            PatternPart::Year => f.write_str("%Y"),
            PatternPart::Month => f.write_str("%m"),
            PatternPart::Day => f.write_str("%d"),
            PatternPart::Hour => f.write_str("%H"),
            PatternPart::Quarter => f.write_str("%q"),
            PatternPart::WeekYear => f.write_str("%G"),
            PatternPart::Week => f.write_str("%V"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::partitions::calendar::{Date, Day};
    use crate::model::partitions::instant::Instant;

    fn day(year: i64, month: u8, day: u8) -> Local {
        Local(Instant::midnight(Day::of(Date { year, month, day })))
    }

    fn found(interval: Interval, names: &[(&str, Local)]) -> Option<String> {
        NamePattern::found_in(names, interval).map(|pattern| pattern.to_string())
    }

    #[test]
    fn the_pattern_of_others_is_taken_over() {
        let (january, february) = (day(2024, 1, 1), day(2024, 2, 1));
        for (first, second, pattern) in [
            ("log_2024_01", "log_2024_02", "log_%Y_%m"),
            ("log_p2024_01", "log_p2024_02", "log_p%Y_%m"),
            ("log_p20240101", "log_p20240201", "log_p%Y%m%d"),
            ("log_y2024m01", "log_y2024m02", "log_y%Ym%m"),
            ("100%_2024-01", "100%_2024-02", "100%%_%Y-%m"),
        ] {
            let names = [(first, january), (second, february)];
            assert_eq!(found(Interval::Month, &names).as_deref(), Some(pattern));
        }
        let week = [("log_p2024w01", day(2024, 1, 1)), ("log_p2024w52", day(2024, 12, 23))];
        assert_eq!(found(Interval::Week, &week).as_deref(), Some("log_p%Gw%V"));
        assert_eq!(found(Interval::Quarter, &[("l_p2024q2", day(2024, 4, 1))]).as_deref(), Some("l_p%Yq%q"));
        assert_eq!(found(Interval::Year, &[("l_2024", day(2024, 1, 1))]).as_deref(), Some("l_%Y"));
        let nine = Local(day(2024, 1, 1).0.plus(9 * 3_600));
        assert_eq!(
            found(Interval::Hour, &[("l_p20240101_090000", nine)]).as_deref(),
            Some("l_p%Y%m%d_%H0000")
        );
    }

    #[test]
    fn names_without_a_common_pattern_have_none() {
        let (january, february) = (day(2024, 1, 1), day(2024, 2, 1));
        assert_eq!(found(Interval::Month, &[("a_2024_01", january), ("b_2024_02", february)]), None);
        assert_eq!(found(Interval::Month, &[("a_2024_01", february)]), None);
        assert_eq!(found(Interval::Month, &[("2024_01", january)]), None);
        assert_eq!(found(Interval::Month, &[]), None);
    }
}
