//! How a database differs from what its migrations produce: as messages and as a summary.

use super::grammar::{on_one_line, plural};
use crate::model::fingerprint::additions::{Addition, Additions};
use crate::model::fingerprint::diff::{Change, Difference};
use crate::model::fingerprint::report::DriftReport;
use crate::model::verify::finding::Severity;
use crate::ui::message::Message;

/// One message for each difference, then the warnings.
pub(crate) fn report(report: &DriftReport) -> Vec<Message> {
    let differences =
        report.diff.differences.iter().map(|entry| difference(entry).named(Some(entry.change.code().word)));
    let moved = report.diff.moved.iter().map(|moved| {
        warning(format!("`{}`: the same columns in a different order", moved.object))
            .note(format!("migrations: {}", moved.before.join(", ")))
            .note(format!("database: {}", moved.after.join(", ")))
            .named(Some(moved.code().word))
    });
    let asides = unused(report)
        .chain(servers(report.servers.as_ref()))
        .chain(additions(&report.additions))
        .map(warning);
    differences.chain(moved).chain(asides).collect()
}

/// What the server adds on its own, one line each.
pub(crate) fn additions(additions: &Additions) -> impl Iterator<Item = String> {
    additions.iter().map(|addition| {
        let Addition { kind, aspect, option } = addition;
        let what = match option {
            Some(option) => format!("the option `{option}`"),
            None => format!("its `{aspect}`"),
        };
        format!("this server adds {what} to every `{kind}` on its own: it differs from database to database and is not compared")
    })
}

/// The lines that accompany the result.
pub(crate) fn asides(report: &DriftReport) -> Vec<String> {
    let ignored = match report.ignored {
        0 => String::new(),
        count => format!(", {} ignored", plural(count, "difference")),
    };
    let applied = plural(report.applied, "applied migration");
    let mut lines: Vec<String> = servers(report.servers.as_ref())
        .into_iter()
        .chain(additions(&report.additions))
        .chain(unused(report))
        .collect();
    lines.push(match report.diff.differences.len() {
        0 => format!("the schema matches {applied}{ignored}"),
        count => format!("the schema does not match {applied}: {}{ignored}", plural(count, "difference")),
    });
    lines
}

fn difference(difference: &Difference) -> Message {
    let object = &difference.object;
    match &difference.change {
        Change::Added => Message::new(format!("`{object}` is in the database, but no migration created it")),
        Change::Removed => Message::new(format!("`{object}` is missing, but no migration dropped it")),
        Change::Changed(aspects) => {
            let message = Message::new(format!("`{object}` differs from what the migrations produce"));
            aspects.iter().fold(message, |message, change| {
                let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".to_owned());
                message.note(format!(
                    "{}: {} in the migrations, {} in the database",
                    change.aspect,
                    side(&change.before),
                    side(&change.after)
                ))
            })
        }
    }
}

fn warning(title: String) -> Message {
    Message { severity: Severity::Warning, ..Message::new(title) }
}

fn unused(report: &DriftReport) -> impl Iterator<Item = String> {
    report.unused.iter().map(|entry| {
        format!(
            "the entry `{}` of `[[drift.ignore]]` no longer matches anything: remove it from migrate.toml",
            on_one_line(&entry.object)
        )
    })
}

/// The versions of two servers whose majors are not the same.
pub(super) fn servers(servers: Option<&(String, String)>) -> Option<String> {
    servers.map(|(database, throwaway)| {
        format!(
            "the database's server is {database}, the throwaway server is {throwaway}: they may print the same object differently"
        )
    })
}
