//! The plan of a run: the profile and the catalog, the rows to refer to, and what the server says of values.

use super::fit::Fit;
use super::resolve::ProfileResolver;
use crate::model::outcome::failure::Failure;
use crate::model::seed::catalog::Catalog;
use crate::model::seed::plan::Plan;
use crate::model::seed::run::RunInputs;
use crate::postgres::{RunFault, Session};

/// The plan for a catalog, once the server has said what it takes; and what it said. `has_rows` is about a
/// table by its OID; `oldest`: rows to refer to are those of the oldest script.
pub(super) async fn plan_with_server(
    settled: &ProfileResolver<'_>,
    session: &Session,
    catalog: &Catalog,
    has_rows: impl Fn(u32) -> bool,
    oldest: bool,
) -> Result<(Plan, RunInputs), Failure> {
    let is_on_top = catalog.tables.iter().any(|table| has_rows(table.oid));
    let mut inputs = RunInputs { is_on_top, ..RunInputs::default() };
    for wanted in settled.lookups(catalog)? {
        let Some(table) = catalog.tables.iter().find(|table| table.oid == wanted.table) else { continue };
        let rows = session.writer().lookup(&wanted, &table.name, oldest).await;
        inputs.lookups.push(rows.map_err(RunFault::failure("read the rows to refer to"))?);
    }
    Fit { resolver: settled, session, catalog }.run(&mut inputs).await?;
    let plan = settled.plan(catalog, &inputs)?;
    for table in plan.tables.iter().filter(|table| has_rows(table.oid)) {
        for (column, _) in &table.counted {
            let highest = session.writer().highest(&table.name, column).await;
            let highest = highest.map_err(RunFault::failure("examine the tables"))?;
            let behind = inputs.behind.entry(table.oid).or_default();
            *behind = highest.max(*behind);
        }
    }
    Ok((settled.plan(catalog, &inputs)?, inputs))
}
