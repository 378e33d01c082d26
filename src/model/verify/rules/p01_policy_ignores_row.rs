//! P01: a policy that does not ask whose the row is.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::class::Class;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::remedy::commands;
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P01",
    name: "policy-ignores-row",
    severity: Severity::Error,
    title: "a policy ignores the tenant column",
    why: "permissive policies are joined by OR: one that does not ask the tenant column lets every tenant do \
          the command with the rows of all, however strict the others are. A column without its table's name \
          in a sub-select is taken for the inner table's, and then the policy always holds. UPDATE and \
          DELETE that name no column do not need SELECT",
    fix: "compare the tenant column with the setting in the policy, or drop the policy; and a restrictive \
          policy on the table, which no permissive one can undo",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let blind = facts.live_policies().filter(|(table, policy)| {
        policy.permissive && !policy.mentions_tenant && facts.class(table, scope) == Class::Tenant
    });
    blind
        .filter_map(|(table, policy)| {
            table.tenant.as_ref()?;
            let open = facts.opened_by(table, policy, scope);
            (!open.is_empty()).then(|| {
                Hit::new(
                    format!("{}.{}", table.shown(), policy.name),
                    format!(
                        "it opens {} and does not ask the row's `{}`",
                        commands(&open),
                        scope.names.column
                    ),
                    policy.made_sound(table, scope),
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::Command;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        // The floor holds whatever a permissive policy says.
        let (mut facts, scope) = fixture::sound();
        facts.policies.push(fixture::policy("all", "true"));
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::without_floor();
        facts.policies.push(fixture::policy("all", "true"));
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.all"]);
        assert!(hits[0].fix.starts_with("ALTER POLICY \"all\" ON public.tasks USING (organization_id = ("));
    }

    #[test]
    fn a_floor_for_some_commands_leaves_the_others_open() {
        let (mut facts, scope) = fixture::sound();
        facts.policies.push(fixture::policy("everything", "true"));
        for policy in facts.policies.iter_mut().filter(|policy| !policy.permissive) {
            policy.command = Command::Select;
        }
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.everything"]);
        assert!(hits[0].what.starts_with("it opens INSERT, UPDATE, DELETE "));
    }
}
