//! Partitions on the server: what there is, and making new ones.

mod create;
mod exclude;
mod read;

pub(crate) use create::NewPartition;
