//! `partitions ensure`: the current period and those ahead have a partition, and there are no gaps.

use std::time::Instant as Clock;

use super::Request;
use super::attempt::{attempt, or_denied, or_name_taken, sqlstate, unless_fatal};
use crate::domain::database::Database;
use crate::model::event::Event;
use crate::model::failure::Failure;
use crate::model::partitions::calendar::Day;
use crate::model::partitions::coverage::{Finding, Unsuited, findings, periods_ahead};
use crate::model::partitions::instant::{Instant, KeyType};
use crate::model::partitions::manager::Manager;
use crate::model::partitions::range::{Bound, Range};
use crate::model::partitions::report::{Kind, PartitionsReport, TableReport, Trouble};
use crate::model::partitions::table::{Key, Partition, Table};
use crate::model::partitions::wish::Wish;
use crate::postgres::{NewPartition, RunFault, Session};

/// Makes what is missing, or has `pg_partman` make it where that manages a table, each table on its own: one that fails does not stop the others. What is there
/// afterwards is read from the catalog, not believed. Whether partitions are guarded, and rows in DEFAULT
/// that are in nobody's way, are `check`'s business.
pub(crate) async fn ensure(database: &Database, request: &Request) -> Result<PartitionsReport, Failure> {
    let session = database.session("migrate partitions ensure").await?;
    let (now, tables) = session.partitions().await?;
    let mut reports = Vec::new();
    for pick in request.pick(database, &tables) {
        let report = match pick {
            Ok((table, wish)) => one(database, &session, &table, &wish, now).await?,
            Err(report) => *report,
        };
        reports.push(report);
    }
    Ok(PartitionsReport { kind: Kind::Ensure, now, tables: reports })
}

/// `Err` only where nothing can be done for the tables that follow either.
async fn one(
    database: &Database,
    session: &Session,
    table: &Table,
    wish: &Wish,
    now: Instant,
) -> Result<TableReport, Failure> {
    let started = Clock::now();
    let mut report = TableReport { interval: Some(wish.interval), ..TableReport::of(table.shown()) };
    let mut blocked = Vec::new();
    let made = make(database, session, (table, wish), now, (&mut report.created, &mut blocked)).await;
    report.trouble = made.err().map(unless_fatal).transpose()?;
    if let Some(after) = session.partitioned(table).await? {
        if let Manager::Partman(_) = table.manager {
            report.created = after.names_beside(table);
        }
        if report.trouble.is_none() {
            match findings(&after, wish, now, None, 0) {
                Ok(found) => report.findings.extend(found.into_iter().filter(Finding::is_coverage)),
                Err(why) => report.trouble = Some(Trouble::Unsuited(why)),
            }
        }
        if let (Some(default), false) = (after.default(), blocked.is_empty()) {
            let partition = default.name.clone();
            report.findings.insert(0, Finding::InDefault { partition, starts: blocked });
        }
        report.periods_ahead = Some(periods_ahead(&after, wish.interval, now));
        report.table = Some(after);
    }
    if let Some(default) = report.table.as_ref().and_then(Table::default) {
        report.default_rows = Some(session.rows(default, 0).await?);
    }
    report.took_seconds = started.elapsed().as_secs_f64();
    Ok(report)
}

/// Makes what is missing. `blocked` are the periods whose rows are in DEFAULT.
async fn make(
    database: &Database,
    session: &Session,
    (table, wish): (&Table, &Wish),
    now: Instant,
    (created, blocked): (&mut Vec<String>, &mut Vec<Day>),
) -> Result<(), Trouble> {
    let Key::Time { column, key_type } = &table.key else { return Ok(()) };
    match &table.manager {
        Manager::Nobody => {}
        Manager::Partman(partman) => {
            let shown = table.shown();
            let run = async || session.partman_maintenance(&partman.schema, &shown).await;
            let ran = attempt((database, session), "run the maintenance of pg_partman", &shown, run).await;
            return ran.map_err(|trouble| or_denied(trouble, partman));
        }
        Manager::Hidden { schema } => return Err(Trouble::ManagerHidden { schema: schema.clone() }),
    }
    let missing =
        wish.missing(table, now).map_err(|missing| Trouble::Unsuited(Unsuited::TooMany { missing }))?;
    let current = wish.interval.start_of(now.day);
    let run = Making { database, session, table, wish, key_type: *key_type, current };
    run.periods(column, &missing.starts, (created, blocked)).await
}

/// Makes a partition for each of some periods, by their first days, as `make` does. The caller knows that nobody
/// else manages the table.
pub(in crate::domain) async fn make_periods(
    database: &Database,
    session: &Session,
    (table, wish): (&Table, &Wish),
    (now, starts): (Instant, &[Day]),
    (created, blocked): (&mut Vec<String>, &mut Vec<Day>),
) -> Result<(), Trouble> {
    let Key::Time { column, key_type } = &table.key else { return Ok(()) };
    let current = wish.interval.start_of(now.day);
    let run = Making { database, session, table, wish, key_type: *key_type, current };
    run.periods(column, starts, (created, blocked)).await
}

/// One table whose partitions are being made.
struct Making<'a> {
    database: &'a Database,
    session: &'a Session,
    table: &'a Table,
    wish: &'a Wish,
    key_type: KeyType,
    /// The first day of the current period.
    current: Day,
}

impl Making<'_> {
    async fn periods(
        &self,
        column: &str,
        starts: &[Day],
        (created, blocked): (&mut Vec<String>, &mut Vec<Day>),
    ) -> Result<(), Trouble> {
        let (Some(default), false) = (self.table.default(), starts.is_empty()) else {
            return self.each(starts, created).await;
        };
        // All periods at once, or, where DEFAULT holds rows of some, one by one.
        let made = match self.exclude(default, column, self.whole(starts)).await {
            Ok(true) => self.each(starts, created).await,
            Ok(false) => self.those_without_rows(default, column, starts, (created, blocked)).await,
            Err(trouble) => Err(trouble),
        };
        self.tries(&default.name, async || self.session.forget_exclusion(default).await).await?;
        made
    }

    /// From the first missing period to the last.
    fn whole(&self, starts: &[Day]) -> Range {
        let first = starts.first().copied().unwrap_or(Day(0));
        let last = starts.last().copied().unwrap_or(first);
        Range::days(first, self.wish.interval.after(last, 1))
    }

    async fn each(&self, starts: &[Day], created: &mut Vec<String>) -> Result<(), Trouble> {
        for start in starts {
            created.push(self.partition(*start).await?);
        }
        Ok(())
    }

    async fn those_without_rows(
        &self,
        default: &Partition,
        column: &str,
        starts: &[Day],
        (created, blocked): (&mut Vec<String>, &mut Vec<Day>),
    ) -> Result<(), Trouble> {
        for start in starts {
            if self.exclude(default, column, self.whole(&[*start])).await? {
                created.push(self.partition(*start).await?);
            } else {
                blocked.push(*start);
            }
        }
        Ok(())
    }

    async fn partition(&self, start: Day) -> Result<String, Trouble> {
        let name = self.wish.name.name(start);
        let range = Range::days(start, self.wish.interval.after(start, 1));
        let new = NewPartition { parent: self.table, key_type: self.key_type, name: &name, range };
        let made = self.tries(&name, async || self.session.create_partition(&new).await).await;
        match made {
            Ok(took) => {
                let (table, partition) = (self.table.shown(), name.as_str());
                self.database.reporter().event(&Event::PartitionMade { table: &table, partition, took });
                Ok(name)
            }
            Err(trouble) => Err(or_name_taken(trouble, &name)),
        }
    }

    /// Whether DEFAULT holds no row of a range, which the server then knows.
    async fn exclude(&self, default: &Partition, column: &str, range: Range) -> Result<bool, Trouble> {
        let may_be_arriving = range.lower <= Bound::At(Instant::midnight(self.current));
        if may_be_arriving {
            let ask = async || self.session.default_holds(default, column, self.key_type, range).await;
            if self.tries(&default.name, ask).await? {
                return Ok(false);
            }
        }
        let excluded = self
            .tries(&default.name, async || {
                self.session.exclude_from_default(default, column, self.key_type, range).await
            })
            .await;
        match excluded {
            Ok(()) => Ok(true),
            // check_violation
            Err(trouble) if sqlstate(&trouble) == Some("23514") => Ok(false),
            Err(trouble) => Err(trouble),
        }
    }

    async fn tries<T>(
        &self,
        what: &str,
        step: impl AsyncFnMut() -> Result<T, RunFault>,
    ) -> Result<T, Trouble> {
        attempt((self.database, self.session), "make the partition", what, step).await
    }
}
