//! Seeding on the server: what the catalog says of the tables, filling them, and emptying them again.

mod catalog;
mod loader;
mod look;
mod state;
#[cfg(test)]
mod tests;
mod writer;

pub(crate) use loader::Loader;
pub(crate) use look::Referrer;
pub(crate) use state::VERSION;
pub(crate) use writer::{CopyInto, Writer};
