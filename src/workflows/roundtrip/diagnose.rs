//! What differs, row by row: the same again in another database, with a hash of every row kept beside the tables.

use super::observers::ObserverPool;
use super::step::migrate_once;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::Pair;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::compare::Watched;
use crate::model::roundtrip::finding::{Loss, Lost, Stage};
use crate::model::roundtrip::written::WrittenRows;
use crate::postgres::HashedTable;
use crate::workflows::database::Database;

/// A table whose sums differ.
pub(super) struct Suspect<'a> {
    pub(super) watched: &'a Watched,
    /// As far as the sums tell it.
    pub(super) rough: Loss,
    /// How many rows the migration writes to it with other keys each time.
    pub(super) renewed: u64,
}

/// A script that runs again, and when its outcome is compared, if it is.
pub(super) type Rerun = (Direction, Option<Stage>);

/// Names the columns and the number of rows of tables that differ, in a database that stands where their rows are as they
/// were before. Where that shows nothing, because what differs is not the same every time, the sums have the last word.
/// Scripts that do not run a second time leave it to the sums.
pub(super) async fn row_by_row(
    (database, pairs): (&Database, &[Pair]),
    apart: &WrittenRows,
    suspects: &[Suspect<'_>],
    reruns: &[Rerun],
) -> Result<Vec<Loss>, Failure> {
    let seen = match rerun((database, pairs), apart, suspects, reruns).await {
        Ok(seen) => seen,
        Err(Failure::Script(_)) => suspects.iter().map(|_| SeenTable::default()).collect(),
        Err(failure) => return Err(failure),
    };
    let mut losses = Vec::new();
    for (suspect, seen) in suspects.iter().zip(seen) {
        if seen.losses.is_empty() && !seen.is_explained {
            losses.push(suspect.rough.clone());
        }
        losses.extend(seen.losses);
    }
    Ok(losses)
}

/// What was seen of one table.
#[derive(Default)]
struct SeenTable {
    losses: Vec<Loss>,
    /// It differs or differed, be it a loss or not.
    is_explained: bool,
}

impl SeenTable {
    /// Once the migration is applied again, what differed below and does not any more is as it was.
    fn settle(&mut self, later: Vec<Loss>, renewed: u64) {
        let is_same = |this: &Loss, that: &Loss| this.column == that.column;
        self.losses.retain(|early| later.iter().any(|late| is_same(early, late)));
        for late in later {
            let is_renewed = matches!(late.what, Lost::Added(rows) if rows <= renewed);
            if !is_renewed && !self.losses.iter().any(|early| is_same(early, &late)) {
                self.losses.push(late);
            }
        }
    }
}

async fn rerun(
    (database, pairs): (&Database, &[Pair]),
    apart: &WrittenRows,
    suspects: &[Suspect<'_>],
    reruns: &[Rerun],
) -> Result<Vec<SeenTable>, Failure> {
    let lookers = ObserverPool::open(database, 1).await?;
    let looker = lookers.first();
    for (number, Suspect { watched, .. }) in suspects.iter().enumerate() {
        looker.keep(number, &watched.table, apart.keys(&watched.table.name)).await?;
    }
    let mut all: Vec<SeenTable> = suspects.iter().map(|_| SeenTable::default()).collect();
    for (direction, stage) in reruns {
        migrate_once(database, pairs, *direction).await?;
        let Some(stage) = stage else { continue };
        let now = lookers.read_state().await?.layout;
        for (number, (Suspect { watched, renewed, .. }, table)) in suspects.iter().zip(&mut all).enumerate() {
            let own = if *stage == Stage::Down { Vec::new() } else { watched.own() };
            let kept = HashedTable {
                at: number,
                table: &watched.table,
                shared: &watched.shared,
                own: &own,
                apart: apart.keys(&watched.table.name),
            };
            let seen = looker.compare(kept, &now, *stage).await?;
            table.is_explained |= seen.is_other;
            match stage {
                Stage::UpAgain if watched.ask_again(&now).is_some() => table.settle(seen.losses, *renewed),
                _ => table.losses.extend(seen.losses),
            }
        }
    }
    Ok(all)
}
