//! R07: the application may make roles and memberships.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "R07",
    name: "createrole",
    severity: Severity::Error,
    title: "the application may make roles",
    why: "before PostgreSQL 16 a role with CREATEROLE may make itself a member of every role but superusers: of \
          the tables' owner, of one with BYPASSRLS, of pg_execute_server_program. Later it may do so with the \
          roles that it made or was made an administrator of",
    fix: "ALTER ROLE app NOCREATEROLE",
    check,
};

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    if facts.is_app_superuser() {
        return Vec::new();
    }
    let makers = facts.roles.iter().filter(|role| {
        role.creates_roles && !role.superuser && (role.is_app || role.app_may_become || role.is_login())
    });
    makers
        .map(|role| {
            let whose = if role.is_app {
                "the application works as it"
            } else if role.app_may_become {
                "the application's role may SET ROLE to it"
            } else {
                "it is a login of the application"
            };
            Hit::new(
                &role.name,
                format!("it has CREATEROLE, and {whose}"),
                format!("ALTER ROLE {} NOCREATEROLE;", sql::ident(&role.name)),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn who_makes_roles_and_is_out_of_the_applications_reach_is_right() {
        let (mut facts, scope) = fixture::sound();
        facts.roles[fixture::OWNER].creates_roles = true;
        assert_eq!(check(&facts, &scope), []);
        facts.roles[fixture::OWNER].app_may_become = true;
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["owner"]);
    }

    #[test]
    fn the_applications_role_and_its_logins_count() {
        let (mut facts, scope) = fixture::sound();
        facts.roles[fixture::APP].creates_roles = true;
        let web = fixture::add_role(&mut facts, "web");
        (web.logins, web.creates_roles) = (vec![web.oid], true);
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["app", "web"]);
        assert_eq!(hits[1].fix, "ALTER ROLE web NOCREATEROLE;");
    }
}
