//! R05: the configured application role does not exist.

use super::Rule;
use crate::model::isolation::facts::Facts;
use crate::model::isolation::finding::{Hit, Severity};
use crate::model::isolation::scope::Scope;
use crate::model::isolation::sql;

pub(super) const RULE: Rule = Rule {
    id: "R05",
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
    use crate::model::isolation::sample;

    #[test]
    fn ok() {
        let (facts, scope) = sample::sound();
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = sample::sound();
        facts.roles.remove(sample::APP);
        let hits = check(&facts, &scope);
        assert_eq!(sample::objects(&hits), ["app"]);
        assert_eq!(hits[0].fix, "CREATE ROLE app LOGIN NOSUPERUSER NOBYPASSRLS;");
    }
}
