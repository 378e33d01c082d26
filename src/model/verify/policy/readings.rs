//! What a condition reads of the session, and how; and what in it can make it hold without a comparison.

use super::library::Library;
use super::tree::{Constant, Expr, From, Item, Query, Truth};
use super::written;

/// How a setting is read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "properties of a reading that do not exclude one another")]
pub(crate) struct Reading {
    /// In lower case: names of settings have no other.
    pub(crate) setting: String,
    /// It is an error where the setting was never made.
    pub(crate) is_strict: bool,
    /// It is evaluated for each row: no sub-select is around it.
    pub(crate) is_per_row: bool,
    /// It is compared as it is: an empty setting is a value.
    pub(crate) is_bare: bool,
}

/// Everything that an expression reads of settings, itself and in functions of SQL.
pub(crate) fn readings(expression: &Expr, library: &Library) -> Vec<Reading> {
    let mut reader = Reader { library, readings: Vec::new(), in_query: false, depth: 0 };
    reader.read(expression, false);
    reader.readings
}

struct Reader<'a> {
    library: &'a Library,
    readings: Vec<Reading>,
    in_query: bool,
    depth: usize,
}

impl Reader<'_> {
    fn read(&mut self, expression: &Expr, is_bare: bool) {
        match expression {
            Expr::Call { routine, arguments, .. }
                if self.library.is_built_in(*routine, "current_setting") =>
            {
                if let Some(Expr::Constant { value: Some(Constant::Text(name)), .. }) = arguments.first() {
                    let lenient = Expr::Constant {
                        value: Some(Constant::Boolean(true)),
                        kind: super::families::BOOLEAN,
                    };
                    self.readings.push(Reading {
                        setting: name.to_lowercase(),
                        is_strict: arguments.get(1) != Some(&lenient),
                        is_per_row: !self.in_query,
                        is_bare,
                    });
                }
            }
            Expr::Call { routine, arguments, .. } => {
                for argument in arguments {
                    self.read(argument, false);
                }
                let body = self.library.routines.get(routine).and_then(|routine| routine.body.as_ref());
                if let Some(body) = body.filter(|_| self.depth < 6) {
                    self.depth += 1;
                    body.columns.iter().for_each(|column| self.read(column, is_bare));
                    body.condition.iter().for_each(|condition| self.read(condition, false));
                    self.depth -= 1;
                }
            }
            Expr::Operator { operator, arguments, collation, .. } => {
                let is_tie =
                    self.library.is_identity(*operator, *collation) && arguments.iter().any(has_column);
                for argument in arguments {
                    self.read(argument, is_tie);
                }
            }
            Expr::Relabel { inner, .. } | Expr::Convert { inner, .. } => self.read(inner, is_bare),
            Expr::Scalar(query) => {
                let before = std::mem::replace(&mut self.in_query, true);
                query.columns.iter().for_each(|column| self.read(column, is_bare));
                self.query(query, true);
                self.in_query = before;
            }
            _ => {
                let before = self.in_query;
                each(expression, &mut |inner| match inner {
                    Inner::Expr(inner) => self.read(inner, false),
                    Inner::Query(query) => {
                        self.in_query = true;
                        self.query(query, false);
                        self.in_query = before;
                    }
                });
            }
        }
    }

    fn query(&mut self, query: &Query, without_columns: bool) {
        let columns = query.columns.iter().filter(|_| !without_columns);
        columns.chain(&query.condition).for_each(|inner| self.read(inner, false));
        query.from.iter().for_each(|part| self.part(part));
        for item in &query.items {
            match item {
                Item::Query(inner) => self.query(inner, false),
                Item::Function(call) => self.read(call, false),
                _ => {}
            }
        }
        query.with.iter().for_each(|(_, inner)| self.query(inner, false));
    }

    fn part(&mut self, part: &From) {
        if let From::Join { sides, on, .. } = part {
            sides.iter().for_each(|side| self.part(side));
            if let Some(on) = on {
                self.read(on, false);
            }
        }
    }
}

/// Something within an expression.
enum Inner<'a> {
    Expr(&'a Expr),
    Query(&'a Query),
}

fn each<'a>(expression: &'a Expr, visit: &mut dyn FnMut(Inner<'a>)) {
    match expression {
        Expr::Call { arguments, .. } | Expr::Operator { arguments, .. } => {
            for inner in arguments {
                visit(Inner::Expr(inner));
            }
        }
        Expr::All(list)
        | Expr::Any(list)
        | Expr::Coalesce(list)
        | Expr::Array(list)
        | Expr::Extreme(list) => {
            for inner in list {
                visit(Inner::Expr(inner));
            }
        }
        Expr::Relabel { inner, .. }
        | Expr::Convert { inner, .. }
        | Expr::Not(inner)
        | Expr::Null { inner, .. }
        | Expr::Truth { inner, .. }
        | Expr::Aggregate { inner: Some(inner), .. } => visit(Inner::Expr(inner)),
        Expr::Distinct { sides, .. } | Expr::NullIf { sides, .. } | Expr::Elements { sides, .. } => {
            for inner in sides.iter() {
                visit(Inner::Expr(inner));
            }
        }
        Expr::Case { branches, otherwise } => {
            for (condition, result) in branches {
                visit(Inner::Expr(condition));
                visit(Inner::Expr(result));
            }
            visit(Inner::Expr(otherwise));
        }
        Expr::Exists(query) | Expr::Scalar(query) | Expr::Collected(query) => visit(Inner::Query(query)),
        Expr::Within { test, query, .. } => {
            visit(Inner::Expr(test));
            visit(Inner::Query(query));
        }
        Expr::Column { .. }
        | Expr::Constant { .. }
        | Expr::Parameter(_)
        | Expr::Member(_)
        | Expr::Aggregate { inner: None, .. }
        | Expr::Session(_)
        | Expr::Unknown => {}
    }
}

/// Whether an expression has something within it, sub-selects aside.
pub(crate) fn has(expression: &Expr, is: &dyn Fn(&Expr) -> bool) -> bool {
    let mut has_it = is(expression);
    each(expression, &mut |inner| {
        if let Inner::Expr(inner) = inner {
            has_it |= has(inner, is);
        }
    });
    has_it
}

/// Whether a text is an expression of which every part is understood, sub-selects aside.
pub(crate) fn is_understood(text: &str, library: &Library) -> bool {
    let read = written::expression(text, library);
    read.is_some_and(|read| !has(&read, &|part| *part == Expr::Unknown))
}

fn has_column(expression: &Expr) -> bool {
    has(expression, &|inner| matches!(inner, Expr::Column { .. } | Expr::Member(_)))
}

/// The parts that all have to hold.
fn parts(expression: &Expr) -> Vec<&Expr> {
    match expression {
        Expr::All(list) => list.iter().flat_map(parts).collect(),
        expression => vec![expression],
    }
}

/// The word for what lets a condition hold although no comparison of a column with a setting does. Parts that are about
/// neither only remove rows.
pub(crate) fn loosened(
    expression: &Expr,
    column: Option<i16>,
    setting: &str,
    library: &Library,
) -> Option<&'static str> {
    let is_about = |part: &&Expr| {
        let is_column =
            |inner: &Expr| matches!(inner, Expr::Column { number, .. } if Some(*number) == column);
        has(part, &is_column) || readings(part, library).iter().any(|reading| reading.setting == setting)
    };
    let parts = parts(expression);
    let about: Vec<&Expr> = parts.iter().copied().filter(|part| is_about(part)).collect();
    let about = if about.is_empty() { parts } else { about };
    about.into_iter().map(loosening).try_fold("", |_, word| word).filter(|word| !word.is_empty())
}

fn loosening(part: &Expr) -> Option<&'static str> {
    let is = |test: &dyn Fn(&Expr) -> bool, word: &'static str| has(part, test).then_some(word);
    is(&|inner| matches!(inner, Expr::Any(_)), "OR")
        .or_else(|| is(&|inner| matches!(inner, Expr::Coalesce(_)), "COALESCE"))
        .or_else(|| is(&|inner| matches!(inner, Expr::Case { .. }), "CASE WHEN"))
        .or_else(|| is(&|inner| matches!(inner, Expr::Distinct { .. }), "IS DISTINCT FROM"))
        .or_else(|| {
            is(&|inner| matches!(inner, Expr::Truth { test: Truth::False, is: false, .. }), "IS NOT FALSE")
        })
        .or_else(|| {
            is(&|inner| matches!(inner, Expr::Truth { test: Truth::True, is: false, .. }), "IS NOT TRUE")
        })
        .or_else(|| {
            is(&|inner| matches!(inner, Expr::Truth { test: Truth::Unknown, is: true, .. }), "IS UNKNOWN")
        })
        .or_else(|| is(&|inner| matches!(inner, Expr::Null { is: true, .. }), "IS NULL"))
}
