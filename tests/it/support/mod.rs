//! The workbench: servers, databases, projects, and the binary under test.
#![allow(clippy::unwrap_used, reason = "a workbench that cannot be set up is a failed test")]

pub(crate) mod application;
pub(crate) mod browser;
mod certificates;
mod cli;
mod cluster;
pub(crate) mod corpus;
mod crash;
mod database;
mod open_connection;
mod pooler;
mod processes;
mod project;
mod proxy;
mod schema;
mod schemas;
mod skipped;
mod tools;
mod unprivileged;

pub(crate) use certificates::Certificates;
pub(crate) use cli::{Migrate, Run};
#[allow(unused_imports, reason = "two test binaries share the workbench")]
pub(crate) use cluster::{Cluster, base, free_port, major, programs, server_user};
pub(crate) use database::Database;
#[allow(unused_imports, reason = "two test binaries share the workbench")]
pub(crate) use open_connection::Held;
pub(crate) use pooler::Pooler;
#[allow(unused_imports, reason = "two test binaries share the workbench")]
pub(crate) use processes::{Ends, Over, PATIENCE, children, ended, signal, signal_group, wait_until};
pub(crate) use project::Project;
#[allow(unused_imports, reason = "two test binaries share the workbench")]
pub(crate) use proxy::Proxy;
#[allow(unused_imports, reason = "two test binaries share the workbench")]
pub(crate) use schema::{SCHEMA, pg_dump};
#[allow(unused_imports, reason = "two test binaries share the workbench")]
pub(crate) use schemas::{is_valid, schema, validate};
#[allow(unused_imports, reason = "two test binaries share the workbench")]
pub(crate) use skipped::{client, has_extension, skipped};
#[allow(unused_imports, reason = "two test binaries share the workbench")]
pub(crate) use tools::{libfaketime, tool};
pub(crate) use unprivileged::{chmod, unprivileged};
