//! The round trip on the server: scratch databases, checksums of rows, observers beside a script.

pub(crate) mod checksum;
pub(crate) mod contention;
pub(crate) mod observer;
pub(crate) mod row_hashes;
pub(crate) mod scratch;
mod sequences;
pub(crate) mod server_guard;
pub(crate) mod usage;
pub(crate) mod written_rows;
