//! The console: hears every event while a command runs, and shows its result once.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::message::Message;
use super::paint::Paint;
use super::progress::Running;
use super::terminal::{self, Terminal};
use super::{docs, github, json, partitions, snippet, tables, verify, words};
use crate::model::event::{Event, Reporter, StepDone};
use crate::model::exit::ExitStatus;
use crate::model::failure::Failure;
use crate::model::partitions::report::{Kind, PartitionsReport};
use crate::model::report::{PlannedStep, Report};

/// How results are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Human,
    Json,
    Github,
}

/// How much is told on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verbosity {
    Quiet,
    Normal,
    Verbose,
}

/// Where everything that a person or a program reads comes from.
pub(crate) struct Console {
    style: Style,
    verbosity: Verbosity,
    terminal: Terminal,
    output: Paint,
    error: Paint,
    running: Running,
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
        let done = self.done();
        let messages = match result {
            Err(failure) => words::failure(failure),
            Ok(Report::Partitions(report)) => words::partitions(report),
            Ok(_) => Vec::new(),
        };
        match self.style {
            Style::Json => {
                terminal::to_stdout(
                    &json::document(command, exit, &done, result.ok(), &messages),
                    self.output,
                );
            }
            Style::Github => terminal::to_stdout(&github::annotations(&messages), self.output),
            Style::Human => {}
        }
        match result {
            Ok(report) => self.show(report, &messages),
            Err(failure) => self.explain(&messages, failure, &done),
        }
    }

    fn show(&self, report: &Report, messages: &[Message]) {
        for message in messages {
            terminal::to_stderr(&self.layout(message), self.error);
        }
        if self.style == Style::Json {
            return;
        }
        match report {
            Report::Status(report) => terminal::to_stdout(&tables::status(report, self.output), self.output),
            Report::Plan(plan) => {
                terminal::to_stdout(&tables::plan(plan), self.output);
                if plan.is_empty() {
                    self.say(words::NOTHING_TO_DO);
                }
            }
            Report::Docs(report) => match &report.file {
                None => terminal::to_stdout(&docs::page(&report.docs), self.output),
                Some(file) => self.say(&words::page(file)),
            },
            Report::Partitions(report) => {
                for line in words::kept(report) {
                    self.say(&line);
                }
                if report.kind == Kind::List {
                    terminal::to_stdout(&partitions::list(report, self.output), self.output);
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
                terminal::to_stdout(&format!("{text}{}", verify::classes(report)), self.output);
            }
            Report::Rules(rules) => terminal::to_stdout(&verify::explain(rules, self.output), self.output),
            Report::Repaired { version, decided } => self.say(&words::repaired(*version, *decided)),
            Report::Created(files) => {
                terminal::to_stdout(&format!("{}\n", files.join("\n")), self.output);
            }
            Report::Steps { nothing_to_do: true } => self.say(words::NOTHING_TO_DO),
            Report::Steps { nothing_to_do: false } => {}
        }
    }

    /// What would be done; and of what is adopted, the configuration. Both are results.
    fn show_steps(&self, report: &PartitionsReport) {
        match report.kind {
            Kind::RetirePlan => terminal::to_stdout(&words::retire_plan(report), self.output),
            Kind::AdoptPlan | Kind::Adopt => {
                if report.kind == Kind::AdoptPlan {
                    terminal::to_stderr(&words::retire_plan(report), self.error);
                }
                let sections: Vec<String> = report
                    .tables
                    .iter()
                    .filter_map(|table| table.wish.as_ref())
                    .map(partitions::section)
                    .collect();
                terminal::to_stdout(&sections.join("\n"), self.output);
            }
            _ => {}
        }
    }

    fn explain(&self, messages: &[Message], failure: &Failure, done: &[StepDone]) {
        for message in messages {
            terminal::to_stderr(&self.layout(message), self.error);
        }
        if let Some(line) = words::done_before(failure, done) {
            terminal::to_stderr(&format!("{line}\n"), self.error);
        }
    }

    fn layout(&self, message: &Message) -> String {
        let mut text = match (&message.place, &message.source) {
            (Some(place), Some(excerpt)) => {
                format!("{}\n", snippet::draw(&message.title, &place.file, excerpt, self.error.enabled))
            }
            (place, _) => {
                let at = place.as_ref().map(|place| format!("\n  --> {}", place.shown())).unwrap_or_default();
                format!("{}: {}{at}\n", self.error.bad("error"), message.title)
            }
        };
        for note in &message.notes {
            text.push_str(&format!("  {}\n", note.replace('\n', "\n  ")));
        }
        if let Some(hint) = &message.hint {
            text.push_str(&format!("{} {hint}\n", self.error.name("hint:")));
        }
        text
    }

    /// One line on standard error; timestamped where it goes to a file.
    fn say(&self, line: &str) {
        if self.verbosity == Verbosity::Quiet {
            return;
        }
        let line =
            if self.terminal.error { format!("{line}\n") } else { format!("{} {line}\n", words::now()) };
        self.running.aside(|| terminal::to_stderr(&line, self.error));
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
            Event::PartitionStep { .. } => self.running.stop(),
            Event::DemoStatus(report) if self.style != Style::Json => {
                terminal::to_stdout(&tables::status(report, self.output), self.output);
            }
            _ => {}
        }
        if let Some(line) = words::event(event, self.verbosity, self.error) {
            self.say(&line);
        }
    }
}
