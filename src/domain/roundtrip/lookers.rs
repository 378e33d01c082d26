//! Several sessions that look at once: the sums over large tables side by side.

use std::cell::Cell;

use futures_util::future::try_join_all;

use crate::domain::database::Database;
use crate::model::failure::Failure;
use crate::model::fingerprint::Fingerprint;
use crate::model::roundtrip::contents::{Ask, Layout, Sums};
use crate::model::roundtrip::felt::Gauge;
use crate::postgres::Looker;

/// The schema of a database with its tables and sequences.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) print: Fingerprint,
    pub(super) layout: Layout,
}

/// Sessions to one database.
pub(super) struct Lookers {
    all: Vec<Looker>,
    schemas: Vec<String>,
}

impl Lookers {
    pub(super) async fn open(database: &Database, jobs: usize) -> Result<Self, Failure> {
        let mut all = Vec::new();
        for _ in 0..jobs.max(1) {
            all.push(database.looker().await?);
        }
        Ok(Self { all, schemas: database.search_path().names() })
    }

    /// The first of them, for what is asked once.
    pub(super) fn first(&self) -> &Looker {
        &self.all[0]
    }

    pub(super) async fn look(&self) -> Result<State, Failure> {
        let (print, layout) = self.first().look(&self.schemas).await?;
        Ok(State { print, layout })
    }

    pub(super) async fn gauge(&self) -> Result<Gauge, Failure> {
        self.first().gauge().await
    }

    /// The sums of several tables, in the order in which they were asked for; `None` where nothing was.
    pub(super) async fn sums(&self, asks: &[Option<Ask>]) -> Result<Vec<Option<Sums>>, Failure> {
        let next = Cell::new(0);
        let take = || {
            let at = next.get();
            next.set(at + 1);
            asks.get(at).map(|ask| (at, ask))
        };
        let work = async |looker: &Looker| {
            let mut found = Vec::new();
            while let Some((at, ask)) = take() {
                if let Some(ask) = ask {
                    found.push((at, looker.sums(ask).await?));
                }
            }
            Ok::<_, Failure>(found)
        };
        let mut sums = vec![None; asks.len()];
        for (at, sum) in try_join_all(self.all.iter().map(work)).await?.into_iter().flatten() {
            sums[at] = Some(sum);
        }
        Ok(sums)
    }
}
