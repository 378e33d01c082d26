//! Databases that are not taken over.

use super::request::BaselineRequest;
use crate::model::baseline::BaselineRefusal;
use crate::model::migration::existing::ToolTable;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::Snapshot;

/// Refuses a database that has a history: ours, or another tool's.
pub(super) async fn check(snapshot: &Snapshot, request: &BaselineRequest) -> Result<(), Failure> {
    let refused = |why| Err(Failure::Refused(Refusal::Baseline(why)));
    let history = snapshot.reader().history().await?;
    if let Some(newest) = history.newest() {
        return refused(BaselineRefusal::HasHistory { newest: newest.id.version });
    }
    snapshot.may_begin().await?;
    let tools = snapshot.reader().histories_of_tools().await?;
    let tools: Vec<ToolTable> =
        tools.into_iter().filter(|tool| !is_excepted(tool, &request.not_histories)).collect();
    if tools.is_empty() { Ok(()) } else { refused(BaselineRefusal::OtherTool(tools)) }
}

/// Whether somebody said that this table is no history: by its name, with or without its schema.
fn is_excepted(tool: &ToolTable, names: &[String]) -> bool {
    names.iter().any(|name| {
        let qualified = QualifiedName::parse(name).map(|name| name.to_string());
        qualified.as_deref().unwrap_or(name) == tool.table
            || tool.table.rsplit_once('.').is_some_and(|(_, table)| table == name)
    })
}
