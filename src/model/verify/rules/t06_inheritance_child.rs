//! T06: a child of a table with row-level security that has none itself.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "T06",
    name: "inheritance-child",
    severity: Severity::Error,
    title: "an inheriting table is open to direct access",
    why: "a statement that names the parent applies the parent's policies to the rows of its children as \
          well; one that names the child applies the child's. Without row-level security on the child, a \
          tenant reads and writes the rows of all in it",
    fix: "ALTER TABLE child ENABLE ROW LEVEL SECURITY; ALTER TABLE child FORCE ROW LEVEL SECURITY",
    check,
};

fn check(facts: &Facts, _: &Scope) -> Vec<Hit> {
    let children = facts.relations.iter().filter(|table| {
        table.is_table() && !table.is_partition && !table.row_security && table.rights.reach_rows()
    });
    children
        .filter_map(|table| {
            let mut parents = table.parents.iter().filter_map(|parent| facts.relation(*parent));
            let parent = parents.find(|parent| parent.row_security)?;
            Some(Hit::new(
                table.to_string(),
                format!("row-level security is off, but on for `{parent}`, from which it inherits"),
                table.secured(),
            ))
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
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::LOG_PARTITION].is_partition = false;
        facts.relations[fixture::LOG_PARTITION].row_security = false;
        // The application cannot reach it.
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::LOG_PARTITION].is_partition = false;
        facts.relations[fixture::LOG_PARTITION].row_security = false;
        facts.relations[fixture::LOG_PARTITION].rights = Rights { select: true, ..Rights::default() };
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.log_2026_11"]);
    }
}
