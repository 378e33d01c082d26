//! G05: rights on the server's own tables and functions.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "G05",
    name: "system-right",
    severity: Severity::Error,
    title: "the application has rights on what is the server's own",
    why: "statistics hold values of every tenant's rows, and some functions read files of the server: who was given more than \
          a new server gives gets around every policy",
    fix: "REVOKE it",
    check,
};

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    if facts.is_app_superuser() {
        return Vec::new();
    }
    let rights = facts.system_rights.iter();
    rights
        .map(|right| {
            let grantee = if right.grantee == "PUBLIC" {
                right.grantee.clone()
            } else {
                crate::model::verify::sql::ident(&right.grantee)
            };
            Hit::new(
                &right.name,
                format!(
                    "{} on it is granted to {}, which a new server does not do",
                    right.privilege, right.grantee
                ),
                format!("REVOKE {} ON {} FROM {grantee};", right.privilege, right.statement),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::SystemRight;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (facts, scope) = fixture::sound();
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.system_rights.push(SystemRight {
            name: "pg_statistic".to_owned(),
            statement: "TABLE pg_statistic".to_owned(),
            privilege: "SELECT".to_owned(),
            grantee: "app".to_owned(),
        });
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["pg_statistic"]);
        assert_eq!(hits[0].fix, "REVOKE SELECT ON TABLE pg_statistic FROM app;");
    }
}
