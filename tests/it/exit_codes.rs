//! The exit codes: a contract, each code reached the way a user would.

use crate::support::{Database, Migrate, Project};

#[test]
fn every_exit_code_means_what_the_help_says() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    let help = Migrate::new(project.path()).args(["--help"]).ok().stdout;
    for piece in [
        "\n    0  done",
        "\n    1  failed, or verify found a problem",
        "\n    2  invalid usage",
        "\n    3  not in the wanted state",
        " status --check              something is pending",
        " docs --check                the file is out of date",
        " snapshot --check            the file is out of date",
        " drift                       the schema has drifted",
        "\n    4  files and history",
        "\n    5  no usable server",
        "\n    6  another run",
        "\n    7  inconclusive: verify could not tell",
        "\n  130  interrupted (SIGINT)",
        "\n  143  terminated (SIGTERM)",
    ] {
        assert!(help.contains(piece), "`{piece}` is missing in the help: {help}");
    }
    project.migrate_on(&db).args(["status", "--check"]).code(3);
    project.migrate_on(&db).args(["docs", "--output", "page.md", "--check"]).code(3);
    project.migrate_on(&db).args(["snapshot", "--output", "schema.txt", "--check"]).code(3);
    project.migrate_on(&db).args(["up"]).code(0);
    project.migrate_on(&db).args(["up"]).code(0);
    // The application's role is one that no test makes.
    project.file("migrate.toml", "[tenant]\napp_role = \"no_such_role\"\n");
    project.migrate_on(&db).args(["verify"]).code(1);
    project.remove("migrate.toml");
    project.migrate_on(&db).args(["frobnicate"]).code(2);
    project.migrate_on(&db).args(["up", "--to", "x"]).code(2);
    project.migrate().args(["up"]).code(2);
    project.file("migrations/V003__bad.sql", "SELECT nope").file("rollbacks/V003__bad.sql", "SELECT 1");
    project.migrate_on(&db).args(["up"]).code(1);
    project.file("migrations/typo.sql", "SELECT 1");
    project.migrate_on(&db).args(["up"]).code(2);
    project.remove("migrations/typo.sql").file("migrations/V001__t1.sql", "SELECT 'edited'");
    project.migrate_on(&db).args(["up"]).code(4);
    project.migrate().args(["--database-url", "postgresql://x@127.0.0.1:1/x", "status"]).code(2 + 3);
    db.execute("SELECT 1");
    // 6 is shown by `history::a_run_that_holds_the_lock_is_named`, 7 by `verify::here`, 130 and 143 by `ephemeral`.
}

#[test]
fn help_and_version_are_results() {
    let run = Migrate::new(Project::bare().path()).args(["--version"]).ok();
    assert_eq!(run.stdout, format!("migrate {}\n", env!("CARGO_PKG_VERSION")));
    for command in ["up", "down", "redo", "status", "docs", "verify", "snapshot", "drift", "new", "demo"] {
        let run = Migrate::new(Project::bare().path()).args([command, "--help"]).ok();
        assert!(run.stdout.contains("--database-url") && run.stderr.is_empty(), "{run:#?}");
    }
    Migrate::new(Project::bare().path()).code(2).says(&["Usage: migrate"]);
}
