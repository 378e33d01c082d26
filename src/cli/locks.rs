//! How locks on tables are asked for.

use std::time::Duration;

use clap::Args;

use super::values;
use crate::model::locks::policy::LockBudget;

/// How long.
#[derive(Debug, Args)]
pub(crate) struct LockArgs {
    /// How long one script or step tries to get its locks, as 60s or 2min; a plain number is a number of tries
    /// [default: `lock_budget` in `[up]`, or 60s]
    #[arg(long, value_name = "BUDGET", value_parser = values::lock_budget)]
    pub(crate) lock_budget: Option<LockBudget>,
}

/// How long, and what is done about those who are in the way.
#[derive(Debug, Args)]
pub(crate) struct ScriptLockArgs {
    #[command(flatten)]
    pub(crate) locks: LockArgs,
    /// End a session that is in a script's way for this long, and name it; never one of a superuser or a
    /// replication; needs `pg_signal_backend` [default: off]
    #[arg(long, value_name = "DURATION", value_parser = values::duration_above_zero)]
    pub(crate) kill_blockers_after: Option<Duration>,
}
