//! P12: policies on a table whose row-level security is off.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P12",
    name: "policies-without-rls",
    severity: Severity::Error,
    title: "policies exist but are not in effect",
    why: "without row-level security, policies have no effect: the table looks protected, but every tenant \
          reads and writes the rows of all",
    fix: "ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY",
    check,
};

fn check(facts: &Facts, _: &Scope) -> Vec<Hit> {
    let idle = facts
        .relations
        .iter()
        .filter(|table| table.is_table() && !table.row_security && table.rights.reach_rows());
    idle.filter_map(|table| {
        let names: Vec<String> =
            facts.policies_of(table.oid).map(|policy| format!("`{}`", policy.name)).collect();
        (!names.is_empty()).then(|| {
            Hit::new(
                table.to_string(),
                format!("row-level security is off, so these have no effect: {}", names.join(", ")),
                table.secured(),
            )
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::TASKS].row_security = false;
        facts.policies.retain(|policy| policy.table != fixture::TASKS_OID);
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::TASKS].row_security = false;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks"]);
        assert!(hits[0].what.ends_with("`tenant_isolation`, `tenant_floor`"));
    }
}
