//! R05: there is no such role as the application is said to work as.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "R05",
    name: "role-missing",
    severity: Severity::Error,
    title: "the application's role does not exist",
    why: "rights, policies and memberships are judged for that role: without it nothing is known about what a \
          tenant reaches, and the role that the application really works as may reach everything",
    fix: "name the role that the application works as, or CREATE ROLE it",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    if facts.app().is_some() {
        return Vec::new();
    }
    let fix = format!("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS;", sql::ident(&scope.app_role));
    vec![Hit::new(&scope.app_role, "the server has no such role, so hardly anything could be judged", fix)]
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
