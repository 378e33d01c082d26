//! Script files: discovery, reading, and writing a new pair. The only room that reads directories.

mod discover;
mod embedded;
mod folder;
mod pair;
mod script;
mod write;

pub(crate) use discover::{discover, highest_version};
pub(crate) use write::create_pair;
