//! The order in which tables are filled: each behind those that it needs.

use super::Resolver;
use super::names::TableNames;
use crate::model::seed::profile::{ProfileProblem, Share, Size, Why};

/// The tables of the profile, so that parents, tables that siblings pick different rows of and targets of foreign
/// keys come first.
pub(super) fn order(names: &TableNames<'_>) -> Result<Vec<usize>, Vec<ProfileProblem>> {
    let mut problems = Vec::new();
    let needs: Vec<Vec<usize>> = (0..names.len()).map(|table| needs(names, table, &mut problems)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut order: Vec<usize> = Vec::new();
    while order.len() < names.len() {
        let is_ready =
            |table: &usize| !order.contains(table) && needs[*table].iter().all(|need| order.contains(need));
        match (0..names.len()).find(is_ready) {
            Some(table) => order.push(table),
            None => {
                let left = (0..names.len()).filter(|table| !order.contains(table));
                let tables = left.map(|table| names.spec(table).name.clone()).collect();
                return Err(vec![ProfileProblem::new("tables", Why::Circle { tables })]);
            }
        }
    }
    Ok(order)
}

fn needs(names: &TableNames<'_>, table: usize, problems: &mut Vec<ProfileProblem>) -> Vec<usize> {
    let spec = names.spec(table);
    let mut find = |key: &str, name: &str| {
        let position = names.find(name);
        if position.is_none() {
            let why = Why::NoSuch { what: "table", name: name.to_owned() };
            problems.push(ProfileProblem::new(format!("tables.{}.{key}", spec.name), why));
        }
        position
    };
    let mut needs: Vec<usize> = spec.per.iter().filter_map(|per| find("per", per)).collect();
    if let Size::Rows { share: Share::By(sharer), .. } = &spec.size {
        needs.extend(find("share", sharer));
    }
    needs.extend(names.table(table).foreign_keys.iter().filter_map(|key| names.target(key)));
    let own_parent = names.parent(table) == Some(table);
    needs.retain(|need| *need != table || own_parent);
    needs.sort_unstable();
    needs.dedup();
    needs
}

impl Resolver<'_> {
    /// The tables that a table refers to, by their place in the order.
    pub(super) fn refers(&self, table: usize) -> Vec<usize> {
        let keys = &self.names.table(self.order[table]).foreign_keys;
        let targets = keys.iter().filter_map(|key| self.names.target(key));
        let mut refers: Vec<usize> =
            targets.filter_map(|target| self.position(target)).filter(|at| *at != table).collect();
        refers.sort_unstable();
        refers.dedup();
        refers
    }

    /// The place in the order of a table of the profile.
    pub(super) fn position(&self, table: usize) -> Option<usize> {
        self.order.iter().position(|ordered| *ordered == table)
    }
}
