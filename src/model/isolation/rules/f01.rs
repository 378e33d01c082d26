//! F01: a SECURITY DEFINER function that runs as a role the policies do not bind.

use super::Rule;
use crate::model::isolation::facts::Facts;
use crate::model::isolation::finding::{Hit, Severity};
use crate::model::isolation::scope::Scope;
use crate::model::isolation::sql;

pub(super) const RULE: Rule = Rule {
    id: "F01",
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
            let owner = facts.escape(function.owner, scope)?;
            Some(Hit::new(
                &function.name,
                format!("the application role may call it, and it runs as {owner}"),
                format!("ALTER ROUTINE {} SECURITY INVOKER;", sql::function(&function.name)),
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::isolation::facts::{Function, Trigger};
    use crate::model::isolation::sample;

    fn definer() -> Function {
        Function { security_definer: true, ..sample::function("public.count_all(integer)") }
    }

    #[test]
    fn ok() {
        let (mut facts, scope) = sample::sound();
        facts.functions = vec![definer()];
        assert_eq!(check(&facts, &scope), [], "its owner is bound by the policies");
        facts.roles[sample::OWNER].bypasses_row_security = true;
        facts.functions[0].app_may_execute = false;
        assert_eq!(check(&facts, &scope), []);
        facts.functions = vec![definer()];
        let trigger = Trigger { name: "stamp".to_owned(), table: sample::TASKS_OID, function: 500 };
        facts.triggers = vec![trigger];
        assert_eq!(check(&facts, &scope), [], "nobody can call a function of triggers");
    }

    #[test]
    fn err() {
        let (mut facts, scope) = sample::sound();
        facts.functions = vec![definer()];
        facts.relations[sample::TASKS].forces_row_security = false;
        assert_eq!(sample::objects(&check(&facts, &scope)), ["public.count_all(integer)"]);
        facts.relations[sample::TASKS].forces_row_security = true;
        facts.roles[sample::OWNER].superuser = true;
        let hits = check(&facts, &scope);
        assert_eq!(hits[0].fix, "ALTER ROUTINE public.count_all(integer) SECURITY INVOKER;");
    }
}
