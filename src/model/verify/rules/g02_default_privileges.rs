//! G02: privileges on tables that do not exist yet.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "G02",
    name: "default-privileges",
    severity: Severity::Warning,
    title: "default privileges include the application role",
    why: "the next table, and the next partition, has grants before it has row-level security: until \
          somebody adds policies, every tenant reads all of it. A partition with grants of its own can be \
          read without the policies of its table",
    fix: "ALTER DEFAULT PRIVILEGES .. REVOKE ALL ON TABLES FROM the application role, PUBLIC; grant per \
          table",
    check,
};

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    let reaching = facts.default_rights.iter().filter(|rights| rights.reach_app);
    reaching
        .map(|rights| {
            let (place, within) = match &rights.schema {
                Some(schema) => (format!("schema {schema}"), format!(" IN SCHEMA {}", sql::schema(schema))),
                None => ("every schema".to_owned(), String::new()),
            };
            let owner = facts.roles.iter().find(|role| role.name == rights.role).map(|role| role.oid);
            let (object, what, kind) = if rights.of_schemas {
                (
                    format!("{}: schemas", rights.role),
                    format!(
                        "by default privileges the application role may create in every schema that `{}` makes",
                        rights.role
                    ),
                    "SCHEMAS",
                )
            } else {
                (
                    format!("{} in {place}", rights.role),
                    format!(
                        "whatever `{}` creates in {place} is granted to the application role at once",
                        rights.role
                    ),
                    "TABLES",
                )
            };
            let fix = format!(
                "ALTER DEFAULT PRIVILEGES FOR ROLE {}{within} REVOKE ALL ON {kind} FROM {};",
                sql::ident(&rights.role),
                facts.grantees(owner)
            );
            Hit::new(object, what, fix)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::DefaultRights;
    use crate::model::verify::fixture;

    fn rights(schema: Option<&str>, reach_app: bool) -> DefaultRights {
        DefaultRights {
            role: "owner".to_owned(),
            schema: schema.map(str::to_owned),
            reach_app,
            of_schemas: false,
        }
    }

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.default_rights = vec![rights(None, false)];
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.default_rights = vec![rights(Some("public"), true), rights(None, true)];
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["owner in schema public", "owner in every schema"]);
        assert_eq!(
            hits[0].fix,
            "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public REVOKE ALL ON TABLES FROM app, PUBLIC;"
        );
    }
}
