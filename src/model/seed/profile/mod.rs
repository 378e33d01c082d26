//! A profile: which tables are filled, with how many rows, and what their columns hold. See `docs/seed.md`.

mod condition;
mod edge_cases;
mod generator;
mod generator_parser;
mod keys;
mod locate;
mod read;
mod reference;
mod schema;
mod template;

use std::collections::BTreeMap;

use crate::model::edit_distance::edit_distance;
use crate::model::outcome::code::{Code, codes};

pub(crate) use condition::{ComparedValue, Comparison, Condition, Operand};
pub(crate) use edge_cases::{Edge, parse as parse_edges};
pub(crate) use generator::{Count, Generator, Pick, Time};
pub(crate) use locate::locate;
#[cfg(test)]
pub(crate) use read::midnight;
pub(crate) use read::{merge, parse};
pub(crate) use reference::Reference;
pub(crate) use schema::SCHEMA;

codes!(Why {
    Self::Syntax(_) => "profile-syntax" Usage "no TOML, or no CSV",
    Self::Missing { .. } => "profile-key-missing" Usage "a key of the profile is missing",
    Self::Unknown { .. } => "profile-key-unknown" Usage "there is no such key in a profile",
    Self::Wanted(_) => "profile-bad-value" Usage "a value of another kind is wanted",
    Self::NoGenerator => "profile-no-generator" Usage "no generator, or more than one",
    Self::Condition(_) => "profile-bad-condition" Usage "a condition is not understood",
    Self::Together { .. } => "profile-keys-clash" Usage "two keys do not go together, or one needs the other",
    Self::NoSuch { .. } => "profile-no-such-object" Usage "the profile names a table, column, list or pick that there is not",
    Self::NoKeyTo { .. } => "profile-no-foreign-key" Usage "`per` needs a foreign key that is not there",
    Self::Spread { .. } => "profile-spread-over-months" Usage "rows that are spread over months cannot be found by their parent",
    Self::Circle { .. } => "profile-circle" Usage "tables refer to one another in a circle",
    Self::Selfish => "profile-refers-to-itself" Usage "a column refers to itself through others",
    Self::NotFilled { .. } => "profile-target-not-filled" Usage "a foreign key leads to a table that the profile does not fill",
    Self::Torn { .. } => "profile-key-torn" Usage "the columns of a foreign key come from rows that need not belong together",
    Self::Unfit { .. } => "profile-value-unfit" Usage "a value does not fit the type of its column",
    Self::TooFew { .. } => "profile-too-few-rows" Usage "more hand-made rows than rows",
    Self::TooMany { .. } => "profile-too-many-rows" Usage "a key has not as many values as the profile wants rows",
    Self::NoPartition { .. } => "profile-no-partition" Usage "rows fall into a month that has no partition",
    Self::Tied { .. } => "profile-values-tied" Usage "no values were found that columns take together",
    Self::Broken { .. } => "profile-breaks-rule" Usage "rows as the profile makes them break a constraint",
    Self::Refused { .. } => "profile-row-refused" Usage "the server refused a row",
    Self::NoValue { .. } => "profile-no-value" Usage "no value was found that the column takes",
});

pub(crate) use template::{TemplatePart, parse as parse_template};

/// A profile as its files say it, before any catalog was asked.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    /// Times every `rows` that is not fixed.
    pub(crate) scale: f64,
    /// Where the data end: microseconds since 1970, a midnight in UTC.
    pub(crate) until: i64,
    /// How many months they go back.
    pub(crate) months: u32,
    /// The table of tenants.
    pub(crate) tenant: Option<String>,
    /// The file of hand-made values, as the profile names it.
    pub(crate) edge_cases: Option<String>,
    pub(crate) lists: BTreeMap<String, Vec<String>>,
    /// Tables of what it extends that it leaves out, as written.
    pub(crate) off: Vec<String>,
    pub(crate) tables: Vec<TableSpec>,
    /// Nobody wrote it: a table has as many rows as its keys have room for.
    pub(crate) is_made: bool,
    /// Rollbacks are proven on its rows: values are plain, different, and never NULL where they need not be.
    pub(crate) is_for_proof: bool,
}

/// What a profile says of one table.
#[derive(Debug, Clone)]
pub(crate) struct TableSpec {
    /// As written: `tasks` or `schema.tasks`.
    pub(crate) name: String,
    pub(crate) size: Size,
    pub(crate) per: Option<String>,
    /// The column whose months the rows are spread over.
    pub(crate) over: Option<String>,
    /// Each month's rows, times those of the month before.
    pub(crate) growth: f64,
    pub(crate) kept_triggers: Vec<String>,
    pub(crate) columns: BTreeMap<String, Generator>,
    pub(crate) picks: BTreeMap<String, Pick>,
}

/// How many rows a table has.
#[derive(Debug, Clone)]
pub(crate) enum Size {
    /// The total, divided over the rows of `per`.
    Rows { rows: u64, fixed: bool, at_least: u64, share: Share, shuffled: bool, min: u64, max: u64 },
    /// The number for each row of `per`.
    Each { count: Count, min: u64, max: u64 },
}

/// How rows are divided over parents.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Share {
    Even,
    /// The i-th has 1/i^s of the first.
    Zipf(f64),
    /// As many parts as it has rows of that table below it.
    By(String),
}

/// What is wrong with a profile, and where: a path such as `tables.tasks.columns.status`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProfileProblem {
    pub(crate) place: String,
    pub(crate) why: Why,
    /// File and line, where they are known.
    pub(crate) at: Option<Box<str>>,
    /// The name that may have been meant.
    pub(crate) near: Option<Box<str>>,
}

/// What is wrong with a place of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Why {
    /// No TOML, or no CSV; the text is the parser's.
    Syntax(String),
    Missing {
        key: &'static str,
    },
    Unknown {
        key: String,
    },
    /// Another kind of value is wanted.
    Wanted(&'static str),
    /// The table is not exactly one of the generators.
    NoGenerator,
    /// A condition is not understood.
    Condition(String),
    /// Two keys that exclude one another, or one that needs the other.
    Together {
        first: &'static str,
        second: &'static str,
    },
    /// The profile names a table, column, list or pick that there is not.
    NoSuch {
        what: &'static str,
        name: String,
    },
    /// The table needs a foreign key to the table of `per`.
    NoKeyTo {
        table: String,
    },
    /// Rows of a table that is spread over months cannot be found by their parent.
    Spread {
        table: String,
    },
    /// Tables refer to one another in a circle.
    Circle {
        tables: Vec<String>,
    },
    /// A column refers to itself through other columns.
    Selfish,
    /// A foreign key leads to a table that the profile does not fill.
    NotFilled {
        key: String,
        table: String,
    },
    /// A foreign key whose columns come from rows that need not belong together.
    Torn {
        key: String,
    },
    /// A value does not fit the type of its column.
    Unfit {
        value: String,
        type_name: String,
    },
    /// More hand-made rows than rows.
    TooFew {
        rows: u64,
        edges: u64,
    },
    /// A key has fewer different values than there are to be rows.
    TooMany {
        rows: u64,
        most: u64,
        key: String,
        columns: Box<[String]>,
    },
    /// Rows fall into a month that has no partition.
    NoPartition {
        month: String,
    },
    /// No values could be found that some columns take together; the rules that refused them, by name and expression.
    Tied {
        columns: Vec<String>,
        rules: Vec<(String, String)>,
    },
    /// The rows as the profile makes them break a rule.
    Broken {
        rules: Vec<(String, String)>,
    },
    /// The server refused a row, in its words.
    Refused {
        why: String,
    },
    /// No value could be found that the column takes; the checks that refused them.
    NoValue {
        type_name: String,
        checks: Vec<String>,
    },
}

/// The name that is spelt most like another, if any is.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let distance = |known: &&str| edit_distance(name, known);
    let best = known.into_iter().filter(|known| *known != name).min_by_key(distance)?;
    (edit_distance(name, best) * 3 <= name.chars().count() + 1).then(|| best.to_owned())
}

impl ProfileProblem {
    pub(crate) fn new(place: impl Into<String>, why: Why) -> Self {
        Self { place: place.into(), why, at: None, near: None }
    }

    /// The same with the name among these that is spelt most like another.
    pub(crate) fn near<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        Self { near: nearest(name, known).map(Into::into), ..self }
    }

    /// Its code.
    pub(crate) fn code(&self) -> Code {
        self.why.code()
    }
}
