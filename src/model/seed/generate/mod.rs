//! Generating rows: what each column of each row holds, from the seed alone.

pub(crate) mod column_value;
pub(crate) mod condition;
pub(crate) mod distribution;
pub(crate) mod layout;
pub(crate) mod node;
pub(crate) mod random;
pub(crate) mod references;
mod samples;
pub(crate) mod sequence;
pub(crate) mod timestamps;
pub(crate) mod value;
pub(crate) mod variety;
pub(crate) mod words;
