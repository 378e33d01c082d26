//! The removal of the rows of one run, within its transaction.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant as Clock;

use super::super::error::{FillError, refused};
use super::super::refusals;
use super::super::remake::remake;
use super::super::resolve::ProfileResolver;
use super::super::workers::Workers;
use crate::model::locks::lock_set::{LockSet, TableLock};
use crate::model::locks::mode::LockMode;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::seed::event::SeedEvent;
use crate::model::seed::load::ground::RenamedTable;
use crate::model::seed::load::removal;
use crate::model::seed::load::triggers::switches;
use crate::model::seed::plan::Plan;
use crate::model::seed::refusal::{Again, SeedRefusal};
use crate::model::seed::report::{LeftRows, SeededTable};
use crate::model::seed::run::Run;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::{Opening, OursAmong, Referrer, RemadeRows, RunFault, Session};
use crate::workflows::database::Database;

pub(super) const DOING: &str = "remove the rows";

/// The removal of one run.
pub(super) struct ClearRun<'a> {
    database: &'a Database,
    pub(super) session: &'a Session,
    pub(super) run: &'a Run,
    plan: Arc<Plan>,
    cores: usize,
    /// The tables that are still there, by their place in the plan, and what was written to them.
    pub(super) tables: BTreeMap<usize, RemadeRows>,
}

/// What is known of a table before anything is removed.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClearTarget {
    pub(super) seeded: u64,
    pub(super) others: u64,
    /// How many of the others have the key of a row that was written.
    pub(super) unlike: u64,
}

impl<'a> ClearRun<'a> {
    pub(super) async fn new(
        database: &'a Database,
        session: &'a Session,
        run: &'a Run,
        cores: usize,
    ) -> Result<Self, Failure> {
        let plan = Arc::new(ProfileResolver::read(&run.request)?.plan(&run.catalog, &run.inputs)?);
        let oids: Vec<u32> = plan.tables.iter().map(|table| table.oid).collect();
        let (mut tables, names) = (BTreeMap::new(), session.seed_names_now(&oids).await?);
        for (at, table) in plan.tables.iter().enumerate() {
            let mut rows = RemadeRows::new(at, table.clone());
            rows.altered = run.inputs.altered.get(&table.oid).cloned().unwrap_or_default();
            if session.writer().is_table(&rows).await.map_err(RunFault::failure(DOING))? {
                tables.insert(at, rows);
            } else if let Some(now) = names.get(&table.oid) {
                let tables = vec![RenamedTable { was: table.name.clone(), now: now.clone() }];
                return Err(refused(SeedRefusal::TablesRenamed { tables, again: Again::Clear }));
            }
        }
        Ok(Self { database, session, run, plan, cores, tables })
    }

    /// Adds the locks that it begins with: nobody else writes to the tables, nor to those that refer to them. Returns the
    /// latter.
    pub(super) async fn locks(&self, locks: &mut LockSet) -> Result<Vec<Referrer>, Failure> {
        let oids: Vec<u32> = self.tables.values().map(|rows| rows.table.oid).collect();
        let referrers = self.session.seed_referrers(&oids).await?;
        let mut tables: Vec<&QualifiedName> = self.tables.values().map(|rows| &rows.table.name).collect();
        tables.extend(referrers.iter().map(|referrer| &referrer.table));
        tables.sort_unstable();
        for table in tables {
            locks.add(TableLock { table: table.clone(), alone: false, mode: LockMode::ShareRowExclusive });
        }
        Ok(referrers)
    }

    /// Within the transaction. What it could not lock against readers is in `refused` afterwards: the next one has to begin
    /// with it.
    pub(super) async fn run(
        &mut self,
        opening: &Opening,
        refused: &RefCell<LockSet>,
    ) -> Result<(Vec<SeededTable>, Vec<LeftRows>), FillError> {
        let writer = self.session.writer();
        let filled: Vec<u32> = self.plan.tables.iter().map(|table| table.oid).collect();
        refusals::access(self.session, &self.run.catalog, &filled).await.map_err(FillError::Failed)?;
        let mut locks = LockSet::default();
        let referrers = self.locks(&mut locks).await.map_err(FillError::Failed)?;
        writer.lock(opening, &locks).await?;
        self.unless_changed().await?;
        let workers = Workers::new(Arc::clone(&self.plan), self.cores, 1);
        let is_written = |stream: &str| self.run.is_finished || self.run.done.contains_key(stream);
        remake(self.database, writer, (&self.plan, &workers), &mut self.tables, is_written).await?;
        drop(workers);
        let counts = self.count_targets().await?;
        self.unless_of_other_version(&counts)?;
        self.unless_held(&referrers, &counts).await?;
        let before = self.outsiders(&referrers).await?;
        let emptied = self.emptied(&referrers, &counts);
        if let Err(fault) = writer.lock(opening, &emptied).await {
            emptied.locks().iter().for_each(|lock| refused.borrow_mut().add(lock.clone()));
            return Err(fault.into());
        }
        let lines = self.remove(&emptied, &counts).await?;
        self.unless_others_went(before, &referrers, &counts).await?;
        let left = counts.iter().filter(|(_, counts)| counts.unlike > 0);
        let left = left.filter_map(|(at, counts)| {
            let rows = self.tables.get(at)?;
            Some(LeftRows { table: rows.table.name.to_string(), rows: counts.unlike })
        });
        Ok((lines, left.collect()))
    }

    /// The tables that lose all of their rows, and that no others refer to.
    fn emptied(&self, referrers: &[Referrer], counts: &BTreeMap<usize, ClearTarget>) -> LockSet {
        let wholly: Vec<u32> = self
            .tables
            .iter()
            .filter(|(at, _)| counts.get(at).is_some_and(|counts| counts.others == 0))
            .map(|(_, rows)| rows.table.oid)
            .collect();
        let references: Vec<(u32, u32)> =
            referrers.iter().map(|referrer| (referrer.oid, referrer.target_oid)).collect();
        let emptied = removal::emptied(&wholly, &references);
        let mut locks = LockSet::default();
        for rows in self.tables.values().filter(|rows| emptied.contains(&rows.table.oid)) {
            let table = rows.table.name.clone();
            locks.add(TableLock { table, alone: false, mode: LockMode::AccessExclusive });
        }
        locks
    }

    async fn count_targets(&self) -> Result<BTreeMap<usize, ClearTarget>, FillError> {
        let mut counts = BTreeMap::new();
        for (at, rows) in &self.tables {
            let OursAmong { seeded, all, unlike } = self.session.writer().count_ours(rows).await?;
            counts.insert(*at, ClearTarget { seeded, others: all.saturating_sub(seeded), unlike });
        }
        Ok(counts)
    }

    /// Removes the rows, of tables that refer to others first.
    async fn remove(
        &self,
        emptied: &LockSet,
        counts: &BTreeMap<usize, ClearTarget>,
    ) -> Result<Vec<SeededTable>, FillError> {
        let writer = self.session.writer();
        let is_emptied = |rows: &RemadeRows| emptied.locks().iter().any(|lock| lock.table == rows.table.name);
        let targets: Vec<u32> = self.tables.values().flat_map(|rows| self.members(rows.table.oid)).collect();
        let triggers = self.session.seed_triggers(&targets).await.map_err(FillError::Failed)?;
        let switches = switches(&triggers, &targets, &[]);
        writer.run_all(&switches.off).await?;
        let truncated: Vec<&RemadeRows> = self.tables.values().filter(|rows| is_emptied(rows)).collect();
        writer.truncate(&truncated).await?;
        writer.spare_foreign_keys(true).await?;
        let mut lines = Vec::new();
        for (at, remade) in self.tables.iter().rev() {
            let started = Clock::now();
            let rows = counts.get(at).map_or(0, |counts| counts.seeded);
            if !is_emptied(remade) && rows > 0 {
                writer.delete(remade).await?;
            }
            let name = remade.table.name.to_string();
            self.database.reporter().event(&Event::Seed(SeedEvent::Clearing { table: &name, rows }));
            lines.push(SeededTable { name, rows, seconds: started.elapsed().as_secs_f64(), bytes: 0 });
        }
        writer.spare_foreign_keys(false).await?;
        writer.run_all(&switches.on).await?;
        Ok(lines)
    }

    /// A table and its partitions.
    fn members(&self, oid: u32) -> Vec<u32> {
        let leaves = self.run.catalog.tables.iter().filter(|table| table.oid == oid);
        leaves.flat_map(|table| table.leaves.iter().map(|leaf| leaf.oid)).chain([oid]).collect()
    }

    pub(super) fn of(&self, oid: u32) -> Option<&RemadeRows> {
        self.tables.values().find(|rows| rows.table.oid == oid)
    }
}
