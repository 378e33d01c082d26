//! What a dump holds: statements of the pair, statements of an administrator, and what is neither.

use std::collections::BTreeSet;
use std::ops::Range;

use super::standing::Standing;
use crate::model::sql::quote::unquoted;
use crate::model::sql::statements::statements;
use crate::model::sql::tokens::{is_filling, tokens, written_words};

/// A dump, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Dump {
    /// What the pair makes, in order, each without its semicolon.
    pub(crate) statements: Vec<String>,
    /// What was there before the first migration: for the administrator of the next database.
    pub(crate) administrator: Vec<String>,
    /// What a script must not hold: one line each, for a person.
    pub(crate) left_out: Vec<String>,
    /// The roles that something is given to with `OWNER TO`: whoever runs the pair has to be a member of them.
    pub(crate) owners: BTreeSet<String>,
    /// Whether the role that connects is named, to which something of others is given.
    pub(crate) names_own_role: bool,
}

impl Dump {
    /// Whether a statement names this role.
    pub(super) fn names(&self, role: &str) -> bool {
        let all = self.statements.iter().chain(&self.administrator);
        let mut likely = all.filter(|statement| statement.contains(role));
        likely.any(|statement| written_words(statement).iter().any(|word| unquoted(word) == role))
    }
}

/// Where a statement of a dump belongs.
enum Destination {
    Pair(String),
    Administrator,
    LeftOut(String),
    /// It is of the session, or what happens by itself.
    Nowhere,
}

impl Dump {
    /// Reads the text that `pg_dump` wrote. Its comments, and what is meant for psql alone, are no statements.
    pub(crate) fn read(text: &str, standing: &Standing) -> Self {
        let mut dump = Self::default();
        // The one that every server has needs no saying, unless there is another.
        let has_access_method = statements(text).any(|range| is_access_method(&text[range]));
        for range in statements(text) {
            let statement = &text[range];
            if !has_access_method && statement.starts_with("SET default_table_access_method") {
                continue;
            }
            match destination(statement, standing) {
                Destination::Pair(statement) => {
                    dump.owners.extend(new_owner(&statement).filter(|_| statement.starts_with("ALTER ")));
                    dump.names_own_role |= names_role(&statement, &standing.role);
                    dump.statements.push(statement);
                }
                Destination::Administrator => {
                    dump.names_own_role |=
                        written_words(statement).iter().any(|word| unquoted(word) == standing.role);
                    dump.administrator.push(statement.to_owned());
                }
                Destination::LeftOut(what) => dump.left_out.push(what),
                Destination::Nowhere => {}
            }
        }
        dump
    }
}

fn destination(statement: &str, standing: &Standing) -> Destination {
    let words = written_words(statement);
    let lower: Vec<String> = words.iter().take(4).map(|word| word.to_ascii_lowercase()).collect();
    let begins = |with: &[&str]| lower.iter().map(String::as_str).take(with.len()).eq(with.iter().copied());
    let name = |at: usize| words.get(at).map(|word| unquoted(word)).unwrap_or_default();
    if begins(&["set"]) || begins(&["reset"]) {
        return setting(statement, &lower, &words);
    }
    if begins(&["select", "pg_catalog", ".", "set_config"]) {
        return Destination::Nowhere;
    }
    if begins(&["create", "extension"]) {
        let at = if begins(&["create", "extension", "if", "not"]) { 5 } else { 2 };
        return unless(standing.is_extension_of_others(&name(at)), statement, Destination::Administrator);
    }
    if begins(&["comment", "on", "extension"]) {
        let extension = standing.extensions.iter().find(|extension| extension.name == name(3));
        return match extension {
            Some(extension) if extension.has_usual_comment => Destination::Nowhere,
            extension => unless(
                extension.is_none_or(|extension| !extension.is_own),
                statement,
                Destination::Administrator,
            ),
        };
    }
    if begins(&["create", "user", "mapping"]) || begins(&["alter", "user", "mapping"]) {
        // Its options are secrets.
        return Destination::LeftOut(user_mapping(&words));
    }
    if begins(&["create", "schema"]) {
        let schema = name(2);
        let is_there = standing.is_home(&schema) || standing.is_schema_of_others(&schema);
        return unless(is_there, statement, Destination::Administrator);
    }
    if let Some(schema) = schema_that_is_changed(&words) {
        let is_of_others =
            standing.is_schema_of_others(&schema) || (schema == "public" && !standing.owns_public);
        if is_of_others || (begins(&["alter", "schema"]) && standing.is_home(&schema)) {
            return Destination::Administrator;
        }
    }
    if begins(&["alter", "default", "privileges", "for"]) && name(5) == standing.role {
        return Destination::Pair(without_words(statement, 3..6));
    }
    if begins(&["alter"]) && new_owner(statement).is_some_and(|owner| owner == standing.role) {
        return Destination::Nowhere;
    }
    Destination::Pair(statement.to_owned())
}

/// Whether tables are stored from here on in another way than servers do of themselves.
fn is_access_method(statement: &str) -> bool {
    statement
        .strip_prefix("SET default_table_access_method = ")
        .is_some_and(|method| method.trim_matches('\'') != "heap")
}

/// Whether a right or a policy is about this role.
fn names_role(statement: &str, role: &str) -> bool {
    const OF_ROLES: [&str; 3] = ["GRANT ", "REVOKE ", "CREATE POLICY "];
    OF_ROLES.iter().any(|words| statement.starts_with(words))
        && written_words(statement).iter().any(|word| unquoted(word) == role)
}

/// A statement without some of its words.
fn without_words(statement: &str, words: Range<usize>) -> String {
    let places: Vec<Range<usize>> =
        tokens(statement).filter(|(kind, _)| !is_filling(*kind)).map(|(_, range)| range).collect();
    match (places.get(words.start), places.get(words.end)) {
        (Some(first), Some(behind)) => format!("{}{}", &statement[..first.start], &statement[behind.start..]),
        _ => statement.to_owned(),
    }
}

fn unless(is_elsewhere: bool, statement: &str, elsewhere: Destination) -> Destination {
    if is_elsewhere { elsewhere } else { Destination::Pair(statement.to_owned()) }
}

/// Settings that `pg_dump` writes for psql, and that a migration has from its runner. Nothing of what it makes depends on
/// them, but for `check_function_bodies`, which the pair sets for itself.
const OF_THE_SESSION: [&str; 11] = [
    "statement_timeout",
    "lock_timeout",
    "idle_in_transaction_session_timeout",
    "transaction_timeout",
    "client_encoding",
    "standard_conforming_strings",
    "check_function_bodies",
    "xmloption",
    "client_min_messages",
    "row_security",
    "default_tablespace",
];

/// A setting that matters holds until the end of the transaction: a script leaves nothing behind in its session.
fn setting(statement: &str, lower: &[String], words: &[&str]) -> Destination {
    let word = |at: usize| lower.get(at).map_or("", String::as_str);
    match (word(0), word(1)) {
        // A right that somebody else than the owner gave.
        ("set", "session") if word(2) == "authorization" => match words.get(3) {
            Some(role) if !role.eq_ignore_ascii_case("default") => {
                Destination::Pair(format!("SET LOCAL ROLE {}", role.trim_matches('\'')))
            }
            _ => Destination::Pair("RESET ROLE".to_owned()),
        },
        ("reset", "session") => Destination::Pair("RESET ROLE".to_owned()),
        ("set", name) if OF_THE_SESSION.contains(&name) => Destination::Nowhere,
        ("set", _) => Destination::Pair(statement.replacen("SET ", "SET LOCAL ", 1)),
        _ => Destination::Pair(statement.to_owned()),
    }
}

/// The role behind `OWNER TO` at the end of a statement.
pub(super) fn new_owner(statement: &str) -> Option<String> {
    let words: Vec<_> = tokens(statement).filter(|(kind, _)| !is_filling(*kind)).collect();
    let [.., (_, owner), (_, to), (_, role)] = words.as_slice() else { return None };
    let is = |range: &std::ops::Range<usize>, word: &str| statement[range.clone()].eq_ignore_ascii_case(word);
    (is(owner, "owner") && is(to, "to")).then(|| unquoted(&statement[role.clone()]))
}

/// The schema of `ALTER SCHEMA`, `COMMENT ON SCHEMA`, and of `GRANT` and `REVOKE` on a schema; nothing of what is in it.
pub(super) fn schema_that_is_changed(words: &[&str]) -> Option<String> {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|known| known.eq_ignore_ascii_case(word));
    if is(0, "alter") && is(1, "schema") {
        return words.get(2).map(|name| unquoted(name));
    }
    if !(is(0, "comment") || is(0, "grant") || is(0, "revoke")) {
        return None;
    }
    let at = (1..words.len()).find(|at| is(*at, "on"))?;
    if is(at + 1, "schema") { words.get(at + 2).map(|name| unquoted(name)) } else { None }
}

fn user_mapping(words: &[&str]) -> String {
    let behind = |word: &str| {
        let at = words.iter().position(|known| known.eq_ignore_ascii_case(word));
        at.and_then(|at| words.get(at + 1)).map(|name| unquoted(name)).unwrap_or_default()
    };
    format!("user mapping of {} on {}", behind("for"), behind("server"))
}

#[cfg(test)]
mod tests {
    use super::super::standing::ExtensionOf;
    use super::*;

    fn standing() -> Standing {
        let extension = |name: &str, is_own, has_usual_comment| ExtensionOf {
            name: name.to_owned(),
            schema: "public".to_owned(),
            is_own,
            has_usual_comment,
        };
        Standing {
            role: "The Owner".to_owned(),
            is_superuser: false,
            home: "app".to_owned(),
            owns_public: false,
            extensions: vec![extension("citext", true, true), extension("uuid-ossp", false, false)],
            schemas_of_others: vec!["extensions".to_owned()],
            roles: Vec::new(),
        }
    }

    #[test]
    fn each_statement_has_its_place() {
        let dump = "\\restrict abc\n-- Name: x; DROP TABLE y\nSET statement_timeout = 0;\nSET check_function_bodies = false;
            SELECT pg_catalog.set_config('search_path', '', false);
            CREATE SCHEMA app;\nALTER SCHEMA app OWNER TO \"The Owner\";\nCREATE SCHEMA extensions;\nCREATE SCHEMA b;
            GRANT USAGE ON SCHEMA app TO web;\nREVOKE USAGE ON SCHEMA public FROM PUBLIC;
            CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;\nCOMMENT ON EXTENSION citext IS 'c';
            CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA extensions;
            COMMENT ON EXTENSION \"uuid-ossp\" IS 'ours';
            SET default_tablespace = '';\nSET default_table_access_method = heap;
            CREATE TABLE b.t (id int);\nALTER TABLE b.t OWNER TO \"The Owner\";\nALTER TABLE b.u OWNER TO theowner;
            CREATE USER MAPPING FOR web SERVER far OPTIONS (password 'x');
            SET SESSION AUTHORIZATION web;\nGRANT SELECT ON TABLE b.t TO x;\nRESET SESSION AUTHORIZATION;
            ALTER DEFAULT PRIVILEGES FOR ROLE \"The Owner\" IN SCHEMA b GRANT SELECT ON TABLES  TO web;
            SELECT pg_catalog.setval('b.s', 1);\n\\unrestrict abc\n";
        let dump = Dump::read(dump, &standing());
        assert_eq!(
            dump.statements,
            [
                "CREATE SCHEMA b",
                "GRANT USAGE ON SCHEMA app TO web",
                "CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public",
                "CREATE TABLE b.t (id int)",
                "ALTER TABLE b.u OWNER TO theowner",
                "SET LOCAL ROLE web",
                "GRANT SELECT ON TABLE b.t TO x",
                "RESET ROLE",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA b GRANT SELECT ON TABLES  TO web",
                "SELECT pg_catalog.setval('b.s', 1)",
            ]
        );
        assert_eq!(
            dump.administrator,
            [
                "CREATE SCHEMA app",
                "ALTER SCHEMA app OWNER TO \"The Owner\"",
                "CREATE SCHEMA extensions",
                "REVOKE USAGE ON SCHEMA public FROM PUBLIC",
                "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA extensions",
                "COMMENT ON EXTENSION \"uuid-ossp\" IS 'ours'",
            ]
        );
        assert_eq!(dump.left_out, ["user mapping of web on far"]);
        assert_eq!(dump.owners.iter().collect::<Vec<_>>(), ["theowner"]);
        assert!(dump.names_own_role);
    }

    #[test]
    fn how_tables_are_stored_is_said_where_they_differ_and_until_the_end_of_the_transaction() {
        let dump = "SET default_table_access_method = heap;\nCREATE TABLE a ();\nSET default_table_access_method = columnar;\n
            CREATE TABLE b ();\nGRANT SELECT ON TABLE a TO \"The Owner\";";
        let dump = Dump::read(dump, &standing());
        assert_eq!(dump.statements[0], "SET LOCAL default_table_access_method = heap");
        assert_eq!(dump.statements[2], "SET LOCAL default_table_access_method = columnar");
        assert!(dump.names_own_role);
    }

    #[test]
    fn the_body_of_a_function_is_not_looked_into() {
        let body = "CREATE FUNCTION f() RETURNS void\n    LANGUAGE sql\n    AS $$SET search_path = ''; -- x;\nSELECT 1$$";
        assert_eq!(Dump::read(&format!("{body};\n"), &standing()).statements, [body]);
    }
}
