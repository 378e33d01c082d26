//! `baseline`: dumps a database that no tool migrates, proves the pair on a throwaway server, and marks it as applied.
//! On the database itself nothing runs but what reads, and the marking.

mod draft;
mod prove;
mod refuse;
mod request;

use self::draft::Draft;
pub(crate) use self::request::BaselineRequest;
use self::request::NAME;
use super::database::Database;
use crate::files;
use crate::model::baseline::compared;
use crate::model::baseline::report::{BaselineReport, BaselineState};
use crate::model::migration::pair::Pair;
use crate::model::outcome::failure::Failure;

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
        session.record_applied(std::slice::from_ref(&draft.pair), "baseline").await?;
        report.state = BaselineState::Marked;
    }
    Ok(report)
}
