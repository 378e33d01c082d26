//! From the files of a project to its migrations: by the reader of its tool.

use super::old_migration::{OldFile, OldProject};
use super::pattern::{self, Patterns};
use super::tool::Tool;
use super::{
    atlas, dbmate, diesel, drizzle, flyway, golang_migrate, goose, graphile_migrate, liquibase,
    node_pg_migrate, pop, prisma, refinery, sql_migrate, sqlx, supabase, tern,
};

pub(crate) use super::pattern::Patterns as FilePatterns;

/// Reads the files, sorted by their paths, as the tool does. `patterns` is for [`Tool::Pattern`] alone.
pub(crate) fn read(tool: Tool, files: &[OldFile], patterns: Option<&Patterns>) -> OldProject {
    match tool {
        Tool::Atlas => atlas::read(files),
        Tool::Dbmate => dbmate::read(files),
        Tool::Diesel => diesel::read(files),
        Tool::Drizzle => drizzle::read(files),
        Tool::Flyway => flyway::read(files),
        Tool::GolangMigrate => golang_migrate::read(files),
        Tool::Goose => goose::read(files),
        Tool::GraphileMigrate => graphile_migrate::read(files),
        Tool::Liquibase => liquibase::read(files),
        Tool::NodePgMigrate => node_pg_migrate::read(files),
        Tool::Pattern => patterns.map(|patterns| pattern::read(files, patterns)).unwrap_or_default(),
        Tool::Pop => pop::read(files),
        Tool::Prisma => prisma::read(files),
        Tool::Refinery => refinery::read(files),
        Tool::SqlMigrate => sql_migrate::read(files),
        Tool::Sqlx => sqlx::read(files),
        Tool::Supabase => supabase::read(files),
        Tool::Tern => tern::read(files),
    }
}

/// What the tests of every reader share.
#[cfg(test)]
pub(super) mod fixtures {
    use super::super::old_migration::{OldMigration, OldScript};
    use super::{OldFile, OldProject};

    /// Files by path and text.
    pub(in super::super) fn files(files: &[(&str, &str)]) -> Vec<OldFile> {
        let file = |(path, text): &(&str, &str)| OldFile {
            path: (*path).to_owned(),
            text: Some((*text).to_owned()),
        };
        files.iter().map(file).collect()
    }

    /// A line for each migration: `version name key: up / down`.
    pub(in super::super) fn summary(project: &OldProject) -> Vec<String> {
        project.migrations.iter().map(line).collect()
    }

    fn line(migration: &OldMigration) -> String {
        let script = |script: &OldScript, in_transaction: bool| match script {
            OldScript::Sql(text) => format!("{}{}", text.trim(), if in_transaction { "" } else { " alone" }),
            OldScript::Absent => "absent".to_owned(),
            OldScript::Code(_) => "program".to_owned(),
            OldScript::Unreadable(_) => "unreadable".to_owned(),
        };
        let down = match &migration.down {
            OldScript::Absent => ", no down".to_owned(),
            down => format!(" / {}", script(down, migration.down_in_transaction)),
        };
        let OldMigration { version, name, key, .. } = migration;
        format!("{version} {name} {key}: {}{down}", script(&migration.up, migration.up_in_transaction))
    }
}

#[cfg(test)]
mod tests {
    use super::fixtures::files;
    use super::*;

    #[test]
    fn every_tool_reads_nothing_from_nothing() {
        for tool in Tool::ALL {
            assert_eq!(read(tool, &files(&[("README.md", "")]), None), OldProject::default(), "{tool:?}");
        }
    }
}
