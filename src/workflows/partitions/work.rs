//! One table, and what is needed to work on it.

use super::attempt::attempt;
use crate::files::ExportFolder;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::marker::Mark;
use crate::model::partitions::table::Table;
use crate::model::partitions::trouble::Trouble;
use crate::model::sql::qualified_name::QualifiedName;
use crate::workflows::database::OpenSession;

/// One table, and what is needed to work on it.
pub(super) struct Work<'a> {
    pub(super) run: OpenSession<'a>,
    pub(super) table: &'a Table,
    pub(super) folder: Option<&'a ExportFolder>,
    pub(super) now: Instant,
}

impl Work<'_> {
    /// The marker that a table has now.
    pub(super) async fn mark(&self, partition: &QualifiedName) -> Result<Mark, Trouble> {
        let read = async || self.run.session.mark_of(partition).await;
        let marker = attempt(self.run, "read the marker of the table", &partition.name, read).await?;
        marker.ok_or_else(|| Trouble::MarkChanged { name: partition.name.clone() })
    }
}
