//! The splitter against the server: a script does the same as one message and statement by statement.
//!
//! The splitter is private to the crate, so its files are compiled a second time, into this test.
#![allow(clippy::unwrap_used, reason = "a server that cannot be asked is a failed test")]

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tokio::runtime::Runtime;
use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

use crate::support::corpus::{self, Script, contents, corpus};
use crate::support::{Database, client};

#[allow(dead_code, reason = "the directives use the rest of it")]
#[path = "../../src/model/sql/sql_text.rs"]
mod sql_text;
#[path = "../../src/model/sql/statements.rs"]
mod statements;
#[path = "../../src/model/sql/tokens.rs"]
mod tokens;

fn split(sql: &str) -> Vec<&str> {
    statements::statements(sql).map(|range| &sql[range]).collect()
}

/// One connection, to be used from a test that is not asynchronous.
struct Session {
    runtime: Runtime,
    client: Client,
}

impl Session {
    fn on(database: &Database) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(database.url(), NoTls).await.unwrap();
            tokio::spawn(connection);
            client
        });
        Self { runtime, client }
    }

    /// Sends one message. Gives the number of statements that the server saw in it, and the rows.
    fn send(&self, sql: &str) -> Result<(usize, Vec<String>), String> {
        let answers = self.runtime.block_on(self.client.simple_query(sql)).map_err(|error| {
            error.as_db_error().map_or_else(|| error.to_string(), |error| error.message().to_owned())
        })?;
        let statements =
            answers.iter().filter(|answer| matches!(answer, SimpleQueryMessage::CommandComplete(_))).count();
        let rows = answers.iter().filter_map(|answer| match answer {
            SimpleQueryMessage::Row(row) => {
                let columns: Vec<&str> = (0..row.len()).map(|at| row.get(at).unwrap_or("NULL")).collect();
                Some(columns.join("|"))
            }
            _ => None,
        });
        Ok((statements, rows.collect()))
    }
}

/// Runs every script in two new databases: whole in the first, in pieces in the second.
fn run_both(scripts: &[Script]) -> [Database; 2] {
    let databases = [Database::new(), Database::new()];
    let [whole, pieces] = [Session::on(&databases[0]), Session::on(&databases[1])];
    for Script { name, sql } in scripts {
        let (seen, rows) = whole.send(sql).unwrap_or_else(|error| panic!("{name}: {error}\n{sql}"));
        let found = split(sql);
        assert_eq!(seen, found.len(), "{name}: the server sees {seen} statements, the splitter {found:#?}");
        let mut rows_of_pieces = Vec::new();
        for piece in found {
            let (seen, rows) = pieces.send(piece).unwrap_or_else(|error| panic!("{name}: {error}\n{piece}"));
            assert_eq!(seen, 1, "{name}: this is no single statement: {piece}");
            rows_of_pieces.extend(rows);
        }
        assert_eq!(rows, rows_of_pieces, "{name}");
    }
    databases
}

fn is_different(pg_dump: &Path, scripts: &[Script]) -> bool {
    let [whole, pieces] = run_both(scripts);
    contents(pg_dump, &whole) != contents(pg_dump, &pieces)
}

#[test]
fn every_script_of_the_corpus_does_the_same_whole_and_in_pieces() {
    let Some(pg_dump) = client("pg_dump") else { return };
    let scripts = corpus();
    let [whole, pieces] = run_both(&scripts).map(|database| contents(&pg_dump, &database));
    assert!(whole.len() > 5000, "this looks at too little: {} lines", whole.len());
    if whole == pieces {
        return;
    }
    // Rare, so it may take its time: the shortest beginning of the corpus that shows the difference.
    let (mut same, mut different) = (0, scripts.len());
    while different - same > 1 {
        let middle = usize::midpoint(same, different);
        if is_different(&pg_dump, &scripts[..middle]) { different = middle } else { same = middle }
    }
    let lines = whole.iter().zip(&pieces).find(|(whole, pieces)| whole != pieces);
    panic!("`{}` leaves something else in pieces, such as {lines:#?}", scripts[different - 1].name);
}

#[test]
fn the_corpus_is_large_and_every_script_leaves_a_trace_under_its_own_name() {
    let scripts = corpus();
    assert!(scripts.len() >= 300, "{}", scripts.len());
    let names: BTreeSet<&str> = scripts.iter().map(|script| script.name.as_str()).collect();
    assert_eq!(names.len(), scripts.len());
    for Script { name, sql } in &scripts {
        assert!(!split(sql).is_empty(), "{name}");
        assert!(
            ["CREATE", "create", "Create", "DO", " INTO "].iter().any(|word| sql.contains(word)),
            "{name}"
        );
    }
}

#[test]
fn the_corpus_is_read_byte_for_byte() {
    let read = corpus::read("f", "-- script: a b\r\n\n x;\n\n-- script: c\n-- script:d\n--\r-- script: e\n");
    let read: Vec<(&str, &str)> = read.iter().map(|script| (&*script.name, &*script.sql)).collect();
    assert_eq!(read, [("f: a b\r", "\n x;\n"), ("f: c", "-- script:d\n--\r-- script: e")]);
    let all: String = corpus().into_iter().map(|script| script.sql).collect();
    for odd in ["\r\n", "\r", "\u{b}", "\u{c}", "\u{200b}", "\u{a0}", "🐘"] {
        assert!(all.contains(odd), "{odd:?} was lost, perhaps on checkout");
    }
}

/// What may stand between two statements, and says nothing.
const FILLING: [&str; 8] =
    ["", "\n", ";", " ; \t;", "-- it's;\n", "--;\r", "/* ; /* $$ */ \" */", "\u{c}\r\n;-- $a$\n;"];

proptest! {
    #[test]
    fn pieces_of_any_scripts_are_found_again_when_they_are_joined(
        chosen in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..8_usize), 0..12)
    ) {
        static CORPUS: std::sync::LazyLock<Vec<Vec<String>>> = std::sync::LazyLock::new(|| {
            corpus().iter().map(|script| split(&script.sql).into_iter().map(str::to_owned).collect()).collect()
        });
        let mut joined = String::new();
        let mut pieces = Vec::new();
        for (script, piece, filling) in chosen {
            let piece = piece.get(script.get(CORPUS.as_slice()).as_slice()).as_str();
            joined += &format!("{}{piece};\n", FILLING[filling]);
            pieces.push(piece);
        }
        prop_assert_eq!(split(&joined), pieces);
    }
}

/// A string constant or name of any kind, with everything in it that could confuse.
fn constant() -> impl Strategy<Value = String> {
    let inside = |extra: &'static [&'static str]| {
        let common = [";", "a", "--", "/*", "*/", "\"", "$$", "$a$", "(", ")", "\n", "é", " END; "];
        let all: Vec<&str> = common.iter().chain(extra).copied().collect();
        prop::collection::vec(prop::sample::select(all), 0..6).prop_map(|parts| parts.concat())
    };
    // The constant goes on behind each of these.
    let gap = prop::sample::select(vec!["\n", " \r\t", "\u{c}\r\n", " -- it's;\n", "--\n\n--\\';\r "]);
    let long = |prefix: &'static str, extra: &'static [&'static str]| {
        prop::collection::vec((inside(extra), gap.clone()), 1..4).prop_map(move |parts| {
            let parts: Vec<String> = parts.iter().map(|(part, gap)| format!("'{part}'{gap}")).collect();
            format!("{prefix}{}", parts.concat())
        })
    };
    let dollars = prop::sample::select(vec!["$b$", "$é1$", "$B_$", "$select$"]);
    prop_oneof![
        long("", &["''", "\\", "\\\\"]),
        long("E", &["''", "\\'", "\\\\", "\\;"]),
        long("e", &["''", "\\'", "\\\\\\'"]),
        long("N", &["''", "\\"]),
        long("U&", &["''", "\\\\", "\\003b"]),
        (dollars, inside(&["'", "\\", "$", "$b", "b$"]))
            .prop_filter("the constant must not end inside", |(tag, inside)| !inside.contains(tag))
            .prop_map(|(tag, inside)| format!("{tag}{inside} {tag}")),
        inside(&["''", "\\", "\"\""]).prop_map(|inside| format!("1 AS \"x{}\"", inside.replace('"', "\"\""))),
    ]
}

fn filling() -> impl Strategy<Value = &'static str> {
    let all =
        ["", " ", "\n", "\r", "\u{c}", "-- it's; \"\n", "--;\r", "/* ; ' /* $$ */ */", "/**/", "/*\n*/"];
    prop::sample::select(all.to_vec())
}

/// Sends each script whole and in pieces: the same number of statements, and the same rows.
fn agrees_with_the_server(cases: u32, scripts: &impl Strategy<Value = String>) {
    let database = Database::new();
    let session = Session::on(&database);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(scripts, |script| {
        let (seen, rows) = session.send(&script).map_err(TestCaseError::fail)?;
        let pieces = split(&script);
        prop_assert_eq!(seen, pieces.len(), "{:?}", pieces);
        let mut rows_of_pieces = Vec::new();
        for piece in pieces {
            rows_of_pieces.extend(session.send(piece).map_err(TestCaseError::fail)?.1);
        }
        prop_assert_eq!(rows, rows_of_pieces);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

#[test]
fn random_constants_and_comments_are_split_as_the_server_splits_them() {
    let item = (constant(), filling(), filling()).prop_map(|(item, a, b)| format!("{b}{item}{a}"));
    let statement = (prop::collection::vec(item, 1..4), filling(), 1..3_usize)
        .prop_map(|(items, a, ends)| format!("{a}SELECT {}{}", items.join(","), ";".repeat(ends)));
    let scripts = prop::collection::vec(statement, 1..4).prop_map(|statements| statements.concat());
    agrees_with_the_server(1500, &scripts);
}

#[test]
fn random_bodies_of_functions_are_split_as_the_server_splits_them() {
    let label =
        prop::sample::select(vec!["", "end", "case", "begin", "atomic", "AS end", "AS case", "\"END;\""]);
    let value = prop::sample::select(vec![
        "1",
        "begin",
        "atomic",
        "(SELECT begin end)",
        "r.end",
        "r.case+begin",
        "CASE WHEN begin>1 THEN begin END",
        "CASE begin WHEN 1 THEN CASE WHEN true THEN atomic END ELSE r.end END",
        "E'a'\n'\\'; END; '",
        "$$; END;$$",
    ]);
    let column = (value, filling(), label).prop_map(|(value, a, label)| format!("{value} {a} {label}"));
    let statement = prop_oneof![
        4 => (prop::collection::vec(column, 1..3), filling())
            .prop_map(|(columns, a)| format!("SELECT {} FROM rows AS r{a}", columns.join(","))),
        1 => filling().prop_map(str::to_owned),
    ];
    let body = (prop::collection::vec(statement, 0..4), filling()).prop_map(|(statements, a)| {
        format!("BEGIN {a} ATOMIC {a} {}; SELECT begin; END {a}", statements.join(";"))
    });
    let plain = prop::sample::select(vec![
        "RETURN begin",
        "RETURN CASE begin WHEN 1 THEN atomic END",
        "AS 'SELECT begin; SELECT atomic'",
        "SET search_path = begin AS $$SELECT begin$$",
    ]);
    let body = prop_oneof![3 => body, 1 => plain.prop_map(str::to_owned)];
    let name =
        prop::sample::select(vec!["begin", "atomic", "\"end\"", "begin.atomic", "begin.end", "begin.case"]);
    let function = (name, filling(), body).prop_map(|(name, a, body)| {
        let head = format!("CREATE {a} OR REPLACE {a} FUNCTION {name}(begin int, atomic int)");
        format!("{head} RETURNS int LANGUAGE sql {body}; SELECT 1 AS end; SELECT {name}(2, 3) begin;")
    });
    let setup =
        "CREATE SCHEMA IF NOT EXISTS begin; CREATE TABLE IF NOT EXISTS rows (\"end\" int, \"case\" int);";
    agrees_with_the_server(500, &function.prop_map(move |function| format!("{setup}{function}")));
}
