//! The relations that a script names, and how the server locks each: known before it runs, by its text alone.
//!
//! Key words decide, not a tree: they stand in the same places whatever the expressions between them are, so nothing of a
//! statement's length or depth matters, and a script costs little more than its tokens.

use std::collections::HashSet;

use super::mention::Mention;
use super::names::Names;
use super::statement;
use crate::model::sql::words::each_statement;

/// In the order in which the script names them; the same one again only where something is new about it. What the script
/// has made itself is not among them, and what it has renamed has the name of before. Behind a change of the path only
/// names with a schema count.
pub(crate) fn mentions(script: &str) -> Vec<Mention> {
    let mut names = Names::default();
    let mut mentions = Vec::new();
    let mut known = HashSet::new();
    each_statement(script, |_, words| {
        let effects = statement::read(words);
        for mention in effects.mentions {
            let Some(name) = names.before(&mention.name) else { continue };
            let mention = Mention { name, ..mention };
            // A dump has one INSERT a row.
            if known.insert(mention.clone()) {
                mentions.push(mention);
            }
        }
        effects.changes.into_iter().for_each(|change| names.change(change));
    });
    mentions
}

#[cfg(test)]
mod tests {

    use proptest::prelude::*;

    use super::*;
    use crate::model::locks::mention::{Keys, Reach, Target};

    /// `name MODE`, then what goes beyond the table itself.
    fn told(script: &str) -> Vec<String> {
        mentions(script).iter().map(described).collect()
    }

    fn described(mention: &Mention) -> String {
        let schema = mention.name.schema.iter().map(|schema| format!("{schema}."));
        let mut text: String = schema.collect();
        text += &format!("{} {}", mention.name.name, mention.mode.words());
        if mention.target == Target::IndexOf {
            text += " of its table";
        }
        match mention.reach {
            Reach::Alone => {}
            Reach::Partitions => text += ", partitions",
            Reach::Descendants => text += ", descendants",
        }
        match &mention.keys {
            Keys::All => {}
            keys => text += &format!(", {keys:?}"),
        }
        text
    }

    #[test]
    fn the_statements_of_most_migrations_are_known() {
        for (script, expected) in [
            ("ALTER TABLE ONLY tasks ADD note text", vec!["tasks ACCESS EXCLUSIVE"]),
            (
                "alter table if exists App.\"Tasks\" * add constraint x foreign key (a, b) references users (a, b)",
                vec!["app.Tasks SHARE ROW EXCLUSIVE, descendants", "users SHARE ROW EXCLUSIVE, partitions"],
            ),
            (
                "ALTER TABLE a SET (fillfactor = 9), ALTER b SET STATISTICS 9",
                vec!["a SHARE UPDATE EXCLUSIVE, descendants"],
            ),
            (
                "ALTER TABLE a DROP CONSTRAINT IF EXISTS b CASCADE",
                vec!["a ACCESS EXCLUSIVE", "a ACCESS EXCLUSIVE, descendants, Constraint(\"b\")"],
            ),
            ("CREATE INDEX ON tasks (a)", vec!["tasks SHARE, partitions"]),
            ("CREATE INDEX CONCURRENTLY i ON ONLY tasks (a)", vec!["tasks SHARE UPDATE EXCLUSIVE"]),
            (
                "DROP INDEX i, app.j",
                vec![
                    "i ACCESS EXCLUSIVE of its table, partitions",
                    "app.j ACCESS EXCLUSIVE of its table, partitions",
                ],
            ),
            ("UPDATE tasks AS t SET a = 1", vec!["tasks ROW EXCLUSIVE, descendants"]),
            ("COPY tasks (a, b) FROM STDIN;\n1\t2\n\\.\n", vec!["tasks ROW EXCLUSIVE"]),
            ("COPY tasks TO STDOUT; SELECT 1", vec![]),
            (
                "VACUUM (FULL, ANALYZE) a; VACUUM ANALYZE b",
                vec!["a ACCESS EXCLUSIVE, descendants", "b SHARE UPDATE EXCLUSIVE, descendants"],
            ),
            (
                "LOCK a, ONLY b IN share row exclusive MODE",
                vec!["a SHARE ROW EXCLUSIVE, descendants", "b SHARE ROW EXCLUSIVE"],
            ),
            ("DO $$ BEGIN UPDATE a SET b = 1; END $$; SELECT f(); CALL p()", vec![]),
            ("ALTER TABLE ALL IN TABLESPACE x SET TABLESPACE y", vec![]),
            (
                "ALTER TABLE a DETACH PARTITION b CONCURRENTLY",
                vec![
                    "a SHARE UPDATE EXCLUSIVE",
                    "a SHARE UPDATE EXCLUSIVE",
                    "b ACCESS EXCLUSIVE, descendants",
                ],
            ),
        ] {
            assert_eq!(told(script), expected, "{script}");
        }
    }

    #[test]
    fn what_the_script_has_made_or_renamed_is_known_by_what_was_there() {
        for (script, expected) in [
            ("CREATE TABLE x (a int); CREATE INDEX i ON x (a); DROP INDEX i; DROP TABLE x", vec![]),
            ("CREATE TEMP TABLE x AS SELECT 1; INSERT INTO x SELECT 2", vec![]),
            ("CREATE TABLE IF NOT EXISTS x (a int); LOCK x", vec!["x ACCESS EXCLUSIVE, descendants"]),
            (
                "ALTER TABLE a RENAME TO b; UPDATE b SET c = 1; UPDATE a SET c = 1",
                vec!["a ACCESS EXCLUSIVE", "a ROW EXCLUSIVE, descendants"],
            ),
            (
                "ALTER TABLE s.a SET SCHEMA t; UPDATE t.a SET c = 1",
                vec!["s.a ACCESS EXCLUSIVE", "s.a ROW EXCLUSIVE, descendants"],
            ),
            ("ALTER INDEX i RENAME TO j; DROP INDEX j", vec!["i ACCESS EXCLUSIVE of its table, partitions"]),
            ("UPDATE a SET b = 1; UPDATE a SET b = 2", vec!["a ROW EXCLUSIVE, descendants"]),
        ] {
            assert_eq!(told(script), expected, "{script}");
        }
    }

    #[test]
    fn behind_another_path_names_without_a_schema_mean_nothing() {
        for change in [
            "SET search_path = x",
            "SET LOCAL search_path TO x",
            "SET SESSION SCHEMA 'x'",
            "RESET search_path",
            "RESET ALL",
            "DISCARD ALL",
            "SELECT pg_catalog.set_config('search_path', '', false)",
            "DO $$ BEGIN PERFORM set_config('search_path', '', true); END $$",
        ] {
            let script = format!("LOCK a; {change}; LOCK b; LOCK s.c");
            assert_eq!(
                told(&script),
                ["a ACCESS EXCLUSIVE, descendants", "s.c ACCESS EXCLUSIVE, descendants"],
                "{change}"
            );
        }
        assert_eq!(told("SET lock_timeout = 1; SELECT 'a'; LOCK b").len(), 1);
    }

    #[test]
    fn rows_are_written_where_a_statement_can_begin_and_nowhere_else() {
        for (script, expected) in [
            ("WITH a AS (DELETE FROM b RETURNING *) UPDATE ONLY c d SET x = 1", vec!["b", "c"]),
            ("INSERT INTO b (update, delete) SELECT 1, 2 FROM u FOR UPDATE", vec!["b"]),
            ("INSERT INTO b VALUES (1) ON CONFLICT (a) DO UPDATE SET c = 1", vec!["b"]),
            ("WITH a AS (SELECT 1) SELECT delete FROM b", vec![]),
            ("EXPLAIN ANALYZE MERGE INTO a USING b ON true WHEN MATCHED THEN UPDATE SET c = 1", vec!["a"]),
            (
                "CREATE RULE r AS ON UPDATE TO a DO INSTEAD (DELETE FROM b; UPDATE c SET d = 1)",
                vec!["a", "b", "c"],
            ),
            ("CREATE FUNCTION f() RETURNS void AS $x$ DELETE FROM a $x$ LANGUAGE sql", vec!["a"]),
            ("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $x$ DELETE FROM a $x$", vec![]),
        ] {
            let names: Vec<String> = mentions(script).into_iter().map(|mention| mention.name.name).collect();
            assert_eq!(names, expected, "{script}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_too_strange(words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..40)) {
            mentions(&words.join(" "));
        }

        #[test]
        fn no_text_is_too_strange(text in "[a-z';$()/*\\- \n\"E.,é]{0,80}") {
            mentions(&text);
        }
    }

    const WORDS: [&str; 60] = [
        "CREATE",
        "ALTER",
        "DROP",
        "TABLE",
        "INDEX",
        "ON",
        "ONLY",
        "IF",
        "EXISTS",
        "NOT",
        "a",
        "b",
        ".",
        "\"c\"",
        ",",
        "(",
        ")",
        ";",
        "*",
        "ADD",
        "CONSTRAINT",
        "COLUMN",
        "RENAME",
        "TO",
        "SET",
        "SCHEMA",
        "FOREIGN",
        "KEY",
        "REFERENCES",
        "PARTITION",
        "OF",
        "ATTACH",
        "DETACH",
        "INHERITS",
        "UPDATE",
        "DELETE",
        "FROM",
        "INSERT",
        "INTO",
        "WITH",
        "AS",
        "LOCK",
        "IN",
        "SHARE",
        "MODE",
        "COMMENT",
        "TRUNCATE",
        "CASCADE",
        "CLUSTER",
        "VACUUM",
        "FULL",
        "REINDEX",
        "FUNCTION",
        "LANGUAGE",
        "sql",
        "$$ x $$",
        "'y'",
        "BEGIN",
        "ATOMIC",
        "search_path",
    ];
}
