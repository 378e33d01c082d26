//! What there is where a project begins, and the step that comes next.

use super::tool_files::ToolFile;
use crate::model::baseline::administrator::Ground;
use crate::model::migration::existing::{TakeOver, ToolTable, take_over};
use crate::model::partitions::report::PartitionsReport;
use crate::model::verify::suggestion::SuggestedTenant;

/// Everything that was looked at.
#[derive(Debug)]
pub(crate) struct Findings {
    pub(crate) folder: FolderFindings,
    /// `None` where no database is named.
    pub(crate) database: Option<DatabaseFindings>,
}

/// What lies in the folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FolderFindings {
    /// Files and folders of other tools.
    pub(crate) tools: Vec<ToolFile>,
    /// Whether `migrations` has scripts that are named as ours.
    pub(crate) has_scripts: bool,
    /// Whether `migrations` has others.
    pub(crate) has_scripts_of_others: bool,
}

/// What the catalog says.
#[derive(Debug)]
pub(crate) struct DatabaseFindings {
    pub(crate) name: String,
    pub(crate) has_history: bool,
    /// The histories of other tools.
    pub(crate) tools: Vec<ToolTable>,
    /// How many tables, views and the like there are.
    pub(crate) relations: i64,
    /// The schemas that scripts would work in, the one of the history first.
    pub(crate) path: Vec<String>,
    pub(crate) tenant: SuggestedTenant,
    /// The tables that are partitioned: those that fit have a configuration.
    pub(crate) partitions: PartitionsReport,
    /// What an administrator made.
    pub(crate) grounds: Vec<Ground>,
}

/// A project that begins.
#[derive(Debug)]
pub(crate) struct InitReport {
    /// The files and folders that were written, as paths a person can open.
    pub(crate) written: Vec<String>,
    pub(crate) findings: Findings,
    pub(crate) next: NextStep,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NextStep {
    /// Nothing is there: `migrate new`.
    New,
    /// A database that no tool migrates, or one whose migrations are code: `migrate baseline`, with the tables that are no
    /// history any more.
    Baseline { not_histories: Vec<String> },
    /// Another tool's project: `migrate adopt`; the tool as far as it is known.
    Adopt { from: Option<String> },
    /// Scripts that are ours: try them.
    Try,
    /// A database with a history of ours: look at it.
    Status,
}

impl Findings {
    /// The step that leads on from here.
    pub(crate) fn next(&self) -> NextStep {
        let FolderFindings { tools, has_scripts, has_scripts_of_others } = &self.folder;
        let from_folder = tools.first().map(|file| file.tool.to_owned());
        if let Some(database) = &self.database {
            if database.has_history {
                return NextStep::Status;
            }
            if !database.tools.is_empty() {
                return match take_over(&database.tools) {
                    TakeOver::Adopt(tool) => NextStep::Adopt { from: from_folder.or(tool) },
                    TakeOver::AsItIs => NextStep::Baseline {
                        not_histories: database.tools.iter().map(|tool| tool.table.clone()).collect(),
                    },
                };
            }
        }
        if from_folder.is_some() || *has_scripts_of_others {
            return NextStep::Adopt { from: from_folder };
        }
        match &self.database {
            _ if *has_scripts => NextStep::Try,
            Some(database) if database.relations > 0 => NextStep::Baseline { not_histories: Vec::new() },
            _ => NextStep::New,
        }
    }

    /// The folders of the scripts: not those that another tool's scripts are in.
    pub(crate) fn script_folders(&self) -> [&'static str; 2] {
        if self.folder.has_scripts_of_others {
            ["sql/migrations", "sql/rollbacks"]
        } else {
            ["migrations", "rollbacks"]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::partitions::instant::Instant;
    use crate::model::partitions::report::PartitionsCommandKind;

    fn database(relations: i64, has_history: bool, tool: Option<&'static str>) -> DatabaseFindings {
        DatabaseFindings {
            name: "app".to_owned(),
            has_history,
            tools: tool.map(|tool| ToolTable { table: "public.t".to_owned(), tool }).into_iter().collect(),
            relations,
            path: vec!["public".to_owned()],
            tenant: SuggestedTenant::default(),
            partitions: PartitionsReport {
                kind: PartitionsCommandKind::AdoptPlan,
                now: Instant::parse("2026-12-01 00:00:00").unwrap(),
                tables: Vec::new(),
                passed_over: Vec::new(),
            },
            grounds: Vec::new(),
        }
    }

    #[test]
    fn the_next_step_follows_from_what_is_there() {
        let folder = FolderFindings::default;
        let prisma = || FolderFindings {
            tools: vec![ToolFile { path: "prisma/migrations", tool: "prisma" }],
            ..folder()
        };
        let of_others = || FolderFindings { has_scripts_of_others: true, ..folder() };
        let scripts = || FolderFindings { has_scripts: true, ..folder() };
        let adopt = |from: Option<&str>| NextStep::Adopt { from: from.map(str::to_owned) };
        for (folder, database, expected) in [
            (folder(), None, NextStep::New),
            (folder(), Some(database(0, false, None)), NextStep::New),
            (folder(), Some(database(3, false, None)), NextStep::Baseline { not_histories: Vec::new() }),
            (
                folder(),
                Some(database(3, false, Some("Django"))),
                NextStep::Baseline { not_histories: vec!["public.t".to_owned()] },
            ),
            (folder(), Some(database(3, true, None)), NextStep::Status),
            (folder(), Some(database(3, false, Some("Flyway"))), adopt(Some("flyway"))),
            (folder(), Some(database(3, false, Some("golang-migrate, dbmate, Rails or Ecto"))), adopt(None)),
            (prisma(), None, adopt(Some("prisma"))),
            (of_others(), Some(database(3, false, None)), adopt(None)),
            (scripts(), Some(database(3, false, None)), NextStep::Try),
        ] {
            let findings = Findings { folder, database };
            assert_eq!(findings.next(), expected, "{findings:?}");
        }
    }
}
