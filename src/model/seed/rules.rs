//! What every row of a table has to fulfil, and which columns are tied to one another by it.

use std::collections::BTreeSet;

use super::catalog::{CatalogTable, ColumnDefault};

/// Something that is true of every row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rule {
    /// The constraint, as people name it.
    pub(crate) name: String,
    /// True or NULL where a row fulfils it.
    pub(crate) expression: String,
    /// The columns that it speaks of, generated ones among them.
    pub(crate) speaks_of: Vec<String>,
    /// The columns that it depends on: of generated ones, those that they are made of.
    pub(crate) columns: Vec<String>,
}

/// The rules of a table: its CHECK constraints, that generated columns can be made, and that there is a partition. `over`:
/// the column whose months the rows are spread over, for which partitions are made.
pub(crate) fn rules(table: &CatalogTable, over: Option<&str>) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for check in &table.checks {
        rules.push(rule(table, check.name.clone(), check.expression.clone(), check.columns.clone()));
    }
    for column in table.columns.iter().filter(|column| column.filled == ColumnDefault::Generated) {
        let quoted = format!("\"{}\"", column.name.replace('"', "\"\""));
        // Whatever it is, the server has to make it to say so.
        let expression = if column.not_null {
            format!("{quoted} IS NOT NULL")
        } else {
            format!("({quoted} IS NULL) IS NOT NULL")
        };
        rules.push(rule(table, column.name.clone(), expression, vec![column.name.clone()]));
    }
    let is_over = over.is_some_and(|over| table.partition_keys.iter().any(|key| key == over));
    if let (Some(expression), false, false) =
        (&table.partition_rule, is_over, table.partition_keys.is_empty())
    {
        let name = format!("the partitions of {}", table.name.name);
        rules.push(rule(table, name, expression.clone(), table.partition_keys.clone()));
    }
    rules
}

fn rule(table: &CatalogTable, name: String, expression: String, speaks_of: Vec<String>) -> Rule {
    let sources = |name: &String| match table.columns.iter().find(|column| column.name == *name) {
        Some(column) if column.filled == ColumnDefault::Generated => column.inputs.clone(),
        _ => vec![name.clone()],
    };
    let mut columns: Vec<String> = speaks_of.iter().flat_map(sources).collect();
    columns.sort_unstable();
    columns.dedup();
    Rule { name, expression, speaks_of, columns }
}

impl Rule {
    /// Whether it is about more than the value of one column alone.
    pub(crate) fn is_tied(&self, table: &CatalogTable) -> bool {
        let is_generated = |name: &String| {
            let of_name = table.columns.iter().find(|column| column.name == *name);
            of_name.is_some_and(|column| column.filled == ColumnDefault::Generated)
        };
        self.columns.len() > 1 || self.speaks_of.iter().any(is_generated)
    }
}

/// The columns of some rules, and all those that other rules tie to them; group by group.
pub(crate) fn groups(rules: &[Rule], broken: &[usize]) -> Vec<BTreeSet<String>> {
    let mut groups: Vec<BTreeSet<String>> = Vec::new();
    for at in broken {
        let mut group: BTreeSet<String> = rules[*at].columns.iter().cloned().collect();
        loop {
            let before = group.len();
            for rule in rules {
                if rule.columns.iter().any(|column| group.contains(column)) {
                    group.extend(rule.columns.iter().cloned());
                }
            }
            if group.len() == before {
                break;
            }
        }
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_tied_through_others() {
        let rule = |columns: &[&str]| Rule {
            name: String::new(),
            expression: String::new(),
            speaks_of: Vec::new(),
            columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        };
        let rules = [rule(&["a", "b"]), rule(&["c"]), rule(&["b", "d"]), rule(&["e", "f"])];
        let groups = groups(&rules, &[0, 2]);
        assert_eq!(groups, [["a", "b", "d"].map(ToOwned::to_owned).into()]);
    }
}
