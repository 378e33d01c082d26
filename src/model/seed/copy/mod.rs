//! The binary form of COPY: the types that are known, and how each value is written.

pub(crate) mod column_type;
pub(crate) mod encode;
