//! The workbench: servers, databases, projects, and the binary under test.
#![allow(clippy::unwrap_used, reason = "a workbench that cannot be set up is a failed test")]

mod certificates;
mod cli;
mod cluster;
mod database;
mod pooler;
mod project;

pub(crate) use certificates::Certificates;
pub(crate) use cli::Migrate;
pub(crate) use cluster::{Cluster, free_port, programs, server_user};
pub(crate) use database::Database;
pub(crate) use pooler::Pooler;
pub(crate) use project::Project;
