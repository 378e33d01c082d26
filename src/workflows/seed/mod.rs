//! `seed`: fills a migrated database, resumes an interrupted run, and removes its rows.

mod bulk_load;
mod clear;
mod error;
mod finish;
mod partitions;
mod refusals;
mod remake;
mod request;
mod resolve;
mod restore;
mod resume;
mod single_transaction;
mod stream;
mod workers;

use std::sync::Arc;
use std::time::Instant as Clock;

pub(crate) use clear::clear;
pub(crate) use resume::resume;

use super::database::{Database, OpenSession};
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::seed::catalog::Catalog;
use crate::model::seed::event::SeedEvent;
use crate::model::seed::load::triggers::Firing;
use crate::model::seed::plan::Plan;
use crate::model::seed::refusal::RowCount;
use crate::model::seed::report::{LoadMode, SeedReport, SeedRequestKind, SeededTable, planned};
use crate::model::seed::run::{self, Run, RunInputs};
use crate::postgres::{Purpose, Session};
use error::refused;
pub(crate) use request::SeedRequest;
use resolve::ProfileResolver;

/// What is known of a run when rows are about to be written.
struct Prepared {
    catalog: Catalog,
    plan: Arc<Plan>,
    inputs: RunInputs,
    partitions: Vec<String>,
    way: LoadMode,
    /// What was written before.
    runs: Vec<Run>,
}

/// Fills the database, or says what would be done.
pub(crate) async fn seed(database: &Database, request: &SeedRequest) -> Result<SeedReport, Failure> {
    let started = Clock::now();
    let purpose = if request.dry_run { Purpose::Preview } else { Purpose::Write };
    let session = database.session_for("migrate seed", purpose).await?;
    let mut settled = ProfileResolver::read(&request.request)?;
    if request.is_partial {
        settled = settled.narrowed(&session).await?;
    }
    let prepared = prepare(database, &session, request, &settled).await?;
    let Prepared { catalog, plan, inputs, partitions, way, runs } = prepared;
    let mut report = SeedReport {
        kind: if request.dry_run { SeedRequestKind::Plan } else { SeedRequestKind::Seeded },
        profile: request.request.profile.name.clone(),
        seed: request.request.seed,
        scale: request.request.scale,
        jobs: if way == LoadMode::Fast { request.jobs } else { 1 },
        way,
        tables: planned(&plan),
        partitions,
        taken_down: Vec::new(),
        triggers: triggers(&session, &plan).await?,
        left: Vec::new(),
        took_seconds: 0.0,
    };
    if request.dry_run {
        report.taken_down =
            if way == LoadMode::Fast { refusals::removable(&session, &plan).await? } else { Vec::new() };
        return Ok(report);
    }
    database.reporter().event(&Event::Seed(SeedEvent::TriggersOff { names: &report.triggers }));
    let plain = single_transaction::Plain {
        database,
        session: &session,
        request,
        catalog: &catalog,
        plan: &plan,
        inputs: &inputs,
        runs: &runs,
    };
    match way {
        LoadMode::Plain => report.tables = plain.run().await?,
        LoadMode::Fast => {
            let run = OpenSession { database, session: &session };
            let done = bulk_load::begin(run, request, &catalog, &plan, &inputs).await?;
            report.tables = done.tables;
            report.taken_down = done.taken_down;
        }
    }
    sizes(&session, &plan, &mut report.tables).await?;
    report.took_seconds = started.elapsed().as_secs_f64();
    Ok(report)
}

/// Everything that may be refused is refused here. Then partitions are made, where they are missing.
async fn prepare(
    database: &Database,
    session: &Session,
    request: &SeedRequest,
    settled: &ProfileResolver<'_>,
) -> Result<Prepared, Failure> {
    let runs = session.seed_runs().await?;
    run::unless_unfinished(&runs).map_err(refused)?;
    let mut catalog = settled.catalog(session).await?;
    refusals::access(session, &catalog).await?;
    let counts = refusals::rows(session, &catalog, (!request.allows_rows).then_some(&runs[..])).await?;
    let (now, lacks) = partitions::lacking(session, &catalog, &request.wishes, settled.window).await?;
    let mut partitions = Vec::new();
    if request.dry_run {
        for lack in &lacks {
            partitions.extend(lack.names());
            lack.pretend(&mut catalog);
        }
    } else if !lacks.is_empty() {
        partitions = partitions::make(OpenSession { database, session }, now, &lacks).await?;
        catalog = settled.catalog(session).await?;
    }
    let full: Vec<u32> = catalog
        .tables
        .iter()
        .filter(|table| {
            let is_it = |count: &&RowCount| count.name == table.name;
            counts.iter().any(|count| is_it(&count) && count.rows > 0)
        })
        .map(|table| table.oid)
        .collect();
    let (plan, inputs) = settled.plan_with_server(session, &catalog, |oid| full.contains(&oid)).await?;
    let rows = plan.tables.iter().map(|table| table.rows).sum();
    let way = LoadMode::of(rows, plan.tables.iter().all(|table| !full.contains(&table.oid)));
    Ok(Prepared { catalog, plan: Arc::new(plan), inputs, partitions, way, runs })
}

/// The triggers that do not run while rows are written, as people name them.
async fn triggers(session: &Session, plan: &Plan) -> Result<Vec<String>, Failure> {
    let oids: Vec<u32> = plan.tables.iter().map(|table| table.oid).collect();
    let mut names = Vec::new();
    for trigger in session.seed_triggers(&oids).await? {
        let table = plan.tables.iter().find(|table| table.oid == trigger.table);
        let is_kept = table.is_some_and(|table| table.kept_triggers.contains(&trigger.name));
        if trigger.firing != Firing::Disabled && !is_kept {
            names.push(format!("{} of {}", trigger.name, trigger.table_name));
        }
    }
    Ok(names)
}

/// Fills in how large the tables are now.
async fn sizes(session: &Session, plan: &Plan, tables: &mut [SeededTable]) -> Result<(), Failure> {
    let oids: Vec<u32> = plan.tables.iter().map(|table| table.oid).collect();
    let sizes = session.seed_sizes(&oids).await?;
    for (line, oid) in tables.iter_mut().zip(oids) {
        line.bytes = sizes.get(&oid).copied().unwrap_or_default();
    }
    Ok(())
}
