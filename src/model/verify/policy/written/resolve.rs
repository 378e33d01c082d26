//! What a text says, with every name looked up.

use super::named::Named;
use super::said::{Select, Syntax};
use crate::model::verify::policy::families;
use crate::model::verify::policy::library::{Library, Routine};
use crate::model::verify::policy::tree::{Constant, Expr, Truth};

/// Looks names up.
pub(super) struct Resolver<'a> {
    pub(super) library: &'a Library,
    /// The schemas in which names without one are looked up; all of them where nothing says.
    pub(super) path: Option<Vec<String>>,
    /// The function whose body is read.
    pub(super) routine: Option<&'a Routine>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(library: &'a Library, path: Option<&str>, routine: Option<&'a Routine>) -> Self {
        let path = path.map(|path| {
            path.split(',').map(|name| name.trim().trim_matches('"').to_owned()).collect::<Vec<String>>()
        });
        Self { library, path, routine }
    }

    /// An expression within queries, the outermost first.
    #[allow(clippy::too_many_lines, reason = "a line or two for each kind of expression")]
    pub(super) fn expression(&self, said: &Syntax, frames: &[Named]) -> Expr {
        let inner = |said: &Syntax| self.expression(said, frames);
        let boxed = |said: &Syntax| Box::new(self.expression(said, frames));
        let all = |list: &[Syntax]| list.iter().map(inner).collect::<Vec<Expr>>();
        match said {
            Syntax::Name(parts) => self.named(parts, frames),
            Syntax::Text(text) => {
                Expr::Constant { value: Some(Constant::Text(text.clone())), kind: families::UNKNOWN }
            }
            Syntax::Number(number) => match number.parse::<i64>() {
                Ok(number) => {
                    let kind =
                        if i32::try_from(number).is_ok() { families::INTEGER } else { families::BIGINT };
                    Expr::Constant { value: Some(Constant::Number(number)), kind }
                }
                Err(_) => Expr::Unknown,
            },
            Syntax::Boolean(is) => {
                Expr::Constant { value: Some(Constant::Boolean(*is)), kind: families::BOOLEAN }
            }
            Syntax::Null => Expr::Constant { value: None, kind: families::UNKNOWN },
            Syntax::Parameter(number) => Expr::Parameter(*number),
            Syntax::Call(name, list) => self.call(name, all(list)),
            Syntax::Cast(value, kind) => match self.kind(kind) {
                Some(to) => self.cast(inner(value), to, kind.is_limited),
                None => Expr::Unknown,
            },
            Syntax::Binary(sign, sides) => self.operation(sign, inner(&sides[0]), inner(&sides[1])),
            Syntax::All(list) => Expr::All(all(list)),
            Syntax::Any(list) => Expr::Any(all(list)),
            Syntax::Not(value) => Expr::Not(boxed(value)),
            Syntax::IsNull(value, is) => Expr::Null { inner: boxed(value), is: *is },
            Syntax::Is(value, word, is) => {
                let test = match word.as_str() {
                    "true" => Truth::True,
                    "false" => Truth::False,
                    _ => Truth::Unknown,
                };
                Expr::Truth { inner: boxed(value), test, is: *is }
            }
            Syntax::Distinct(sides, is) => {
                let pair = self.pair("=", inner(&sides[0]), inner(&sides[1]));
                let distinct = pair.map_or(Expr::Unknown, |(operator, sides)| Expr::Distinct {
                    operator,
                    sides,
                    collation: 0,
                });
                negated(distinct, *is)
            }
            Syntax::Among(value, list, is) => {
                let value = inner(value);
                let list = list.iter().map(|said| self.operation("=", value.clone(), inner(said)));
                negated(Expr::Any(list.collect()), *is)
            }
            Syntax::Within(value, select, is) => {
                negated(self.within("=", inner(value), select, false, frames), *is)
            }
            Syntax::Compared(sign, value, select, every) => {
                self.within(sign, inner(value), select, *every, frames)
            }
            Syntax::Elements(sign, sides, every) => match (&sides[1], inner(&sides[0])) {
                (Syntax::Array(list), left) => {
                    let list =
                        list.iter().map(|said| self.operation(sign, left.clone(), inner(said))).collect();
                    if *every { Expr::All(list) } else { Expr::Any(list) }
                }
                (array, left) => {
                    let same = self.operator(sign, &left, &left);
                    same.map_or(Expr::Unknown, |operator| Expr::Elements {
                        operator,
                        sides: Box::new([left, inner(array)]),
                        collation: 0,
                        every: *every,
                    })
                }
            },
            Syntax::Exists(select) => Expr::Exists(Box::new(self.query(select, frames))),
            Syntax::Scalar(select) => Expr::Scalar(Box::new(self.query(select, frames))),
            Syntax::Collected(select) => Expr::Collected(Box::new(self.query(select, frames))),
            Syntax::Array(list) => Expr::Array(all(list)),
            Syntax::Case(subject, branches, otherwise) => {
                let branches = branches.iter().map(|(condition, result)| {
                    let condition = match subject {
                        Some(subject) => self.operation("=", inner(subject), inner(condition)),
                        None => inner(condition),
                    };
                    (condition, inner(result))
                });
                let branches = branches.collect();
                let otherwise =
                    otherwise.as_ref().map_or(Expr::Constant { value: None, kind: 0 }, |said| inner(said));
                Expr::Case { branches, otherwise: Box::new(otherwise) }
            }
            Syntax::Coalesce(list) => {
                let list = all(list);
                let kind = self.kind_of(&Expr::Coalesce(list.clone()));
                Expr::Coalesce(list.into_iter().map(|value| self.literal_as(value, kind)).collect())
            }
            Syntax::NullIf(sides) => match self.pair("=", inner(&sides[0]), inner(&sides[1])) {
                Some((operator, sides)) => Expr::NullIf { operator, sides, collation: 0 },
                None => Expr::Unknown,
            },
            Syntax::Opaque => Expr::Unknown,
        }
    }

    fn pair(&self, sign: &str, left: Expr, right: Expr) -> Option<(u32, Box<[Expr; 2]>)> {
        let operator = self.operator(sign, &left, &right)?;
        let known = self.library.operators.get(&operator)?;
        Some((operator, Box::new([self.literal_as(left, known.left), self.literal_as(right, known.right)])))
    }

    fn within(&self, sign: &str, left: Expr, select: &Select, every: bool, frames: &[Named]) -> Expr {
        let query = self.query(select, frames);
        let Some(column) = query.columns.first() else { return Expr::Unknown };
        let Some(operator) = self.operator(sign, &left, column) else { return Expr::Unknown };
        let Some(known) = self.library.operators.get(&operator) else { return Expr::Unknown };
        let test = Expr::Operator {
            operator,
            routine: known.routine,
            arguments: vec![left, Expr::Member(1)],
            kind: known.kind,
            collation: 0,
        };
        Expr::Within { test: Box::new(test), query: Box::new(query), every }
    }

    fn named(&self, parts: &[String], frames: &[Named]) -> Expr {
        for (up, frame) in frames.iter().rev().enumerate() {
            if let Some((item, number, kind)) = frame.column(parts) {
                let up = u32::try_from(up).unwrap_or(u32::MAX);
                return Expr::Column { up, item, number, kind };
            }
        }
        let name = parts.last().map_or("", String::as_str);
        let parameter = self.routine.and_then(|routine| {
            let is_own = parts.len() == 1 || parts.first() == Some(&routine.name);
            routine.argument_names.iter().position(|argument| is_own && argument == name)
        });
        match (parameter.and_then(|at| u32::try_from(at + 1).ok()), name) {
            (Some(number), _) => Expr::Parameter(number),
            (None, "current_user" | "user") if parts.len() == 1 => Expr::Session(10),
            (None, "session_user") if parts.len() == 1 => Expr::Session(12),
            _ => Expr::Unknown,
        }
    }
}

fn negated(expression: Expr, is: bool) -> Expr {
    if is { expression } else { Expr::Not(Box::new(expression)) }
}
