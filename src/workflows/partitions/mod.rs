//! `partitions`: partitions of time that are there before they are needed.

pub(crate) mod adopt;
pub(super) mod attempt;
pub(crate) mod check;
mod clocks;
pub(crate) mod drain;
mod each_table;
pub(crate) mod ensure;
mod export;
mod request;
pub(crate) mod retire;
mod steps;
mod work;

pub(crate) use request::Request;
pub(crate) use retire::RetireRequest;
