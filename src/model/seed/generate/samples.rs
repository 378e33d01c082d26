//! Values that are shown to the server before any is written.

use super::column_value::RowGenerator;
use super::node::Node;
use super::value::Value;
use crate::model::seed::defaults::Question;

impl RowGenerator {
    /// What a node would put into a column of some rows, as text.
    pub(crate) fn samples(&self, question: &Question, node: &Node) -> Vec<Option<String>> {
        let rows = self.layout.shapes[question.table].rows;
        let column = &self.tables[question.table].columns[question.column];
        let mut cursor = self.cursor();
        let sample = |ordinal: u64| {
            let row = self.locate(question.table, ordinal, &mut cursor);
            let mut text = Vec::new();
            let value =
                self.node_value((&row, node), &mut column.salt.stream_at(ordinal), &mut cursor, &mut text);
            value.show(&mut text);
            (value != Value::Null).then(|| String::from_utf8_lossy(&text).into_owned())
        };
        let mut samples: Vec<Option<String>> =
            (0..rows.min(32)).chain(rows.saturating_sub(8).max(32)..rows).map(sample).collect();
        // The ends come up in many rows, and seldom in few.
        if let Node::Number { from, to, places, .. } = node {
            for digits in [*from, *to] {
                let mut text = Vec::new();
                Value::Number { digits, places: *places }.show(&mut text);
                samples.push(Some(String::from_utf8_lossy(&text).into_owned()));
            }
        }
        samples
    }
}
