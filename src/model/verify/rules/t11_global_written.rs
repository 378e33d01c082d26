//! T11: a table that is declared everybody's, and that the application writes.

use super::Rule;
use crate::model::verify::catalog::{Facts, Rights};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::statements::has_word;

pub(super) const RULE: Rule = Rule {
    id: "T11",
    name: "global-written",
    severity: Severity::Warning,
    title: "a global table is written for a tenant",
    why: "what is everybody's is read by all: whatever the application, or a trigger on a tenant's table, writes there is shown \
          to every tenant, and what one tenant changes or deletes is gone for all",
    fix: "no right but SELECT on it for the application role; let a trigger write to a table with the tenant column",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let global =
        facts.relations.iter().filter(|table| table.is_table() && scope.is_global(&table.to_string()));
    global
        .filter_map(|table| {
            let Rights { insert, update, delete, .. } = table.rights;
            let may: Vec<&str> = [(insert, "INSERT"), (update, "UPDATE"), (delete, "DELETE")]
                .into_iter()
                .filter_map(|(may, word)| may.then_some(word))
                .collect();
            if !may.is_empty() {
                let may = may.join(", ");
                let what = format!("`{}` may {may}, and everybody reads it", scope.app_role);
                return Some(Hit::new(table.to_string(), what, facts.revoke(&may, table)));
            }
            let (trigger, table_of_it) = facts.triggers.iter().find_map(|trigger| {
                let tenants =
                    facts.relation(trigger.table).filter(|tenants| facts.is_scoped(tenants, scope))?;
                let function = facts.functions.iter().find(|function| function.oid == trigger.function)?;
                let writes =
                    ["insert", "update", "delete", "merge"].iter().any(|word| has_word(&function.body, word));
                (writes && has_word(&function.body, &table.name.name)).then_some((trigger, tenants))
            })?;
            let what = format!(
                "the trigger `{}` of `{table_of_it}` writes to it, and everybody reads it",
                trigger.name
            );
            let fix = format!("give `{table}` the column `{}`, and policies", scope.names.column);
            table.rights.select.then(|| Hit::new(table.to_string(), what, fix))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{Function, RelationKind, Trigger};
    use crate::model::verify::fixture;

    fn with_global() -> (Facts, Scope) {
        let (mut facts, mut scope) = fixture::sound();
        fixture::add(&mut facts, 300, "countries", RelationKind::Table, &[]);
        scope.global.push(fixture::global("countries"));
        (facts, scope)
    }

    #[test]
    fn ok() {
        let (facts, scope) = with_global();
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = with_global();
        facts.relations.last_mut().unwrap().rights.delete = true;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.countries"]);
        assert_eq!(hits[0].fix, "REVOKE DELETE ON public.countries FROM app, PUBLIC;");
    }

    #[test]
    fn a_trigger_of_a_tenants_table_carries_rows_there() {
        let (mut facts, scope) = with_global();
        let body = "BEGIN INSERT INTO countries VALUES (NEW.title); RETURN NULL; END".to_owned();
        facts.functions = vec![Function { body, ..fixture::function("public.copy()") }];
        facts.triggers = vec![Trigger { name: "copy".to_owned(), table: fixture::TASKS_OID, function: 500 }];
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.countries"]);
    }
}
