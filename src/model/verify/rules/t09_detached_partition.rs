//! T09: a detached partition, with its rows, that the application can access.

use super::Rule;
use crate::model::verify::catalog::{Facts, Relation};
use crate::model::verify::class::Class;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql::ident;

pub(super) const RULE: Rule = Rule {
    id: "T09",
    name: "detached-partition",
    severity: Severity::Error,
    title: "a detached partition is open",
    why: "a detached partition keeps its grants and has no policies but its own: the policies of the table \
          it belonged to no longer protect it, and a tenant reads the rows of all",
    fix: "REVOKE ALL ON p; or export it and drop it",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let retired = facts
        .relations
        .iter()
        .filter(|table| table.is_table() && table.is_retired && is_open(facts, table, scope));
    retired
        .map(|table| {
            let sql = table.sql();
            Hit::new(
                table.to_string(),
                "it was detached, and the application role can access every tenant's rows in it",
                format!(
                    "REVOKE ALL ON {sql} FROM {}, PUBLIC; ALTER TABLE {sql} ENABLE ROW LEVEL SECURITY;",
                    ident(&scope.app_role)
                ),
            )
        })
        .collect()
}

fn is_open(facts: &Facts, table: &Relation, scope: &Scope) -> bool {
    facts.class(table, scope) != Class::Global && !facts.unbounded(table, scope).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::LOG_PARTITION].is_partition = false;
        facts.relations[fixture::LOG_PARTITION].is_retired = true;
        facts.relations[fixture::LOG_PARTITION].row_security = false;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::LOG_PARTITION].is_partition = false;
        facts.relations[fixture::LOG_PARTITION].is_retired = true;
        facts.relations[fixture::LOG_PARTITION].row_security = false;
        facts.relations[fixture::LOG_PARTITION].rights.select = true;
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.log_2026_11"]);
    }
}
