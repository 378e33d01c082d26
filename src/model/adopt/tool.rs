//! The tools whose projects can be adopted, and where each keeps its history.

/// A tool, or any files that a pattern describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tool {
    Atlas,
    Dbmate,
    Diesel,
    Drizzle,
    Flyway,
    GolangMigrate,
    Goose,
    GraphileMigrate,
    Liquibase,
    NodePgMigrate,
    Pattern,
    Pop,
    Prisma,
    Refinery,
    SqlMigrate,
    Sqlx,
    Supabase,
    Tern,
}

/// Where a tool keeps what it applied, unless it was configured otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HistoryPlace {
    /// Where the tool makes a schema of its own.
    pub(crate) schema: Option<&'static str>,
    pub(crate) table: &'static str,
    /// Columns that the table of this tool has, and that of no other one with the same name.
    pub(crate) columns: &'static [&'static str],
    /// Columns that it lacks, which others with the same name have.
    pub(crate) lacks: &'static [&'static str],
}

impl Tool {
    /// In the order of their names.
    pub(crate) const ALL: [Self; 18] = [
        Self::Atlas,
        Self::Dbmate,
        Self::Diesel,
        Self::Drizzle,
        Self::Flyway,
        Self::GolangMigrate,
        Self::Goose,
        Self::GraphileMigrate,
        Self::Liquibase,
        Self::NodePgMigrate,
        Self::Pattern,
        Self::Pop,
        Self::Prisma,
        Self::Refinery,
        Self::SqlMigrate,
        Self::Sqlx,
        Self::Supabase,
        Self::Tern,
    ];

    /// The word on the command line and in documents.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Atlas => "atlas",
            Self::Dbmate => "dbmate",
            Self::Diesel => "diesel",
            Self::Drizzle => "drizzle",
            Self::Flyway => "flyway",
            Self::GolangMigrate => "golang-migrate",
            Self::Goose => "goose",
            Self::GraphileMigrate => "graphile-migrate",
            Self::Liquibase => "liquibase",
            Self::NodePgMigrate => "node-pg-migrate",
            Self::Pattern => "pattern",
            Self::Pop => "pop",
            Self::Prisma => "prisma",
            Self::Refinery => "refinery",
            Self::SqlMigrate => "sql-migrate",
            Self::Sqlx => "sqlx",
            Self::Supabase => "supabase",
            Self::Tern => "tern",
        }
    }

    /// The tool with this word.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| tool.as_str() == word)
    }

    /// What it is called in sentences.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Atlas => "Atlas",
            Self::Diesel => "Diesel",
            Self::Drizzle => "Drizzle",
            Self::Flyway => "Flyway",
            Self::GraphileMigrate => "Graphile Migrate",
            Self::Liquibase => "Liquibase",
            Self::Pattern => "files of a pattern",
            Self::Prisma => "Prisma",
            Self::Supabase => "Supabase",
            other => other.as_str(),
        }
    }

    /// Where it keeps its history; `None` for files of a pattern, which have none that could be known.
    pub(crate) fn history(self) -> Option<HistoryPlace> {
        let place = |schema, table, columns, lacks| Some(HistoryPlace { schema, table, columns, lacks });
        match self {
            Self::Atlas => {
                place(Some("atlas_schema_revisions"), "atlas_schema_revisions", &["version", "applied"], &[])
            }
            Self::Dbmate => {
                place(None, "schema_migrations", &["version"], &["dirty", "statements", "inserted_at"])
            }
            Self::Diesel => place(None, "__diesel_schema_migrations", &["version"], &[]),
            Self::Drizzle => place(Some("drizzle"), "__drizzle_migrations", &["hash", "created_at"], &[]),
            Self::Flyway => place(None, "flyway_schema_history", &["installed_rank", "success"], &[]),
            Self::GolangMigrate => place(None, "schema_migrations", &["version", "dirty"], &[]),
            Self::Goose => place(None, "goose_db_version", &["version_id", "is_applied"], &[]),
            Self::GraphileMigrate => {
                place(Some("graphile_migrate"), "migrations", &["filename", "hash"], &[])
            }
            Self::Liquibase => place(None, "databasechangelog", &["id", "author", "filename"], &[]),
            Self::NodePgMigrate => place(None, "pgmigrations", &["name", "run_on"], &[]),
            Self::Pattern => None,
            Self::Pop => place(None, "schema_migration", &["version"], &[]),
            Self::Prisma => place(None, "_prisma_migrations", &["migration_name", "finished_at"], &[]),
            Self::Refinery => place(None, "refinery_schema_history", &["version", "checksum"], &[]),
            Self::SqlMigrate => place(None, "gorp_migrations", &["id", "applied_at"], &[]),
            Self::Sqlx => place(None, "_sqlx_migrations", &["version", "success"], &[]),
            Self::Supabase => place(Some("supabase_migrations"), "schema_migrations", &["version"], &[]),
            Self::Tern => place(None, "schema_version", &["version"], &["installed_rank"]),
        }
    }

    /// Whether the table of a tool is where we keep our own history.
    pub(crate) fn shares_our_history(self) -> bool {
        self == Self::Refinery
    }

    /// Whether the tool sends a script as it is, and the server then makes one transaction of it or not: nobody begins
    /// one.
    pub(crate) fn begins_no_transaction(self) -> bool {
        matches!(self, Self::GolangMigrate | Self::Pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_has_a_word_of_its_own_and_is_listed_in_order() {
        let words: Vec<&str> = Tool::ALL.iter().map(|tool| tool.as_str()).collect();
        assert!(words.is_sorted(), "{words:?}");
        for tool in Tool::ALL {
            assert_eq!(Tool::parse(tool.as_str()), Some(tool));
        }
        assert_eq!(Tool::parse("ant"), None);
    }
}
