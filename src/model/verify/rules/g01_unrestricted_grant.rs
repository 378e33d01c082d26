//! G01: table privileges that no policy limits.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "G01",
    name: "unrestricted-grant",
    severity: Severity::Error,
    title: "the application role has TRUNCATE, TRIGGER or REFERENCES",
    why: "policies do not apply to them. TRUNCATE empties the table for all tenants; TRIGGER lets a \
          tenant's own function see what the others write; REFERENCES lets a tenant probe which keys exist \
          among rows it cannot see",
    fix: "REVOKE TRUNCATE, TRIGGER, REFERENCES ON t FROM the application role, PUBLIC",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    if facts.is_app_superuser() {
        return Vec::new();
    }
    // A member of the owner has these as well; another rule reports that, and no REVOKE removes them.
    let foreign =
        facts.scoped_tables(scope).filter(|table| !facts.role(table.owner).is_some_and(|o| o.app_inherits));
    foreign
        .filter_map(|table| {
            let rights = table.rights;
            let all = [
                (rights.truncate, "TRUNCATE"),
                (rights.trigger, "TRIGGER"),
                (rights.references, "REFERENCES"),
                (rights.maintain, "MAINTAIN"),
            ];
            let granted: Vec<&str> = all.into_iter().filter(|(has, _)| *has).map(|(_, word)| word).collect();
            if granted.is_empty() {
                return None;
            }
            let severity =
                if rights.truncate || rights.trigger { Severity::Error } else { Severity::Warning };
            let granted = granted.join(", ");
            let what = format!("the application role has {granted}, to which policies do not apply");
            Some(Hit::new(table.to_string(), what, facts.revoke(&granted, table)).with_severity(severity))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::RelationKind;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        fixture::add(&mut facts, 200, "countries", RelationKind::Table, &[]).rights.truncate = true;
        assert_eq!(check(&facts, &scope), [], "nothing of tenants");
        facts.relations[fixture::TASKS].rights.truncate = true;
        facts.roles[fixture::OWNER].app_inherits = true;
        assert_eq!(check(&facts, &scope), [], "by the owner's rights");
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::TASKS].rights.truncate = true;
        facts.relations[fixture::TASKS].rights.references = true;
        facts.relations[fixture::LOG].rights.references = true;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks", "public.log"]);
        assert_eq!(fixture::severities(&hits), [Some(Severity::Error), Some(Severity::Warning)]);
        assert_eq!(hits[0].fix, "REVOKE TRUNCATE, REFERENCES ON public.tasks FROM app, PUBLIC;");
    }
}
