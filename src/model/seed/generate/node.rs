//! Generators whose names are settled: lists, columns, rows and tables are numbers now.

use super::random::Salt;
use super::sequence::Sequence;
use crate::model::seed::copy::column_type::ColumnType;
use crate::model::seed::profile::{Comparison, Count};

/// A table that is filled.
#[derive(Debug)]
pub(crate) struct FilledTable {
    /// Its place in the catalog.
    pub(crate) catalog: usize,
    /// In the catalog's order; those that nobody fills have no node.
    pub(crate) columns: Vec<FilledColumn>,
    pub(crate) picks: Vec<Picked>,
    /// The first rows, by hand: each gives some columns, by their place; `None`: NULL.
    pub(crate) edges: Vec<Vec<(usize, Option<String>)>>,
    /// The column whose months the rows are spread over.
    pub(crate) over: Option<usize>,
    pub(crate) kept_triggers: Vec<String>,
}

/// A column, and what fills it.
#[derive(Debug)]
pub(crate) struct FilledColumn {
    pub(crate) name: String,
    pub(crate) kind: ColumnType,
    pub(crate) salt: Salt,
    /// `None`: the server fills it.
    pub(crate) node: Option<Node>,
}

/// Which row of another table (or an earlier one of the same) is referred to.
#[derive(Debug)]
pub(crate) struct Picked {
    pub(crate) table: usize,
    /// Of that table, only what stands below the same row of this one.
    pub(crate) within: Option<usize>,
    pub(crate) among: (f64, f64),
    pub(crate) skew: f64,
    pub(crate) way: PickMethod,
    /// Of [`PickMethod::Turn`].
    pub(crate) turn: Turn,
    /// Another row than this one.
    pub(crate) apart: Option<Apart>,
    pub(crate) none: f64,
    /// Whether there has to be one.
    pub(crate) needed: bool,
    pub(crate) salt: Salt,
}

/// How a row is picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PickMethod {
    Any,
    /// Siblings get different ones.
    Distinct,
    /// Every one in turn.
    Walk,
    /// One of a number of rows before it, of the same parent.
    Earlier(u64),
    /// In turn with other columns of a key, so that no combination comes twice.
    Turn,
}

/// What a pick must not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Apart {
    /// The row that another pick of the same row is.
    Pick(usize),
    /// The row of this table that it stands below.
    Up(usize),
}

/// How columns of a key take turns: like the digits of a number, where those before have to come round for the next to go
/// on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Turn {
    /// The digits before.
    pub(crate) before: Vec<Dimension>,
    /// Among siblings; otherwise in the whole table.
    pub(crate) by_rank: bool,
}

/// How many values a digit has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dimension {
    /// As many as rows that a pick may be.
    Pick(usize),
    Fixed(u64),
}

/// A column of some row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowColumn {
    pub(crate) path: Path,
    pub(crate) column: usize,
}

/// Which row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Path {
    Own,
    /// The row of this table that it stands below.
    Up(usize),
    Pick(usize),
}

/// What makes a value.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Null,
    Constant(String),
    Template(Vec<Part>),
    Words {
        list: usize,
        count: Count,
        sentence: bool,
        max_chars: usize,
    },
    Choice(Weighted<String>),
    Mix(Weighted<Node>),
    Number {
        from: i64,
        to: i64,
        places: u32,
        long: bool,
    },
    Time(TimeSpan),
    /// From the first instant up to the second and without it.
    Instant {
        from: i64,
        to: i64,
    },
    /// Within the row's month; the first and the last row of a month are at its edges.
    Month,
    Of(RowColumn),
    Inherit(Vec<RowColumn>, Box<Node>),
    Case(Vec<(Vec<Test>, Node)>, Box<Node>),
    Json(Vec<(String, Node)>),
    Bool(f64),
    Uuid,
    /// 1, 2, 3, .. behind this number.
    Serial {
        behind: i64,
    },
    Hex(usize),
    Rank {
        step: i64,
    },
    CountOf {
        table: usize,
        at_least: i64,
    },
    /// Different values in turn.
    Nth(Sequence, Turn),
    /// Any of some values.
    Any(Sequence),
    /// A column of one of some known rows.
    Known(KnownColumn),
    /// NULL where the row of a pool says so.
    Gate(KnownColumn, Box<Node>),
    Sometimes(f64, Box<Node>),
}

/// A column of a row of a list of known rows. Columns with the same salt get it of the same row.
#[derive(Debug, Clone)]
pub(crate) struct KnownColumn {
    /// Which list.
    pub(crate) list: usize,
    pub(crate) column: usize,
    pub(crate) salt: Salt,
    /// How often it is NULL instead.
    pub(crate) none: f64,
    /// In turn, rather than by chance.
    pub(crate) turn: Option<Turn>,
    /// Own columns (first) that have to be as the row's.
    pub(crate) agree: Vec<(usize, usize)>,
}

/// A part of a template.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    Text(String),
    Word(usize),
    Of(RowColumn),
    Number,
    Rank,
    Hex(usize),
    Digits(usize),
}

/// Things, each as often as its weight says.
#[derive(Debug, Clone)]
pub(crate) struct Weighted<T> {
    /// Where each ends, from 0 to 1.
    ends: Vec<f64>,
    things: Vec<T>,
}

/// An instant between others.
#[derive(Debug, Clone)]
pub(crate) struct TimeSpan {
    pub(crate) after: Vec<RowColumn>,
    pub(crate) before: Vec<RowColumn>,
    pub(crate) within: Option<i64>,
    pub(crate) recent: f64,
    pub(crate) snap: Option<i64>,
    pub(crate) future: bool,
}

/// A comparison.
#[derive(Debug, Clone)]
pub(crate) struct Test {
    pub(crate) operand: Operand,
    pub(crate) comparison: Comparison,
    pub(crate) wanted: ResolvedValue,
}

/// What is compared.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Operand {
    Of(RowColumn),
    Rank,
    Number,
    Siblings,
    CountOf(usize),
}

/// What it is compared with.
#[derive(Debug, Clone)]
pub(crate) enum ResolvedValue {
    Text(String),
    Number(f64),
    Share(f64),
    Null,
}

impl<T> Weighted<T> {
    /// At least one weight is above 0.
    pub(crate) fn new(weighted: impl IntoIterator<Item = (T, f64)>) -> Self {
        let (things, weights): (Vec<T>, Vec<f64>) = weighted.into_iter().unzip();
        let all: f64 = weights.iter().sum();
        let mut sum = 0.0;
        let ends = weights.iter().map(|weight| {
            sum += weight;
            sum / all
        });
        Self { ends: ends.collect(), things }
    }

    /// What stands at a place from 0 up to 1.
    pub(crate) fn item_at(&self, place: f64) -> Option<&T> {
        let index = self.ends.partition_point(|end| *end <= place);
        self.things.get(index.min(self.things.len().saturating_sub(1)))
    }

    /// All of them.
    pub(crate) fn items(&self) -> impl Iterator<Item = &T> {
        self.things.iter()
    }
}
