//! The reference schema of this repository: up, down, and what it promises to those who use it.

mod application;
mod audit;
mod audit_tables;
mod comments;
mod document_queries;
mod edge_rows;
mod extensions;
mod fixture;
mod guide;
mod keys;
mod locks;
mod membership;
mod names;
mod pairs;
mod permissions;
mod plan;
mod plans;
mod roles;
mod row_security;
mod search;
mod shared_pool;
mod sign_in;
mod soft_deletes;
mod trash;
