//! Partitions on the server: what there is, making new ones, moving rows into them, and retiring old ones.

mod clocks;
mod create;
mod exclude;
mod export;
mod lock_order;
mod partman;
mod read;
mod retire;
mod rights;
mod stray;
mod stray_count;
mod transaction;

pub(crate) use create::NewPartition;
pub(crate) use export::CopyFault;
pub(crate) use retire::{DropOutcome, Hung};
