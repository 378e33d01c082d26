//! L02: roles that may read the write-ahead log.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "L02",
    name: "replication-role",
    severity: Severity::Note,
    title: "a role has REPLICATION",
    why: "a role that may replicate reads every tenant's changes from the write-ahead log, or copies the \
          whole cluster; policies and table privileges do not apply. An error for the application role",
    fix: "ALTER ROLE r NOREPLICATION; or an exemption that names the replica it is for",
    check,
};

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    let replicating = facts.roles.iter().filter(|role| role.replication && !role.superuser);
    replicating
        .map(|role| {
            let severity = if role.is_app { Severity::Error } else { Severity::Note };
            Hit::new(
                &role.name,
                "it may read all tenants' changes through replication",
                format!("ALTER ROLE {} NOREPLICATION;", sql::ident(&role.name)),
            )
            .with_severity(severity)
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
        let admin = fixture::add_role(&mut facts, "admin");
        (admin.superuser, admin.replication) = (true, true);
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        fixture::add_role(&mut facts, "standby").replication = true;
        facts.roles[fixture::APP].replication = true;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["app", "standby"]);
        assert_eq!(fixture::severities(&hits), [Some(Severity::Error), Some(Severity::Note)]);
    }
}
