//! Time zones: what the clocks of a place show, and when they show it.

mod near;
mod served;

use std::fmt;

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::instant::Instant;

pub(crate) use near::near;
pub(crate) use served::Served;

/// Whose midnights periods begin at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    Utc,
    /// Seconds ahead of UTC; negative west of Greenwich.
    Fixed(i32),
    /// A place whose clocks may be changed.
    Named(Tz),
    /// The same as a server has it.
    Served(&'static Served),
}

/// What a clock on the wall shows. Two instants may show the same, and some of what it could show never is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Local(pub(crate) Instant);

/// The most that a clock on Earth is ahead of UTC, or behind, and what an offset may be.
const MOST_HOURS: i32 = 14;

/// Beyond the years 1 to 9999 clocks are taken to stay as they are there.
const YEARS_1_TO_9999: (i64, i64) = (-62_135_596_800, 253_402_300_799);

impl Zone {
    /// Reads a name of the IANA database as it is written there, or an offset: `Europe/Berlin`, `+05:30`, `-05`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.starts_with(['+', '-']) {
            return offset(text);
        }
        match text.parse().ok()? {
            Tz::UTC | Tz::Etc__UTC | Tz::GMT | Tz::Etc__GMT => Some(Self::Utc),
            named => Some(Self::Named(named)),
        }
    }

    /// Whether it is a place, whose clocks may be changed.
    pub(crate) fn is_place(self) -> bool {
        matches!(self, Self::Named(_) | Self::Served(_))
    }

    /// The same zone with the changes that a server knows, see [`Served`]; as it is where that knows none. What is
    /// made here lives as long as the program: there is one for each zone of `migrate.toml`, and a zone stays a value
    /// that is passed by.
    pub(crate) fn served(self, changes: Vec<(i64, i64)>, until: i64) -> Self {
        match self {
            Self::Named(tz) => Served::new(tz, changes, until)
                .map_or(self, |served| Self::Served(Box::leak(Box::new(served)))),
            Self::Utc | Self::Fixed(_) | Self::Served(_) => self,
        }
    }

    /// Every zone with a name of a place: `Europe/Berlin`, not `CET`, not `Etc/GMT-1`.
    pub(super) fn places() -> impl Iterator<Item = Self> {
        let is_place = |tz: &&Tz| tz.name().contains('/') && !tz.name().starts_with("Etc/");
        TZ_VARIANTS.iter().filter(is_place).map(|tz| Self::Named(*tz))
    }

    /// How many seconds its clocks are ahead of UTC.
    fn ahead(self, at: Instant) -> i64 {
        match self {
            Self::Utc => 0,
            Self::Fixed(seconds) => i64::from(seconds),
            Self::Named(tz) => built_in(tz, at),
            Self::Served(served) => served.ahead(at.seconds()).unwrap_or_else(|| built_in(served.tz, at)),
        }
    }

    /// What its clocks show.
    pub(crate) fn local(self, at: Instant) -> Local {
        Local(Instant { tail: 0, ..at.plus(self.ahead(at)) })
    }

    /// When its clocks show something, as the server's `AT TIME ZONE` has it: what they skip is taken as if they
    /// had not been changed yet, and of two instants it is the later one.
    pub(crate) fn instant(self, Local(shown): Local) -> Instant {
        const DAY: i64 = 86_400;
        let (before, after) = (self.ahead(shown.plus(-DAY)), self.ahead(shown.plus(DAY)));
        let changed = shown.plus(-after);
        if self.ahead(changed) == after { changed } else { shown.plus(-before) }
    }
}

/// How many seconds a place's clocks are ahead of UTC, as this program knows it.
fn built_in(tz: Tz, at: Instant) -> i64 {
    let seconds = at.seconds().clamp(YEARS_1_TO_9999.0, YEARS_1_TO_9999.1);
    let utc = DateTime::from_timestamp(seconds, 0).unwrap_or_default().naive_utc();
    i64::from(tz.offset_from_utc_datetime(&utc).fix().local_minus_utc())
}

/// Reads `+05:30`, `-05` or `+0530`.
fn offset(text: &str) -> Option<Zone> {
    let (sign, digits) = text.split_at_checked(1)?;
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "00"),
    };
    let number = |text: &str| -> Option<i32> {
        let is_number = text.len() <= 2 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| is_number)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let seconds = hours * 3_600 + minutes * 60;
    match (seconds, sign) {
        _ if minutes >= 60 || seconds > MOST_HOURS * 3_600 => None,
        (0, _) => Some(Zone::Utc),
        (seconds, "-") => Some(Zone::Fixed(-seconds)),
        (seconds, _) => Some(Zone::Fixed(seconds)),
    }
}

impl fmt::Display for Zone {
    /// As [`Zone::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utc => f.write_str("UTC"),
            Self::Fixed(seconds) => {
                let sign = if *seconds < 0 { '-' } else { '+' };
                let minutes = seconds.unsigned_abs() / 60;
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
            Self::Named(tz) => f.write_str(tz.name()),
            Self::Served(served) => f.write_str(served.tz.name()),
        }
    }
}

#[cfg(test)]
mod tests;
