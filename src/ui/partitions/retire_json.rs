//! What `retire` and `adopt` did, and what was detached, as a part of the document.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::partitions::marked_state::TableChange;
use crate::model::partitions::marker::Export;
use crate::model::partitions::retire::{Action, KeptPartition, KeptReason, RetireStepDone};
use crate::model::partitions::table::Retired;
use crate::model::sql::qualified_name::QualifiedName;

/// A table that was detached.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RetiredView<'a> {
    schema: &'a str,
    name: &'a str,
    from: Option<&'a str>,
    to: Option<&'a str>,
    /// When it was detached, in UTC.
    detached: Option<&'a str>,
    is_attached: bool,
    export: Option<ExportView<'a>>,
    /// Whether anybody but its owner can reach its rows.
    is_reachable: bool,
    rows_estimate: Option<i64>,
    bytes: i64,
}

/// The file that the rows of a retired partition were written to.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct ExportView<'a> {
    /// Its name, without a folder.
    file: &'a str,
    rows: i64,
    /// Of the file.
    sha256: &'a str,
    /// Of what is in it, before it was compressed.
    content_sha256: &'a str,
}

/// A step that was done, or would be.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct StepView<'a> {
    schema: &'a str,
    name: &'a str,
    /// `finalize`, `detach`, `detach concurrently`, `mark`, `archive`, `export`, `drop`, `close` or `take over`.
    action: &'static str,
    /// The schema that it is archived to.
    to: Option<&'a str>,
    /// Where they were counted.
    rows: Option<i64>,
    duration_ms: f64,
}

/// Something that is old enough and stays for now.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct KeptView<'a> {
    schema: &'a str,
    name: &'a str,
    /// `grace`, `not exported`, `not archived`, `foreign` or `partitioned`.
    why: &'static str,
}

impl<'a> RetiredView<'a> {
    pub(super) fn of(retired: &'a Retired) -> Self {
        let mark = &retired.mark;
        Self {
            schema: &retired.name.schema,
            name: &retired.name.name,
            from: mark.from.as_deref(),
            to: mark.to.as_deref(),
            detached: mark.detached.as_deref(),
            is_attached: retired.is_attached,
            export: mark.export.as_ref().map(ExportView::of),
            is_reachable: retired.is_reachable(),
            rows_estimate: retired.rows,
            bytes: retired.bytes,
        }
    }
}

impl<'a> ExportView<'a> {
    fn of(export: &'a Export) -> Self {
        Self {
            file: &export.file,
            rows: export.rows,
            sha256: &export.sha256,
            content_sha256: &export.content_sha256,
        }
    }
}

impl<'a> StepView<'a> {
    pub(super) fn of(done: &'a RetireStepDone) -> Self {
        let QualifiedName { schema, name } = &done.step.partition;
        let (action, to) = match &done.step.action {
            Action::Finalize => ("finalize", None),
            Action::Detach { concurrently: true } => ("detach concurrently", None),
            Action::Detach { concurrently: false } => ("detach", None),
            Action::Date => ("mark", None),
            Action::Archive { schema } => ("archive", Some(schema.as_str())),
            Action::Export => ("export", None),
            Action::Drop => ("drop", None),
            Action::Close => ("close", None),
            Action::TakeOver => ("take over", None),
        };
        Self { schema, name, action, to, rows: done.rows, duration_ms: done.took.as_secs_f64() * 1000.0 }
    }
}

impl<'a> KeptView<'a> {
    pub(super) fn of(kept: &'a KeptPartition) -> Self {
        let why = match kept.why {
            KeptReason::Grace => "grace",
            KeptReason::Changed(TableChange::Renamed) => "renamed",
            KeptReason::Changed(TableChange::Moved) => "moved",
            KeptReason::Changed(TableChange::Altered) => "altered",
            KeptReason::Changed(TableChange::Replaced) => "replaced",
            KeptReason::Changed(TableChange::Written) => "written",
            KeptReason::NotExported => "not exported",
            KeptReason::NotArchived => "not archived",
            KeptReason::Foreign => "foreign",
            KeptReason::Partitioned => "partitioned",
        };
        Self { schema: &kept.partition.schema, name: &kept.partition.name, why }
    }
}
