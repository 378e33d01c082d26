//! T03: row-level security without a policy that lets the application's role do anything.

use super::Rule;
use crate::model::verify::catalog::{Command, Facts};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "T03",
    name: "rls-no-policy",
    severity: Severity::Warning,
    title: "no policy lets the application do anything",
    why: "the application's role has rights on the table and every row is denied, without an error for \
          reads. That is safe, and it invites the quick remedy: to switch row-level security off, or a \
          policy that is just true",
    fix: "CREATE POLICY .. TO the application's role; or REVOKE its rights",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let denied = facts.relations.iter().filter(|table| {
        table.is_table()
            // To deny what does not come through the table is what one wants of these.
            && !table.is_partition
            && !table.is_retired
            && table.row_security
            && table.rights.reach_rows()
            && !facts.policies_of(table.oid).any(|policy| policy.permissive && policy.applies)
    });
    denied
        .map(|table| {
            Hit::new(
                table.shown(),
                format!("no permissive policy applies to `{}`: every row is denied", scope.app_role),
                facts.new_policy(table, Command::All, scope),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::Rights;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.policies.retain(|policy| policy.table != fixture::TASKS_OID);
        facts.relations[fixture::TASKS].rights = Rights::default();
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.policies.retain(|policy| policy.table != fixture::TASKS_OID || !policy.permissive);
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks"]);
        assert!(
            hits[0].fix.starts_with("CREATE POLICY tenant_isolation ON public.tasks FOR ALL TO app USING (")
        );
    }
}
