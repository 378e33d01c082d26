//! Files and folders by which other tools are known, each by its own documentation.

/// A file or folder of another tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ToolFile {
    /// From the folder of the project.
    pub(crate) path: &'static str,
    /// As `migrate adopt --from` takes it.
    pub(crate) tool: &'static str,
}

/// What is looked for, the surest first.
pub(crate) const TOOL_FILES: [ToolFile; 24] = [
    ToolFile { path: "prisma/migrations", tool: "prisma" },
    ToolFile { path: "supabase/migrations", tool: "supabase" },
    ToolFile { path: "drizzle/meta/_journal.json", tool: "drizzle" },
    ToolFile { path: "drizzle.config.ts", tool: "drizzle" },
    ToolFile { path: "drizzle.config.js", tool: "drizzle" },
    ToolFile { path: "drizzle.config.json", tool: "drizzle" },
    ToolFile { path: "diesel.toml", tool: "diesel" },
    ToolFile { path: "atlas.hcl", tool: "atlas" },
    ToolFile { path: "migrations/atlas.sum", tool: "atlas" },
    ToolFile { path: "flyway.toml", tool: "flyway" },
    ToolFile { path: "flyway.conf", tool: "flyway" },
    ToolFile { path: "conf/flyway.conf", tool: "flyway" },
    ToolFile { path: "src/main/resources/db/migration", tool: "flyway" },
    ToolFile { path: "liquibase.properties", tool: "liquibase" },
    ToolFile { path: "src/main/resources/db/changelog", tool: "liquibase" },
    ToolFile { path: ".gmrc", tool: "graphile-migrate" },
    ToolFile { path: ".gmrc.js", tool: "graphile-migrate" },
    ToolFile { path: "dbconfig.yml", tool: "sql-migrate" },
    ToolFile { path: "tern.conf", tool: "tern" },
    ToolFile { path: "migrations/tern.conf", tool: "tern" },
    ToolFile { path: ".sqlx", tool: "sqlx" },
    ToolFile { path: "refinery.toml", tool: "refinery" },
    ToolFile { path: "db/migrations", tool: "dbmate" },
    ToolFile { path: "database.yml", tool: "pop" },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_looked_for_once_and_tools_are_named_as_arguments() {
        let mut paths: Vec<&str> = TOOL_FILES.iter().map(|file| file.path).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), TOOL_FILES.len());
        let is_argument = |tool: &str| tool.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(TOOL_FILES.iter().all(|file| is_argument(file.tool)));
    }
}
