//! Several sessions that look at once: the sums over large tables side by side.

use std::cell::RefCell;
use std::collections::BTreeSet;

use futures_util::future::try_join_all;

use crate::model::fingerprint::Fingerprint;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::roundtrip::checksum_cache::{Known, WriteCounts};
use crate::model::roundtrip::contents::{Layout, SumRequest, Sums};
use crate::model::roundtrip::cost::ServerUsage;
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::model::roundtrip::written::WrittenRows;
use crate::postgres::Observer;
use crate::workflows::database::Database;

/// The schema of a database with its tables and sequences.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub(super) print: Fingerprint,
    pub(super) layout: Layout,
}

/// Sessions to one database.
pub(super) struct ObserverPool {
    all: Vec<Observer>,
    schemas: Vec<String>,
    known: RefCell<Known>,
    /// Rows that are not summed up.
    apart: WrittenRows,
    /// By the steps so far.
    written: RefCell<WriteCounts>,
}

impl ObserverPool {
    pub(super) async fn open(database: &Database, jobs: usize) -> Result<Self, Failure> {
        let mut all = Vec::new();
        for _ in 0..jobs.max(1) {
            all.push(database.looker().await?);
        }
        Ok(Self {
            all,
            schemas: database.path().await?.schemas,
            known: RefCell::default(),
            written: RefCell::default(),
            apart: WrittenRows::default(),
        })
    }

    /// The same, which from now on leave rows out that scripts wrote.
    pub(super) fn without(mut self, written: WrittenRows) -> Self {
        self.apart = written;
        self
    }

    /// The first of them, for what is asked once.
    pub(super) fn first(&self) -> &Observer {
        &self.all[0]
    }

    /// What nobody can compare is refused.
    pub(super) async fn read_state(&self) -> Result<State, Failure> {
        let written = self.written.borrow().clone();
        let (print, layout) = self.first().read_state(&self.schemas, &written).await?;
        match layout.hidden {
            Some(hidden) => Err(Failure::Refused(Refusal::Roundtrip(RoundtripRefusal::RowSecurity(hidden)))),
            None => Ok(State { print, layout }),
        }
    }

    pub(super) async fn gauge(&self) -> Result<ServerUsage, Failure> {
        self.first().gauge(&self.schemas).await
    }

    /// A step may have written these tables and partitions; `None`: any. Sums of them are computed again.
    pub(super) fn forget(&self, written: Option<BTreeSet<u32>>) {
        match written {
            Some(written) => {
                let mut counts = self.written.borrow_mut();
                for oid in written {
                    *counts.entry(oid).or_default() += 1;
                }
            }
            None => {
                self.known.borrow_mut().clear();
                self.first().forget_sequences();
            }
        }
    }

    /// The sums of several tables, in the order in which they were asked for; `None` where nothing was. A table that
    /// looks as it did when its sums were taken is not read again.
    pub(super) async fn sums(&self, asks: &[Option<SumRequest>]) -> Result<Vec<Option<Sums>>, Failure> {
        let missing: Vec<Option<SumRequest>> =
            asks.iter().map(|ask| self.known.borrow().missing(ask.as_ref()?)).collect();
        let taken = self.take(missing).await?;
        let mut known = self.known.borrow_mut();
        Ok(asks.iter().zip(taken).map(|(ask, taken)| Some(known.answer(ask.as_ref()?, taken))).collect())
    }

    async fn take(&self, asks: Vec<Option<SumRequest>>) -> Result<Vec<Option<(SumRequest, Sums)>>, Failure> {
        let mut taken: Vec<Option<(SumRequest, Sums)>> = asks.iter().map(|_| None).collect();
        let queue = RefCell::new(asks.into_iter().enumerate().filter_map(|(at, ask)| Some((at, ask?))));
        let work = async |looker: &Observer| {
            let mut list = Vec::new();
            loop {
                let Some((at, ask)) = queue.borrow_mut().next() else { break };
                let sums = looker.sums(&ask, self.apart.keys(&ask.table.name)).await?;
                list.push((at, ask, sums));
            }
            // Its own reading must not be taken for a script's.
            if !list.is_empty() {
                looker.flush().await;
            }
            Ok::<_, Failure>(list)
        };
        for (at, ask, sums) in try_join_all(self.all.iter().map(work)).await?.into_iter().flatten() {
            taken[at] = Some((ask, sums));
        }
        Ok(taken)
    }
}
