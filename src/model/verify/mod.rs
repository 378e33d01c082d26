//! Whether tenants are isolated from each other: facts of a catalog, and rules that judge them.

pub(crate) mod bounds;
pub(crate) mod catalog;
mod catalog_objects;
pub(crate) mod class;
pub(crate) mod discovery;
pub(crate) mod expression;
pub(crate) mod find_rule;
pub(crate) mod finding;
#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod fixture_library;
pub(crate) mod gate;
pub(crate) mod judgement;
pub(crate) mod judgements;
pub(crate) mod overview;
pub(crate) mod policy;
pub(crate) mod probe;
pub(crate) mod probe_columns;
pub(crate) mod probe_statements;
pub(crate) mod probe_surroundings;
pub(crate) mod probe_tally;
pub(crate) mod reach;
pub(crate) mod refusal;
pub(crate) mod remedy;
pub(crate) mod report;
pub(crate) mod rules;
pub(crate) mod scope;
pub(crate) mod sql;
mod standing;
mod statements;
pub(crate) mod suggestion;
