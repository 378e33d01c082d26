//! Rows of a plan that are shown to the server before any is written.

use super::Plan;
use crate::model::seed::generate::value::Value;

/// As many rows as are shown where constraints tie columns to one another: what hardly ever fails has to show up.
const MANY: u64 = 4096;
const FEW: u64 = 40;

/// Some rows of a table, as texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SampleRows {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<Option<String>>>,
}

impl Plan {
    /// Rows of a table, spread over all of them.
    pub(crate) fn sample(&self, table: usize, is_tied: bool) -> SampleRows {
        let rows = self.tables[table].rows;
        let many = rows.min(if is_tied { MANY } else { FEW });
        let mut cursor = self.maker.cursor();
        let mut row_of = |place: u64| {
            // The first ones as they are; they are often different from all others.
            let ordinal = if place < FEW / 2 { place } else { place * rows / many.max(1) };
            let row = self.maker.locate(table, ordinal, &mut cursor);
            let mut value = |column: &usize| {
                let mut text = Vec::new();
                let value = self.maker.column(&row, *column, &mut cursor, &mut text);
                value.show(&mut text);
                (value != Value::Null).then(|| String::from_utf8_lossy(&text).into_owned())
            };
            self.given[table].iter().map(&mut value).collect()
        };
        let rows = (0..many).map(&mut row_of).collect();
        SampleRows { columns: self.tables[table].columns.clone(), rows }
    }
}
