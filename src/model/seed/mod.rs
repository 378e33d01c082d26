//! Seeding: a profile and a catalog become a plan, and a plan becomes rows, each of them a pure function of the seed.

pub(crate) mod bounds;
pub(crate) mod catalog;
pub(crate) mod copy;
mod defaults;
pub(crate) mod draft;
pub(crate) mod duplicate;
pub(crate) mod event;
pub(crate) mod generate;
pub(crate) mod leftovers;
pub(crate) mod load;
pub(crate) mod plan;
pub(crate) mod pool_search;
pub(crate) mod profile;
pub(crate) mod refusal;
pub(crate) mod remaking;
pub(crate) mod report;
pub(crate) mod request;
pub(crate) mod resolve;
pub(crate) mod rules;
pub(crate) mod run;
pub(crate) mod server_facts;
pub(crate) mod window;
