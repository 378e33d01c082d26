//! The console: hears every event while a command runs, and shows its result once.

use std::borrow::Cow;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::message::Message;
use super::paint::Paint;
use super::progress::Running;
use super::style::{Style, Verbosity};
use super::terminal::{self, Terminal};
use super::{docs, fingerprint, github, json, partitions, roundtrip, seed, snippet, tables, verify, words};
use crate::model::outcome::event::{Event, Reporter, StepDone};
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::Failure;
use crate::model::outcome::report::{PlannedStep, Report};
use crate::model::partitions::report::{Kind, PartitionsReport};
use crate::model::verify::finding::Severity;

/// Where everything that a person or a program reads comes from.
pub(crate) struct Console {
    style: Style,
    verbosity: Verbosity,
    terminal: Terminal,
    output: Paint,
    error: Paint,
    running: Running,
    bars: seed::Bars,
    done: Mutex<Vec<StepDone>>,
}

impl Console {
    /// A console; `color` is whether the surroundings allow colour on a terminal at all.
    pub(crate) fn new(style: Style, verbosity: Verbosity, terminal: Terminal, color: bool) -> Self {
        Self {
            style,
            verbosity,
            terminal,
            output: Paint { enabled: color && terminal.output },
            error: Paint { enabled: color && terminal.error },
            running: Running::new(terminal.error && verbosity > Verbosity::Quiet),
            bars: seed::Bars::new(terminal.error && verbosity > Verbosity::Quiet),
            done: Mutex::default(),
        }
    }

    /// Shows a plan and asks whether to run it. `None` where nobody can be asked.
    pub(crate) async fn ask_to_run(&self, plan: &[PlannedStep]) -> Option<bool> {
        if !self.terminal.input || !self.terminal.error {
            return None;
        }
        terminal::to_stderr(&format!("{}run this? [y/N] ", tables::plan(plan)), self.error);
        let answer = terminal::read_answer().await?;
        Some(matches!(answer.to_ascii_lowercase().as_str(), "y" | "yes"))
    }

    /// Shows how a command ended.
    pub(crate) fn finish(&self, command: &str, exit: ExitStatus, result: Result<&Report, &Failure>) {
        self.running.stop();
        self.bars.stop();
        let done = self.done();
        let messages = match result {
            Err(failure) => words::failure(failure),
            Ok(Report::Partitions(report)) => words::partitions(report),
            Ok(_) => Vec::new(),
        };
        match self.style {
            Style::Json => self.results(&json::document(command, exit, &done, result.ok(), &messages)),
            Style::Github => {
                // Findings are told by `show`, too.
                let messages = match result {
                    Ok(Report::Isolation(report)) => words::isolation(report),
                    Ok(Report::Drift(report)) => words::drift(report),
                    Ok(Report::Roundtrip(report)) => words::roundtrip::messages(report),
                    _ => messages.clone(),
                };
                terminal::to_stdout(&github::annotations(&messages), self.output);
            }
            Style::Human => {}
        }
        match result {
            Ok(report) => self.show(report, &messages),
            Err(failure) => self.explain(
                &messages,
                failure,
                (!["seed", "roundtrip"].contains(&command)).then_some(done.as_slice()),
            ),
        }
    }

    fn show(&self, report: &Report, messages: &[Message]) {
        for message in messages {
            self.aside(&self.layout(message));
        }
        if self.style == Style::Json {
            return;
        }
        match report {
            Report::Status(report) => self.results(&tables::status(report, self.output)),
            Report::Plan(plan) => {
                self.results(&tables::plan(plan));
                if plan.is_empty() {
                    self.say(words::NOTHING_TO_DO);
                }
            }
            Report::Docs(report) => match &report.file {
                None => self.results(&docs::page(&report.docs)),
                Some(file) => self.say(&words::page(file)),
            },
            Report::Partitions(report) => {
                self.say_all(&words::kept(report));
                if report.kind == Kind::List {
                    self.results(&partitions::list(report, self.output));
                } else {
                    self.show_steps(report);
                }
                if let (Some(line), true) = (words::partitions_done(report), messages.is_empty()) {
                    self.say(&line);
                }
            }
            Report::Isolation(report) => {
                let matrix = report.probed.as_deref().map(|probed| verify::matrix(probed, self.output));
                let text = format!("{}{}", matrix.unwrap_or_default(), verify::findings(report, self.output));
                self.results(&format!("{text}{}", verify::classes(report)));
            }
            Report::Seed(report) => {
                self.results(&seed::table(report));
                self.say(&words::seed_done(report));
            }
            Report::Roundtrip(report) => {
                self.results(&roundtrip::table(report, self.output));
                self.say_all(&words::roundtrip::done(report));
            }
            Report::Snapshot(report) => match &report.file {
                None => self.results(&report.fingerprint.text()),
                Some(file) => {
                    if let Some(diff) = &report.diff {
                        self.results(&fingerprint::differences(diff, self.output));
                    }
                    self.say_all(&words::additions(&report.additions).collect::<Vec<_>>());
                    self.say(&words::page(file));
                }
            },
            Report::Drift(report) => {
                self.results(&fingerprint::differences(&report.diff, self.output));
                self.say_all(&words::drift_asides(report));
            }
            Report::Rules(rules) => self.results(&verify::explain(rules, self.output)),
            Report::Repaired { version, decided } => self.say(&words::repaired(*version, *decided)),
            Report::Created(files) => {
                self.results(&format!("{}\n", files.join("\n")));
            }
            Report::Steps { nothing_to_do: true } => self.say(words::NOTHING_TO_DO),
            Report::Steps { nothing_to_do: false } => {}
        }
    }

    /// What would be done; and of what is adopted, the configuration. Both are results.
    fn show_steps(&self, report: &PartitionsReport) {
        match report.kind {
            Kind::RetirePlan => self.results(&words::retire_plan(report)),
            Kind::AdoptPlan | Kind::Adopt => {
                if report.kind == Kind::AdoptPlan {
                    self.aside(&words::retire_plan(report));
                }
                let sections: Vec<String> = report
                    .tables
                    .iter()
                    .filter_map(|table| table.wish.as_ref())
                    .map(partitions::section)
                    .collect();
                self.results(&sections.join("\n"));
            }
            _ => {}
        }
    }

    fn explain(&self, messages: &[Message], failure: &Failure, done: Option<&[StepDone]>) {
        for message in messages {
            self.aside(&self.layout(message));
        }
        if let Some(line) = done.and_then(|done| words::done_before(failure, done)) {
            self.aside(&format!("{line}\n"));
        }
    }

    fn layout(&self, message: &Message) -> String {
        let title = match message.rule {
            Some(_) => words::on_one_line(&message.title),
            None => message.title.clone(),
        };
        let mut text = match (&message.place, &message.source) {
            (Some(place), Some(excerpt)) => {
                format!("{}\n", snippet::draw(&title, &place.file, excerpt, self.error.enabled))
            }
            (place, _) => {
                let at = place.as_ref().map(|place| format!("\n  --> {}", place.shown())).unwrap_or_default();
                format!("{}: {}{at}\n", self.severity(message.severity), title)
            }
        };
        for note in &message.notes {
            text.push_str(&format!("  {}\n", note.replace('\n', "\n  ")));
        }
        if let Some(hint) = &message.hint {
            let hint = hint.replace('\n', "\n  ");
            text.push_str(&format!("{} {hint}\n", self.error.name("hint:")));
        }
        text
    }

    fn severity(&self, severity: Severity) -> String {
        match severity {
            Severity::Error => self.error.bad(severity.word()),
            Severity::Warning => self.error.look(severity.word()),
            Severity::Note => self.error.aside(severity.word()),
        }
    }

    /// Results, on standard output.
    fn results(&self, text: &str) {
        terminal::to_stdout(&self.inert(text), self.output);
    }

    /// Everything else, on standard error.
    fn aside(&self, text: &str) {
        terminal::to_stderr(&self.inert(text), self.error);
    }

    fn inert<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.style == Style::Github { github::inert(text) } else { Cow::Borrowed(text) }
    }

    /// One line on standard error; timestamped where it goes to a file.
    fn say(&self, line: &str) {
        if self.verbosity == Verbosity::Quiet {
            return;
        }
        let line =
            if self.terminal.error { format!("{line}\n") } else { format!("{} {line}\n", words::now()) };
        self.running.aside(|| self.bars.aside(|| self.aside(&line)));
    }

    fn say_all(&self, lines: &[String]) {
        for line in lines {
            self.say(line);
        }
    }

    fn done(&self) -> MutexGuard<'_, Vec<StepDone>> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reporter for Console {
    fn event(&self, event: &Event<'_>) {
        match event {
            Event::StepStarted { id, direction } => {
                let what = words::running(id, *direction);
                self.running.start(terminal::harmless(&what, self.error).into_owned());
            }
            Event::StepProgress { sent, of } => self.running.progress(*sent, *of),
            Event::StepDone(done) => {
                self.running.stop();
                self.done().push((*done).clone());
            }
            Event::RowsMoving { table, moved, of } => {
                if *moved == 0 {
                    let what = format!("moving rows out of the DEFAULT partition of {table}");
                    self.running.start(terminal::harmless(&what, self.error).into_owned());
                }
                self.running.rows(*moved, *of);
            }
            Event::Exporting { table, bytes } => {
                let what = terminal::harmless(&words::exporting(table, *bytes), self.error).into_owned();
                if *bytes == 0 { self.running.start(what) } else { self.running.tell(what) }
            }
            Event::Seed(event) => {
                let harmless = |text: &str| terminal::harmless(text, self.error).into_owned();
                if let Some(line) = self.bars.event(event, harmless) {
                    self.say(&line);
                }
            }
            Event::PartitionStep { .. } | Event::Roundtrip(_) => self.running.stop(),
            Event::DemoStatus(report) if self.style != Style::Json => {
                self.results(&tables::status(report, self.output));
            }
            _ => {}
        }
        if let Some(line) = words::event(event, self.verbosity, self.error) {
            self.say(&line);
        }
    }
}
