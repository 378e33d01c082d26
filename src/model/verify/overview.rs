//! The attempts on each table in three words: what became of reading, of writing, and of what keys and the table itself
//! let through.

use std::collections::BTreeSet;

use super::probe::{Attempt, Probed, Verdict};

/// What an attempt is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AttemptKind {
    Read,
    Write,
    /// Keys that tell or act, TRUNCATE.
    Structure,
}

/// What became of the attempts of one kind, the worst of all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Became {
    /// There was nothing to try.
    Untried,
    Denied,
    Inconclusive,
    Leak,
}

/// A relation, a role that tried, and what became of each kind, in the order of [`AttemptKind::ALL`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Overview<'a> {
    pub(crate) probed: &'a Probed,
    pub(crate) kinds: [Became; AttemptKind::ALL.len()],
}

impl AttemptKind {
    pub(crate) const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Structure];

    /// Of an attempt.
    pub(crate) fn of(attempt: Attempt) -> Self {
        match attempt {
            attempt if attempt.is_read() => Self::Read,
            Attempt::Conflict | Attempt::Refer | Attempt::Truncate => Self::Structure,
            _ => Self::Write,
        }
    }
}

impl<'a> Overview<'a> {
    /// All of them, the worst first and otherwise in their order.
    pub(crate) fn list(probed: &'a [Probed]) -> Vec<Self> {
        let mut all: Vec<Self> = probed
            .iter()
            .map(|probed| Self { probed, kinds: AttemptKind::ALL.map(|kind| became(probed, kind)) })
            .collect();
        all.sort_by_key(|overview| std::cmp::Reverse(overview.worst()));
        all
    }

    pub(crate) fn worst(&self) -> Became {
        self.kinds.into_iter().max().unwrap_or(Became::Untried)
    }
}

/// Why attempts were inconclusive, each reason once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenReason<'a> {
    pub(crate) why: &'a str,
    /// In the order in which they were tried, with the relation and the role.
    pub(crate) attempts: Vec<(&'a Probed, Attempt)>,
}

impl<'a> OpenReason<'a> {
    /// All of them, the most frequent first and otherwise in the order in which they were met.
    pub(crate) fn list(probed: &'a [Probed]) -> Vec<Self> {
        let mut reasons: Vec<Self> = Vec::new();
        for relation in probed {
            for (attempt, verdict) in &relation.verdicts {
                let Verdict::Inconclusive { why } = verdict else { continue };
                match reasons.iter_mut().find(|reason| reason.why == why) {
                    Some(reason) => reason.attempts.push((relation, *attempt)),
                    None => reasons.push(Self { why, attempts: vec![(relation, *attempt)] }),
                }
            }
        }
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.attempts.len()));
        reasons
    }

    /// On how many relations.
    pub(crate) fn relations(&self) -> usize {
        self.attempts.iter().map(|(probed, _)| probed.relation.as_str()).collect::<BTreeSet<_>>().len()
    }
}

fn became(probed: &Probed, kind: AttemptKind) -> Became {
    let of_kind = probed.verdicts.iter().filter(|(attempt, _)| AttemptKind::of(*attempt) == kind);
    let became = of_kind.map(|(_, verdict)| match verdict {
        Verdict::Denied => Became::Denied,
        Verdict::Inconclusive { .. } => Became::Inconclusive,
        Verdict::Leak { .. } => Became::Leak,
    });
    became.max().unwrap_or(Became::Untried)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probed(relation: &str, verdicts: &[(Attempt, Verdict)]) -> Probed {
        Probed { relation: relation.to_owned(), role: "app".to_owned(), verdicts: verdicts.to_vec() }
    }

    #[test]
    fn each_reason_is_there_once() {
        let open = |why: &str| Verdict::Inconclusive { why: why.to_owned() };
        let all = [
            probed("a", &[(Attempt::Read, open("x")), (Attempt::Refer, open("y"))]),
            probed("b", &[(Attempt::Read, open("y")), (Attempt::Delete, open("y"))]),
        ];
        let seen: Vec<_> = OpenReason::list(&all)
            .iter()
            .map(|reason| (reason.why, reason.attempts.len(), reason.relations()))
            .collect();
        assert_eq!(seen, [("y", 3, 2), ("x", 1, 1)]);
    }

    #[test]
    fn the_worst_comes_first_and_stands_for_its_kind() {
        let open = || Verdict::Inconclusive { why: String::new() };
        let all = [
            probed("a", &[(Attempt::Read, Verdict::Denied), (Attempt::Refer, open())]),
            probed("b", &[(Attempt::Read, Verdict::Denied), (Attempt::ReadUnset, Verdict::Leak { rows: 1 })]),
            probed("c", &[(Attempt::Delete, Verdict::Denied)]),
        ];
        let seen: Vec<_> = Overview::list(&all)
            .iter()
            .map(|overview| (overview.probed.relation.clone(), overview.kinds))
            .collect();
        let [untried, denied, open, leak] =
            [Became::Untried, Became::Denied, Became::Inconclusive, Became::Leak];
        assert_eq!(
            seen,
            [
                ("b".to_owned(), [leak, untried, untried]),
                ("a".to_owned(), [denied, untried, open]),
                ("c".to_owned(), [untried, denied, untried])
            ]
        );
    }
}
