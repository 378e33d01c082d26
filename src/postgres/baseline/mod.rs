//! `baseline`: what the catalog says beside the schema itself, and `pg_dump`.

mod ground;
mod pg_dump;
mod rows;
mod standing;

pub(crate) use pg_dump::{DumpRequest, DumpSection, dump, program, server_programs};
