//! K05: an index that the server does not use.

use super::Rule;
use crate::model::verify::catalog::{Facts, RelationKind};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql::{ident, schema};

pub(super) const RULE: Rule = Rule {
    id: "K05",
    name: "invalid-index",
    severity: Severity::Note,
    title: "an index is not valid",
    why: "CREATE INDEX CONCURRENTLY failed and left it behind: every write maintains it and no query uses \
          it, and a unique one may reject rows without guaranteeing uniqueness",
    fix: "REINDEX INDEX CONCURRENTLY i; or drop it",
    check,
};

fn check(facts: &Facts, _: &Scope) -> Vec<Hit> {
    let invalid = facts.indexes.iter().filter(|index| !index.is_valid);
    invalid
        .filter_map(|index| {
            let table = facts.relation(index.table)?;
            let sql = format!("{}.{}", schema(&table.name.schema), ident(&index.name));
            let fix = if table.kind == RelationKind::Partitioned {
                format!("attach the index of each partition: ALTER INDEX {sql} ATTACH PARTITION ..;")
            } else {
                format!("REINDEX INDEX CONCURRENTLY {sql};")
            };
            Some(Hit::new(format!("{}.{}", table, index.name), "the index is not valid", fix))
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
        facts.indexes[0].is_valid = false;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.tasks_pkey"]);
        assert_eq!(hits[0].fix, "REINDEX INDEX CONCURRENTLY public.tasks_pkey;");
    }
}
