//! Tables of migrations, and of who is in their way.

use super::grid::Grid;
use super::paint::Paint;
use super::words::{milliseconds, on_one_line, plural, state, when};
use crate::model::migration::directive::Direction;
use crate::model::outcome::lock_holder::LockHolder;
use crate::model::outcome::report::{State, StatusReport, StatusRow};
use crate::model::outcome::step::{Origin, PlannedStep};

/// `status`: one line per migration, and a summary.
pub(super) fn status(report: &StatusReport, paint: Paint) -> String {
    let mut grid = Grid::new(paint, ["version", "name", "state", "applied (UTC)", "took", "by"]).right(4..5);
    for row in &report.rows {
        grid.row([
            row.id.version.to_string(),
            row.id.name.clone(),
            painted(row.state, paint),
            row.applied_on.as_deref().map(when).unwrap_or_default(),
            row.duration_ms.map(milliseconds).unwrap_or_default(),
            row.role.clone().unwrap_or_default(),
        ]);
    }
    format!("{}{}\n", grid.text(), on_one_line(&summary(report)))
}

fn painted(value: State, paint: Paint) -> String {
    match value {
        State::Applied => paint.good(state(value)),
        State::Pending => paint.attention(state(value)),
        _ => paint.bad(state(value)),
    }
}

fn summary(report: &StatusReport) -> String {
    let at = report.current().map_or("nothing applied".to_owned(), |version| format!("at {version}"));
    let problems = report.rows.iter().filter(|row: &&StatusRow| row.state.is_history_problem()).count();
    let mut text = format!("{at}, {} pending", report.count(State::Pending));
    let interrupted = report.interrupted.len();
    if interrupted > 0 {
        text.push_str(&format!(", {interrupted} interrupted"));
    }
    if problems > 0 {
        text.push_str(&format!(", {} with the history", plural(problems, "problem")));
    }
    format!("{text}; scripts: {}", report.source)
}

/// Who holds a lock, as a table for whoever has to decide what to do about it.
/// The lines of it; none where nobody is known.
pub(super) fn holders(holders: &[LockHolder]) -> Vec<String> {
    if holders.is_empty() {
        return Vec::new();
    }
    let mut grid = Grid::new(Paint::PLAIN, ["pid", "application", "role", "client", "connected", "query"]);
    for holder in holders {
        grid.row([
            holder.pid.to_string(),
            holder.application.clone(),
            holder.role.clone(),
            holder.client.clone(),
            format!("{} s", holder.seconds),
            holder.query.split_whitespace().collect::<Vec<_>>().join(" "),
        ]);
    }
    grid.text().lines().map(ToOwned::to_owned).collect()
}

/// `--dry-run`: what would run, in order.
pub(super) fn plan(steps: &[PlannedStep], paint: Paint) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let mut grid = Grid::new(paint, ["", "version", "name", "script", "sha256"]);
    for step in steps {
        let origin = if step.origin == Origin::Journal { " (kept)" } else { "" };
        grid.row([
            if step.direction == Direction::Up { "up" } else { "down" }.to_owned(),
            step.id.version.to_string(),
            step.id.name.clone(),
            format!("{}{origin}", step.file),
            step.sha256.get(..12).unwrap_or_default().to_owned(),
        ]);
    }
    grid.text()
}
