//! The workflows: what each command means. Decides with `model`, acts through `postgres`, tells
//! what happens as events, prints nothing.

pub(crate) mod database;
pub(crate) mod demo;
pub(crate) mod docs;
pub(crate) mod down;
pub(crate) mod drift;
mod index_build;
mod lost_commit;
mod partitioned_index;
pub(crate) mod partitions;
mod probe;
pub(crate) mod redo;
pub(crate) mod repair;
mod retry;
pub(crate) mod roundtrip;
pub(crate) mod seed;
pub(crate) mod snapshot;
mod statements;
pub(crate) mod status;
mod step;
pub(crate) mod up;
pub(crate) mod verify;
