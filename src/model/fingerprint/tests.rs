//! Text and back, and diffs of objects.

use super::diff::{Change, Diff};
use super::*;

fn print(objects: &[(&str, &[(&str, &str)])]) -> Fingerprint {
    let aspects = |aspects: &[(&str, &str)]| {
        aspects.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    };
    Fingerprint {
        objects: objects.iter().map(|(object, list)| ((*object).to_owned(), aspects(list))).collect(),
        bundled: None,
    }
}

fn told(before: &Fingerprint, after: &Fingerprint) -> Vec<String> {
    let diff = Diff::between(before, after);
    let line = |d: &diff::Difference| format!("{} {} {}", d.change.as_str(), d.object, d.with_it);
    diff.differences.iter().map(line).collect()
}

#[test]
fn the_text_is_read_back_whatever_is_in_it() {
    let odd = print(&[
        ("database", &[]),
        ("function public.f()", &[("definition", "a\n\n    b: c\n        d\n"), ("owner", "")]),
        ("table public.\"a\nb\\n\"", &[("columns", "x\ny"), ("comment", "  two  ")]),
    ]);
    assert_eq!(Fingerprint::read(&odd.text()), Ok(odd.clone()));
    assert_eq!(odd.text().lines().nth(1), Some("database"));
    assert_eq!(Fingerprint::read(&Fingerprint::default().text()), Ok(Fingerprint::default()));
}

#[test]
fn what_is_no_such_text_is_refused_at_its_line() {
    assert_eq!(Fingerprint::read("-- a dump\n"), Err(1));
    let head = Fingerprint::default().text();
    for (body, line) in
        [("    a: b\n", 2), ("table a\n    b\n", 3), ("table a\n        b\n", 3), ("a\n\nb\n", 3)]
    {
        assert_eq!(Fingerprint::read(&format!("{head}{body}")), Err(line), "{body}");
    }
}

#[test]
fn a_relation_is_found_behind_odd_names() {
    let index = print(&[("index a.i", &[(ON, "a.t")])]);
    for (object, relation) in [
        ("column public.tasks.title", Some("public.tasks")),
        ("column public.\"a.b\".\"c.d\"", Some("public.\"a.b\"")),
        ("policy \"a on b\" on public.t", Some("public.t")),
        ("policy p on public.\"x on y\"", Some("public.\"x on y\"")),
        ("index a.i", Some("a.t")),
        ("function public.f(integer)", None),
        ("database", None),
    ] {
        assert_eq!(index.relation_of(object).as_deref(), relation, "{object}");
    }
}

#[test]
fn what_comes_or_goes_with_its_table_is_counted_and_not_told() {
    let empty = print(&[]);
    let table = print(&[
        ("table a.t", &[("columns", "x")]),
        ("column a.t.x", &[]),
        ("constraint k on a.t", &[]),
        ("index a.k", &[(ON, "a.t"), (PART_OF, "constraint k on a.t")]),
        ("sequence a.s", &[(PART_OF, "column a.t.x")]),
    ]);
    assert_eq!(told(&empty, &table), ["added table a.t 4"]);
    assert_eq!(told(&table, &empty), ["removed table a.t 4"]);
    let mut without = table.clone();
    without.objects.retain(|object, _| !object.contains(" k on ") && !object.contains("a.k"));
    assert_eq!(told(&table, &without), ["removed constraint k on a.t 1"]);
}

#[test]
fn a_change_that_a_partition_shares_with_its_parent_is_reported_once() {
    let prints = |parent: &str, child: &str| {
        print(&[
            ("column a.t.x", &[("type", parent)]),
            ("column a.p.x", &[("type", child), (PART_OF, "column a.t.x")]),
        ])
    };
    assert_eq!(told(&prints("int", "int"), &prints("text", "text")), ["changed column a.t.x 1"]);
    assert_eq!(told(&prints("int", "int"), &prints("int", "text")), ["changed column a.p.x 0"]);
    assert_eq!(
        told(&prints("int", "int"), &prints("text", "date")),
        ["changed column a.p.x 0", "changed column a.t.x 0"]
    );
}

#[test]
fn a_different_order_of_columns_is_a_warning_and_one_more_column_is_not() {
    let with_columns = |columns: &str| print(&[("table a.t", &[("columns", columns)])]);
    let diff = Diff::between(&with_columns("a\nb\nc"), &with_columns("a\nc\nb"));
    assert!(diff.is_empty());
    assert_eq!(diff.moved.len(), 1);
    assert_eq!(diff.moved[0].after, ["a", "c", "b"]);
    assert_eq!(Diff::between(&with_columns("a\nb"), &with_columns("a\nx\nb")), Diff::default());
    assert_ne!(with_columns("a\nb").sha256(), with_columns("b\na").sha256());
}

#[test]
fn both_sides_of_an_aspect_are_reported() {
    let diff = Diff::between(&print(&[("a", &[("x", "1")])]), &print(&[("a", &[("y", "2")])]));
    let Change::Changed(aspects) = &diff.differences[0].change else { panic!("{diff:?}") };
    let sides: Vec<_> =
        aspects.iter().map(|c| (c.aspect.as_str(), c.before.as_deref(), c.after.as_deref())).collect();
    assert_eq!(sides, [("x", Some("1"), None), ("y", None, Some("2"))]);
}
