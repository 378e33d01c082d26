//! Small layouts, counted by hand and by themselves.

use super::*;

fn each(count: Count) -> Counts {
    Counts::Each { salt: Salt::new(1, &["x"]), count, min: 0, max: u64::MAX, among: None }
}

/// Three tenants with 2, 0 and 3 projects; each project has two or three tasks.
fn layout() -> Layout {
    let mut layout = Layout::default();
    layout.add(None, 1, Counts::Given { parts: vec![3], ends: vec![1.0] });
    layout.add(Some(0), 1, Counts::Given { parts: vec![2, 0, 3], ends: vec![1.0] });
    layout.add(Some(1), 1, each(Count::Between(2, 3)));
    layout
}

#[test]
fn rows_are_found_by_their_number_and_by_their_parent() {
    let layout = layout();
    assert_eq!(layout.shapes[1].rows, 5);
    let row = layout.locate(1, 2);
    assert_eq!((row.group, row.first, row.siblings, row.rank()), (2, 2, 3, 0));
    assert_eq!(layout.parent(&row), Some((0, 2)));
    assert_eq!(layout.below(1, 0, 1), (2, 2));
    assert_eq!(layout.below(2, 0, 2).1, layout.shapes[2].rows);
    for ordinal in 0..layout.shapes[2].rows {
        let tenant = layout.ancestor(2, ordinal, 0).unwrap();
        let (start, end) = layout.below(2, 0, tenant);
        assert!((start..end).contains(&ordinal));
    }
}

#[test]
fn going_from_group_to_group_meets_every_row_once() {
    let layout = layout();
    let mut row = layout.locate(2, 0);
    let mut met = row.siblings;
    while met < layout.shapes[2].rows {
        row = layout.next_group(&row);
        assert_eq!(row, layout.locate(2, met));
        met += row.siblings;
    }
    assert_eq!(met, layout.shapes[2].rows);
}

#[test]
fn marks_say_the_same_as_counting_does() {
    let mut layout = Layout::default();
    layout.add(None, 1, Counts::Given { parts: vec![300_000], ends: vec![1.0] });
    layout.add(Some(0), 1, each(Count::Long(2.0, 50)));
    assert!(layout.shapes[1].step > 0);
    let mut before = 0;
    for group in 0..5_000 {
        assert_eq!(layout.start(1, group), before);
        before += layout.count(1, group);
    }
    assert_eq!(layout.start(1, 300_000), layout.shapes[1].rows);
    let last = layout.locate(1, layout.shapes[1].rows - 1);
    assert_eq!(last.rank() + 1, last.siblings);
}

#[test]
fn rows_over_months_grow_and_lose_none() {
    let mut layout = Layout::default();
    layout.add(None, 1, Counts::Given { parts: vec![3], ends: vec![1.0] });
    layout.add(Some(0), 4, Counts::Given { parts: vec![1000, 1, 0], ends: ends(4, 1.5) });
    assert_eq!(layout.shapes[1].rows, 1001);
    let months: Vec<u64> =
        (0..4).map(|month| layout.start(1, (month + 1) * 3) - layout.start(1, month * 3)).collect();
    assert!(months.is_sorted() && months[0] > 100, "{months:?}");
}

#[test]
fn siblings_that_differ_are_no_more_than_there_are() {
    let mut layout = Layout::default();
    layout.add(None, 1, Counts::Given { parts: vec![2], ends: vec![1.0] });
    layout.add(Some(0), 1, Counts::Given { parts: vec![1, 5], ends: vec![1.0] });
    layout.add(Some(0), 1, Counts::Given { parts: vec![10, 10], ends: vec![1.0] });
    let Counts::Each { salt, count, min, max, .. } = each(Count::Between(4, 4)) else { unreachable!() };
    layout.add(Some(2), 1, Counts::Each { salt, count, min, max, among: Some((1, Some(0))) });
    assert_eq!(layout.shapes[3].rows, 10 + 40);
}
