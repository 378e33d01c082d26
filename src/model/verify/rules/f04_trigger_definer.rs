//! F04: a trigger whose function runs as a role the policies do not bind.

use super::Rule;
use crate::model::verify::catalog::{Facts, Rights};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "F04",
    name: "trigger-definer",
    severity: Severity::Warning,
    title: "a trigger's SECURITY DEFINER function bypasses the policies",
    why: "whatever a tenant writes to the table makes the function run as its owner, whom no policy binds: \
          if it reads or changes rows other than the one it was called for, those may be any tenant's",
    fix: "ALTER FUNCTION f() SECURITY INVOKER; or an exemption that says why it touches only its own row",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let app = facts.app().map(|app| app.oid);
    let mut hits = Vec::new();
    for trigger in &facts.triggers {
        let function = facts.functions.iter().find(|function| function.oid == trigger.function);
        let (Some(table), Some(function)) = (facts.relation(trigger.table), function) else { continue };
        let fires = Rights { select: false, ..table.rights }.reach_rows() || table.rights.truncate;
        let is_about = fires || (table.is_table() && facts.is_scoped(table, scope));
        if !function.security_definer || !is_about || app == Some(function.owner) {
            continue;
        }
        if let Some(danger) = facts.danger(function, scope) {
            hits.push(Hit::new(
                format!("{}.{}", table, trigger.name),
                format!("of its function `{}`: {danger}", function.name),
                format!("ALTER FUNCTION {} SECURITY INVOKER;", sql::function(&function.name)),
            ));
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{Function, Trigger};
    use crate::model::verify::fixture;

    fn with_trigger() -> (Facts, Scope) {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![Function { security_definer: true, ..fixture::function("public.stamp()") }];
        facts.triggers = vec![Trigger { name: "stamp".to_owned(), table: fixture::TASKS_OID, function: 500 }];
        (facts, scope)
    }

    #[test]
    fn ok() {
        let (mut facts, scope) = with_trigger();
        assert_eq!(check(&facts, &scope), [], "its owner is bound by the policies");
        facts.roles[fixture::OWNER].bypasses_row_security = true;
        facts.functions[0].security_definer = false;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = with_trigger();
        facts.roles[fixture::OWNER].bypasses_row_security = true;
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.tasks.stamp"]);
    }
}
