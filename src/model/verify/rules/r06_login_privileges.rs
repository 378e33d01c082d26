//! R06: a login of the application with more privileges than the application role.

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
    title: "an application login is more privileged than the application role",
    why: "a login that is a member of the application role has its own attributes and all its memberships, \
          not just those of that role: if it bypasses row-level security, or can become a role that does \
          or that owns the tables, the policies do not bind its sessions",
    fix: "a separate login for the application, NOSUPERUSER NOBYPASSRLS and a member of its role only",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    // R01 to R03 report what the application role is itself.
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

/// What a login has beyond the application role, the worst first, and the remedy.
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
    let owning = || others().find(|role| owns(role)).map(|role| (role, "which owns tenant tables"));
    let predefined = || {
        let is_predefined = |role: &&Role| PREDEFINED.iter().any(|(name, ..)| *name == role.name);
        others().find(is_predefined).map(|role| (role, "which reaches further than any grant"))
    };
    let Some((role, reason)) = bypassing.or_else(owning).or_else(predefined) else {
        // With everything that it has together it may reach further than by any of it.
        let reach = facts.reaches(login.oid, scope)?;
        let fix = format!("take from {name} what the application does not need");
        return Some((format!("it works as {reach}"), fix));
    };
    let fix = if role.oid == login.oid {
        format!("use a login for the application that owns nothing, instead of {name}")
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
        assert!(owner.what.contains("`owner`, which owns tenant tables"), "{}", owner.what);
        assert_eq!(owner.fix, "REVOKE owner FROM web;");
        facts.roles[login].superuser = true;
        assert_eq!(hits(&facts, &scope), ["it is a member of `app`, and it is a superuser"]);
        facts.roles[fixture::APP].superuser = true;
        assert_eq!(check(&facts, &scope), []);
    }
}
