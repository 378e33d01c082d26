//! What is known about a problem, as fields: everything that its sentences say, for programs.

mod bookkeeping;
mod config;
mod connection;
mod failure;
mod fields;
mod files;
mod history;
mod partitions;
mod profile;
mod reach;
mod refusal;
mod script;
mod seed;
mod things;
mod throwaway;

pub(super) use failure::failure;
pub(super) use fields::{Facts, object};
use fields::{count, path, paths, text, unknown_rule};
pub(super) use files::facts as file;
pub(super) use history::facts as history;
pub(super) use partitions::{finding, trouble};
pub(super) use profile::facts as profile;
pub(super) use things::{Holder, Migration};
