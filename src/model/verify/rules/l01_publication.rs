//! L01: a publication that sends tenants' rows.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "L01",
    name: "publication",
    severity: Severity::Note,
    title: "a publication sends tenants' rows",
    why: "no policy is asked about what is sent: whoever may subscribe gets the rows of all tenants, and the \
          policies of the receiving table, if there are any, know nothing of those here",
    fix: "an exemption that names who receives it; or ALTER PUBLICATION p DROP TABLE t",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let mut hits = Vec::new();
    for publication in &facts.publications {
        let tables: Vec<_> =
            facts.scoped_tables(scope).filter(|table| publication.tables.contains(&table.oid)).collect();
        let Some(first) = tables.first() else { continue };
        let what = match tables.len() - 1 {
            0 => format!("it sends the rows of all tenants of `{}`", first.shown()),
            more => format!("it sends the rows of all tenants of `{}` and {more} more", first.shown()),
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
