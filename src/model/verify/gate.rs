//! The gate of `up --verify`: what a migration makes worse.

use super::catalog::Facts;
use super::finding::{RuleFinding, Severity};
use super::rules;
use super::scope::Scope;

/// What stands before a migration: the rules, and what they found until now.
#[derive(Debug, Clone)]
pub(crate) struct Gate {
    pub(crate) scope: Scope,
    /// `None`: nobody has looked yet.
    before: Option<Vec<RuleFinding>>,
    /// What stood before the rollbacks of a run that applies migrations again: they may make it again.
    rolled_back: Vec<RuleFinding>,
}

impl Gate {
    /// A gate where nobody has looked yet.
    pub(crate) fn new(scope: Scope) -> Self {
        Self { scope, before: None, rolled_back: Vec::new() }
    }

    /// What counts here: no note, nothing that is exempt, nothing that no migration can help. Exemptions that
    /// nothing needs do not matter: a migration that comes may need them.
    pub(crate) fn judge(&self, facts: &Facts) -> Vec<RuleFinding> {
        let (mut findings, _) = self.scope.apply(rules::judge(facts, &self.scope));
        findings.retain(|finding| finding.severity > Severity::Note && is_the_schemas(finding.rule.id));
        findings
    }

    /// Whether what was there before is not known.
    pub(crate) fn must_look(&self) -> bool {
        self.before.is_none()
    }

    /// Takes what is there now for what was there before the next migration; `None` where nobody knows.
    pub(crate) fn carry(&mut self, findings: Option<Vec<RuleFinding>>) {
        self.before = findings;
    }

    /// Takes what is there now for what was there before rollbacks whose migrations are applied again.
    pub(crate) fn before_rollbacks(&mut self, findings: Vec<RuleFinding>) {
        self.rolled_back.clone_from(&findings);
        self.before = Some(findings);
    }

    /// The same gate where everything that is found counts as new.
    pub(crate) fn blind(&self) -> Self {
        Self { scope: self.scope.clone(), before: Some(Vec::new()), rolled_back: Vec::new() }
    }

    /// What was not there before, word by word: a finding that reads otherwise is another one.
    pub(crate) fn new_ones(&self, findings: &[RuleFinding]) -> Vec<RuleFinding> {
        let same = |a: &RuleFinding, b: &RuleFinding| {
            (a.rule, a.severity, &a.object, &a.what) == (b.rule, b.severity, &b.object, &b.what)
        };
        let was_there = |finding: &&RuleFinding| {
            self.before.iter().flatten().chain(&self.rolled_back).any(|old| same(old, finding))
        };
        findings.iter().filter(|finding| !was_there(finding)).cloned().collect()
    }
}

/// Rules about the server, its settings and the role's being there say nothing about a migration.
fn is_the_schemas(rule: &str) -> bool {
    !rule.starts_with('L') && rule != "R05"
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn what_was_there_before_passes_and_what_reads_otherwise_does_not() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::LOG].rights.references = true;
        let mut gate = Gate::new(scope);
        assert!(gate.must_look());
        let old = gate.judge(&facts);
        assert_eq!(old.len(), 1);
        gate.carry(Some(old.clone()));
        assert_eq!(gate.new_ones(&old), []);
        facts.relations[fixture::LOG].rights.truncate = true;
        let worse = gate.judge(&facts);
        assert_eq!(gate.new_ones(&worse), worse);
        assert_eq!(gate.blind().new_ones(&old), old);
    }

    #[test]
    fn what_stood_before_the_rollbacks_may_stand_again_behind_any_migration() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::LOG].rights.references = true;
        let mut gate = Gate::new(scope);
        let old = gate.judge(&facts);
        gate.before_rollbacks(old.clone());
        assert!(!gate.must_look());
        gate.carry(Some(Vec::new()));
        assert_eq!(gate.new_ones(&old), []);
        facts.relations[fixture::LOG].rights.truncate = true;
        let worse = gate.judge(&facts);
        assert_eq!(gate.new_ones(&worse), worse);
        assert_eq!(gate.blind().new_ones(&old), old);
    }

    #[test]
    fn the_server_and_a_missing_role_do_not_hold_a_migration_up() {
        let (mut facts, scope) = fixture::sound();
        facts.large_objects = 1;
        facts.roles.remove(fixture::APP);
        let rules_hit: Vec<_> = rules::judge(&facts, &scope).iter().map(|finding| finding.rule.id).collect();
        assert!(rules_hit.contains(&"L03") && rules_hit.contains(&"R05"), "{rules_hit:?}");
        let gated = Gate::new(scope).judge(&facts);
        assert!(gated.iter().all(|finding| is_the_schemas(finding.rule.id)), "{gated:?}");
    }

    #[test]
    fn what_is_exempt_does_not_count() {
        let (mut facts, mut scope) = fixture::sound();
        facts.relations[fixture::LOG].rights.references = true;
        let first_finding = Gate::new(scope.clone()).judge(&facts).remove(0);
        let RuleFinding { rule, object, .. } = first_finding;
        scope.exempt.push(super::super::scope::Exemption { rule, object, reason: "meant".to_owned() });
        assert_eq!(Gate::new(scope).judge(&facts), []);
    }
}
