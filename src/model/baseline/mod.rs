//! `baseline`: a database that no tool migrates becomes the first migration of a project.
//!
//! What `pg_dump` writes is taken apart into statements; what is of the session, of psql or of an administrator is not
//! part of the pair.

pub(crate) mod administrator;
pub(crate) mod compared;
pub(crate) mod dump;
pub(crate) mod pair_text;
pub(crate) mod program;
pub(crate) mod refusal;
pub(crate) mod report;
pub(crate) mod rollback;
pub(crate) mod standing;

pub(crate) use refusal::BaselineRefusal;
