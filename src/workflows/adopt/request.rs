//! What `adopt` was asked for.

use std::path::PathBuf;

use crate::model::adopt::placeholders::Values;
use crate::model::adopt::read::FilePatterns;
use crate::model::adopt::refusal::AdoptRefusal;
use crate::model::adopt::tool::Tool;
use crate::model::fingerprint::ignore::Ignored;
use crate::model::migration::project::Folders;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::partitions::config::PartitionConfig;

/// What the server calls this.
pub(super) const NAME: &str = "migrate adopt";

/// What was asked for.
#[derive(Debug)]
pub(crate) struct AdoptRequest {
    /// `--from`; without it the files say so, or the database.
    pub(crate) tool: Option<Tool>,
    /// `--source`; without it the usual folders are looked into.
    pub(crate) source: Option<PathBuf>,
    pub(crate) patterns: Option<FilePatterns>,
    /// `--placeholder`
    pub(crate) values: Values,
    /// `--history-table`
    pub(crate) history_table: Option<String>,
    /// `--applied-through`
    pub(crate) applied_through: Option<String>,
    /// Whether the pairs are compared with the original files.
    pub(crate) proves: bool,
    /// `--drop-old-history`
    pub(crate) drop_old: bool,
    /// Where the pairs go.
    pub(crate) folders: Folders,
    /// What `drift` goes by.
    pub(crate) partitions: Vec<PartitionConfig>,
    pub(crate) ignored: Vec<Ignored>,
}

/// A refusal, as a failure.
pub(super) fn refused(why: AdoptRefusal) -> Failure {
    Failure::Refused(Refusal::Adopt(why))
}
