//! Seeding: a profile and a catalog become a plan, and a plan becomes rows, each of them a pure function of the seed.

#![allow(dead_code, reason = "the command that uses it is being written")]

pub(crate) mod apart;
pub(crate) mod apart_facts;
pub(crate) mod apart_pieces;
pub(crate) mod bounds;
pub(crate) mod catalog;
pub(crate) mod plan;
pub(crate) mod sequences;
pub(crate) mod stream;
pub(crate) mod triggers;
