//! Seeding on the server: what the catalog says of the tables, and taking them apart for a load.

mod apart;
mod catalog;
mod facts;
mod fingerprint;
mod proof;
mod restore;
mod sequences;
#[cfg(test)]
mod tests;
mod triggers;

pub(crate) use apart::TakeDown;
