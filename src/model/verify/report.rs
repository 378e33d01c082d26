//! What `verify` found.

use super::finding::{RuleFinding, Severity};
use super::probe::Probed;
use super::probe_tally::Tally;
use super::scope::Exemption;
use crate::model::outcome::ephemeral::ThrowawayServer;
use crate::model::outcome::exit::ExitStatus;

/// The result of `verify`.
#[derive(Debug)]
pub(crate) struct IsolationReport {
    /// The worst first.
    pub(crate) findings: Vec<RuleFinding>,
    /// Exemptions of `migrate.toml` that nothing needed.
    pub(crate) stale: Vec<Exemption>,
    /// How many findings `migrate.toml` exempts.
    pub(crate) exempted: usize,
    pub(crate) tables: Vec<TableClass>,
    /// What was tried; `None` where nothing was.
    pub(crate) probed: Option<Vec<Probed>>,
    /// The throwaway server on which that was.
    pub(crate) probed_on: Option<ThrowawayServer>,
    pub(crate) judged: JudgedDatabase,
    /// The command line, without what says which server it is about; empty where nobody asked for it.
    pub(crate) command: String,
}

/// The database whose catalog was judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JudgedDatabase {
    pub(crate) name: String,
    /// Host and port, or the socket; empty for a throwaway server.
    pub(crate) host: String,
    /// `15.20`
    pub(crate) version: String,
}

/// A table, and what it is to the tenants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableClass {
    pub(crate) table: String,
    pub(crate) class: super::class::Class,
}

impl IsolationReport {
    /// A finding, a leak or an exemption that no longer matches is a failure; a note is not. What nobody could
    /// show is not shown.
    pub(crate) fn exit(&self) -> ExitStatus {
        let fails = self.findings.iter().any(|finding| finding.severity > Severity::Note);
        let tally = Tally::of(self.probed.as_deref().unwrap_or_default());
        if fails || !self.stale.is_empty() || tally.leaks > 0 {
            ExitStatus::Failed
        } else if tally.inconclusive > 0 {
            ExitStatus::Inconclusive
        } else {
            ExitStatus::Done
        }
    }
}
