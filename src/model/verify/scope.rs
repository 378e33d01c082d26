//! What the configuration says: which column, which setting, which role, and what is intentional.

use super::finding::{RuleFinding, RuleName};
use super::probe_columns::Category;
use crate::model::outcome::code::codes;

/// How the schema tells tenants apart, and the exemptions of `migrate.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) names: TenancyNames,
    /// `migrate.toml` has a section `[tenant]`.
    pub(crate) is_configured: bool,
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
    /// Tenants whose rows are everybody's to read.
    pub(crate) shared: Vec<String>,
}

/// The names by which tenants are distinguished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TenancyNames {
    pub(crate) column: String,
    pub(crate) setting: String,
    /// What policies use as the tenant that is at work, where it is not the setting itself.
    pub(crate) expression: Option<String>,
    /// What the setting is for a tenant, which `{tenant}` stands for, where it is not the tenant itself.
    pub(crate) value: Option<String>,
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

impl TenancyNames {
    /// What the setting is for a tenant.
    pub(crate) fn set_for(&self, tenant: &str) -> String {
        self.value.as_ref().map_or_else(|| tenant.to_owned(), |value| value.replace("{tenant}", tenant))
    }
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
