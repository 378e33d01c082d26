//! The terms that facts are about: columns of rows, constants, results of functions.

use std::collections::HashMap;

use super::cases::{Case, Fact, Term, Value, anything, both};
use crate::model::verify::policy::families::Family;
use crate::model::verify::policy::library::Library;
use crate::model::verify::policy::tree::{Constant, Expr, Query};

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Def {
    Column {
        row: usize,
        number: i16,
    },
    Constant(Constant),
    Apply {
        what: Applied,
        arguments: Vec<Term>,
    },
    /// A value about which nothing is known, different from every other.
    Unknown(usize),
}

/// What is applied to values. The same function of the same values has the same result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Applied {
    Routine(u32),
    /// By way of text, to a family.
    Convert(Family),
    Array,
    /// `CURRENT_USER` and its like.
    Session(u32),
}

/// What is given: the catalog, and which rows of each table are shown to whoever asks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct World<'a> {
    pub(crate) library: &'a Library,
    pub(crate) shown: &'a HashMap<u32, Shown>,
}

/// The conditions of a table's rows that are shown: one of the first, and all of the second.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) any: Vec<Expr>,
    pub(crate) all: Vec<Expr>,
}

/// Takes conditions apart.
#[derive(Debug)]
pub(crate) struct Reasoner<'a> {
    pub(super) world: World<'a>,
    pub(super) terms: Vec<(Def, Family)>,
    index: HashMap<Def, Term>,
    /// The tables of rows; 0 for rows of something else.
    pub(super) rows: Vec<u32>,
    /// How deep in one another functions, views, policies and sub-queries are.
    pub(super) depth: usize,
    /// How much was looked at, to end in time.
    pub(super) steps: usize,
}

/// The items of a query, as columns refer to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bound {
    Row(usize),
    Columns(Vec<Value>),
    /// The side of an outer join without a partner: every column is NULL.
    Missing,
}

/// Where an expression stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Standpoint<'q> {
    /// The queries around it, the outermost first.
    pub(super) frames: Vec<Frame<'q>>,
    pub(super) parameters: Vec<Value>,
    pub(super) members: Vec<Value>,
    /// Tables are read with other rights: their policies say nothing.
    pub(super) is_unguarded: bool,
}

/// A query around an expression.
#[derive(Debug, Clone)]
pub(super) struct Frame<'q> {
    pub(super) query: Option<&'q Query>,
    pub(super) items: Vec<Option<Bound>>,
}

/// How deep, and how much.
pub(super) const DEPTH: usize = 12;
pub(super) const STEPS: usize = 40_000;

impl<'a> Reasoner<'a> {
    /// A reasoner that knows a row already: the one that a policy is about, of a table.
    pub(crate) fn new(world: World<'a>, table: u32) -> Self {
        let rows = vec![table];
        Self { world, terms: Vec::new(), index: HashMap::new(), rows, depth: 0, steps: 0 }
    }

    /// The cases in which conditions of the first row hold together.
    pub(crate) fn when_all(&mut self, conditions: &[&'a Expr]) -> Vec<Case> {
        let mut cases = anything();
        for condition in conditions {
            let more = self.of_row(condition, 0);
            cases = both(cases, &more);
        }
        cases
    }

    /// The values that an expression without columns can have, each with what is true then. NULL is left out.
    pub(crate) fn values_of(&mut self, expression: &'a Expr) -> Vec<(Case, Term)> {
        let values = self.values(expression, &Standpoint::default());
        let terms = values.into_iter().filter_map(|(case, value)| match value {
            Value::Term(term) => Some((case, term)),
            Value::Null => None,
        });
        terms.collect()
    }

    pub(super) fn new_row(&mut self, table: u32) -> usize {
        self.rows.push(table);
        self.rows.len() - 1
    }

    pub(super) fn term(&mut self, def: Def, family: Family) -> Term {
        if let Some(term) = self.index.get(&def) {
            return *term;
        }
        self.terms.push((def.clone(), family));
        self.index.insert(def, self.terms.len() - 1);
        self.terms.len() - 1
    }

    pub(super) fn column(&mut self, row: usize, number: i16) -> Term {
        let library = self.world.library;
        let kind = library.column(self.rows[row], number).map_or(0, |column| column.kind);
        self.term(Def::Column { row, number }, library.family(kind))
    }

    pub(super) fn constant(&mut self, constant: Constant) -> Term {
        let family = match &constant {
            Constant::Text(_) => Family::Text,
            Constant::Number(_) => Family::Whole,
            Constant::Boolean(_) => Family::Boolean,
            Constant::Uuid(_) => Family::Uuid,
            Constant::Raw(kind, _) => self.world.library.family(*kind),
        };
        self.term(Def::Constant(constant), family)
    }

    pub(super) fn apply(&mut self, what: Applied, arguments: Vec<Term>, family: Family) -> Term {
        self.term(Def::Apply { what, arguments }, family)
    }

    pub(super) fn unknown(&mut self, family: Family) -> Term {
        let number = self.terms.len();
        self.term(Def::Unknown(number), family)
    }

    /// A value by way of text. A conversion that another one undoes is left out.
    pub(super) fn converted(&mut self, term: Term, to: Family) -> Term {
        let (def, from) = self.terms[term].clone();
        if from == to {
            return term;
        }
        match (&def, to) {
            (Def::Constant(constant), to) => match reread(constant, to) {
                Some(constant) => self.constant(constant),
                None => self.apply(Applied::Convert(to), vec![term], to),
            },
            (Def::Apply { what: Applied::Convert(Family::Text), arguments }, _)
                if from == Family::Text && self.terms[arguments[0]].1 == to =>
            {
                arguments[0]
            }
            _ => self.apply(Applied::Convert(to), vec![term], to),
        }
    }

    /// That two values are the same. A value whose text is another's is what that text is read as.
    pub(super) fn equal(&mut self, left: Term, right: Term) -> Case {
        let mut case = vec![Fact::Equal(left, right)];
        for (text, other_side) in [(left, right), (right, left)] {
            if let Def::Apply { what: Applied::Convert(Family::Text), arguments } = &self.terms[text].0 {
                let inner = arguments[0];
                let family = self.terms[inner].1;
                if matches!(family, Family::Whole | Family::Uuid | Family::Boolean) {
                    let read = self.converted(other_side, family);
                    case.push(Fact::Equal(inner, read));
                }
            }
        }
        case
    }
}

/// A constant in another family; `None` where it cannot be read as one.
pub(crate) fn reread(constant: &Constant, to: Family) -> Option<Constant> {
    let text = match constant {
        Constant::Text(text) => text.clone(),
        Constant::Number(number) => number.to_string(),
        Constant::Boolean(value) => value.to_string(),
        Constant::Uuid(bytes) => {
            let hex = bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
            [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
        }
        Constant::Raw(..) => return None,
    };
    match to {
        Family::Text => Some(Constant::Text(text)),
        Family::Whole => text.trim().parse().ok().map(Constant::Number),
        Family::Uuid => {
            let hex: String = text.chars().filter(|letter| !matches!(letter, '-' | '{' | '}')).collect();
            let bytes: Option<Vec<u8>> =
                (0..16).map(|at| u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()).collect();
            (hex.len() == 32).then_some(bytes)??.try_into().ok().map(Constant::Uuid)
        }
        Family::Boolean => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "t" | "yes" | "on" | "1" => Some(Constant::Boolean(true)),
            "false" | "f" | "no" | "off" | "0" => Some(Constant::Boolean(false)),
            _ => None,
        },
        Family::Other(_) => None,
    }
}

impl<'q> Standpoint<'q> {
    /// As seen from a query that is `up` levels out.
    pub(super) fn outer(&self, up: u32) -> Option<Self> {
        let depth = self.frames.len().checked_sub(usize::try_from(up).ok()?)?;
        let mut place = self.clone();
        place.frames.truncate(depth);
        Some(place)
    }

    /// Within a query.
    pub(super) fn within(&self, frame: Frame<'q>) -> Self {
        let mut place = self.clone();
        place.frames.push(frame);
        place
    }
}
