//! What a column holds, as a profile says it.

use super::condition::Condition;
use super::reference::Reference;
use super::template::TemplatePart;
use crate::model::seed::generate::sequence::Sequence;

/// One generator. `null = 0.3` wraps it in [`Generator::Sometimes`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Generator {
    Null,
    /// A number, a truth value or a text without a placeholder, as text.
    Constant(String),
    Template(Vec<TemplatePart>),
    Words {
        list: String,
        count: Count,
        sentence: bool,
        max_chars: usize,
    },
    Choice(Vec<(String, f64)>),
    Mix(Vec<(Generator, f64)>),
    /// A whole number with `places` decimal places: `places` 0 is an integer.
    Number {
        from: i64,
        to: i64,
        places: u32,
        long: bool,
    },
    Time(Time),
    /// An instant from the first one up to the second and without it, microseconds since 1970.
    Instant {
        from: i64,
        to: i64,
    },
    Of(Reference),
    Inherit(Vec<Reference>, Box<Generator>),
    Case(Vec<(Vec<Condition>, Generator)>, Box<Generator>),
    Pick(Pick),
    Json(Vec<(String, Generator)>),
    Bool(f64),
    Uuid,
    Serial,
    Hex(usize),
    /// Different values, as many as there are. No profile says so.
    Nth(Sequence),
    /// Any of some values. No profile says so.
    Any(Sequence),
    Rank {
        step: i64,
    },
    CountOf {
        table: String,
        at_least: i64,
    },
    /// NULL that often.
    Sometimes(f64, Box<Generator>),
}

/// How many of something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Count {
    /// Any of these alike.
    Between(u64, u64),
    /// About this many, sometimes many times more, never more than the second.
    Long(f64, u64),
}

/// An instant; lengths in microseconds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Time {
    pub(crate) after: Vec<Reference>,
    pub(crate) before: Vec<Reference>,
    pub(crate) within: Option<i64>,
    /// 1: alike; the higher, the nearer to the end.
    pub(crate) recent: f64,
    pub(crate) snap: Option<i64>,
    pub(crate) future: bool,
}

/// Which row of another table a row refers to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pick {
    pub(crate) table: String,
    pub(crate) column: Option<String>,
    /// The part of the rows that may be picked.
    pub(crate) among: (f64, f64),
    /// 1: alike; the higher, the nearer to the first.
    pub(crate) skew: f64,
    pub(crate) distinct: bool,
    pub(crate) walk: bool,
    pub(crate) earlier: Option<u64>,
    /// How often none is picked.
    pub(crate) none: f64,
}

impl Pick {
    /// Any row of a table.
    pub(crate) fn any(table: &str) -> Self {
        Self {
            table: table.to_owned(),
            column: None,
            among: (0.0, 1.0),
            skew: 1.0,
            distinct: false,
            walk: false,
            earlier: None,
            none: 0.0,
        }
    }
}
