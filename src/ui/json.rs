//! The JSON document: one per command, with a versioned shape.

use serde_json::{Map, Value, json};

use super::message::Message;
use super::words::state;
use super::{docs, fingerprint, partitions, roundtrip, seed, verify};
use crate::model::outcome::event::StepDone;
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::report::{Origin, PageFile, PageState, PlannedStep, Report, StatusReport};

/// Raised when a field changes its meaning or goes away; new fields do not raise it.
const SCHEMA_VERSION: u32 = 1;

/// The document of a command that ended.
pub(super) fn document(
    command: &str,
    exit: ExitStatus,
    done: &[StepDone],
    report: Option<&Report>,
    errors: &[Message],
) -> String {
    let mut root = Map::new();
    root.insert("schema_version".to_owned(), json!(SCHEMA_VERSION));
    root.insert("command".to_owned(), json!(command));
    root.insert("outcome".to_owned(), json!(if errors.is_empty() { "done" } else { "failed" }));
    root.insert("exit_code".to_owned(), json!(exit.code()));
    root.insert("steps".to_owned(), done.iter().map(step).collect());
    match report {
        Some(Report::Plan(plan)) => drop(root.insert("plan".to_owned(), plan.iter().map(planned).collect())),
        Some(Report::Repaired { version, decided }) => {
            drop(root.insert("version".to_owned(), json!(version.number())));
            drop(root.insert("decided".to_owned(), json!(decided.word())));
        }
        Some(Report::Created(files)) => drop(root.insert("created".to_owned(), json!(files))),
        Some(Report::Partitions(report)) => partitions::document(&mut root, report),
        Some(Report::Isolation(report)) => verify::document(&mut root, report),
        Some(Report::Roundtrip(report)) => roundtrip::document(&mut root, report),
        Some(Report::Seed(report)) => seed::document(&mut root, report),
        Some(Report::Snapshot(report)) => {
            if let Some(file) = &report.file {
                drop(root.insert("file".to_owned(), page_file(file)));
            }
            fingerprint::document(&mut root, report);
        }
        Some(Report::Drift(report)) => fingerprint::drift(&mut root, report),
        Some(Report::Rules(rules)) => verify::rules(&mut root, rules),
        Some(Report::Docs(report)) => {
            if let Some(file) = &report.file {
                drop(root.insert("file".to_owned(), page_file(file)));
            }
            docs::document(&mut root, &report.docs);
        }
        Some(Report::Status(report)) => status(&mut root, report),
        Some(Report::Steps { .. }) | None => {}
    }
    if !errors.is_empty() {
        root.insert("errors".to_owned(), errors.iter().map(error).collect());
    }
    escaped(&format!("{:#}\n", Value::Object(root)))
}

/// What a terminal would obey and JSON allows as it is: told in JSON's own way, so that a program reads it.
fn escaped(document: &str) -> String {
    let mut text = String::with_capacity(document.len());
    for letter in document.chars() {
        match letter {
            '\u{7f}'..='\u{9f}' => text.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => text.push(letter),
        }
    }
    text
}

fn step(done: &StepDone) -> Value {
    json!({
        "version": done.id.version.number(),
        "name": done.id.name,
        "direction": done.direction.word(),
        "script": origin(done.origin),
        "duration_ms": done.took.as_secs_f64() * 1000.0,
    })
}

fn planned(step: &PlannedStep) -> Value {
    json!({
        "version": step.id.version.number(),
        "name": step.id.name,
        "direction": step.direction.word(),
        "script": origin(step.origin),
        "file": step.file,
        "sha256": step.sha256,
    })
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::File => "file",
        Origin::Journal => "journal",
    }
}

fn status(root: &mut Map<String, Value>, report: &StatusReport) {
    root.insert("scripts".to_owned(), json!(report.source));
    root.insert("has_history".to_owned(), json!(report.has_history));
    root.insert(
        "current".to_owned(),
        json!(report.current().map(crate::model::migration::version::Version::number)),
    );
    let rows = report.rows.iter().map(|row| {
        json!({
            "version": row.id.version.number(),
            "name": row.id.name,
            "state": state(row.state),
            "applied_on": row.applied_on,
            "duration_ms": row.duration_ms,
            "role": row.role,
        })
    });
    root.insert("migrations".to_owned(), rows.collect());
}

fn page_file(file: &PageFile) -> Value {
    let (state, line) = match file.state {
        PageState::Same => ("unchanged", None),
        PageState::Written => ("written", None),
        PageState::Differs { line } => ("differs", Some(line)),
        PageState::Missing => ("missing", None),
    };
    json!({ "path": file.path, "state": state, "line": line })
}

fn error(message: &Message) -> Value {
    json!({
        "title": message.title,
        "file": message.place.as_ref().map(|place| &place.file),
        "line": message.place.as_ref().and_then(|place| place.line),
        "column": message.place.as_ref().and_then(|place| place.column),
        "sqlstate": message.sqlstate,
        "objects": message.objects.iter().map(|(kind, name)| ((*kind).to_owned(), json!(name))).collect::<Map<_, _>>(),
        "rule": message.rule.map(|rule| rule.id),
        "rule_name": message.rule.map(|rule| rule.name),
        "notes": message.notes,
        "hint": message.hint,
    })
}
