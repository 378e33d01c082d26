//! Facts, and cases of them.

/// A value by its place among the terms.
pub(crate) type Term = usize;

/// What an expression yields in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// Certainly NULL.
    Null,
    /// It may be NULL.
    Term(Term),
}

/// What is true in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Fact {
    /// Two values are the same, and not NULL.
    Equal(Term, Term),
    /// It is not so that they are the same and not NULL.
    Differ(Term, Term),
    Null(Term),
    NotNull(Term),
    /// A value is among those of an array.
    Among(Term, Term),
}

/// The facts of a case.
pub(crate) type Case = Vec<Fact>;

/// How many cases are distinguished.
pub(super) const LIMIT: usize = 256;

/// Both conditions: each case of the first with each of the second. Where these are too many, the facts of the longer list are
/// given up, which leaves what is true true.
pub(super) fn both(first: Vec<Case>, second: &[Case]) -> Vec<Case> {
    if first.len().saturating_mul(second.len()) > LIMIT {
        return if first.len() > second.len() { second.to_vec() } else { first };
    }
    let mut cases = Vec::with_capacity(first.len() * second.len());
    for facts in &first {
        for more in second {
            cases.push(joined(facts, more));
        }
    }
    cases
}

/// The facts of two cases that hold together.
pub(super) fn joined(facts: &[Fact], more: &[Fact]) -> Case {
    let mut case = facts.to_vec();
    case.extend(more.iter().filter(|fact| !facts.contains(fact)));
    case
}

/// Either condition. Too many cases become a single one without facts.
pub(super) fn either(mut first: Vec<Case>, second: Vec<Case>) -> Vec<Case> {
    first.extend(second);
    if first.len() > LIMIT { vec![Case::new()] } else { first }
}

/// That nothing is known.
pub(super) fn anything() -> Vec<Case> {
    vec![Case::new()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_given_up_before_cases_are() {
        let many: Vec<Case> = (0..LIMIT).map(|at| vec![Fact::Null(at)]).collect();
        let two = vec![vec![Fact::NotNull(1)], vec![Fact::NotNull(2)]];
        assert_eq!(both(many.clone(), &two), two);
        assert_eq!(both(two.clone(), &many), two);
        assert_eq!(both(two.clone(), &anything()), two);
        assert_eq!(both(two.clone(), &[]), Vec::<Case>::new());
        assert_eq!(either(many, two), anything());
    }
}
