//! R08: a role that the application can become reaches further than its own.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "R08",
    name: "role-reaches-further",
    severity: Severity::Error,
    title: "a role that the application can become reaches further",
    why: "SET ROLE takes one statement: the rights of a role that the application is a member of, and the policies that are for \
          that role, count like its own, also where it does not inherit them",
    fix: "REVOKE the role FROM the application role",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    // R01 and R02 report those whom no policy binds.
    let becomes = facts.roles.iter().filter(|role| role.app_may_become && !role.is_app && !role.bypasses());
    becomes
        .filter(|role| facts.escape(role.oid, scope).is_none())
        .filter_map(|role| {
            let reach = facts.reaches(role.oid, scope)?;
            Some(Hit::new(
                &role.name,
                format!("`{}` may become {reach}", scope.app_role),
                format!("REVOKE {} FROM {};", sql::ident(&role.name), sql::ident(&scope.app_role)),
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::model::verify::catalog::{Actor, Rights};
    use crate::model::verify::fixture;

    /// A role that the application can become, that may read the tasks.
    fn with_reader() -> (Facts, Scope, u32) {
        let (mut facts, scope) = fixture::sound();
        let role = fixture::add_role(&mut facts, "reader");
        role.app_may_become = true;
        let oid = role.oid;
        let rights = BTreeMap::from([(fixture::TASKS_OID, Rights { select: true, ..Rights::default() })]);
        facts.actors.push(Actor { role: oid, has: BTreeSet::from([oid]), rights });
        (facts, scope, oid)
    }

    #[test]
    fn ok() {
        let (facts, scope, _) = with_reader();
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope, oid) = with_reader();
        facts.policies.retain(|policy| policy.table != fixture::TASKS_OID);
        let mut all = fixture::policy("reports", "true");
        all.roles = vec![oid];
        all.applies = false;
        facts.policies.push(all);
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["reader"]);
        assert!(hits[0].what.contains("`public.tasks`"), "{}", hits[0].what);
    }
}
