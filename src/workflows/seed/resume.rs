//! Going on with a run that was killed or failed: what is committed is not written again.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant as Clock;

use super::bulk_load::Load;
use super::error::refused;
use super::resolve::ProfileResolver;
use super::restore::states;
use super::{bulk_load, refusals, sizes};
use crate::model::outcome::failure::Failure;
use crate::model::seed::catalog::{Catalog, CatalogTable};
use crate::model::seed::load::dropped::DroppedObjects;
use crate::model::seed::load::ground::RenamedTable;
use crate::model::seed::plan::Plan;
use crate::model::seed::refusal::{Again, SeedRefusal};
use crate::model::seed::report::{LoadMode, SeedReport, SeedRequestKind};
use crate::model::seed::run;
use crate::postgres::{Session, VERSION};
use crate::workflows::database::{Database, OpenSession};

/// Goes on.
pub(crate) async fn resume(database: &Database, jobs: usize, cores: usize) -> Result<SeedReport, Failure> {
    let started = Clock::now();
    let session = database.session("migrate seed --resume").await?;
    let run = run::to_resume(session.seed_runs().await?, VERSION).map_err(refused)?;
    let settled = ProfileResolver::read(&run.request)?;
    unless_moved(&session, &run.catalog).await?;
    unless_changed(&run.catalog, &settled.catalog(&session).await?)?;
    let plan = Arc::new(settled.plan(&run.catalog, &run.inputs)?);
    let filled: Vec<u32> = plan.tables.iter().map(|table| table.oid).collect();
    refusals::access(&session, &run.catalog, &filled).await?;
    let open = OpenSession { database, session: &session };
    let (apart, to_make) = match run.apart {
        Some(apart) => {
            let pieces = states(open, &apart, Again::Resume).await?.missing;
            let to_make = DroppedObjects { pieces, ..apart.clone() };
            (apart, to_make)
        }
        None => {
            let apart = take_down_again(open, run.id, &plan, &run.done).await?;
            (apart.clone(), apart)
        }
    };
    let triggers = super::triggers(&session, &plan).await?;
    let done = Load { open, catalog: &run.catalog, plan: &plan, run: run.id, apart, to_make, jobs, cores }
        .load_and_finish(&run.done)
        .await?;
    let mut tables = done.tables;
    sizes(&session, &plan, &mut tables).await?;
    Ok(SeedReport {
        kind: SeedRequestKind::Resumed,
        profile: run.request.profile.name.clone(),
        seed: run.request.seed,
        scale: run.request.scale,
        jobs,
        way: LoadMode::Fast,
        tables,
        partitions: Vec::new(),
        taken_down: done.taken_down,
        triggers,
        left: Vec::new(),
        took_seconds: started.elapsed().as_secs_f64(),
        draft: None,
        is_made: run.request.profile.is_made(),
    })
}

/// Takes the tables apart that have no rows yet. One that is filled in part keeps what it has: its other
/// partitions are filled with their indexes in place.
async fn take_down_again(
    open: OpenSession<'_>,
    run: i64,
    plan: &Plan,
    done: &BTreeMap<String, u64>,
) -> Result<DroppedObjects, Failure> {
    let is_begun = |at: usize| {
        let mut streams = plan.streams.iter().filter(|stream| stream.table == at);
        streams.any(|stream| done.contains_key(&stream.name.to_string()))
    };
    let empty = plan.tables.iter().enumerate().filter(|(at, _)| !is_begun(*at));
    let oids: Vec<u32> = empty.map(|(_, table)| table.oid).collect();
    if oids.is_empty() {
        return Ok(DroppedObjects::default());
    }
    let record =
        async |apart: &DroppedObjects| open.session.writer().note_apart(run, Some(apart), None).await;
    bulk_load::take_down(open, &oids, true, record).await
}

/// Refuses where a table was dropped, or has another name.
async fn unless_moved(session: &Session, then: &Catalog) -> Result<(), Failure> {
    let oids: Vec<u32> = then.tables.iter().map(|table| table.oid).collect();
    let now = session.seed_names_now(&oids).await?;
    let mut tables = Vec::new();
    for table in &then.tables {
        match now.get(&table.oid) {
            None => {
                let what = format!("`{}` was dropped", table.name);
                return Err(refused(SeedRefusal::PlanChanged { what }));
            }
            Some(now) if *now != table.name => {
                tables.push(RenamedTable { was: table.name.clone(), now: now.clone() });
            }
            Some(_) => {}
        }
    }
    if tables.is_empty() {
        return Ok(());
    }
    Err(refused(SeedRefusal::TablesRenamed { tables, again: Again::Resume }))
}

/// Refuses where tables, columns or partitions are others than those that the run began with.
fn unless_changed(then: &Catalog, now: &Catalog) -> Result<(), Failure> {
    let columns = |table: &CatalogTable| -> Vec<(String, String)> {
        table.columns.iter().map(|column| (column.name.clone(), column.type_name.clone())).collect()
    };
    let leaves = |table: &CatalogTable| -> Vec<u32> { table.leaves.iter().map(|leaf| leaf.oid).collect() };
    for table in &then.tables {
        let shown = table.name.to_string();
        let what = match now.tables.iter().find(|table_now| table_now.oid == table.oid) {
            None => format!("`{shown}` is a different table"),
            Some(table_now) if columns(table_now) != columns(table) => {
                format!("`{shown}` has different columns")
            }
            Some(table_now) if leaves(table_now) != leaves(table) => {
                format!("`{shown}` has different partitions")
            }
            Some(_) => continue,
        };
        return Err(refused(SeedRefusal::PlanChanged { what }));
    }
    Ok(())
}
