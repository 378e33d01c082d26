//! T04: a table whose rows belong to a tenant only through another table.

use super::Rule;
use crate::model::isolation::class::Class;
use crate::model::isolation::facts::Facts;
use crate::model::isolation::finding::{Hit, Severity};
use crate::model::isolation::scope::Scope;
use crate::model::isolation::sql::ident;

pub(super) const RULE: Rule = Rule {
    id: "T04",
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
                table.shown(),
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
    use crate::model::isolation::sample;
    use crate::model::isolation::scope::Exemption;

    #[test]
    fn ok() {
        let (mut facts, mut scope) = sample::sound();
        facts.relations[sample::TASKS].tenant = None;
        scope.global.push(Exemption {
            rule: "global".to_owned(),
            object: "tasks".to_owned(),
            reason: "a list of everybody".to_owned(),
        });
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = sample::sound();
        facts.relations[sample::TASKS].tenant = None;
        let hits = check(&facts, &scope);
        assert_eq!(sample::objects(&hits), ["public.tasks"]);
        assert_eq!(hits[0].fix, "ALTER TABLE public.tasks ADD COLUMN organization_id uuid;");
    }
}
