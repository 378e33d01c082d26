//! What `verify` found.

use super::finding::{Finding, Severity};
use super::scope::Exemption;
use crate::model::exit::ExitStatus;

/// The result of `verify`.
#[derive(Debug)]
pub(crate) struct IsolationReport {
    /// The worst first.
    pub(crate) findings: Vec<Finding>,
    /// Exemptions of `migrate.toml` that nothing needed.
    pub(crate) stale: Vec<Exemption>,
    /// How many findings `migrate.toml` exempts.
    pub(crate) exempted: usize,
    pub(crate) tables: Vec<TableClass>,
}

/// A table, and what it is to the tenants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableClass {
    pub(crate) table: String,
    pub(crate) class: super::class::Class,
}

impl IsolationReport {
    /// A finding or an exemption that nothing needs is a failure; a note is none.
    pub(crate) fn exit(&self) -> ExitStatus {
        let fails = self.findings.iter().any(|finding| finding.severity > Severity::Note);
        if fails || !self.stale.is_empty() { ExitStatus::Failed } else { ExitStatus::Done }
    }
}
