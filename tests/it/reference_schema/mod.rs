//! The reference schema of this repository: up, down, and what it promises to those who use it.

mod application;
mod document_queries;
mod guide;
mod isolation;
mod pairs;
mod permissions;
mod roles;
mod world;
