//! Comparisons: when two values are the same, and when that is not known.

use super::cases::{Case, Fact, Value, anything, both, either, joined};
use super::terms::{Reasoner, Standpoint};
use crate::model::verify::policy::tree::{Expr, Truth};

impl<'a> Reasoner<'a> {
    fn pairs(
        &mut self,
        left: &'a Expr,
        right: &'a Expr,
        place: &Standpoint<'a>,
    ) -> Vec<(Case, Value, Value)> {
        let (left, right) = (self.values(left, place), self.values(right, place));
        let pair = |(facts, a): &(Case, Value)| {
            let facts = facts.clone();
            let a = *a;
            right.iter().map(move |(more, b)| (joined(&facts, more), a, *b)).collect::<Vec<_>>()
        };
        left.iter().flat_map(pair).collect()
    }

    /// `left = right`.
    pub(super) fn compared(
        &mut self,
        left: &'a Expr,
        right: &'a Expr,
        wanted: Truth,
        place: &Standpoint<'a>,
    ) -> Vec<Case> {
        let mut cases = Vec::new();
        for (case, left, right) in self.pairs(left, right, place) {
            let more = self.equality(left, right, wanted);
            cases = either(cases, both(vec![case], &more));
        }
        cases
    }

    fn equality(&mut self, left: Value, right: Value, wanted: Truth) -> Vec<Case> {
        match (left, right, wanted) {
            (Value::Term(left), Value::Term(right), Truth::True) => vec![self.equal(left, right)],
            (Value::Term(left), Value::Term(right), Truth::False) => {
                vec![vec![Fact::NotNull(left), Fact::NotNull(right), Fact::Differ(left, right)]]
            }
            (Value::Term(left), Value::Term(right), Truth::Unknown) => {
                vec![vec![Fact::Null(left)], vec![Fact::Null(right)]]
            }
            (_, _, Truth::Unknown) => anything(),
            _ => Vec::new(),
        }
    }

    pub(super) fn distinct(
        &mut self,
        sides: &'a [Expr; 2],
        is_identity: bool,
        wanted: Truth,
        place: &Standpoint<'a>,
    ) -> Vec<Case> {
        if wanted == Truth::Unknown {
            return Vec::new();
        }
        let mut cases = Vec::new();
        for (case, left, right) in self.pairs(&sides[0], &sides[1], place) {
            let null = |value: Value| match value {
                Value::Null => Vec::new(),
                Value::Term(term) => vec![Fact::Null(term)],
            };
            let more = if wanted == Truth::True {
                match (left, right) {
                    (Value::Null, Value::Null) => Vec::new(),
                    (Value::Null, Value::Term(term)) | (Value::Term(term), Value::Null) => {
                        vec![vec![Fact::NotNull(term)]]
                    }
                    (Value::Term(left), Value::Term(right)) if is_identity => {
                        vec![vec![Fact::Differ(left, right)]]
                    }
                    _ => anything(),
                }
            } else {
                let neither = vec![joined(&null(left), &null(right))];
                let same = if is_identity { self.equality(left, right, Truth::True) } else { anything() };
                either(neither, same)
            };
            cases = either(cases, both(vec![case], &more));
        }
        cases
    }

    /// `left = ANY (array)`.
    pub(super) fn elements(
        &mut self,
        sides: &'a [Expr; 2],
        wanted: Truth,
        place: &Standpoint<'a>,
    ) -> Vec<Case> {
        let [left, array] = sides;
        match (wanted, array) {
            (Truth::Unknown, Expr::Array(elements)) if elements.len() <= 6 => {
                let unknown: Vec<Vec<Case>> = elements
                    .iter()
                    .map(|element| self.compared(left, element, Truth::Unknown, place))
                    .collect();
                let open: Vec<Vec<Case>> = elements
                    .iter()
                    .zip(&unknown)
                    .map(|(element, unknown)| {
                        either(self.compared(left, element, Truth::False, place), unknown.clone())
                    })
                    .collect();
                one_unknown(&unknown, &open)
            }
            (Truth::False, Expr::Array(elements)) => elements.iter().fold(anything(), |cases, element| {
                both(cases, &self.compared(left, element, Truth::False, place))
            }),
            (Truth::True, _) => {
                let mut cases = Vec::new();
                let left = self.values(left, place);
                for (facts, element) in self.members(array, place) {
                    for (more, value) in &left {
                        let equal = self.equality(*value, element, Truth::True);
                        cases = either(cases, both(vec![joined(&facts, more)], &equal));
                    }
                }
                cases
            }
            _ => anything(),
        }
    }
}

/// One of several is unknown, and each of the others is open.
pub(super) fn one_unknown(unknown: &[Vec<Case>], open: &[Vec<Case>]) -> Vec<Case> {
    unknown.iter().enumerate().fold(Vec::new(), |cases, (at, is)| {
        let others = open.iter().enumerate().filter(|(place, _)| *place != at);
        let with = others.fold(is.clone(), |cases, (_, open)| both(cases, open));
        either(cases, with)
    })
}
