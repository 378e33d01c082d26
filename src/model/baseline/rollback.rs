//! What takes a baseline away again: the drops that `pg_dump --clean` orders, and rights that no drop takes.

use std::collections::BTreeSet;

use super::dump::{Dump, schema_that_is_changed};
use super::standing::Standing;
use crate::model::sql::quote::unquoted;
use crate::model::sql::statements::statements;
use crate::model::sql::tokens::{is_filling, tokens, written_words};

/// What every new database says about its schema `public`.
const USUAL_COMMENT: &str = "standard public schema";

/// The drops of a section, in their order: what `pg_dump --clean` writes between the settings and what the same dump
/// holds without `--clean`. `None` where the two do not belong together.
pub(crate) fn drops(clean: &str, plain: &str) -> Option<Vec<String>> {
    let read = |text: &str| -> Vec<String> { statements(text).map(|range| text[range].to_owned()).collect() };
    let (clean, plain) = (read(clean), read(plain));
    let head = clean.iter().zip(&plain).take_while(|(left, right)| left == right).count();
    let head = head.min(clean.len().saturating_sub(plain.len().saturating_sub(head)));
    let end = clean.len().checked_sub(plain.len() - head)?;
    (head <= end && clean[end..] == plain[head..]).then(|| clean[head..end].to_vec())
}

/// The statements of the rollback: of what came last first. `made` is what the migration does; the drops are those of its
/// two sections.
pub(crate) fn statements_of(
    made: &[String],
    (first, last): (&[String], &[String]),
    standing: &Standing,
) -> Vec<String> {
    let of_columns: BTreeSet<String> = made.iter().filter_map(|statement| plain(statement)).collect();
    let undone = made.iter().rev().filter_map(|statement| undo(statement));
    let last = last.iter().filter(|drop| !goes_with_its_table(drop, &of_columns)).cloned();
    let first = Dump::read(&joined(first), standing).statements;
    let first = first.into_iter().filter(|drop| !is_of_others(drop, standing));
    undone.chain(last).chain(first).collect()
}

fn joined(statements: &[String]) -> String {
    statements.iter().flat_map(|statement| [statement.as_str(), ";\n"]).collect()
}

/// The key, index or statistics object that a statement makes, as its drop names it, where it consists of columns alone:
/// what calls a function may be in the way when that is dropped.
fn plain(statement: &str) -> Option<String> {
    let words = written_words(statement);
    let is = |at: usize, word: &str| words.get(at).is_some_and(|known| known.eq_ignore_ascii_case(word));
    if is(0, "alter") {
        let add = (0..words.len()).find(|at| is(*at, "add") && is(at + 1, "constraint"))?;
        let is_key = is(add + 3, "primary") || is(add + 3, "unique");
        return is_key.then(|| format!("{} {}", table(&words, add), words[add + 2]));
    }
    let name = (1..3).find(|at| is(*at, "index") || is(*at, "statistics"))? + 1;
    if is(name - 1, "statistics") {
        let on = (name..words.len()).find(|at| is(*at, "on"))?;
        return (!words[on..].contains(&"("))
            .then(|| words[name..on].concat().split('(').next().unwrap_or_default().to_owned());
    }
    let using = (name..words.len()).find(|at| is(*at, "using"))?;
    let start = if is(name + 2, "only") { name + 3 } else { name + 2 };
    let table = words.get(start..using)?;
    let schema = table.get(..table.len().checked_sub(1)?)?.concat();
    let is_plain = words[using..].iter().filter(|word| **word == "(").count() == 1
        && !words[using..].iter().any(|word| word.eq_ignore_ascii_case("where"));
    is_plain.then(|| format!("{schema}{}", words[name]))
}

/// The table between `ALTER TABLE [ONLY]` and a word.
fn table(words: &[&str], end: usize) -> String {
    let start = if words.get(2).is_some_and(|word| word.eq_ignore_ascii_case("only")) { 3 } else { 2 };
    words.get(start..end).unwrap_or_default().concat()
}

/// What a dropped table takes along. Some of it cannot be dropped for itself: the index of a partition belongs to that of
/// its table.
fn goes_with_its_table(drop: &str, plain: &BTreeSet<String>) -> bool {
    let words = written_words(drop);
    let is = |at: usize, word: &str| words.get(at).is_some_and(|known| known.eq_ignore_ascii_case(word));
    if is(0, "drop") {
        let is_of_table = is(1, "index") || is(1, "statistics");
        return is_of_table && plain.contains(&words[2..].concat());
    }
    let constraint = (0..words.len()).find(|at| is(*at, "drop") && is(at + 1, "constraint"));
    constraint.is_some_and(|at| {
        let name = words.get(at + 2).copied().unwrap_or_default();
        plain.contains(&format!("{} {name}", table(&words, at)))
    })
}

/// Drops of what an administrator made.
fn is_of_others(drop: &str, standing: &Standing) -> bool {
    let words = written_words(drop);
    let is = |at: usize, word: &str| words.get(at).is_some_and(|known| known.eq_ignore_ascii_case(word));
    let name = words.get(2).map(|word| unquoted(word)).unwrap_or_default();
    is(0, "drop")
        && ((is(1, "schema") && (standing.is_home(&name) || standing.is_schema_of_others(&name)))
            || (is(1, "extension") && standing.is_extension_of_others(&name)))
}

/// What revokes a right on what stays: default privileges, the schemas that stay, and what the server brought along.
fn undo(statement: &str) -> Option<String> {
    let words = written_words(statement);
    if statement.starts_with("COMMENT ON SCHEMA public ") {
        return Some(format!("COMMENT ON SCHEMA public IS '{USUAL_COMMENT}'"));
    }
    let is = |at: usize, word: &str| words.get(at).is_some_and(|known| known.eq_ignore_ascii_case(word));
    let is_default = is(0, "alter") && is(1, "default") && is(2, "privileges");
    if !is_default && !is_right_on_what_stays(&words) {
        return None;
    }
    let verb = (0..words.len()).find(|at| is(*at, "grant") || is(*at, "revoke"))?;
    let (given, preposition) = if is(verb, "grant") { ("REVOKE", "to") } else { ("GRANT", "from") };
    let to = (verb..words.len()).rev().find(|at| is(*at, preposition))?;
    let end = (to..words.len()).find(|at| is(*at, "with")).unwrap_or(words.len());
    let turned = if preposition == "to" { "FROM" } else { "TO" };
    Some(rewritten(statement, end, &[(verb, given), (to, turned)]))
}

fn is_right_on_what_stays(words: &[&str]) -> bool {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|known| known.eq_ignore_ascii_case(word));
    if !(is(0, "grant") || is(0, "revoke")) {
        return false;
    }
    let Some(on) = (1..words.len()).find(|at| is(*at, "on")) else { return false };
    schema_that_is_changed(words).is_some_and(|schema| schema == "public")
        || is(on + 1, "language")
        || is(on + 2, "pg_catalog")
        || is(on + 2, "information_schema")
}

/// A statement with other words in some places, up to a word.
fn rewritten(statement: &str, end: usize, replaced: &[(usize, &str)]) -> String {
    let mut text = String::new();
    let words = tokens(statement).filter(|(kind, _)| !is_filling(*kind)).map(|(_, range)| range);
    let mut before = 0;
    for (at, range) in words.take(end).enumerate() {
        if at > 0 && range.start > before {
            text.push(' ');
        }
        before = range.end;
        let word = replaced.iter().find(|(place, _)| *place == at).map(|(_, word)| *word);
        text.push_str(word.unwrap_or(&statement[range]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "SET a = 1;\nSELECT pg_catalog.set_config('search_path', '', false);\n";

    #[test]
    fn the_drops_stand_between_the_settings_and_what_is_made() {
        let plain = format!("{HEAD}CREATE TABLE a ();\nCREATE TABLE b ();\n");
        let clean = format!("{HEAD}DROP TABLE b;\nDROP TABLE a;\nCREATE TABLE a ();\nCREATE TABLE b ();\n");
        assert_eq!(drops(&clean, &plain), Some(vec!["DROP TABLE b".to_owned(), "DROP TABLE a".to_owned()]));
        assert_eq!(drops(HEAD, HEAD), Some(Vec::new()));
        assert_eq!(drops(&clean, &format!("{HEAD}CREATE TABLE c ();")), None);
    }

    #[test]
    fn only_what_goes_with_a_table_by_itself_is_not_dropped_for_itself() {
        let texts = |texts: &[&str]| -> Vec<String> { texts.iter().map(|text| (*text).to_owned()).collect() };
        let made = texts(&[
            "ALTER TABLE ONLY public.a\n    ADD CONSTRAINT \"a b\" FOREIGN KEY (x) REFERENCES public.b(id)",
            "ALTER TABLE ONLY public.a\n    ADD CONSTRAINT a_pkey PRIMARY KEY (id)",
            "CREATE INDEX i ON public.a USING btree (x, y DESC)",
            "CREATE INDEX \"E\" ON ONLY \"S\".a USING btree (f(x))",
            "CREATE UNIQUE INDEX w ON public.a USING btree (x) WHERE g(x)",
            "CREATE STATISTICS public.s (dependencies) ON x, y FROM public.a",
            "CREATE STATISTICS public.se ON f(x) FROM public.a",
            "ALTER TABLE ONLY public.a\n    ADD CONSTRAINT ex EXCLUDE USING gist (f(x) WITH =)",
            "GRANT SELECT ON TABLE public.a TO web",
            "GRANT USAGE ON SCHEMA public TO web WITH GRANT OPTION",
            "ALTER DEFAULT PRIVILEGES FOR ROLE me IN SCHEMA public GRANT SELECT ON TABLES  TO web",
            "ALTER DEFAULT PRIVILEGES FOR ROLE me REVOKE ALL ON FUNCTIONS  FROM PUBLIC",
            "REVOKE ALL ON FUNCTION pg_catalog.pg_ls_dir(text) FROM PUBLIC",
            "COMMENT ON SCHEMA public IS ''",
        ]);
        let last = texts(&[
            "DROP TRIGGER t ON public.a",
            "ALTER TABLE ONLY public.a DROP CONSTRAINT \"a b\"",
            "DROP INDEX public.i",
            "DROP INDEX \"S\".\"E\"",
            "DROP INDEX public.w",
            "DROP STATISTICS public.s",
            "DROP STATISTICS public.se",
            "ALTER TABLE ONLY public.a DROP CONSTRAINT ex",
            "ALTER TABLE ONLY public.a DROP CONSTRAINT a_pkey",
        ]);
        let first = texts(&["DROP TABLE public.a", "DROP EXTENSION hstore", "DROP SCHEMA app"]);
        let standing = Standing { home: "app".to_owned(), ..Standing::default() };
        assert_eq!(
            statements_of(&made, (&first, &last), &standing),
            [
                "COMMENT ON SCHEMA public IS 'standard public schema'",
                "GRANT ALL ON FUNCTION pg_catalog.pg_ls_dir(text) TO PUBLIC",
                "ALTER DEFAULT PRIVILEGES FOR ROLE me GRANT ALL ON FUNCTIONS TO PUBLIC",
                "ALTER DEFAULT PRIVILEGES FOR ROLE me IN SCHEMA public REVOKE SELECT ON TABLES FROM web",
                "REVOKE USAGE ON SCHEMA public FROM web",
                "DROP TRIGGER t ON public.a",
                "ALTER TABLE ONLY public.a DROP CONSTRAINT \"a b\"",
                "DROP INDEX \"S\".\"E\"",
                "DROP INDEX public.w",
                "DROP STATISTICS public.se",
                "ALTER TABLE ONLY public.a DROP CONSTRAINT ex",
                "DROP TABLE public.a",
                "DROP EXTENSION hstore",
            ]
        );
    }
}
