//! P13: a policy that does not imply the tenant, with nothing else that keeps rows within it.

use super::{
    Rule, p01_policy_ignores_row, p02_policy_ignores_tenant, p03_with_check_wider, p09_or_branch,
    p10_untrusted_lookup,
};
use crate::model::verify::catalog::{Command, Facts};
use crate::model::verify::expression::plain;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::remedy::commands;
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P13",
    name: "unknown-policy-form",
    severity: Severity::Warning,
    title: "a policy does not imply the tenant",
    why: "what the policy says does not imply that the row's tenant is the session's: another operator, a negation, a branch \
          that holds for any row, a row of another table that is tied to this one by less than a whole key. What is \
          missing is said; no restrictive policy on the table makes up for it",
    fix: "column = (SELECT NULLIF(current_setting('..', true), '')::type), with further conditions added \
          by AND; in a subselect, every column of a key that has the tenant; or such a restrictive policy in addition",
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
    let mut hits = imitations(facts, scope);
    let letting =
        facts.live_policies().filter(|(table, policy)| policy.permissive && facts.is_judged(table, scope));
    let unknown = letting
        .filter_map(|(table, policy)| {
            let open = facts.opened_by(table, policy, scope);
            let object = format!("{}.{}", table, policy.name);
            let mut deciding = open.iter().flat_map(|command| policy.deciding(*command));
            let (condition, missing) = deciding.find_map(|condition| {
                Some((
                    condition,
                    facts.implied(table, condition, scope, policy.command == Command::Select).err()?,
                ))
            })?;
            let what = format!(
                "for {} nothing follows about the tenant from `{}`: {}",
                commands(&open),
                plain(&condition.text),
                facts.step(table, &missing)
            );
            (!said.contains(&object)).then(|| Hit::new(object, what, policy.made_sound(table, scope)))
        })
        .collect::<Vec<Hit>>();
    hits.extend(unknown.into_iter().filter(|hit: &Hit| !imitated(&hits, hit)).collect::<Vec<Hit>>());
    hits
}

fn imitated(hits: &[Hit], hit: &Hit) -> bool {
    hits.iter().any(|earlier| earlier.object == hit.object)
}

/// Policies that call a function which has the name of one of the server's own, and is not the server's.
fn imitations(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let routines = &facts.library.routines;
    let judged = facts.live_policies().filter(|(table, _)| facts.is_judged(table, scope));
    judged
        .filter_map(|(table, policy)| {
            let called = facts.referred(policy.oid).filter_map(|to| routines.get(&to));
            let imitation = called.into_iter().find(|routine| {
                routine.schema != "pg_catalog"
                    && routines.values().any(|own| {
                        own.schema == "pg_catalog"
                            && own.name == routine.name
                            && own.arguments == routine.arguments
                    })
            })?;
            let what = format!(
                "it calls `{}.{}`, which has the name of a function of the server and is not the server's",
                imitation.schema, imitation.name
            );
            Some(Hit::new(format!("{}.{}", table, policy.name), what, policy.made_sound(table, scope)))
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
        let captured = "(EXISTS ( SELECT FROM tasks t WHERE (t.task_id = t.task_id)))".to_owned();
        for (expression, is_known) in [
            (&sound, true),
            (&by_policies, true),
            (&captured, false),
            (&inverted, false),
            // What is shown of the tasks is the tenant's.
            (&loose.to_owned(), true),
        ] {
            let (mut facts, scope) = fixture::sound();
            let notes = fixture::add(&mut facts, 200, "notes", RelationKind::Table, &[]);
            (notes.row_security, notes.forces_row_security) = (true, true);
            let policy = fixture::policy("own", expression);
            facts.references.push(Reference { from: policy.oid, to: fixture::TASKS_OID });
            let using = Some(fixture::condition(expression, 200));
            facts.policies.push(Policy { table: 200, using, mentions_tenant: false, ..policy });
            assert_eq!(check(&facts, &scope).is_empty(), is_known, "{expression}");
        }
    }
}
