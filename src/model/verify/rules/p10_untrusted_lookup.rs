//! P10: a policy that believes a table which is not kept within the tenant.

use super::Rule;
use crate::model::verify::bounds::COMMANDS;
use crate::model::verify::catalog::{Command, Facts, Policy, Relation};
use crate::model::verify::class::Class;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::remedy::commands;
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P10",
    name: "untrusted-lookup",
    severity: Severity::Error,
    title: "a policy believes an open table",
    why: "the policy decides by rows of another table. Where the application's role can write those freely, \
          a tenant makes itself a member of another; where it reads them freely, the policy finds the rows \
          of other tenants, too",
    fix: "row-level security with a tenant policy on the other table, and no right to write it that is not \
          needed",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let policies = facts
        .live_policies()
        .filter(|(table, policy)| facts.is_scoped(table, scope) && decides(facts, table, policy, scope));
    policies
        .flat_map(|(table, policy)| {
            let mut others: Vec<u32> =
                facts.referred(policy.oid).filter(|other| *other != table.oid).collect();
            others.sort_unstable();
            others.dedup();
            let others = others.into_iter().filter_map(|other| facts.relation(other));
            others.filter(|other| other.is_table()).filter_map(move |other| {
                let open = open(facts, other, scope);
                let fix = if other.row_security {
                    facts.new_policy(other, Command::All, scope)
                } else {
                    other.secured()
                };
                (!open.is_empty()).then(|| {
                    Hit::new(
                        format!("{}.{}", table.shown(), policy.name),
                        format!(
                            "it asks `{}`, where nothing keeps {} within the tenant",
                            other.shown(),
                            commands(&open)
                        ),
                        fix,
                    )
                })
            })
        })
        .collect()
}

/// Whether the tenant is decided by this policy, and not by a floor on the table's own column.
fn decides(facts: &Facts, table: &Relation, policy: &Policy, scope: &Scope) -> bool {
    COMMANDS.into_iter().any(|command| {
        policy.is_about(command)
            && table.rights.may(command)
            && !(table.tenant.is_some() && facts.has_floor(table, command, scope))
    })
}

/// What the application's role can do with the other table across tenants. Everybody may read what is global.
fn open(facts: &Facts, other: &Relation, scope: &Scope) -> Vec<Command> {
    let is_global = facts.class(other, scope) == Class::Global;
    let mut open = facts.unbounded(other, scope);
    open.retain(|command| !(is_global && *command == Command::Select));
    open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{Reference, Rights};
    use crate::model::verify::fixture;

    /// Tasks that are seen through the organizations.
    fn through() -> (Facts, Scope) {
        let (mut facts, scope) = fixture::without_floor();
        facts.policies.push(fixture::policy("members", "(EXISTS ( SELECT 1 FROM organizations o))"));
        facts.references.push(Reference { from: 9000, to: fixture::ORGANIZATIONS_OID });
        (facts, scope)
    }

    #[test]
    fn ok() {
        let (facts, scope) = through();
        assert_eq!(check(&facts, &scope), []);
        let (mut facts, mut scope) = through();
        facts.relations[fixture::ORGANIZATIONS].row_security = false;
        facts.relations[fixture::ORGANIZATIONS].rights = Rights { select: true, ..Rights::default() };
        scope.global.push(fixture::global("organizations"));
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = through();
        facts.relations[fixture::ORGANIZATIONS].row_security = false;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.members"]);
        assert_eq!(
            hits[0].what,
            "it asks `public.organizations`, where nothing keeps every command within the tenant"
        );
    }
}
