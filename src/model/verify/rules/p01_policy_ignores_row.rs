//! P01: a policy that does not check whose row it is.

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
    why: "permissive policies are combined with OR: one that does not check the tenant column opens the \
          command to the rows of all tenants, however strict the others are. In a subselect, an \
          unqualified column resolves to the inner table, and then the policy is always true. UPDATE and \
          DELETE that read no column do not need SELECT",
    fix: "compare the tenant column with the setting in the policy, or drop the policy; and add a \
          restrictive policy to the table, which no permissive one can undo",
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
                    format!("{}.{}", table, policy.name),
                    format!(
                        "it opens {} and does not check the row's `{}`",
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
