//! `verify`: whether tenants are isolated, as the catalog has it and as it behaves.

mod probe_live;
mod probe_own;
mod probe_scratch;

use super::database::Database;
use super::partitions::ensure;
use super::up::{self, UpRequest};
use crate::model::migration::pair::Pair;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::partitions::config::PartitionConfig;
use crate::model::partitions::report::ReportOrigin;
use crate::model::verify::catalog::Facts;
use crate::model::verify::policy::readings::is_understood;
use crate::model::verify::refusal::VerifyRefusal;
use crate::model::verify::report::{IsolationReport, JudgedDatabase, TableClass};
use crate::model::verify::rules;
use crate::model::verify::scope::Scope;
use crate::model::verify::suggestion::{self, SuggestedTenant};

/// Judges the catalog of a database, and reads no row. With `here`, the application's role reads, too: what it
/// is shown of the rows that are there.
pub(crate) async fn judge(
    database: &Database,
    scope: &Scope,
    here: bool,
) -> Result<IsolationReport, Failure> {
    let snapshot = database.snapshot("migrate verify").await?;
    let facts = snapshot.isolation(scope).await?;
    check_expression(&facts, scope)?;
    let probed = if here { Some(probe_live::probe_live(&snapshot, &facts, scope).await?) } else { None };
    let all = rules::judge(&facts, scope);
    let count = all.len();
    let (findings, stale) = scope.apply(all);
    let tables = facts.relations.iter().filter(|table| table.is_table() && !table.is_partition);
    Ok(IsolationReport {
        exempted: count - findings.len(),
        findings,
        stale,
        tables: tables
            .map(|table| TableClass { table: table.to_string(), class: facts.class(table, scope) })
            .collect(),
        probed,
        probed_on: None,
        judged: judged(database, facts.version),
        command: String::new(),
    })
}

fn check_expression(facts: &Facts, scope: &Scope) -> Result<(), Failure> {
    match &scope.names.expression {
        Some(text) if !is_understood(text, &facts.library) => {
            let (expression, database) = (text.clone(), facts.database.clone());
            Err(Failure::Refused(Refusal::Verify(VerifyRefusal::TenantExpression { expression, database })))
        }
        _ => Ok(()),
    }
}

/// What the catalog of a database suggests for `[tenant]`; on a throwaway server, all scripts are applied first. Judges
/// nothing.
pub(crate) async fn suggest(
    database: &Database,
    pairs: &[Pair],
    scope: &Scope,
) -> Result<SuggestedTenant, Failure> {
    if database.is_throwaway() {
        up::run(database, pairs, UpRequest::EVERYTHING, None).await?;
    }
    let snapshot = database.snapshot("migrate verify").await?;
    let candidates = snapshot.candidates().await?;
    Ok(suggestion::suggest(&snapshot.isolation(scope).await?, &candidates))
}

/// A database, on a server of a version as `server_version_num` has it.
fn judged(database: &Database, version: i32) -> JudgedDatabase {
    let ReportOrigin { database: name, host } = database.origin();
    let host = if database.is_throwaway() { String::new() } else { host };
    JudgedDatabase { name, host, version: format!("{}.{}", version / 10_000, version % 10_000) }
}

/// Applies all scripts to a throwaway server, which is empty, makes the partitions of today for every table that is
/// partitioned by time, as `partitions` wants them, and judges that; there, everything is tried.
pub(crate) async fn throwaway(
    database: &Database,
    pairs: &[Pair],
    partitions: &[PartitionConfig],
    scope: &Scope,
) -> Result<IsolationReport, Failure> {
    up::run(database, pairs, UpRequest::EVERYTHING, None).await?;
    ensure::present(database, partitions).await?;
    let probed = probe_scratch::probe(database, scope).await?;
    let probed_on = database.throwaway_server();
    Ok(IsolationReport { probed: Some(probed), probed_on, ..judge(database, scope, false).await? })
}

/// The same on a throwaway server beside a database, whose path its scripts run with.
pub(crate) async fn throwaway_beside(
    database: &Database,
    scratch: Database,
    pairs: &[Pair],
    partitions: &[PartitionConfig],
    scope: &Scope,
) -> Result<IsolationReport, Failure> {
    let snapshot = database.snapshot("migrate verify").await?;
    let keeper = snapshot.reader().keeper().await?;
    let path = snapshot.path().clone();
    drop(snapshot);
    scratch.stands_beside(&keeper.version);
    let server = scratch.throwaway_server();
    let tried = async { throwaway(&scratch.with_path(&path).await?, pairs, partitions, scope).await };
    let tried = Box::pin(tried).await;
    tried.map_err(|failure| server.into_iter().fold(failure, Failure::on_throwaway))
}
