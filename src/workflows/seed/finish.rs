//! The end of a fast run: what tables have as a whole, sequences, statistics; or, after a failure, everything
//! that is not filled as it was before.

use std::time::Instant as Clock;

use super::bulk_load::Fast;
use super::error::{FillError, refused};
use super::remake::note_altered;
use super::restore::restore;
use crate::model::locks::lock_set::LockSet;
use crate::model::locks::patience::LOCK_TIMEOUT;
use crate::model::outcome::failure::{Failure, SeedFault};
use crate::model::seed::event::SeedEvent;
use crate::model::seed::plan::counted;
use crate::model::seed::refusal::{Again, SeedRefusal};
use crate::model::seed::report::{SeededTable, planned};
use crate::postgres::{Opening, RunFault};
use crate::workflows::locks::tries::LockTries;

impl Fast<'_> {
    /// Puts the tables together, and looks whether they are what they were.
    pub(super) async fn finish(&self) -> Result<(), Failure> {
        self.report(SeedEvent::Parents);
        let gone = restore(self.open(), self.apart, Again::Resume).await?;
        if self.database.is_stopping() {
            return Err(Failure::Stopped);
        }
        self.session.seed_raise_sequences(&counted(self.plan)).await?;
        for table in self.plan.tables.iter().filter(|table| self.is_partitioned(table.oid)) {
            let analyzed = self.session.writer().analyze(&table.name).await;
            analyzed.map_err(RunFault::failure("collect statistics"))?;
        }
        let (differences, new) = self.session.seed_differences(self.apart, &gone).await?;
        if !new.is_empty() {
            self.report(SeedEvent::New { objects: &new });
        }
        self.note_altered().await?;
        let finished = self.session.writer().note_finished(self.run).await;
        finished.map_err(RunFault::failure("record that the run is finished"))?;
        self.is_finished.set(true);
        if differences.is_empty() { Ok(()) } else { Err(refused(SeedRefusal::SchemaDiffers { differences })) }
    }

    /// Writes down what triggers that stayed on changed.
    async fn note_altered(&self) -> Result<(), Failure> {
        let writer = self.session.writer();
        let attempt = async |opening: &Opening| {
            let noted = async {
                writer.begin(opening, "").await?;
                note_altered(self.open(), self.run, self.catalog, (self.plan, &self.workers)).await?;
                Ok(writer.commit().await?)
            };
            match noted.await {
                Ok(()) => Ok(Ok(())),
                Err::<(), FillError>(trouble) => {
                    writer.rollback().await;
                    trouble.or_again()
                }
            }
        };
        let mut tries = LockTries::new(LockSet::default(), LOCK_TIMEOUT);
        let noted = tries.run(self.database, self.session, "seed", attempt).await;
        let noted = noted.map_err(FillError::Fault).and_then(|noted| noted);
        noted.map_err(|trouble| trouble.into_failure("compare the rows"))
    }

    /// Brings back what is not filled, and says so. What failed before that is what matters.
    pub(super) async fn bring_back(&self, cause: Failure) -> Failure {
        if self.is_finished.get() {
            return cause;
        }
        let started = Clock::now();
        let restored = async {
            restore(self.open(), self.apart, Again::Resume).await.ok()?;
            self.session.writer().note_apart(self.run, None, None).await.ok()
        };
        let is_restored = restored.await.is_some();
        if is_restored {
            self.report(SeedEvent::Restored { took: started.elapsed() });
        }
        Failure::Seeding(Box::new(SeedFault { cause, is_restored }))
    }

    /// What the report says of each table.
    pub(super) fn lines(&self) -> Vec<SeededTable> {
        let times = self.times.borrow();
        let mut lines = planned(self.plan);
        for (at, line) in lines.iter_mut().enumerate() {
            line.seconds = times.get(&at).map_or(0.0, std::time::Duration::as_secs_f64);
        }
        lines
    }

    fn is_partitioned(&self, oid: u32) -> bool {
        self.catalog.tables.iter().any(|table| table.oid == oid && !table.leaves.is_empty())
    }
}
