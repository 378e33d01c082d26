//! K06: a foreign key that was not validated.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql::ident;

pub(super) const RULE: Rule = Rule {
    id: "K06",
    name: "unvalidated-foreign-key",
    severity: Severity::Warning,
    title: "a foreign key is not validated",
    why: "rows older than the key may reference nothing, or another tenant's row. VALIDATE as an owner who \
          is bound by row-level security sees no tenant's rows and passes; with row_security off it fails \
          instead",
    fix: "VALIDATE CONSTRAINT as a role with BYPASSRLS, with row_security off",
    check,
};

fn check(facts: &Facts, _: &Scope) -> Vec<Hit> {
    let unvalidated = facts.foreign_keys.iter().filter(|key| !key.is_validated);
    unvalidated
        .filter_map(|key| {
            let table = facts.relation(key.table)?;
            Some(Hit::new(
                format!("{}.{}", table, key.name),
                format!(
                    "rows older than the key may reference no row of `{}`",
                    facts.relation_name(key.target)
                ),
                format!(
                    "SET row_security = off; ALTER TABLE {} VALIDATE CONSTRAINT {};",
                    table.sql(),
                    ident(&key.name)
                ),
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
        facts.foreign_keys[0].is_validated = false;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.tasks_organization_fkey"]);
        assert_eq!(
            hits[0].fix,
            "SET row_security = off; ALTER TABLE public.tasks VALIDATE CONSTRAINT tasks_organization_fkey;"
        );
    }
}
