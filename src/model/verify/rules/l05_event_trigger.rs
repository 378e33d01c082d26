//! L05: event triggers.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "L05",
    name: "event-trigger",
    severity: Severity::Note,
    title: "there is an event trigger",
    why: "its function runs in every migration, as whoever runs that: it can change policies and rights after a \
          statement that says nothing of them. From PostgreSQL 17 on it can run at every login, too",
    fix: "an exemption that says what it is for; or DROP EVENT TRIGGER e",
    check,
};

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    let hit = |name: &String| {
        Hit::new(
            name,
            "its function runs beside every statement of the kind that it waits for",
            format!("DROP EVENT TRIGGER {};", sql::ident(name)),
        )
    };
    facts.event_triggers.iter().map(hit).collect()
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
        facts.event_triggers = vec!["on_ddl".to_owned()];
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["on_ddl"]);
    }
}
