//! What policies say: expressions with every name resolved, and what follows from them.

pub(crate) mod condition;
pub(crate) mod families;
pub(crate) mod library;
mod nodes;
pub(crate) mod readings;
pub(crate) mod reason;
pub(crate) mod spelled;
pub(crate) mod stored;
mod stored_query;
pub(crate) mod tree;
pub(crate) mod written;
