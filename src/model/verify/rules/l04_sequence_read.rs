//! L04: sequences whose state the application role may read.

use super::Rule;
use crate::model::verify::catalog::{Facts, RelationKind};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "L04",
    name: "sequence-read",
    severity: Severity::Note,
    title: "the application role may read a sequence",
    why: "`last_value` tells a tenant how many rows all tenants have created, and how fast. `nextval` \
          needs only USAGE; the gaps between a tenant's own numbers reveal less",
    fix: "REVOKE SELECT ON SEQUENCE s FROM the application role, PUBLIC; or use `uuid` keys",
    check,
};

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    if facts.is_app_superuser() {
        return Vec::new();
    }
    let readable = facts
        .relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::Sequence && relation.rights.select);
    readable
        .map(|sequence| {
            Hit::new(
                sequence.to_string(),
                "the application role may read `last_value`, which counts the rows of all tenants",
                format!(
                    "REVOKE SELECT ON SEQUENCE {} FROM {};",
                    sql::relation(sequence),
                    facts.grantees(Some(sequence.owner))
                ),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        fixture::add(&mut facts, 200, "numbers", RelationKind::Sequence, &[]).rights.select = false;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        fixture::add(&mut facts, 200, "numbers", RelationKind::Sequence, &[]);
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.numbers"]);
        assert_eq!(hits[0].fix, "REVOKE SELECT ON SEQUENCE public.numbers FROM app, PUBLIC;");
    }
}
