//! Tables as they come out of years of retention, and what is decided about each.

use super::*;
use crate::model::partitions::calendar::{Date, Day};
use crate::model::partitions::key::KeyType;
use crate::model::partitions::manager::Manager;
use crate::model::partitions::marked_state::{MarkedState, TableIdentity};
use crate::model::partitions::range::Range;
use crate::model::partitions::table::PartitionKey;
use crate::model::partitions::zone::Local;

fn month(ago: i64) -> Range {
    let start = |at| Day::of(Date::first_of_month(2026, 10 - at));
    Range::days(start(ago), start(ago - 1))
}

fn partition(name: &str, shape: Shape) -> Partition {
    Partition {
        name: QualifiedName::new("public", name),
        shape,
        bound: String::new(),
        is_foreign: false,
        is_parent: false,
        detach_pending: false,
        row_security: true,
        forces_row_security: true,
        has_rights: false,
        rows: None,
        bytes: 0,
    }
}

fn retired(name: &str, detached: Option<&str>) -> Retired {
    let identity = TableIdentity {
        oid: 1,
        table: QualifiedName::new("public", name),
        definition: "1".to_owned(),
        major: 15,
    };
    let mark = Marker {
        parent: QualifiedName::new("public", "log"),
        from: None,
        to: None,
        detached: detached.map(ToOwned::to_owned),
        state: detached.map(|_| MarkedState { identity: identity.clone(), rows: 0, transaction: 1 }),
        export: None,
    };
    Retired {
        name: QualifiedName::new("public", name),
        mark,
        identity,
        is_attached: false,
        row_security: true,
        has_rights: false,
        rows: None,
        bytes: 0,
    }
}

fn table(partitions: Vec<Partition>, retired: Vec<Retired>) -> PartitionedTable {
    PartitionedTable {
        oid: 1,
        name: QualifiedName::new("public", "log"),
        owner: "o".to_owned(),
        key: PartitionKey::Time { column: "at".to_owned(), key_type: KeyType::TimestampTz },
        perhaps: None,
        partitions,
        retired,
        manager: Manager::Nobody,
        usual_zone: None,
    }
}

fn now() -> Instant {
    Instant::parse("2026-11-24 10:00:00").unwrap()
}

fn cutoff(keep: &str) -> Instant {
    RetentionPeriod::parse(keep).unwrap().cutoff(Local(now())).0
}

fn steps_as_text(plan: &Plan) -> Vec<String> {
    plan.steps.iter().map(|step| format!("{:?} {}", step.action, step.partition.name)).collect()
}

#[test]
fn the_oldest_go_first_and_the_current_month_and_those_kept_stay() {
    let all: Vec<Partition> =
        [0, 3, 2, 1].iter().map(|ago| partition(&format!("m{ago}"), Shape::Range(month(*ago)))).collect();
    let cutoff = cutoff("1m");
    let plan = retire(&table(all.clone(), Vec::new()), cutoff, &RetireMode::Stay);
    assert_eq!(
        steps_as_text(&plan),
        ["Detach { concurrently: true } m3", "Detach { concurrently: true } m2"]
    );
    let mut with_default = all;
    with_default.push(partition("rest", Shape::Default));
    let plan = retire(&table(with_default, Vec::new()), cutoff, &RetireMode::Archive("old".to_owned()));
    assert_eq!(
        steps_as_text(&plan)[..2],
        ["Detach { concurrently: false } m3", "Archive { schema: \"old\" } m3"].map(ToOwned::to_owned)
    );
}

#[test]
fn what_was_interrupted_is_finished_before_anything_else() {
    let mut pending = partition("m3", Shape::Range(month(3)));
    pending.detach_pending = true;
    let all = vec![partition("m2", Shape::Range(month(2))), pending];
    let earlier = vec![Retired { is_attached: true, ..retired("m3", None) }, retired("m4", None)];
    let plan = retire(&table(all, earlier), cutoff("1m"), &RetireMode::Export);
    assert_eq!(
        steps_as_text(&plan),
        [
            "Finalize m3",
            "Date m3",
            "Export m3",
            "Date m4",
            "Export m4",
            "Detach { concurrently: true } m2",
            "Export m2"
        ]
    );
}

#[test]
fn foreign_and_partitioned_partitions_are_left_alone_and_named() {
    let mut foreign = partition("f", Shape::Range(month(3)));
    foreign.is_foreign = true;
    let mut parent = partition("p", Shape::Range(month(2)));
    parent.is_parent = true;
    let plan = retire(&table(vec![foreign, parent], Vec::new()), cutoff("1m"), &RetireMode::Stay);
    assert_eq!(plan.steps, []);
    let why: Vec<KeptReason> = plan.kept.iter().map(|kept| kept.why).collect();
    assert_eq!(why, [KeptReason::Foreign, KeptReason::Partitioned]);
}

#[test]
fn only_what_was_detached_long_enough_ago_and_is_in_its_place_is_dropped() {
    let week = RetentionPeriod::parse("7d").unwrap();
    let all = vec![
        retired("old", Some("2026-11-17 10:00:00")),
        retired("young", Some("2026-11-17 10:00:00.000001")),
        retired("undated", None),
        Retired { is_attached: true, ..retired("back", Some("2020-01-01 00:00:00")) },
    ];
    let table = table(Vec::new(), all);
    let plan = drop(&table, now(), week, &RetireMode::Stay);
    assert_eq!(steps_as_text(&plan), ["Drop old"]);
    assert_eq!(
        plan.kept.iter().map(|kept| kept.why).collect::<Vec<_>>(),
        [KeptReason::Grace, KeptReason::Grace]
    );
    let archived = drop(&table, now(), week, &RetireMode::Archive("old".to_owned()));
    assert!(archived.kept.iter().all(|kept| kept.why == KeptReason::NotArchived), "{archived:?}");
    assert_eq!(drop(&table, now(), week, &RetireMode::Export).steps, []);
}

#[test]
fn what_somebody_reclaimed_stays_and_that_is_said() {
    let mut renamed = retired("precious", Some("2020-01-01 00:00:00"));
    renamed.mark.state.as_mut().unwrap().identity.table.name = "m9".to_owned();
    let table = table(Vec::new(), vec![renamed, retired("m8", Some("2020-01-01 00:00:00"))]);
    let plan = drop(&table, now(), RetentionPeriod::parse("0d").unwrap(), &RetireMode::Stay);
    assert_eq!(steps_as_text(&plan), ["Drop m8"]);
    let kept = |plan: &Plan| plan.kept.iter().map(|kept| kept.why).collect::<Vec<_>>();
    assert_eq!(kept(&plan), [KeptReason::Changed(TableChange::Renamed)]);
    // Nor is it moved.
    let plan = retire(&table, cutoff("1m"), &RetireMode::Archive("old".to_owned()));
    assert_eq!(steps_as_text(&plan), ["Archive { schema: \"old\" } m8"]);
    assert_eq!(kept(&plan), [KeptReason::Changed(TableChange::Renamed)]);
}
