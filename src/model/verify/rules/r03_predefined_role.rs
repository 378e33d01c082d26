//! R03: the application role is a member of a predefined role.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "R03",
    name: "predefined-role",
    severity: Severity::Error,
    title: "the application role is a member of a predefined role",
    why: "these roles reach further than any grant: rows of every table without policies, including \
          partitions and materialized views; files and programs of the server, and with those all data; \
          other tenants' statements and sessions, since all tenants share one role",
    fix: "REVOKE pg_.. FROM the application role",
    check,
};

/// The roles, and what each may do.
pub(super) const PREDEFINED: [(&str, Severity, &str); 10] = [
    ("pg_read_all_data", Severity::Error, "read every table without policies"),
    ("pg_write_all_data", Severity::Error, "write every table without policies"),
    ("pg_execute_server_program", Severity::Error, "run programs on the server"),
    ("pg_read_server_files", Severity::Error, "read files on the server"),
    ("pg_write_server_files", Severity::Error, "write files on the server"),
    ("pg_monitor", Severity::Warning, "read the statements of every session"),
    ("pg_read_all_stats", Severity::Warning, "read the statements of every session"),
    ("pg_signal_backend", Severity::Warning, "end the sessions of other roles"),
    ("pg_create_subscription", Severity::Warning, "write what another server sends into tables"),
    ("pg_maintain", Severity::Warning, "lock every table and refresh every materialized view"),
];

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    if facts.is_app_superuser() {
        return Vec::new();
    }
    let is_member = |name: &str| facts.roles.iter().any(|role| role.name == name && role.app_gets());
    // A member of the first is also a member of the second.
    let is_said = |name: &str| name == "pg_read_all_stats" && is_member("pg_monitor");
    let dangerous = PREDEFINED.iter().filter(|(name, ..)| is_member(name) && !is_said(name));
    dangerous
        .map(|(name, severity, may)| {
            let app = &scope.app_role;
            let fix = format!("REVOKE {name} FROM {};", sql::ident(app));
            Hit::new(*name, format!("through it `{app}` may {may}"), fix).with_severity(*severity)
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
        fixture::add_role(&mut facts, "pg_read_all_data");
        fixture::add_role(&mut facts, "pg_checkpoint").app_may_become = true;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        fixture::add_role(&mut facts, "pg_read_all_stats").app_inherits = true;
        fixture::add_role(&mut facts, "pg_monitor").app_inherits = true;
        fixture::add_role(&mut facts, "pg_read_all_data").app_may_become = true;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["pg_read_all_data", "pg_monitor"]);
        assert_eq!(fixture::severities(&hits), [Some(Severity::Error), Some(Severity::Warning)]);
        assert_eq!(hits[0].fix, "REVOKE pg_read_all_data FROM app;");
    }
}
