//! T07: a tenant column that may be NULL.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::class::Class;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql::ident;

pub(super) const RULE: Rule = Rule {
    id: "T07",
    name: "tenant-nullable",
    severity: Severity::Warning,
    title: "the tenant column may be NULL",
    why: "a row without a tenant belongs to nobody: no policy shows it, a foreign key that includes the \
          column does not check it, and a policy that compares with IS NOT DISTINCT FROM shows it to every \
          session without a setting",
    fix: "fill the column and ALTER TABLE t ALTER COLUMN c SET NOT NULL",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let nullable = facts.relations.iter().filter(|table| {
        table.is_table()
            && !table.is_partition
            && table.tenant.as_ref().is_some_and(|column| !column.not_null)
            && facts.class(table, scope) == Class::Tenant
    });
    nullable
        .map(|table| {
            let column = &scope.names.column;
            Hit::new(
                table.to_string(),
                format!("`{column}` may be NULL"),
                format!("ALTER TABLE {} ALTER COLUMN {} SET NOT NULL;", table.sql(), ident(column)),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::TASKS].tenant = None;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::TASKS].tenant.as_mut().unwrap().not_null = false;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks"]);
        assert_eq!(hits[0].fix, "ALTER TABLE public.tasks ALTER COLUMN organization_id SET NOT NULL;");
    }
}
