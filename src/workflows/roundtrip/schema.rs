//! Whether a schema is as it was, but for what the server adds of its own.

use std::collections::BTreeSet;

use super::observers::State;
use crate::model::fingerprint::Fingerprint;
use crate::model::fingerprint::additions::Additions;
use crate::model::fingerprint::managed::Managed;
use crate::model::roundtrip::finding::{RoundtripFinding, Stage};
use crate::model::roundtrip::shape;

/// What is known of partitions that come and go, and of the server's own additions.
pub(super) struct SchemaJudge {
    pub(super) managed: Managed,
    /// What the server was found to add, which was not compared.
    pub(super) additions: Additions,
}

/// Two states that should be the same, and when the second was seen.
pub(super) struct Compared<'a> {
    pub(super) stage: Stage,
    pub(super) expected: &'a State,
    pub(super) actual: &'a State,
}

impl SchemaJudge {
    /// What is not as it was, each object once, in the order in which it was seen.
    pub(super) fn findings(&mut self, compared: &[Compared<'_>]) -> Vec<RoundtripFinding> {
        let (mut findings, mut reported) = (Vec::new(), BTreeSet::new());
        for Compared { stage, expected, actual } in compared {
            let mut diff = shape::diff(&expected.print, &actual.print, &self.managed);
            if !diff.is_empty() {
                self.additions.extend(&Additions::surmised(&expected.print, &actual.print));
                let strip = |state: &State| self.additions.strip(&state.print);
                diff = shape::diff(&strip(expected), &strip(actual), &self.managed);
            }
            for difference in diff.differences {
                if reported.insert(difference.object.clone()) {
                    findings.push(RoundtripFinding::Catalog { stage: *stage, difference });
                }
            }
            for moved in diff.moved {
                if reported.insert(format!("columns of {}", moved.object)) {
                    findings.push(RoundtripFinding::Moved { stage: *stage, moved });
                }
            }
        }
        findings
    }

    /// What differs between two databases that the same scripts made is the server's own.
    pub(super) fn learn(&mut self, first: &Fingerprint, twin: &Fingerprint) {
        self.additions.extend(&Additions::between(first, twin));
    }
}
