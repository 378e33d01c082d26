//! `partitions`: partitions of time that are there before they are needed.

mod attempt;
pub(crate) mod drain;
pub(crate) mod ensure;
mod export;
pub(crate) mod look;
mod request;
pub(crate) mod retire;

pub(crate) use request::Request;
pub(crate) use retire::RetireRequest;
