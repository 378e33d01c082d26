//! What a run of `seed` that was killed leaves behind: a database without some of its keys, which takes duplicates.

/// The keys and indexes that a run dropped and did not recreate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SeedLeftovers {
    pub(crate) profile: String,
    /// When the run began, in UTC.
    pub(crate) started: String,
    /// Such as `index tasks_pkey of public.tasks`. Never empty.
    pub(crate) missing: Vec<String>,
}
