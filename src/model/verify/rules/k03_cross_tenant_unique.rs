//! K03: uniqueness across tenants.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::class::Class;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "K03",
    name: "cross-tenant-unique",
    severity: Severity::Warning,
    title: "a unique index spans tenants",
    why: "a unique index is checked without policies: the error for a duplicate tells a tenant that \
          another one has the value, such as an e-mail address, and a tenant can block values for all \
          others. For a primary key it is only a note: random keys cannot be guessed, though numbers can \
          be tried",
    fix: "replace it with a unique index that starts with the tenant column",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let across = facts.indexes.iter().filter(|index| index.is_unique && !index.has_tenant);
    across
        .filter_map(|index| {
            let table = facts.relation(index.table).filter(|table| {
                table.tenant.is_some()
                    && !table.is_partition
                    && (table.rights.insert || table.rights.update)
                    && facts.class(table, scope) == Class::Tenant
            })?;
            let (shown, column) = (table.to_string(), &scope.names.column);
            let hit = Hit::new(
                format!("{shown}.{}", index.name),
                format!("it is unique across tenants: `{column}` is not part of it"),
                format!(
                    "create a unique index on `{shown}` that starts with `{column}`, and drop `{}`",
                    index.name
                ),
            );
            Some(if index.is_primary { hit.with_severity(Severity::Note) } else { hit })
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
        facts.indexes[0].is_unique = false;
        facts.indexes[0].has_tenant = false;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.indexes[0].has_tenant = false;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.tasks_pkey"]);
        assert_eq!(hits[0].severity, Some(Severity::Note));
        facts.indexes[0].is_primary = false;
        assert_eq!(check(&facts, &scope)[0].severity, None);
    }
}
