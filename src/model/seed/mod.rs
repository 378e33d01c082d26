//! Seeding: a profile and a catalog become a plan, and a plan becomes rows, each of them a pure function of the seed.

pub(crate) mod catalog;
mod chance;
mod compare;
mod encode;
mod follow;
mod instant;
mod kind;
mod layout;
mod make;
mod node;
pub(crate) mod plan;
pub(crate) mod profile;
mod recipe;
pub(crate) mod settle;
mod shares;
pub(crate) mod stream;
mod value;
mod words;
