//! `status`: what is applied, what is pending, and what does not fit together.

use super::database::Database;
use crate::model::migration::pair::Pair;
use crate::model::migration::status;
use crate::model::outcome::failure::Failure;
use crate::model::outcome::report::StatusReport;

/// Compares files and history. Reads only, creates nothing.
pub(crate) async fn read(database: &Database, pairs: &[Pair], source: &str) -> Result<StatusReport, Failure> {
    let snapshot = database.snapshot("migrate status").await?;
    let history = snapshot.reader().history().await?;
    Ok(StatusReport {
        source: source.to_owned(),
        has_history: history.width.is_some(),
        rows: status::rows(pairs, &history),
    })
}
