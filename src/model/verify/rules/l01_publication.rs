//! L01: a publication that replicates tenant rows.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "L01",
    name: "publication",
    severity: Severity::Note,
    title: "a publication replicates tenant rows",
    why: "policies do not apply to replication: whoever may subscribe receives the rows of all tenants, \
          and policies of the receiving table, if any, know nothing of those here",
    fix: "an exemption that names the subscriber; or ALTER PUBLICATION p DROP TABLE t",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let mut hits = Vec::new();
    for publication in &facts.publications {
        let tables: Vec<_> =
            facts.scoped_tables(scope).filter(|table| publication.tables.contains(&table.oid)).collect();
        let Some(first) = tables.first() else { continue };
        let what = match tables.len() - 1 {
            0 => format!("it sends all tenants' rows of `{first}`"),
            more => format!("it sends all tenants' rows of `{first}` and {more} more"),
        };
        let names = tables.iter().map(|table| sql::relation(table)).collect::<Vec<_>>().join(", ");
        let fix = format!("ALTER PUBLICATION {} DROP TABLE {names};", sql::ident(&publication.name));
        hits.push(Hit::new(&publication.name, what, fix));
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{Publication, RelationKind};
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        fixture::add(&mut facts, 200, "countries", RelationKind::Table, &[]);
        facts.publications = vec![Publication { name: "world".to_owned(), tables: vec![200] }];
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        let tables = vec![fixture::TASKS_OID, fixture::ORGANIZATIONS_OID];
        facts.publications = vec![Publication { name: "world".to_owned(), tables }];
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["world"]);
        assert_eq!(hits[0].fix, "ALTER PUBLICATION world DROP TABLE public.organizations, public.tasks;");
    }
}
