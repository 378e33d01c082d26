//! What a run of `seed` leaves behind that was killed or failed: some rows, and maybe a database without some of its keys,
//! which takes duplicates.

/// A run that is not finished, and the keys and indexes that it dropped and did not recreate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SeedLeftovers {
    pub(crate) profile: String,
    /// When the run began, in UTC.
    pub(crate) started: String,
    /// Such as `index tasks_pkey of public.tasks`. Empty where all are back.
    pub(crate) missing: Vec<String>,
}
