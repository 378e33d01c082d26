//! Rows of a retired partition in a file, and dropping what is safely there.

use super::attempt::{attempt, known};
use super::work::TableWork;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::manifest::{FORMAT, Manifest, file_name};
use crate::model::partitions::marked_state::TableChange;
use crate::model::partitions::marker::Marker;
use crate::model::partitions::table_trouble::TableTrouble;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::{CopyFault, DropOutcome, Opening, RunFault};
use crate::workflows::database::OpenSession;
use crate::workflows::locks::tries::LockTries;

/// How many bytes go by between two reports of progress.
const TOLD_EVERY: u64 = 1 << 22;

/// Writes the rows to a file, and the file to the table's mark. Returns how many rows.
pub(super) async fn export(work: &TableWork<'_>, table: &QualifiedName) -> Result<i64, TableTrouble> {
    let OpenSession { database, session } = work.run;
    let Some(folder) = work.folder else { return Ok(0) };
    let file = file_name(table);
    let mut to = folder.create(&file).map_err(TableTrouble::Failed)?;
    let mut reported = 0;
    database.reporter().event(&Event::Exporting { table: &table.name, bytes: reported });
    let copied = session.copy_out(table, |chunk| {
        to.write(chunk)?;
        if to.content_bytes() >= reported + TOLD_EVERY {
            reported = to.content_bytes();
            database.reporter().event(&Event::Exporting { table: &table.name, bytes: reported });
        }
        Ok(())
    });
    let copied = copied.await.map_err(failed)?;
    let written = to.finish().map_err(TableTrouble::Failed)?;
    if written.lines != copied.rows {
        let name = table.name.clone();
        return Err(TableTrouble::ExportDiffers { name, rows: copied.rows, lines: written.lines });
    }
    let exporting = Marker { export: None, ..work.mark(table).await? };
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        file,
        table: table.clone(),
        retired: Marker { state: None, ..exporting.clone() },
        columns: copied.columns,
        rows: copied.rows,
        bytes: written.bytes,
        sha256: written.sha256,
        content_bytes: written.content_bytes,
        content_sha256: written.content_sha256,
        exported: work.now.to_string(),
        copy: copied.copy,
    };
    to.publish(&manifest).map_err(TableTrouble::Failed)?;
    let mark = Marker { export: Some(manifest.export()), ..exporting };
    let write = async |opening: &Opening| session.mark(table, &mark, opening).await;
    attempt(work.run, "mark the table", &table.name, LockTries::blind(), write).await?;
    Ok(manifest.rows)
}

/// What became of a table that was to be dropped.
pub(super) enum Dropped {
    /// With as many rows, where they were counted.
    Gone { rows: Option<i64> },
    /// Somebody reclaimed it; it is still there.
    Changed(TableChange),
}

/// Drops a table. Where it was exported, only if the file is there and the table still holds what the file
/// does.
pub(super) async fn drop(work: &TableWork<'_>, table: &QualifiedName) -> Result<Dropped, TableTrouble> {
    let session = work.run.session;
    let mark = work.mark(table).await?;
    let not_exported = |file: &str, why| {
        let (name, file) = (table.name.clone(), file.to_owned());
        Err(TableTrouble::NotAsExported { name, file, why })
    };
    if let (Some(export), Some(folder)) = (&mark.export, work.folder)
        && folder.sha256(&export.file).map_err(TableTrouble::Failed)? != export.sha256
    {
        return not_exported(&export.file, "the file is not the one that was written");
    }
    let doing = "drop the table";
    let mut tries = known(doing, session.locks_of_drop(table, &mark).await)?;
    if mark.export.is_some() {
        tries = tries.fixed();
    }
    let drop = async |opening: &Opening| session.drop_retired(table, &mark, opening).await;
    match attempt(work.run, doing, &table.name, tries, drop).await? {
        DropOutcome::Gone => Ok(Dropped::Gone {
            rows: mark.export.map(|export| export.rows).or(mark.state.map(|state| state.rows)),
        }),
        DropOutcome::Changed(change) => Ok(Dropped::Changed(change)),
        DropOutcome::MarkChanged => Err(TableTrouble::MarkChanged { name: table.name.clone() }),
        DropOutcome::ContentChanged => {
            let file = mark.export.map(|export| export.file).unwrap_or_default();
            not_exported(&file, "the rows of the table are not those that were exported")
        }
    }
}

fn failed(fault: CopyFault<Failure>) -> TableTrouble {
    TableTrouble::Failed(match fault {
        CopyFault::Receiver(failure) => failure,
        CopyFault::Run(fault) => RunFault::failure("read the table")(fault),
    })
}
