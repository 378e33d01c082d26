//! Questions to the catalog that several subjects ask.

/// The foreign keys of some tables.
pub(super) const FOREIGN_KEYS: &str = include_str!("sql/foreign_keys.sql");
