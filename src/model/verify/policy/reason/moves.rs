//! Facts about the rows that the tenant is read from, said of other rows of the same tables.

use std::collections::HashMap;

use super::cases::{Fact, Term};
use super::closure::Closure;
use super::terms::{Def, Reasoner};

impl Reasoner<'_> {
    /// Whether a fact about the tenant's rows follows; how a setting is read does not matter.
    pub(super) fn follows(&self, closure: &Closure, fact: Fact) -> bool {
        match fact {
            Fact::Equal(left, right) => closure.is_same(left, right),
            Fact::Null(term) => closure.is_null(term),
            Fact::NotNull(term) => closure.is_not_null(term) || !self.has_row(term),
            Fact::Differ(left, right) => !self.has_row(left) && !self.has_row(right),
            Fact::Among(..) => false,
        }
    }

    fn has_row(&self, term: Term) -> bool {
        match &self.terms[term].0 {
            Def::Column { .. } => true,
            Def::Apply { arguments, .. } => arguments.iter().any(|argument| self.has_row(*argument)),
            _ => false,
        }
    }

    pub(super) fn moved(&mut self, term: Term, place: &HashMap<usize, usize>) -> Term {
        let (def, family) = self.terms[term].clone();
        match def {
            Def::Column { row, number } => match place.get(&row) {
                Some(row) => self.column(*row, number),
                None => term,
            },
            Def::Apply { what, arguments } => {
                let arguments = arguments.into_iter().map(|argument| self.moved(argument, place)).collect();
                self.apply(what, arguments, family)
            }
            _ => term,
        }
    }

    pub(super) fn moved_fact(&mut self, fact: Fact, place: &HashMap<usize, usize>) -> Fact {
        match fact {
            Fact::Equal(left, right) => Fact::Equal(self.moved(left, place), self.moved(right, place)),
            Fact::Differ(left, right) => Fact::Differ(self.moved(left, place), self.moved(right, place)),
            Fact::Null(term) => Fact::Null(self.moved(term, place)),
            Fact::NotNull(term) => Fact::NotNull(self.moved(term, place)),
            Fact::Among(left, right) => Fact::Among(self.moved(left, place), self.moved(right, place)),
        }
    }
}
