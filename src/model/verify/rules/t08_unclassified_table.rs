//! T08: a table whose rows cannot be assigned to a tenant.

use super::Rule;
use crate::model::verify::catalog::{Facts, Relation};
use crate::model::verify::class::Class;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "T08",
    name: "unclassified-table",
    severity: Severity::Error,
    title: "nothing assigns these rows to a tenant",
    why: "the application role has privileges on the table, and it has no tenant column, no foreign key to \
          a table that has one and no declaration. If the rows belong to tenants, every tenant reads and \
          writes the rows of all",
    fix: "add the tenant column, or a foreign key to the table that the rows belong to; or declare the \
          table global in migrate.toml, with the reason",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let is_unknown = |table: &Relation| facts.class(table, scope) == Class::Unknown;
    let unknown = facts.relations.iter().filter(|table| {
        let mut parents = table.parents.iter().filter_map(|parent| facts.relation(*parent));
        table.is_table()
            && is_unknown(table)
            // T09 reports these.
            && !table.is_retired
            && !(table.is_partition && parents.any(is_unknown))
    });
    unknown
        .map(|table| {
            let (shown, column) = (table.to_string(), &scope.names.column);
            Hit::new(
                &shown,
                format!(
                    "it has no `{column}`, no foreign key to a table that has one, and is not declared global"
                ),
                format!(
                    "add `{column}`, or a foreign key to the table that the rows of `{shown}` belong to; or \
                     declare it global in migrate.toml, with a reason"
                ),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::Rights;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, mut scope) = fixture::sound();
        facts.relations[fixture::LOG].tenant = None;
        facts.policies.clear();
        scope.global.push(fixture::global("public.log"));
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        // By policies that keep the tenant it would be classified.
        facts.policies.retain(|policy| policy.table != 102);
        for table in [fixture::LOG, fixture::LOG_PARTITION] {
            facts.relations[table].tenant = None;
            facts.relations[table].rights.select = true;
        }
        // The partition is its table's matter.
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.log"]);
        facts.relations[fixture::LOG].rights = Rights::default();
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.log_2026_11"]);
    }
}
