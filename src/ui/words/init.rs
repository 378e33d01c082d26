//! The beginning of a project.

use super::partitions;
use crate::model::init::findings::{InitReport, NextStep};
use crate::model::partitions::report::TableReport;

/// The lines that accompany the result.
pub(crate) fn report(report: &InitReport) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(database) = &report.findings.database {
        for tool in &database.tools {
            lines.push(format!("`{}` is the history of another tool: {}", tool.table, tool.tool));
        }
        if let Some((column, form)) = database.tenant.compared() {
            lines.push(format!("most policies tell tenants apart by `{column}` and `{form}`"));
        }
    }
    lines.extend(
        report.findings.folder.tools.iter().map(|file| format!("`{}` is of {}", file.path, file.tool)),
    );
    let (command, what) = next(&report.next);
    lines.push(format!("next: `{command}` {what}"));
    lines
}

/// The command that comes next, and what it does.
pub(crate) fn next(step: &NextStep) -> (String, &'static str) {
    match step {
        NextStep::New => ("migrate new <name>".to_owned(), "writes the first migration and its rollback"),
        NextStep::Baseline { not_histories } => {
            let flag = match not_histories.as_slice() {
                [] => String::new(),
                tables => format!(" --not-a-history {}", tables.join(",")),
            };
            (
                format!("migrate baseline{flag}"),
                "makes the schema that is there the first migration, and proves it",
            )
        }
        NextStep::Adopt { from: Some(tool) } => {
            (format!("migrate adopt --from {tool}"), "takes over its migrations, and what is applied of them")
        }
        NextStep::Adopt { from: None } => (
            "migrate adopt".to_owned(),
            "takes over the migrations of the other tool, and what is applied of them",
        ),
        NextStep::Try => ("migrate roundtrip --ephemeral".to_owned(), "proves the scripts that are there"),
        NextStep::Status => ("migrate status".to_owned(), "shows what is applied"),
    }
}

/// Why nothing is configured about a partitioned table.
pub(crate) fn trouble(table: &TableReport) -> String {
    let titles: Vec<String> = partitions::table(table).into_iter().map(|message| message.title).collect();
    if titles.is_empty() {
        "it is not known how long its partitions are".to_owned()
    } else {
        titles.join("; ")
    }
}
