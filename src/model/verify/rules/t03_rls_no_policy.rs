//! T03: row-level security without any policy for the application role.

use super::Rule;
use crate::model::verify::catalog::{Command, Facts};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "T03",
    name: "rls-no-policy",
    severity: Severity::Warning,
    title: "no policy allows the application anything",
    why: "the application role has privileges on the table, but every row is denied, without an error on \
          reads. That is safe, but it invites the quick fix: to disable row-level security, or a policy \
          that is simply `true`",
    fix: "CREATE POLICY .. TO the application role; or REVOKE its privileges",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let denied = facts.relations.iter().filter(|table| {
        table.is_table()
            // These are supposed to deny access that does not go through the table.
            && !table.is_partition
            && !table.is_retired
            && table.row_security
            && table.rights.reach_rows()
            && !facts.policies_of(table.oid).any(|policy| policy.permissive && policy.applies)
    });
    denied
        .map(|table| {
            Hit::new(
                table.to_string(),
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
