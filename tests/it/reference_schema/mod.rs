//! The reference schema of this repository: up, down, and what it promises to those who use it.

mod application;
mod comments;
mod document_queries;
mod guide;
mod isolation;
mod keys;
mod locks;
mod names;
mod pairs;
mod permissions;
mod plans;
mod roles;
mod world;
