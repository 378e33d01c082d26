//! `seed --clear`: removes exactly the rows that were written and are as they were written, in one transaction.

mod one_run;
mod others;

use std::cell::RefCell;
use std::time::Instant as Clock;

use one_run::{ClearRun, DOING};

use super::error::{FillError, refused};
use super::restore::restore;
use crate::model::locks::lock_set::LockSet;
use crate::model::locks::patience::LOCK_TIMEOUT;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::seed::catalog::Leaf;
use crate::model::seed::event::SeedEvent;
use crate::model::seed::refusal::{Again, SeedRefusal};
use crate::model::seed::report::{LeftRows, LoadMode, SeedReport, SeedRequestKind, SeededTable};
use crate::model::seed::run::Run;
use crate::postgres::{Opening, RunFault};
use crate::workflows::database::{Database, OpenSession};
use crate::workflows::locks::tries::LockTries;

/// Removes what every run wrote, the newest first.
pub(crate) async fn clear(database: &Database, cores: usize) -> Result<SeedReport, Failure> {
    let started = Clock::now();
    let session = database.session("migrate seed --clear").await?;
    let runs = session.seed_runs().await?;
    let Some(newest) = runs.last() else { return Err(refused(SeedRefusal::NothingToClear)) };
    for run in &runs {
        if let Some(apart) = &run.apart {
            restore(OpenSession { database, session: &session }, apart, Again::Clear).await?;
            // Whatever may speak against the removal, no key is missing any more.
            let noted = session.writer().note_apart(run.id, None, None).await;
            noted.map_err(RunFault::failure("record that keys and indexes are recreated"))?;
        }
    }
    let mut report = SeedReport {
        kind: SeedRequestKind::Cleared,
        profile: newest.request.profile.name.clone(),
        seed: newest.request.seed,
        scale: newest.request.scale,
        jobs: 1,
        way: LoadMode::Plain,
        tables: Vec::new(),
        partitions: Vec::new(),
        taken_down: Vec::new(),
        triggers: Vec::new(),
        left: Vec::new(),
        took_seconds: 0.0,
        draft: None,
        is_made: false,
    };
    (report.tables, report.left) =
        remove_all(OpenSession { database, session: &session }, &runs, cores).await?;
    tell_of_detached(OpenSession { database, session: &session }, &runs).await?;
    report.took_seconds = started.elapsed().as_secs_f64();
    Ok(report)
}

/// Names the partitions with seeded rows that were detached since: nothing was removed from them.
async fn tell_of_detached(
    OpenSession { database, session }: OpenSession<'_>,
    runs: &[Run],
) -> Result<(), Failure> {
    let mut leaves = Vec::new();
    for run in runs {
        let is_filled = |leaf: &&Leaf| run.is_finished || run.done.contains_key(&leaf.name.to_string());
        let tables = run.catalog.tables.iter();
        leaves.extend(tables.flat_map(|table| &table.leaves).filter(is_filled).map(|leaf| leaf.oid));
    }
    let mut tables = Vec::new();
    for table in session.seed_detached(&leaves).await? {
        let rows = session.writer().count_alone(&table).await.map_err(RunFault::failure("count the rows"))?;
        if rows.rows > 0 {
            tables.push(table.to_string());
        }
    }
    if !tables.is_empty() {
        database.reporter().event(&Event::Seed(SeedEvent::Detached { tables: &tables }));
    }
    Ok(())
}

/// Removes the rows of every run in one transaction, from the beginning again where others were in the way. Returns what is
/// removed, and what was left in which table.
async fn remove_all(
    OpenSession { database, session }: OpenSession<'_>,
    runs: &[Run],
    cores: usize,
) -> Result<(Vec<SeededTable>, Vec<LeftRows>), Failure> {
    let writer = session.writer();
    let mut locks = LockSet::default();
    for run in runs.iter().rev() {
        ClearRun::new(database, session, run, cores).await?.locks(&mut locks).await?;
    }
    // A table that loses all of its rows is emptied as a whole, which readers are kept out for: at the end, if that works.
    let refused = RefCell::new(LockSet::default());
    let attempt = async |opening: &Opening| {
        let (mut cleared, mut left, mut to_lower) = (Vec::new(), Vec::<LeftRows>::new(), Vec::new());
        let done = async {
            writer.begin(opening, "").await?;
            for run in runs.iter().rev() {
                let mut clearing =
                    ClearRun::new(database, session, run, cores).await.map_err(FillError::Failed)?;
                let (lines, unlike) = clearing.run(opening, &refused).await?;
                cleared.extend(lines);
                // What was left may have any of the numbers that were given out.
                to_lower.extend(run.positions.iter().filter(|_| unlike.is_empty()));
                for rows in unlike {
                    match left.iter_mut().find(|left_rows| left_rows.table == rows.table) {
                        Some(left_rows) => left_rows.rows += rows.rows,
                        None => left.push(rows),
                    }
                }
                if let Some(rows) = clearing.tables.values().next() {
                    writer.settle(&rows.table.name).await?;
                }
                writer.forget_run(run.id).await?;
            }
            if database.is_stopping() {
                return Err(FillError::Fault(RunFault::Stopped));
            }
            // No ROLLBACK would undo it.
            for position in to_lower {
                writer.lower(position).await?;
            }
            Ok(writer.commit().await?)
        };
        match done.await {
            Ok(()) => Ok(Ok(Some((cleared, left)))),
            Err(trouble) => {
                writer.rollback().await;
                if refused.borrow().is_empty() { trouble.or_again() } else { Ok(Ok(None)) }
            }
        }
    };
    loop {
        let mut tries = LockTries::new(locks.clone(), LOCK_TIMEOUT);
        let cleared = tries.run(database, session, "seed --clear", &attempt).await;
        let cleared = cleared.map_err(FillError::Fault).and_then(|cleared| cleared);
        match cleared {
            Ok(Some(removed)) => return Ok(removed),
            Ok(None) => refused.take().locks().iter().for_each(|lock| locks.add(lock.clone())),
            Err(_) if database.is_stopping() => return Err(Failure::Stopped),
            Err(trouble) => return Err(trouble.into_failure(DOING)),
        }
    }
}
