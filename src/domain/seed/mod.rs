//! `seed`: fills a migrated database, goes on with what was interrupted, and takes it back.

mod clear;
mod fast;
mod finish;
mod months;
mod plain;
mod produce;
mod refusals;
mod resume;
mod settle;
mod stream;

use std::sync::Arc;
use std::time::Instant as Clock;

pub(crate) use clear::clear;
pub(crate) use resume::resume;

use super::database::Database;
use crate::model::failure::{Failure, Refusal};
use crate::model::partitions::wish::Wish;
use crate::model::seed::catalog::Catalog;
use crate::model::seed::plan::Plan;
use crate::model::seed::refusal::SeedRefusal;
use crate::model::seed::report::{Kind, SeedReport, SeededTable, Way};
use crate::model::seed::request::Request;
use crate::model::seed::run;
use crate::model::sql_error::DbFault;
use crate::postgres::{RunFault, Session};
use settle::Settled;

/// What `seed --profile` was asked for.
#[derive(Debug)]
pub(crate) struct SeedRequest {
    pub(crate) request: Request,
    pub(crate) jobs: usize,
    /// How many threads make rows.
    pub(crate) cores: usize,
    /// The tables whose partitions are looked after.
    pub(crate) wishes: Vec<Wish>,
    pub(crate) dry_run: bool,
}

/// What is known of a run when rows are about to be written.
struct Prepared {
    catalog: Catalog,
    plan: Arc<Plan>,
    partitions: Vec<String>,
    way: Way,
}

/// Fills the database, or says what would be done.
pub(crate) async fn seed(database: &Database, asked: &SeedRequest) -> Result<SeedReport, Failure> {
    let started = Clock::now();
    let session = database.session("migrate seed").await?;
    let settled = Settled::read(&asked.request)?;
    let prepared = prepare(database, &session, asked, &settled).await?;
    let Prepared { catalog, plan, partitions, way } = prepared;
    let mut report = SeedReport {
        kind: if asked.dry_run { Kind::Plan } else { Kind::Seeded },
        profile: asked.request.profile.name.clone(),
        seed: asked.request.seed,
        scale: asked.request.scale,
        jobs: if way == Way::Fast { asked.jobs } else { 1 },
        way,
        tables: planned(&plan),
        partitions,
        taken_down: Vec::new(),
        triggers: session.seed_triggers(&plan).await?,
        took_seconds: 0.0,
    };
    if asked.dry_run {
        report.taken_down = if way == Way::Fast { refusals::removable(&session, &plan).await? } else { Vec::new() };
        return Ok(report);
    }
    let plain = plain::Plain { database, session: &session, asked, catalog: &catalog, plan: &plan };
    match way {
        Way::Plain => report.tables = plain.run().await?,
        Way::Fast => {
            let done = fast::begin(database, &session, asked, (&catalog, &plan)).await?;
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
    asked: &SeedRequest,
    settled: &Settled<'_>,
) -> Result<Prepared, Failure> {
    let runs = session.seed_runs().await?;
    run::unless_unfinished(&runs).map_err(refused)?;
    let mut catalog = settled.catalog(session).await?;
    refusals::access(session, &catalog).await?;
    let counts = refusals::rows(session, &catalog, &runs).await?;
    let (now, lacks) = months::lacking(session, &catalog, &asked.wishes, settled.window).await?;
    let mut partitions = Vec::new();
    if asked.dry_run {
        for lack in &lacks {
            partitions.extend(lack.names());
            lack.pretend(&mut catalog);
        }
    } else if !lacks.is_empty() {
        partitions = months::make(database, session, (now, &lacks)).await?;
        catalog = settled.catalog(session).await?;
    }
    let plan = settled.plan(&catalog)?;
    let rows = plan.tables.iter().map(|table| table.rows).sum();
    let planned = |count: &&crate::model::seed::refusal::RowCount| {
        plan.tables.iter().any(|table| table.schema == count.schema && table.name == count.name)
    };
    let way = Way::of(rows, counts.iter().filter(planned).all(|count| count.rows == 0));
    Ok(Prepared { catalog, plan: Arc::new(plan), partitions, way })
}

/// The tables of a plan, before any work.
fn planned(plan: &Plan) -> Vec<SeededTable> {
    let line = |table: &crate::model::seed::plan::PlannedTable| SeededTable {
        name: run::key(&table.schema, &table.name),
        rows: table.rows,
        seconds: 0.0,
        bytes: 0,
    };
    plan.tables.iter().map(line).collect()
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

fn refused(why: SeedRefusal) -> Failure {
    Failure::Refused(Refusal::Seed(why))
}

/// What a request of ours failed for; `doing` completes "could not ..".
fn failure(doing: &'static str) -> impl FnOnce(RunFault) -> Failure {
    move |fault| match fault {
        RunFault::Stopped => Failure::Stopped,
        RunFault::Script { error, .. } => Failure::Database { doing, fault: DbFault::Server(error) },
        RunFault::Db(fault) => Failure::Database { doing, fault },
        other => Failure::Unexpected(anyhow::anyhow!("{other:?}")),
    }
}
