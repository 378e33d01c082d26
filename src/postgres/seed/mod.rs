//! Seeding on the server: what the catalog says of the tables.

mod catalog;
#[cfg(test)]
mod tests;
