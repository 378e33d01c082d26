//! The removal of the rows of one run, within its transaction.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant as Clock;

use super::super::error::FillError;
use super::super::refusals;
use super::super::resolve::ProfileResolver;
use super::super::workers::{What, Workers};
use crate::model::locks::lock_set::{LockSet, TableLock};
use crate::model::locks::mode::LockMode;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::seed::event::SeedEvent;
use crate::model::seed::load::removal;
use crate::model::seed::load::triggers::switches;
use crate::model::seed::plan::Plan;
use crate::model::seed::refusal::{HoldingRows, SeedRefusal};
use crate::model::seed::report::SeededTable;
use crate::model::seed::run::Run;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::{KeysOf, Opening, Referrer, RunFault, Session};
use crate::workflows::database::Database;

pub(super) const DOING: &str = "remove the rows";

/// The removal of one run.
pub(super) struct ClearRun<'a> {
    database: &'a Database,
    session: &'a Session,
    run: &'a Run,
    plan: Arc<Plan>,
    cores: usize,
    /// The tables that are still there, by their place in the plan, and what they were filled with.
    pub(super) keys: BTreeMap<usize, KeysOf>,
}

/// What is known of a table before anything is removed.
#[derive(Debug, Clone, Copy)]
struct ClearTarget {
    seeded: u64,
    others: u64,
}

impl<'a> ClearRun<'a> {
    pub(super) async fn new(
        database: &'a Database,
        session: &'a Session,
        run: &'a Run,
        cores: usize,
    ) -> Result<Self, Failure> {
        let plan = Arc::new(ProfileResolver::read(&run.request)?.plan(&run.catalog, &run.inputs)?);
        let mut keys = BTreeMap::new();
        for (at, table) in plan.tables.iter().enumerate() {
            let catalog = run.catalog.tables.iter().find(|catalog_table| catalog_table.oid == table.oid);
            let is_primary = catalog.is_some_and(|catalog_table| {
                catalog_table.keys.iter().any(|key| key.is_primary && key.columns == table.key)
            });
            let table_keys = KeysOf::new(at, table.clone(), is_primary);
            if session.writer().is_table(&table_keys).await.map_err(RunFault::failure(DOING))? {
                keys.insert(at, table_keys);
            }
        }
        Ok(Self { database, session, run, plan, cores, keys })
    }

    /// Adds the locks that it begins with: nobody else writes to the tables, nor to those that refer to them. Returns the
    /// latter.
    pub(super) async fn locks(&self, locks: &mut LockSet) -> Result<Vec<Referrer>, Failure> {
        let oids: Vec<u32> = self.keys.values().map(|keys| keys.table.oid).collect();
        let referrers = self.session.seed_referrers(&oids).await?;
        let mut tables: Vec<&QualifiedName> = self.keys.values().map(|keys| &keys.table.name).collect();
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
    ) -> Result<Vec<SeededTable>, FillError> {
        let writer = self.session.writer();
        refusals::access(self.session, &self.run.catalog).await.map_err(FillError::Failed)?;
        let mut locks = LockSet::default();
        let referrers = self.locks(&mut locks).await.map_err(FillError::Failed)?;
        writer.lock(opening, &locks).await?;
        self.write_keys().await?;
        let counts = self.count_targets().await?;
        self.unless_held(&referrers, &counts).await?;
        let before = self.outsiders(&referrers).await?;
        let emptied = self.emptied(&referrers, &counts);
        if let Err(fault) = writer.lock(opening, &emptied).await {
            emptied.locks().iter().for_each(|lock| refused.borrow_mut().add(lock.clone()));
            return Err(fault.into());
        }
        let lines = self.remove(&emptied, &counts).await?;
        self.unless_others_went(before, &referrers, &counts).await?;
        Ok(lines)
    }

    /// The tables that lose all of their rows, and that no others refer to.
    fn emptied(&self, referrers: &[Referrer], counts: &BTreeMap<usize, ClearTarget>) -> LockSet {
        let wholly: Vec<u32> = self
            .keys
            .iter()
            .filter(|(at, _)| counts.get(at).is_some_and(|counts| counts.others == 0))
            .map(|(_, keys)| keys.table.oid)
            .collect();
        let references: Vec<(u32, u32)> =
            referrers.iter().map(|referrer| (referrer.oid, referrer.target_oid)).collect();
        let emptied = removal::emptied(&wholly, &references);
        let mut locks = LockSet::default();
        for keys in self.keys.values().filter(|keys| emptied.contains(&keys.table.oid)) {
            let table = keys.table.name.clone();
            locks.add(TableLock { table, alone: false, mode: LockMode::AccessExclusive });
        }
        locks
    }

    /// Puts the keys of what was written into temporary tables.
    async fn write_keys(&mut self) -> Result<(), FillError> {
        let writer = self.session.writer();
        let workers = Workers::new(Arc::clone(&self.plan), self.cores, 1);
        for keys in self.keys.values_mut() {
            writer.make_keys(keys).await?;
        }
        for (at, stream) in self.plan.streams.iter().enumerate() {
            let is_written = self.run.is_finished || self.run.done.contains_key(&stream.name.to_string());
            let Some(keys) = self.keys.get(&stream.table).filter(|_| is_written) else { continue };
            let mut chunks = workers.chunks(at, What::Keys);
            let copied = writer.copy(keys.copy_into(), async || {
                if self.database.is_stopping() { Err(RunFault::Stopped.into()) } else { chunks.next().await }
            });
            copied.await?;
        }
        for keys in self.keys.values() {
            writer.analyze_keys(keys).await?;
        }
        Ok(())
    }

    async fn count_targets(&self) -> Result<BTreeMap<usize, ClearTarget>, FillError> {
        let mut counts = BTreeMap::new();
        for (at, keys) in &self.keys {
            let counted = self.session.writer().count_ours(keys).await?;
            counts.insert(*at, ClearTarget { seeded: counted.seeded, others: counted.all - counted.seeded });
        }
        Ok(counts)
    }

    /// Refuses where rows of others refer to ours: nothing would be left of them, or not all.
    async fn unless_held(
        &self,
        referrers: &[Referrer],
        counts: &BTreeMap<usize, ClearTarget>,
    ) -> Result<(), FillError> {
        let mut held = Vec::new();
        for referrer in referrers {
            let Some(target) = self.of(referrer.target_oid) else { continue };
            let child = self.of(referrer.oid);
            if child.is_some_and(|child| counts.get(&child.number).is_some_and(|counts| counts.others == 0)) {
                continue;
            }
            let rows = self.session.writer().count_held(referrer, target, child).await?;
            if rows > 0 {
                held.push(HoldingRows {
                    table: referrer.table.to_string(),
                    constraint: referrer.constraint.clone(),
                    target: referrer.target.to_string(),
                    rows,
                });
            }
        }
        if held.is_empty() { Ok(()) } else { Err(FillError::Refused(SeedRefusal::HeldBy { rows: held })) }
    }

    /// Removes the rows, of tables that refer to others first.
    async fn remove(
        &self,
        emptied: &LockSet,
        counts: &BTreeMap<usize, ClearTarget>,
    ) -> Result<Vec<SeededTable>, FillError> {
        let writer = self.session.writer();
        let is_emptied = |keys: &KeysOf| emptied.locks().iter().any(|lock| lock.table == keys.table.name);
        let targets: Vec<u32> = self.keys.values().flat_map(|keys| self.members(keys.table.oid)).collect();
        let triggers = self.session.seed_triggers(&targets).await.map_err(FillError::Failed)?;
        let switches = switches(&triggers, &targets, &[]);
        writer.run_all(&switches.off).await?;
        let truncated: Vec<&KeysOf> = self.keys.values().filter(|keys| is_emptied(keys)).collect();
        writer.truncate(&truncated).await?;
        writer.spare_foreign_keys(true).await?;
        let mut lines = Vec::new();
        for (at, keys) in self.keys.iter().rev() {
            let started = Clock::now();
            let rows = counts.get(at).map_or(0, |counts| counts.seeded);
            if !is_emptied(keys) && rows > 0 {
                writer.delete(keys).await?;
            }
            let name = keys.table.name.to_string();
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

    fn of(&self, oid: u32) -> Option<&KeysOf> {
        self.keys.values().find(|keys| keys.table.oid == oid)
    }

    /// How many rows there are in tables that are not the profile's and refer to it.
    async fn outsiders(&self, referrers: &[Referrer]) -> Result<Vec<u64>, FillError> {
        let mut counts = Vec::new();
        for referrer in referrers.iter().filter(|referrer| self.of(referrer.oid).is_none()) {
            counts.push(self.session.writer().count(&referrer.table).await?.rows);
        }
        Ok(counts)
    }

    /// Nothing but our rows is gone.
    async fn unless_others_went(
        &self,
        before: Vec<u64>,
        referrers: &[Referrer],
        counts: &BTreeMap<usize, ClearTarget>,
    ) -> Result<(), FillError> {
        let mut lost = self.outsiders(referrers).await? != before;
        for (at, keys) in &self.keys {
            let rows = self.session.writer().count(&keys.table.name).await?.rows;
            lost |= counts.get(at).is_some_and(|counts| counts.others != rows);
        }
        if lost { Err(FillError::Refused(SeedRefusal::OthersWent)) } else { Ok(()) }
    }
}
