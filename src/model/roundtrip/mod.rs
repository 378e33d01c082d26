//! Proving that a rollback takes its migration back: what is measured, what that means, what is said.

pub(crate) mod compare;
pub(crate) mod contents;
pub(crate) mod event;
pub(crate) mod felt;
pub(crate) mod finding;
pub(crate) mod idle;
pub(crate) mod known;
pub(crate) mod limit;
pub(crate) mod locks;
pub(crate) mod mark;
pub(crate) mod outcomes;
pub(crate) mod refusal;
pub(crate) mod report;
pub(crate) mod shape;
pub(crate) mod standstill;
