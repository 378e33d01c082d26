//! Partitions on the server: what there is, making new ones, moving rows into them, and retiring old ones.

mod clocks;
mod create;
mod default_row_counts;
mod default_rows;
mod exclude;
mod export;
mod marks;
mod partman;
mod read;
mod retire;
mod rights;
mod transaction;

pub(crate) use create::NewPartition;
pub(crate) use exclude::locks_of_check;
pub(crate) use export::CopyFault;
pub(crate) use retire::{DetachTarget, DropOutcome};
