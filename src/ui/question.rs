//! Asking a person on a terminal whether to go on.

use super::console::Console;
use super::{adopt, tables, terminal, words};
use crate::model::adopt::report::AdoptReport;
use crate::model::outcome::step::PlannedStep;

impl Console {
    /// Shows a plan and asks whether to run it. `None` where nobody can be asked.
    pub(crate) async fn ask_to_run(&self, plan: &[PlannedStep]) -> Option<bool> {
        self.confirmed(&tables::plan(plan, self.error), "run this?").await
    }

    /// Shows what would be adopted and asks whether to do it. `None` where nobody can be asked.
    pub(crate) async fn ask_to_adopt(&self, report: &AdoptReport) -> Option<bool> {
        let lines = [words::adopt_list(report), words::adopted(report)].concat().join("\n");
        self.confirmed(&format!("{}{lines}\n", adopt::table(report, self.error)), "do this?").await
    }

    /// Shows which files would be written and asks whether to. `None` where nobody can be asked.
    pub(crate) async fn ask_to_write(&self, files: &[String]) -> Option<bool> {
        self.confirmed(&format!("{}\n", files.join("\n")), "write this?").await
    }

    async fn confirmed(&self, shown: &str, question: &str) -> Option<bool> {
        if !self.terminal.input || !self.terminal.error {
            return None;
        }
        terminal::to_stderr(&format!("{shown}{question} [y/N] "), self.error);
        let answer = terminal::read_answer().await?;
        Some(matches!(answer.to_ascii_lowercase().as_str(), "y" | "yes"))
    }
}
