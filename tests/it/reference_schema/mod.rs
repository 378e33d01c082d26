//! The reference schema of this repository: up, down, and what it promises to those who use it.

mod application;
mod audit;
mod audit_tables;
mod bin_edges;
mod comments;
mod document_queries;
mod edge_rows;
mod extensions;
mod guide;
mod isolation;
mod keys;
mod locks;
mod membership;
mod names;
mod one_pool;
mod pairs;
mod permissions;
mod plan;
mod plans;
mod roles;
mod search;
mod sign_in;
mod soft_deletes;
mod world;
