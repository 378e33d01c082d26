//! `partitions`: partitions of time that are there before they are needed.

mod attempt;
pub(crate) mod drain;
pub(crate) mod ensure;
pub(crate) mod look;
mod request;

pub(crate) use request::Request;
