//! Tables of every kind, and what is found about each.

use super::*;
use crate::model::partitions::key::KeyType;
use crate::model::partitions::name::NamePattern;
use crate::model::partitions::range::Shape;
use crate::model::partitions::table::Partition;
use crate::model::sql::qualified_name::QualifiedName;

fn partition(name: &str, bound: &str) -> Partition {
    Partition {
        name: QualifiedName::new("public", name),
        shape: Shape::parse(bound),
        bound: bound.to_owned(),
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

fn table(partitions: Vec<Partition>) -> PartitionedTable {
    PartitionedTable {
        oid: 1,
        name: QualifiedName::new("public", "t"),
        owner: "o".to_owned(),
        key: PartitionKey::Time { column: "at".to_owned(), key_type: KeyType::TimestampTz },
        perhaps: None,
        partitions,
        retired: Vec::new(),
        manager: crate::model::partitions::manager::Manager::Nobody,
        usual_zone: None,
    }
}

fn wish() -> PartitionConfig {
    PartitionConfig {
        schema: None,
        table: "t".to_owned(),
        column: None,
        interval: Interval::Month,
        zone: Zone::Utc,
        epoch: None,
        ahead: 1,
        keep: None,
        name: NamePattern::usual("t", Interval::Month),
        default: false,
    }
}

const NOW: &str = "2026-11-24 12:00:00";

fn month(number: u8) -> Partition {
    partition(
        &format!("t_{number}"),
        &format!("FOR VALUES FROM ('2026-{number:02}-01') TO ('2026-{:02}-01')", number + 1),
    )
}

fn check(table: &PartitionedTable) -> Vec<CoverageFinding> {
    findings(table, &wish(), Instant::parse(NOW).unwrap(), Some(Rows::Counted(7)), Some(5)).unwrap()
}

#[test]
fn a_table_that_is_as_wanted_gives_nothing() {
    let december = partition("t_12", "FOR VALUES FROM ('2026-12-01') TO ('2027-01-01')");
    let table = table(vec![month(10), month(11), december]);
    assert_eq!(check(&table), []);
    assert_eq!(periods_ahead(&table, &wish(), Instant::parse(NOW).unwrap()), 1);
}

#[test]
fn each_trouble_is_found() {
    let mut bare = month(11);
    bare.row_security = false;
    bare.has_rights = true;
    let mut pending = month(10);
    pending.detach_pending = true;
    let table = table(vec![pending, bare, partition("t_default", "DEFAULT")]);
    let findings = check(&table);
    assert!(
        matches!(&findings[0], CoverageFinding::NotCovered { starts } if starts.len() == 1),
        "{findings:?}"
    );
    assert!(findings.contains(&CoverageFinding::DefaultRows {
        partition: "t_default".to_owned(),
        rows: Rows::Counted(7),
        allowed: 5
    }));
    assert!(findings.contains(&CoverageFinding::Default { wanted: false }));
    assert!(findings.contains(&CoverageFinding::DetachPending { partition: "t_10".to_owned() }));
    assert!(findings.contains(&CoverageFinding::Exposed { partition: "t_11".to_owned() }));
}

#[test]
fn what_is_not_covered_now_is_less_than_no_period_ahead() {
    let now = Instant::parse(NOW).unwrap();
    assert_eq!(periods_ahead(&table(vec![]), &wish(), now), -1);
    assert_eq!(periods_ahead(&table(vec![month(11)]), &wish(), now), 0);
}

#[test]
fn a_table_of_another_kind_is_refused() {
    let mut by_number = table(vec![]);
    by_number.key = PartitionKey::Other("LIST (region)".to_owned());
    assert_eq!(suited(&by_number, &wish()), Err(Unsuited::Key { is: "LIST (region)".to_owned() }));
    let column = PartitionConfig { column: Some("created_at".to_owned()), ..wish() };
    let expected = Unsuited::Column { is: "at".to_owned(), wanted: "created_at".to_owned() };
    assert_eq!(suited(&table(vec![]), &column), Err(expected));
}
