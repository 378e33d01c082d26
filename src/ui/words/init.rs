//! The beginning of a project.

use super::grammar::ticked_list;
use super::partitions;
use crate::model::init::InitRefusal;
use crate::model::init::findings::NextStep;
use crate::model::init::report::InitReport;
use crate::model::partitions::report::TableReport;
use crate::ui::message::Message;

/// The lines that accompany the result.
pub(crate) fn report(report: &InitReport) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(database) = &report.findings.database {
        for tool in &database.tools {
            lines.push(format!("`{}` is the history of another tool: {}", tool.table, tool.tool));
        }
        if let Some(tenant) = &database.tenant {
            lines.push(format!(
                "tenants are told apart by `{}` and the setting `{}`, as most policies have it",
                tenant.column, tenant.setting
            ));
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
        NextStep::Baseline => (
            "migrate baseline".to_owned(),
            "makes the schema that is there the first migration, and proves it",
        ),
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

/// The message for one refusal.
pub(super) fn refusal(why: &InitRefusal) -> Message {
    match why {
        InitRefusal::ProjectThere { file } => Message::new(format!(
            "there is a project here already: `{file}`; nothing was written"
        ))
        .hint("`migrate status` shows how it stands; to begin another one, name its folder with `--dir`"),
        InitRefusal::NeedsYes { files } => {
            Message::new("there is no terminal to ask on; nothing was written")
                .note(format!("would write {}", ticked_list(files)))
                .hint("pass `--yes`")
        }
    }
}
