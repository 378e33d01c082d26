//! Schemas and differences as fields of the JSON document.

use serde_json::{Map, Value, json};

use crate::model::fingerprint::additions::Additions;
use crate::model::fingerprint::diff::{Change, Diff};
use crate::model::fingerprint::report::{DriftReport, SnapshotReport};

/// The fields of `snapshot`.
pub(crate) fn document(root: &mut Map<String, Value>, report: &SnapshotReport) {
    root.insert("sha256".to_owned(), json!(report.fingerprint.sha256().as_str()));
    let objects = report.fingerprint.objects.iter();
    let objects = objects.map(|(object, aspects)| {
        let aspects = aspects.iter().map(|(name, text)| (name.to_string(), json!(text)));
        json!({ "object": object, "aspects": aspects.collect::<Map<_, _>>() })
    });
    root.insert("objects".to_owned(), objects.collect());
    if let Some(diff) = &report.diff {
        differences(root, diff);
        root.insert("server_adds".to_owned(), additions(&report.additions));
    }
}

/// The fields of `drift`.
pub(crate) fn drift(root: &mut Map<String, Value>, report: &DriftReport) {
    root.insert("applied".to_owned(), json!(report.applied));
    differences(root, &report.diff);
    root.insert("ignored".to_owned(), json!(report.ignored));
    let unused = report.unused.iter();
    let unused = unused.map(|entry| json!({ "object": entry.object, "reason": entry.reason }));
    root.insert("unused_ignores".to_owned(), unused.collect());
    root.insert("server_adds".to_owned(), additions(&report.additions));
}

/// What a server adds of its own; `option` is null where it is the whole aspect.
pub(crate) fn additions(additions: &Additions) -> Value {
    let each = additions.iter();
    each.map(|one| json!({ "kind": one.kind, "aspect": one.aspect, "option": one.option })).collect()
}

fn differences(root: &mut Map<String, Value>, diff: &Diff) {
    let differences = diff.differences.iter().map(|difference| {
        let aspects = match &difference.change {
            Change::Changed(aspects) => aspects.as_slice(),
            Change::Added | Change::Removed => &[],
        };
        let aspects: Vec<Value> = aspects
            .iter()
            .map(|change| json!({ "aspect": change.aspect, "before": change.before, "after": change.after }))
            .collect();
        json!({
            "object": difference.object,
            "change": difference.change.word(),
            "aspects": aspects,
            "with_it": difference.with_it,
        })
    });
    root.insert("differences".to_owned(), differences.collect());
    let moved = diff.moved.iter();
    let moved =
        moved.map(|moved| json!({ "object": moved.object, "before": moved.before, "after": moved.after }));
    root.insert("moved".to_owned(), moved.collect());
}
