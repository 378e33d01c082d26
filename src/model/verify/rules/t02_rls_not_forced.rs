//! T02: row-level security that does not apply to the table's owner.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "T02",
    name: "rls-not-forced",
    severity: Severity::Error,
    title: "row-level security does not bind the owner",
    why: "the owner of the table and every member of the owner see all rows, and so does everything that \
          runs with the owner's privileges: a view without security_invoker, a SECURITY DEFINER function. \
          One such view is enough for a tenant to read and write the rows of all",
    fix: "ALTER TABLE t FORCE ROW LEVEL SECURITY; run migrations that change rows as a role with BYPASSRLS \
          that owns nothing",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let unforced = facts.relations.iter().filter(|table| {
        table.is_table()
            && table.row_security
            && !table.forces_row_security
            // Partitions are accessed only through their table.
            && (!table.is_partition || table.rights.reach_rows())
            && facts.is_scoped(table, scope)
    });
    unforced
        .map(|table| {
            let owner = facts.role(table.owner).map_or("its owner", |role| role.name.as_str());
            Hit::new(
                table.to_string(),
                format!("row-level security does not bind `{owner}`, who owns it, nor members of that role"),
                format!("ALTER TABLE {} FORCE ROW LEVEL SECURITY;", table.sql()),
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
        facts.relations[fixture::LOG_PARTITION].forces_row_security = false;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::TASKS].forces_row_security = false;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks"]);
        assert_eq!(hits[0].fix, "ALTER TABLE public.tasks FORCE ROW LEVEL SECURITY;");
    }
}
