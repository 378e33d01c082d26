//! One table, and what is needed to work on it.

use super::attempt::attempt;
use crate::files::ExportFolder;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::marker::Mark;
use crate::model::partitions::table::Table;
use crate::model::partitions::trouble::Trouble;
use crate::postgres::Session;
use crate::workflows::database::Database;

/// One table, and what is needed to work on it.
pub(super) struct Work<'a> {
    pub(super) run: (&'a Database, &'a Session),
    pub(super) table: &'a Table,
    pub(super) folder: Option<&'a ExportFolder>,
    pub(super) now: Instant,
}

impl Work<'_> {
    /// The mark that a table bears now.
    pub(super) async fn mark(&self, partition: (&str, &str)) -> Result<Mark, Trouble> {
        let read = async || self.run.1.mark_of(partition).await;
        let found = attempt(self.run, "read the table's mark", partition.1, read).await?;
        found.ok_or_else(|| Trouble::MarkChanged { name: partition.1.to_owned() })
    }
}
