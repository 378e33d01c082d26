//! What `init` hands to `ui`.

use super::findings::{Findings, NextStep};

/// A project that begins.
#[derive(Debug)]
pub(crate) struct InitReport {
    /// The files and folders that were written, as paths a person can open.
    pub(crate) written: Vec<String>,
    pub(crate) findings: Findings,
    pub(crate) next: NextStep,
}
