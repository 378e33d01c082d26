//! Findings as fields of the JSON document.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::matrix::attempt_name;
use super::table::class;
use crate::model::verify::finding::RuleFinding;
use crate::model::verify::probe::{Attempt, Probed, Verdict};
use crate::model::verify::report::{IsolationReport, TableClass};
use crate::model::verify::rules::Rule;
use crate::model::verify::scope::Exemption;
use crate::model::verify::suggestion::SuggestedTenant;
use crate::ui::code::CodeView;

/// The fields of a report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(crate) struct VerifyView<'a> {
    /// The worst first.
    findings: Vec<FindingView<'a>>,
    /// Exemptions of `migrate.toml` that nothing needed.
    stale_exemptions: Vec<ExemptionView<'a>>,
    /// How many findings `migrate.toml` exempts.
    exempted: usize,
    /// Every table, and what it is to the tenants.
    tables: Vec<TableView<'a>>,
    /// Whether anything was tried.
    is_probed: bool,
    /// What was tried.
    tried: Vec<TrialView<'a>>,
    /// The throwaway server on which that was. Not there where it was on the database itself, or nothing was tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    tried_on: Option<ThrowawayView<'a>>,
}

/// A throwaway server.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct ThrowawayView<'a> {
    throwaway_server: &'a str,
    /// The version of the real server that it stands beside.
    real_server: Option<&'a str>,
}

/// What a rule found.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct FindingView<'a> {
    code: CodeView,
    rule: &'static str,
    /// Of the rule.
    name: &'static str,
    /// `error`, `warning` or `note`.
    severity: &'static str,
    /// As a person writes it.
    object: &'a str,
    what: &'a str,
    /// SQL to paste, or words where no statement alone is right.
    fix: &'a str,
}

/// An exemption that nothing needed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct ExemptionView<'a> {
    code: CodeView,
    rule: &'static str,
    /// Of the rule.
    name: &'static str,
    object: &'a str,
    reason: &'a str,
}

/// A table, and what it is to the tenants.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct TableView<'a> {
    table: &'a str,
    rows_are: &'static str,
}

/// One attempt.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct TrialView<'a> {
    code: CodeView,
    relation: &'a str,
    /// The role that tried.
    role: &'a str,
    attempt: &'static str,
    /// `denied`, `leak` or `inconclusive`.
    verdict: &'static str,
    /// Of a leak: how many rows of the other tenant were reached.
    rows: Option<i64>,
    /// Why nothing is shown.
    why: Option<&'a str>,
}

/// The fields of `--explain`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(crate) struct RulesView {
    rules: Vec<RuleView>,
}

/// A rule.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct RuleView {
    id: &'static str,
    code: CodeView,
    name: &'static str,
    /// `error`, `warning` or `note`.
    severity: &'static str,
    title: &'static str,
    why: &'static str,
    fix: &'static str,
}

/// The fields where nothing is configured.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(crate) struct SuggestionView<'a> {
    suggested: SuggestedView<'a>,
}

/// `[tenant]` as the catalog suggests it. `null`: the catalog does not say.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct SuggestedView<'a> {
    column: Option<&'a str>,
    column_type: Option<&'a str>,
    setting: Option<&'a str>,
    /// `null` where policies use the setting itself, too.
    expression: Option<&'a str>,
    /// `null` where the setting is the tenant itself, too.
    value: Option<&'a str>,
    app_role: Option<&'a str>,
    /// Settings beside it that policies read.
    settings: &'a [String],
    /// The section as text.
    section: String,
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["verify"]: VerifyView<'_>, RulesView, SuggestionView<'_>;
}

impl<'a> SuggestionView<'a> {
    pub(super) fn of(suggested: &'a SuggestedTenant, section: String) -> Self {
        Self {
            suggested: SuggestedView {
                column: suggested.column.as_deref(),
                column_type: suggested.column_type.as_deref(),
                setting: suggested.setting.as_deref(),
                expression: suggested.expression.as_deref(),
                value: suggested.value.as_deref(),
                app_role: suggested.app_role.as_deref(),
                settings: &suggested.settings,
                section,
            },
        }
    }
}

impl<'a> VerifyView<'a> {
    /// The fields of a report.
    pub(super) fn of(report: &'a IsolationReport) -> Self {
        let tried = report.probed.iter().flatten().flat_map(|probed| {
            probed.verdicts.iter().map(move |(attempt, verdict)| TrialView::of(probed, *attempt, verdict))
        });
        Self {
            findings: report.findings.iter().map(FindingView::of).collect(),
            stale_exemptions: report.stale.iter().map(ExemptionView::of).collect(),
            exempted: report.exempted,
            tables: report.tables.iter().map(TableView::of).collect(),
            is_probed: report.probed.is_some(),
            tried: tried.collect(),
            tried_on: report.probed_on.as_ref().map(|server| ThrowawayView {
                throwaway_server: &server.version,
                real_server: server.beside.as_deref(),
            }),
        }
    }
}

impl<'a> FindingView<'a> {
    fn of(finding: &'a RuleFinding) -> Self {
        Self {
            code: CodeView::of_rule(finding.rule),
            rule: finding.rule.id,
            name: finding.rule.name,
            severity: finding.severity.as_str(),
            object: &finding.object,
            what: &finding.what,
            fix: &finding.fix,
        }
    }
}

impl<'a> ExemptionView<'a> {
    fn of(stale: &'a Exemption) -> Self {
        Self {
            code: stale.code().into(),
            rule: stale.rule.id,
            name: stale.rule.name,
            object: &stale.object,
            reason: &stale.reason,
        }
    }
}

impl<'a> TableView<'a> {
    fn of(table: &'a TableClass) -> Self {
        Self { table: &table.table, rows_are: class(table.class) }
    }
}

impl<'a> TrialView<'a> {
    fn of(probed: &'a Probed, attempt: Attempt, verdict: &'a Verdict) -> Self {
        let (said, rows, why) = match verdict {
            Verdict::Denied => ("denied", None, None),
            Verdict::Leak { rows } => ("leak", Some(*rows), None),
            Verdict::Inconclusive { why } => ("inconclusive", None, Some(why.as_str())),
        };
        Self {
            code: verdict.code().into(),
            relation: &probed.relation,
            role: &probed.role,
            attempt: attempt_name(attempt),
            verdict: said,
            rows,
            why,
        }
    }
}

impl RulesView {
    /// The fields of some rules.
    pub(super) fn of(rules: &[Rule]) -> Self {
        let view = |rule: &Rule| RuleView {
            id: rule.id,
            code: CodeView::of_rule(rule.called()),
            name: rule.name,
            severity: rule.severity.as_str(),
            title: rule.title,
            why: rule.why,
            fix: rule.fix,
        };
        Self { rules: rules.iter().map(view).collect() }
    }
}
