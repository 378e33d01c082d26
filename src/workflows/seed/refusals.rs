//! Looking at everything that may speak against seeding, before anything is touched.

use super::error::refused;
use crate::model::outcome::failure::Failure;
use crate::model::seed::catalog::{Catalog, CatalogTable};
use crate::model::seed::plan::Plan;
use crate::model::seed::refusal::RowCount;
use crate::model::seed::run::{self, Run};
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::{RunFault, Session};

/// Refuses a role that cannot fill these tables, by their OIDs, and their partitions.
pub(super) async fn access(session: &Session, catalog: &Catalog, filled: &[u32]) -> Result<(), Failure> {
    let leaves = |table: &CatalogTable| table.leaves.iter().map(|leaf| leaf.oid).collect::<Vec<_>>();
    let oids: Vec<u32> =
        filled_of(catalog, filled).flat_map(|table| [vec![table.oid], leaves(table)].concat()).collect();
    session.seed_access(&oids).await?.map_or(Ok(()), |why| Err(refused(why)))
}

/// Counts the rows of these tables, by their OIDs, and of all that refer to them. Refuses rows that none of these runs
/// wrote, and no script; none: any rows are welcome.
pub(super) async fn rows(
    session: &Session,
    catalog: &Catalog,
    filled: &[u32],
    runs: Option<&[Run]>,
) -> Result<Vec<RowCount>, Failure> {
    let mut tables: Vec<QualifiedName> = filled_of(catalog, filled).map(|table| table.name.clone()).collect();
    tables.extend(session.seed_referrers(filled).await?.into_iter().map(|referrer| referrer.table));
    tables.sort_unstable();
    tables.dedup();
    let mut counts = Vec::new();
    for table in &tables {
        let count = session.writer().count_alone(table).await;
        counts.push(count.map_err(RunFault::failure("count the rows"))?);
    }
    if let Some(runs) = runs {
        run::unless_foreign(runs, counts.clone()).map_err(refused)?;
    }
    Ok(counts)
}

fn filled_of<'a>(catalog: &'a Catalog, filled: &[u32]) -> impl Iterator<Item = &'a CatalogTable> {
    catalog.tables.iter().filter(|table| filled.contains(&table.oid))
}

/// What would be dropped: the keys, indexes and foreign keys of the plan's tables.
pub(super) async fn removable(session: &Session, plan: &Plan) -> Result<Vec<String>, Failure> {
    let oids: Vec<u32> = plan.tables.iter().map(|table| table.oid).collect();
    session.seed_removable(&oids).await
}
