//! R06: a login of the application that is more than the application's role.

use super::Rule;
use super::r03_predefined_role::PREDEFINED;
use crate::model::verify::catalog::{Facts, Role};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "R06",
    name: "login-privileges",
    severity: Severity::Warning,
    title: "a login of the application is more than the application's role",
    why: "a role that logs in and is a member of the application's role works with its own attributes and all \
          its memberships, not with those of that role alone: where it bypasses row-level security, or may \
          become a role that does or that owns the tables, the policies do not hold for who works as it",
    fix: "a login of its own for the application, NOSUPERUSER NOBYPASSRLS and a member of its role alone",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    // Of what the application's role is itself, R01 to R03 say it.
    if facts.is_app_superuser() {
        return Vec::new();
    }
    let logins = facts.roles.iter().filter(|role| role.is_login() && !role.app_gets());
    logins
        .filter_map(|login| {
            let (what, fix) = more(facts, login, scope)?;
            Some(Hit::new(&login.name, format!("it is a member of `{}`, and {what}", scope.app_role), fix))
        })
        .collect()
}

/// What a login is beside the application's role, the worst first, and the remedy.
fn more(facts: &Facts, login: &Role, scope: &Scope) -> Option<(String, String)> {
    let name = sql::ident(&login.name);
    if login.bypasses() {
        let attribute = if login.superuser { "a superuser" } else { "a role with BYPASSRLS" };
        return Some((format!("it is {attribute}"), format!("ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS;")));
    }
    let others = || facts.roles.iter().filter(|role| role.logins.contains(&login.oid) && !role.app_gets());
    let owns = |role: &Role| facts.scoped_tables(scope).any(|table| table.owner == role.oid);
    let bypassing =
        others().find(|role| role.bypasses()).map(|role| (role, "which bypasses row-level security"));
    let owning = || others().find(|role| owns(role)).map(|role| (role, "which owns tables of tenants' rows"));
    let predefined = || {
        let is_predefined = |role: &&Role| PREDEFINED.iter().any(|(name, ..)| *name == role.name);
        others().find(is_predefined).map(|role| (role, "which reaches further than any grant"))
    };
    let (role, reason) = bypassing.or_else(owning).or_else(predefined)?;
    let fix = if role.oid == login.oid {
        format!("a login for the application that owns nothing, in place of {name}")
    } else {
        format!("REVOKE {} FROM {name};", sql::ident(&role.name))
    };
    Some((format!("may become `{}`, {reason}", role.name), fix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    fn hits(facts: &Facts, scope: &Scope) -> Vec<String> {
        check(facts, scope).into_iter().map(|hit| hit.what).collect()
    }

    fn with_login() -> (Facts, Scope) {
        let (mut facts, scope) = fixture::sound();
        let login = fixture::add_role(&mut facts, "web");
        login.logins = vec![login.oid];
        let oid = login.oid;
        facts.roles[fixture::APP].logins = vec![oid];
        (facts, scope)
    }

    #[test]
    fn a_login_that_is_a_member_of_the_role_alone_is_right() {
        let (facts, scope) = with_login();
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn what_a_login_is_beside_counts_and_what_the_role_is_itself_is_said_elsewhere() {
        let (mut facts, scope) = with_login();
        let login = facts.roles.iter().position(|role| role.name == "web").unwrap();
        let oid = facts.roles[login].oid;
        fixture::add_role(&mut facts, "pg_monitor").logins = vec![oid];
        assert_eq!(
            hits(&facts, &scope),
            ["it is a member of `app`, and may become `pg_monitor`, which reaches further than any grant"]
        );
        facts.roles[fixture::OWNER].logins = vec![oid];
        let owner = check(&facts, &scope).remove(0);
        assert_eq!(owner.object, "web");
        assert!(owner.what.contains("`owner`, which owns tables"), "{}", owner.what);
        assert_eq!(owner.fix, "REVOKE owner FROM web;");
        facts.roles[login].superuser = true;
        assert_eq!(hits(&facts, &scope), ["it is a member of `app`, and it is a superuser"]);
        facts.roles[fixture::APP].superuser = true;
        assert_eq!(check(&facts, &scope), []);
    }
}
