//! Foreign keys that lead to rows which are there already: those that scripts wrote, or others.

use super::Resolver;
use crate::model::seed::catalog::{Catalog, ForeignKey};
use crate::model::seed::generate::node::{KnownColumn, Node};
use crate::model::seed::generate::random::Salt;
use crate::model::seed::profile::{Profile, ProfileProblem};
use crate::model::seed::resolve::names::TableNames;
use crate::model::seed::server_facts::KnownRows;

/// The tables that a profile refers to without filling them, and the columns that it refers to. Without rows.
pub(crate) fn wanted_lookups(
    profile: &Profile,
    catalog: &Catalog,
) -> Result<Vec<KnownRows>, Vec<ProfileProblem>> {
    let names = TableNames::new(profile, catalog)?;
    let mut wanted: Vec<KnownRows> = Vec::new();
    for table in 0..names.len() {
        let keys = &names.table(table).foreign_keys;
        for key in keys.iter().filter(|key| names.target(key).is_none()) {
            let at = wanted.iter().position(|rows| rows.table == key.target).unwrap_or_else(|| {
                wanted.push(KnownRows { table: key.target, ..KnownRows::default() });
                wanted.len() - 1
            });
            for column in &key.target_columns {
                if !wanted[at].columns.contains(column) {
                    wanted[at].columns.push(column.clone());
                }
            }
        }
    }
    Ok(wanted)
}

impl Resolver<'_> {
    /// Lets the columns of a foreign key refer to rows that are there. Whether there are any.
    pub(super) fn look_up(&mut self, table: usize, key: &ForeignKey, free: &[(String, String)]) -> bool {
        let Some((list, rows)) = self.answers.lookup(key.target) else { return false };
        let (spec, facts) = (self.names.spec(self.order[table]), self.names.table(self.order[table]));
        let place = |column: &String| rows.columns.iter().position(|known| known == column);
        let own = |column: &String| facts.columns.iter().position(|own| own.name == *column);
        let settled = key.columns.iter().zip(&key.target_columns);
        let settled = settled.filter(|(own, _)| free.iter().all(|(is_free, _)| is_free != *own));
        let agree: Vec<(usize, usize)> =
            settled.filter_map(|(column, theirs)| own(column).zip(place(theirs))).collect();
        let is_optional =
            |column: &String| facts.columns.iter().any(|known| known.name == *column && !known.not_null);
        let is_whole = self.names.profile.is_for_proof || !free.iter().all(|(own, _)| is_optional(own));
        let none = if is_whole { 0.0 } else { 0.2 };
        let salt = Salt::new(self.wish.seed, &[&spec.name, "known", &key.name]);
        for (own, theirs) in free {
            if let Some(column) = place(theirs) {
                let known = KnownColumn { list, column, salt, none, turn: None, agree: agree.clone() };
                self.known.insert((table, own.clone()), Node::Known(known));
            }
        }
        true
    }

    /// Leaves the columns NULL that may be.
    pub(super) fn leave_null(&mut self, table: usize, free: &[(String, String)]) {
        let facts = self.names.table(self.order[table]);
        for (own, _) in free {
            if facts.columns.iter().any(|column| column.name == *own && !column.not_null) {
                self.known.insert((table, own.clone()), Node::Null);
            }
        }
    }
}
