//! `seed --clear`: removes exactly the rows that were written, in one transaction.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant as Clock};

use super::error::{FillError, refused};
use super::refusals;
use super::resolve::ProfileResolver;
use super::workers::{What, Workers};
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::seed::event::SeedEvent;
use crate::model::seed::load::removal;
use crate::model::seed::load::triggers::switches;
use crate::model::seed::plan::Plan;
use crate::model::seed::refusal::{HoldingRows, SeedRefusal};
use crate::model::seed::report::{LoadMode, SeedReport, SeedRequestKind, SeededTable};
use crate::model::seed::run::Run;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::{KeysOf, Referrer, RunFault, Session};
use crate::workflows::database::Database;

/// How long it waits for the locks of others.
const PATIENCE: Duration = Duration::from_secs(30);

const DOING: &str = "remove the rows";

/// Removes what every run wrote, the newest first.
pub(crate) async fn clear(database: &Database, cores: usize) -> Result<SeedReport, Failure> {
    let started = Clock::now();
    let session = database.session("migrate seed --clear").await?;
    let runs = session.seed_runs().await?;
    let Some(newest) = runs.last() else { return Err(refused(SeedRefusal::NothingToClear)) };
    for run in &runs {
        if let Some(apart) = &run.apart {
            let missing = session.seed_restore(apart).await?;
            if !missing.is_empty() {
                return Err(refused(SeedRefusal::NotBack { pieces: missing }));
            }
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
        took_seconds: 0.0,
    };
    let writer = session.writer();
    let cleared = async {
        writer.begin(PATIENCE, "").await.map_err(RunFault::failure(DOING))?;
        for run in runs.iter().rev() {
            let mut clearing = ClearRun::new(database, &session, run, cores).await?;
            report.tables.extend(clearing.run().await?);
            for position in &run.positions {
                writer.lower(position).await.map_err(RunFault::failure(DOING))?;
            }
            if let Some(keys) = clearing.keys.values().next() {
                writer.settle(&keys.table.name).await.map_err(RunFault::failure(DOING))?;
            }
            writer.forget_run(run.id).await.map_err(RunFault::failure(DOING))?;
        }
        if database.is_stopping() {
            return Err(Failure::Stopped);
        }
        writer.commit().await.map_err(RunFault::failure(DOING))
    };
    if let Err(failure) = cleared.await {
        writer.rollback().await;
        return Err(if database.is_stopping() { Failure::Stopped } else { failure });
    }
    report.took_seconds = started.elapsed().as_secs_f64();
    Ok(report)
}

/// The removal of one run.
struct ClearRun<'a> {
    database: &'a Database,
    session: &'a Session,
    run: &'a Run,
    plan: Arc<Plan>,
    cores: usize,
    /// The tables that are still there, by their place in the plan, and what they were filled with.
    keys: BTreeMap<usize, KeysOf>,
}

/// What is known of a table before anything is removed.
#[derive(Debug, Clone, Copy)]
struct ClearTarget {
    seeded: u64,
    others: u64,
}

impl<'a> ClearRun<'a> {
    async fn new(
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

    /// Within the transaction.
    async fn run(&mut self) -> Result<Vec<SeededTable>, Failure> {
        let writer = self.session.writer();
        let oids: Vec<u32> = self.keys.values().map(|keys| keys.table.oid).collect();
        refusals::access(self.session, &self.run.catalog).await?;
        let referrers = self.session.seed_referrers(&oids).await?;
        let mut locked: Vec<QualifiedName> = self.keys.values().map(|keys| keys.table.name.clone()).collect();
        locked.extend(referrers.iter().map(|referrer| referrer.table.clone()));
        locked.sort_unstable();
        locked.dedup();
        writer.lock_writers_out(&locked).await.map_err(RunFault::failure(DOING))?;
        self.write_keys().await?;
        let counts = self.count_targets().await?;
        self.unless_held(&referrers, &counts).await?;
        let before = self.outsiders(&referrers).await?;
        let lines = self.remove(&referrers, &counts).await?;
        self.unless_others_went(before, &referrers, &counts).await?;
        Ok(lines)
    }

    /// Puts the keys of what was written into temporary tables.
    async fn write_keys(&mut self) -> Result<(), Failure> {
        let writer = self.session.writer();
        let workers = Workers::new(Arc::clone(&self.plan), self.cores, 1);
        for keys in self.keys.values_mut() {
            writer.make_keys(keys).await.map_err(RunFault::failure(DOING))?;
        }
        for (at, stream) in self.plan.streams.iter().enumerate() {
            let is_written = self.run.is_finished || self.run.done.contains_key(&stream.name.to_string());
            let Some(keys) = self.keys.get(&stream.table).filter(|_| is_written) else { continue };
            let mut chunks = workers.chunks(at, What::Keys);
            let copied = writer.copy(keys.copy_into(), async || {
                if self.database.is_stopping() { Err(RunFault::Stopped.into()) } else { chunks.next().await }
            });
            copied.await.map_err(|trouble: FillError| trouble.into_failure(DOING))?;
        }
        for keys in self.keys.values() {
            writer.analyze_keys(keys).await.map_err(RunFault::failure(DOING))?;
        }
        Ok(())
    }

    async fn count_targets(&self) -> Result<BTreeMap<usize, ClearTarget>, Failure> {
        let mut counts = BTreeMap::new();
        for (at, keys) in &self.keys {
            let counted = self.session.writer().count_ours(keys).await.map_err(RunFault::failure(DOING))?;
            counts.insert(*at, ClearTarget { seeded: counted.seeded, others: counted.all - counted.seeded });
        }
        Ok(counts)
    }

    /// Refuses where rows of others refer to ours: nothing would be left of them, or not all.
    async fn unless_held(
        &self,
        referrers: &[Referrer],
        counts: &BTreeMap<usize, ClearTarget>,
    ) -> Result<(), Failure> {
        let mut held = Vec::new();
        for referrer in referrers {
            let Some(target) = self.of(referrer.target_oid) else { continue };
            let child = self.of(referrer.oid);
            if child.is_some_and(|child| counts.get(&child.number).is_some_and(|counts| counts.others == 0)) {
                continue;
            }
            let counted = self.session.writer().count_held(referrer, target, child).await;
            let rows = counted.map_err(RunFault::failure(DOING))?;
            if rows > 0 {
                held.push(HoldingRows {
                    table: referrer.table.to_string(),
                    constraint: referrer.constraint.clone(),
                    target: referrer.target.to_string(),
                    rows,
                });
            }
        }
        if held.is_empty() { Ok(()) } else { Err(refused(SeedRefusal::HeldBy { rows: held })) }
    }

    /// Removes the rows, of tables that refer to others first.
    async fn remove(
        &self,
        referrers: &[Referrer],
        counts: &BTreeMap<usize, ClearTarget>,
    ) -> Result<Vec<SeededTable>, Failure> {
        let writer = self.session.writer();
        let wholly: Vec<u32> = self
            .keys
            .iter()
            .filter(|(at, _)| counts.get(at).is_some_and(|counts| counts.others == 0))
            .map(|(_, keys)| keys.table.oid)
            .collect();
        let references: Vec<(u32, u32)> =
            referrers.iter().map(|referrer| (referrer.oid, referrer.target_oid)).collect();
        let emptied = removal::emptied(&wholly, &references);
        let targets: Vec<u32> = self.keys.values().flat_map(|keys| self.members(keys.table.oid)).collect();
        let triggers = self.session.seed_triggers(&targets).await?;
        let switches = switches(&triggers, &targets, &[]);
        writer.run_all(&switches.off).await.map_err(RunFault::failure(DOING))?;
        let truncated: Vec<&KeysOf> =
            self.keys.values().filter(|keys| emptied.contains(&keys.table.oid)).collect();
        writer.truncate(&truncated).await.map_err(RunFault::failure(DOING))?;
        writer.spare_foreign_keys(true).await.map_err(RunFault::failure(DOING))?;
        let mut lines = Vec::new();
        for (at, keys) in self.keys.iter().rev() {
            let started = Clock::now();
            let rows = counts.get(at).map_or(0, |counts| counts.seeded);
            if !emptied.contains(&keys.table.oid) && rows > 0 {
                writer.delete(keys).await.map_err(RunFault::failure(DOING))?;
            }
            let name = keys.table.name.to_string();
            self.database.reporter().event(&Event::Seed(SeedEvent::Clearing { table: &name, rows }));
            lines.push(SeededTable { name, rows, seconds: started.elapsed().as_secs_f64(), bytes: 0 });
        }
        writer.spare_foreign_keys(false).await.map_err(RunFault::failure(DOING))?;
        writer.run_all(&switches.on).await.map_err(RunFault::failure(DOING))?;
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
    async fn outsiders(&self, referrers: &[Referrer]) -> Result<Vec<u64>, Failure> {
        let mut counts = Vec::new();
        for referrer in referrers.iter().filter(|referrer| self.of(referrer.oid).is_none()) {
            let count = self.session.writer().count(&referrer.table).await;
            counts.push(count.map_err(RunFault::failure(DOING))?.rows);
        }
        Ok(counts)
    }

    /// Nothing but our rows is gone.
    async fn unless_others_went(
        &self,
        before: Vec<u64>,
        referrers: &[Referrer],
        counts: &BTreeMap<usize, ClearTarget>,
    ) -> Result<(), Failure> {
        let mut lost = self.outsiders(referrers).await? != before;
        for (at, keys) in &self.keys {
            let count = self.session.writer().count(&keys.table.name).await;
            let rows = count.map_err(RunFault::failure(DOING))?.rows;
            lost |= counts.get(at).is_some_and(|counts| counts.others != rows);
        }
        if lost { Err(refused(SeedRefusal::OthersWent)) } else { Ok(()) }
    }
}
