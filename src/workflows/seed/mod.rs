//! `seed`: fills a migrated database, resumes an interrupted run, and removes its rows.

mod bulk_load;
mod clear;
mod error;
mod finish;
mod fit;
mod made;
mod partitions;
mod planning;
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
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::seed::catalog::Catalog;
use crate::model::seed::event::SeedEvent;
use crate::model::seed::load::triggers::Firing;
use crate::model::seed::plan::Plan;
use crate::model::seed::refusal::{RowCount, SeedRefusal};
use crate::model::seed::report::{LoadMode, SeedReport, SeedRequestKind, SeededTable, planned};
use crate::model::seed::request::Request;
use crate::model::seed::run::{self, Run, RunInputs};
use crate::postgres::{Purpose, Session};
use error::refused;
use made::{MadeDraft, tables_of};
use planning::plan_with_server;
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

/// Fills the database, or says what would be done. Where nobody named a profile, or named one in passing that belongs to
/// another schema, by a profile that is made from this one.
pub(crate) async fn seed(database: &Database, request: &SeedRequest) -> Result<SeedReport, Failure> {
    let purpose = if request.dry_run { Purpose::Preview } else { Purpose::Write };
    let session = database.session_for("migrate seed", purpose).await?;
    let profile = &request.request.profile;
    if !profile.is_made() {
        match fill(database, &session, request, &request.request).await {
            Err(Failure::Refused(Refusal::Seed(SeedRefusal::MissingTables { .. })))
                if profile.made.is_some() => {}
            ended => return ended,
        }
    }
    let Some(made) = &profile.made else { return Err(refused(SeedRefusal::NoTables)) };
    let mut without: Vec<String> = Vec::new();
    loop {
        let draft = MadeDraft::of(&session, made, &without, false).await?;
        match fill(database, &session, request, &draft.request(&request.request)).await {
            Err(Failure::Profile(problems)) if made.is_for_proof => {
                let tables = tables_of(&problems, &draft.draft);
                if tables.is_empty() {
                    return Err(Failure::Profile(problems));
                }
                without.extend(tables);
            }
            ended => {
                if !without.is_empty() && ended.is_ok() {
                    let event = SeedEvent::LeftOut { tables: &without };
                    database.reporter().event(&Event::Seed(event));
                }
                return ended;
            }
        }
    }
}

/// The profile that would be made for a database, as a file.
pub(crate) async fn init(database: &Database, request: &SeedRequest) -> Result<SeedReport, Failure> {
    let session = database.session_for("migrate seed", Purpose::Preview).await?;
    let Some(made) = &request.request.profile.made else { return Err(refused(SeedRefusal::NoTables)) };
    let mut draft = MadeDraft::of(&session, made, &[], true).await?;
    let made_request = draft.request(&request.request);
    let settled = ProfileResolver::read(&made_request)?;
    let catalog = settled.catalog(&session).await?;
    let (plan, inputs) =
        plan_with_server(&settled, &session, &catalog, |_| false, request.allows_rows).await?;
    draft.settle(&settled, &catalog, (&plan, &inputs))?;
    let report = SeedReport {
        kind: SeedRequestKind::Drafted,
        profile: made_request.profile.name.clone(),
        seed: made_request.seed,
        scale: made_request.scale,
        jobs: 1,
        way: LoadMode::Plain,
        tables: planned(&plan),
        partitions: Vec::new(),
        taken_down: Vec::new(),
        triggers: Vec::new(),
        left: Vec::new(),
        took_seconds: 0.0,
        draft: Some(draft.text()),
        is_made: true,
    };
    Ok(report)
}

/// Fills the database by a profile; what is wrong with that is reported with file and line.
async fn fill(
    database: &Database,
    session: &Session,
    request: &SeedRequest,
    wanted: &Request,
) -> Result<SeedReport, Failure> {
    let filled = Box::pin(fill_unlocated(database, session, request, wanted)).await;
    filled.map_err(|failure| match failure {
        Failure::Profile(mut problems) => {
            for problem in &mut problems {
                problem.at =
                    problem.at.take().or_else(|| wanted.profile.locate(&problem.place).map(Into::into));
            }
            Failure::Profile(problems)
        }
        failure => failure,
    })
}

async fn fill_unlocated(
    database: &Database,
    session: &Session,
    request: &SeedRequest,
    wanted: &Request,
) -> Result<SeedReport, Failure> {
    let started = Clock::now();
    let mut settled = ProfileResolver::read(wanted)?;
    if request.is_partial {
        settled = settled.narrowed(session).await?;
    }
    let prepared = prepare(database, session, request, &settled).await?;
    let Prepared { catalog, plan, inputs, partitions, way, runs } = prepared;
    let mut report = SeedReport {
        kind: if request.dry_run { SeedRequestKind::Plan } else { SeedRequestKind::Seeded },
        profile: wanted.profile.name.clone(),
        seed: wanted.seed,
        scale: wanted.scale,
        jobs: if way == LoadMode::Fast { request.jobs } else { 1 },
        way,
        tables: planned(&plan),
        partitions,
        taken_down: Vec::new(),
        triggers: triggers(session, &plan).await?,
        left: Vec::new(),
        took_seconds: 0.0,
        draft: None,
        is_made: wanted.profile.is_made(),
    };
    if request.dry_run {
        report.taken_down =
            if way == LoadMode::Fast { refusals::removable(session, &plan).await? } else { Vec::new() };
        return Ok(report);
    }
    database.reporter().event(&Event::Seed(SeedEvent::TriggersOff { names: &report.triggers }));
    let rows = plan.tables.iter().map(|table| table.rows).sum();
    database.reporter().event(&Event::Seed(SeedEvent::Planned { rows }));
    let plain = single_transaction::Plain {
        database,
        session,
        request: wanted,
        cores: request.cores,
        catalog: &catalog,
        plan: &plan,
        inputs: &inputs,
        runs: &runs,
    };
    match way {
        LoadMode::Plain => report.tables = plain.run().await?,
        LoadMode::Fast => {
            let run = OpenSession { database, session };
            let done = bulk_load::begin(run, (request, wanted), &catalog, &plan, &inputs).await?;
            report.tables = done.tables;
            report.taken_down = done.taken_down;
        }
    }
    sizes(session, &plan, &mut report.tables).await?;
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
    let filled = settled.filled(&catalog);
    refusals::access(session, &catalog, &filled).await?;
    let counts =
        refusals::rows(session, &catalog, &filled, (!request.allows_rows).then_some(&runs[..])).await?;
    let (now, lacks) = partitions::lacking(session, &catalog, &request.wishes, settled.window).await?;
    // Where nobody asked for months, values go where partitions are.
    let has_leaves = |lack: &partitions::MissingPartitions| {
        catalog.tables.iter().any(|table| lack.is_about(table.oid) && !table.leaves.is_empty())
    };
    let is_wanted = |lack: &partitions::MissingPartitions| !settled.is_made() || !has_leaves(lack);
    let lacks: Vec<_> = lacks.into_iter().filter(is_wanted).collect();
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
    let (plan, inputs) =
        plan_with_server(settled, session, &catalog, |oid| full.contains(&oid), request.allows_rows).await?;
    let rows = plan.tables.iter().map(|table| table.rows).sum();
    let all_empty = plan.tables.iter().all(|table| !full.contains(&table.oid));
    let way = LoadMode::of(rows, all_empty && !plan.is_late);
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
