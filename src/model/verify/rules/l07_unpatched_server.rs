//! L07: a server without the known fixes of row-level security.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "L07",
    name: "unpatched-server",
    // The installed server version must not fail the check of a schema.
    severity: Severity::Note,
    title: "the server lacks fixes for row-level security",
    why: "bugs of this kind let a role see or change rows that the policies hide from it, even if the \
          schema is correct: plans cached for another role, commands that check too few policies, \
          statistics of hidden rows",
    fix: "install the latest minor release of the server's major version and restart it",
    check,
};

/// A vulnerability, and the first minor release of each major version that fixes it.
struct Hole {
    cve: &'static str,
    fixed: &'static [(i32, i32)],
}

/// Only what is certain: a major version that is not listed may be vulnerable, or never was.
const HOLES: [Hole; 6] = [
    Hole { cve: "CVE-2023-2455", fixed: &[(14, 8), (15, 3)] },
    Hole { cve: "CVE-2023-39418", fixed: &[(15, 4)] },
    Hole { cve: "CVE-2024-10976", fixed: &[(14, 14), (15, 9), (16, 5), (17, 1)] },
    Hole { cve: "CVE-2024-10978", fixed: &[(14, 14), (15, 9), (16, 5), (17, 1)] },
    Hole { cve: "CVE-2025-8713", fixed: &[(14, 19), (15, 14), (16, 10), (17, 6)] },
    Hole { cve: "CVE-2026-14666", fixed: &[(15, 19)] },
];

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    let (major, minor) = (facts.version / 10_000, facts.version % 10_000);
    let mut open = Vec::new();
    let mut needed = minor;
    for hole in &HOLES {
        let fixed = hole.fixed.iter().find(|(branch, first)| *branch == major && minor < *first);
        if let Some((_, first)) = fixed {
            open.push(hole.cve);
            needed = needed.max(*first);
        }
    }
    if open.is_empty() {
        return Vec::new();
    }
    vec![Hit::new(
        format!("{major}.{minor}"),
        format!("it lacks the fixes for {}", open.join(", ")),
        format!("install PostgreSQL {major}.{needed} or a later minor release, and restart the server"),
    )]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        for version in [140_019, 150_019, 160_010, 170_006, 180_000, 190_000] {
            facts.version = version;
            assert_eq!(check(&facts, &scope), [], "{version}");
        }
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.version = 170_005;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["17.5"]);
        assert_eq!(hits[0].what, "it lacks the fixes for CVE-2025-8713");
        facts.version = 150_008;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["15.8"]);
        assert!(hits[0].fix.contains("15.19"), "{}", hits[0].fix);
    }
}
