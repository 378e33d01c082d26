//! L03: large objects.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "L03",
    name: "large-objects",
    severity: Severity::Warning,
    title: "there are large objects",
    why: "the rights on a large object are a role's, and all tenants work as one role: whoever knows or guesses \
          its number reads it, and policies cannot be put on it",
    fix: "keep the bytes in a `bytea` column of a table with policies, and remove the objects by `lo_unlink`",
    check,
};

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    if facts.large_objects == 0 {
        return Vec::new();
    }
    let what = match facts.large_objects {
        1 => "there is 1 large object, and no policy keeps tenants from it".to_owned(),
        count => format!("there are {count} large objects, and no policy keeps tenants from each other's"),
    };
    vec![Hit::new("pg_largeobject", what, RULE.fix)]
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
        facts.large_objects = 3;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["pg_largeobject"]);
        assert!(hits[0].what.contains("3 large objects"), "{}", hits[0].what);
    }
}
