//! `baseline`: dumps a database that no tool migrates, proves the pair on a throwaway server, and marks it as applied.
//! On the database itself nothing runs but what reads, and the marking.

mod draft;
mod prove;
mod refuse;

use self::draft::Draft;
use super::database::Database;
use crate::files;
use crate::model::baseline::compared;
use crate::model::baseline::report::{BaselineReport, BaselineState};
use crate::model::migration::pair::Pair;
use crate::model::migration::project::Folders;
use crate::model::migration::version::Version;
use crate::model::outcome::ephemeral::EphemeralOptions;
use crate::model::outcome::failure::Failure;

/// What the sessions are called on the server.
pub(super) const NAME: &str = "migrate baseline";

/// What `baseline` was asked for.
#[derive(Debug)]
pub(crate) struct BaselineRequest {
    pub(crate) folders: Folders,
    /// The version that the first migration of this project gets.
    pub(crate) version: Version,
    /// The tables whose rows come with it, as a person writes their names.
    pub(crate) rows: Vec<String>,
    /// Tables that look like another tool's history, and are not or no longer.
    pub(crate) not_histories: Vec<String>,
    pub(crate) irreversible: bool,
    /// Writes the files, whatever the proof says, and marks nothing.
    pub(crate) write_only: bool,
    /// Writes and marks nothing.
    pub(crate) dry_run: bool,
    pub(crate) throwaway: EphemeralOptions,
}

/// Takes the database over. Where what the pair makes is not what is there, nothing is written and nothing is marked.
///
/// The files come first: whoever is killed before the marking calls it again, and it goes on with the files that are there.
pub(crate) async fn run(database: &Database, request: &BaselineRequest) -> Result<BaselineReport, Failure> {
    let written = draft::written(&request.folders)?;
    let marks = !request.dry_run && !request.write_only;
    let session = if marks { Some(database.session(NAME).await?) } else { None };
    let snapshot = database.preview(NAME).await?;
    refuse::check(&snapshot, request).await?;
    let draft = Box::pin(Draft::make(database, &snapshot, request, written)).await?;
    let left_out = draft.left_out.iter().cloned().chain(compared::left_out(&draft.actual)).collect();
    let proven = Box::pin(prove::prove(database, &snapshot, &draft, request)).await?;
    let mut report = BaselineReport {
        id: draft.pair.id.clone(),
        files: files::pair_paths(&request.folders, &draft.pair.id).map(|file| file.display().to_string()),
        state: BaselineState::Planned,
        objects: draft.actual.objects.len(),
        rows: proven.rows,
        proof: proven.proof,
        grounds: proven.grounds,
        left_out,
        owners: draft.owners.iter().cloned().collect(),
    };
    drop(snapshot);
    if request.dry_run {
        return Ok(report);
    }
    if !report.is_proven() && !request.write_only {
        report.state = BaselineState::Refused;
        return Ok(report);
    }
    if database.is_stopping() {
        return Err(Failure::Stopped);
    }
    let Pair { id, up, down } = &draft.pair;
    if !draft.is_written {
        files::write_pair(&request.folders, id, [&up.sql, &down.sql])?;
    }
    report.state = BaselineState::Written;
    if let Some(session) = session {
        session.mark_applied(std::slice::from_ref(&draft.pair), "baseline").await?;
        report.state = BaselineState::Marked;
    }
    Ok(report)
}
