//! K01: a foreign key between tenant tables that does not include the tenant.

use std::iter::once;

use super::Rule;
use crate::model::verify::catalog::{Facts, ForeignKey, Relation};
use crate::model::verify::class::Class;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::remedy::idents;
use crate::model::verify::scope::Scope;
use crate::model::verify::sql::ident;

pub(super) const RULE: Rule = Rule {
    id: "K01",
    name: "cross-tenant-foreign-key",
    severity: Severity::Error,
    title: "a foreign key does not include the tenant",
    why: "foreign keys are checked without policies: a row of one tenant can reference another tenant's \
          row, ON DELETE CASCADE and SET NULL then change rows across tenants, and the error for a missing \
          key reveals which keys other tenants have",
    fix: "add a unique constraint on the tenant column and the key of the target, and a foreign key with \
          both columns and the ON DELETE of the old one; SET NULL must then list its columns",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let unpaired = facts.foreign_keys.iter().filter(|key| !key.pairs_tenants);
    unpaired
        .filter_map(|key| {
            let ends = [facts.relation(key.table)?, facts.relation(key.target)?];
            let is_tenants =
                |end: &&Relation| end.tenant.is_some() && facts.class(end, scope) == Class::Tenant;
            let [table, target] = ends;
            ends.iter().all(is_tenants).then(|| {
                Hit::new(
                    format!("{}.{}", table, key.name),
                    format!(
                        "a row can reference another tenant's row of `{}`: `{}` is not part of the key",
                        target, scope.names.column
                    ),
                    fix(key, table, target, scope),
                )
            })
        })
        .collect()
}

fn fix(key: &ForeignKey, table: &Relation, target: &Relation, scope: &Scope) -> String {
    let column = &scope.names.column;
    let with_tenant =
        |columns: &[String]| idents(once(column).chain(columns.iter().filter(|name| *name != column)));
    let (own, target_columns) = (with_tenant(&key.columns), with_tenant(&key.target_columns));
    let (sql, target) = (table.sql(), target.sql());
    format!(
        "ALTER TABLE {target} ADD UNIQUE ({target_columns}); ALTER TABLE {sql} ADD CONSTRAINT {} FOREIGN KEY ({own}) \
         REFERENCES {target} ({target_columns}); ALTER TABLE {sql} DROP CONSTRAINT {};",
        ident(&format!("{}_of_tenant", key.name)),
        ident(&key.name)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.foreign_keys[0].pairs_tenants = false;
        facts.relations[fixture::TASKS].tenant = None;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        let key = &mut facts.foreign_keys[0];
        key.pairs_tenants = false;
        key.columns = vec!["Owner".to_owned()];
        key.target_columns = vec!["id".to_owned()];
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.tasks_organization_fkey"]);
        assert_eq!(
            hits[0].fix,
            "ALTER TABLE public.organizations ADD UNIQUE (organization_id, id); ALTER TABLE public.tasks ADD \
             CONSTRAINT tasks_organization_fkey_of_tenant FOREIGN KEY (organization_id, \"Owner\") REFERENCES \
             public.organizations (organization_id, id); ALTER TABLE public.tasks DROP CONSTRAINT \
             tasks_organization_fkey;"
        );
    }
}
