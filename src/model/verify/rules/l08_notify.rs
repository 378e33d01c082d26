//! L08: a trigger that sends rows to whoever listens.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::statements::notifies;

pub(super) const RULE: Rule = Rule {
    id: "L08",
    name: "notify",
    severity: Severity::Warning,
    title: "a trigger sends rows by NOTIFY",
    why: "whoever may connect may LISTEN, on every channel: what is sent with a row of one tenant is read by all",
    fix: "send that something changed, not what; the listener reads it under its own policies",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let of_tenants = facts.triggers.iter().filter_map(|trigger| {
        let table = facts.relation(trigger.table).filter(|table| facts.is_scoped(table, scope))?;
        let function = facts.functions.iter().find(|function| function.oid == trigger.function)?;
        Some((trigger, table, function))
    });
    of_tenants
        .filter(|(_, _, function)| notifies(&function.body))
        .map(|(trigger, table, function)| {
            Hit::new(
                format!("{table}.{}", trigger.name),
                format!("its function `{}` sends what is in a row to everybody who listens", function.name),
                format!("let `{}` send no value of the row", function.name),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{Function, Trigger};
    use crate::model::verify::fixture;

    fn with(body: &str) -> (Facts, Scope) {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![Function { body: body.to_owned(), ..fixture::function("public.tell()") }];
        facts.triggers = vec![Trigger { name: "tell".to_owned(), table: fixture::TASKS_OID, function: 500 }];
        (facts, scope)
    }

    #[test]
    fn ok() {
        let (facts, scope) = with("BEGIN PERFORM pg_notify('tasks', ''); RETURN NULL; END");
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (facts, scope) = with("BEGIN PERFORM pg_notify('tasks', NEW.title); RETURN NULL; END");
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.tasks.tell"]);
    }
}
