//! How the time of one table is cut into periods: its interval, whose midnights, and how its key has them.

use super::instant::Instant;
use super::interval::Interval;
use super::key::KeyType;
use super::name::NamePattern;
use super::range::{Bound, Range};
use super::retention::RetentionPeriod;
use super::zone::{Local, Zone};

/// The periods of a table. Instants are those of its key: where that is what a clock shows (`timestamp`, `date`),
/// so are they.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Periods {
    pub(crate) interval: Interval,
    /// Whose midnights they begin at.
    zone: Zone,
    /// Whose clocks say what time it is, where the key is what a clock shows.
    clock: Option<Zone>,
    /// What the bounds of UUIDs end in.
    tail: u128,
}

impl Periods {
    /// Those of a key in a zone. Days of a clock begin at its midnights, wherever it hangs: the zone then says
    /// only what time it is.
    pub(crate) fn new(interval: Interval, zone: Zone, key_type: KeyType, tail: u128) -> Self {
        if key_type.is_absolute() {
            Self { interval, zone, clock: None, tail }
        } else {
            Self { interval, zone: Zone::Utc, clock: Some(zone), tail: 0 }
        }
    }

    /// Whose midnights periods begin at; UTC where the key is what a clock shows.
    pub(crate) fn zone(self) -> Zone {
        self.zone
    }

    /// The time that it is, as the key has it.
    pub(crate) fn now(self, now: Instant) -> Instant {
        self.clock.map_or(now, |clock| clock.local(now).0)
    }

    /// What the names of a period are made of: the clock that its begin is midnight on. Hours are those of UTC:
    /// when clocks go back, they show one twice.
    pub(crate) fn local(self, start: Instant) -> Local {
        match self.interval {
            Interval::Hour => Local(Instant { tail: 0, ..start }),
            _ => self.interval.start_of(self.zone.local(start)),
        }
    }

    /// The name of the period that begins there.
    pub(crate) fn name(self, pattern: &NamePattern, start: Instant) -> String {
        pattern.name(self.local(start))
    }

    /// The begin of the period that an instant belongs to.
    pub(crate) fn start_of(self, at: Instant) -> Instant {
        let mut shown = self.local_start(at);
        let mut start = self.instant(shown);
        // A midnight that clocks show twice is the second one: what is between belongs to the day before.
        while start > at {
            shown = self.interval.after(shown, -1);
            start = self.instant(shown);
        }
        start
    }

    /// Whether a period begins there.
    pub(crate) fn begins(self, at: Instant) -> bool {
        self.start_of(at) == at
    }

    /// The begin of the period `count` periods after the one that begins there, or before. A day that a place left
    /// out, to change sides of the date line, does not count.
    pub(crate) fn after(self, start: Instant, count: i64) -> Instant {
        if count <= 0 {
            return self.instant(self.interval.after(self.local_start(start), count));
        }
        (0..count).fold(start, |start, _| self.next(start))
    }

    fn next(self, start: Instant) -> Instant {
        let shown = self.interval.after(self.local_start(start), 1);
        let next = self.instant(shown);
        if next > start { next } else { self.instant(self.interval.after(shown, 1)) }
    }

    /// The period that begins there, whole.
    pub(crate) fn period(self, start: Instant) -> Range {
        Range { lower: Bound::At(start), upper: Bound::At(self.after(start, 1)) }
    }

    /// What is before this is older than what should be kept, as the key has it; see [`RetentionPeriod::cutoff`].
    pub(crate) fn cutoff(self, keep: RetentionPeriod, now: Instant) -> Instant {
        match self.clock {
            Some(clock) => keep.cutoff(clock.local(now)).0,
            None if keep.is_of_hours() => Instant { tail: self.tail, ..keep.cutoff(Local(now)).0 },
            None => Instant { tail: self.tail, ..self.zone.instant(keep.cutoff(self.zone.local(now))) },
        }
    }

    /// The begin of a period as clocks show it, or would: they may skip midnight.
    fn local_start(self, at: Instant) -> Local {
        self.interval.start_of(self.counted_in().local(at))
    }

    fn instant(self, shown: Local) -> Instant {
        Instant { tail: self.tail, ..self.counted_in().instant(shown) }
    }

    /// Hours are counted in UTC, so that each has 60 minutes; an offset still shifts them.
    fn counted_in(self) -> Zone {
        match (self.interval, self.zone) {
            (Interval::Hour, zone) if zone.is_place() => Zone::Utc,
            (_, zone) => zone,
        }
    }
}

impl Range {
    /// The interval of which this is exactly one period in a zone.
    pub(crate) fn interval(self, zone: Zone, key_type: KeyType) -> Option<Interval> {
        let (Bound::At(lower), Bound::At(upper)) = (self.lower, self.upper) else { return None };
        Interval::ALL.into_iter().find(|interval| {
            let periods = Periods::new(*interval, zone, key_type, lower.tail);
            periods.begins(lower) && periods.after(lower, 1) == upper
        })
    }
}

#[cfg(test)]
mod tests;
