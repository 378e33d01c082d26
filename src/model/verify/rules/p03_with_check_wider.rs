//! P03: a WITH CHECK that is looser than USING.

use super::Rule;
use crate::model::verify::catalog::{Command, Facts, Policy, Relation};
use crate::model::verify::expression::plain;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::remedy::commands;
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P03",
    name: "with-check-wider",
    severity: Severity::Error,
    title: "WITH CHECK is looser than USING",
    why: "a tenant can insert rows that belong to another, or give its own rows away with an UPDATE of the \
          tenant column: the new row is checked by WITH CHECK alone. Only statements with RETURNING would \
          fail",
    fix: "ALTER POLICY p ON t WITH CHECK (the same as USING)",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let policies = facts.live_policies().filter(|(table, _)| facts.is_scoped(table, scope));
    policies
        .filter_map(|(table, policy)| {
            let check = policy.check.as_ref()?;
            let is_loose = policy.using.as_ref().is_some_and(|using| using != check)
                && !facts.keeps_rows(policy, check, scope);
            let open = open(facts, table, policy, scope);
            (is_loose && !open.is_empty()).then(|| {
                Hit::new(
                    format!("{}.{}", table, policy.name),
                    format!(
                        "for {} its WITH CHECK differs from USING: `{}`",
                        commands(&open),
                        plain(&check.text)
                    ),
                    fix(facts, table, policy, scope),
                )
            })
        })
        .collect()
}

/// The commands that write rows, that the policy covers and that nothing else keeps within the tenant.
fn open(facts: &Facts, table: &Relation, policy: &Policy, scope: &Scope) -> Vec<Command> {
    let mut open = facts.unbounded(table, scope);
    open.retain(|command| matches!(command, Command::Insert | Command::Update) && policy.is_about(*command));
    open
}

fn fix(facts: &Facts, table: &Relation, policy: &Policy, scope: &Scope) -> String {
    match &policy.using {
        Some(using) if facts.keeps_rows(policy, using, scope) => {
            let only = Policy { using: None, ..policy.clone() };
            only.altered(table, |_| facts.fixed(table, &using.text, scope))
        }
        _ => policy.made_sound(table, scope),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.policies[2].check = Some(fixture::condition("true", fixture::TASKS_OID));
        assert!(facts.policies[2].permissive);
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        for policy in facts.policies.iter_mut().filter(|policy| policy.table == fixture::TASKS_OID) {
            policy.check = Some(fixture::condition("true", fixture::TASKS_OID));
        }
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.tenant_isolation", "public.tasks.tenant_floor"]);
        assert!(
            hits[0]
                .fix
                .starts_with("ALTER POLICY tenant_isolation ON public.tasks WITH CHECK (organization_id =")
        );
    }
}
