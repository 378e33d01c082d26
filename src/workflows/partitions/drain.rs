//! `partitions drain`: rows move out of DEFAULT into partitions of their own, one period a transaction.

use std::time::Instant as Clock;

use super::Request;
use super::attempt::{attempt, or_name_taken, unless_fatal};
use super::clocks;
use super::each_table::each_table;
use super::request::Reading;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::config::PartitionConfig;
use crate::model::partitions::coverage::{CoverageFinding, Rows, periods_ahead};
use crate::model::partitions::default_rows::DefaultRows;
use crate::model::partitions::fit;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::key::KeyType;
use crate::model::partitions::periods::Periods;
use crate::model::partitions::report::{PartitionsCommandKind, PartitionsReport, TableReport};
use crate::model::partitions::table::{Partition, PartitionKey, PartitionedTable};
use crate::model::partitions::table_trouble::TableTrouble;
use crate::postgres::{NewPartition, Opening, Purpose};
use crate::workflows::database::{Database, OpenSession};
use crate::workflows::locks::tries::LockTries;

/// Empties DEFAULT of every row that a partition can be made for, each table on its own. What was moved
/// before a failure stays moved: the next run goes on there.
pub(crate) async fn drain(database: &Database, request: &Request) -> Result<PartitionsReport, Failure> {
    let session = database.session_for("migrate partitions drain", Purpose::WriteBeside).await?;
    let run = OpenSession { database, session: &session };
    each_table(run, request, PartitionsCommandKind::Drain, async |table, config, read| {
        drain_table(run, table, config, read).await
    })
    .await
}

async fn drain_table(
    run: OpenSession<'_>,
    table: &PartitionedTable,
    wish: &PartitionConfig,
    read: Reading,
) -> Result<TableReport, Failure> {
    let started = Clock::now();
    let mut report = TableReport { periods: Some(wish.periods(table)), ..TableReport::of(table.to_string()) };
    if let (PartitionKey::Time { column, key_type }, Some(default)) = (&table.key, table.default()) {
        let draining =
            DrainRun { run, table, wish, default, column, key_type: *key_type, periods: wish.periods(table) };
        report.trouble =
            draining.drain_periods(read.now, &mut report).await.err().map(unless_fatal).transpose()?;
    }
    if let Some(after) = run.session.partitioned(table).await? {
        report.periods_ahead = Some(periods_ahead(&after, wish, read.now));
        report.table = Some(after);
    }
    report.took = Some(read.took + started.elapsed());
    Ok(report)
}

/// One table whose DEFAULT partition is being emptied.
struct DrainRun<'a> {
    run: OpenSession<'a>,
    table: &'a PartitionedTable,
    wish: &'a PartitionConfig,
    default: &'a Partition,
    column: &'a str,
    key_type: KeyType,
    periods: Periods,
}

impl DrainRun<'_> {
    async fn drain_periods(&self, now: Instant, report: &mut TableReport) -> Result<(), TableTrouble> {
        self.table.unless_managed()?;
        let OpenSession { database, session } = self.run;
        let (default, periods) = (self.default, self.periods);
        if default.is_parent {
            return Err(TableTrouble::Nested { partition: default.name.name.clone() });
        }
        let now = periods.now(now);
        let count = async |opening: &Opening| {
            session.strays(default, self.column, self.key_type, periods, now, opening).await
        };
        let (doing, tries) = ("count the rows of the default partition", LockTries::blind());
        let strays = attempt(self.run, doing, &default.name.name, tries, count).await?;
        let mut sorted = strays.sort(&self.table.ranges(), periods, now);
        if let Some((misfit, _)) = fit::elsewhere(self.table, self.wish.interval, self.wish.zone) {
            sorted.hinder(misfit);
        }
        report.findings.extend(CoverageFinding::left_in(self.table, self.wish, &sorted, strays.timeless));
        report.default_rows = Some(Rows::Counted(strays.rows()));
        report.moved = Some(0);
        if !sorted.movable.is_empty() {
            if let Some(nested) = self.table.nested() {
                return Err(TableTrouble::Nested { partition: nested.name.name.clone() });
            }
            let ask = async |_: &Opening| session.referrers(self.table, &default.name).await;
            let (doing, tries) = ("check which rows reference these", LockTries::blind());
            let by = attempt(self.run, doing, &default.name.name, tries, ask).await?;
            if !by.is_empty() {
                return Err(TableTrouble::Referred { by });
            }
        }
        let starts: Vec<Instant> = sorted.movable.iter().map(|stray| stray.start).collect();
        clocks::agree(self.run, periods, &starts).await?;
        let total = sorted.movable.iter().map(|stray| stray.rows).sum();
        let (mut moved, shown) = (0, self.table.to_string());
        for stray in sorted.movable {
            database.reporter().event(&Event::RowsMoving { table: &shown, moved, total });
            let (name, rows) = self.period(stray).await?;
            moved += rows;
            report.created.push(name);
            report.moved = Some(moved);
            report.default_rows = Some(Rows::Counted(strays.rows() - moved));
        }
        Ok(())
    }

    /// Moves one period. Returns the partition's name, and how many rows it was given.
    async fn period(&self, stray: DefaultRows) -> Result<(String, i64), TableTrouble> {
        let OpenSession { database, session } = self.run;
        let name = self.periods.name(&self.wish.name, stray.start);
        let range = self.periods.period(stray.start);
        let new = NewPartition { parent: self.table, key_type: self.key_type, name: &name, range };
        let step =
            async |opening: &Opening| session.move_strays(&new, self.default, self.column, opening).await;
        // Readers of DEFAULT and writers of the table wait from the end of the move on, not from its beginning.
        let (doing, tries) = ("move the rows of the default partition", LockTries::blind().fixed());
        match attempt(self.run, doing, &name, tries, step).await {
            Ok(moved) if moved.taken != moved.inserted => {
                Err(TableTrouble::CountsDiffer { name, taken: moved.taken, counted: moved.inserted })
            }
            Ok(moved) => {
                let (table, partition) = (self.table.to_string(), name.as_str());
                let (rows, took) = (moved.inserted, moved.took);
                database.reporter().event(&Event::RowsMoved { table: &table, partition, rows, took });
                Ok((name, rows))
            }
            Err(trouble) => Err(or_name_taken(trouble, &name)),
        }
    }
}
