//! F06: a SECURITY DEFINER function that resolves names by the caller's `search_path`.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "F06",
    name: "definer-search-path",
    severity: Severity::Warning,
    title: "a SECURITY DEFINER function sets no search_path",
    why: "names without a schema are resolved by the caller's `search_path`, and temporary tables always \
          come first: a tenant can create a table or a function under a name that the function uses, and \
          have it read or run with the owner's privileges",
    fix: "ALTER ROUTINE f(..) SET search_path = pg_catalog, the schemas it needs, pg_temp",
    check,
};

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    let led = facts.functions.iter().filter(|function| {
        function.security_definer && (function.app_may_execute || facts.is_of_trigger(function))
    });
    led.filter_map(|function| {
        let schema = sql::schema_of_function(&function.name);
        let why = match &function.path {
            None => "resolves names by the caller's search_path".to_owned(),
            Some(path) => open_path(facts, path)?,
        };
        Some(Hit::new(
            &function.name,
            format!("it runs as `{}` and {why}", facts.role_shown(function.owner)),
            format!(
                "ALTER ROUTINE {} SET search_path = pg_catalog, {schema}, pg_temp;",
                sql::function(&function.name)
            ),
        ))
    })
    .collect()
}

/// By what a path lets its caller put something of his own in the place of a name. A path in which no name but the server's
/// is found forces the body to write schemas.
fn open_path(facts: &Facts, path: &str) -> Option<String> {
    let schemas: Vec<&str> = path
        .split(',')
        .map(|schema| schema.trim().trim_matches('"'))
        .filter(|schema| !schema.is_empty())
        .collect();
    let own = schemas.iter().filter(|schema| !["pg_catalog", "pg_temp"].contains(schema)).count();
    if schemas.contains(&"$user") {
        return Some("finds names in the schema of whoever calls it, by `$user`".to_owned());
    }
    let creatable = schemas
        .iter()
        .find(|name| facts.schemas.iter().any(|schema| schema.name == **name && schema.app_may_create));
    if let Some(schema) = creatable {
        return Some(format!("finds names in `{schema}`, where the application role may create"));
    }
    (own > 0 && schemas.last() != Some(&"pg_temp")).then(|| {
        "finds the caller's temporary tables first: `pg_temp` is not the last of its search_path".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{Function, Trigger};
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![Function { security_definer: true, ..fixture::function("public.join()") }];
        assert_eq!(check(&facts, &scope), []);
        facts.functions[0].path = None;
        facts.functions[0].app_may_execute = false;
        assert_eq!(check(&facts, &scope), [], "nobody calls it");
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![Function {
            security_definer: true,
            path: None,
            app_may_execute: false,
            ..fixture::function("crm.join(uuid)")
        }];
        facts.triggers = vec![Trigger { name: "join".to_owned(), table: fixture::TASKS_OID, function: 500 }];
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["crm.join(uuid)"]);
        assert!(hits[0].fix.ends_with(" SET search_path = pg_catalog, crm, pg_temp;"), "{}", hits[0].fix);
    }

    #[test]
    fn a_path_is_safe_where_nothing_of_the_caller_comes_first() {
        let (mut facts, _) = fixture::sound();
        for (path, is_safe) in [
            ("\"\"", true),
            ("pg_catalog, pg_temp", true),
            ("pg_catalog", true),
            ("public, pg_temp", true),
            ("pg_catalog, public", false),
            ("\"$user\", public, pg_temp", false),
        ] {
            assert_eq!(open_path(&facts, path).is_none(), is_safe, "{path}");
        }
        facts.schemas[0].app_may_create = true;
        assert!(open_path(&facts, "public, pg_temp").is_some());
    }
}
