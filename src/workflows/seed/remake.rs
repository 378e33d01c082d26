//! Making rows again as they were written: to remove them, and to see what triggers that stayed on made of them.

use std::collections::BTreeMap;

use super::error::FillError;
use super::workers::Workers;
use crate::model::seed::catalog::Catalog;
use crate::model::seed::plan::Plan;
use crate::model::seed::remaking::constants;
use crate::postgres::{RemadeRows, RunFault, Writer};
use crate::workflows::database::{Database, OpenSession};

/// Makes the rows of some tables (by their place in the plan) again, in temporary tables: those of the streams that
/// `is_written` says yes to. Within a transaction.
pub(super) async fn remake(
    database: &Database,
    writer: Writer<'_>,
    (plan, workers): (&Plan, &Workers),
    tables: &mut BTreeMap<usize, RemadeRows>,
    is_written: impl Fn(&str) -> bool,
) -> Result<(), FillError> {
    for rows in tables.values_mut() {
        writer.prepare_remade(rows).await?;
    }
    for (at, stream) in plan.streams.iter().enumerate() {
        let rows = tables.get(&stream.table).filter(|_| is_written(&stream.name.to_string()));
        let Some(rows) = rows else { continue };
        let mut chunks = workers.chunks(at);
        let copied = writer.copy_remade(rows, async || {
            if database.is_stopping() { Err(RunFault::Stopped.into()) } else { chunks.next().await }
        });
        copied.await?;
    }
    for rows in tables.values() {
        writer.analyze_remade(rows).await?;
    }
    Ok(())
}

/// Where triggers stayed on while rows were written, compares every table with what was sent, and writes down which columns
/// are others. Within a transaction, behind the last of them.
pub(super) async fn note_altered(
    OpenSession { database, session }: OpenSession<'_>,
    run: i64,
    catalog: &Catalog,
    (plan, workers): (&Plan, &Workers),
) -> Result<(), FillError> {
    if !plan.tables.iter().any(|table| !table.kept_triggers.is_empty()) {
        return Ok(());
    }
    let writer = session.writer();
    let mut tables = BTreeMap::new();
    for (at, table) in plan.tables.iter().enumerate() {
        let mut rows = RemadeRows::new(at, table.clone());
        if let Some(facts) = catalog.tables.iter().find(|facts| facts.oid == table.oid) {
            rows.constants = constants(facts, &table.columns, &facts.columns);
        }
        tables.insert(at, rows);
    }
    remake(database, writer, (plan, workers), &mut tables, |_| true).await?;
    let mut altered = BTreeMap::new();
    for rows in tables.values() {
        let columns = writer.altered(rows).await?;
        if !columns.is_empty() {
            altered.insert(rows.table.oid, columns);
        }
    }
    Ok(writer.note_altered(run, &altered).await?)
}
