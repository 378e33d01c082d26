//! L06: extensions that reach around policies.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "L06",
    name: "extension",
    severity: Severity::Warning,
    title: "an extension reaches around the policies",
    why: "a connection back to the server, a file of the server or a language without bounds does what it does \
          as another role, or as the server itself: policies are not asked. Statistics of statements show the \
          text of all tenants' statements, with values in it, to the role that all tenants share",
    fix: "DROP EXTENSION e; or rights on its functions for nobody but who needs them, and an exemption",
    check,
};

/// The extensions, and what each does.
const REACHING: [(&str, &str); 8] = [
    ("dblink", "opens connections as other roles"),
    ("postgres_fdw", "opens connections as other roles"),
    ("file_fdw", "reads files of the server"),
    ("adminpack", "reads and writes files of the server"),
    ("lo", "manages large objects, which have no policies"),
    ("plpython3u", "runs code as the server"),
    ("plperlu", "runs code as the server"),
    ("pg_stat_statements", "keeps the text of statements of all tenants"),
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
        hits.push(Hit::new(name, format!("it {does}"), fix).at(severity));
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
