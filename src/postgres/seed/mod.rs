//! Seeding on the server: what the catalog says of the tables, taking them apart for a load, filling them, and
//! emptying them again.

mod answers;
mod apart;
mod catalog;
mod facts;
mod fingerprint;
mod loader;
mod look;
mod positions;
mod proof;
mod remove;
mod restore;
mod sequences;
mod state;
#[cfg(test)]
mod tests;
mod triggers;
mod writer;

pub(crate) use apart::TakeDown;
pub(crate) use loader::Loader;
pub(crate) use look::Referrer;
pub(crate) use remove::KeysOf;
pub(crate) use state::VERSION;
pub(crate) use writer::{CopyInto, Emptied, Writer};
