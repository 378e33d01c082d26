//! Questions to the catalog that several subjects ask.

/// The settings of a transaction that reads the catalog: the server prints names and definitions the same way,
/// whatever the session has. Ends with a semicolon.
pub(super) const SETTINGS: &str = include_str!("sql/settings.sql");
/// The foreign keys of some tables.
pub(super) const FOREIGN_KEYS: &str = include_str!("sql/foreign_keys.sql");
