//! Loading rows: what is dropped for the duration and recreated, the streams, and their order.

pub(crate) mod dropped;
pub(crate) mod facts;
pub(crate) mod ground;
pub(crate) mod objects;
pub(crate) mod recreate;
pub(crate) mod removal;
pub(crate) mod schedule;
pub(crate) mod sequences;
pub(crate) mod stream;
pub(crate) mod triggers;
