//! What `verify` does not begin with.

use super::find_rule::UnknownRule;
use crate::model::outcome::code::codes;

/// Why nothing was judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum VerifyRefusal {
    /// `--explain` names a rule that there is not.
    NoSuchRule(UnknownRule),
    /// `migrate.toml` does not say how tenants are distinguished.
    NoTenant,
    /// `[tenant] expression` is not understood, or names what the database does not have.
    TenantExpression { expression: String, database: String },
}

codes!(VerifyRefusal {
    Self::NoSuchRule(_) => "no-such-rule" Usage "`verify --explain` names a rule that there is not",
    Self::NoTenant => "no-tenant" Usage "`migrate.toml` has no `[tenant]`: nobody said whose rows are whose",
    Self::TenantExpression { .. } => "tenant-expression-not-understood" Usage "`[tenant] expression` is no expression of the SQL that `verify` reads, or names what the database does not have",
});
