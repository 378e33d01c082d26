//! F05: a rewrite rule on a table of tenants' rows.

use super::Rule;
use crate::model::isolation::facts::Facts;
use crate::model::isolation::finding::{Hit, Severity};
use crate::model::isolation::scope::Scope;
use crate::model::isolation::sql;

pub(super) const RULE: Rule = Rule {
    id: "F05",
    severity: Severity::Warning,
    title: "a rewrite rule stands on a table of tenants' rows",
    why: "the statements that a rule adds or puts in place run with the rights of the table's owner, and the \
          policies for that role decide, not those for the application's: a tenant who writes one row may \
          write others' elsewhere",
    fix: "DROP RULE r ON t; and a trigger whose function is SECURITY INVOKER",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let mut hits = Vec::new();
    for rewrite in &facts.rewrites {
        let Some(table) = facts.relation(rewrite.relation) else { continue };
        if !table.is_table() || !facts.is_scoped(table, scope) {
            continue;
        }
        hits.push(Hit::new(
            format!("{}.{}", table.shown(), rewrite.name),
            format!("its statements run with the rights of `{}`", facts.role_shown(table.owner)),
            format!("DROP RULE {} ON {};", sql::ident(&rewrite.name), sql::relation(table)),
        ));
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::isolation::facts::{RelationKind, Rewrite};
    use crate::model::isolation::sample;

    #[test]
    fn ok() {
        let (mut facts, scope) = sample::sound();
        sample::add(&mut facts, 200, "countries", RelationKind::Table, &[]);
        facts.rewrites = vec![Rewrite { name: "copy".to_owned(), relation: 200 }];
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = sample::sound();
        facts.rewrites = vec![Rewrite { name: "Copy".to_owned(), relation: sample::TASKS_OID }];
        let hits = check(&facts, &scope);
        assert_eq!(sample::objects(&hits), ["public.tasks.Copy"]);
        assert_eq!(hits[0].fix, "DROP RULE \"Copy\" ON public.tasks;");
    }
}
