//! What is refused before anything is touched.

use super::{accounts, seed};
use crate::support::{Cluster, Database, Held, Project, ended, wait_until};

#[test]
fn what_does_not_go_together_is_refused() {
    let (db, project) = (Database::new(), Project::new());
    seed(&db, &project, ["--profile", "smoke", "--rows", "5"]).code(2).says(&["cannot be used with"]);
    seed(&db, &project, ["--init", "--yes"]).code(2).says(&["cannot be used with"]);
    seed(&db, &project, ["--resume", "--clear"]).code(2).says(&["cannot be used with"]);
    seed(&db, &project, ["--profile", "smoke", "--scale", "0"]).code(2).says(&["a number above 0"]);
    seed(&db, &project, ["--profile", "smoke", "--until", "2026-02-30"]).code(2).says(&["2026-11-01"]);
    seed(&db, &project, ["--profile", "smoke", "--jobs", "0"]).code(2);
    seed(&db, &project, ["--clear", "--seed", "2"]).code(2);
}

#[test]
fn a_profile_that_is_not_there_or_not_usable() {
    let (db, project) = accounts();
    seed(&db, &project, ["--profile", "huge"]).code(2).says(&["no profile `huge`", "`accounts`", "`smoke`"]);
    seed(&db, &project, ["--profile", "huge.toml"]).code(2).says(&["huge.toml", "No such file"]);
    project.file("bad.toml", "tables = [");
    seed(&db, &project, ["--profile", "bad.toml"]).code(2).says(&["bad.toml"]);
    project.file("wrong.toml", "description = \"x\"\nuntil = \"2026-07-01\"\n[tables.items]\nrow = 3\n");
    seed(&db, &project, ["--profile", "wrong.toml"]).code(2).says(&["tables.items"]);
    assert_eq!(db.value("SELECT to_regclass('migrate_seed')"), "");
}

#[test]
fn tables_that_are_not_there() {
    let (db, project) = (Database::new(), Project::new());
    project.file("fixtures/profiles/accounts.toml", super::PROFILE);
    seed(&db, &project, ["--profile", "accounts"]).code(2).says(&[
        "`accounts`",
        "`events` and `items`",
        "`migrate up`",
    ]);
}

#[test]
fn tables_that_already_contain_rows() {
    let (db, project) = accounts();
    db.execute("INSERT INTO accounts (name, made) VALUES ('mine', now())");
    seed(&db, &project, ["--profile", "accounts"]).code(2).says(&["`public.accounts`: 1 row, of which 0"]);
    db.execute(
        "DELETE FROM accounts; ALTER TABLE notes DROP CONSTRAINT notes_item_id_fkey;
         INSERT INTO notes (item_id, body) VALUES (gen_random_uuid(), 'x');
         ALTER TABLE notes ADD CONSTRAINT f FOREIGN KEY (item_id) REFERENCES items NOT VALID",
    );
    // Not a table of the profile, but one that refers to it.
    seed(&db, &project, ["--profile", "accounts"]).code(2).says(&["`public.notes`: 1 row"]);
    assert_eq!(db.value("SELECT to_regclass('migrate_seed')"), "");
}

#[test]
fn a_protected_environment_wants_the_databases_name() {
    let (db, project) = accounts();
    let url = db.url();
    project.file("migrate.toml", format!("[scripts]\n[env.production]\nurl = \"{url}\"\nprotected = true\n"));
    let on =
        |args: &[&str]| project.migrate().args(["--env", "production", "seed"]).args(args.iter().copied());
    for args in [["--profile", "accounts"].as_slice(), &["--clear"], &["--resume"]] {
        on(args).code(2).says(&["`production` is protected", db.name()]);
    }
    on(&["--profile", "accounts", "--dry-run"]).ok();
    on(&["--profile", "accounts", "--scale", "0.01", "--confirm", db.name()]).ok();
}

#[test]
fn a_role_that_cannot_fill_the_tables() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::new());
    project.file("fixtures/profiles/accounts.toml", super::PROFILE);
    db.execute(
        "CREATE ROLE app_owner; CREATE ROLE loader LOGIN; GRANT CREATE, USAGE ON SCHEMA public TO app_owner, loader;
         SET ROLE app_owner",
    );
    db.execute(&format!("SET ROLE app_owner; {}", super::SCHEMA));
    let run = |code| {
        project
            .migrate()
            .args([
                "--database-url",
                &db.url_as("loader"),
                "seed",
                "--profile",
                "accounts",
                "--scale",
                "0.01",
            ])
            .code(code)
    };
    run(2).says(&["`loader` does not own", "`GRANT app_owner TO loader`"]);
    db.execute("GRANT app_owner TO loader; ALTER TABLE items ENABLE ROW LEVEL SECURITY");
    db.execute("ALTER TABLE items FORCE ROW LEVEL SECURITY");
    run(2).says(&["row-level security", "items", "`ALTER ROLE loader BYPASSRLS`"]);
    assert_eq!(db.value("SELECT to_regclass('migrate_seed')"), "");
    db.execute("ALTER ROLE loader BYPASSRLS");
    run(0);
}

#[test]
fn two_at_once() {
    let (db, project) = accounts();
    let application = Held::open(db.url());
    // Somebody holds a lock, so that the first one waits within its run.
    application.query("BEGIN; LOCK TABLE accounts IN ACCESS EXCLUSIVE MODE").unwrap();
    let mut first = seed(&db, &project, ["--profile", "accounts"])
        .into_command()
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    wait_until("the first run has the lock", || db.value(held) != "0");
    seed(&db, &project, ["--profile", "accounts", "--lock-wait", "0s"]).code(6);
    application.query("COMMIT").unwrap();
    assert!(ended(&mut first).success());
}
