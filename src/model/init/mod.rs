//! `init`: what there is where a project begins, and what follows from it.

pub(crate) mod findings;
pub(crate) mod refusal;
pub(crate) mod tool_files;

pub(crate) use refusal::InitRefusal;
