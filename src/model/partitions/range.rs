//! The bounds of a partition, as the catalog prints them. Names say nothing, bounds say all.

use super::calendar::Day;
use super::instant::{Instant, KeyType};
use super::interval::Interval;

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bound {
    /// MINVALUE, or `-infinity`: before every instant.
    Start,
    At(Instant),
    /// MAXVALUE, or `infinity`: after every instant.
    End,
}

/// From its lower bound on, up to its upper bound and without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) lower: Bound,
    pub(crate) upper: Bound,
}

/// What `pg_get_expr` prints for a partition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Range(Range),
    Default,
    /// A list, a hash, several columns, or a text that is not understood.
    Other,
}

impl Shape {
    /// Reads `FOR VALUES FROM ('2025-01-01 00:00:00+00') TO (MAXVALUE)` or `DEFAULT`, as printed with
    /// `DateStyle` ISO and `TimeZone` UTC.
    pub(crate) fn parse(text: &str) -> Self {
        if text == "DEFAULT" {
            return Self::Default;
        }
        let bounds = text
            .strip_prefix("FOR VALUES FROM (")
            .and_then(|rest| rest.strip_suffix(')'))
            .and_then(|rest| rest.split_once(") TO ("));
        match bounds.and_then(|(lower, upper)| Some(Range { lower: bound(lower)?, upper: bound(upper)? })) {
            Some(range) => Self::Range(range),
            None => Self::Other,
        }
    }
}

fn bound(text: &str) -> Option<Bound> {
    match text {
        "MINVALUE" | "'-infinity'" => Some(Bound::Start),
        "MAXVALUE" | "'infinity'" => Some(Bound::End),
        quoted => Instant::parse(quoted.strip_prefix('\'')?.strip_suffix('\'')?).map(Bound::At),
    }
}

impl Range {
    /// From one midnight to another.
    pub(crate) fn days(from: Day, to: Day) -> Self {
        Self { lower: Bound::At(Instant::midnight(from)), upper: Bound::At(Instant::midnight(to)) }
    }

    /// Whether a row could be in both.
    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.lower < other.upper && other.lower < self.upper
    }

    /// Whether every row of the other would be in this one.
    pub(crate) fn covers(self, other: Self) -> bool {
        self.lower <= other.lower && other.upper <= self.upper
    }

    /// The interval of which this is exactly one period.
    pub(crate) fn interval(self) -> Option<Interval> {
        let (Bound::At(lower), Bound::At(upper)) = (self.lower, self.upper) else { return None };
        Interval::ALL.into_iter().find(|interval| {
            (lower.micros, upper.micros) == (0, 0)
                && interval.start_of(lower.day) == lower.day
                && interval.after(lower.day, 1) == upper.day
        })
    }

    /// As `FOR VALUES FROM (..) TO (..)` takes it.
    pub(crate) fn sql(self, key_type: KeyType) -> String {
        let side = |bound| match bound {
            Bound::Start => "MINVALUE".to_owned(),
            Bound::At(instant) => format!("'{}'", instant.literal(key_type)),
            Bound::End => "MAXVALUE".to_owned(),
        };
        format!("FROM ({}) TO ({})", side(self.lower), side(self.upper))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> Range {
        match Shape::parse(text) {
            Shape::Range(range) => range,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn bounds_are_read_in_every_form_of_the_catalog() {
        let month = range("FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2025-02-01 00:00:00+00')");
        assert_eq!(month.interval(), Some(Interval::Month));
        assert_eq!(
            month.sql(KeyType::TimestampTz),
            "FROM ('2025-01-01 00:00:00+00') TO ('2025-02-01 00:00:00+00')"
        );
        assert_eq!(month.sql(KeyType::Date), "FROM ('2025-01-01') TO ('2025-02-01')");
        let open = range("FOR VALUES FROM (MINVALUE) TO ('infinity')");
        assert_eq!((open.lower, open.upper), (Bound::Start, Bound::End));
        assert!(open.covers(month) && !month.covers(open) && open.overlaps(month));
        assert_eq!(Shape::parse("DEFAULT"), Shape::Default);
        for text in [
            "FOR VALUES IN ('a')",
            "FOR VALUES FROM ('1', '2') TO ('3', '4')",
            "",
            "FOR VALUES WITH (modulus 2, remainder 0)",
        ] {
            assert_eq!(Shape::parse(text), Shape::Other, "{text}");
        }
    }

    #[test]
    fn a_range_that_starts_at_another_hour_is_no_period() {
        let shifted = range("FOR VALUES FROM ('2025-01-01 05:00:00+00') TO ('2025-02-01 05:00:00+00')");
        assert_eq!(shifted.interval(), None);
        let years = range("FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')");
        assert_eq!(years.interval(), Some(Interval::Year));
        let quarter = range("FOR VALUES FROM ('2025-04-01') TO ('2025-07-01')");
        assert_eq!(quarter.interval(), Some(Interval::Quarter));
    }

    #[test]
    fn neighbours_do_not_overlap() {
        let january = range("FOR VALUES FROM ('2025-01-01') TO ('2025-02-01')");
        let february = range("FOR VALUES FROM ('2025-02-01') TO ('2025-03-01')");
        assert!(!january.overlaps(february) && !february.overlaps(january));
    }
}
