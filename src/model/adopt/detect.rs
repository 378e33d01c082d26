//! Whose project it is: by its files, by the tables of the database, by what stands around it.

use super::file_name::numbered;
use super::old_migration::OldFile;
use super::sections::Marker;
use super::tool::Tool;
use super::{dbmate, drizzle, goose, graphile_migrate, liquibase, node_pg_migrate, pop, sql_migrate};

/// What else is known than the files.
#[derive(Debug, Clone, Default)]
pub(crate) struct Surroundings {
    /// Tools whose tables the database has.
    pub(crate) tables: Vec<Tool>,
    /// The names of the files and folders at the top of the project.
    pub(crate) beside: Vec<String>,
    /// The path of the folder that was read.
    pub(crate) folder: String,
}

/// The tool, or those that it could be; none where the files are nobody's.
pub(crate) fn detect(files: &[OldFile], surroundings: &Surroundings) -> Result<Tool, Vec<Tool>> {
    let mut by_files = candidates(files);
    if by_files == [Tool::Atlas] {
        // Atlas keeps its sums beside the files of other tools, too.
        let others = [by_markers(files), by_names(files)].concat();
        let has_table = |tool: &Tool| surroundings.tables.contains(tool);
        if let Some(other) = others.into_iter().find(has_table) {
            by_files = vec![other];
        }
    }
    let single = |tools: &[Tool]| if let [tool] = tools { Some(*tool) } else { None };
    if let Some(tool) = single(&by_files) {
        return Ok(tool);
    }
    let narrow = |is_hinted: &dyn Fn(Tool) -> bool| -> Vec<Tool> {
        by_files.iter().copied().filter(|tool| is_hinted(*tool)).collect()
    };
    let by_table = narrow(&|tool| surroundings.tables.contains(&tool));
    if let Some(tool) = single(&by_table) {
        return Ok(tool);
    }
    let by_place = narrow(&|tool| is_around(tool, surroundings));
    single(&by_place).ok_or(by_files)
}

/// Those that the files could be of.
fn candidates(files: &[OldFile]) -> Vec<Tool> {
    if files.iter().any(|file| drizzle::is_journal(&file.path)) {
        return vec![Tool::Drizzle];
    }
    if files.iter().any(|file| file.path == "atlas.sum") {
        return vec![Tool::Atlas];
    }
    if files.iter().any(|file| file.name() == "migration.sql" && file.path.contains('/')) {
        return vec![drizzle::tool_of_folders(files)];
    }
    if files.iter().any(|file| file.name() == "up.sql" && file.path.contains('/')) {
        return vec![Tool::Diesel];
    }
    if files.iter().any(|file| pop::is_distinct(file.name())) {
        return vec![Tool::Pop];
    }
    let by_marker = by_markers(files);
    if !by_marker.is_empty() {
        return by_marker;
    }
    by_names(files)
}

/// Whether a text has the markers of a tool.
type IsOfTool<'a> = &'a dyn Fn(&str) -> bool;

fn by_markers(files: &[OldFile]) -> Vec<Tool> {
    let begins =
        |line: &str, marker: fn(&str) -> Option<Marker>| matches!(marker(line), Some(Marker::Up { .. }));
    let has =
        |marker: fn(&str) -> Option<Marker>| move |text: &str| text.lines().any(|line| begins(line, marker));
    let tests: [(Tool, IsOfTool<'_>); 7] = [
        (Tool::Goose, &has(goose::marker)),
        (Tool::SqlMigrate, &has(sql_migrate::marker)),
        (Tool::Dbmate, &has(dbmate::marker)),
        (Tool::NodePgMigrate, &node_pg_migrate::is_divided),
        (Tool::Liquibase, &liquibase::is_formatted),
        (Tool::GraphileMigrate, &graphile_migrate::is_committed),
        (Tool::Tern, &|text| text.contains("---- create above / drop below ----")),
    ];
    let count = |test: IsOfTool<'_>| files.iter().filter(|file| test(file.content())).count();
    let mut counted: Vec<(usize, Tool)> =
        tests.iter().map(|(tool, test)| (count(test), *tool)).filter(|(count, _)| *count > 0).collect();
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    // A project that went from one tool to another has a few markers of the earlier one.
    counted.first().map(|(_, tool)| vec![*tool]).unwrap_or_default()
}

fn by_names(files: &[OldFile]) -> Vec<Tool> {
    let letters = |letter: char| {
        let is_so = move |name: &&str| {
            name.starts_with(letter)
                && name.contains("__")
                && name.rsplit_once('.').is_some_and(|(_, end)| end == "sql")
        };
        files.iter().map(OldFile::name).filter(is_so)
    };
    let version = |name: &str| name[1..].split("__").next().unwrap_or_default().to_owned();
    let is_whole = |version: &String| version.bytes().all(|byte| byte.is_ascii_digit());
    let versions: Vec<String> = letters('V').map(version).collect();
    if !versions.is_empty() {
        let is_flyway = letters('R').chain(letters('B')).next().is_some() || !versions.iter().all(is_whole);
        let undoes: Vec<String> = letters('U').map(version).collect();
        let undoes_all = undoes.iter().all(|version| versions.contains(version));
        return match (is_flyway, undoes.is_empty()) {
            (true, _) => vec![Tool::Flyway],
            (false, false) if undoes_all => vec![Tool::Flyway],
            (false, false) => vec![Tool::Refinery],
            (false, true) => vec![Tool::Flyway, Tool::Refinery],
        };
    }
    let at_top = || files.iter().filter(|file| !file.path.contains('/'));
    let names: Vec<_> = at_top().filter_map(|file| numbered(file.name(), &['_', '-', '.'])).collect();
    if names.is_empty() {
        return Vec::new();
    }
    if names.iter().any(|name| name.direction.is_some()) {
        return vec![Tool::GolangMigrate, Tool::Sqlx, Tool::Pop, Tool::NodePgMigrate];
    }
    vec![Tool::Sqlx, Tool::Supabase, Tool::Tern, Tool::NodePgMigrate, Tool::Atlas]
}

/// Whether something beside the files is of the tool, or of its language.
fn is_around(tool: Tool, surroundings: &Surroundings) -> bool {
    let signs: &[&str] = match tool {
        Tool::GolangMigrate => &["go.mod"],
        Tool::Sqlx => &["Cargo.toml", ".sqlx", "sqlx.toml"],
        Tool::Refinery => &["Cargo.toml", "refinery.toml"],
        Tool::Flyway => &["flyway.conf", "flyway.toml", "pom.xml", "build.gradle", "build.gradle.kts"],
        Tool::Pop => &["database.yml"],
        Tool::NodePgMigrate => &["package.json"],
        Tool::Tern => &["tern.conf"],
        Tool::Atlas => &["atlas.hcl"],
        Tool::Supabase => return surroundings.folder.split('/').any(|part| part == "supabase"),
        _ => &[],
    };
    surroundings.beside.iter().any(|name| signs.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::files;
    use super::*;

    fn detected(
        paths: &[(&str, &str)],
        tables: &[Tool],
        beside: &str,
        folder: &str,
    ) -> Result<Tool, Vec<Tool>> {
        let surroundings = Surroundings {
            tables: tables.to_vec(),
            beside: beside.split_whitespace().map(str::to_owned).collect(),
            folder: folder.to_owned(),
        };
        detect(&files(paths), &surroundings)
    }

    #[test]
    fn files_tell_their_tool() {
        for (path, text, tool) in [
            ("meta/_journal.json", "{}", Tool::Drizzle),
            ("atlas.sum", "h1:", Tool::Atlas),
            ("20240101_a/migration.sql", "", Tool::Prisma),
            ("20240101_a/up.sql", "", Tool::Diesel),
            ("1_a.up.fizz", "", Tool::Pop),
            ("1_a.sql", "-- +goose Up\n", Tool::Goose),
            ("1_a.sql", "-- +migrate Up\n", Tool::SqlMigrate),
            ("1_a.sql", "-- migrate:up\n", Tool::Dbmate),
            ("1_a.sql", "-- Up Migration\n", Tool::NodePgMigrate),
            ("a.sql", "--liquibase formatted sql\n", Tool::Liquibase),
            ("committed/000001.sql", "--! Previous: -\n", Tool::GraphileMigrate),
            ("1_a.sql", "x\n---- create above / drop below ----\n", Tool::Tern),
            ("V1.1__a.sql", "", Tool::Flyway),
        ] {
            assert_eq!(detected(&[(path, text)], &[], "", ""), Ok(tool), "{path} {text}");
        }
    }

    #[test]
    fn tables_and_surroundings_decide_between_several() {
        let pair = &[("1_a.up.sql", ""), ("1_a.down.sql", "")];
        let summed = &[("1_a.up.sql", ""), ("atlas.sum", "")];
        assert_eq!(detected(summed, &[Tool::GolangMigrate], "", ""), Ok(Tool::GolangMigrate));
        assert_eq!(detected(summed, &[Tool::Dbmate], "", ""), Ok(Tool::Atlas));
        assert_eq!(detected(pair, &[Tool::Sqlx, Tool::Flyway], "go.mod", ""), Ok(Tool::Sqlx));
        assert_eq!(detected(pair, &[], "go.mod", ""), Ok(Tool::GolangMigrate));
        assert_eq!(detected(pair, &[], "", "").unwrap_err().len(), 4);
        assert_eq!(detected(&[("1_a.sql", "")], &[], "", "supabase/migrations"), Ok(Tool::Supabase));
        assert_eq!(detected(&[("V1__a.sql", "")], &[], "Cargo.toml", ""), Ok(Tool::Refinery));
        assert_eq!(detected(&[("V1__a.sql", ""), ("U1__a.sql", "")], &[], "", ""), Ok(Tool::Flyway));
        assert_eq!(detected(&[("V1__a.sql", ""), ("U2__b.sql", "")], &[], "", ""), Ok(Tool::Refinery));
        assert_eq!(detected(&[("notes.txt", "")], &[], "", ""), Err(vec![]));
    }
}
