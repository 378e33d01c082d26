//! One table, and what is needed to work on it.

use super::attempt::attempt;
use crate::files::ExportFolder;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::marker::Marker;
use crate::model::partitions::table::PartitionedTable;
use crate::model::partitions::table_trouble::TableTrouble;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::Opening;
use crate::workflows::database::OpenSession;
use crate::workflows::locks::tries::LockTries;

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
        let read = async |_: &Opening| self.run.session.mark_of(partition).await;
        let (doing, tries) = ("read the marker of the table", LockTries::blind());
        let marker = attempt(self.run, doing, &partition.name, tries, read).await?;
        marker.ok_or_else(|| TableTrouble::MarkChanged { name: partition.name.clone() })
    }
}
