//! Seeding: a profile and a catalog become a plan, and a plan becomes rows, each of them a pure function of the seed.

pub(crate) mod apart;
pub(crate) mod apart_pieces;
mod back;
pub(crate) mod bounds;
pub(crate) mod catalog;
pub(crate) mod event;
pub(crate) mod plan;
pub(crate) mod refusal;
pub(crate) mod removal;
pub(crate) mod report;
pub(crate) mod request;
pub(crate) mod run;
pub(crate) mod schedule;
pub(crate) mod sequences;
pub(crate) mod stream;
pub(crate) mod triggers;
pub(crate) mod window;
