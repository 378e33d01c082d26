//! The two texts of a baseline.

use std::collections::BTreeSet;

use crate::model::sql::tokens::written_words;

/// What the pair is called behind its version.
pub(crate) const NAME: &str = "baseline";

/// The migration. It sets what holds until the end of its transaction, and nothing else.
pub(crate) fn migration(statements: &[String]) -> String {
    let mut text =
        "-- The schema that was there before the first migration, as pg_dump writes it.\n".to_owned();
    if needs_row_security(statements) {
        text.push_str("-- migrate:row-security on\n");
    }
    if statements.iter().any(|statement| makes_function(statement)) {
        text.push_str(
            "\n-- Functions name tables that come later.\nSET LOCAL check_function_bodies = off;\n",
        );
    }
    text.push_str(&body(statements));
    text
}

/// The rollback that drops what the migration makes.
pub(crate) fn rollback(statements: &[String], made: &[String]) -> String {
    let lossy = tables(made).into_iter();
    let lossy: Vec<String> = lossy
        .map(|table| format!("-- migrate:lossy {table} all rows are dropped with the table\n"))
        .collect();
    let drops: Vec<String> = statements.iter().map(|statement| format!("{statement};\n")).collect();
    let (lossy, drops) = (lossy.concat(), drops.concat());
    format!("-- Drops everything that the baseline makes.\n{lossy}\n{drops}")
}

/// The rollback of a schema that nobody wants to lose.
pub(crate) const IRREVERSIBLE: &str =
    "-- migrate:irreversible the schema was there before the first migration\n";

/// The tables that are made, as they are written; partitions go with their tables.
fn tables(made: &[String]) -> Vec<String> {
    let mut tables = Vec::new();
    let mut attached = BTreeSet::new();
    for statement in made {
        if statement.starts_with("CREATE TABLE ") || statement.starts_with("CREATE UNLOGGED TABLE ") {
            tables.push(name_behind(statement, "TABLE"));
        } else if statement.starts_with("ALTER TABLE ") && statement.contains(" ATTACH PARTITION ") {
            attached.insert(name_behind(statement, "PARTITION"));
        }
    }
    tables.retain(|table| !table.contains('\n') && !attached.contains(table));
    tables
}

/// The name, with its schema, behind the first of a word.
fn name_behind(statement: &str, word: &str) -> String {
    let words = written_words(statement);
    let behind = words.iter().skip_while(|written| **written != word).skip(1);
    behind.take(3).copied().collect()
}

fn body(statements: &[String]) -> String {
    let apart: Vec<String> = statements.iter().map(|statement| format!("\n{statement};\n")).collect();
    apart.concat()
}

/// Materialized views are filled as their owner, to whom forced policies apply: there are no rows to hide yet.
fn needs_row_security(statements: &[String]) -> bool {
    let begins = |statement: &String, word: &str| written_words(statement).first() == Some(&word);
    statements.iter().any(|statement| begins(statement, "REFRESH"))
        && statements.iter().any(|statement| statement.ends_with("FORCE ROW LEVEL SECURITY"))
}

fn makes_function(statement: &str) -> bool {
    let words = written_words(statement);
    words.first() == Some(&"CREATE")
        && words.get(1).is_some_and(|word| ["FUNCTION", "PROCEDURE"].contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(statements: &[&str]) -> String {
        migration(&statements.iter().map(|statement| (*statement).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_rollback_says_which_rows_are_lost_with_it() {
        let made = [
            "CREATE TABLE public.t (\n    id int\n)",
            "CREATE UNLOGGED TABLE \"My S\".\"a b\" (id int)",
            "CREATE TABLE public.p_1 (id int)",
            "ALTER TABLE ONLY public.p ATTACH PARTITION public.p_1 DEFAULT",
            "CREATE VIEW public.v AS SELECT 1",
        ];
        let text = rollback(&["DROP TABLE public.t".to_owned()], &made.map(str::to_owned));
        let lost: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("-- migrate:lossy ")).collect();
        assert_eq!(
            lost,
            [
                "public.t all rows are dropped with the table",
                "\"My S\".\"a b\" all rows are dropped with the table"
            ]
        );
        assert!(text.ends_with("\n\nDROP TABLE public.t;\n"), "{text}");
    }

    #[test]
    fn a_script_says_what_it_needs_and_no_more() {
        let plain = text(&["CREATE TABLE t (id int)"]);
        assert!(plain.ends_with("\n\nCREATE TABLE t (id int);\n"), "{plain}");
        assert!(!plain.contains("SET LOCAL") && !plain.contains("row-security"), "{plain}");
        assert!(
            text(&["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS ''"])
                .contains("check_function_bodies = off;")
        );
        let filled = text(&["ALTER TABLE ONLY t FORCE ROW LEVEL SECURITY", "REFRESH MATERIALIZED VIEW m"]);
        assert!(filled.contains("\n-- migrate:row-security on\n"), "{filled}");
    }
}
