//! `snapshot`: the whole schema as text.

use super::database::Database;
use super::up::{self, UpRequest};
use crate::model::failure::Failure;
use crate::model::fingerprint::Fingerprint;
use crate::model::fingerprint::diff::Diff;
use crate::model::migration::Pair;
use crate::model::plan::{Order, UpTarget};

/// Reads only, creates nothing. A throwaway server is empty: there, all scripts are applied first.
pub(crate) async fn read(database: &Database, pairs: &[Pair]) -> Result<Fingerprint, Failure> {
    if database.is_throwaway() {
        let everything = UpRequest { target: UpTarget::Latest, order: Order::Strict };
        up::run(database, pairs, everything, None).await?;
    }
    let snapshot = database.snapshot("migrate snapshot").await?;
    snapshot.reader().fingerprint(&database.search_path().names()).await
}

/// What differs from a text that was written once; `None` where that is no such text.
pub(crate) fn compare(text: &str, now: &Fingerprint) -> Option<Diff> {
    Some(Diff::between(&Fingerprint::read(text).ok()?, now))
}
