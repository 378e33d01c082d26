//! Locks on tables: asking for those that a script needs, and looking at who waits for whom.

pub(crate) mod closing;
pub(crate) mod contender;
pub(crate) mod deadlock_check;
pub(crate) mod end_blocker;
pub(crate) mod opening;
pub(crate) mod script_locks;
pub(crate) mod session_watch;
mod statements;
pub(crate) mod table_locks;
pub(crate) mod targets;
pub(crate) mod try_times;

#[cfg(test)]
mod tests;
