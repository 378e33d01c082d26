//! Locks on tables: what a script takes, in which order and how patiently a run asks for them.

mod alter_table;
pub(crate) mod blocker;
mod create;
pub(crate) mod figures;
pub(crate) mod lock_set;
pub(crate) mod mention;
pub(crate) mod mode;
mod names;
pub(crate) mod patience;
pub(crate) mod policy;
pub(crate) mod precedence;
pub(crate) mod script;
mod statement;
mod statement_effects;
pub(crate) mod stopping;
pub(crate) mod stored;
pub(crate) mod stored_file;
pub(crate) mod text_order;
pub(crate) mod tree;
mod writes;
