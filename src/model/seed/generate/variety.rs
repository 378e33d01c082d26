//! Which columns get other values with another seed, or go on behind those of an earlier run.

use super::column_value::RowGenerator;
use super::node::{Node, Part, Path, RowColumn};

/// Values of which two of a few millions are the same only by a rare chance.
const MANY: i64 = 1_000_000_000_000;
const ENOUGH_DIGITS: usize = 12;

impl RowGenerator {
    /// Whether a column of a table is another in a second run with another seed: by its number, or because it is drawn from
    /// too many values for any to come twice.
    pub(crate) fn differs_by_seed(&self, table: usize, column: usize) -> bool {
        let node = self.tables.get(table).and_then(|table| table.columns.get(column));
        match node {
            Some(column) => column.node.as_ref().is_none_or(|node| self.node_differs(table, node)),
            None => false,
        }
    }

    fn node_differs(&self, table: usize, node: &Node) -> bool {
        match node {
            Node::Null
            | Node::Constant(_)
            | Node::Rank { .. }
            | Node::CountOf { .. }
            | Node::Bool(_)
            | Node::Words { .. }
            | Node::Choice(_)
            | Node::Nth(..)
            | Node::Any(_)
            | Node::Known(_) => false,
            Node::Number { from, to, .. } => to.saturating_sub(*from) > MANY,
            Node::Time(_) | Node::Instant { .. } | Node::Month | Node::Uuid | Node::Serial { .. } => true,
            Node::Hex(digits) => *digits >= ENOUGH_DIGITS,
            Node::Mix(mix) => mix.items().all(|node| self.node_differs(table, node)),
            Node::Template(parts) => parts.iter().any(|part| match part {
                Part::Text(_) | Part::Number | Part::Rank | Part::Word(_) => false,
                Part::Hex(digits) | Part::Digits(digits) => *digits >= ENOUGH_DIGITS,
                Part::Of(source) => self.column_differs(table, *source),
            }),
            Node::Of(source) => self.column_differs(table, *source),
            Node::Inherit(columns, node) => {
                columns.iter().all(|source| self.column_differs(table, *source))
                    && self.node_differs(table, node)
            }
            Node::Case(cases, otherwise) => {
                cases.iter().all(|(_, node)| self.node_differs(table, node))
                    && self.node_differs(table, otherwise)
            }
            Node::Json(fields) => fields.iter().any(|(_, node)| self.node_differs(table, node)),
            Node::Sometimes(_, node) | Node::Gate(_, node) => self.node_differs(table, node),
        }
    }

    fn column_differs(&self, table: usize, source: RowColumn) -> bool {
        match source.path {
            Path::Own => self.differs_by_seed(table, source.column),
            Path::Up(other) => self.differs_by_seed(other, source.column),
            Path::Pick(_) => true,
        }
    }
}
