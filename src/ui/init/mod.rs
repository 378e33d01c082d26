//! `init`: what was written, and what comes next.

mod toml;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::json::Frame;
use super::report::{Sheet, Shown};
use super::words;
use crate::model::init::findings::{InitReport, NextStep};

pub(crate) use self::toml::files;

/// The fields of a report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(super) struct InitView<'a> {
    /// The files and folders that were written, as paths a person can open.
    written: &'a [String],
    /// The database that was looked at.
    database: Option<&'a str>,
    /// How tenants are distinguished, where the policies of the database say so.
    tenant: Option<TenantView<'a>>,
    /// The tables that are partitioned by time and looked after from now on.
    partitions: Vec<&'a str>,
    /// `new`, `baseline`, `adopt`, `try` or `status`.
    next: &'static str,
    /// The command that comes next.
    next_command: String,
}

/// How tenants are distinguished.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct TenantView<'a> {
    column: &'a str,
    column_type: Option<&'a str>,
    /// `null` where policies ask a function that nobody can look into.
    setting: Option<&'a str>,
    app_role: Option<&'a str>,
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["init"]: InitView<'_>;
}

impl<'a> InitView<'a> {
    fn of(report: &'a InitReport) -> Self {
        let database = report.findings.database.as_ref();
        let tenant = database.map(|database| &database.tenant).filter(|tenant| !tenant.is_by_keys);
        let tables = database.into_iter().flat_map(|database| &database.partitions.tables);
        Self {
            written: &report.written,
            database: database.map(|database| database.name.as_str()),
            tenant: tenant.and_then(|tenant| {
                Some(TenantView {
                    column: tenant.column.as_deref()?,
                    column_type: tenant.column_type.as_deref(),
                    setting: tenant.setting.as_deref(),
                    app_role: tenant.app_role.as_deref(),
                })
            }),
            partitions: tables
                .filter(|table| table.wish.is_some())
                .map(|table| table.shown.as_str())
                .collect(),
            next: match report.next {
                NextStep::New => "new",
                NextStep::Baseline { .. } => "baseline",
                NextStep::Adopt { .. } => "adopt",
                NextStep::Try => "try",
                NextStep::Status => "status",
            },
            next_command: words::next(&report.next).0,
        }
    }
}

impl Shown for InitReport {
    fn human(&self, sheet: &dyn Sheet) {
        sheet.results(&format!("{}\n", self.written.join("\n")));
        for line in words::init(self) {
            sheet.say(&line);
        }
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&InitView::of(self))
    }
}
