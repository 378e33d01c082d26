//! One table, and what is needed to work on it.

use super::attempt::attempt;
use crate::files::ExportFolder;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::marker::Marker;
use crate::model::partitions::table::PartitionedTable;
use crate::model::partitions::table_trouble::TableTrouble;
use crate::model::sql::qualified_name::QualifiedName;
use crate::workflows::database::OpenSession;

/// One table, and what is needed to work on it.
pub(super) struct TableWork<'a> {
    pub(super) run: OpenSession<'a>,
    pub(super) table: &'a PartitionedTable,
    pub(super) folder: Option<&'a ExportFolder>,
    pub(super) now: Instant,
}

impl TableWork<'_> {
    /// The marker that a table has now.
    pub(super) async fn mark(&self, partition: &QualifiedName) -> Result<Marker, TableTrouble> {
        let read = async || self.run.session.mark_of(partition).await;
        let marker = attempt(self.run, "read the marker of the table", &partition.name, read).await?;
        marker.ok_or_else(|| TableTrouble::MarkChanged { name: partition.name.clone() })
    }
}
