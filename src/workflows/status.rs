//! `status`: what is applied, what is pending, and what does not fit together.

use super::database::Database;
use crate::model::migration::history::History;
use crate::model::migration::pair::Pair;
use crate::model::migration::{statement_check, status};
use crate::model::outcome::failure::Failure;
use crate::model::outcome::report::StatusReport;

/// What `status` is called on the server.
pub(crate) const NAME: &str = "migrate status";

/// Compares files and history. Reads only, creates nothing.
pub(crate) async fn read(database: &Database, pairs: &[Pair], source: &str) -> Result<StatusReport, Failure> {
    let snapshot = database.snapshot(NAME).await?;
    let state = snapshot.reader().found();
    // What would run somebody else's code is reported, and not read.
    let is_read = state.is_readable || state.doubts().is_empty();
    let history = if is_read { snapshot.reader().history().await? } else { History::default() };
    statement_check::check_unknown(pairs, &history)?;
    let other_histories = if state.width.is_none() { state.elsewhere.clone() } else { Vec::new() };
    Ok(StatusReport {
        source: source.to_owned(),
        has_history: state.width.is_some(),
        is_trusted: state.doubts().is_empty(),
        other_histories,
        seed_leftovers: history.seed_leftovers.clone(),
        interrupted: status::interrupted(pairs, &history),
        rows: status::rows(pairs, &history),
    })
}
