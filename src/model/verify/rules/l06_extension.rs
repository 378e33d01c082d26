//! L06: extensions that bypass policies.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "L06",
    name: "extension",
    severity: Severity::Warning,
    title: "an extension bypasses the policies",
    why: "a connection back to the server, access to server files or an untrusted language acts as another \
          role, or as the server itself: policies do not apply. Statement statistics show the text of all \
          tenants' statements, including values, to the role that all tenants share",
    fix: "DROP EXTENSION e; or grant its functions only to those who need them, and add an exemption",
    check,
};

/// The extensions, and what each does.
const REACHING: [(&str, &str); 8] = [
    ("dblink", "opens connections as other roles"),
    ("postgres_fdw", "opens connections as other roles"),
    ("file_fdw", "reads server files"),
    ("adminpack", "reads and writes server files"),
    ("lo", "manages large objects, which have no policies"),
    ("plpython3u", "runs code as the server"),
    ("plperlu", "runs code as the server"),
    ("pg_stat_statements", "keeps the text of all tenants' statements"),
];

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (name, _) in &facts.extensions {
        let Some((_, does)) = REACHING.iter().find(|(reaching, _)| reaching == name) else { continue };
        let is_statistics = name == "pg_stat_statements";
        let severity = if is_statistics { Severity::Note } else { Severity::Warning };
        let fix = if is_statistics {
            format!("REVOKE SELECT ON {name} FROM PUBLIC;")
        } else {
            format!("DROP EXTENSION {};", sql::ident(name))
        };
        hits.push(Hit::new(name, format!("it {does}"), fix).with_severity(severity));
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.extensions = vec![("plpgsql".to_owned(), "1.0".to_owned())];
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.extensions =
            ["dblink", "pg_stat_statements"].map(|name| (name.to_owned(), "1.2".to_owned())).to_vec();
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["dblink", "pg_stat_statements"]);
        assert_eq!(fixture::severities(&hits), [Some(Severity::Warning), Some(Severity::Note)]);
    }
}
