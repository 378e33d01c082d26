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
        function.security_definer
            && !function.fixes_search_path
            && (function.app_may_execute || facts.is_of_trigger(function))
    });
    led.map(|function| {
        let schema = sql::schema_of_function(&function.name);
        Hit::new(
            &function.name,
            format!(
                "it runs as `{}` and resolves names by the caller's search_path",
                facts.role_shown(function.owner)
            ),
            format!(
                "ALTER ROUTINE {} SET search_path = pg_catalog, {schema}, pg_temp;",
                sql::function(&function.name)
            ),
        )
    })
    .collect()
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
        facts.functions[0].fixes_search_path = false;
        facts.functions[0].app_may_execute = false;
        assert_eq!(check(&facts, &scope), [], "nobody calls it");
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![Function {
            security_definer: true,
            fixes_search_path: false,
            app_may_execute: false,
            ..fixture::function("crm.join(uuid)")
        }];
        facts.triggers = vec![Trigger { name: "join".to_owned(), table: fixture::TASKS_OID, function: 500 }];
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["crm.join(uuid)"]);
        assert!(hits[0].fix.ends_with(" SET search_path = pg_catalog, crm, pg_temp;"), "{}", hits[0].fix);
    }
}
