//! G03: the application role may create objects.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "G03",
    name: "create-privilege",
    severity: Severity::Error,
    title: "the application role may create objects in a schema",
    why: "what one tenant creates there affects the others: a function or table under a name that their \
          statements, a view's refresh or a SECURITY DEFINER function resolves first; and a table created \
          by a tenant has no policies",
    fix: "REVOKE CREATE ON SCHEMA s FROM the application role, PUBLIC",
    check,
};

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    if facts.is_app_superuser() {
        return Vec::new();
    }
    let open = facts.schemas.iter().filter(|schema| schema.app_may_create);
    let database = facts.app_may_create_schemas.then(|| {
        Hit::new(
            format!("database {}", facts.database),
            "the application role may create schemas in it, and in those whatever it likes",
            format!(
                "REVOKE CREATE ON DATABASE {} FROM {};",
                sql::ident(&facts.database),
                facts.grantees(None)
            ),
        )
    });
    let schemas = open.map(|schema| {
        Hit::new(
            &schema.name,
            "the application role may create tables and functions in it",
            format!("REVOKE CREATE ON SCHEMA {} FROM {};", sql::schema(&schema.name), facts.grantees(None)),
        )
    });
    database.into_iter().chain(schemas).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.schemas[0].app_may_create = true;
        facts.roles[fixture::APP].superuser = true;
        assert_eq!(check(&facts, &scope), [], "a superuser may do everything");
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.schemas[0].app_may_create = true;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public"]);
        assert_eq!(hits[0].fix, "REVOKE CREATE ON SCHEMA public FROM app, PUBLIC;");
    }
}
