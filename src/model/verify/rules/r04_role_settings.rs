//! R04: settings that a session has before the application sets anything.

use super::Rule;
use crate::model::verify::catalog::{Facts, RoleSetting};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "R04",
    name: "role-settings",
    severity: Severity::Error,
    title: "a role, a database or the server has a default setting that isolation depends on",
    why: "with a default for the tenant setting, a session that did not set a tenant works as that one \
          instead of seeing nothing; `session_replication_role` disables foreign keys and triggers; \
          `row_security` makes every statement fail; `search_path` decides how names without a schema are \
          resolved",
    fix: "ALTER ROLE r RESET s; ALTER DATABASE d RESET s",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let reaches = |setting: &RoleSetting| {
        setting.role.as_ref().is_none_or(|name| {
            facts
                .roles
                .iter()
                .any(|role| &role.name == name && (role.is_app || role.app_may_become || role.is_login()))
        })
    };
    let read = facts.settings_read(scope);
    let mut hits = Vec::new();
    for setting in facts.settings.iter().filter(|setting| reaches(setting)) {
        let is = |name: &str| setting.name.eq_ignore_ascii_case(name);
        let severity = if read.contains(&setting.name.to_lowercase())
            || (is("session_replication_role") && setting.value != "origin")
        {
            Severity::Error
        } else if is("search_path") || (is("row_security") && setting.value != "on") {
            Severity::Warning
        } else {
            continue;
        };
        let (whose, alter) = setting_owner(setting);
        hits.push(
            Hit::new(
                format!("{whose}: {}", setting.name),
                format!("every new session of {whose} starts with `{}`", setting.value),
                format!(
                    "{alter} RESET {};{}",
                    sql::setting(&setting.name),
                    if setting.is_of_server {
                        " or take it out of postgresql.conf; then SELECT pg_reload_conf();"
                    } else {
                        ""
                    }
                ),
            )
            .with_severity(severity),
        );
    }
    hits
}

/// Whose setting it is, for a person and for the server.
fn setting_owner(setting: &RoleSetting) -> (String, String) {
    match (&setting.role, &setting.database) {
        (Some(role), None) => (format!("role {role}"), format!("ALTER ROLE {}", sql::ident(role))),
        (Some(role), Some(database)) => (
            format!("role {role} in database {database}"),
            format!("ALTER ROLE {} IN DATABASE {}", sql::ident(role), sql::ident(database)),
        ),
        (None, Some(database)) => {
            (format!("database {database}"), format!("ALTER DATABASE {}", sql::ident(database)))
        }
        (None, None) if setting.is_of_server => ("the server".to_owned(), "ALTER SYSTEM".to_owned()),
        (None, None) => ("every role".to_owned(), "ALTER ROLE ALL".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    fn setting(role: Option<&str>, database: Option<&str>, name: &str, value: &str) -> RoleSetting {
        RoleSetting {
            role: role.map(str::to_owned),
            database: database.map(str::to_owned),
            is_of_server: false,
            name: name.to_owned(),
            value: value.to_owned(),
        }
    }

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.settings = vec![
            setting(Some("owner"), None, "app.org", "1"),
            setting(Some("app"), None, "row_security", "on"),
            setting(Some("app"), None, "statement_timeout", "5s"),
        ];
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.settings = vec![
            setting(Some("app"), None, "app.org", "1"),
            setting(None, Some("Main"), "search_path", "crm, public"),
            setting(None, None, "session_replication_role", "replica"),
        ];
        let hits = check(&facts, &scope);
        assert_eq!(
            fixture::objects(&hits),
            ["role app: app.org", "database Main: search_path", "every role: session_replication_role"]
        );
        let (error, warning) = (Some(Severity::Error), Some(Severity::Warning));
        assert_eq!(fixture::severities(&hits), [error, warning, error]);
        assert_eq!(hits[0].fix, "ALTER ROLE app RESET app.org;");
        assert_eq!(hits[1].fix, "ALTER DATABASE \"Main\" RESET search_path;");
    }

    #[test]
    fn what_the_server_is_configured_with_counts() {
        let (mut facts, scope) = fixture::sound();
        facts.settings = vec![RoleSetting { is_of_server: true, ..setting(None, None, "App.Org", "1") }];
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["the server: App.Org"]);
        assert!(hits[0].fix.starts_with("ALTER SYSTEM RESET "), "{}", hits[0].fix);
    }

    #[test]
    fn what_a_login_of_the_application_brings_along_counts() {
        let (mut facts, scope) = fixture::sound();
        let web = fixture::add_role(&mut facts, "web");
        web.logins = vec![web.oid];
        facts.settings = vec![setting(Some("web"), None, "app.org", "1")];
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["role web: app.org"]);
    }
}
