//! A relation that a script names, and how it locks it: what the text alone tells, before anybody looks into the
//! catalog.

use super::mode::LockMode;
use crate::model::sql::relation_name::RelationName;

/// One relation and the locks that come with it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Mention {
    pub(crate) name: RelationName,
    pub(crate) target: Target,
    pub(crate) mode: LockMode,
    /// Where the same lock goes from there. Of a constraint that is not inherited it goes nowhere.
    pub(crate) reach: Reach,
    /// The lock on its DEFAULT partition, where it has one.
    pub(crate) default_partition: Option<LockMode>,
    /// The lock on the table that it is a partition of, and on that one's DEFAULT partition.
    pub(crate) parent: Option<LockMode>,
    /// Which foreign keys lead to other tables.
    pub(crate) keys: Keys,
    /// The lock on the tables that these keys of it lead to.
    pub(crate) referenced: Option<LockMode>,
    /// The lock on the tables whose keys lead to it.
    pub(crate) referencing: Option<LockMode>,
}

/// What the name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    Table,
    /// An index: the lock is on its table.
    IndexOf,
}

/// Where a lock on a table goes from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Reach {
    Alone,
    /// To the partitions, at any depth.
    Partitions,
    /// To these, and to tables that inherit from it.
    Descendants,
}

/// Foreign keys of a table, and such that lead to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Keys {
    All,
    /// The one of this name, and those that need the unique constraint of this name.
    Constraint(String),
    /// None: a constraint is renamed. Only a CHECK and a NOT NULL take descendants with them.
    Renamed(String),
    /// Those with this column, at either end.
    Column(String),
    /// All that lead to it, those that lead to their tables, and so on.
    Following,
    /// The same, of those by which a deleted row takes or changes others.
    Deleting,
}

impl Mention {
    /// A table alone.
    pub(crate) fn of(name: RelationName, mode: LockMode) -> Self {
        Self {
            name,
            target: Target::Table,
            mode,
            reach: Reach::Alone,
            default_partition: None,
            parent: None,
            keys: Keys::All,
            referenced: None,
            referencing: None,
        }
    }

    /// The table of an index, with the partitions that have a part of it.
    pub(crate) fn of_index(name: RelationName, mode: LockMode) -> Self {
        Self { target: Target::IndexOf, ..Self::of(name, mode).reaching(Reach::Partitions) }
    }

    pub(crate) fn reaching(self, reach: Reach) -> Self {
        Self { reach, ..self }
    }
}
