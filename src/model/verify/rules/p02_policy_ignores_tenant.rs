//! P02: a policy that does not check who the tenant is.

use super::Rule;
use crate::model::verify::catalog::{Facts, Policy, Relation};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::remedy::commands;
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P02",
    name: "policy-ignores-tenant",
    severity: Severity::Error,
    title: "a policy ignores the setting",
    why: "the policy decides without the setting that names the tenant, or by a setting of another name: \
          its answer is the same for every tenant, so all of them see the rows it passes",
    fix: "compare the tenant column with the setting in the policy; and add a restrictive policy to the \
          table, which no permissive one can undo",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let deaf = facts.live_policies().filter(|(table, policy)| {
        policy.permissive && facts.is_scoped(table, scope) && is_deaf(facts, table, policy, scope)
    });
    deaf.filter_map(|(table, policy)| {
        let open = facts.opened_by(table, policy, scope);
        (!open.is_empty()).then(|| {
            Hit::new(
                format!("{}.{}", table, policy.name),
                format!("it opens {} and does not read `{}`", commands(&open), scope.names.setting),
                policy.made_sound(table, scope),
            )
        })
    })
    .collect()
}

/// Whether USING, or WITH CHECK if there is no USING, cannot distinguish tenants. P01 is about tenant
/// columns that are not mentioned, P03 about a WITH CHECK of its own, P09 about `true`.
fn is_deaf(facts: &Facts, table: &Relation, policy: &Policy, scope: &Scope) -> bool {
    let is_told = if table.tenant.is_some() {
        !policy.mentions_tenant
    } else {
        // The policies of the other table apply within this one.
        let mut others = facts.referred(policy.oid).filter(|referenced| *referenced != table.oid);
        others.any(|referenced| {
            facts.relation(referenced).is_some_and(|referenced| facts.is_scoped(referenced, scope))
        })
    };
    let condition = policy.using.as_ref().or(policy.check.as_ref());
    !is_told
        && condition.is_some_and(|condition| {
            condition.text != "true" && !facts.asks_setting(policy, condition, scope)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{Function, Reference};
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::without_floor();
        facts.policies.push(fixture::policy("by_function", "(organization_id = current_organization())"));
        facts.functions.push(Function {
            body: "SELECT current_setting('App.Org', true)::uuid".to_owned(),
            ..fixture::function("public.current_organization()")
        });
        facts.references.push(Reference { from: 9000, to: 500 });
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::without_floor();
        facts.policies.push(fixture::policy(
            "other",
            "(organization_id = (current_setting('app.organization'::text, true))::uuid)",
        ));
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.tasks.other"]);
    }

    #[test]
    fn a_table_without_the_column_is_known_by_the_setting_or_by_another_table() {
        let (mut facts, scope) = fixture::without_floor();
        facts.relations[fixture::TASKS].tenant = None;
        facts.policies.retain(|policy| policy.table != fixture::TASKS_OID);
        facts.policies.push(fixture::policy("open_ones", "(state = 'open'::text)"));
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.tasks.open_ones"]);
        facts.references.push(Reference { from: 9000, to: fixture::ORGANIZATIONS_OID });
        assert_eq!(check(&facts, &scope), []);
    }
}
