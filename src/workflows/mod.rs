//! The workflows: what each command means. Decides with `model`, acts through `postgres`, tells
//! what happens as events, prints nothing.

pub(crate) mod adopt;
pub(crate) mod baseline;
pub(crate) mod database;
pub(crate) mod demo;
pub(crate) mod docs;
pub(crate) mod down;
pub(crate) mod drift;
pub(crate) mod init;
pub(crate) mod locks;
pub(crate) mod partitions;
pub(crate) mod redo;
pub(crate) mod renumber;
pub(crate) mod repair;
pub(crate) mod roundtrip;
pub(crate) mod runner;
pub(crate) mod seed;
pub(crate) mod snapshot;
pub(crate) mod status;
mod throwaway;
pub(crate) mod up;
pub(crate) mod verify;
mod wishes;
