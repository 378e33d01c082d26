//! `verify`: whether tenants are isolated, as the catalog has it.

use super::database::Database;
use super::up::{self, UpRequest};
use crate::model::failure::Failure;
use crate::model::isolation::report::{IsolationReport, TableClass};
use crate::model::isolation::rules;
use crate::model::isolation::scope::Scope;
use crate::model::migration::Pair;
use crate::model::plan::{Order, UpTarget};

/// Reads catalogs only, and no row. A throwaway server is empty: there, all scripts are applied first.
pub(crate) async fn verify(
    database: &Database,
    pairs: &[Pair],
    scope: &Scope,
) -> Result<IsolationReport, Failure> {
    if database.is_throwaway() {
        let everything = UpRequest { target: UpTarget::Latest, order: Order::Strict };
        up::run(database, pairs, everything, None).await?;
    }
    let snapshot = database.snapshot("migrate verify").await?;
    let facts = snapshot.isolation(scope).await?;
    let all = rules::judge(&facts, scope);
    let found = all.len();
    let (findings, stale) = scope.apply(all);
    let tables = facts.relations.iter().filter(|table| table.is_table() && !table.is_partition);
    Ok(IsolationReport {
        exempted: found - findings.len(),
        findings,
        stale,
        tables: tables
            .map(|table| TableClass { table: table.shown(), class: facts.class(table, scope) })
            .collect(),
    })
}
