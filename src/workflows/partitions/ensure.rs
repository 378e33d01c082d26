//! `partitions ensure`: the current period and those ahead have a partition, and there are no gaps.

use std::time::Instant as Clock;

use super::Request;
use super::attempt::{attempt, known, or_denied, or_name_taken, sqlstate, unless_fatal};
use super::clocks;
use super::each_table::each_table;
use super::request::Reading;
use crate::model::locks::lock_set::LockSet;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::config::{AHEAD, PartitionConfig};
use crate::model::partitions::coverage::{CoverageFinding, Unsuited, findings, periods_ahead};
use crate::model::partitions::instant::Instant;
use crate::model::partitions::key::KeyType;
use crate::model::partitions::manager::Manager;
use crate::model::partitions::periods::Periods;
use crate::model::partitions::range::{Bound, Range};
use crate::model::partitions::report::{PartitionsCommandKind, PartitionsReport, TableReport};
use crate::model::partitions::table::{Partition, PartitionKey, PartitionedTable};
use crate::model::partitions::table_trouble::TableTrouble;
use crate::postgres::{NewPartition, Opening, Purpose, RunFault, locks_of_check};
use crate::workflows::database::{Database, OpenSession};
use crate::workflows::locks::tries::LockTries;

/// Makes what is missing, or has `pg_partman` make it where that manages a table, each table on its own: one that fails does not stop the others. What is there
/// afterwards is read from the catalog, not believed. Whether partitions are guarded, and rows in DEFAULT
/// that are in nobody's way, are `check`'s business.
pub(crate) async fn ensure(database: &Database, request: &Request) -> Result<PartitionsReport, Failure> {
    let session = database.session_for("migrate partitions ensure", Purpose::WriteBeside).await?;
    let run = OpenSession { database, session: &session };
    each_table(run, request, PartitionsCommandKind::Ensure, async |table, config, read| {
        ensure_table(run, table, config, read).await
    })
    .await
}

/// Makes, on a throwaway server whose scripts were applied, what every table that is partitioned by time should have
/// today: as it is configured, or as its newest partition has it. A table that is not there, or cannot be looked after,
/// is no matter there.
pub(in crate::workflows) async fn present(
    database: &Database,
    wishes: &[PartitionConfig],
) -> Result<(), Failure> {
    let request = Request::here(wishes.to_vec(), None);
    ensure(database, &Request { beside: true, ..request }).await.map(drop)
}

/// Makes there what is configured, `more` periods ahead of what is wanted; where nothing is, for every table that is
/// partitioned by time.
pub(in crate::workflows) async fn wanted(
    database: &Database,
    wishes: &[PartitionConfig],
    more: u32,
) -> Result<(), Failure> {
    let ahead = wishes.iter().map(|wish| wish.ahead).max().unwrap_or(AHEAD);
    let ahead = (more > 0).then(|| ahead.saturating_add(more));
    ensure(database, &Request::here(wishes.to_vec(), ahead)).await.map(drop)
}

/// `Err` only where nothing can be done for the tables that follow either.
async fn ensure_table(
    run: OpenSession<'_>,
    table: &PartitionedTable,
    wish: &PartitionConfig,
    read: Reading,
) -> Result<TableReport, Failure> {
    let started = Clock::now();
    let mut report = TableReport { periods: Some(wish.periods(table)), ..TableReport::of(table.to_string()) };
    let now = read.now;
    let mut made = Made::default();
    let ended = make(run, table, wish, now, &mut made).await;
    report.created = made.created;
    report.trouble = ended.err().map(unless_fatal).transpose()?;
    if let Some(after) = run.session.partitioned(table).await? {
        if let Manager::Partman(_) = table.manager {
            report.created = after.names_beside(table);
        }
        if report.trouble.is_none() {
            match findings(&after, wish, now, None, None) {
                Ok(findings) => {
                    report.findings.extend(findings.into_iter().filter(CoverageFinding::is_coverage));
                }
                Err(why) => report.trouble = Some(TableTrouble::Unsuited(why)),
            }
        }
        if let (Some(default), false) = (after.default(), made.blocked.is_empty()) {
            let (partition, periods) = (default.name.name.clone(), wish.periods(table));
            let starts = made.blocked.into_iter().map(|start| periods.local(start)).collect();
            report.findings.insert(0, CoverageFinding::InDefault { partition, starts });
        }
        report.periods_ahead = Some(periods_ahead(&after, wish, now));
        report.table = Some(after);
    }
    if let Some(default) = report.table.as_ref().and_then(PartitionedTable::default) {
        report.default_rows = Some(run.session.rows(default, Some(0)).await?);
    }
    report.took = Some(read.took + started.elapsed());
    Ok(report)
}

/// What came of making partitions, also where it did not end well.
#[derive(Debug, Default)]
pub(in crate::workflows) struct Made {
    /// Their names.
    pub(in crate::workflows) created: Vec<String>,
    /// The periods that have none because DEFAULT holds rows of them.
    pub(in crate::workflows) blocked: Vec<Instant>,
}

/// Makes what is missing.
async fn make(
    run: OpenSession<'_>,
    table: &PartitionedTable,
    wish: &PartitionConfig,
    now: Instant,
    made: &mut Made,
) -> Result<(), TableTrouble> {
    match &table.manager {
        Manager::Nobody => {}
        Manager::Partman(partman) => {
            let shown = table.to_string();
            let maintain = async |opening: &Opening| {
                run.session.partman_maintenance(&partman.schema, &shown, opening).await
            };
            let ran =
                attempt(run, "run pg_partman's maintenance", &shown, LockTries::blind(), maintain).await;
            return ran.map_err(|trouble| or_denied(trouble, partman));
        }
        Manager::Hidden { schema } => return Err(TableTrouble::ManagerHidden { schema: schema.clone() }),
    }
    let missing =
        wish.missing(table, now).map_err(|missing| TableTrouble::Unsuited(Unsuited::TooMany { missing }))?;
    make_periods(run, table, wish, now, &missing.starts, made).await
}

/// Makes a partition for each of some periods, by their begins, as `make` does. The caller knows that nobody
/// else manages the table.
pub(in crate::workflows) async fn make_periods(
    run: OpenSession<'_>,
    table: &PartitionedTable,
    wish: &PartitionConfig,
    now: Instant,
    starts: &[Instant],
    made: &mut Made,
) -> Result<(), TableTrouble> {
    let PartitionKey::Time { column, key_type } = &table.key else { return Ok(()) };
    let periods = wish.periods(table);
    clocks::agree(run, periods, starts).await?;
    let current = periods.start_of(periods.now(now));
    let making = EnsureRun { run, table, wish, key_type: *key_type, periods, current };
    making.periods(column, starts, made).await
}

/// One table whose partitions are being made.
struct EnsureRun<'a> {
    run: OpenSession<'a>,
    table: &'a PartitionedTable,
    wish: &'a PartitionConfig,
    key_type: KeyType,
    periods: Periods,
    /// The begin of the current period.
    current: Instant,
}

impl EnsureRun<'_> {
    async fn periods(&self, column: &str, starts: &[Instant], made: &mut Made) -> Result<(), TableTrouble> {
        if let (Some(nested), false) = (self.table.nested(), starts.is_empty()) {
            return Err(TableTrouble::Nested { partition: nested.name.name.clone() });
        }
        let (Some(default), false) = (self.table.default(), starts.is_empty()) else {
            return self.each(starts, made).await;
        };
        // All periods at once, or, where DEFAULT holds rows of some, one by one.
        let ended = match self.exclude(default, column, self.covered_range(starts)).await {
            Ok(true) => self.each(starts, made).await,
            Ok(false) => self.those_without_rows(default, column, starts, made).await,
            Err(trouble) => Err(trouble),
        };
        let forget = async |opening: &Opening| self.run.session.forget_exclusion(default, opening).await;
        self.tries(&default.name.name, Ok(locks_of_check(default)), forget).await?;
        ended
    }

    /// From the first missing period to the last.
    fn covered_range(&self, starts: &[Instant]) -> Range {
        let first = starts.first().copied().unwrap_or(self.current);
        let last = starts.last().copied().unwrap_or(first);
        Range { lower: Bound::At(first), ..self.periods.period(last) }
    }

    async fn each(&self, starts: &[Instant], made: &mut Made) -> Result<(), TableTrouble> {
        for start in starts {
            made.created.push(self.partition(*start).await?);
        }
        Ok(())
    }

    async fn those_without_rows(
        &self,
        default: &Partition,
        column: &str,
        starts: &[Instant],
        made: &mut Made,
    ) -> Result<(), TableTrouble> {
        for start in starts {
            if self.exclude(default, column, self.covered_range(&[*start])).await? {
                made.created.push(self.partition(*start).await?);
            } else {
                made.blocked.push(*start);
            }
        }
        Ok(())
    }

    async fn partition(&self, start: Instant) -> Result<String, TableTrouble> {
        let name = self.periods.name(&self.wish.name, start);
        let range = self.periods.period(start);
        let new = NewPartition { parent: self.table, key_type: self.key_type, name: &name, range };
        let session = self.run.session;
        let create = async |opening: &Opening| session.create_partition(&new, opening).await;
        let made = self.tries(&name, session.locks_of_attach(&new).await, create).await;
        match made {
            Ok(took) => {
                let (table, partition) = (self.table.to_string(), name.as_str());
                self.run.database.reporter().event(&Event::PartitionMade { table: &table, partition, took });
                Ok(name)
            }
            Err(trouble) => Err(or_name_taken(trouble, &name)),
        }
    }

    /// Whether DEFAULT holds no row of a range, which the server then knows.
    async fn exclude(&self, default: &Partition, column: &str, range: Range) -> Result<bool, TableTrouble> {
        let may_be_arriving = range.lower <= Bound::At(self.current);
        if may_be_arriving {
            let ask = async |opening: &Opening| {
                self.run.session.default_holds(default, column, self.key_type, range, opening).await
            };
            if self.tries(&default.name.name, Ok(LockSet::default()), ask).await? {
                return Ok(false);
            }
        }
        let (session, name) = (self.run.session, &default.name.name);
        let add = async |opening: &Opening| {
            session.exclude_from_default(default, column, self.key_type, range, opening).await
        };
        if !self.tries(name, Ok(locks_of_check(default)), add).await? {
            return Ok(true);
        }
        let prove = async |opening: &Opening| session.prove_exclusion(default, opening).await;
        match self.tries(name, Ok(LockSet::default()), prove).await {
            Ok(()) => Ok(true),
            // check_violation
            Err(trouble) if sqlstate(&trouble) == Some("23514") => Ok(false),
            Err(trouble) => Err(trouble),
        }
    }

    async fn tries<T>(
        &self,
        what: &str,
        locks: Result<LockSet, RunFault>,
        step: impl AsyncFnMut(&Opening) -> Result<T, RunFault>,
    ) -> Result<T, TableTrouble> {
        const DOING: &str = "create the partition";
        attempt(self.run, DOING, what, known(DOING, locks)?, step).await
    }
}
