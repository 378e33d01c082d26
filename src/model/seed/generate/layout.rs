//! Where rows stand: which rows of a table belong to which row of its parent, without keeping any of them.
//!
//! Rows are numbered from 0 in the order of their parents (of a table that is spread over months: month by month).
//! A *group* is what one parent has, in one month. Groups are counted by a rule, and after each such number of them the number
//! of rows before is kept: memory does not grow with the data.

use super::random::Salt;
use crate::model::seed::profile::Count;

/// How many marks a table keeps at most: half a megabyte.
const MARKS: u64 = 1 << 16;

/// The rows of all tables, by their place in the plan.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) shapes: Vec<Shape>,
}

/// The rows of one table.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) parent: Option<usize>,
    /// How many rows the parent has; 1 without a parent.
    pub(crate) parents: u64,
    pub(crate) months: u64,
    pub(crate) rows: u64,
    counts: Counts,
    /// The number of rows before each 2^`step`-th group.
    marks: Vec<u64>,
    step: u32,
}

/// How many rows a group has.
#[derive(Debug)]
pub(crate) enum Counts {
    /// Of each parent, divided over the months as their ends say: parts of 1.
    Given { parts: Vec<u64>, ends: Vec<f64> },
    /// By chance, within bounds; as many as `among` has below the ancestor, where siblings have to differ.
    Each { salt: Salt, count: Count, min: u64, max: u64, among: Option<(usize, Option<usize>)> },
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) table: usize,
    pub(crate) ordinal: u64,
    pub(crate) group: u64,
    /// The first row of the group.
    pub(crate) first: u64,
    pub(crate) siblings: u64,
}

impl Row {
    pub(crate) fn rank(&self) -> u64 {
        self.ordinal - self.first
    }
}

impl Layout {
    /// Adds a table whose parents are laid out already.
    pub(crate) fn add(&mut self, parent: Option<usize>, months: u64, counts: Counts) {
        let parents = parent.map_or(1, |parent| self.shapes[parent].rows);
        let groups = parents * months;
        let step = (0..40).find(|step| groups >> step <= MARKS).unwrap_or(40);
        let mut shape = Shape { parent, parents, months, rows: 0, counts, marks: Vec::new(), step };
        let mut before = 0;
        for group in 0..groups {
            if group & ((1 << step) - 1) == 0 {
                shape.marks.push(before);
            }
            before += self.count_of(&shape, group);
        }
        shape.rows = before;
        self.shapes.push(shape);
    }

    fn count_of(&self, shape: &Shape, group: u64) -> u64 {
        let parent = group % shape.parents;
        match &shape.counts {
            Counts::Given { parts, ends } => {
                let part = parts[usize::try_from(parent).unwrap_or(0)];
                match ends.as_slice() {
                    [_] => part,
                    ends => {
                        let month = usize::try_from(group / shape.parents).unwrap_or(0);
                        let start = if month == 0 { 0 } else { portion(part, ends[month - 1]) };
                        portion(part, ends[month]) - start
                    }
                }
            }
            Counts::Each { salt, count, min, max, among } => {
                let mut chance = salt.stream_at(group);
                let count = match *count {
                    Count::Between(from, to) => from + chance.below(to - from + 1),
                    Count::Long(mean, most) => chance.long(mean, most),
                };
                let room = match (among, shape.parent) {
                    (Some((table, within)), Some(child)) => {
                        let (start, end) = self.among(*table, *within, child, parent);
                        end - start
                    }
                    _ => u64::MAX,
                };
                count.clamp(*min, *max).min(room)
            }
        }
    }

    /// How many rows a group has.
    fn count(&self, table: usize, group: u64) -> u64 {
        self.count_of(&self.shapes[table], group)
    }

    /// The first row of a group; of the group behind the last one, the number of rows.
    pub(crate) fn start(&self, table: usize, group: u64) -> u64 {
        let shape = &self.shapes[table];
        let mark = group >> shape.step;
        match shape.marks.get(usize::try_from(mark).unwrap_or(usize::MAX)) {
            None => shape.rows,
            Some(before) => {
                before + (mark << shape.step..group).map(|group| self.count(table, group)).sum::<u64>()
            }
        }
    }

    /// Where a row stands; `ordinal` is below the number of rows.
    pub(crate) fn locate(&self, table: usize, ordinal: u64) -> Row {
        let shape = &self.shapes[table];
        let mark = shape.marks.partition_point(|before| *before <= ordinal).saturating_sub(1);
        let mut group = (mark as u64) << shape.step;
        let mut first = shape.marks.get(mark).copied().unwrap_or(0);
        loop {
            let siblings = self.count(table, group);
            if ordinal < first + siblings || group + 1 >= shape.parents * shape.months {
                return Row { table, ordinal, group, first, siblings };
            }
            first += siblings;
            group += 1;
        }
    }

    /// The row after a row's group, which has to have one.
    pub(crate) fn next_group(&self, row: &Row) -> Row {
        let mut next = Row { group: row.group + 1, first: row.first + row.siblings, ..*row };
        let groups = self.shapes[row.table].parents * self.shapes[row.table].months;
        loop {
            next.siblings = self.count(row.table, next.group);
            if next.siblings > 0 || next.group + 1 >= groups {
                next.ordinal = next.first;
                return next;
            }
            next.group += 1;
        }
    }

    /// The parent of a row.
    pub(crate) fn parent(&self, row: &Row) -> Option<(usize, u64)> {
        let shape = &self.shapes[row.table];
        shape.parent.map(|parent| (parent, row.group % shape.parents))
    }

    /// The row of an ancestor that a row of a table stands below, or that row itself.
    pub(crate) fn ancestor(&self, table: usize, ordinal: u64, ancestor: usize) -> Option<u64> {
        let (mut at, mut ordinal) = (table, ordinal);
        while at != ancestor {
            (at, ordinal) = self.parent(&self.locate(at, ordinal))?;
        }
        Some(ordinal)
    }

    /// The rows of a table below one row of an ancestor. No table between them is spread over months.
    pub(crate) fn below(&self, table: usize, ancestor: usize, ordinal: u64) -> (u64, u64) {
        if table == ancestor {
            return (ordinal, ordinal + 1);
        }
        let parent = self.shapes[table].parent.unwrap_or(ancestor);
        let (start, end) = self.below(parent, ancestor, ordinal);
        (self.start(table, start), self.start(table, end))
    }

    /// The rows of `table` that a row of `of` may refer to: those below the same row of `within`, or all.
    pub(crate) fn among(
        &self,
        table: usize,
        within: Option<usize>,
        child: usize,
        ordinal: u64,
    ) -> (u64, u64) {
        match within.and_then(|within| Some((within, self.ancestor(child, ordinal, within)?))) {
            Some((within, ancestor)) => self.below(table, within, ancestor),
            None => (0, self.shapes[table].rows),
        }
    }
}

#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share"
)]
fn portion(part: u64, share: f64) -> u64 {
    ((part as f64 * share).round() as u64).min(part)
}

/// The ends of months that grow by a factor each, as parts of all: the last is 1.
pub(crate) fn ends(months: u32, growth: f64) -> Vec<f64> {
    let weights: Vec<f64> = (0..months).map(|month| libm::pow(growth, f64::from(month))).collect();
    let all: f64 = weights.iter().sum();
    let mut sum = 0.0;
    let mut ends: Vec<f64> = weights
        .iter()
        .map(|weight| {
            sum += weight;
            sum / all
        })
        .collect();
    if let Some(last) = ends.last_mut() {
        *last = 1.0;
    }
    ends
}

#[cfg(test)]
mod tests;
