//! T04: a table whose rows belong to a tenant only through another table.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::class::Class;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql::ident;

pub(super) const RULE: Rule = Rule {
    id: "T04",
    name: "tenant-by-reference",
    severity: Severity::Note,
    title: "there is no tenant column, only a path to one",
    why: "the policy has to look up the tenant in another table for every row. That is slower and easier \
          to get wrong: a name that also exists in the inner table resolves to the inner table, and then \
          the policy is always true",
    fix: "add the tenant column, fill it, make it NOT NULL and part of the foreign key, and compare it in \
          the policy",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let through = facts.relations.iter().filter(|table| {
        table.is_table()
            && !table.is_partition
            && table.rights.reach_rows()
            && facts.class(table, scope) == Class::Through
    });
    through
        .map(|table| {
            let column = &scope.names.column;
            Hit::new(
                table.to_string(),
                format!("it has no `{column}`, and belongs to a tenant only through a key or a policy"),
                format!("ALTER TABLE {} ADD COLUMN {} {};", table.sql(), ident(column), type_name(facts)),
            )
        })
        .collect()
}

/// The type that the tenant column has in the first table that has one.
fn type_name(facts: &Facts) -> &str {
    let columns = facts.relations.iter().filter_map(|table| table.tenant.as_ref());
    columns.map(|column| column.type_name.as_str()).next().unwrap_or("uuid")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, mut scope) = fixture::sound();
        facts.relations[fixture::TASKS].tenant = None;
        scope.global.push(fixture::global("tasks"));
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::TASKS].tenant = None;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks"]);
        assert_eq!(hits[0].fix, "ALTER TABLE public.tasks ADD COLUMN organization_id uuid;");
    }
}
