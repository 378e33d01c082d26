//! `partitions ensure`: the current period and those ahead have a partition, and there are no gaps.

use std::time::{Duration, Instant as Clock};

use super::Request;
use super::attempt::{attempt, or_denied, or_name_taken, sqlstate, unless_fatal};
use super::clocks;
use super::request::Picked;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::config::{AHEAD, Wish};
use crate::model::partitions::coverage::{Finding, Unsuited, findings, periods_ahead};
use crate::model::partitions::instant::Instant;
use crate::model::partitions::key::KeyType;
use crate::model::partitions::manager::Manager;
use crate::model::partitions::periods::Periods;
use crate::model::partitions::range::{Bound, Range};
use crate::model::partitions::report::{Kind, PartitionsReport, TableReport, Trouble};
use crate::model::partitions::table::{Key, Partition, Table};
use crate::postgres::{NewPartition, RunFault, Session};
use crate::workflows::database::Database;

/// Makes what is missing, or has `pg_partman` make it where that manages a table, each table on its own: one that fails does not stop the others. What is there
/// afterwards is read from the catalog, not believed. Whether partitions are guarded, and rows in DEFAULT
/// that are in nobody's way, are `check`'s business.
pub(crate) async fn ensure(database: &Database, request: &Request) -> Result<PartitionsReport, Failure> {
    let session = database.session("migrate partitions ensure").await?;
    let began = Clock::now();
    let (now, tables) = session.partitions().await?;
    let read = began.elapsed();
    let mut reports = Vec::new();
    let request = clocks::served(session.reader(), request, (now, &tables)).await?;
    let Picked { picks, passed_over } = request.pick(database, &tables);
    for pick in picks {
        let report = match pick {
            Ok((table, wish)) => one((database, &session), &table, &wish, (now, read)).await?,
            Err(report) => *report,
        };
        reports.push(report);
    }
    Ok(PartitionsReport { kind: Kind::Ensure, now, tables: reports, passed_over })
}

/// Makes what is configured on a throwaway server whose scripts were applied, `more` periods ahead of what is
/// wanted. A table that is not there, or cannot be looked after, is no matter there.
pub(in crate::workflows) async fn configured(
    database: &Database,
    wishes: &[Wish],
    more: u32,
) -> Result<(), Failure> {
    if wishes.is_empty() { Ok(()) } else { wanted(database, wishes, more).await }
}

/// The same; where nothing is configured, for every table that is partitioned by time.
pub(in crate::workflows) async fn wanted(
    database: &Database,
    wishes: &[Wish],
    more: u32,
) -> Result<(), Failure> {
    let ahead = wishes.iter().map(|wish| wish.ahead).max().unwrap_or(AHEAD);
    let ahead = (more > 0).then(|| ahead.saturating_add(more));
    let request = Request { wishes: wishes.to_vec(), tables: Vec::new(), ahead, makes: true };
    ensure(database, &request).await.map(drop)
}

/// `Err` only where nothing can be done for the tables that follow either.
async fn one(
    (database, session): (&Database, &Session),
    table: &Table,
    wish: &Wish,
    (now, read): (Instant, Duration),
) -> Result<TableReport, Failure> {
    let started = Clock::now();
    let mut report = TableReport { periods: Some(wish.periods(table)), ..TableReport::of(table.shown()) };
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
            let (partition, periods) = (default.name.clone(), wish.periods(table));
            let starts = blocked.into_iter().map(|start| periods.local(start)).collect();
            report.findings.insert(0, Finding::InDefault { partition, starts });
        }
        report.periods_ahead = Some(periods_ahead(&after, wish, now));
        report.table = Some(after);
    }
    if let Some(default) = report.table.as_ref().and_then(Table::default) {
        report.default_rows = Some(session.rows(default, 0).await?);
    }
    report.took = Some(read + started.elapsed());
    Ok(report)
}

/// Makes what is missing. `blocked` are the periods whose rows are in DEFAULT.
async fn make(
    database: &Database,
    session: &Session,
    (table, wish): (&Table, &Wish),
    now: Instant,
    (created, blocked): (&mut Vec<String>, &mut Vec<Instant>),
) -> Result<(), Trouble> {
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
    make_periods(database, session, (table, wish), (now, &missing.starts), (created, blocked)).await
}

/// Makes a partition for each of some periods, by their begins, as `make` does. The caller knows that nobody
/// else manages the table.
pub(in crate::workflows) async fn make_periods(
    database: &Database,
    session: &Session,
    (table, wish): (&Table, &Wish),
    (now, starts): (Instant, &[Instant]),
    (created, blocked): (&mut Vec<String>, &mut Vec<Instant>),
) -> Result<(), Trouble> {
    let Key::Time { column, key_type } = &table.key else { return Ok(()) };
    let periods = wish.periods(table);
    clocks::agree((database, session), periods, starts).await?;
    let current = periods.start_of(periods.now(now));
    let run = Making { database, session, table, wish, key_type: *key_type, periods, current };
    run.periods(column, starts, (created, blocked)).await
}

/// One table whose partitions are being made.
struct Making<'a> {
    database: &'a Database,
    session: &'a Session,
    table: &'a Table,
    wish: &'a Wish,
    key_type: KeyType,
    periods: Periods,
    /// The begin of the current period.
    current: Instant,
}

impl Making<'_> {
    async fn periods(
        &self,
        column: &str,
        starts: &[Instant],
        (created, blocked): (&mut Vec<String>, &mut Vec<Instant>),
    ) -> Result<(), Trouble> {
        if let (Some(nested), false) = (self.table.nested(), starts.is_empty()) {
            return Err(Trouble::Nested { partition: nested.name.clone() });
        }
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
    fn whole(&self, starts: &[Instant]) -> Range {
        let first = starts.first().copied().unwrap_or(self.current);
        let last = starts.last().copied().unwrap_or(first);
        Range { lower: Bound::At(first), ..self.periods.period(last) }
    }

    async fn each(&self, starts: &[Instant], created: &mut Vec<String>) -> Result<(), Trouble> {
        for start in starts {
            created.push(self.partition(*start).await?);
        }
        Ok(())
    }

    async fn those_without_rows(
        &self,
        default: &Partition,
        column: &str,
        starts: &[Instant],
        (created, blocked): (&mut Vec<String>, &mut Vec<Instant>),
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

    async fn partition(&self, start: Instant) -> Result<String, Trouble> {
        let name = self.periods.name(&self.wish.name, start);
        let range = self.periods.period(start);
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
        let may_be_arriving = range.lower <= Bound::At(self.current);
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
