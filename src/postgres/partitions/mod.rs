//! Partitions on the server: what there is, making new ones, and moving rows into them.

mod create;
mod exclude;
mod lock_order;
mod read;
mod rights;
mod stray;

pub(crate) use create::NewPartition;
