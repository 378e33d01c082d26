//! Two fingerprints of a schema whose partitions come and go with the clock and with the data.

use crate::model::fingerprint::diff::{AspectChange, Change, Diff, Difference};
use crate::model::fingerprint::managed::Managed;
use crate::model::fingerprint::{Fingerprint, partitions};

const PARENT: &str = "partition of";
const BOUND: &str = "bound";

/// Adds the partitioned tables that got partitions from one state to the other: as if they were looked after.
pub(crate) fn add_grown(managed: &mut Managed, before: &Fingerprint, after: &Fingerprint) {
    for (object, aspects) in &after.objects {
        if let Some(parent) = aspects.get(PARENT).filter(|_| object.starts_with("table "))
            && !before.objects.contains_key(object)
        {
            managed.add(parent);
        }
    }
}

/// What differs. Of the tables that are looked after, partitions that are in both have the same bounds, and the
/// others the same shape.
pub(crate) fn diff(expected: &Fingerprint, actual: &Fingerprint, managed: &Managed) -> Diff {
    let bounds = expected.objects.iter().filter_map(|(object, wanted)| {
        let aspects = actual.objects.get(object)?;
        let (before, after) = (wanted.get(BOUND)?, aspects.get(BOUND)?);
        (before != after).then(|| (object.clone(), before.clone(), after.clone()))
    });
    let bounds: Vec<(String, String, String)> = bounds.collect();
    let (mut expected, mut actual) = (expected.clone(), actual.clone());
    partitions::settle(&mut expected, &mut actual, managed);
    let mut diff = Diff::between(&expected, &actual);
    for (object, before, after) in bounds {
        if !diff.differences.iter().any(|difference| difference.object == object) {
            let change = AspectChange { aspect: BOUND.to_owned(), before: Some(before), after: Some(after) };
            diff.differences.push(Difference { object, change: Change::Changed(vec![change]), with_it: 0 });
        }
    }
    diff
}
