//! R05: the configured application role does not exist.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "R05",
    name: "role-missing",
    severity: Severity::Error,
    title: "the application role does not exist",
    why: "privileges, policies and memberships are checked for that role: without it nothing is known \
          about what a tenant can reach, and the role that the application really uses may reach \
          everything",
    fix: "configure the role that the application uses, or CREATE ROLE it",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    if facts.app().is_some() {
        return Vec::new();
    }
    let fix = format!("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS;", sql::ident(&scope.app_role));
    vec![Hit::new(&scope.app_role, "the server has no such role, so hardly anything could be checked", fix)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (facts, scope) = fixture::sound();
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.roles.remove(fixture::APP);
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["app"]);
        assert_eq!(hits[0].fix, "CREATE ROLE app LOGIN NOSUPERUSER NOBYPASSRLS;");
    }
}
