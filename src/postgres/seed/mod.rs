//! Seeding on the server: what the catalog says of the tables, taking them apart for a load, filling them, and
//! emptying them again.

mod as_owner;
mod catalog;
mod facts;
mod fingerprint;
mod ground;
mod index_drop;
mod leftovers;
mod loader;
mod lookups;
mod precheck;
mod proof;
mod remade;
mod remove;
mod restore;
mod sequence_positions;
mod sequences;
mod state;
mod trial;
mod triggers;
mod writer;

pub(crate) use index_drop::TakeDown;
pub(in crate::postgres) use leftovers::leftovers;
pub(crate) use loader::Loader;
pub(crate) use precheck::Referrer;
pub(crate) use remade::RemadeRows;
pub(crate) use remove::OursAmong;
pub(crate) use state::VERSION;
pub(crate) use trial::RowVerdict;
pub(crate) use writer::{CopyInto, Emptied, Writer};

#[cfg(test)]
mod tests;
