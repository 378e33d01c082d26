//! Asking a person, where there is a terminal to ask on.

use super::console::Console;
use super::{tables, terminal};
use crate::model::outcome::step::PlannedStep;

impl Console {
    /// Shows a plan and asks whether to run it. `None` where nobody can be asked.
    pub(crate) async fn ask_to_run(&self, plan: &[PlannedStep]) -> Option<bool> {
        if !self.terminal.input || !self.terminal.error {
            return None;
        }
        terminal::to_stderr(&format!("{}run this? [y/N] ", tables::plan(plan, self.error)), self.error);
        let answer = terminal::read_answer().await?;
        Some(matches!(answer.to_ascii_lowercase().as_str(), "y" | "yes"))
    }

    /// Shows which files would be written and asks whether to. `None` where nobody can be asked.
    pub(crate) async fn ask_to_write(&self, files: &[String]) -> Option<bool> {
        if !self.terminal.input || !self.terminal.error {
            return None;
        }
        terminal::to_stderr(&format!("{}\nwrite this? [y/N] ", files.join("\n")), self.error);
        let answer = terminal::read_answer().await?;
        Some(matches!(answer.to_ascii_lowercase().as_str(), "y" | "yes"))
    }
}
