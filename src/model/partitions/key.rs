//! The types that a partition key of time can have, and how each writes an instant.

use super::instant::Instant;

/// What a key of time holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyType {
    TimestampTz,
    /// Without a time zone: what the clocks of the configured zone show, UTC's where none is.
    Timestamp,
    Date,
    /// Of version 7: 48 bits of milliseconds since 1970, then 80 bits that are no time.
    Uuid,
    /// A whole number since 1970.
    Epoch(Epoch),
}

/// What whole numbers since 1970 count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Epoch {
    Seconds,
    Milliseconds,
}

/// How many bits of a UUID stand behind its time.
const TAIL_BITS: u32 = 80;
const TAIL: u128 = (1 << TAIL_BITS) - 1;

/// The number of seconds from which on no timestamp can be: a bound out there is an open end.
const BEYOND: i64 = 9_224_318_016_000;

impl Epoch {
    pub(crate) const ALL: [Self; 2] = [Self::Seconds, Self::Milliseconds];

    /// The word in `migrate.toml`, which is `pg_partman`'s, too.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
        }
    }

    /// How many of it a second has.
    fn of_a_second(self) -> i64 {
        match self {
            Self::Seconds => 1,
            Self::Milliseconds => 1_000,
        }
    }

    /// `Err` tells that a number is before (`false`) or after (`true`) every time.
    pub(super) fn instant(self, number: i64) -> Result<Instant, bool> {
        if number.unsigned_abs() >= (BEYOND * self.of_a_second()).unsigned_abs() {
            return Err(number > 0);
        }
        Ok(match self {
            Self::Seconds => Instant::of_seconds(number),
            Self::Milliseconds => Instant::of_milliseconds(number),
        })
    }
}

impl KeyType {
    /// Whether a value is an instant. The other ones, `timestamp` and `date`, are what a clock shows.
    pub(crate) fn is_absolute(self) -> bool {
        !matches!(self, Self::Timestamp | Self::Date)
    }

    /// Whether it is one of the server's types of time.
    pub(crate) fn is_of_time(self) -> bool {
        matches!(self, Self::TimestampTz | Self::Timestamp | Self::Date)
    }

    /// The server's name of the type that literals are compared as.
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Self::TimestampTz => "timestamptz",
            Self::Timestamp => "timestamp",
            Self::Date => "date",
            Self::Uuid => "uuid",
            Self::Epoch(_) => "int8",
        }
    }

    /// An instant as a literal of the type, without quotes; with its zone where it has one.
    pub(crate) fn literal(self, instant: Instant) -> String {
        match self {
            Self::TimestampTz => format!("{instant}+00").replace(" BC+00", "+00 BC"),
            Self::Timestamp => instant.to_string(),
            Self::Date => instant.date_only(),
            Self::Uuid => uuid(instant),
            Self::Epoch(Epoch::Seconds) => instant.seconds().to_string(),
            Self::Epoch(Epoch::Milliseconds) => instant.milliseconds().to_string(),
        }
    }

    /// An instant for people, in UTC where it is one; where the key is no type of time, as the key has it.
    pub(crate) fn display_instant(self, instant: Instant) -> String {
        if self.is_of_time() { instant.to_string() } else { self.literal(instant) }
    }
}

fn uuid(instant: Instant) -> String {
    let time = u128::try_from(instant.milliseconds()).unwrap_or_default();
    let digits = format!("{:032x}", (time << TAIL_BITS) | instant.tail);
    let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    parts.join("-")
}

/// Reads a UUID as the server writes it, whatever its version.
pub(super) fn of_uuid(text: &str) -> Option<Instant> {
    let parts: Vec<&str> = text.split('-').collect();
    let is_uuid = parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12])
        && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let number = u128::from_str_radix(&parts.concat(), 16).ok().filter(|_| is_uuid)?;
    let time = i64::try_from(number >> TAIL_BITS).ok()?;
    Some(Instant { tail: number & TAIL, ..Instant::of_milliseconds(time) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_its_milliseconds_and_its_tail() {
        let text = "019ad735-8400-7000-8000-000000000000";
        let instant = of_uuid(text).unwrap();
        assert_eq!(instant.to_string(), "2025-12-01 00:00:00");
        assert_eq!(instant.tail, 0x7000_8000_0000_0000_0000);
        assert_eq!(KeyType::Uuid.literal(instant), text);
        assert_eq!(
            KeyType::Uuid.literal(Instant::parse("2025-12-01 00:00:00.001").unwrap()),
            "019ad735-8401-0000-0000-000000000000"
        );
        assert!(of_uuid("019ad735-8400-7000-8000-000000000001").unwrap() > instant);
        assert_eq!(of_uuid("ffffffff-ffff-ffff-ffff-ffffffffffff").unwrap().tail, TAIL);
        for text in ["", "019ad735840070008000000000000000", "019ad735-8400-7000-8000-00000000000g"] {
            assert_eq!(of_uuid(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_since_1970_are_instants_and_back() {
        let december = Instant::parse("2025-12-01").unwrap();
        assert_eq!(Epoch::Seconds.instant(1_764_547_200), Ok(december));
        assert_eq!(Epoch::Milliseconds.instant(1_764_547_200_000), Ok(december));
        assert_eq!(KeyType::Epoch(Epoch::Seconds).literal(december), "1764547200");
        assert_eq!(KeyType::Epoch(Epoch::Milliseconds).literal(december), "1764547200000");
        assert_eq!(Epoch::Seconds.instant(i64::MAX), Err(true));
        assert_eq!(Epoch::Milliseconds.instant(i64::MIN), Err(false));
    }
}
