//! P13: a policy of unknown form, with nothing else that keeps rows within the tenant.

use super::{
    Rule, p01_policy_ignores_row, p02_policy_ignores_tenant, p03_with_check_wider, p09_or_branch,
    p10_untrusted_lookup,
};
use crate::model::verify::catalog::Facts;
use crate::model::verify::expression::plain;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::remedy::commands;
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P13",
    name: "unknown-policy-form",
    severity: Severity::Warning,
    title: "it is not known what a policy lets through",
    why: "the policy uses the tenant column and the setting, but not in a form known to be sound: another \
          operator, a negation, a function, a subselect that is not correlated with the row. It may be \
          correct, but no restrictive policy on the table limits it to the tenant if it is not",
    fix: "column = (SELECT NULLIF(current_setting('..', true), '')::type), with further conditions added \
          by AND; or such a restrictive policy in addition",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    // What is known to be wrong is reported by these.
    let known = [
        p01_policy_ignores_row::RULE,
        p02_policy_ignores_tenant::RULE,
        p03_with_check_wider::RULE,
        p09_or_branch::RULE,
        p10_untrusted_lookup::RULE,
    ];
    let said: Vec<String> =
        known.iter().flat_map(|rule| (rule.check)(facts, scope)).map(|hit| hit.object).collect();
    let letting =
        facts.live_policies().filter(|(table, policy)| policy.permissive && facts.is_scoped(table, scope));
    letting
        .filter_map(|(table, policy)| {
            let open = facts.opened_by(table, policy, scope);
            let object = format!("{}.{}", table, policy.name);
            let unknown = open
                .iter()
                .flat_map(|command| policy.deciding(*command))
                .find(|expression| !facts.keeps_rows(policy, expression, scope))?;
            let what =
                format!("for {} it passes whatever this passes: `{}`", commands(&open), plain(unknown));
            (!said.contains(&object)).then(|| Hit::new(object, what, policy.made_sound(table, scope)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{Policy, Reference, RelationKind};
    use crate::model::verify::fixture;

    #[test]
    fn an_unknown_form_counts_where_no_floor_holds_and_nothing_else_is_said() {
        let unknown = "(organization_id <> ( SELECT (NULLIF(current_setting('app.org'::text, true), ''::text))::uuid AS \"nullif\"))";
        let (mut facts, scope) = fixture::without_floor();
        facts.policies.push(fixture::policy("others", unknown));
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.tasks.others"]);
        let (mut floored, scope) = fixture::sound();
        floored.policies.push(fixture::policy("others", unknown));
        assert_eq!(check(&floored, &scope), []);
        for (said, rule) in [("true", "P09"), ("(gone IS NULL)", "P01")] {
            facts.policies.pop();
            facts.policies.push(fixture::policy("others", said));
            assert_eq!(check(&facts, &scope), [], "{rule}");
        }
    }

    #[test]
    fn a_sub_select_is_believed_where_it_is_tied_to_the_row_and_to_the_tenant() {
        let comparison = &fixture::CANONICAL[1..fixture::CANONICAL.len() - 1];
        let sound = format!("(task_id IN ( SELECT t.task_id FROM tasks t WHERE (t.{comparison})))");
        let by_policies = "(EXISTS ( SELECT FROM tasks t WHERE (t.task_id = notes.task_id)))".to_owned();
        let inverted = format!("(NOT {sound})");
        let loose =
            "(task_id IN ( SELECT t.task_id FROM tasks t WHERE (t.organization_id = t.organization_id)))";
        for (expression, mentions_row, is_known) in [
            (&sound, true, true),
            (&by_policies, true, true),
            (&by_policies, false, false),
            (&sound, false, false),
            (&inverted, true, false),
            (&loose.to_owned(), true, true),
        ] {
            let (mut facts, scope) = fixture::sound();
            let notes = fixture::add(&mut facts, 200, "notes", RelationKind::Table, &[]);
            (notes.row_security, notes.forces_row_security) = (true, true);
            let policy = fixture::policy("own", expression);
            facts.references.push(Reference { from: policy.oid, to: fixture::TASKS_OID });
            facts.policies.push(Policy { table: 200, mentions_row, mentions_tenant: false, ..policy });
            assert_eq!(check(&facts, &scope).is_empty(), is_known, "{expression}");
        }
    }
}
