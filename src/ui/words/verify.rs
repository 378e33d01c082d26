//! What the rules of `verify` found, as messages: annotations, and why a migration did not pass the gate.

use super::grammar::{on_one_line, plural, ticked_list};
use crate::model::outcome::failure::{IsolationFault, ScriptProgress};
use crate::model::verify::find_rule::UnknownRule;
use crate::model::verify::finding::{RuleFinding, Severity};
use crate::model::verify::refusal::VerifyRefusal;
use crate::model::verify::report::IsolationReport;
use crate::model::verify::scope::Exemption;
use crate::ui::code::CodeView;
use crate::ui::facts;
use crate::ui::message::Message;

/// One message for each finding and each unused exemption, the worst first.
pub(crate) fn report(report: &IsolationReport) -> Vec<Message> {
    let is_error = |finding: &&RuleFinding| finding.severity == Severity::Error;
    let errors = report.findings.iter().filter(is_error).map(finding);
    let others = report.findings.iter().filter(|finding| !is_error(finding)).map(finding);
    errors.chain(report.stale.iter().map(stale)).chain(others).collect()
}

/// A migration that does not pass the gate: what happened to it, and a message for each finding.
pub(super) fn gate(fault: &IsolationFault) -> (Message, Vec<Message>) {
    let summary = plural(fault.findings.len(), "finding");
    let message = Message::new(format!("migration `{}` does not pass `migrate verify`: {summary}", fault.id))
        .with_position(&fault.file, None, None);
    let message = match fault.kept {
        None if fault.is_restored => message.note(
            "the transaction was rolled back, with the rollback in it: everything is as it was before this run",
        ),
        None => message.note("its transaction was rolled back: nothing of it is left"),
        Some(ScriptProgress { total, .. }) => message.note(format!(
            "it runs without a transaction: its {} executed and kept, but it does not count as applied",
            match total {
                1 => "statement was".to_owned(),
                count => format!("{count} statements were"),
            }
        )),
    };
    let message = if fault.resumed {
        message.note("an earlier run started it, so every finding counts as new")
    } else {
        message
    };
    let message = message.hint(match fault.kept {
        None => "fix the script, or exempt the finding with a reason in migrate.toml (`[[verify.exempt]]`); `--no-verify` skips the gate",
        Some(_) => "fix what it created, by hand or with statements at its end, and run the same command again; or exempt the finding with a reason in migrate.toml (`[[verify.exempt]]`); `--no-verify` skips the gate",
    });
    let findings = fault.findings.iter().map(|entry| finding(entry).with_position(&fault.file, None, None));
    (message, findings.collect())
}

fn finding(finding: &RuleFinding) -> Message {
    let mut message = Message::new(format!("{} `{}`: {}", finding.rule, finding.object, finding.what))
        .hint(on_one_line(&finding.fix));
    message.rule = Some(finding.rule);
    message.severity = finding.severity;
    message.coded(CodeView::of_rule(finding.rule), facts::object(&finding.object))
}

/// A rule that there is not.
pub(super) fn unknown_rule(unknown: &UnknownRule) -> Message {
    let UnknownRule { query, near } = unknown;
    Message::new(format!("there is no rule `{query}`")).hint(match near.as_slice() {
        [] => "`migrate verify --explain all` lists them".to_owned(),
        near => format!("similar rules: {}; `migrate verify --explain all` lists all", ticked_list(near)),
    })
}

/// What `verify` does not begin with.
pub(super) fn refusal(why: &VerifyRefusal) -> Message {
    match why {
        VerifyRefusal::NoSuchRule(unknown) => unknown_rule(unknown),
        VerifyRefusal::NoTenant => no_tenant(),
        VerifyRefusal::TenantExpression { expression, database } => tenant_expression(expression, database),
    }
}

/// Nobody said whose rows are whose.
pub(in crate::ui) fn no_tenant() -> Message {
    Message::new("nothing was judged: `migrate.toml` has no `[tenant]`, which says whose rows are whose")
        .hint("`migrate verify` prints the section that the catalog suggests: check it, and put it there (`migrate verify >> migrate.toml`)")
        .coded(CodeView::from(VerifyRefusal::NoTenant.code()), facts::Facts::default())
}

/// An expression of the configuration that nothing follows from.
fn tenant_expression(expression: &str, database: &str) -> Message {
    Message::new(format!(
        "nothing was judged: `[tenant] expression` is not understood in the database `{database}`: `{expression}`"
    ))
    .hint("write it as policies do, with functions that exist there: settings, casts, `->>`, CASE, COALESCE, NULLIF, sub-selects and calls are understood")
}

fn stale(stale: &Exemption) -> Message {
    Message::new(format!(
        "the exemption of `{}` from {} no longer matches anything",
        stale.object, stale.rule
    ))
    .hint("remove it from migrate.toml")
    .coded(stale.code(), facts::object(&stale.object))
}
