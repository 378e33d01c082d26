//! T05: a partition that the application can access directly.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::remedy::commands;
use crate::model::verify::scope::Scope;
use crate::model::verify::sql::ident;

pub(super) const RULE: Rule = Rule {
    id: "T05",
    name: "partition-reachable",
    severity: Severity::Error,
    title: "a partition is open to direct access",
    why: "privileges and policies of the partitioned table do not apply when a statement names the \
          partition: a tenant reads and writes the rows of all in it. Default privileges and ATTACH \
          PARTITION add such privileges unnoticed",
    fix: "ALTER TABLE p ENABLE ROW LEVEL SECURITY without a policy, and REVOKE ALL ON p: access through \
          the table needs neither",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let partitions = facts.relations.iter().filter(|table| {
        table.is_table() && table.is_partition && table.rights.reach_rows() && facts.is_scoped(table, scope)
    });
    partitions
        .filter_map(|table| {
            let open = facts.unbounded(table, scope);
            let why = if table.row_security {
                "its policies are not limited to the tenant"
            } else {
                "row-level security is off"
            };
            (!open.is_empty()).then(|| {
                Hit::new(
                    table.to_string(),
                    format!("it is open to direct access for {}: {why}", commands(&open)),
                    format!(
                        "{} REVOKE ALL ON {} FROM {}, PUBLIC;",
                        table.secured(),
                        table.sql(),
                        ident(&scope.app_role)
                    ),
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{Policy, Rights};
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        // Row-level security without a policy denies.
        facts.relations[fixture::LOG_PARTITION].rights = Rights { select: true, ..Rights::default() };
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::LOG_PARTITION].rights = Rights { select: true, ..Rights::default() };
        facts.relations[fixture::LOG_PARTITION].row_security = false;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.log_2026_11"]);
        assert!(hits[0].fix.ends_with("REVOKE ALL ON public.log_2026_11 FROM app, PUBLIC;"));

        facts.relations[fixture::LOG_PARTITION].row_security = true;
        let table = facts.relations[fixture::LOG_PARTITION].oid;
        facts.policies.push(Policy { table, ..fixture::policy("all", "true") });
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.log_2026_11"]);
    }
}
