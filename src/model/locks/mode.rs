//! The modes of locks on tables, and what each keeps from working.

/// The modes of a lock on a table, the weakest first: <https://www.postgresql.org/docs/current/explicit-locking.html>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum LockMode {
    AccessShare,
    RowShare,
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    Exclusive,
    AccessExclusive,
}

/// Who has to wait for the end of a transaction that holds a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stops {
    /// Other migrations and VACUUM at most.
    Nobody,
    /// INSERT, UPDATE and DELETE.
    Writers,
    /// These, and every SELECT.
    Everybody,
}

impl LockMode {
    const ALL: [(Self, &'static str, &'static str); 8] = [
        (Self::AccessShare, "AccessShareLock", "ACCESS SHARE"),
        (Self::RowShare, "RowShareLock", "ROW SHARE"),
        (Self::RowExclusive, "RowExclusiveLock", "ROW EXCLUSIVE"),
        (Self::ShareUpdateExclusive, "ShareUpdateExclusiveLock", "SHARE UPDATE EXCLUSIVE"),
        (Self::Share, "ShareLock", "SHARE"),
        (Self::ShareRowExclusive, "ShareRowExclusiveLock", "SHARE ROW EXCLUSIVE"),
        (Self::Exclusive, "ExclusiveLock", "EXCLUSIVE"),
        (Self::AccessExclusive, "AccessExclusiveLock", "ACCESS EXCLUSIVE"),
    ];

    /// As `pg_locks` names it.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, server, _)| *server == name).map(|(mode, ..)| mode)
    }

    /// As `LOCK TABLE` writes it.
    pub(crate) fn words(self) -> &'static str {
        Self::ALL.into_iter().find(|(mode, ..)| *mode == self).map_or("", |(.., words)| words)
    }

    /// As `LOCK TABLE` writes it, in capitals with single blanks.
    pub(crate) fn written(words: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(.., known)| *known == words).map(|(mode, ..)| mode)
    }

    /// 0 for the weakest, 7 for the strongest: as our own questions take it.
    pub(crate) fn number(self) -> i32 {
        self as i32
    }

    pub(crate) fn of_number(number: i32) -> Option<Self> {
        Self::ALL.into_iter().map(|(mode, ..)| mode).find(|mode| mode.number() == number)
    }

    /// The weakest mode that conflicts with all that either of two modes conflicts with: a transaction that holds both
    /// keeps out as much.
    pub(crate) fn and(self, second: Self) -> Self {
        match (self.min(second), self.max(second)) {
            // SHARE leaves SHARE alone and stops those that write; the two below stop each second's holders.
            (Self::RowExclusive | Self::ShareUpdateExclusive, Self::Share) => Self::ShareRowExclusive,
            (_, stronger) => stronger,
        }
    }

    /// Whether two transactions cannot have these modes on one table at a time ("Conflicting Lock Modes" of the same page).
    pub(crate) fn conflicts_with(self, second: Self) -> bool {
        let (weaker, stronger) = (self.min(second), self.max(second));
        let first_that_conflicts = match weaker {
            Self::AccessShare => Self::AccessExclusive,
            Self::RowShare => Self::Exclusive,
            Self::RowExclusive => Self::Share,
            Self::ShareUpdateExclusive => Self::ShareUpdateExclusive,
            Self::Share | Self::ShareRowExclusive => Self::ShareRowExclusive,
            Self::Exclusive | Self::AccessExclusive => return true,
        };
        stronger >= first_that_conflicts
    }

    /// Who has to wait. A row that EXCLUSIVE or ROW EXCLUSIVE came with is a matter of its own.
    pub(crate) fn stops(self) -> Stops {
        match self {
            Self::AccessExclusive => Stops::Everybody,
            Self::Share | Self::ShareRowExclusive | Self::Exclusive => Stops::Writers,
            Self::AccessShare | Self::RowShare | Self::RowExclusive | Self::ShareUpdateExclusive => {
                Stops::Nobody
            }
        }
    }
}

/// A lock as one look shows it: the relation and the mode.
pub(crate) type Seen = (u32, LockMode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_conflict_as_the_manual_says() {
        // Its table, row by row: which of the eight each mode keeps out.
        let table =
            ["00000001", "00000011", "00001111", "00011111", "00110111", "00111111", "01111111", "11111111"];
        let modes: Vec<LockMode> = LockMode::ALL.into_iter().map(|(mode, ..)| mode).collect();
        for (mode, row) in modes.iter().zip(table) {
            let conflicts: String =
                modes.iter().map(|second| if mode.conflicts_with(*second) { '1' } else { '0' }).collect();
            assert_eq!(conflicts, row, "{mode:?}");
        }
    }

    #[test]
    fn every_mode_is_read_and_written() {
        for (mode, server, words) in LockMode::ALL {
            assert_eq!(LockMode::parse(server), Some(mode));
            assert_eq!(mode.words(), words);
            assert_eq!(LockMode::written(words), Some(mode));
            assert_eq!(LockMode::of_number(mode.number()), Some(mode));
        }
        assert_eq!(LockMode::parse("SIReadLock"), None);
        assert!(LockMode::Share.stops() == Stops::Writers && LockMode::RowExclusive.stops() == Stops::Nobody);
    }
}
