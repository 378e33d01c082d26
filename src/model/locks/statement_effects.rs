//! What a statement tells of locks and names.

use super::mention::{Mention, Reach};
use super::mode::LockMode;
use super::names::NameChange;
use crate::model::sql::relation_name::RelationName;
use crate::model::sql::words::{Sign, Words};

/// In the order in which the statement tells it.
#[derive(Debug, Default)]
pub(super) struct Effects {
    pub(super) mentions: Vec<Mention>,
    pub(super) changes: Vec<NameChange>,
}

impl Effects {
    pub(super) fn lock(&mut self, name: RelationName, mode: LockMode, reach: Reach) {
        self.mentions.push(Mention::of(name, mode).reaching(reach));
    }

    /// The tables that new foreign keys lead to.
    pub(super) fn references(&mut self, words: Words<'_>) {
        for mut rest in words.everywhere() {
            if rest.take(&["references"])
                && let Some(name) = rest.name()
            {
                self.lock(name, LockMode::ShareRowExclusive, Reach::Partitions);
            }
        }
    }
}

/// `[ONLY] name`
pub(super) fn with_reach(words: &mut Words<'_>) -> Option<(RelationName, Reach)> {
    let alone = words.take(&["only"]);
    if alone {
        words.take_sign(Sign::Open);
    }
    let name = words.name()?;
    Some((name, if alone { Reach::Alone } else { Reach::Descendants }))
}
