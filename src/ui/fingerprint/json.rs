//! Schemas and differences as fields of the JSON document.

use std::collections::BTreeMap;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::fingerprint::additions::{Addition, Additions};
use crate::model::fingerprint::diff::{AspectChange, Change, Diff, Difference, ReorderedColumns};
use crate::model::fingerprint::ignore::Ignored;
use crate::model::fingerprint::report::{DriftReport, SnapshotReport};
use crate::ui::code::CodeView;
use crate::ui::docs::FileView;

/// The fields of `snapshot`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(crate) struct SnapshotView<'a> {
    /// The file that was written or compared. Not there where the text went to standard output.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<FileView<'a>>,
    /// Of the whole text.
    sha256: String,
    /// Every object of the schema.
    objects: Vec<ObjectView<'a>>,
    #[serde(flatten)]
    comparison: Option<ComparisonView<'a>>,
}

/// `snapshot --check`: from the file to the database.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct ComparisonView<'a> {
    #[serde(flatten)]
    differences: DifferencesView<'a>,
    /// What the server adds of its own, which was not compared.
    server_adds: Vec<AdditionView<'a>>,
}

/// One object of a schema.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct ObjectView<'a> {
    object: &'a str,
    aspects: BTreeMap<&'a str, &'a str>,
}

/// The fields of `drift`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(crate) struct DriftView<'a> {
    /// How many migrations are applied.
    applied: usize,
    #[serde(flatten)]
    differences: DifferencesView<'a>,
    /// How many differences are meant.
    ignored: usize,
    /// Entries of `[[drift.ignore]]` that nothing needed.
    unused_ignores: Vec<IgnoredView<'a>>,
    /// What a server adds of its own, which was not compared.
    server_adds: Vec<AdditionView<'a>>,
    /// Both versions, where the majors of the servers are not the same.
    servers: Option<ServersView<'a>>,
}

/// The versions of two servers.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct ServersView<'a> {
    /// Of the server of the database.
    database: &'a str,
    /// Of the throwaway server beside it.
    throwaway: &'a str,
}

/// How two schemas differ.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(crate) struct DifferencesView<'a> {
    /// In the order of the objects' names.
    differences: Vec<DifferenceView<'a>>,
    /// Tables whose columns are the same and stand in another order.
    moved: Vec<MovedView<'a>>,
}

/// One object that differs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct DifferenceView<'a> {
    code: CodeView,
    object: &'a str,
    /// `added`, `removed` or `changed`.
    change: &'static str,
    /// Of a changed object: both sides of each aspect.
    aspects: Vec<AspectView>,
    /// How many objects came, went or changed with it, and are not told for themselves.
    with_it: usize,
}

/// An aspect that differs; `null` where it is as usual.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct AspectView {
    aspect: String,
    before: Option<String>,
    after: Option<String>,
}

/// Columns in another order.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct MovedView<'a> {
    code: CodeView,
    object: &'a str,
    before: &'a [String],
    after: &'a [String],
}

/// An entry of `[[drift.ignore]]`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct IgnoredView<'a> {
    code: CodeView,
    object: &'a str,
    reason: &'a str,
}

/// What a server adds of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct AdditionView<'a> {
    code: CodeView,
    /// The first word of the objects' names.
    kind: &'a str,
    aspect: &'a str,
    /// `null` where it is the whole aspect.
    option: Option<&'a str>,
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["snapshot"]: SnapshotView<'_>;
    ["drift"]: DriftView<'_>;
}

impl<'a> SnapshotView<'a> {
    /// The fields of a report.
    pub(crate) fn of(report: &'a SnapshotReport) -> Self {
        let objects = report.fingerprint.objects.iter().map(|(object, aspects)| ObjectView {
            object,
            aspects: aspects.iter().map(|(name, text)| (&**name, text.as_str())).collect(),
        });
        Self {
            file: report.file.as_ref().map(FileView::of),
            sha256: report.fingerprint.sha256().as_str().to_owned(),
            objects: objects.collect(),
            comparison: report.diff.as_ref().map(|diff| ComparisonView {
                differences: DifferencesView::of(diff),
                server_adds: additions(&report.additions),
            }),
        }
    }
}

impl<'a> DriftView<'a> {
    /// The fields of a report.
    pub(crate) fn of(report: &'a DriftReport) -> Self {
        Self {
            applied: report.applied,
            differences: DifferencesView::of(&report.diff),
            ignored: report.ignored,
            unused_ignores: report.unused.iter().map(IgnoredView::of).collect(),
            server_adds: additions(&report.additions),
            servers: report.servers.as_ref().map(|(database, throwaway)| ServersView { database, throwaway }),
        }
    }
}

impl<'a> IgnoredView<'a> {
    fn of(entry: &'a Ignored) -> Self {
        Self { code: entry.code().into(), object: &entry.object, reason: &entry.reason }
    }
}

impl<'a> DifferencesView<'a> {
    /// The fields of a comparison.
    pub(crate) fn of(diff: &'a Diff) -> Self {
        Self {
            differences: diff.differences.iter().map(DifferenceView::of).collect(),
            moved: diff.moved.iter().map(MovedView::of).collect(),
        }
    }
}

impl<'a> MovedView<'a> {
    fn of(moved: &'a ReorderedColumns) -> Self {
        Self { code: moved.code().into(), object: &moved.object, before: &moved.before, after: &moved.after }
    }
}

impl<'a> DifferenceView<'a> {
    fn of(difference: &'a Difference) -> Self {
        Self {
            code: difference.change.code().into(),
            object: &difference.object,
            change: difference.change.as_str(),
            aspects: aspects(&difference.change),
            with_it: difference.with_it,
        }
    }
}

/// Both sides of each aspect of a change.
pub(crate) fn aspects(change: &Change) -> Vec<AspectView> {
    let view = |AspectChange { aspect, before, after }: &AspectChange| AspectView {
        aspect: aspect.clone(),
        before: before.clone(),
        after: after.clone(),
    };
    match change {
        Change::Changed(aspects) => aspects.iter().map(view).collect(),
        Change::Added | Change::Removed => Vec::new(),
    }
}

/// What a server adds of its own.
pub(crate) fn additions(additions: &Additions) -> Vec<AdditionView<'_>> {
    additions.iter().map(AdditionView::of).collect()
}

impl<'a> AdditionView<'a> {
    fn of(addition: &'a Addition) -> Self {
        Self {
            code: addition.code().into(),
            kind: &addition.kind,
            aspect: &addition.aspect,
            option: addition.option.as_deref(),
        }
    }
}
