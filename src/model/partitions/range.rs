//! The bounds of a partition, as the catalog prints them. Names say nothing, bounds say all.

#[cfg(test)]
use super::calendar::Day;
use super::instant::Instant;
use super::key::{KeyType, of_uuid};

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
    /// `DateStyle` ISO and `TimeZone` UTC, of a type of time.
    pub(crate) fn parse(text: &str) -> Self {
        Self::read(text, |value| Instant::parse(value).map(Bound::At))
    }

    /// The same for a key of any kind.
    pub(crate) fn of_key(text: &str, key_type: KeyType) -> Self {
        match key_type {
            KeyType::TimestampTz | KeyType::Timestamp | KeyType::Date => Self::parse(text),
            KeyType::Uuid => Self::read(text, |value| of_uuid(value).map(Bound::At)),
            KeyType::Epoch(epoch) => Self::read(text, |value| {
                Some(match epoch.instant(value.parse().ok()?) {
                    Ok(instant) => Bound::At(instant),
                    Err(false) => Bound::Start,
                    Err(true) => Bound::End,
                })
            }),
        }
    }

    /// `value` reads a value that is no open end.
    fn read(text: &str, value: impl Fn(&str) -> Option<Bound>) -> Self {
        if text == "DEFAULT" {
            return Self::Default;
        }
        let bounds = text
            .strip_prefix("FOR VALUES FROM (")
            .and_then(|rest| rest.strip_suffix(')'))
            .and_then(|rest| rest.split_once(") TO ("));
        match bounds.and_then(|(lower, upper)| {
            Some(Range { lower: bound(lower, &value)?, upper: bound(upper, &value)? })
        }) {
            Some(range) => Self::Range(range),
            None => Self::Other,
        }
    }
}

fn bound(text: &str, value: &impl Fn(&str) -> Option<Bound>) -> Option<Bound> {
    match text {
        "MINVALUE" | "'-infinity'" => Some(Bound::Start),
        "MAXVALUE" | "'infinity'" => Some(Bound::End),
        // Whole numbers of four bytes stand without quotes.
        text => match text.strip_prefix('\'') {
            Some(quoted) => value(quoted.strip_suffix('\'')?),
            None => value(text).filter(|_| text.bytes().all(|byte| byte.is_ascii_digit())),
        },
    }
}

impl Bound {
    /// The instant, where it is one.
    pub(crate) fn instant(self) -> Option<Instant> {
        match self {
            Self::At(instant) => Some(instant),
            Self::Start | Self::End => None,
        }
    }
}

impl Range {
    /// From one midnight to another.
    #[cfg(test)]
    pub(crate) fn days(from: Day, to: Day) -> Self {
        Self { lower: Bound::At(Instant::midnight(from)), upper: Bound::At(Instant::midnight(to)) }
    }

    /// As `FOR VALUES FROM (..) TO (..)` takes it.
    pub(crate) fn sql(self, key_type: KeyType) -> String {
        let side = |bound| match bound {
            Bound::Start => "MINVALUE".to_owned(),
            Bound::At(instant) => format!("'{}'", key_type.literal(instant)),
            Bound::End => "MAXVALUE".to_owned(),
        };
        format!("FROM ({}) TO ({})", side(self.lower), side(self.upper))
    }
}

#[cfg(test)]
mod tests {
    use super::super::interval::Interval;
    use super::super::key::Epoch;
    use super::super::zone::Zone;
    use super::*;

    fn range(text: &str) -> Range {
        match Shape::parse(text) {
            Shape::Range(range) => range,
            unexpected => panic!("{unexpected:?}"),
        }
    }

    fn in_utc(range: Range) -> Option<Interval> {
        range.interval(Zone::Utc, KeyType::TimestampTz)
    }

    #[test]
    fn bounds_of_every_key_are_read_and_written_again() {
        for (key, text) in [
            (KeyType::Uuid, "FROM ('019ad735-8400-7000-8000-000000000000') TO (MAXVALUE)"),
            (KeyType::Epoch(Epoch::Seconds), "FROM ('1764547200') TO ('1767225600')"),
            (KeyType::Epoch(Epoch::Milliseconds), "FROM (MINVALUE) TO ('1767225600000')"),
        ] {
            let Shape::Range(range) = Shape::of_key(&format!("FOR VALUES {text}"), key) else {
                panic!("{text}")
            };
            assert_eq!(range.sql(key), text);
            assert_eq!(Shape::parse(&format!("FOR VALUES {text}")), Shape::Other);
            assert_eq!(Shape::of_key("FOR VALUES FROM ('a') TO ('b')", key), Shape::Other);
        }
        let bare =
            Shape::of_key("FOR VALUES FROM (1764547200) TO (1767225600)", KeyType::Epoch(Epoch::Seconds));
        assert!(matches!(bare, Shape::Range(range) if in_utc(range) == Some(Interval::Month)), "{bare:?}");
        let all = "FOR VALUES FROM ('-9223372036854775808') TO ('9223372036854775807')";
        let open = Range { lower: Bound::Start, upper: Bound::End };
        assert_eq!(Shape::of_key(all, KeyType::Epoch(Epoch::Milliseconds)), Shape::Range(open));
    }

    #[test]
    fn bounds_are_read_in_every_form_of_the_catalog() {
        let month = range("FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2025-02-01 00:00:00+00')");
        assert_eq!(in_utc(month), Some(Interval::Month));
        assert_eq!(
            month.sql(KeyType::TimestampTz),
            "FROM ('2025-01-01 00:00:00+00') TO ('2025-02-01 00:00:00+00')"
        );
        assert_eq!(month.sql(KeyType::Date), "FROM ('2025-01-01') TO ('2025-02-01')");
        let open = range("FOR VALUES FROM (MINVALUE) TO ('infinity')");
        assert_eq!((open.lower, open.upper), (Bound::Start, Bound::End));
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
        assert_eq!(in_utc(shifted), None);
        let zone = Zone::parse("-05:00").unwrap();
        assert_eq!(shifted.interval(zone, KeyType::TimestampTz), Some(Interval::Month));
        assert_eq!(shifted.interval(zone, KeyType::Timestamp), None);
        let years = range("FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')");
        assert_eq!(in_utc(years), Some(Interval::Year));
        let quarter = range("FOR VALUES FROM ('2025-04-01') TO ('2025-07-01')");
        assert_eq!(in_utc(quarter), Some(Interval::Quarter));
        let hour = range("FOR VALUES FROM ('2025-04-01 23:00:00+00') TO ('2025-04-02 00:00:00+00')");
        assert_eq!(in_utc(hour), Some(Interval::Hour));
    }
}
