//! In which cases a condition is true, false or unknown.

use super::cases::{Case, Fact, Value, anything, both, either, joined};
use super::terms::{Reasoner, STEPS, Standpoint};
use crate::model::verify::policy::families::BOOLEAN;
use crate::model::verify::policy::tree::{Constant, Expr, Truth};

impl<'a> Reasoner<'a> {
    /// The cases in which a condition is what is wanted.
    #[allow(clippy::too_many_lines, reason = "a line or two for each kind of condition")]
    pub(super) fn truth(&mut self, condition: &'a Expr, wanted: Truth, place: &Standpoint<'a>) -> Vec<Case> {
        self.steps += 1;
        if self.steps > STEPS {
            return anything();
        }
        match condition {
            Expr::All(parts) => self.every(parts, wanted, Truth::True, place),
            Expr::Any(parts) => self.every(parts, wanted, Truth::False, place),
            Expr::Not(inner) => self.truth(inner, wanted.negated(), place),
            Expr::Null { inner, is } => match wanted {
                Truth::Unknown => Vec::new(),
                _ => self.nullness(inner, (wanted == Truth::True) == *is, place),
            },
            Expr::Truth { inner, test, is } => match (wanted, (wanted == Truth::True) == *is) {
                (Truth::Unknown, _) => Vec::new(),
                (_, true) => self.truth(inner, *test, place),
                (_, false) => {
                    let rest =
                        [Truth::True, Truth::False, Truth::Unknown].into_iter().filter(|is| is != test);
                    rest.fold(Vec::new(), |cases, is| either(cases, self.truth(inner, is, place)))
                }
            },
            Expr::Distinct { operator, sides, collation } => {
                let is_identity = self.world.library.is_identity(*operator, *collation);
                self.distinct(sides, is_identity, wanted, place)
            }
            Expr::Operator { operator, routine, arguments, collation, .. } => {
                let library = self.world.library;
                match arguments.as_slice() {
                    [left, right] if library.is_identity(*operator, *collation) => {
                        self.compared(left, right, wanted, place)
                    }
                    [left, right] if library.is_difference(*operator, *collation) => {
                        self.compared(left, right, wanted.negated(), place)
                    }
                    _ => self.called_condition(*routine, arguments, wanted, place),
                }
            }
            Expr::Call { routine, arguments, .. } => {
                self.called_condition(*routine, arguments, wanted, place)
            }
            Expr::Elements { operator, sides, collation, every } => {
                let is_identity = self.world.library.is_identity(*operator, *collation);
                let is_difference = self.world.library.is_difference(*operator, *collation);
                match (is_identity, is_difference, every) {
                    (true, _, false) => self.elements(sides, wanted, place),
                    (_, true, true) => self.elements(sides, wanted.negated(), place),
                    _ => anything(),
                }
            }
            Expr::Exists(query) => match wanted {
                Truth::True => self.rows_of(query, 0, place).into_iter().map(|(case, _)| case).collect(),
                Truth::False => anything(),
                Truth::Unknown => Vec::new(),
            },
            Expr::Within { test, query, every: false } if wanted == Truth::True => {
                let mut cases = Vec::new();
                for (case, columns) in self.rows_of(query, query.columns.len(), place) {
                    let place = Standpoint { members: columns, ..place.clone() };
                    let tests = self.truth(test, Truth::True, &place);
                    cases = either(cases, both(vec![case], &tests));
                }
                cases
            }
            Expr::Within { .. } => anything(),
            Expr::Case { branches, otherwise } => {
                let (mut cases, mut before) = (Vec::new(), anything());
                for (condition, result) in branches {
                    let holds = self.truth(condition, Truth::True, place);
                    let results = self.truth(result, wanted, place);
                    cases = either(cases, both(both(before.clone(), &holds), &results));
                    before = both(before, &self.untrue(condition, place));
                }
                let results = self.truth(otherwise, wanted, place);
                either(cases, both(before, &results))
            }
            Expr::Coalesce(parts) => {
                let (mut cases, mut before) = (Vec::new(), anything());
                for part in parts {
                    if wanted != Truth::Unknown {
                        cases = either(cases, both(before.clone(), &self.truth(part, wanted, place)));
                    }
                    before = both(before, &self.truth(part, Truth::Unknown, place));
                }
                if wanted == Truth::Unknown { before } else { cases }
            }
            Expr::Scalar(query) => {
                let mut cases = Vec::new();
                if wanted == Truth::Unknown {
                    return anything();
                }
                for (case, value) in self.first_column(query, place) {
                    cases = either(
                        cases,
                        self.is(value, wanted).into_iter().map(|is| joined(&case, &is)).collect(),
                    );
                }
                cases
            }
            Expr::Relabel { inner, .. } => self.truth(inner, wanted, place),
            _ if Self::is_condition(condition) => anything(),
            _ => {
                let mut cases = Vec::new();
                for (case, value) in self.values(condition, place) {
                    cases = either(
                        cases,
                        self.is(value, wanted).into_iter().map(|is| joined(&case, &is)).collect(),
                    );
                }
                cases
            }
        }
    }

    /// The cases in which a condition is not true.
    pub(super) fn untrue(&mut self, condition: &'a Expr, place: &Standpoint<'a>) -> Vec<Case> {
        either(self.truth(condition, Truth::False, place), self.truth(condition, Truth::Unknown, place))
    }

    /// Whether an expression is a condition by its form, not a value that happens to be one.
    pub(super) fn is_condition(expression: &Expr) -> bool {
        match expression {
            Expr::Call { kind, .. } | Expr::Operator { kind, .. } => *kind == BOOLEAN,
            Expr::All(_)
            | Expr::Any(_)
            | Expr::Not(_)
            | Expr::Null { .. }
            | Expr::Truth { .. }
            | Expr::Distinct { .. }
            | Expr::Elements { .. }
            | Expr::Exists(_)
            | Expr::Within { .. } => true,
            _ => false,
        }
    }

    /// A value as a condition.
    pub(super) fn is(&mut self, value: Value, wanted: Truth) -> Vec<Case> {
        match (value, wanted) {
            (Value::Null, Truth::Unknown) => anything(),
            (Value::Null, _) => Vec::new(),
            (Value::Term(term), Truth::Unknown) => vec![vec![Fact::Null(term)]],
            (Value::Term(term), wanted) => {
                let constant = self.constant(Constant::Boolean(wanted == Truth::True));
                vec![vec![Fact::Equal(term, constant)]]
            }
        }
    }

    /// AND, which is `neutral` where all operands are; with the truths exchanged it is OR.
    fn every(
        &mut self,
        parts: &'a [Expr],
        wanted: Truth,
        neutral: Truth,
        place: &Standpoint<'a>,
    ) -> Vec<Case> {
        if wanted == neutral {
            return parts
                .iter()
                .fold(anything(), |cases, part| both(cases, &self.truth(part, wanted, place)));
        }
        if wanted != Truth::Unknown || parts.len() > 6 {
            return parts
                .iter()
                .fold(Vec::new(), |cases, part| either(cases, self.truth(part, wanted, place)));
        }
        // Unknown: at least one part is, and none decides.
        let unknown: Vec<Vec<Case>> =
            parts.iter().map(|part| self.truth(part, Truth::Unknown, place)).collect();
        let open: Vec<Vec<Case>> = parts
            .iter()
            .zip(&unknown)
            .map(|(part, unknown)| either(self.truth(part, neutral, place), unknown.clone()))
            .collect();
        super::comparisons::one_unknown(&unknown, &open)
    }

    fn nullness(&mut self, inner: &'a Expr, is_null: bool, place: &Standpoint<'a>) -> Vec<Case> {
        if Self::is_condition(inner) {
            let unknown = self.truth(inner, Truth::Unknown, place);
            let known = either(self.truth(inner, Truth::True, place), self.truth(inner, Truth::False, place));
            return if is_null { unknown } else { known };
        }
        let mut cases = Vec::new();
        for (mut case, value) in self.values(inner, place) {
            match (value, is_null) {
                (Value::Null, false) => continue,
                (Value::Null, true) => {}
                (Value::Term(term), true) => case.push(Fact::Null(term)),
                (Value::Term(term), false) => case.push(Fact::NotNull(term)),
            }
            cases = either(cases, vec![case]);
        }
        cases
    }
}
