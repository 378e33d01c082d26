//! Which stream is next: of those whose parents are committed, the one that most waits for.

use super::stream::Stream;

/// The streams of a plan, and how they stand.
#[derive(Debug)]
pub(crate) struct Schedule {
    /// The rows of a stream and of the longest chain of streams that wait for it.
    weights: Vec<u64>,
    after: Vec<Vec<usize>>,
    states: Vec<State>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Running,
    Done,
}

impl Schedule {
    /// Streams of which some are done already.
    pub(crate) fn new(streams: &[Stream], is_done: impl Fn(usize) -> bool) -> Self {
        let mut weights: Vec<u64> = streams.iter().map(|stream| stream.rows.max(1)).collect();
        let mut longest = vec![0_u64; streams.len()];
        // Each stands behind those that it needs: from the last one on, every weight is settled.
        for at in (0..streams.len()).rev() {
            weights[at] += longest[at];
            for before in streams[at].after.iter().filter(|before| **before < at) {
                longest[*before] = longest[*before].max(weights[at]);
            }
        }
        let state = |at| if is_done(at) { State::Done } else { State::Waiting };
        Self {
            weights,
            after: streams.iter().map(|stream| stream.after.clone()).collect(),
            states: (0..streams.len()).map(state).collect(),
        }
    }

    /// The next stream that can begin, which then runs.
    pub(crate) fn next(&mut self) -> Option<usize> {
        let is_ready = |at: &usize| {
            self.states[*at] == State::Waiting
                && self.after[*at].iter().all(|before| self.states.get(*before) == Some(&State::Done))
        };
        // The first of several of the same weight.
        let ready = (0..self.states.len()).rev().filter(is_ready).max_by_key(|at| self.weights[*at])?;
        self.states[ready] = State::Running;
        Some(ready)
    }

    /// A stream is committed.
    pub(crate) fn done(&mut self, stream: usize) {
        self.states[stream] = State::Done;
    }

    /// Whether every stream is committed.
    pub(crate) fn is_over(&self) -> bool {
        self.states.iter().all(|state| *state == State::Done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sql::qualified_name::QualifiedName;

    fn streams(specs: &[(u64, &[usize])]) -> Vec<Stream> {
        specs
            .iter()
            .map(|(rows, after)| Stream {
                table: 0,
                target: 0,
                name: QualifiedName::default(),
                rows: *rows,
                chunks: 1,
                after: after.to_vec(),
            })
            .collect()
    }

    #[test]
    fn the_longest_way_to_the_end_goes_first() {
        // A small table that a big one waits for goes before a middling one that nobody waits for.
        let mut schedule = Schedule::new(&streams(&[(50, &[]), (1, &[]), (100, &[1]), (7, &[1])]), |_| false);
        assert_eq!(schedule.next(), Some(1));
        assert_eq!(schedule.next(), Some(0));
        assert_eq!(schedule.next(), None);
        schedule.done(1);
        assert_eq!(schedule.next(), Some(2));
        assert_eq!(schedule.next(), Some(3));
        assert!(!schedule.is_over());
        for stream in [0, 2, 3] {
            schedule.done(stream);
        }
        assert!(schedule.is_over());
    }

    #[test]
    fn what_is_done_is_not_done_again() {
        let mut schedule = Schedule::new(&streams(&[(5, &[]), (5, &[0])]), |at| at == 0);
        assert_eq!(schedule.next(), Some(1));
        assert_eq!(schedule.next(), None);
    }
}
