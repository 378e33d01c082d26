//! Hand-made rows: the first of their tables.

use super::Resolver;
use crate::model::seed::catalog::ColumnDefault;
use crate::model::seed::generate::layout::Layout;
use crate::model::seed::generate::node::FilledTable;
use crate::model::seed::profile::{Edge, ProfileProblem, Why};

impl Resolver<'_> {
    /// Gives the first rows of each table the values that were made by hand. Rows of tables that the profile leaves
    /// out are left out, too.
    pub(super) fn edges(&mut self, edges: &[Edge], tables: &mut [FilledTable], layout: &Layout) {
        let file = self.names.profile.edge_cases.clone().unwrap_or_default();
        for edge in edges {
            let place = format!("{file}:{}", edge.line);
            let Some(table) = self.names.find(&edge.table).and_then(|table| self.position(table)) else {
                if !self.names.profile.off.contains(&edge.table) {
                    let why = Why::NoSuch { what: "table", name: edge.table.clone() };
                    self.problems.push(ProfileProblem::new(place, why));
                }
                continue;
            };
            let facts = self.names.table(self.order[table]);
            let mut row = Vec::new();
            for (name, value) in &edge.values {
                let column = self.column(table, name).filter(|column| {
                    facts.columns[*column].filled != ColumnDefault::Generated
                        && tables[table].columns[*column].node.is_some()
                        && tables[table].over != Some(*column)
                        && !facts.foreign_keys.iter().any(|key| key.columns.contains(name))
                });
                match column {
                    Some(column) => row.push((column, value.clone())),
                    None => {
                        let why =
                            Why::NoSuch { what: "column that can be given by hand", name: name.clone() };
                        self.problems.push(ProfileProblem::new(place.clone(), why));
                    }
                }
            }
            tables[table].edges.push(row);
        }
        for (at, table) in tables.iter().enumerate() {
            let (rows, edges) = (layout.shapes[at].rows, table.edges.len() as u64);
            if edges > rows {
                self.problem(at, "rows", Why::TooFew { rows, edges });
            }
        }
    }
}
