//! The JSON document: one per command, with a versioned shape. Each report adds its own fields.

use std::collections::BTreeMap;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::code::CodeView;
use super::facts::{Facts, Holder};
use super::message::Message;
use crate::model::control_characters::is_obeyed;
use crate::model::locks::blocker::Blocker;
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::step::{Origin, StepDone};

/// Raised when a field changes its meaning or goes away; new fields do not raise it.
const SCHEMA_VERSION: u32 = 2;

/// What every document has, whatever the report is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'a> {
    /// The words on the command line; `None` where it was not understood.
    pub(super) command: Option<&'static str>,
    pub(super) exit: ExitStatus,
    pub(super) done: &'a [StepDone],
    /// Sessions that were in the way, and were ended.
    pub(super) ended: &'a [Blocker],
    pub(super) errors: &'a [Message],
}

/// The document of a command that has a result.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub(super) struct Document<'a, T> {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    report: &'a T,
    /// What is wrong. Not there where nothing is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ErrorView<'a>>,
}

/// The document of a command that failed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub(super) struct FailureDocument<'a> {
    #[serde(flatten)]
    head: Head,
    /// What is wrong, at least one.
    errors: Vec<ErrorView<'a>>,
}

/// What every document begins with.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Head {
    /// 2. Raised when a field changes its meaning or goes away; new fields do not raise it.
    schema_version: u32,
    /// The command; `null` where the command line was not understood.
    command: Option<&'static str>,
    outcome: Outcome,
    /// The exit code of the process.
    exit_code: u8,
    /// The scripts that were run and committed, in order.
    steps: Vec<StepView>,
    /// The sessions that were ended for `--kill-blockers-after`. Not there where none was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ended_sessions: Vec<Holder>,
}

/// Whether there are errors.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Done,
    Failed,
}

/// A script that was run and committed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct StepView {
    version: i64,
    name: String,
    /// `up` or `down`.
    direction: &'static str,
    script: OriginView,
    /// From its first statement to its commit.
    duration_ms: f64,
    /// How often its transaction was begun; of a script without one, of the statement that needed most.
    tries: u32,
    /// The longest that one try held locks on tables that were there before, from the first that was granted.
    locks_held_ms: f64,
    /// The largest number of other sessions that were seen to wait for it at once.
    sessions_queued: u64,
}

/// Where the text of a script comes from.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(super) enum OriginView {
    File,
    /// The rollback that the journal kept when the migration was applied.
    Journal,
}

/// One thing that is wrong.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct ErrorView<'a> {
    #[cfg_attr(test, schemars(with = "CodeView"))]
    code: Option<&'a CodeView>,
    /// A sentence for people; its wording may change at any time.
    title: &'a str,
    /// The script or profile that it is about.
    file: Option<&'a str>,
    /// Counted from 1.
    line: Option<usize>,
    /// Counted from 1, in characters.
    column: Option<usize>,
    /// The server's code, when a server said it.
    sqlstate: Option<&'a str>,
    /// What the server's error is about, by kind: `table`, `column`, `constraint`, `schema`, `type`.
    objects: BTreeMap<&'static str, &'a str>,
    /// The id of the rule of `verify` that says so.
    rule: Option<&'static str>,
    /// Its name.
    rule_name: Option<&'static str>,
    /// `error`, `warning` or `note`.
    severity: &'static str,
    /// What the sentences say, as fields.
    facts: &'a Facts,
    /// More sentences for people.
    notes: &'a [String],
    /// What to do about it, for people.
    hint: Option<&'a str>,
}

impl Frame<'_> {
    /// The document with the fields of a report.
    pub(super) fn around<T: Serialize>(self, report: &T) -> String {
        written(&Document { head: self.head(), report, errors: self.errors() })
    }

    /// The document without a report.
    pub(super) fn alone(self) -> String {
        written(&FailureDocument { head: self.head(), errors: self.errors() })
    }

    fn head(&self) -> Head {
        Head {
            schema_version: SCHEMA_VERSION,
            command: self.command,
            outcome: if self.errors.is_empty() { Outcome::Done } else { Outcome::Failed },
            exit_code: self.exit.code(),
            steps: self.done.iter().map(StepView::of).collect(),
            ended_sessions: self.ended.iter().map(Holder::from).collect(),
        }
    }

    fn errors(&self) -> Vec<ErrorView<'_>> {
        self.errors.iter().map(ErrorView::of).collect()
    }
}

impl StepView {
    fn of(done: &StepDone) -> Self {
        Self {
            version: done.id.version.number(),
            name: done.id.name.clone(),
            direction: done.direction.as_str(),
            script: done.origin.into(),
            duration_ms: done.took.as_secs_f64() * 1000.0,
            tries: done.locks.tries,
            locks_held_ms: done.locks.held.as_secs_f64() * 1000.0,
            sessions_queued: done.locks.queued,
        }
    }
}

impl From<Origin> for OriginView {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::File => Self::File,
            Origin::Journal => Self::Journal,
        }
    }
}

impl<'a> ErrorView<'a> {
    fn of(message: &'a Message) -> Self {
        let place = message.place.as_ref();
        Self {
            code: message.code.as_ref(),
            title: &message.title,
            file: place.map(|place| place.file.as_str()),
            line: place.and_then(|place| place.line),
            column: place.and_then(|place| place.column),
            sqlstate: message.sqlstate.as_deref(),
            objects: message.objects.iter().map(|(kind, name)| (*kind, name.as_str())).collect(),
            rule: message.rule.map(|rule| rule.id),
            rule_name: message.rule.map(|rule| rule.name),
            severity: message.severity.as_str(),
            facts: &message.facts,
            notes: &message.notes,
            hint: message.hint.as_deref(),
        }
    }
}

/// A document, indented and in the order of its fields, and an empty line's end.
pub(super) fn written(document: &impl Serialize) -> String {
    // Nothing in a document can fail: no key is anything but a text.
    let text = serde_json::to_string_pretty(document).unwrap_or_default();
    escaped(&text)
}

/// What a terminal would obey and JSON allows as it is: written in JSON's own way, so that a program reads it.
fn escaped(document: &str) -> String {
    let mut text = String::with_capacity(document.len() + 1);
    for letter in document.chars() {
        match letter {
            // Line breaks are of the layout: a string has none.
            letter if is_obeyed(letter) && letter != '\n' => {
                text.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            letter => text.push(letter),
        }
    }
    text.push('\n');
    text
}
