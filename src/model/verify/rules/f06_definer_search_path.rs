//! F06: a function that runs as its owner and finds its tables where the caller says.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "F06",
    name: "definer-search-path",
    severity: Severity::Warning,
    title: "a SECURITY DEFINER function has no search_path of its own",
    why: "names without a schema mean what the caller's `search_path` says, and temporary tables come first \
          everywhere: a tenant can put a table or a function of its own under a name that the function uses, \
          and have it run or read with the owner's rights",
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
                "it runs as `{}` and looks names up in the caller's search_path",
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
