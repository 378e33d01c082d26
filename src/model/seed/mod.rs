//! Seeding: a profile and a catalog become a plan, and a plan becomes rows, each of them a pure function of the seed.

#![allow(dead_code, reason = "the command that uses it is being written")]

pub(crate) mod apart;
pub(crate) mod apart_facts;
pub(crate) mod apart_pieces;
mod back;
pub(crate) mod bounds;
pub(crate) mod catalog;
mod chance;
mod compare;
mod encode;
pub(crate) mod event;
mod follow;
mod instant;
mod kind;
mod layout;
mod make;
mod node;
pub(crate) mod plan;
pub(crate) mod profile;
mod recipe;
pub(crate) mod refusal;
pub(crate) mod removal;
pub(crate) mod report;
pub(crate) mod request;
pub(crate) mod run;
pub(crate) mod schedule;
pub(crate) mod sequences;
pub(crate) mod settle;
mod shares;
pub(crate) mod stream;
pub(crate) mod triggers;
mod value;
pub(crate) mod window;
mod words;
