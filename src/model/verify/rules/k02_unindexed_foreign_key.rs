//! K02: a foreign key without an index on the referencing side.

use super::Rule;
use crate::model::verify::catalog::{Facts, RelationKind};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::remedy::idents;
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "K02",
    name: "unindexed-foreign-key",
    severity: Severity::Note,
    title: "a foreign key has no index",
    why: "every DELETE, and every UPDATE of the key, on the referenced table scans the whole referencing \
          table, under a lock: one tenant's delete makes the others wait",
    fix: "CREATE INDEX CONCURRENTLY ON t (the columns of the key)",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let unindexed = facts.foreign_keys.iter().filter(|key| !key.is_indexed);
    unindexed
        .filter_map(|key| {
            let table = facts.relation(key.table).filter(|table| facts.is_scoped(table, scope))?;
            // CONCURRENTLY is not supported on a partitioned table.
            let how = if table.kind == RelationKind::Partitioned { "" } else { "CONCURRENTLY " };
            Some(Hit::new(
                format!("{}.{}", table, key.name),
                format!(
                    "no index starts with its columns, which reference `{}`",
                    facts.relation_name(key.target)
                ),
                format!("CREATE INDEX {how}ON {} ({});", table.sql(), idents(&key.columns)),
            ))
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
        let (mut facts, scope) = fixture::sound();
        facts.foreign_keys[0].is_indexed = false;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.tasks_organization_fkey"]);
        assert_eq!(hits[0].fix, "CREATE INDEX CONCURRENTLY ON public.tasks (organization_id);");
    }
}
