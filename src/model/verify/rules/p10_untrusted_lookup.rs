//! P10: a policy that relies on a table that is not kept within the tenant.

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
    title: "a policy relies on an open table",
    why: "the policy decides by rows of another table. If the application role can write those freely, a \
          tenant makes itself a member of another; if it reads them freely, the policy also finds the rows \
          of other tenants",
    fix: "row-level security with a tenant policy on the other table, and no write privilege on it that is \
          not needed",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let policies = facts
        .live_policies()
        .filter(|(table, policy)| facts.is_scoped(table, scope) && decides(facts, table, policy, scope));
    policies
        .flat_map(|(table, policy)| {
            let mut others: Vec<u32> =
                facts.referred(policy.oid).filter(|referenced| *referenced != table.oid).collect();
            others.sort_unstable();
            others.dedup();
            let others = others.into_iter().filter_map(|referenced| facts.relation(referenced));
            others.filter(|referenced| referenced.is_table()).filter_map(move |referenced| {
                let open = open(facts, referenced, scope);
                let fix = if referenced.row_security {
                    facts.new_policy(referenced, Command::All, scope)
                } else {
                    referenced.secured()
                };
                (!open.is_empty()).then(|| {
                    Hit::new(
                        format!("{}.{}", table, policy.name),
                        format!(
                            "it reads `{}`, where nothing keeps {} within the tenant",
                            referenced,
                            commands(&open)
                        ),
                        fix,
                    )
                })
            })
        })
        .collect()
}

/// Whether this policy decides the tenant, not a restrictive policy on the table's own column.
fn decides(facts: &Facts, table: &Relation, policy: &Policy, scope: &Scope) -> bool {
    COMMANDS.into_iter().any(|command| {
        policy.is_about(command)
            && table.rights.may(command)
            && !(table.tenant.is_some() && facts.has_floor(table, command, scope))
    })
}

/// What the application role can do with the other table across tenants. Global rows may be read by all.
fn open(facts: &Facts, lookup: &Relation, scope: &Scope) -> Vec<Command> {
    let is_global = facts.class(lookup, scope) == Class::Global;
    let mut open = facts.unbounded(lookup, scope);
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
            "it reads `public.organizations`, where nothing keeps every command within the tenant"
        );
    }
}
