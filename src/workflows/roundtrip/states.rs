//! The right states: databases to which the first scripts were applied, up to one, and nothing else. Made only when a pair
//! left its database wrong, so that no pair is judged by what another one did.

use super::observers::{ObserverPool, State};
use super::scratch::Scratches;
use crate::model::migration::pair::Pair;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::reach;
use crate::model::roundtrip::written::{WritesByPair, WrittenRows};
use crate::model::sql::quote::Ident;
use crate::workflows::database::Database;
use crate::workflows::up;
use crate::workflows::up::UpRequest;

/// How many scripts may run again before another state is kept to start from.
const APART: usize = 16;

/// A database in a right state, and the rows in it that the scripts wrote.
pub(super) struct RightState {
    pub(super) name: Ident,
    pub(super) database: Database,
    pub(super) written: WrittenRows,
}

impl RightState {
    /// Its schema, tables and sequences.
    pub(super) async fn read_state(&self) -> Result<State, Failure> {
        ObserverPool::open(&self.database, 1).await?.read_state().await
    }
}

/// How to come by one.
pub(super) struct RightStates<'a> {
    scratches: &'a Scratches<'a>,
    pairs: &'a [Pair],
    /// What the scripts were seen to write.
    pub(super) writes: WritesByPair,
    kept: Vec<KeptState>,
}

/// A database that nobody is connected to, to copy from.
struct KeptState {
    scripts: usize,
    name: Ident,
    written: WrittenRows,
}

impl<'a> RightStates<'a> {
    pub(super) fn new(scratches: &'a Scratches<'a>, pairs: &'a [Pair]) -> Self {
        Self { scratches, pairs, writes: WritesByPair::default(), kept: Vec::new() }
    }

    /// An empty database.
    pub(super) async fn empty(&self) -> Result<RightState, Failure> {
        let (name, database) = self.scratches.make(None).await?;
        Ok(RightState { name, database, written: WrittenRows::default() })
    }

    /// A database with a number of scripts applied, from the first. The failure of the script where they do not run a second time on
    /// one server, for instance because they make roles.
    pub(super) async fn make(&mut self, scripts: usize) -> Result<Result<RightState, Failure>, Failure> {
        Box::pin(self.build(scripts)).await
    }

    async fn build(&mut self, scripts: usize) -> Result<Result<RightState, Failure>, Failure> {
        let nearest = self.kept.iter().filter(|kept| kept.scripts <= scripts).max_by_key(|kept| kept.scripts);
        let (mut state, from) = match nearest {
            None => (self.empty().await?, 0),
            Some(kept) => {
                let (name, database) = self.scratches.make(Some(&kept.name)).await?;
                (RightState { name, database, written: kept.written.clone() }, kept.scripts)
            }
        };
        match self.climb(&mut state, from, scripts).await {
            Ok(()) => {}
            Err(failure @ (Failure::Script(_) | Failure::Isolation(_))) => {
                self.scratches.drop(&state.name).await?;
                return Ok(Err(failure));
            }
            Err(failure) => return Err(failure),
        }
        if scripts >= from + APART {
            self.keep(&state, scripts).await?;
        }
        Ok(Ok(state))
    }

    /// Keeps a copy of a right state that nobody is connected to.
    pub(super) async fn keep(&mut self, state: &RightState, scripts: usize) -> Result<(), Failure> {
        let name = self.scratches.copy(&state.name).await?;
        self.kept.push(KeptState { scripts, name, written: state.written.clone() });
        Ok(())
    }

    /// Drops what is kept before a script that reaches beyond its database: a role that is granted something in a copy can
    /// not be dropped.
    pub(super) async fn make_way(&mut self, pair: &Pair) -> Result<(), Failure> {
        if !reach::of_pairs(std::slice::from_ref(pair)).is_empty() {
            for kept in std::mem::take(&mut self.kept) {
                self.scratches.drop(&kept.name).await?;
            }
        }
        Ok(())
    }

    /// Applies scripts at once, but for a look at the rows that some of them write.
    async fn climb(&self, state: &mut RightState, from: usize, scripts: usize) -> Result<(), Failure> {
        let mut applied = from;
        while applied < scripts {
            let writing = self.writes.next(applied..scripts);
            applied = writing.map_or(scripts, |pair| pair + 1);
            up::run(&state.database, &self.pairs[..applied], UpRequest::EVERYTHING, None).await?;
            if let Some(pair) = writing {
                let lookers = ObserverPool::open(&state.database, 1).await?;
                for table in self.writes.tables(pair) {
                    let keys = lookers.first().keys(table).await?;
                    state.written.add(&table.name, keys);
                }
            }
        }
        Ok(())
    }
}
