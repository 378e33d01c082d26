//! The order in which tables are filled: each behind those that it needs. Where tables need one another in a circle, a
//! foreign key that may be NULL stays NULL, or one that may be checked late leads to rows that come later.

use std::collections::{BTreeMap, BTreeSet};

use super::Resolver;
use super::names::TableNames;
use super::resolver::Cut;
use crate::model::seed::catalog::ForeignKey;
use crate::model::seed::profile::{Generator, ProfileProblem, Share, Size, Why};

/// The tables of the profile in their order, and the foreign keys that do not follow it.
#[derive(Debug, Default)]
pub(super) struct Order {
    pub(super) tables: Vec<usize>,
    /// By table of the profile and the name of the key.
    pub(super) cut: BTreeMap<(usize, String), Cut>,
}

/// What a table needs another one for.
struct Need {
    target: usize,
    /// The foreign key, and how it can be done without; `None`: a need that stays.
    key: Option<(String, Option<Cut>)>,
}

/// The tables of the profile, so that parents, tables that siblings pick different rows of and targets of foreign
/// keys come first.
pub(super) fn order(names: &TableNames<'_>) -> Result<Order, Vec<ProfileProblem>> {
    let mut problems = Vec::new();
    let mut needs: Vec<Vec<Need>> =
        (0..names.len()).map(|table| needs_of(names, table, &mut problems)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut cut = BTreeMap::new();
    while let Some(circle) = circle(&needs) {
        let Some((table, at, way)) = weakest(&needs, &circle) else {
            let tables = circle.iter().map(|table| names.spec(*table).name.clone()).collect();
            return Err(vec![ProfileProblem::new("tables", Why::Circle { tables })]);
        };
        if let Some((key, _)) = needs[table].remove(at).key {
            cut.insert((table, key), way);
        }
    }
    let mut tables: Vec<usize> = Vec::new();
    while tables.len() < names.len() {
        let is_ready = |table: &usize| {
            !tables.contains(table) && needs[*table].iter().all(|need| tables.contains(&need.target))
        };
        let Some(table) = (0..names.len()).find(is_ready) else { break };
        tables.push(table);
    }
    Ok(Order { tables, cut })
}

/// The tables of one circle, or none where there is no circle left.
fn circle(needs: &[Vec<Need>]) -> Option<BTreeSet<usize>> {
    let reached = |from: usize| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(table) = next.pop() {
            next.extend(needs[table].iter().map(|need| need.target).filter(|target| seen.insert(*target)));
        }
        seen
    };
    let reach: Vec<BTreeSet<usize>> = (0..needs.len()).map(reached).collect();
    let first = (0..needs.len()).find(|table| reach[*table].contains(table))?;
    Some(reach[first].iter().copied().filter(|table| reach[*table].contains(&first)).collect())
}

/// The need within a circle that is easiest to do without: its table, its place, and how.
fn weakest(needs: &[Vec<Need>], circle: &BTreeSet<usize>) -> Option<(usize, usize, Cut)> {
    let within = |wanted: Cut| {
        circle.iter().find_map(|table| {
            let is_it = |need: &Need| {
                circle.contains(&need.target) && matches!(need.key, Some((_, Some(way))) if way == wanted)
            };
            Some((*table, needs[*table].iter().position(is_it)?, wanted))
        })
    };
    within(Cut::Null).or_else(|| within(Cut::Late))
}

fn needs_of(names: &TableNames<'_>, table: usize, problems: &mut Vec<ProfileProblem>) -> Vec<Need> {
    let spec = names.spec(table);
    let mut find = |key: &str, name: &str| {
        let position = names.find(name);
        if position.is_none() {
            let why = Why::NoSuch { what: "table", name: name.to_owned() };
            problems.push(ProfileProblem::new(format!("tables.{}.{key}", spec.name), why));
        }
        position
    };
    let firm = |target| Need { target, key: None };
    let mut needs: Vec<Need> = spec.per.iter().filter_map(|per| find("per", per)).map(firm).collect();
    if let Size::Rows { share: Share::By(sharer), .. } = &spec.size {
        needs.extend(find("share", sharer).map(firm));
    }
    let above = names.parent_key(table).map(|key| key.name.as_str());
    for key in &names.table(table).foreign_keys {
        let Some(target) = names.target(key).filter(|target| *target != table) else { continue };
        // A profile that says NULL refers to nothing.
        let is_null = |own: &String| matches!(spec.columns.get(own), Some(Generator::Null));
        if above == Some(key.name.as_str()) || !key.columns.iter().any(is_null) {
            let way = if above == Some(key.name.as_str()) { None } else { way(names, table, key) };
            needs.push(Need { target, key: Some((key.name.clone(), way)) });
        }
    }
    needs
}

/// How a row can do without the row that a foreign key leads to, or without its being there already.
fn way(names: &TableNames<'_>, table: usize, key: &ForeignKey) -> Option<Cut> {
    let (spec, facts) = (names.spec(table), names.table(table));
    let above = names.parent_key(table);
    let may_be_null = |own: &String| {
        let is_above = above.is_some_and(|above| above.columns.contains(own));
        let column = facts.columns.iter().find(|column| column.name == *own);
        !is_above && !spec.columns.contains_key(own) && column.is_some_and(|column| !column.not_null)
    };
    if key.columns.iter().any(may_be_null) {
        return Some(Cut::Null);
    }
    key.is_deferrable.then_some(Cut::Late)
}

impl Resolver<'_> {
    /// The tables that a table refers to and that stand before it, by their place in the order.
    pub(super) fn refers(&self, table: usize) -> Vec<usize> {
        let keys = &self.names.table(self.order[table]).foreign_keys;
        let targets = keys.iter().filter_map(|key| self.names.target(key));
        let mut refers: Vec<usize> =
            targets.filter_map(|target| self.position(target)).filter(|at| *at < table).collect();
        refers.sort_unstable();
        refers.dedup();
        refers
    }

    /// What becomes of a foreign key of a table, where it closes a circle.
    pub(super) fn cut(&self, table: usize, key: &ForeignKey) -> Option<Cut> {
        self.cut.get(&(self.order[table], key.name.clone())).copied()
    }

    /// The place in the order of a table of the profile.
    pub(super) fn position(&self, table: usize) -> Option<usize> {
        self.order.iter().position(|ordered| *ordered == table)
    }
}
