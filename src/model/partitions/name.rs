//! What a new partition is called.

mod pattern;

use super::calendar::{Date, Day};
use super::instant::Instant;
use super::interval::Interval;
use super::zone::Local;
use crate::model::sql::identifier_length::fitting;

/// A name with places for the parts of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamePattern(Vec<PatternPart>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum PatternPart {
    Text(String),
    Year,
    Month,
    Day,
    Hour,
    Quarter,
    /// The year and the number that ISO 8601 gives a week: the year of its Thursday.
    WeekYear,
    Week,
}

impl NamePattern {
    /// Reads `activities_%Y_%m`: `%Y` year, `%m` month, `%d` day, `%H` hour, `%q` quarter, `%G` and `%V` year and
    /// number of an ISO week, `%%` a percent sign. `None` for any other letter, for a NUL, which no name
    /// can hold, and where the pattern cannot tell two periods of the interval apart.
    pub(crate) fn parse(text: &str, interval: Interval) -> Option<Self> {
        if text.contains('\0') {
            return None;
        }
        let mut pieces = vec![PatternPart::Text(String::new())];
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            let piece = match letter {
                '%' => match letters.next()? {
                    'Y' => PatternPart::Year,
                    'm' => PatternPart::Month,
                    'd' => PatternPart::Day,
                    'H' => PatternPart::Hour,
                    'q' => PatternPart::Quarter,
                    'G' => PatternPart::WeekYear,
                    'V' => PatternPart::Week,
                    '%' => PatternPart::Text("%".to_owned()),
                    _ => return None,
                },
                letter => PatternPart::Text(letter.to_string()),
            };
            match (pieces.last_mut(), piece) {
                (Some(PatternPart::Text(text)), PatternPart::Text(more)) => text.push_str(&more),
                (_, piece) => pieces.push(piece),
            }
        }
        let has = |piece: PatternPart| pieces.contains(&piece);
        let tells_apart = match interval {
            Interval::Hour => {
                has(PatternPart::Year)
                    && has(PatternPart::Month)
                    && has(PatternPart::Day)
                    && has(PatternPart::Hour)
            }
            Interval::Day => has(PatternPart::Year) && has(PatternPart::Month) && has(PatternPart::Day),
            Interval::Week => {
                (has(PatternPart::WeekYear) && has(PatternPart::Week))
                    || (has(PatternPart::Year) && has(PatternPart::Month) && has(PatternPart::Day))
            }
            Interval::Month => has(PatternPart::Year) && has(PatternPart::Month),
            Interval::Quarter => {
                has(PatternPart::Year) && (has(PatternPart::Quarter) || has(PatternPart::Month))
            }
            Interval::Year => has(PatternPart::Year),
        };
        tells_apart.then_some(Self(pieces))
    }

    /// The usual one: `activities_2026_11`, `.._2026_11_24`, `.._2026_11_24_15`, `.._2026_w48`, `.._2026_q4`,
    /// `.._2026`.
    pub(crate) fn usual(table: &str, interval: Interval) -> Self {
        let text = |text: &str| PatternPart::Text(text.to_owned());
        let mut pieces = vec![text(&format!("{table}_"))];
        pieces.extend(match interval {
            Interval::Hour => {
                vec![
                    PatternPart::Year,
                    text("_"),
                    PatternPart::Month,
                    text("_"),
                    PatternPart::Day,
                    text("_"),
                    PatternPart::Hour,
                ]
            }
            Interval::Day => {
                vec![PatternPart::Year, text("_"), PatternPart::Month, text("_"), PatternPart::Day]
            }
            Interval::Week => vec![PatternPart::WeekYear, text("_w"), PatternPart::Week],
            Interval::Month => vec![PatternPart::Year, text("_"), PatternPart::Month],
            Interval::Quarter => vec![PatternPart::Year, text("_q"), PatternPart::Quarter],
            Interval::Year => vec![PatternPart::Year],
        });
        Self(pieces)
    }

    /// The name of the period that begins there. One that the server would cut is cut here, between
    /// two characters, and ends in a hash of the whole: two long names stay two.
    pub(crate) fn name(&self, start: Local) -> String {
        fitting(self.full_name(start))
    }

    /// The same, however long it is.
    fn full_name(&self, Local(Instant { day: start, micros, .. }): Local) -> String {
        let date = start.date();
        let thursday = Day(start.0 - start.weekday() + 3);
        let week_year = thursday.date().year;
        let new_year = Day::of(Date { year: week_year, month: 1, day: 1 });
        self.0
            .iter()
            .map(|piece| match piece {
                PatternPart::Text(text) => text.clone(),
                PatternPart::Year => format!("{:04}", date.year),
                PatternPart::Month => format!("{:02}", date.month),
                PatternPart::Day => format!("{:02}", date.day),
                PatternPart::Hour => format!("{:02}", micros / 3_600_000_000),
                PatternPart::Quarter => format!("{}", (date.month - 1) / 3 + 1),
                PatternPart::WeekYear => format!("{week_year:04}"),
                PatternPart::Week => format!("{:02}", (thursday.0 - new_year.0) / 7 + 1),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i64, month: u8, day: u8) -> Local {
        Local(Instant::midnight(Day::of(Date { year, month, day })))
    }

    #[test]
    fn the_usual_names_sort_as_the_periods_do() {
        for (interval, expected) in [
            (Interval::Hour, "t_2026_12_28_00"),
            (Interval::Day, "t_2026_12_28"),
            (Interval::Week, "t_2026_w53"),
            (Interval::Month, "t_2026_12"),
            (Interval::Quarter, "t_2026_q4"),
            (Interval::Year, "t_2026"),
        ] {
            assert_eq!(NamePattern::usual("t", interval).name(day(2026, 12, 28)), expected);
        }
        assert_eq!(NamePattern::usual("t", Interval::Week).name(day(2024, 12, 30)), "t_2025_w01");
        let evening = Local(day(2026, 12, 28).0.plus(23 * 3_600));
        assert_eq!(NamePattern::usual("t", Interval::Hour).name(evening), "t_2026_12_28_23");
    }

    #[test]
    fn a_pattern_has_to_tell_periods_apart() {
        assert!(NamePattern::parse("a_%Y_%m", Interval::Month).is_some());
        assert!(NamePattern::parse("a_%m", Interval::Month).is_none());
        assert!(NamePattern::parse("a_%Y_%m", Interval::Day).is_none());
        assert!(NamePattern::parse("a_%Y", Interval::Quarter).is_none());
        assert!(NamePattern::parse("a_%Y_%m_%d", Interval::Hour).is_none());
        assert!(NamePattern::parse("a_%Y%m%d%H", Interval::Hour).is_some());
        assert!(NamePattern::parse("a_%x_%Y", Interval::Year).is_none());
        assert!(NamePattern::parse("a%", Interval::Year).is_none());
        assert!(NamePattern::parse("a\0%Y", Interval::Year).is_none());
        let percent = NamePattern::parse("100%% %Y", Interval::Year).unwrap();
        assert_eq!(percent.name(day(2026, 1, 1)), "100% 2026");
    }

    #[test]
    fn long_names_are_cut_between_characters_and_stay_different() {
        for table in
            ["x".repeat(63), "ü".repeat(31), "\u{20000}".repeat(15), "a".to_owned() + &"語".repeat(20)]
        {
            let pattern = NamePattern::usual(&table, Interval::Month);
            let (june, july) = (pattern.name(day(2025, 6, 1)), pattern.name(day(2025, 7, 1)));
            assert!(june.len() <= 63 && july.len() <= 63);
            assert_ne!(june, july);
        }
        // A table may be called like a pattern.
        assert_eq!(NamePattern::usual("%Y%m", Interval::Year).name(day(2025, 1, 1)), "%Y%m_2025");
    }
}
