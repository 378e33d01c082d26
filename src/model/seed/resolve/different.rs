//! Which columns make the keys of a table unique: one that has a value of its own in each row, or several that take turns.

use super::Resolver;
use super::references::Draft;
use super::resolver::{KeyPlan, Room};
use crate::model::seed::catalog::{CatalogColumn, ColumnDefault, UniqueKey};
use crate::model::seed::defaults::{ENDLESS, different};
use crate::model::seed::generate::node::{Dimension, Node, PickMethod, Turn};
use crate::model::seed::generate::sequence::MANY;
use crate::model::seed::profile::Generator;

/// The name under which it is noted which values a column of a key takes: not those that it takes elsewhere.
pub(super) fn question_of_key(column: &str) -> String {
    format!("{column} (different)")
}

impl Resolver<'_> {
    /// How a column takes turns; alone where it does not.
    pub(super) fn turn(&self, table: usize, column: &str) -> Turn {
        let plan = self.keys.get(table).and_then(|plan| plan.different.get(column));
        plan.cloned().unwrap_or_default()
    }

    /// Sees to it that no key of a table comes twice.
    pub(super) fn keep_unique(&mut self, table: usize, drafts: &mut [Draft]) -> KeyPlan {
        let mut plan = KeyPlan::default();
        let mut keys: Vec<&UniqueKey> = self.names.table(self.order[table]).keys.iter().collect();
        keys.sort_by_key(|key| (key.is_partial, key.columns.len()));
        for key in keys {
            self.key(table, key, drafts, &mut plan);
        }
        plan
    }

    fn key(&self, table: usize, key: &UniqueKey, drafts: &mut [Draft], plan: &mut KeyPlan) {
        let (spec, facts) = (self.names.spec(self.order[table]), self.names.table(self.order[table]));
        let of_name = |name: &String| facts.columns.iter().find(|column| column.name == *name);
        let columns: Vec<&CatalogColumn> = key.columns.iter().filter_map(of_name).collect();
        let sources = |column: &&CatalogColumn| match column.filled {
            ColumnDefault::Generated => column.inputs.clone(),
            _ => vec![column.name.clone()],
        };
        let names: Vec<String> = columns.iter().flat_map(sources).collect();
        let is_given = |name: &String| {
            spec.columns.get(name).is_some_and(|given| !matches!(given, Generator::Pick(_)))
                || spec.over.as_ref() == Some(name)
        };
        let is_null = |name: &String| matches!(self.known.get(&(table, name.clone())), Some(Node::Null));
        let is_alone = |name: &String| {
            plan.different.get(name).is_some_and(|turn| *turn == Turn::default())
                || of_name(name).is_some_and(|column| column.filled == ColumnDefault::Identity)
                || drafts.iter().any(|draft| {
                    draft.way == PickMethod::Walk && draft.columns.iter().any(|(own, _)| own == name)
                })
        };
        let over_alone = spec.over.as_ref().is_some_and(|over| names.contains(over));
        if names.iter().any(|name| is_null(name) || is_alone(name))
            || names.iter().any(|name| is_given(name) && spec.over.as_ref() != Some(name))
        {
            return;
        }
        let above =
            self.names.parent_key(self.order[table]).map(|key| key.columns.clone()).unwrap_or_default();
        // Rows of two parents may agree in some of the columns that lead to them.
        let per_parent = !above.is_empty() && above.iter().all(|name| names.contains(name));
        let is_below = names.iter().any(|name| above.contains(name));
        let rest: Vec<&String> =
            names.iter().filter(|name| !above.contains(name) && spec.over.as_ref() != Some(*name)).collect();
        let picked: Vec<usize> = (0..drafts.len())
            .filter(|at| drafts[*at].columns.iter().any(|(own, _)| rest.contains(&own)))
            .collect();
        let is_free = |name: &&&String| {
            !self.known.contains_key(&(table, (**name).clone()))
                && !drafts.iter().any(|draft| draft.columns.iter().any(|(own, _)| own == **name))
        };
        let mut free: Vec<(&String, u64)> =
            rest.iter().filter(is_free).map(|name| (*name, self.size_of(table, name))).collect();
        free.sort_by_key(|(name, size)| (std::cmp::Reverse((*size).min(MANY)), rank_of(of_name(name))));
        if let Some((name, _)) = free.first().filter(|(_, size)| *size >= MANY) {
            plan.different.insert((*name).clone(), Turn::default());
            return;
        }
        // Instants of a month are hardly ever the same.
        if over_alone {
            return;
        }
        // A pick that takes turns in another key does so here, too, if that knows no other digits.
        let turns = |at: &usize| {
            let turn = &drafts[*at].turn;
            let is_here = |digit: &Dimension| matches!(digit, Dimension::Pick(pick) if picked.contains(pick));
            drafts[*at].way == PickMethod::Turn
                && turn.by_rank == per_parent
                && turn.before.iter().all(is_here)
        };
        let is_firm = |at: &usize| !drafts[*at].is_late && (drafts[*at].way == PickMethod::Any || turns(at));
        if !picked.iter().all(is_firm) || (key.is_partial && free.is_empty() && !self.names.profile.is_made) {
            return;
        }
        let known = rest.iter().filter_map(|name| match self.known.get(&(table, (**name).clone())) {
            Some(Node::Known(known)) => Some(((*name).clone(), known.list)),
            _ => None,
        });
        let mut known: Vec<(String, usize)> = known.collect();
        known.dedup_by_key(|(_, list)| *list);
        let room = |dimensions, few| Room { key: key.name.clone(), dimensions, per_parent, few };
        if let ([only], [], []) = (&picked[..], &free[..], &known[..])
            && drafts[*only].way == PickMethod::Any
        {
            drafts[*only].way = if is_below { PickMethod::Distinct } else { PickMethod::Walk };
            let room = room(vec![Dimension::Pick(*only)], Vec::new());
            plan.rooms.push(Room { per_parent: is_below, ..room });
            return;
        }
        let mut before: Vec<Dimension> = Vec::new();
        let mut picked = picked;
        picked.sort_by_key(|at| (drafts[*at].way != PickMethod::Turn, drafts[*at].turn.before.len()));
        for at in picked {
            drafts[at].way = PickMethod::Turn;
            drafts[at].turn = Turn { before: before.clone(), by_rank: per_parent };
            before.push(Dimension::Pick(at));
        }
        for (name, list) in &known {
            plan.different.insert(name.clone(), Turn { before: before.clone(), by_rank: per_parent });
            before.push(Dimension::Fixed(self.answers.lookups[*list].rows.len() as u64));
        }
        for (name, size) in &free {
            plan.different.insert((*name).clone(), Turn { before: before.clone(), by_rank: per_parent });
            before.push(Dimension::Fixed(*size));
        }
        let few = free.iter().map(|(name, _)| (*name).clone()).collect();
        plan.rooms.push(room(before, few));
    }

    /// How many different values a column has, as far as that is known.
    fn size_of(&self, table: usize, name: &str) -> u64 {
        let facts = self.names.table(self.order[table]);
        let Some(column) = facts.columns.iter().find(|column| column.name == name) else { return ENDLESS };
        let hints = self.hints(table, column);
        let hints: Vec<&str> = hints.iter().map(String::as_str).collect();
        let sequences = different(column, &hints);
        let answer = self.answers.chosen.get(&(facts.oid, question_of_key(name))).copied().unwrap_or(0);
        // Where no value is known to differ, chance has to do.
        sequences.get(answer).map_or(ENDLESS, |(_, size)| *size)
    }
}

/// Which column a key is made unique by rather than by another.
fn rank_of(column: Option<&CatalogColumn>) -> usize {
    let order = ["integer", "bigint", "uuid", "text", "character varying", "citext", "bytea"];
    let place = |column: &CatalogColumn| order.iter().position(|name| *name == column.base_type);
    column.and_then(place).unwrap_or(order.len())
}
