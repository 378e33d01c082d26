//! What the configuration says: which column, which setting, which role, and what is intentional.

use super::canonical::TenancyNames;
use super::finding::{RuleFinding, RuleName};
use super::probe_columns::Category;
use crate::model::outcome::code::codes;

/// How the schema tells tenants apart, and the exemptions of `migrate.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) names: TenancyNames,
    /// The role that the application works as.
    pub(crate) app_role: String,
    /// Tables whose rows are everybody's.
    pub(crate) global: Vec<GlobalTable>,
    pub(crate) exempt: Vec<Exemption>,
    /// Settings of the session beside the tenant, for the probe; `{tenant}` stands for the tenant.
    pub(crate) settings: Vec<(String, String)>,
    /// Values of columns in the probe's rows, as `schema.table.column` or `table.column`.
    pub(crate) values: Vec<(String, String)>,
    /// What kind of value a tenant is, for tables without the column.
    pub(crate) category: Category,
}

/// A table whose rows are everybody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GlobalTable {
    /// With or without the schema `public`.
    pub(crate) table: String,
    pub(crate) reason: String,
}

/// An intentional finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exemption {
    pub(crate) rule: RuleName,
    /// The object, as the finding writes it.
    pub(crate) object: String,
    pub(crate) reason: String,
}

impl Scope {
    /// Whether a table is declared to be everybody's. With or without the schema `public`.
    pub(crate) fn is_global(&self, shown: &str) -> bool {
        self.global.iter().any(|global| is_same(&global.table, shown))
    }

    /// Takes out what is exempt. Returns the exemptions that nothing needed: each is an error in itself.
    pub(crate) fn apply(&self, findings: Vec<RuleFinding>) -> (Vec<RuleFinding>, Vec<Exemption>) {
        let covers = |exemption: &Exemption, finding: &RuleFinding| {
            exemption.rule == finding.rule && is_same(&exemption.object, &finding.object)
        };
        let stale: Vec<Exemption> = self
            .exempt
            .iter()
            .filter(|exemption| !findings.iter().any(|finding| covers(exemption, finding)))
            .cloned()
            .collect();
        let left = findings
            .into_iter()
            .filter(|finding| !self.exempt.iter().any(|exemption| covers(exemption, finding)))
            .collect();
        (left, stale)
    }
}

fn is_same(written: &str, shown: &str) -> bool {
    written == shown || shown.strip_prefix("public.") == Some(written)
}

codes!(Exemption {
    Self { .. } => "exemption-not-needed" Failed "nothing needs this exemption of `migrate.toml`",
});
