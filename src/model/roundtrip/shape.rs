//! Two fingerprints of a schema whose partitions come and go with the clock and with the data.

use crate::model::fingerprint::diff::{AspectChange, Change, Diff, Difference};
use crate::model::fingerprint::{Fingerprint, partitions};
use crate::model::partitions::interval::Interval;
use crate::model::partitions::name::NamePattern;
use crate::model::partitions::wish::{AHEAD, Wish};
use crate::model::partitions::zone::Zone;
use crate::model::quote::unquoted;

const PARENT: &str = "partition of";
const BOUND: &str = "bound";

/// The partitioned tables that got partitions from one state to the other: as if they were looked after.
pub(crate) fn grown(before: &Fingerprint, after: &Fingerprint) -> Vec<Wish> {
    let mut wishes: Vec<Wish> = Vec::new();
    for (object, aspects) in &after.objects {
        let Some(parent) = aspects.get(PARENT).filter(|_| object.starts_with("table ")) else { continue };
        if before.objects.contains_key(object) {
            continue;
        }
        let Some((schema, table)) = parent.split_once('.') else { continue };
        let (schema, table) = (Some(unquoted(schema)), unquoted(table));
        if wishes.iter().any(|wish| wish.schema == schema && wish.table == table) {
            continue;
        }
        let name = NamePattern::usual(&table, Interval::Month);
        wishes.push(Wish {
            schema,
            table,
            column: None,
            interval: Interval::Month,
            zone: Zone::Utc,
            epoch: None,
            ahead: AHEAD,
            keep: None,
            name,
            default: false,
        });
    }
    wishes
}

/// What differs. Of the tables that are looked after, partitions that are in both have the same bounds, and the
/// others the same shape.
pub(crate) fn diff(expected: &Fingerprint, actual: &Fingerprint, wishes: &[Wish], path: &[String]) -> Diff {
    let bounds = expected.objects.iter().filter_map(|(object, wanted)| {
        let found = actual.objects.get(object)?;
        let (before, after) = (wanted.get(BOUND)?, found.get(BOUND)?);
        (before != after).then(|| (object.clone(), before.clone(), after.clone()))
    });
    let bounds: Vec<(String, String, String)> = bounds.collect();
    let (mut expected, mut actual) = (expected.clone(), actual.clone());
    partitions::settle(&mut expected, &mut actual, wishes, path);
    let mut diff = Diff::between(&expected, &actual);
    for (object, before, after) in bounds {
        if !diff.differences.iter().any(|difference| difference.object == object) {
            let change = AspectChange { aspect: BOUND.to_owned(), before: Some(before), after: Some(after) };
            diff.differences.push(Difference { object, change: Change::Changed(vec![change]), with_it: 0 });
        }
    }
    diff
}
