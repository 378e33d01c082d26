//! The transient line on a terminal that shows what is running.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A line for the running script; hidden if standard error is not a terminal.
pub(super) struct RunningLine {
    bar: ProgressBar,
}

impl RunningLine {
    pub(super) fn new(visible: bool) -> Self {
        let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        Self { bar: ProgressBar::with_draw_target(None, target) }
    }

    /// Shows what started. Drawn after a tenth of a second, so that quick scripts do not flicker.
    pub(super) fn start(&self, what: String) {
        if !self.bar.is_hidden() {
            self.bar.reset();
            self.draw_as("{spinner} {msg} {elapsed}");
            self.bar.set_message(what);
            self.bar.enable_steady_tick(Duration::from_millis(100));
        }
    }

    /// Changes the text for what is running.
    pub(super) fn set_text(&self, what: String) {
        self.bar.set_message(what);
    }

    /// Shows how far a long script is, in bytes.
    pub(super) fn progress(&self, sent: usize, total: usize) {
        if !self.bar.is_hidden() {
            self.draw_as("{spinner} {msg} [{wide_bar}] {bytes} of {total_bytes}, {eta} left");
            self.bar.set_length(total as u64);
            self.bar.set_position(sent as u64);
        }
    }

    /// Shows how far a long move is, in rows.
    pub(super) fn rows(&self, moved: i64, total: i64) {
        if !self.bar.is_hidden() {
            self.draw_as("{spinner} {msg} [{wide_bar}] {human_pos} of {human_len}, {eta} left");
            self.bar.set_length(total.unsigned_abs());
            self.bar.set_position(moved.unsigned_abs());
        }
    }

    fn draw_as(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("#- "));
        }
    }

    /// Clears the line.
    pub(super) fn stop(&self) {
        if !self.bar.is_hidden() {
            self.bar.disable_steady_tick();
            self.bar.finish_and_clear();
        }
    }

    /// Runs something that writes, with the line out of the way.
    pub(super) fn aside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }
}
