//! What `seed --profile` was asked for.

use crate::model::partitions::config::PartitionConfig;
use crate::model::seed::request::Request;

/// What `seed --profile` was asked for.
#[derive(Debug)]
pub(crate) struct SeedRequest {
    pub(crate) request: Request,
    pub(crate) jobs: usize,
    /// How many threads make rows.
    pub(crate) cores: usize,
    /// The tables whose partitions are looked after.
    pub(crate) wishes: Vec<PartitionConfig>,
    pub(crate) dry_run: bool,
    /// Other rows may be there: they stay.
    pub(crate) allows_rows: bool,
    /// What the profile says of tables and columns that are not there is left out.
    pub(crate) is_partial: bool,
}
