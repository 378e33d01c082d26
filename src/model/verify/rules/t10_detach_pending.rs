//! T10: a partition whose detach was started and not finished.

use super::Rule;
use crate::model::sql::build::finalize_detach;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "T10",
    name: "detach-pending",
    severity: Severity::Note,
    title: "a detach is pending",
    why: "to new statements the rows are no longer part of the table, but the partition is not a separate \
          table yet: queries do not find them, and the partition cannot be attached again",
    fix: "ALTER TABLE t DETACH PARTITION p FINALIZE",
    check,
};

fn check(facts: &Facts, _: &Scope) -> Vec<Hit> {
    let pending = facts.relations.iter().filter(|table| table.detach_pending);
    pending
        .map(|table| {
            let parent = table.parents.first().and_then(|parent| facts.relation(*parent));
            let fix = parent.map_or_else(
                || format!("finish the detach from `{table}` with FINALIZE"),
                |parent| format!("{};", finalize_detach(parent.sql(), table.sql())),
            );
            Hit::new(table.to_string(), "DETACH PARTITION .. CONCURRENTLY was started and not finished", fix)
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
        facts.relations[fixture::LOG_PARTITION].detach_pending = true;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.log_2026_11"]);
        assert_eq!(hits[0].fix, "ALTER TABLE public.log DETACH PARTITION public.log_2026_11 FINALIZE;");
    }
}
