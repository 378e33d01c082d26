//! G04: a setting of superusers that the application may make.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "G04",
    name: "parameter-right",
    severity: Severity::Warning,
    title: "the application may make a setting of superusers",
    why: "what only a superuser may set is kept from others for a reason: with session_replication_role foreign keys and \
          triggers do not hold, and a row can refer to another tenant's",
    fix: "REVOKE SET, ALTER SYSTEM ON PARAMETER .. FROM the application role",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    if facts.is_app_superuser() {
        return Vec::new();
    }
    let given = facts.parameters.iter();
    given
        .map(|right| {
            let hit = Hit::new(
                &right.name,
                format!("`{}` may set it ({})", scope.app_role, right.privilege),
                format!(
                    "REVOKE {} ON PARAMETER {} FROM {};",
                    right.privilege,
                    sql::setting(&right.name),
                    facts.grantees(None)
                ),
            );
            let is_worse = right.name == "session_replication_role" || right.privilege == "ALTER SYSTEM";
            if is_worse { hit.with_severity(Severity::Error) } else { hit }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::ParameterRight;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (facts, scope) = fixture::sound();
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        for name in ["session_replication_role", "log_statement"] {
            facts.parameters.push(ParameterRight { name: name.to_owned(), privilege: "SET".to_owned() });
        }
        let hits = check(&facts, &scope);
        assert_eq!(fixture::severities(&hits), [Some(Severity::Error), None]);
        assert_eq!(hits[1].fix, "REVOKE SET ON PARAMETER log_statement FROM app, PUBLIC;");
    }
}
