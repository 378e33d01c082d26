//! Rows and columns for a person: in psql's style, or a block per row where the terminal is too narrow for that.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::paint::{MARK, Paint, color};

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
        let widths = self.widths();
        let total: usize =
            widths.iter().map(|width| width + 2).sum::<usize>() + widths.len().saturating_sub(1);
        if self.paint.columns.is_some_and(|columns| total > columns) {
            return self.blocks();
        }
        let mut text = String::new();
        for (at, row) in self.rows.iter().enumerate() {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(column, (cell, width))| {
                    let gap = " ".repeat(width - width_of(cell));
                    if self.right.contains(&column) {
                        format!(" {gap}{cell} ")
                    } else {
                        format!(" {cell}{gap} ")
                    }
                })
                .collect();
            text.push_str(&cells.join("|"));
            text.push('\n');
            if at == 0 {
                let lines: Vec<String> = widths.iter().map(|width| "-".repeat(width + 2)).collect();
                text.push_str(&lines.join("+"));
                text.push('\n');
            }
        }
        text
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.first().map_or(0, Vec::len);
        let width = |column: usize| {
            self.rows.iter().filter_map(|row| row.get(column)).map(|cell| width_of(cell)).max()
        };
        (0..columns).map(|column| width(column).unwrap_or_default()).collect()
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

/// How many columns of a terminal a text takes: its colours take none, wide characters take two.
fn width_of(text: &str) -> usize {
    let mut bare: Cow<'_, str> = Cow::Borrowed(text);
    while let Some((at, length)) =
        bare.match_indices(MARK).find_map(|(at, _)| Some((at, color(&bare[at..])?)))
    {
        bare.to_mut().replace_range(at..at + length, "");
    }
    bare.width()
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
        let widest = grid(Paint::PLAIN).text().lines().map(width_of).max().unwrap();
        let at = |columns| grid(Paint { enabled: false, columns: Some(columns) }).text();
        assert_eq!(at(widest), grid(Paint::PLAIN).text());
        assert_eq!(at(widest - 1), "name: 日本\nstate: bad\nx\n\nname: a\\nb\\t\n🦀\n\n");
    }

    #[test]
    fn a_head_alone_is_a_table_too() {
        assert_eq!(Grid::new(Paint::PLAIN, ["a", "b"]).text(), " a | b \n---+---\n");
    }
}
