//! Trying a transaction again until its locks can be had without anybody else paying for it.

mod blockers;
pub(crate) mod tries;
