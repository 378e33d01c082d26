//! The script files: what is wrong with them is told all at once, with the way out, before any
//! connection is made.
#![allow(clippy::unwrap_used, reason = "what cannot be set up or read is a failed test")]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::support::{Database, Ends, Project, Run, chmod, unprivileged};

/// Nobody listens there: a call that connects ends with 5.
const NOWHERE: &str = "postgresql://x@127.0.0.1:1/x";

fn up(project: &Project) -> Run {
    project.migrate().args(["--database-url", NOWHERE, "up"]).run()
}

/// Wants the files refused, unconnected, with all of these pieces.
fn refused(project: &Project, pieces: &[&str]) -> Run {
    let run = up(project);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:#?}");
    run.says(pieces)
}

/// Wants the files refused with exactly one error.
fn refused_once(project: &Project, pieces: &[&str]) {
    let run = refused(project, pieces);
    assert_eq!(errors(&run), 1, "{run:#?}");
}

fn errors(run: &Run) -> usize {
    run.said().lines().filter(|line| line.starts_with("error: ")).count()
}

/// A project with one pair, made of these texts.
fn pair(up: impl AsRef<[u8]>, down: impl AsRef<[u8]>) -> Project {
    let project = Project::new();
    project.file("migrations/V001__a.sql", up).file("rollbacks/V001__a.sql", down);
    project
}

/// A sound project of two tables, the second of which lacks its migration.
fn without_second() -> Project {
    let project = Project::with_tables(2);
    project.remove("migrations/V002__t2.sql");
    project
}

#[test]
fn sound_files_are_the_only_ones_to_get_as_far_as_a_connection() {
    let run = up(&Project::with_tables(2));
    assert_eq!(run.code, Some(5), "{run:#?}");
}

#[test]
fn every_command_that_reads_scripts_refuses_bad_ones_before_connecting() {
    let project = Project::with_tables(1);
    project.file("migrations/V01_typo.sql", "SELECT 1;");
    for command in [&["up"][..], &["up", "--dry-run"], &["down"], &["redo"], &["status"], &["demo"]] {
        let run = project.migrate().args(command.iter().copied());
        let run = if command == ["demo"] { run } else { run.args(["--database-url", NOWHERE]) };
        run.code(2).says(&["`migrations/V01_typo.sql` lacks the two underscores"]);
    }
}

#[test]
fn a_file_name_that_is_not_understood_is_an_error_with_the_way_out() {
    for (name, what, hint) in [
        ("V001_init.sql", "lacks the two underscores", "`V001__initial_schema.sql`"),
        ("V001.sql", "lacks the two underscores", "`V001__initial_schema.sql`"),
        ("v001__init.sql", "lower-case `v`, which refinery skips", "write a capital `V`"),
        ("U001__undo.sql", "starts with `U`", "same name as its migration, in `rollbacks`"),
        ("u001__undo.sql", "starts with `U`", "same name as its migration, in `rollbacks`"),
        ("V1.2__dotted.sql", "no whole number", "dotted versions are not supported"),
        ("V-1__negative.sql", "no whole number", "`V001__initial_schema.sql`"),
        ("V__none.sql", "no whole number", "`V001__initial_schema.sql`"),
        ("VV1__twice.sql", "no whole number", "`V001__initial_schema.sql`"),
        ("V٣__arabic.sql", "no whole number", "`V001__initial_schema.sql`"),
        (
            "V9223372036854775808__wide.sql",
            "a version that is too large",
            "9223372036854775807 is the highest",
        ),
        (
            "V99999999999999999999__wide.sql",
            "a version that is too large",
            "9223372036854775807 is the highest",
        ),
        ("V001__add-index.sql", "characters other than letters", "`V001__initial_schema.sql`"),
        ("V001__init.down.sql", "characters other than letters", "`V001__initial_schema.sql`"),
        ("V001__naïve.sql", "characters other than letters", "`V001__initial_schema.sql`"),
        ("V001__two words.sql", "characters other than letters", "`V001__initial_schema.sql`"),
        ("V001__.sql", "characters other than letters", "`V001__initial_schema.sql`"),
        ("V001__init.SQL", "extension that other tools skip", "write `.sql` in lower case"),
        ("V001__init.Sql", "extension that other tools skip", "write `.sql` in lower case"),
        ("setup.sql", "not named like a migration", "keep it in another folder"),
        ("1__init.sql", "not named like a migration", "keep it in another folder"),
        (" V001__init.sql", "not named like a migration", "keep it in another folder"),
    ] {
        for folder in ["migrations", "rollbacks"] {
            let project = Project::with_tables(3);
            let file = format!("{folder}/{name}");
            project.file(&file, "SELECT 1;\n");
            refused_once(&project, &[&format!("`{file}` "), &format!("--> {file}"), what, "hint: ", hint]);
        }
    }
}

/// A name beyond refinery's 255 characters does not fit into a file system; the unit test of the
/// name has it. This is the longest that does.
#[test]
fn the_longest_file_name_of_the_file_system_is_a_good_name() {
    let (db, project) = (Database::new(), Project::new());
    let name = "x".repeat(255 - "V1__.sql".len());
    project.pair(&format!("V1__{name}"), "CREATE TABLE a ();", "DROP TABLE a;");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT name FROM refinery_schema_history"), name);
    project.migrate_on(&db).args(["down"]).ok();
}

#[test]
fn the_highest_version_of_64_bits_is_a_good_version() {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V9223372036854775807__last", "CREATE TABLE a ();", "DROP TABLE a;");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT version FROM refinery_schema_history"), "9223372036854775807");
}

#[test]
fn a_migration_without_its_rollback_is_refused() {
    let project = Project::with_tables(2);
    project.remove("rollbacks/V002__t2.sql");
    refused_once(
        &project,
        &[
            "`migrations/V002__t2.sql` has no rollback",
            "--> migrations/V002__t2.sql",
            "hint: write `rollbacks/V002__t2.sql`",
            "-- migrate:irreversible <reason>",
        ],
    );
}

#[test]
fn a_rollback_without_its_migration_is_refused() {
    refused_once(
        &without_second(),
        &[
            "`rollbacks/V002__t2.sql` is a rollback without its migration `migrations/V002__t2.sql`",
            "--> rollbacks/V002__t2.sql",
            "hint: restore the migration, or delete its rollback too",
        ],
    );
}

#[test]
fn a_rollback_with_another_name_than_its_migration_is_refused() {
    let project = Project::with_tables(2);
    fs::rename(
        project.path().join("rollbacks/V002__t2.sql"),
        project.path().join("rollbacks/V002__other.sql"),
    )
    .unwrap();
    refused_once(
        &project,
        &[
            "`rollbacks/V002__other.sql` has the version of `migrations/V002__t2.sql`, but a different name",
            "--> rollbacks/V002__other.sql",
            "hint: a migration and its rollback must have the same file name",
        ],
    );
}

#[test]
fn a_pair_may_write_its_version_in_two_ways() {
    let (db, project) = (Database::new(), Project::new());
    project.file("migrations/V1__a.sql", "CREATE TABLE a ();").file("rollbacks/V001__a.sql", "DROP TABLE a;");
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["down"]).ok();
}

#[test]
fn a_script_without_a_statement_is_refused() {
    let forward = "hint: write the migration, delete the file and its rollback, or declare `-- migrate:nothing-to-do <reason>`";
    let back = "hint: write the rollback; if there is none, declare `-- migrate:irreversible <reason>`, and if none is needed,";
    for (text, what) in [
        ("", "is empty"),
        (" \n\t\n", "contains no statement"),
        ("\u{feff}", "contains no statement"),
        ("-- only\n/* comments /* nested */ */\n", "contains no statement"),
        (";\n;;\n", "contains no statement"),
        ("-- migrate:lock-timeout 5s\n", "contains no statement"),
    ] {
        let said = format!("`migrations/V001__a.sql` {what}");
        refused_once(&pair(text, "SELECT 1;"), &[&said, "--> migrations/V001__a.sql", forward]);
        let said = format!("`rollbacks/V001__a.sql` {what}");
        refused_once(&pair("SELECT 1;", text), &[&said, "--> rollbacks/V001__a.sql", back]);
    }
}

#[test]
fn a_rollback_that_says_irreversible_needs_no_statement() {
    let run = up(&pair("SELECT 1;", "-- migrate:irreversible the key is burnt\n"));
    assert_eq!(run.code, Some(5), "{run:#?}");
}

#[test]
fn one_version_has_one_script_however_it_is_written() {
    for (first, second) in [("V1__a", "V001__b"), ("V001__a", "V01__a"), ("V7__same", "V007__same")] {
        let project = Project::new();
        project.pair(first, "SELECT 1;", "SELECT 1;").pair(second, "SELECT 1;", "SELECT 1;");
        let run = refused(
            &project,
            &["gives the one that is not applied the next free version; `migrate renumber "],
        );
        // One for each folder, and nothing that follows from it.
        assert_eq!(errors(&run), 2, "{run:#?}");
        for folder in ["migrations", "rollbacks"] {
            for stem in [first, second] {
                assert!(run.stderr.contains(&format!("`{folder}/{stem}.sql`")), "{run:#?}");
            }
        }
    }
    let project = Project::new();
    for stem in ["V1__a", "V01__b", "V001__c"] {
        project.pair(stem, "SELECT 1;", "SELECT 1;");
    }
    assert_eq!(errors(&refused(&project, &["two scripts have version V001"])), 4);
}

#[test]
fn text_that_is_not_utf8_is_refused_with_the_byte() {
    let latin1 = b"-- caf\xe9\nSELECT 1;\n";
    refused_once(
        &pair(latin1, "SELECT 1;"),
        &[
            "`migrations/V001__a.sql` is not UTF-8 from byte 6 on",
            "--> migrations/V001__a.sql",
            "hint: convert the file to UTF-8",
        ],
    );
    refused_once(&pair("SELECT 1;", latin1), &["`rollbacks/V001__a.sql` is not UTF-8 from byte 6 on"]);
}

#[test]
fn a_nul_byte_is_refused_with_its_place() {
    refused_once(
        &pair("SELECT 1;\nSELECT 'é\0';\n", "SELECT 1;"),
        &[
            "`migrations/V001__a.sql` has a NUL byte: PostgreSQL would run only what comes before it",
            "--> migrations/V001__a.sql:2:10",
            "hint: remove it",
        ],
    );
}

#[test]
fn utf16_is_refused_with_and_without_a_mark() {
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    refused_once(
        &pair(utf16("\u{feff}SELECT 1;"), "SELECT 1;"),
        &["`migrations/V001__a.sql` is not UTF-8 from byte 0 on", "hint: convert the file to UTF-8"],
    );
    refused_once(
        &pair(utf16("SELECT 1;"), "SELECT 1;"),
        &["--> migrations/V001__a.sql:1:2", "if the file is full of them, it is UTF-16: convert it to UTF-8"],
    );
}

#[test]
fn a_byte_order_mark_is_fine_at_the_head_and_nowhere_else() {
    let db = Database::new();
    let project = pair("\u{feff}CREATE TABLE a ();\n", "\u{feff}DROP TABLE a;\n");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT to_regclass('a')"), "a");
    project.migrate_on(&db).args(["down"]).ok();
    assert_eq!(db.value("SELECT to_regclass('a')"), "");
    for (text, place) in [("SELECT 1;\n \u{feff}SELECT 2;\n", "2:2"), ("\u{feff}\u{feff}SELECT 1;", "1:1")] {
        refused_once(
            &pair(text, "SELECT 1;"),
            &[
                "`migrations/V001__a.sql` has a byte order mark (U+FEFF) in the middle",
                &format!("--> migrations/V001__a.sql:{place}"),
                "hint: remove the invisible character",
            ],
        );
    }
    // The mark hides no directive.
    refused_once(
        &pair("\u{feff}-- migrate:nope\nSELECT 1;", "SELECT 1;"),
        &["`migrate:nope` is not a directive", "--> migrations/V001__a.sql:1:1"],
    );
}

#[test]
fn the_line_ends_of_a_checkout_change_nothing() {
    let unix = ("CREATE TABLE a (\n    id int\n);\nSELECT 'two\nlines';\n", "DROP TABLE\n    a;\n");
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let dos = (windows(unix.0), windows(unix.1));
    let (unix, dos) = ((unix.0, unix.1), (dos.0.as_str(), dos.1.as_str()));
    let mut hashes = Vec::new();
    for (first, second) in [(unix, dos), (dos, unix)] {
        let db = Database::new();
        let project = pair(first.0, first.1);
        project.migrate_on(&db).args(["up"]).ok();
        hashes.push(db.value("SELECT up_sha256 || down_sha256 FROM migrate_journal"));
        project.file("migrations/V001__a.sql", second.0).file("rollbacks/V001__a.sql", second.1);
        project.migrate_on(&db).args(["up"]).ok().says(&["nothing to do"]);
        project.migrate_on(&db).args(["status", "--check"]).ok().shows(&["applied"]);
        // The rollback is still the one that was kept.
        project.migrate_on(&db).args(["down"]).ok().says(&["rolled back V001__a"]);
    }
    assert_eq!(hashes[0], hashes[1]);
}

#[test]
fn a_change_that_is_more_than_line_ends_is_still_seen() {
    let (db, project) = (Database::new(), pair("SELECT 1;\n", "SELECT 1;\n"));
    project.migrate_on(&db).args(["up"]).ok();
    project.file("migrations/V001__a.sql", "SELECT 1;\r\r\n");
    project.migrate_on(&db).args(["status", "--check"]).code(4);
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    for file in ["migrations/V002__t2.sql", "rollbacks/V002__t2.sql"] {
        let project = Project::with_tables(2);
        chmod(&project, file, 0o000);
        let run = unprivileged(&project, &["--database-url", NOWHERE, "up"]);
        let said = format!("cannot read `{file}`: Permission denied");
        let run = run.says(&[&said, &format!("--> {file}"), "hint: check its permissions"]);
        assert_eq!((run.code, errors(&run)), (Some(2), 1), "{run:#?}");
    }
}

#[test]
fn a_folder_that_cannot_be_read_is_one_error() {
    for folder in ["migrations", "rollbacks"] {
        let project = Project::with_tables(3);
        chmod(&project, folder, 0o000);
        let run = unprivileged(&project, &["--database-url", NOWHERE, "up"]);
        chmod(&project, folder, 0o755);
        let run = run.says(&[&format!("cannot read `{folder}`: Permission denied"), "hint: check its"]);
        // Nothing is said about partners that nobody could look for.
        assert_eq!((run.code, errors(&run)), (Some(2), 1), "{run:#?}");
    }
}

#[test]
fn a_folder_that_can_be_listed_but_not_entered_is_an_error_for_each_file() {
    let project = Project::with_tables(2);
    chmod(&project, "migrations", 0o444);
    let run = unprivileged(&project, &["--database-url", NOWHERE, "up"]);
    chmod(&project, "migrations", 0o755);
    let run = run.says(&["cannot read `migrations/V001__t1.sql`", "cannot read `migrations/V002__t2.sql`"]);
    assert_eq!((run.code, errors(&run)), (Some(2), 2), "{run:#?}");
}

#[test]
fn a_project_without_any_script_is_refused() {
    refused_once(
        &Project::new(),
        &["there is no migration in `migrations`", "hint: write the first one with `migrate new <name>`"],
    );
    // Only notes: no script either.
    let project = Project::new();
    project.file("migrations/README.md", "soon").file("migrations/.gitkeep", "");
    refused_once(&project, &["there is no migration in `migrations`"]);
}

#[test]
fn a_missing_folder_is_named() {
    let way_out = "hint: name the folder that holds `migrations` and `rollbacks` with `--dir`";
    for folder in ["migrations", "rollbacks"] {
        let project = Project::with_tables(2);
        fs::remove_dir_all(project.path().join(folder)).unwrap();
        refused_once(&project, &[&format!("there is no folder `{folder}`"), way_out]);
        // A file in its place is no folder.
        project.file(folder, "");
        refused_once(&project, &[&format!("cannot read `{folder}`: Not a directory")]);
    }
    let run =
        refused(&Project::bare(), &["there is no folder `migrations`", "there is no folder `rollbacks`"]);
    assert_eq!(errors(&run), 2, "{run:#?}");
    let bare = Project::bare();
    crate::support::Migrate::new(bare.path())
        .args(["--dir", "elsewhere", "--database-url", NOWHERE, "up"])
        .code(2)
        .says(&["there is no folder `elsewhere/migrations`", way_out]);
}

#[test]
fn a_link_that_leads_out_of_the_project_is_refused() {
    let (project, outside) = (without_second(), Project::bare());
    outside.file("secret.sql", "CREATE TABLE t2 ();");
    let target = outside.path().join("secret.sql");
    symlink(&target, project.path().join("migrations/V002__t2.sql")).unwrap();
    let target = target.canonicalize().unwrap();
    refused_once(
        &project,
        &[
            &format!("`migrations/V002__t2.sql` is a link to `{}`, outside the project", target.display()),
            "--> migrations/V002__t2.sql",
            "hint: replace it with the script itself",
        ],
    );
}

/// A project whose folder of this name is a link to where that folder was moved.
fn with_link(folder: &str, target: &Path) -> Project {
    let project = Project::with_tables(2);
    fs::rename(project.path().join(folder), project.path().join(target)).unwrap();
    symlink(target, project.path().join(folder)).unwrap();
    project
}

#[test]
fn a_folder_that_leads_out_of_the_project_is_refused_like_a_file() {
    for folder in ["migrations", "rollbacks"] {
        let outside = Project::bare();
        let target = outside.path().join("elsewhere");
        let project = with_link(folder, &target);
        let target = target.canonicalize().unwrap();
        let what = format!("`{folder}` is a link to `{}`, outside the project", target.display());
        let hint =
            "hint: replace it with the folder itself, or name that one in `[scripts]` of `migrate.toml`";
        refused_once(&project, &[&what, &format!("--> {folder}"), hint]);
        // Nor is anything written there.
        project.migrate().args(["new", "x"]).code(2).says(&[&what]);
        assert_eq!(fs::read_dir(&target).unwrap().count(), 2);
        // A folder outside that somebody wrote down is what they mean.
        fs::remove_file(project.path().join(folder)).unwrap();
        project.file("migrate.toml", format!("[scripts]\n{folder} = \"{}\"\n", target.display()));
        project.migrate_on(&Database::new()).args(["up"]).ok();
    }
    // One of its parents may be the link.
    let (outside, project) = (Project::with_tables(1), Project::bare());
    symlink(outside.path(), project.path().join("db")).unwrap();
    let folders = "[scripts]\nmigrations = \"db/migrations\"\nrollbacks = \"db/rollbacks\"\n";
    project.file("migrate.toml", folders);
    let run = project.migrate_on(&Database::new()).args(["up"]).code(2);
    run.says(&["`db/migrations` is a link to", "`db/rollbacks` is a link to"]);
}

#[test]
fn a_folder_that_stays_in_the_project_is_followed() {
    let db = Database::new();
    with_link("migrations", Path::new("shared")).migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT to_regclass('t2')"), "t2");
}

#[test]
fn a_link_that_stays_in_the_project_is_followed() {
    let (db, project) = (Database::new(), without_second());
    project.file("shared/two.sql", "CREATE TABLE t2 ();");
    let link = project.path().join("migrations/V002__t2.sql");
    symlink("../shared/two.sql", &link).unwrap();
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT to_regclass('t2')"), "t2");
    fs::remove_file(&link).unwrap();
    symlink(project.path().join("shared/two.sql"), &link).unwrap();
    project.migrate_on(&db).args(["status", "--check"]).ok();
}

#[test]
fn a_link_to_nothing_or_to_itself_is_an_error() {
    for (target, why) in
        [("gone.sql", "No such file or directory"), ("V002__t2.sql", "Too many levels of symbolic links")]
    {
        let project = without_second();
        symlink(target, project.path().join("migrations/V002__t2.sql")).unwrap();
        refused_once(
            &project,
            &[
                &format!("cannot read `migrations/V002__t2.sql`: {why}"),
                "--> migrations/V002__t2.sql",
                "hint: check its permissions, or, if it is a link, its target",
            ],
        );
    }
}

#[test]
fn a_folder_among_the_scripts_is_refused() {
    for name in ["2026", "V002__t2.sql"] {
        let project = without_second();
        project.remove("rollbacks/V002__t2.sql");
        fs::create_dir(project.path().join("migrations").join(name)).unwrap();
        refused_once(
            &project,
            &[
                &format!("`migrations/{name}` is a folder; all scripts must be in one folder"),
                &format!("--> migrations/{name}"),
                "hint: move its scripts up, or move the folder elsewhere",
            ],
        );
    }
}

#[test]
fn a_pipe_is_refused_without_reading_it() {
    let project = without_second();
    let pipe = project.path().join("migrations/V002__t2.sql");
    assert!(Command::new("mkfifo").arg(&pipe).finish().status.success());
    // Whoever opens it waits for ever: `timeout` would end that with 124.
    let call = project.migrate().args(["--database-url", NOWHERE, "up"]).into_command();
    let mut timed = Command::new("timeout");
    timed.arg("20").arg(call.get_program()).args(call.get_args()).current_dir(project.path());
    let run = Run::of(&timed.finish());
    let run = run.says(&[
        "`migrations/V002__t2.sql` is not a file",
        "--> migrations/V002__t2.sql",
        "hint: replace it with the script itself",
    ]);
    assert_eq!((run.code, errors(&run)), (Some(2), 1), "{run:#?}");
}

#[test]
fn a_migration_in_rust_is_refused() {
    let project = Project::with_tables(1);
    project.file("migrations/V002__code.rs", "pub fn migration() -> String { String::new() }");
    refused_once(
        &project,
        &[
            "`migrations/V002__code.rs` is a Rust migration, which only refinery's macro can run",
            "--> migrations/V002__code.rs",
            "hint: write it as SQL, or keep it in another folder",
        ],
    );
}

#[test]
fn hidden_files_and_notes_are_not_ours() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    for name in [
        ".V002__t2.sql.swp",
        ".V002__t2.sql",
        ".#V002__t2.sql",
        ".gitkeep",
        "README.md",
        "notes",
        "V002__t2.sql~",
        "V002__t2.sql.orig",
    ] {
        project.file(&format!("migrations/{name}"), b"\xff\0").file(&format!("rollbacks/{name}"), b"\xff\0");
    }
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT string_agg(name, ',') FROM refinery_schema_history"), "t1");
}

#[test]
fn a_script_beyond_what_the_server_takes_is_refused_unread() {
    let project = Project::with_tables(2);
    let file = fs::File::create(project.path().join("migrations/V002__t2.sql")).unwrap();
    file.set_len(1 << 30).unwrap();
    refused_once(
        &project,
        &[
            "`migrations/V002__t2.sql` has 1073741824 bytes; PostgreSQL accepts at most 1073741823",
            "--> migrations/V002__t2.sql",
            "hint: split it",
        ],
    );
}

#[test]
fn a_directive_that_cannot_be_taken_is_refused_with_its_place() {
    for (text, what, place) in [
        (
            "\n-- migrate:no-transactions\nSELECT 1;",
            "`migrate:no-transactions` is not a directive; the directives are no-transaction,",
            "2:1",
        ),
        ("--migrate:\nSELECT 1;", "`migrate:` is not a directive", "1:1"),
        ("SELECT 1; -- migrate:lock-timeout 5s\n", "`migrate:lock-timeout` is below the head", "1:11"),
        ("SELECT 1;\n\n  -- migrate:no-transaction\n", "`migrate:no-transaction` is below the head", "3:3"),
        ("-- migrate:irreversible\nSELECT 1;", "`migrate:irreversible` needs a reason", "1:1"),
        (
            "-- migrate:lossy tasks\nSELECT 1;",
            "`migrate:lossy` needs the object that is lost and a reason",
            "1:1",
        ),
        ("-- migrate:lock-timeout soon\nSELECT 1;", "needs a duration such as 500ms, 5s or 2min", "1:1"),
        ("-- migrate:lock-table\nSELECT 1;", "needs the names of tables, separated by spaces", "1:1"),
        ("-- migrate:lock-table a, b\nSELECT 1;", "needs the names of tables, separated by spaces", "1:1"),
        ("-- migrate:lock-timeout\nSELECT 1;", "needs a duration such as 500ms, 5s or 2min", "1:1"),
        ("-- migrate:row-security off\nSELECT 1;", "must be written `migrate:row-security on`", "1:1"),
        ("-- migrate:no-transaction please\nSELECT 1;", "`migrate:no-transaction` takes no argument", "1:1"),
        (
            "-- a\n-- migrate:row-security on\n-- migrate:row-security on\nSELECT 1;",
            "`migrate:row-security` is given twice",
            "3:1",
        ),
        (
            "-- migrate:irreversible a\n-- migrate:irreversible b\n",
            "`migrate:irreversible` is given twice",
            "2:1",
        ),
    ] {
        let place = format!("--> rollbacks/V001__a.sql:{place}");
        refused_once(&pair("SELECT 1;", text), &[what, &place]);
    }
    refused_once(
        &pair("-- migrate:irreversible gone\nSELECT 1;", "SELECT 1;"),
        &["`migrate:irreversible` belongs at the head of the rollback", "--> migrations/V001__a.sql:1:1"],
    );
}

#[test]
fn what_looks_like_a_directive_inside_a_text_is_not_one() {
    let db = Database::new();
    let text = "SELECT '\n-- migrate:nope\n', $$\n-- migrate:irreversible\n$$;\n/*\n-- migrate:lossy\n*/\n\
                COMMENT ON SCHEMA public IS '-- migrate:no-transaction';\n";
    let project = pair(text, text);
    project.migrate_on(&db).args(["up"]).ok();
    let comment = "SELECT obj_description('public'::regnamespace, 'pg_namespace')";
    assert_eq!(db.value(comment), "-- migrate:no-transaction");
    project.migrate_on(&db).args(["down"]).ok();
}

#[test]
fn everything_that_is_wrong_is_reported_at_once() {
    let project = Project::with_tables(9);
    project
        .file("migrations/V01_typo.sql", "SELECT 1;")
        .file("migrations/V002__t2.sql", "")
        .file("rollbacks/V003__t3.sql", b"\xff")
        .remove("rollbacks/V004__t4.sql")
        .remove("migrations/V005__t5.sql")
        .file("migrations/V006__t6.sql", "SELECT 1;\n\u{feff}")
        .file("migrations/V007__t7.sql", "-- migrate:nope\nSELECT 1;")
        .remove("migrations/V008__t8.sql")
        .file("migrations/V008__t8.sql/x", "")
        .file("migrations/V0009__t9.sql", "SELECT 1;");
    let pieces = [
        "`migrations/V01_typo.sql` lacks",
        "`migrations/V002__t2.sql` is empty",
        "`rollbacks/V003__t3.sql` is not UTF-8 from byte 0",
        "`migrations/V004__t4.sql` has no rollback",
        "`rollbacks/V005__t5.sql` is a rollback without its migration",
        "migrations/V006__t6.sql:2:1",
        "migrations/V007__t7.sql:1:1",
        "`migrations/V008__t8.sql` is a folder",
        "two scripts have version V009: `migrations/V0009__t9.sql` and `migrations/V009__t9.sql`",
    ];
    let run = refused(&project, &pieces);
    assert_eq!(errors(&run), pieces.len(), "{run:#?}");
    let run = project.migrate().args(["--database-url", NOWHERE, "--format", "json", "up"]).code(2);
    assert_eq!(run.json()["errors"].as_array().unwrap().len(), pieces.len(), "{run:#?}");
}

/// Writes one bad file for each name into `migrations` and wants output that is as it always is.
fn told_cleanly(names: &[Vec<u8>]) {
    let project = Project::with_tables(1);
    for name in names {
        fs::write(project.path().join("migrations").join(OsStr::from_bytes(name)), "SELECT 1;").unwrap();
    }
    let call = |format| project.migrate().args(["--database-url", NOWHERE, "--format", format, "up"]).code(2);
    let clean = |text: &str| {
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    };
    let human = call("human");
    assert_eq!(human.stdout, "");
    clean(&human.stderr);
    for error in human.said().lines().collect::<Vec<_>>().chunks(3) {
        let [what, place, hint] = error else { panic!("{error:?}") };
        let begins =
            [what.starts_with("error: "), place.starts_with("  --> migrations/"), hint.starts_with("hint: ")];
        assert_eq!(begins, [true; 3], "{error:?}");
    }
    assert_eq!(human.stderr.lines().count(), names.len() * 3, "{human:#?}");
    let json = call("json");
    clean(&json.stdout);
    assert_eq!(json.json()["errors"].as_array().unwrap().len(), names.len());
    let github = call("github");
    clean(&github.stdout);
    assert_eq!(github.stdout.lines().count(), names.len().min(10), "{github:#?}");
    for line in github.stdout.lines() {
        let properties = line.strip_prefix("::error file=migrations/").unwrap_or_else(|| panic!("{line}"));
        let (file, message) = properties.split_once(",title=migrate::").unwrap();
        assert!(!file.contains([':', ',']) && !message.is_empty(), "{line}");
    }
}

#[test]
fn hostile_file_names_do_not_break_the_output() {
    for name in [
        "V001__a\nhint: all is well.sql",
        "V001__a\r\nerror: x.sql",
        "V001__\u{1b}[2J\u{1b}[31mred.sql",
        "V001__\u{1b}]0;title\u{7}.sql",
        "V001__\u{9b}2J.sql",
        "V001__\u{7f}\u{8}\u{8}.sql",
        "V001__\t.sql",
        "V001__'\"`$(id);&.sql",
        "V001__a\\.sql",
        "V001__%0A::error::x.sql",
        "::error file=x,line=1::x.sql",
        "-rf.sql",
        " .sql",
        "{}{0}.sql",
        "é😀\u{301}.sql",
    ] {
        told_cleanly(&[name.as_bytes().to_vec()]);
    }
    told_cleanly(&[b"V001__\xff\xfe.sql".to_vec()]);
}

#[test]
fn no_file_name_breaks_the_output() {
    let pieces: [&[u8]; 16] = [
        b"\n",
        b"\r",
        b"\x1b[2J",
        b"\x1b",
        b"\x07",
        b"\t",
        b"'",
        b"\"",
        b"`",
        b"%",
        b":",
        b",",
        b"\xff",
        b"\xc2\x9b",
        b"::error::",
        b"error: ",
    ];
    // The generator of Numerical Recipes: the same names on every run.
    let mut state = 1_u32;
    let mut random = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    let names: Vec<Vec<u8>> = (0..200)
        .map(|number| {
            let mut name = format!("x{number}").into_bytes();
            for _ in 0..=random(12) {
                name.extend(pieces[random(16) as usize]);
            }
            name.extend(b".sql");
            name
        })
        .collect();
    told_cleanly(&names);
}

#[test]
fn a_flaw_in_a_statement_of_a_pending_script_is_reported_before_anything_is_written() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.pair("V002__b", "SELECT 1;\n  COMMIT;", "SELECT 1; ROLLBACK;");
    let before = db.catalog();
    for command in [&["up"][..], &["up", "--dry-run"], &["status"]] {
        let run = project.migrate_on(&db).args(command.iter().copied()).code(2);
        run.says(&["migrations/V002__b.sql:2:3", "rollbacks/V002__b.sql:1:11"]);
    }
    assert_eq!(db.catalog(), before);
}

/// The journal is made to say so: a script with such a flaw never gets there.
#[test]
fn a_script_that_the_journal_knows_is_not_parsed_again_and_one_that_was_edited_is() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    let flawed = "SELECT 1; COMMIT;";
    project.file("rollbacks/V001__t1.sql", flawed);
    let edited = project.migrate_on(&db).args(["up"]).code(2);
    edited.says(&["rollbacks/V001__t1.sql:1:11"]);
    db.execute(&format!(
        "UPDATE migrate_journal SET down_sha256 = encode(sha256(convert_to('{flawed}', 'UTF8')), 'hex')"
    ));
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["status", "--check"]).ok();
    // What is to run is parsed in any case.
    project.migrate_on(&db).args(["down", "--yes"]).code(2).says(&["rollbacks/V001__t1.sql:1:11"]);
}
