//! A throwaway server on which the pair runs: what it makes is compared with the database, what its rollback leaves with
//! the empty one.

use super::super::database::Database;
use super::super::{down, drift, up};
use super::draft::Draft;
use super::request::{BaselineRequest, NAME};
use crate::model::baseline::administrator::Ground;
use crate::model::baseline::compared::comparable;
use crate::model::baseline::report::{Proof, TableRows};
use crate::model::fingerprint::Fingerprint;
use crate::model::fingerprint::diff::Diff;
use crate::model::migration::plan::DownTarget;
use crate::model::migration::rollback::Preference;
use crate::model::outcome::ephemeral::EphemeralOptions;
use crate::model::outcome::failure::Failure;
use crate::model::sql::quote::Ident;
use crate::postgres::baseline::server_programs;
use crate::postgres::{Purpose, Snapshot};

/// What came out.
pub(super) struct Proven {
    pub(super) proof: Proof,
    pub(super) rows: Vec<TableRows>,
    /// What nothing of the project makes on a throwaway server.
    pub(super) grounds: Vec<Ground>,
}

/// Rolls everything back again, unless the rollback is irreversible or the migration is not right yet.
pub(super) async fn prove(
    database: &Database,
    snapshot: &Snapshot,
    draft: &Draft,
    request: &BaselineRequest,
) -> Result<Proven, Failure> {
    let pg_bin = request.throwaway.pg_bin.clone().or_else(|| server_programs(&draft.program));
    let options = EphemeralOptions { pg_bin, keep: false, ..request.throwaway.clone() };
    let scratch = Box::pin(database.throwaway_beside(options)).await?;
    scratch.stands_beside(&draft.keeper.version);
    let server = scratch.throwaway_server();
    let proven = Box::pin(on(scratch, snapshot, draft)).await;
    proven.map_err(|failure| server.into_iter().fold(failure, Failure::on_throwaway))
}

async fn on(scratch: Database, snapshot: &Snapshot, draft: &Draft) -> Result<Proven, Failure> {
    let grounds = {
        let session = scratch.session_for(NAME, Purpose::WriteBeside).await?;
        session.make_grounds(draft.grounds.clone()).await?
    };
    let scratch = match draft.keeper.owner.as_deref().and_then(Ident::new) {
        Some(role) => Box::pin(scratch.work_as(&role, &draft.keeper.given)).await?,
        None => scratch,
    };
    let scratch = Box::pin(scratch.with_path(&draft.path)).await?;
    let before = print(&scratch, draft).await?;
    let pairs = std::slice::from_ref(&draft.pair);
    Box::pin(up::run(&scratch, pairs, up::UpRequest::EVERYTHING, None)).await?;
    let made = print(&scratch, draft).await?;
    let actual = comparable(&draft.actual);
    let (diff, additions) =
        Box::pin(drift::differences(&scratch, pairs, (&made, &actual), |print| comparable(&print))).await?;
    let rows = rows(&scratch, snapshot, draft).await?;
    let is_right = diff.is_empty() && rows.iter().all(|table| table.are_same);
    let rolls_back = is_right && draft.pair.down.directives.irreversible.is_none();
    let down = if rolls_back { Some(rolled_back(&scratch, draft, &before).await?) } else { None };
    let (version, major) = version(&scratch).await?;
    let servers = (major != draft.keeper.major).then(|| (draft.keeper.version.clone(), version));
    Ok(Proven { proof: Proof { up: diff, down, additions, servers }, rows, grounds })
}

async fn print(scratch: &Database, draft: &Draft) -> Result<Fingerprint, Failure> {
    let snapshot = scratch.snapshot(NAME).await?;
    Ok(comparable(&snapshot.reader().fingerprint(&draft.path.schemas).await?))
}

async fn version(scratch: &Database) -> Result<(String, i32), Failure> {
    let keeper = scratch.snapshot(NAME).await?.reader().keeper().await?;
    Ok((keeper.version, keeper.major))
}

async fn rolled_back(scratch: &Database, draft: &Draft, before: &Fingerprint) -> Result<Diff, Failure> {
    let request = down::DownRequest { target: DownTarget::All, preference: Preference::File };
    Box::pin(down::run(scratch, std::slice::from_ref(&draft.pair), request, None)).await?;
    Ok(Diff::between(before, &print(scratch, draft).await?))
}

async fn rows(scratch: &Database, snapshot: &Snapshot, draft: &Draft) -> Result<Vec<TableRows>, Failure> {
    if draft.tables.is_empty() {
        return Ok(Vec::new());
    }
    let made = scratch.snapshot(NAME).await?;
    let mut compared = Vec::new();
    for table in &draft.tables {
        let (wanted, come) = (snapshot.rows_sum(table).await?, made.rows_sum(table).await.ok());
        compared.push(TableRows {
            table: table.to_string(),
            rows: wanted.0,
            are_same: come.as_ref() == Some(&wanted),
        });
    }
    Ok(compared)
}
