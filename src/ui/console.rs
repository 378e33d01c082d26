//! The console: hears every event while a command runs, and shows its result once.

use std::borrow::Cow;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::json::Frame;
use super::layout::laid_out;
use super::message::Message;
use super::paint::Paint;
use super::progress::RunningLine;
use super::report::{Sheet, Shown};
use super::style::{Style, Verbosity};
use super::terminal::{self, Terminal};
use super::{github, log, seed, tables, words};
use crate::model::locks::blocker::Blocker;
use crate::model::outcome::ephemeral::ThrowawayServer;
use crate::model::outcome::event::{Event, Reporter};
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::Failure;
use crate::model::outcome::step::StepDone;
use crate::model::sql::quote::to_read;

/// The document of a command line that was not understood, on standard output.
pub(crate) fn tell_usage(failure: &Failure) {
    let errors = words::failure(failure);
    let frame = Frame { command: None, exit: failure.exit(), done: &[], ended: &[], errors: &errors };
    if let Err(why) = terminal::to_stdout(&frame.alone(), Paint::PLAIN) {
        tell_lost(&why);
    }
}

/// What becomes of help or a version that was printed to standard output.
pub(crate) fn after_help(printed: io::Result<()>) -> ExitStatus {
    match terminal::flushed(printed) {
        Ok(()) => ExitStatus::Done,
        Err(why) => {
            tell_lost(&why);
            ExitStatus::Failed
        }
    }
}

/// Without a console there are no colours.
fn tell_lost(why: &io::Error) {
    to_stderr(&format!("error: {}\n", words::output_lost(why)), Terminal::detect(), Paint::PLAIN, NOWHERE);
}

/// A command line that was not understood: what the parser says about it.
pub(crate) fn tell_misuse(text: &str) {
    to_stderr(text, Terminal::detect(), Paint::PLAIN, NOWHERE);
}

/// What stands for the database in a log before one is known.
const NOWHERE: &str = "-";

fn to_stderr(text: &str, terminal: Terminal, paint: Paint, database: &str) {
    if terminal.error {
        terminal::to_stderr(text, paint);
    } else {
        terminal::to_stderr(&log::lines(text, &words::now(), database), paint);
    }
}

/// Where everything that a person or a program reads comes from.
pub(crate) struct Console {
    style: Style,
    verbosity: Verbosity,
    pub(super) terminal: Terminal,
    output: Paint,
    pub(super) error: Paint,
    running: RunningLine,
    bars: seed::Bars,
    done: Mutex<Vec<StepDone>>,
    /// Some of it was done on a throwaway server: nobody has to know what a failure left there.
    is_throwaway: AtomicBool,
    /// Where the command works, if that is a throwaway server: its result is about that.
    place: OnceLock<String>,
    ended: Mutex<Vec<Blocker>>,
    /// The database, as lines of a log name it.
    database: OnceLock<String>,
    /// Why something that belongs on standard output is not there: what was said first.
    lost: OnceLock<io::Error>,
}

impl Console {
    /// A console; `color` is whether the surroundings allow colour on a terminal at all.
    pub(crate) fn new(style: Style, verbosity: Verbosity, terminal: Terminal, color: bool) -> Self {
        Self {
            style,
            verbosity,
            terminal,
            output: Paint { enabled: color && terminal.output, columns: terminal.columns.0 },
            error: Paint { enabled: color && terminal.error, columns: terminal.columns.1 },
            running: RunningLine::new(terminal.error && verbosity > Verbosity::Quiet),
            bars: seed::Bars::new(terminal.error && verbosity > Verbosity::Quiet),
            done: Mutex::default(),
            is_throwaway: AtomicBool::new(false),
            place: OnceLock::new(),
            ended: Mutex::default(),
            database: OnceLock::new(),
            lost: OnceLock::new(),
        }
    }

    /// Which database the lines of a log are about from now on.
    pub(crate) fn log_for(&self, database: &str) {
        self.database.get_or_init(|| to_read(database));
    }

    /// From now on the lines of the result say that it is about this server.
    pub(crate) fn works_on(&self, server: &ThrowawayServer) {
        self.place.get_or_init(|| format!("{}: ", words::on_throwaway(server)));
    }

    /// Shows how a command ended. `command` is its words on the command line; `keeps_steps` whether the steps that
    /// were run stay after a failure, which is said then. Returns the exit code after all: a command that did what it
    /// was asked to has failed where nobody can read its result.
    pub(crate) fn finish(
        &self,
        command: &'static str,
        keeps_steps: bool,
        exit: ExitStatus,
        result: Result<&dyn Shown, &Failure>,
    ) -> ExitStatus {
        self.running.stop();
        self.bars.stop();
        let done = self.done();
        let messages = match result {
            Ok(report) => report.messages().into_iter().map(|message| self.placed(message)).collect(),
            Err(failure) => words::failure(failure),
        };
        match self.style {
            Style::Json => {
                let ended = self.ended();
                let (command, errors) = (Some(command), &messages);
                let frame = Frame { command, exit, done: &done, ended: &ended, errors };
                self.results(&match result {
                    Ok(report) => report.json(frame),
                    Err(_) => frame.alone(),
                });
            }
            Style::Github => {
                let annotations = match result {
                    Ok(report) => {
                        let annotations = report.annotations().into_iter();
                        github::annotations(
                            &annotations.map(|message| self.placed(message)).collect::<Vec<_>>(),
                        )
                    }
                    Err(_) => github::annotations(&messages),
                };
                self.to_stdout(&annotations);
            }
            Style::Human => {}
        }
        for message in &messages {
            self.aside(&laid_out(self.error, message));
        }
        match result {
            Ok(report) if self.style != Style::Json => report.human(self),
            Err(failure) if keeps_steps && !self.is_throwaway.load(Ordering::Relaxed) => {
                if let Some(line) = words::done_before(failure, &done) {
                    self.aside(&format!("{line}\n"));
                }
            }
            Ok(_) | Err(_) => {}
        }
        match self.lost.get() {
            Some(why) => {
                self.aside(&laid_out(self.error, &Message::new(words::output_lost(why))));
                if exit == ExitStatus::Done { ExitStatus::Failed } else { exit }
            }
            None => exit,
        }
    }

    fn to_stdout(&self, text: &str) {
        if let Err(why) = terminal::to_stdout(text, self.output) {
            let _ = self.lost.set(why);
        }
    }

    /// One line on standard error, which begins with a place where it has one.
    fn line(&self, place: &str, line: &str) {
        if self.verbosity == Verbosity::Quiet {
            return;
        }
        let line = format!("{}\n", log::placed(place, line));
        self.running.aside(|| self.bars.aside(|| self.aside(&line)));
    }

    /// What a result about a throwaway server says begins with its name.
    fn placed(&self, message: Message) -> Message {
        match self.place.get() {
            Some(place) => Message { title: format!("{place}{}", message.title), ..message },
            None => message,
        }
    }

    fn inert<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.style == Style::Github { github::inert(text) } else { Cow::Borrowed(text) }
    }

    fn ended(&self) -> MutexGuard<'_, Vec<Blocker>> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn done(&self) -> MutexGuard<'_, Vec<StepDone>> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sheet for Console {
    fn is_detailed(&self) -> bool {
        self.verbosity == Verbosity::Verbose || self.style == Style::Github
    }

    fn paint(&self) -> Paint {
        self.output
    }

    fn results(&self, text: &str) {
        self.to_stdout(&self.inert(text));
    }

    fn aside(&self, text: &str) {
        let database = self.database.get().map_or(NOWHERE, String::as_str);
        to_stderr(&self.inert(text), self.terminal, self.error, database);
    }

    fn say(&self, line: &str) {
        self.line(self.place.get().map(String::as_str).unwrap_or_default(), line);
    }
}

impl Reporter for Console {
    fn event(&self, event: &Event<'_>) {
        let (place, event) = match event {
            Event::OnThrowaway { server, event } => (format!("{}: ", words::on_throwaway(server)), *event),
            event => (String::new(), event),
        };
        match event {
            Event::StepStarted { id, direction } => {
                let what = format!("{place}{}", words::running(id, *direction));
                self.running.start(words::on_one_line(&what));
            }
            Event::StepProgress { sent, total } => self.running.progress(*sent, *total),
            Event::StepDone(done) => {
                self.running.stop();
                self.is_throwaway.fetch_or(!place.is_empty(), Ordering::Relaxed);
                self.done().push((*done).clone());
            }
            Event::BlockerEnded { blocker, .. } => self.ended().push((*blocker).clone()),
            Event::RowsMoving { table, moved, total } => {
                if *moved == 0 {
                    let what = format!("moving rows out of the DEFAULT partition of {table}");
                    self.running.start(words::on_one_line(&what));
                }
                self.running.rows(*moved, *total);
            }
            Event::Exporting { table, bytes } => {
                let what = words::on_one_line(&words::exporting(table, *bytes));
                if *bytes == 0 { self.running.start(what) } else { self.running.set_text(what) }
            }
            Event::Seed(event) => {
                if let Some(line) = self.bars.event(event, words::on_one_line) {
                    self.line(&place, &line);
                }
            }
            Event::PartitionStep { .. } | Event::Roundtrip(_) => self.running.stop(),
            Event::DemoStatus(report) if self.style != Style::Json => {
                self.results(&tables::status(report, self.output));
            }
            _ => {}
        }
        if let Some(line) = words::event(event, self.verbosity, self.error) {
            self.line(&place, &line);
        }
    }

    /// The figures about locks go into lines with `-v`, and into documents.
    fn asks_for_queue(&self) -> bool {
        self.verbosity == Verbosity::Verbose || self.style == Style::Json
    }
}
