//! R01: a role of the application that no policy binds.

use super::Rule;
use crate::model::verify::catalog::{Facts, Role};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "R01",
    name: "role-bypasses-rls",
    severity: Severity::Error,
    title: "the application's role bypasses row-level security, or may become a role that does",
    why: "no policy is asked about a superuser or a role with BYPASSRLS: every tenant reads and writes the rows \
          of all. The attribute is not inherited, but SET ROLE is enough to get it",
    fix: "ALTER ROLE app NOSUPERUSER NOBYPASSRLS; REVOKE r FROM app",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    // A superuser may become every role; that one finding says it.
    let reached = |role: &&Role| {
        if facts.is_app_superuser() { role.is_app } else { role.is_app || role.app_may_become }
    };
    let bypassing = facts.roles.iter().filter(reached).filter(|role| role.bypasses());
    bypassing
        .map(|role| {
            let name = sql::ident(&role.name);
            let attribute = if role.superuser { "a superuser" } else { "a role with BYPASSRLS" };
            let app = &scope.app_role;
            if role.is_app {
                let fix = format!("ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS;");
                Hit::new(&role.name, format!("it is {attribute}, and the application works as it"), fix)
            } else {
                let fix = format!("REVOKE {name} FROM {};", sql::ident(app));
                Hit::new(&role.name, format!("it is {attribute}, and `{app}` may SET ROLE to it"), fix)
            }
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
        fixture::add_role(&mut facts, "backfill").bypasses_row_security = true;
        fixture::add_role(&mut facts, "readers").app_may_become = true;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        let backfill = fixture::add_role(&mut facts, "backfill");
        (backfill.bypasses_row_security, backfill.app_may_become) = (true, true);
        facts.roles[fixture::APP].bypasses_row_security = true;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["app", "backfill"]);
        assert_eq!(hits[1].fix, "REVOKE backfill FROM app;");
        facts.roles[fixture::APP].superuser = true;
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["app"]);
    }
}
