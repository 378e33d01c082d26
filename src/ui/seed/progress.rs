//! One bar for each table that is being filled; without a terminal, a line now and then.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::model::seed::event::SeedEvent;
use crate::ui::words;

/// The bars of all streams that run.
pub(crate) struct Bars {
    multi: MultiProgress,
    is_visible: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    bars: BTreeMap<usize, ProgressBar>,
    /// The bar of all tables.
    whole: Option<ProgressBar>,
    /// How many rows there are to be, and since when.
    planned: Option<(u64, Instant)>,
    /// How many rows of each stream were sent.
    sent: BTreeMap<usize, u64>,
    printed: Option<Instant>,
}

/// A bar of rows.
const ROWS: &str = "{spinner} {msg} [{wide_bar}] {human_pos} of {human_len}, {rate}, {eta} left";

/// How often a line is written without a terminal.
const EVERY: Duration = Duration::from_secs(5);

impl Bars {
    pub(crate) fn new(is_visible: bool) -> Self {
        let target = if is_visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        Self { multi: MultiProgress::with_draw_target(target), is_visible, state: Mutex::default() }
    }

    /// Records an event; returns a line when one is due.
    pub(crate) fn event(&self, event: &SeedEvent<'_>, harmless: impl Fn(&str) -> String) -> Option<String> {
        let mut state = self.state();
        match event {
            SeedEvent::Planned { rows } => {
                *state = State { planned: Some((*rows, Instant::now())), ..State::default() };
                if self.is_visible {
                    let bar = self.multi.add(ProgressBar::new(*rows));
                    draw_as(&bar, ROWS);
                    bar.set_message("all");
                    bar.enable_steady_tick(Duration::from_millis(100));
                    state.whole = Some(bar);
                }
            }
            SeedEvent::Started { stream, name, rows } if self.is_visible => {
                let bar = ProgressBar::new(*rows);
                let bar = match &state.whole {
                    Some(whole) => self.multi.insert_before(whole, bar),
                    None => self.multi.add(bar),
                };
                draw_as(&bar, ROWS);
                bar.set_message(harmless(name));
                bar.enable_steady_tick(Duration::from_millis(100));
                state.bars.insert(*stream, bar);
            }
            SeedEvent::Sent { stream, rows, name, total } => {
                state.sent.insert(*stream, *rows);
                let all = state.sent.values().sum();
                if let Some(whole) = &state.whole {
                    whole.set_position(all);
                }
                if let Some(bar) = state.bars.get(stream) {
                    bar.set_position(*rows);
                } else if !self.is_visible && state.printed.is_none_or(|printed| printed.elapsed() >= EVERY) {
                    let is_first = state.printed.replace(Instant::now()).is_none();
                    let table = format!("{name}: {} of {}", words::grouped(*rows), words::rows(*total));
                    let line = match state.planned {
                        Some((planned, since)) => {
                            format!("{}; {table}", words::seed_progress(all, planned, since.elapsed()))
                        }
                        None => table,
                    };
                    return (!is_first).then_some(line);
                }
            }
            SeedEvent::Phase { stream, name, phase } => {
                if let Some(bar) = state.bars.get(stream) {
                    draw_as(bar, "{spinner} {msg} {elapsed}");
                    bar.set_message(harmless(&format!("{name}: {}", words::phase(*phase))));
                }
            }
            SeedEvent::Done { stream, .. } | SeedEvent::Undone { stream } => {
                if let Some(bar) = state.bars.remove(stream) {
                    bar.finish_and_clear();
                    self.multi.remove(&bar);
                }
            }
            _ => {}
        }
        None
    }

    /// Clears all bars.
    pub(crate) fn stop(&self) {
        let State { bars, whole, .. } = std::mem::take(&mut *self.state());
        for bar in bars.into_values().chain(whole) {
            bar.finish_and_clear();
        }
    }

    /// Runs something that writes, with the bars out of the way.
    pub(crate) fn aside(&self, write: impl FnOnce()) {
        self.multi.suspend(write);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn draw_as(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        let rate = |state: &ProgressState, out: &mut dyn Write| {
            let _ = write!(out, "{}", words::seed_rate(state.per_sec()));
        };
        bar.set_style(style.with_key("rate", rate).progress_chars("#- "));
    }
}
