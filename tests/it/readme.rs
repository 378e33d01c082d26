//! The README and the pages in `docs/`: every command they show is run, and prints what they show.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::{Cluster, Database, Ends};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const README: &str = "README.md";

/// The pages with `sh` and `console` blocks. A test runs the blocks of each page in their order, in one folder and on one
/// server.
const RUN: [&str; 10] = [
    README,
    "docs/commands.md",
    "docs/configuration.md",
    "docs/drift.md",
    "docs/json.md",
    "docs/operations.md",
    "docs/roundtrip.md",
    "docs/scripts.md",
    "docs/seed.md",
    "docs/verify.md",
];

/// The pages with `bash` blocks, which are not run here: they need a remote repository, psql, or the sources, or a test of
/// their own runs them (`rights.rs`, `adopt/`).
const NOT_RUN: [&str; 6] = [
    "CONTRIBUTING.md",
    "docs/adopt.md",
    "docs/partitions.md",
    "docs/rights.md",
    "docs/roundtrip.md",
    "docs/scripts.md",
];

pub(crate) fn text_of(page: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(page)).unwrap()
}

/// The code blocks of a page, each with its language.
fn all_blocks(page: &str) -> Vec<(String, String)> {
    let text = text_of(page);
    let blocks = text.split("\n```").skip(1).step_by(2);
    blocks
        .map(|block| {
            let (language, body) = block.split_once('\n').unwrap();
            (language.to_owned(), body.to_owned())
        })
        .collect()
}

/// The code blocks of one language on a page.
pub(crate) fn blocks(page: &str, language: &str) -> Vec<String> {
    let of_language = all_blocks(page).into_iter().filter(|(found, _)| found == language);
    of_language.map(|(_, body)| body).collect()
}

/// Every page that a person wrote, by its path.
pub(crate) fn pages() -> Vec<String> {
    let folder = |folder: &str| -> Vec<PathBuf> {
        let entries = fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    };
    let mut pages: Vec<String> = [folder("."), folder("docs")]
        .concat()
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| path.strip_prefix(ROOT).unwrap().to_str().unwrap().trim_start_matches("./").to_owned())
        .collect();
    pages.sort();
    pages
}

/// A folder, a database, and a shell to work in.
struct Desk {
    folder: TempDir,
    _cluster: Cluster,
    database: String,
}

impl Desk {
    /// A folder with nothing in it.
    fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        let cluster = Cluster::own(&[]);
        let database = Database::on(&cluster);
        database.execute("CREATE ROLE me LOGIN SUPERUSER");
        let url = database.url_as("me");
        Self { folder, _cluster: cluster, database: url }
    }

    /// The same, with a database that an owner without superuser rights made by hand.
    fn with_a_schema() -> Self {
        let folder = TempDir::new().unwrap();
        let cluster = Cluster::own(&[]);
        let database = Database::owned_on(&cluster);
        database.superuser(
            "CREATE ROLE web; CREATE SCHEMA extensions; CREATE EXTENSION hstore SCHEMA extensions;
             GRANT USAGE ON SCHEMA extensions TO PUBLIC",
        );
        database.execute(
            "CREATE TABLE orders (tenant_id uuid, order_id uuid, tags extensions.hstore, PRIMARY KEY (tenant_id, order_id));
             ALTER TABLE orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
             CREATE POLICY tenant ON orders USING (tenant_id = current_setting('app.tenant', true)::uuid);
             GRANT SELECT ON orders TO web;
             CREATE FUNCTION count_orders() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM orders'",
        );
        let url = database.url().to_owned();
        Self { folder, _cluster: cluster, database: url }
    }

    /// A copy of what the repository holds for its own migrations.
    fn of_the_repository() -> Self {
        let desk = Self::empty();
        let folder = desk.folder.path();
        for part in ["migrations", "rollbacks"] {
            fs::create_dir(folder.join(part)).unwrap();
            for entry in fs::read_dir(Path::new(ROOT).join(part)).unwrap() {
                let from = entry.unwrap().path();
                fs::copy(&from, folder.join(part).join(from.file_name().unwrap())).unwrap();
            }
        }
        fs::copy(Path::new(ROOT).join("migrate.toml"), folder.join("migrate.toml")).unwrap();
        let editor = "#!/bin/sh\necho 'CREATE TABLE invoices (id int);' >> \"$1\"; echo 'DROP TABLE invoices;' >> \"$2\"\n";
        fs::write(folder.join("editor"), editor).unwrap();
        desk
    }

    /// Runs one line, as a person at a shell would.
    fn run(&self, line: &str) -> Output {
        let binary = Path::new(env!("CARGO_BIN_EXE_migrate")).parent().unwrap();
        let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
        Command::new("sh")
            .args(["-ec", line])
            .current_dir(self.folder.path())
            .env("PATH", path)
            .env("DATABASE_URL", &self.database)
            .env("EDITOR", "sh ./editor")
            .env("MIGRATE_EPHEMERAL_DIR", self.folder.path())
            .finish()
    }

    /// Runs the lines of an `sh` block, a block with a here-document in one piece, and says how many lines there were.
    fn succeeds(&self, block: &str) -> usize {
        let lines: Vec<&str> = if block.contains("<<") { vec![block] } else { block.lines().collect() };
        for line in lines {
            if line.starts_with("cargo install") {
                install(line);
                continue;
            }
            let output = self.run(line);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "`{line}`: {said}");
            if let Some(stop) = said.split("stop it with: ").nth(1) {
                assert!(self.run(stop.lines().next().unwrap()).status.success(), "{stop}");
            }
        }
        block.lines().count()
    }

    /// Runs the commands of a `console` block, compares what each prints, and says how many there were.
    fn gives_what_is_shown(&self, session: &str) -> usize {
        let steps = steps(session);
        for (command, shown) in &steps {
            if command.starts_with("export ") {
                continue;
            }
            let output = self.run(command);
            let said = format!(
                "{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
            assert!(output.status.success(), "`{command}`: {said}");
            let come: Vec<Vec<String>> = said.lines().map(shape).collect();
            let shown: Vec<Vec<String>> = shown.iter().map(|line| shape(line)).collect();
            assert_eq!(come, shown, "`{command}`");
        }
        steps.len()
    }
}

/// Runs a page from its beginning to its end, and says how many commands it has.
fn runs(page: &str) -> usize {
    assert!(RUN.contains(&page));
    let desk = if page == README { Desk::empty() } else { Desk::of_the_repository() };
    let mut ran = 0;
    for (at, (language, block)) in all_blocks(page).into_iter().enumerate() {
        ran += match language.as_str() {
            // What CI runs; the next test holds that it does.
            "sh" if page == README && at == 0 => 0,
            // In a folder of its own, by a test of its own.
            "sh" if block.contains("migrate baseline") => 0,
            "sh" => desk.succeeds(&block),
            "console" => desk.gives_what_is_shown(&block),
            _ => 0,
        };
    }
    ran
}

/// Words that are alike in every run: durations, times and widths of columns are not.
fn shape(line: &str) -> Vec<String> {
    let word = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        if word.chars().all(|c| "-+".contains(c)) {
            "rule".to_owned()
        } else if word.parse::<f64>().is_ok() {
            "number".to_owned()
        } else if digits >= 6 && word.chars().all(|c| c.is_ascii_digit() || "-:TZ".contains(c)) {
            "time".to_owned()
        } else {
            word.to_owned()
        }
    };
    let words: Vec<String> = line.split_whitespace().map(word).collect();
    // Where there is no terminal, lines on standard error begin with instant, database and level.
    match words.as_slice() {
        [time, _, level, rest @ ..] if time == "time" && level == "info:" => rest.to_vec(),
        [time, _, rest @ ..] if time == "time" => rest.to_vec(),
        _ => words,
    }
}

#[test]
fn the_first_code_block_is_within_15_lines_and_holds_the_two_commands() {
    let text = text_of(README);
    let line = text.lines().position(|line| line.starts_with("```")).unwrap() + 1;
    assert!(line <= 15, "the first code block starts at line {line}");
    let first = &all_blocks(README)[0].1;
    let commands: Vec<&str> = first.lines().map(|line| line.split('#').next().unwrap().trim()).collect();
    assert_eq!(commands, ["make demo", "make test"]);
    // Both are run by CI from a clean checkout; from here they would run themselves.
    let ci = fs::read_to_string(Path::new(ROOT).join(".ci/run")).unwrap();
    for command in commands {
        assert!(ci.lines().any(|line| line == command), "CI does not run `{command}`");
        let name = command.strip_prefix("make ").unwrap();
        let plan = Command::new("make").args(["-n", name]).current_dir(ROOT).finish();
        assert!(plan.status.success() && String::from_utf8_lossy(&plan.stdout).contains(".ci/setup"));
    }
}

/// Each command of a session, and the lines under it.
fn steps(session: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for line in session.lines() {
        match (line.strip_prefix("$ "), found.last_mut()) {
            (Some(command), _) => found.push((command.to_owned(), Vec::new())),
            (None, Some((_, lines))) => lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    found
}

/// As written, into a folder of its own and with the debug profile, which is built already.
fn install(command: &str) {
    let root = TempDir::new().unwrap();
    let target = Path::new(env!("CARGO_BIN_EXE_migrate")).ancestors().nth(2).unwrap();
    let line =
        format!("{command} --debug --root {} --target-dir {}", root.path().display(), target.display());
    let output = Command::new("sh").args(["-c", &line]).current_dir(ROOT).finish();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(root.path().join("bin/migrate").is_file());
}

#[test]
fn every_command_of_the_readme_works_in_an_empty_folder() {
    let ran = runs(README);
    assert!(ran >= 18, "{ran}");
    assert!(text_of(README).lines().count() <= 200, "a front door, not the house");
}

#[test]
fn an_own_project_begins_with_three_commands_in_an_empty_folder_and_on_an_existing_database() {
    let block = |piece: &str| {
        let block = blocks(README, "sh").into_iter().find(|block| block.contains(piece)).unwrap();
        let commands = block.lines().filter(|line| line.starts_with("migrate ")).count();
        assert_eq!(commands, 3, "{block}");
        block
    };
    let output = Desk::empty().run(&block("migrate new create notes"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("1 of 1 pair proven"), "{said}");
    let output = Desk::with_a_schema().run(&block("migrate baseline"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("1 of 1 pair proven on"), "{said}");
}

#[test]
fn every_command_of_the_page_of_commands_works() {
    assert!(runs("docs/commands.md") >= 12);
}

#[test]
fn every_command_of_the_short_pages_works() {
    for page in ["docs/configuration.md", "docs/scripts.md", "docs/drift.md", "docs/json.md"] {
        assert!(runs(page) >= 2, "{page}");
    }
}

#[test]
fn every_command_of_the_page_of_operations_works() {
    assert!(runs("docs/operations.md") >= 8);
}

#[test]
fn every_command_of_the_page_of_round_trips_works() {
    assert!(runs("docs/roundtrip.md") >= 2);
}

#[test]
fn every_command_of_the_page_of_seeding_works() {
    assert!(runs("docs/seed.md") >= 6);
}

#[test]
fn every_command_of_the_page_of_isolation_works() {
    assert!(runs("docs/verify.md") >= 7);
}

#[test]
fn every_page_that_shows_commands_is_run() {
    let with = |languages: &[&str]| -> Vec<String> {
        let shows = |page: &String| {
            all_blocks(page).iter().any(|(language, _)| languages.contains(&language.as_str()))
        };
        pages().into_iter().filter(shows).collect()
    };
    assert_eq!(with(&["sh", "console", "shell"]), RUN);
    assert_eq!(with(&["bash"]), NOT_RUN);
    // A block of commands has a language, so that it cannot be overlooked here.
    for page in pages() {
        for (language, block) in all_blocks(&page) {
            let commands = block.lines().any(|line| line.trim_start_matches("$ ").starts_with("migrate "));
            let known = ["sh", "console", "bash", "yaml", "markdown"].contains(&language.as_str());
            assert!(!commands || known, "{page}: {language}: {block}");
        }
    }
}

#[test]
fn the_table_of_a_round_trip_has_the_columns_of_the_command() {
    let desk = Desk::of_the_repository();
    let output = desk.run("migrate roundtrip --ephemeral --no-seed --only V012");
    let header = |text: &str| -> Vec<String> {
        let line = text.lines().find(|line| line.trim_start().starts_with("migration ")).unwrap();
        shape(line)
    };
    let shown = blocks("docs/roundtrip.md", "text").concat();
    assert_eq!(header(&shown), header(&String::from_utf8(output.stdout).unwrap()));
}

#[test]
fn every_flag_of_the_command_table_is_one_of_the_command() {
    let text = text_of("docs/commands.md");
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| `migrate ")).collect();
    assert!(rows.len() >= 19, "{}", rows.len());
    for row in rows {
        let synopsis = row.split('`').nth(1).unwrap();
        let plain = |word: &&str| word.chars().all(|letter| letter.is_ascii_lowercase());
        let command: Vec<&str> = synopsis.split_whitespace().skip(1).take_while(plain).take(2).collect();
        let help = Command::new(env!("CARGO_BIN_EXE_migrate")).args(&command).arg("--help").finish();
        let help = String::from_utf8(help.stdout).unwrap();
        for flag in synopsis
            .split(|c: char| !(c.is_ascii_lowercase() || c == '-'))
            .filter(|word| word.starts_with("--"))
        {
            assert!(help.contains(flag), "`migrate {command:?}` has no {flag}");
        }
    }
}

#[test]
fn every_configuration_that_a_page_shows_is_accepted() {
    let desk = Desk::of_the_repository();
    let mut accepted = Vec::new();
    for page in pages().into_iter().filter(|page| page != "docs/seed.md") {
        for block in blocks(&page, "toml") {
            fs::write(desk.folder.path().join("migrate.toml"), &block).unwrap();
            let scripts = if block.contains("[scripts]") { "" } else { "--embedded" };
            let output = desk.run(&format!("migrate status {scripts}"));
            assert!(output.status.success(), "{page}: {}", String::from_utf8_lossy(&output.stderr));
            accepted.push(page.clone());
        }
    }
    assert!(
        accepted.iter().any(|page| page == "docs/configuration.md") && accepted.len() >= 5,
        "{accepted:?}"
    );
}
