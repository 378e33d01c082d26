//! R02: the application role has the privileges of a table's owner.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "R02",
    name: "role-owns-table",
    severity: Severity::Error,
    title: "the application role owns a tenant table, or can become its owner",
    why: "an owner may alter and drop policies, disable row-level security, and truncate; without FORCE \
          ROW LEVEL SECURITY policies bind neither the owner nor a member of it. A tenant who gets a \
          statement past the application gets all rows",
    fix: "let a role own the tables that the application role is not a member of: REVOKE owner FROM app, \
          or ALTER TABLE t OWNER TO another",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    if facts.is_app_superuser() {
        return Vec::new();
    }
    let app = &scope.app_role;
    let mut hits = Vec::new();
    for table in facts.scoped_tables(scope) {
        let Some(owner) = facts.role(table.owner).filter(|owner| owner.is_app || owner.app_gets()) else {
            continue;
        };
        // A partition is reported only if its table's finding does not say the same.
        let mut parents = table.parents.iter().filter_map(|parent| facts.relation(*parent));
        if table.is_partition && parents.any(|parent| parent.owner == table.owner) {
            continue;
        }
        let shown = table.to_string();
        hits.push(if owner.is_app {
            let alter = format!("ALTER TABLE {} OWNER TO", sql::relation(table));
            let fix = format!("{alter} a role that `{app}` is not a member of");
            Hit::new(shown, format!("`{app}` owns it and may change its policies"), fix)
        } else {
            let fix = format!("REVOKE {} FROM {};", sql::ident(&owner.name), sql::ident(app));
            let verb = if owner.app_inherits { "has the privileges of" } else { "may SET ROLE to" };
            Hit::new(shown, format!("`{app}` {verb} its owner `{}`", owner.name), fix)
        });
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.roles[fixture::APP].superuser = true;
        facts.roles[fixture::OWNER].app_may_become = true;
        assert_eq!(check(&facts, &scope), [], "the other rule says it");
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::TASKS].owner = facts.roles[fixture::APP].oid;
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.tasks"]);
        facts.roles[fixture::OWNER].app_may_become = true;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.organizations", "public.tasks", "public.log"]);
        assert_eq!(hits[0].fix, "REVOKE owner FROM app;");
    }
}
