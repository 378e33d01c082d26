//! P14: a table protected only by permissive policies.

use super::Rule;
use crate::model::verify::bounds::COMMANDS;
use crate::model::verify::catalog::{Command, Facts};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::remedy::commands;
use crate::model::verify::scope::Scope;
use crate::model::verify::sql::relation;

pub(super) const RULE: Rule = Rule {
    id: "P14",
    name: "no-restrictive-floor",
    severity: Severity::Note,
    title: "only permissive policies protect the tenant",
    why: "permissive policies are combined with OR: the table is safe today, but the next policy that \
          somebody adds, for PUBLIC or for the application role, opens it. A restrictive policy is \
          combined with AND, and prevents that",
    fix: "CREATE POLICY tenant_floor ON t AS RESTRICTIVE USING (column = (SELECT NULLIF(current_setting('..', \
          true), '')::type))",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let tables = facts.relations.iter().filter(|table| table.is_table() && !table.is_partition);
    tables
        .filter(|table| table.row_security && !scope.is_global(&table.to_string()))
        .filter_map(|table| {
            let column = table.tenant.as_ref()?;
            let open: Vec<Command> = COMMANDS
                .into_iter()
                .filter(|command| {
                    table.rights.may(*command) && facts.letting(table, *command).next().is_some()
                })
                .filter(|command| !facts.has_floor(table, *command, scope))
                .collect();
            let fix = format!(
                "CREATE POLICY tenant_floor ON {} AS RESTRICTIVE USING ({});",
                relation(table),
                scope.names.comparison(column)
            );
            let what = format!("for {} no restrictive policy keeps the tenant", commands(&open));
            (!open.is_empty()).then(|| Hit::new(table.to_string(), what, fix))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (facts, scope) = fixture::sound();
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (facts, scope) = fixture::without_floor();
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.organizations", "public.tasks", "public.log"]);
        assert_eq!(
            hits[1].fix,
            "CREATE POLICY tenant_floor ON public.tasks AS RESTRICTIVE USING (organization_id = \
             (SELECT NULLIF(current_setting('app.org', true), '')::uuid));"
        );
    }
}
