//! What each thing on a table means for those who write to it and for those who read it.

use super::*;

fn column(name: &str) -> ColumnFacts {
    ColumnFacts {
        name: name.to_owned(),
        type_name: "text".to_owned(),
        is_plain: true,
        ..ColumnFacts::default()
    }
}

/// A table as the connecting role made it.
fn sound(name: &str) -> TableFacts {
    let mut table = TableFacts {
        schema: "app".to_owned(),
        name: name.to_owned(),
        kind: "r".to_owned(),
        owner: "owner".to_owned(),
        is_trusted: true,
        may_read: true,
        ..TableFacts::default()
    };
    table.columns = missing(&table).iter().map(|name| column(name)).collect();
    let added = if name == JOURNAL { "statement_sha256" } else { "found" };
    table.columns.push(column(added));
    table
}

fn text(word: &str) -> Vec<String> {
    vec![word.to_owned()]
}

#[test]
fn tables_of_our_own_are_used() {
    let state = judge("app", &[sound(HISTORY), sound(JOURNAL), sound(SEED)]);
    assert_eq!((state.problem, state.is_readable), (None, true));
    assert_eq!((state.width, state.journal, state.seed), (Some(VersionWidth::Int4), Some(1), Some(1)));
    let empty = judge("app", &[]);
    assert!(empty.is_readable && empty.width.is_none() && empty.problem.is_none());
}

#[test]
fn each_thing_of_others_keeps_writers_away_and_what_runs_code_keeps_readers_away() {
    type Change = fn(&mut TableFacts);
    let cases: [(Change, bool); 17] = [
        (|table| table.is_trusted = false, true),
        (|table| table.kind = "v".to_owned(), false),
        (|table| table.kind = "p".to_owned(), false),
        (|table| table.kind = "f".to_owned(), false),
        (|table| table.kind = "S".to_owned(), false),
        (|table| table.triggers = vec![("t".to_owned(), "f() of web".to_owned())], true),
        (|table| table.rules = text("r"), false),
        (|table| table.policies = text("p"), false),
        (|table| table.hides_rows = true, false),
        (|table| table.parents = text("p"), true),
        (|table| table.children = text("c"), false),
        (|table| table.foreign_keys = text("k of public.t"), true),
        (|table| table.columns[0].is_plain = false, false),
        (|table| table.columns[0].is_generated = true, false),
        (|table| table.columns[0].expression = Some("public.f()".to_owned()), true),
        (|table| table.checks = vec![("c".to_owned(), "public.f(version)".to_owned())], true),
        (|table| table.indexes = vec![("i".to_owned(), "public.f(version)".to_owned())], true),
    ];
    for (at, (change, is_readable)) in cases.into_iter().enumerate() {
        for name in NAMES {
            let mut table = sound(name);
            change(&mut table);
            let state = judge("app", std::slice::from_ref(&table));
            assert_eq!(state.doubts().len(), 1, "{at}: {name}: {state:?}");
            assert_eq!(state.is_readable, is_readable, "{at}: {name}: {state:?}");
            // In another schema it is nobody's business.
            assert!(judge("public", &[table]).problem.is_none());
        }
    }
}

#[test]
fn others_who_may_write_are_named_and_keep_seed_from_running_what_it_kept() {
    let writable = |name| judge("app", &[TableFacts { writers: text("web"), ..sound(name) }]);
    assert_eq!(writable(JOURNAL).writable().collect::<Vec<_>>(), [(JOURNAL, text("web").as_slice())]);
    assert!(writable(JOURNAL).problem.is_none() && writable(HISTORY).problem.is_none());
    assert_eq!(writable(HISTORY).writable().count(), 1);
    assert_eq!(writable(SEED).doubts()[0].flaws, [TableFlaw::Writer("web".to_owned())]);
}

#[test]
fn the_version_is_that_of_the_comment_or_of_the_columns() {
    let journal =
        |comment: Option<&str>| TableFacts { comment: comment.map(ToOwned::to_owned), ..sound(JOURNAL) };
    let judged = |table: TableFacts| judge("app", &[table]);
    assert_eq!(judged(journal(None)).journal, Some(1));
    assert_eq!(judged(journal(Some("Every run; append-only."))).journal, Some(1));
    let later = judged(journal(Some("Every run (bookkeeping version 12).")));
    assert_eq!(later.journal, Some(12));
    assert!(matches!(later.problem, Some(BookkeepingProblem::Newer { version: 12, known: VERSION, .. })));
    assert!(!later.is_readable && later.outdated() == [false, false]);
    let mut first = journal(Some("Every run."));
    first.columns.retain(|column| column.name != "statement_sha256");
    let first = judged(first);
    assert_eq!((first.journal, first.outdated(), first.problem), (Some(0), [true, false], None));
}

#[test]
fn a_table_that_lacks_what_every_version_has_is_not_ours() {
    let mut table = sound(HISTORY);
    table.columns.retain(|column| column.name != "checksum");
    let state = judge("app", &[table]);
    let missing = text("checksum");
    assert_eq!(state.problem, Some(BookkeepingProblem::Malformed { table: HISTORY.to_owned(), missing }));
    assert!(!state.is_readable);
}

#[test]
fn the_histories_of_other_schemas_are_known() {
    let elsewhere = |schema: &str, name| TableFacts { schema: schema.to_owned(), ..sound(name) };
    let state = judge("app", &[elsewhere("public", HISTORY), elsewhere("old", JOURNAL), sound(JOURNAL)]);
    assert_eq!((state.elsewhere, state.width), (text("public"), None));
}
