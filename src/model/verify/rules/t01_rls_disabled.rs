//! T01: a tenant table without row-level security.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "T01",
    name: "rls-disabled",
    severity: Severity::Error,
    title: "row-level security is off",
    why: "the application role has privileges on the table, and no policy applies: every tenant reads and \
          writes the rows of all. A table created later by CREATE TABLE AS or LIKE has neither row-level \
          security nor policies, whatever its source has",
    fix: "ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY; and a policy",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let open = facts.relations.iter().filter(|table| {
        table.is_table()
            && !table.is_partition
            && !table.row_security
            && table.rights.reach_rows()
            && facts.is_scoped(table, scope)
    });
    open.map(|table| {
        Hit::new(
            table.to_string(),
            "row-level security is off, and the application role has privileges",
            table.secured(),
        )
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
        // Nobody but the owner reaches this one.
        facts.relations[fixture::TASKS].row_security = false;
        facts.relations[fixture::TASKS].rights = crate::model::verify::catalog::Rights::default();
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::TASKS].row_security = false;
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.tasks"]);
    }
}
