//! F01: a SECURITY DEFINER function that runs as a role the policies do not bind.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "F01",
    name: "security-definer",
    severity: Severity::Error,
    title: "a SECURITY DEFINER function bypasses the policies",
    why: "the function runs as its owner, and no policy binds that role: it reads and writes the rows of \
          every tenant, whoever calls it. EXECUTE is granted to PUBLIC unless it was revoked",
    fix: "ALTER ROUTINE f(..) SECURITY INVOKER; or give it an owner without BYPASSRLS and force row-level \
          security on the tables; or REVOKE EXECUTE ON ROUTINE f(..) FROM PUBLIC",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let app = facts.app().map(|app| app.oid);
    let definers = facts.functions.iter().filter(|function| {
        function.security_definer
            && function.app_may_execute
            && app != Some(function.owner)
            && !facts.is_of_trigger(function)
    });
    definers
        .filter_map(|function| {
            let danger = facts.danger(function, scope)?;
            Some(Hit::new(
                &function.name,
                format!("the application role may call it, and {danger}"),
                format!("ALTER ROUTINE {} SECURITY INVOKER;", sql::function(&function.name)),
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{Function, Trigger};
    use crate::model::verify::fixture;

    fn definer() -> Function {
        Function { security_definer: true, ..fixture::function("public.count_all(integer)") }
    }

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![definer()];
        assert_eq!(check(&facts, &scope), [], "its owner is bound by the policies");
        facts.roles[fixture::OWNER].bypasses_row_security = true;
        facts.functions[0].app_may_execute = false;
        assert_eq!(check(&facts, &scope), []);
        facts.functions = vec![definer()];
        let trigger = Trigger { name: "stamp".to_owned(), table: fixture::TASKS_OID, function: 500 };
        facts.triggers = vec![trigger];
        assert_eq!(check(&facts, &scope), [], "nobody can call a function of triggers");
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![definer()];
        facts.relations[fixture::TASKS].forces_row_security = false;
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.count_all(integer)"]);
        facts.relations[fixture::TASKS].forces_row_security = true;
        facts.roles[fixture::OWNER].superuser = true;
        let hits = check(&facts, &scope);
        assert_eq!(hits[0].fix, "ALTER ROUTINE public.count_all(integer) SECURITY INVOKER;");
    }
}
