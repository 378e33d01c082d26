//! Rows and columns for a person: in psql's style, or a block per row where the terminal is too narrow for that.

use std::ops::Range;

use tabled::Table;
use tabled::builder::Builder;
use tabled::settings::{Alignment, Style, object::Columns};

use super::paint::{MARK, Paint};

/// How a colour begins that tables know as one.
const ESCAPE: &str = "\u{1b}";

/// A table. Its cells may be painted, and are shown on one line.
pub(super) struct Grid {
    paint: Paint,
    rows: Vec<Vec<String>>,
    /// The columns that stand on the right.
    right: Range<usize>,
}

impl Grid {
    /// A table with its head.
    pub(super) fn new(paint: Paint, head: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut grid = Self { paint, rows: Vec::new(), right: 0..0 };
        grid.row(head);
        grid
    }

    /// Numbers stand on the right in these columns.
    pub(super) fn right(self, right: Range<usize>) -> Self {
        Self { right, ..self }
    }

    /// Adds a row, with a cell for every column.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        self.rows
            .push(cells.into_iter().map(|cell| self.paint.on_one_line(cell.as_ref()).into_owned()).collect());
    }

    /// The text, every line of it ended. A table that is wider than the terminal is a block per row, a line for each of
    /// its cells that is not empty.
    pub(super) fn text(&self) -> String {
        let table = self.table();
        if self.paint.columns.is_some_and(|columns| table.total_width() > columns) {
            return self.blocks();
        }
        format!("{table}\n").replace(ESCAPE, &MARK.to_string())
    }

    /// Counts what is seen: colours take no columns, wide characters take two. No cell has an escape of its own.
    fn table(&self) -> Table {
        let mut builder = Builder::default();
        for row in &self.rows {
            builder.push_record(row.iter().map(|cell| cell.replace(MARK, ESCAPE)));
        }
        let mut table = builder.build();
        table.with(Style::psql()).modify(Columns::new(self.right.clone()), Alignment::right());
        table
    }

    fn blocks(&self) -> String {
        let Some((head, rows)) = self.rows.split_first() else { return String::new() };
        let mut text = String::new();
        for row in rows {
            for (name, cell) in head.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                let separator = if name.is_empty() { "" } else { ": " };
                text.extend([name, separator, cell, "\n"]);
            }
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(paint: Paint) -> Grid {
        let mut grid = Grid::new(paint, ["name", "state", ""]).right(1..2);
        grid.row(["日本", &paint.bad("bad"), "x"]);
        grid.row(["a\nb\t", "", "🦀"]);
        grid
    }

    #[test]
    fn columns_stand_below_each_other() {
        let expected =
            " name   | state |    \n--------+-------+----\n 日本   |   bad | x  \n a\\nb\\t |       | 🦀 \n";
        assert_eq!(grid(Paint::PLAIN).text(), expected);
        let painted = grid(Paint { enabled: true, columns: Some(80) }).text();
        assert!(painted.contains("\0[31mbad\0[0m"), "{painted:?}");
        let bare = painted.replace("\0[1m", "").replace("\0[31m", "").replace("\0[0m", "");
        assert_eq!(bare, expected);
    }

    #[test]
    fn what_is_too_wide_is_a_block_per_row() {
        let widest = grid(Paint::PLAIN).table().total_width();
        let at = |columns| grid(Paint { enabled: false, columns: Some(columns) }).text();
        assert_eq!(at(widest), grid(Paint::PLAIN).text());
        assert_eq!(at(widest - 1), "name: 日本\nstate: bad\nx\n\nname: a\\nb\\t\n🦀\n\n");
    }

    #[test]
    fn a_head_alone_is_a_table_too() {
        assert_eq!(Grid::new(Paint::PLAIN, ["a", "b"]).text(), " a | b \n---+---\n");
    }
}
