//! K03: uniqueness across tenants.

use super::Rule;
use crate::model::verify::catalog::{Facts, Index, Relation};
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
                facts.is_scoped(table, scope)
                    && (table.is_partition || table.rights.insert || table.rights.update)
                    && facts.may_write(table)
                    && !holds_tenant(facts, table, index, scope)
            })?;
            let (shown, column) = (table.to_string(), &scope.names.column);
            let what = match &table.tenant {
                Some(_) => format!("it is unique across tenants: `{column}` is not part of it"),
                None => "it is unique across tenants: no key by which a row belongs to one is part of it"
                    .to_owned(),
            };
            let hit = Hit::new(
                format!("{shown}.{}", index.name),
                what,
                format!(
                    "create a unique index on `{shown}` that starts with `{column}`, and drop `{}`",
                    index.name
                ),
            );
            Some(if index.is_primary { hit.with_severity(Severity::Note) } else { hit })
        })
        .collect()
}

/// Whether the key of a table without the column has what makes a row one tenant's: the column that a foreign key pairs with
/// the tenant, or the whole of a key that leads to a tenant's row.
fn holds_tenant(facts: &Facts, table: &Relation, index: &Index, scope: &Scope) -> bool {
    let ties = facts.library.ties.iter().filter(|tie| tie.table == table.oid && tie.target != table.oid);
    table.tenant.is_none()
        && ties.into_iter().any(|tie| {
            let Some(target) = facts.relation(tie.target).filter(|target| facts.is_scoped(target, scope))
            else {
                return false;
            };
            let tenant = target.tenant.as_ref().map(|tenant| tenant.number);
            let pairs = tie.pairs.iter();
            let is_paired =
                pairs.clone().any(|(own, key)| tenant == Some(*key) && index.columns.contains(own));
            is_paired || pairs.clone().all(|(own, _)| index.columns.contains(own))
        })
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
