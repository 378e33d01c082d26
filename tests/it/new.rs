//! `migrate new`
#![allow(clippy::unwrap_used, reason = "what cannot be set up or read is a failed test")]

use std::fs;
use std::process::Command;

use crate::support::{Database, Ends, Migrate, Project, Run, chmod, unprivileged};

/// Nobody listens there.
const NOWHERE: &str = "postgresql://x@127.0.0.1:1/x";

fn create(project: &Project, name: &str) -> Run {
    project.migrate().args(["new", name]).ok()
}

fn read(project: &Project, path: &str) -> String {
    fs::read_to_string(project.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file of both folders.
fn files(project: &Project) -> Vec<String> {
    let mut files: Vec<String> = ["migrations", "rollbacks"]
        .into_iter()
        .filter_map(|folder| Some((folder, fs::read_dir(project.path().join(folder)).ok()?)))
        .flat_map(|(folder, entries)| {
            entries.map(move |entry| format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy()))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn the_first_pair_is_number_one_and_its_paths_are_the_output() {
    let project = Project::bare();
    let run = project.migrate().args(["new", "add", "invoices"]).ok();
    assert_eq!(run.stdout, "migrations/V001__add_invoices.sql\nrollbacks/V001__add_invoices.sql\n");
    assert_eq!(run.stderr, "");
    assert_eq!(files(&project), ["migrations/V001__add_invoices.sql", "rollbacks/V001__add_invoices.sql"]);
    assert!(read(&project, "migrations/V001__add_invoices.sql").starts_with("-- V001 add invoices\n"));
    assert!(
        read(&project, "rollbacks/V001__add_invoices.sql")
            .starts_with("-- V001 add invoices: rollback, in reverse order")
    );
}

#[test]
fn the_next_number_is_one_above_the_highest_whatever_else_is_wrong() {
    let project = Project::with_tables(2);
    create(&project, "third").shows(&["migrations/V003__third.sql", "rollbacks/V003__third.sql"]);
    // A gap is not filled.
    project.pair("V010__late", "SELECT 1;", "SELECT 1;");
    create(&project, "x").shows(&["migrations/V011__x.sql"]);
    // Whatever has a number keeps it: a rollback alone, bytes that are no text, a link to nothing.
    project.file("rollbacks/V012__alone.sql", "");
    create(&project, "x").shows(&["migrations/V013__x.sql"]);
    project.file("migrations/V014__bytes.sql", b"\xff\0");
    create(&project, "x").shows(&["migrations/V015__x.sql"]);
    std::os::unix::fs::symlink("gone.sql", project.path().join("migrations/V016__link.sql")).unwrap();
    create(&project, "x").shows(&["migrations/V017__x.sql"]);
    fs::create_dir(project.path().join("rollbacks/V018__folder.sql")).unwrap();
    create(&project, "x").shows(&["migrations/V019__x.sql"]);
    // What has no number has no part in it.
    project
        .file("migrations/V99_typo.sql", "")
        .file("migrations/README.md", "")
        .file("migrations/.V88__x.sql", "");
    create(&project, "x").shows(&["migrations/V020__x.sql"]);
    project.pair("V999__x", "SELECT 1;", "SELECT 1;");
    create(&project, "x").shows(&["migrations/V1000__x.sql"]);
}

/// The time in UTC, as a version.
fn clock() -> i64 {
    chrono::Utc::now().format("%Y%m%d%H%M%S").to_string().parse().unwrap()
}

/// The version that a call gave.
fn version_of(run: &Run) -> i64 {
    let file = run.stdout.lines().next().unwrap().strip_prefix("migrations/V").unwrap();
    file.split_once("__").unwrap().0.parse().unwrap()
}

#[test]
fn after_timestamps_the_next_version_is_the_clocks_and_later_than_the_last() {
    let project = Project::new();
    project.pair("V20261123093000__x", "SELECT 1;", "SELECT 1;");
    let before = clock();
    let first = version_of(&create(&project, "x"));
    assert!((before..=clock()).contains(&first), "{before} {first}");
    // Twice in one second, and on a machine whose clock is behind that of another.
    assert!(version_of(&create(&project, "y")) > first);
    project.pair("V20991231235959__x", "SELECT 1;", "SELECT 1;");
    create(&project, "x").shows(&["migrations/V20991231235960__x.sql"]);
    create(&project, "x").shows(&["migrations/V20991231235961__x.sql"]);
}

#[test]
fn the_project_says_how_it_counts_and_otherwise_its_files_do() {
    let project = Project::new();
    let versions = |word: &str| {
        project.file("migrate.toml", format!("[scripts]\nversions = \"{word}\"\n"));
    };
    versions("timestamp");
    let before = clock();
    let first = version_of(&create(&project, "x"));
    assert!((before..=clock()).contains(&first), "{before} {first}");
    versions("sequence");
    assert_eq!(version_of(&create(&project, "x")), first + 1);
    versions("clock");
    let run = project.migrate().args(["new", "x"]).code(2);
    run.says(&["unknown variant `clock`, expected `sequence` or `timestamp`"]);
    let project = Project::with_tables(2);
    project.file("migrate.toml", "[scripts]\nversions = \"timestamp\"\n");
    assert!(version_of(&create(&project, "x")) >= before);
}

#[test]
fn words_become_a_name() {
    for (words, name) in [
        (&["add", "invoices"][..], "add_invoices"),
        (&["add invoices"], "add_invoices"),
        (&["Add-Invoices"], "add_invoices"),
        (&["  add__the   2nd\tindex "], "add_the_2nd_index"),
        (&["--", "-x-"], "x"),
    ] {
        let project = Project::new();
        let run = project.migrate().args(["new"]).args(words.iter().copied()).ok();
        run.shows(&[&format!("migrations/V001__{name}.sql\n")]);
    }
    let project = Project::new();
    create(&project, &"x".repeat(200));
}

#[test]
fn a_name_that_gives_no_file_name_is_refused() {
    let long = "x".repeat(201);
    for name in [
        "",
        "   ",
        "---",
        "../evil",
        "a/b",
        "a.sql",
        "naïve",
        "it's",
        "a;b",
        "a\nb\u{1b}[2J;",
        "\u{1b}[2J",
        &long,
    ] {
        let project = Project::new();
        let run = project.migrate().args(["new", "--", name]).code(2);
        let run = run.says(&["does not make a file name", "hint: use letters, digits and underscores"]);
        assert!(!run.stderr.contains('\u{1b}'), "{run:#?}");
        assert_eq!((run.stdout.as_str(), files(&project)), ("", Vec::new()));
    }
    Project::new().migrate().args(["new"]).code(2).says(&["<NAME>"]);
}

#[test]
fn folders_that_are_missing_are_made() {
    let project = Project::bare();
    let run = Migrate::new(project.path()).args(["new", "--dir", "deep/er", "x"]).ok();
    assert_eq!(run.stdout, "deep/er/migrations/V001__x.sql\ndeep/er/rollbacks/V001__x.sql\n");
    assert!(project.path().join("deep/er/rollbacks/V001__x.sql").is_file());
    // The scripts of `migrate.toml` are where it says, beside the file.
    project.file("conf/migrate.toml", "[scripts]\nmigrations = \"db/up\"\nrollbacks = \"db/down\"\n");
    let run = Migrate::new(project.path()).args(["--config", "conf/migrate.toml", "new", "x"]).ok();
    assert_eq!(run.stdout, "conf/db/up/V001__x.sql\nconf/db/down/V001__x.sql\n");
    assert!(project.path().join("conf/db/down/V001__x.sql").is_file());
}

#[test]
fn without_a_project_there_is_nowhere_to_write() {
    let bare = Project::bare();
    for args in [&["new", "x"][..], &["new", "x", "--embedded"]] {
        let run = Migrate::new(bare.path()).args(args.iter().copied()).code(2);
        run.says(&[
            "no project folder to write to",
            "hint: `migrate init` begins a project here; or name a folder with `--dir`",
            "migrate new --dir . ",
        ]);
    }
    assert_eq!(fs::read_dir(bare.path()).unwrap().count(), 0);
    let project = Project::bare();
    fs::create_dir(project.path().join("migrations")).unwrap();
    let run = Migrate::new(project.path()).args(["new", "x"]).code(2);
    run.says(&["a folder `migrations` here, but nothing says to use it", "hint: pass `--dir .`"]);
    assert_eq!(fs::read_dir(project.path().join("migrations")).unwrap().count(), 0);
    // `migrate.toml` says it, and so does a folder of rollbacks beside it.
    project.file("migrate.toml", "[scripts]\n");
    Migrate::new(project.path()).args(["new", "x"]).ok().shows(&["migrations/V001__x.sql\n"]);
    Migrate::new(Project::new().path()).args(["new", "x"]).ok().shows(&["migrations/V001__x.sql\n"]);
}

#[test]
fn no_database_is_needed_and_a_wrong_one_does_not_matter() {
    let project = Project::new();
    project.migrate().args(["new", "x"]).ok();
    project.migrate().args(["new", "x", "--database-url", NOWHERE]).ok();
    project.migrate().env("DATABASE_URL", "no url at all").args(["new", "x"]).ok();
    assert_eq!(files(&project).len(), 6);
}

#[test]
fn the_template_speaks_of_this_projects_tenants() {
    let project = Project::new();
    create(&project, "x");
    let up = read(&project, "migrations/V001__x.sql");
    for piece in [
        "organization_id uuid NOT NULL",
        "TO app_user",
        "current_setting('app.current_organization_id', true), '')::uuid",
    ] {
        assert!(up.contains(piece), "`{piece}` is missing: {up}");
    }
    let tenants =
        "[tenant]\ncolumn = \"shop\"\ncolumn_type = \"bigint\"\nsetting = \"my.shop\"\napp_role = \"web\"\n";
    project.file("migrate.toml", tenants);
    create(&project, "x");
    let up = read(&project, "migrations/V002__x.sql");
    for piece in ["shop bigint NOT NULL", "TO web", "current_setting('my.shop', true), '')::bigint"] {
        assert!(up.contains(piece), "`{piece}` is missing: {up}");
    }
    for piece in ["organization", "uuid", "app_user", "{", "}"] {
        assert!(!up.contains(piece), "`{piece}` is left: {up}");
    }
}

#[test]
fn a_fresh_pair_is_refused_until_both_scripts_hold_a_statement() {
    let (db, project) = (Database::new(), Project::new());
    let way_out = "delete the file and its rollback";
    create(&project, "x");
    let (up, down) = ("migrations/V001__x.sql", "rollbacks/V001__x.sql");
    let (new_up, new_down) = (read(&project, up), read(&project, down));
    let [no_up, no_down] = [up, down].map(|file| format!("`{file}` contains no statement"));
    project.migrate_on(&db).args(["up"]).code(2).says(&[&no_up, &no_down, way_out]);
    project.file(up, format!("{new_up}CREATE TABLE x ();\n"));
    let run = project.migrate_on(&db).args(["up"]).code(2).says(&[&no_down, "write the rollback"]);
    assert!(!run.stderr.contains(up), "{run:#?}");
    project.file(down, format!("{new_down}DROP TABLE x;\n"));
    project.migrate_on(&db).args(["up"]).ok().says(&["applied V001__x"]);
    assert_eq!(db.value("SELECT to_regclass('x')"), "x");
    project.migrate_on(&db).args(["down"]).ok();
    assert_eq!(db.value("SELECT to_regclass('x')"), "");
}

#[test]
fn the_example_in_the_template_works_as_it_stands() {
    let (db, project) = (Database::new(), Project::new());
    project.file("migrate.toml", "[tenant]\napp_role = \"pg_monitor\"\n");
    create(&project, "x");
    let up = read(&project, "migrations/V001__x.sql");
    let example: Vec<&str> = up.lines().map(|line| line.strip_prefix("--   ").unwrap_or(line)).collect();
    project.file("migrations/V001__x.sql", example.join("\n"));
    project.file("rollbacks/V001__x.sql", "DROP TABLE invoices;");
    project.migrate_on(&db).args(["up"]).ok();
    let forced = "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = 'invoices'";
    assert_eq!(db.value(forced), "t");
    let policies = db.query("SELECT polname FROM pg_policy ORDER BY polpermissive DESC");
    assert_eq!(policies, ["tenant_isolation", "tenant_floor"]);
    // A tenant sees its own rows, and nobody sees any without one.
    let tenant = |n| format!("00000000-0000-0000-0000-00000000000{n}");
    db.execute(&format!("INSERT INTO invoices VALUES ('{0}', '{0}'), ('{1}', '{1}')", tenant(1), tenant(2)));
    let seen = |setting: &str| {
        let rows = db.query(&format!(
            "SET ROLE pg_monitor; SET app.current_organization_id = '{setting}'; SELECT organization_id FROM invoices"
        ));
        rows.join(",")
    };
    assert_eq!((seen(&tenant(2)), seen("")), (tenant(2), String::new()));
}

#[test]
fn the_example_in_the_template_passes_verify_without_a_note() {
    for tenants in [
        "app_role = \"web\"",
        "column = \"shop\"\ncolumn_type = \"bigint\"\nsetting = \"my.shop\"\napp_role = \"web\"",
        "column = \"Shop Nr\"\ncolumn_type = \"text\"\napp_role = \"Web-App\"",
    ] {
        let project = Project::new();
        project.file("migrate.toml", format!("[tenant]\n{tenants}\n[scratch]\nbefore = \"outside.sql\"\n"));
        // Until PostgreSQL 14 everybody may create in `public`, which is a finding about the server.
        project.file("outside.sql", "REVOKE CREATE ON SCHEMA public FROM PUBLIC;\n");
        create(&project, "x");
        for (file, last) in
            [("migrations/V001__x.sql", ""), ("rollbacks/V001__x.sql", "\nDROP TABLE invoices;\n")]
        {
            let text = read(&project, file);
            let lines: Vec<&str> =
                text.lines().map(|line| line.strip_prefix("--   ").unwrap_or(line)).collect();
            project.file(file, lines.join("\n") + last);
        }
        let run = project.migrate().args(["verify", "--ephemeral", "--format", "json"]).ok();
        let document = run.json();
        // The server's own age is not the template's.
        let findings: Vec<_> =
            document["findings"].as_array().unwrap().iter().filter(|one| one["rule"] != "L07").collect();
        assert!(findings.is_empty(), "{tenants}: {findings:#?}");
        project.migrate().args(["roundtrip", "--ephemeral", "--no-seed"]).ok();
    }
}

#[test]
fn json_lists_the_files() {
    let project = Project::new();
    let run = project.migrate().args(["new", "add invoices", "--format", "json"]).ok();
    let document = run.json();
    assert_eq!(document["command"], "new");
    assert_eq!(document["exit_code"], 0);
    let created = ["migrations/V001__add_invoices.sql", "rollbacks/V001__add_invoices.sql"];
    assert_eq!(document["created"], serde_json::json!(created));
    assert_eq!(files(&project), created);
}

#[test]
fn a_folder_that_takes_no_files_is_an_error_and_nothing_half_is_left() {
    for (closed, file) in [("migrations", "migrations/V001__x.sql"), ("rollbacks", "rollbacks/V001__x.sql")] {
        let project = Project::new();
        chmod(&project, closed, 0o555);
        let run = unprivileged(&project, &["new", "x"]);
        let run = run.says(&[&format!("could not write `{file}`: Permission denied")]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:#?}");
        assert_eq!(files(&project), [""; 0]);
    }
    // The folders themselves cannot be made.
    let project = Project::bare();
    chmod(&project, "", 0o555);
    let run = unprivileged(&project, &["new", "x"]);
    assert_eq!(run.says(&["could not write `migrations/V001__x.sql`: Permission denied"]).code, Some(1));
    assert_eq!(fs::read_dir(project.path()).unwrap().count(), 0);
}

#[test]
fn a_folder_that_cannot_be_listed_gives_no_number() {
    let project = Project::with_tables(1);
    chmod(&project, "migrations", 0o333);
    let run = unprivileged(&project, &["new", "t1"]);
    chmod(&project, "migrations", 0o755);
    let run = run.says(&["could not read `migrations`: Permission denied"]);
    assert_eq!((run.code, files(&project).len()), (Some(1), 2), "{run:#?}");
}

#[test]
fn a_full_disk_leaves_no_half_file() {
    let project = Project::new();
    let call = project.migrate().args(["new", "x"]).into_command();
    // A limit of no bytes at all fails every write with EFBIG, once its signal is ignored.
    let run = Run::of(
        &Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh"])
            .arg(call.get_program())
            .args(call.get_args())
            .current_dir(project.path())
            .finish(),
    );
    let run = run.says(&["could not write `migrations/V001__x.sql`: File too large"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:#?}");
    assert_eq!(files(&project), [""; 0]);
}

#[test]
fn a_file_is_never_overwritten() {
    let project = Project::new();
    // There is no number above this one.
    let stem = "V9223372036854775807__x";
    project.pair(stem, "SELECT 'mine';", "SELECT 'mine too';");
    let run = project.migrate().args(["new", "x"]).code(1);
    run.says(&[&format!("could not write `migrations/{stem}.sql`: File exists")]);
    assert_eq!(read(&project, &format!("migrations/{stem}.sql")), "SELECT 'mine';");
    assert_eq!(read(&project, &format!("rollbacks/{stem}.sql")), "SELECT 'mine too';");
}

#[test]
fn two_at_once_never_write_the_same_file() {
    let project = Project::new();
    let mut calls: Vec<_> = (0..8).map(|_| project.migrate().args(["new", "x"]).into_command()).collect();
    let calls: Vec<_> = calls
        .iter_mut()
        .map(|call| {
            let piped = std::process::Stdio::piped;
            call.stdout(piped()).stderr(piped()).spawn().unwrap()
        })
        .collect();
    let mut written = Vec::new();
    for call in calls {
        let run = Run::of(&call.finish());
        match run.code {
            Some(0) => written.extend(run.stdout.lines().map(ToOwned::to_owned)),
            Some(1) => drop(run.says(&["File exists"])),
            _ => panic!("{run:#?}"),
        }
    }
    written.sort();
    assert_eq!(files(&project), written);
    for file in &written {
        assert!(read(&project, file).starts_with("-- V0"), "{file}");
    }
}
