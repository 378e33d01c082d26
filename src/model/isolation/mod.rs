//! Whether tenants are isolated from each other: facts of a catalog, and rules that judge them.

pub(crate) mod bounds;
pub(crate) mod canonical;
pub(crate) mod class;
pub(crate) mod expression;
pub(crate) mod facts;
pub(crate) mod finding;
pub(crate) mod gate;
pub(crate) mod probe;
pub(crate) mod reach;
pub(crate) mod remedy;
pub(crate) mod report;
pub(crate) mod rules;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod scope;
pub(crate) mod sql;
