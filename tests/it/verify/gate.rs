//! `migrate up --verify`: a migration that opens a way between tenants is rolled back.

use std::path::Path;

use crate::support::{Database, Migrate, Project, Run};

/// A table of tenants' rows as the rules want it.
fn sound(table: &str) -> String {
    format!(
        "CREATE TABLE {table} (id bigint, organization_id uuid NOT NULL, PRIMARY KEY (organization_id, id));
         {}
         GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO app_user;",
        policy(table)
    )
}

fn policy(table: &str) -> String {
    format!(
        "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
         CREATE POLICY tenant ON {table} USING (organization_id =
             (SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid));"
    )
}

/// The same without row-level security.
fn open(table: &str) -> String {
    format!(
        "CREATE TABLE {table} (id bigint, organization_id uuid NOT NULL, PRIMARY KEY (organization_id, id));
         GRANT SELECT ON {table} TO app_user;"
    )
}

/// A database whose server has the application's role.
fn database() -> Database {
    let db = Database::new();
    db.execute(
        "DO $$ BEGIN CREATE ROLE app_user NOLOGIN;
         EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
    );
    db
}

fn up(db: &Database, project: &Project, args: &[&str], code: i32) -> Run {
    project.migrate_on(db).args(["up"]).args(args.iter().copied()).code(code)
}

fn applied(db: &Database) -> String {
    db.value(
        "SELECT COALESCE(string_agg(version::text, ',' ORDER BY version), '') FROM refinery_schema_history",
    )
}

fn exists(db: &Database, relation: &str) -> bool {
    !db.value(&format!("SELECT to_regclass('{relation}')")).is_empty()
}

#[test]
fn a_table_without_row_level_security_is_rolled_back_and_named() {
    let (db, project) = (database(), Project::with_tenant());
    project.pair("V001__notes", &sound("notes"), "DROP TABLE notes;");
    project.pair("V002__leaky", &open("leaky"), "DROP TABLE leaky;");
    project.pair("V003__more", &sound("more"), "DROP TABLE more;");
    let run = up(&db, &project, &["--verify"], 1).says(&[
        "applied V001__notes",
        "error: migration `V002__leaky` does not pass `migrate verify`",
        "--> migrations/V002__leaky.sql",
        "its transaction was rolled back: nothing of it is left",
        "error: T01 rls-disabled `public.leaky`: ",
        "hint: ALTER TABLE public.leaky ENABLE ROW LEVEL SECURITY",
        "applied before the failure and kept: `V001__notes`",
        "--no-verify",
    ]);
    assert!(!run.stderr.contains("applied V002"), "{run:#?}");
    assert_eq!((applied(&db).as_str(), exists(&db, "leaky")), ("1", false));
    assert_eq!(db.value("SELECT count(*) FROM migrate_journal WHERE version = 2"), "0");
    // Mended, it passes, and so does what comes after it; nothing is said about that.
    project.file("migrations/V002__leaky.sql", sound("leaky"));
    let run = up(&db, &project, &["--verify"], 0);
    assert_eq!(run.stderr.lines().count(), 2, "{run:#?}");
    assert_eq!(applied(&db), "1,2,3");
}

#[test]
fn a_view_with_its_owners_rights_is_rolled_back() {
    let (db, project) = (database(), Project::with_tenant());
    project.pair("V001__notes", &sound("notes"), "DROP TABLE notes;");
    let view = "CREATE VIEW every_note AS SELECT * FROM notes; GRANT SELECT ON every_note TO app_user;";
    project.pair("V002__view", view, "DROP VIEW every_note;");
    up(&db, &project, &["--verify"], 1)
        .says(&["V01 view-owner-rights `public.every_note`", "security_invoker"]);
    assert_eq!((applied(&db).as_str(), exists(&db, "every_note")), ("1", false));
    project.file(
        "migrations/V002__view.sql",
        view.replace("every_note AS", "every_note WITH (security_invoker = true) AS"),
    );
    if db.value("SHOW server_version_num").parse::<u32>().unwrap() >= 150_000 {
        up(&db, &project, &["--verify"], 0);
    }
}

#[test]
fn what_was_found_before_does_not_hold_up_a_migration_that_changes_nothing_about_it() {
    let (db, project) = (database(), Project::with_tenant());
    project.pair("V001__old", &open("old"), "DROP TABLE old;");
    up(&db, &project, &[], 0);
    project.pair("V002__notes", &sound("notes"), "DROP TABLE notes;");
    project.pair(
        "V003__column",
        "ALTER TABLE old ADD COLUMN title text;",
        "ALTER TABLE old DROP COLUMN title;",
    );
    up(&db, &project, &["--verify"], 0);
    assert_eq!(applied(&db), "1,2,3");
    // Nor does what a migration of the same run mends come back unseen.
    project.pair("V004__mend", &policy("old"), "DROP POLICY tenant ON old;");
    project.pair("V005__worse", "ALTER TABLE old DISABLE ROW LEVEL SECURITY;", "SELECT 1;");
    up(&db, &project, &["--verify"], 1)
        .says(&["`V005__worse` does not pass", "T01 rls-disabled `public.old`"]);
    assert_eq!(applied(&db), "1,2,3,4");
}

#[test]
fn a_script_that_leaves_role_path_and_settings_is_judged_like_any_other() {
    let (db, project) = (database(), Project::with_tenant());
    db.execute("CREATE SCHEMA other");
    let leave = "SET LOCAL ROLE pg_monitor; SET search_path = other; SET quote_all_identifiers = on;
        SET LOCAL statement_timeout = '20ms';";
    project.pair("V001__notes", &format!("{}\n{leave}", sound("notes")), "DROP TABLE notes;");
    up(&db, &project, &["--verify"], 0);
    project.pair("V002__leaky", &format!("{}\n{leave}", open("leaky")), "DROP TABLE leaky;");
    up(&db, &project, &["--verify"], 1).says(&["T01 rls-disabled `public.leaky`"]);
    assert_eq!(applied(&db), "1");
    // Who does not ask is not held up. Without what is left: a busy machine may need 20 ms for a COMMIT.
    project.pair("V002__leaky", &open("leaky"), "DROP TABLE leaky;");
    up(&db, &project, &[], 0);
}

#[test]
fn a_script_without_a_transaction_keeps_what_it_did_and_does_not_count_as_applied() {
    let (db, project) = (database(), Project::with_tenant());
    project.pair("V001__notes", &sound("notes"), "DROP TABLE notes;");
    let script =
        format!("-- migrate:no-transaction\n{}\nCREATE INDEX CONCURRENTLY i ON leaky (id);\n", open("leaky"));
    project.pair("V002__leaky", &script, "DROP TABLE leaky;");
    let again = |code| up(&db, &project, &["--verify"], code);
    again(1).says(&[
        "migration `V002__leaky` does not pass `migrate verify`",
        "its 3 statements were executed and kept, but it does not count as applied",
        "T01 rls-disabled `public.leaky`",
    ]);
    assert_eq!((applied(&db).as_str(), exists(&db, "leaky")), ("1", true));
    project.migrate_on(&db).args(["status"]).ok().shows(&["interrupted"]);
    // What it made is there before the second run, and is no older than the script for that.
    again(1).says(&["T01 rls-disabled `public.leaky`", "an earlier run started it"]);
    assert_eq!(applied(&db), "1");
    db.execute(&policy("leaky"));
    again(0).says(&["applied V002__leaky"]);
    assert_eq!(applied(&db), "1,2");
}

#[test]
fn who_says_nothing_goes_by_the_configuration_and_no_verify_beats_it() {
    let (db, project) = (database(), Project::with_tenant());
    project.pair("V001__leaky", &open("leaky"), "DROP TABLE leaky;");
    project.file("migrate.toml", "[tenant]\n[verify]\ngate = true\n");
    up(&db, &project, &[], 1).says(&["T01 rls-disabled `public.leaky`"]);
    let planned = up(&db, &project, &["--dry-run"], 0);
    planned.shows(&["V001", "migrations/V001__leaky.sql"]);
    let exempt = "[[verify.exempt]]\nrule = \"rls-disabled\"\nobject = \"leaky\"\nreason = \"a test\"\n";
    project.file("migrate.toml", format!("[tenant]\n[verify]\ngate = true\n{exempt}"));
    up(&db, &project, &[], 0);
    project.migrate_on(&db).args(["down"]).ok();
    project.file("migrate.toml", "[tenant]\n[verify]\ngate = true\n");
    up(&db, &project, &["--no-verify"], 0);
    assert_eq!(applied(&db), "1");
    // Without the key nobody asks.
    project.file("migrate.toml", "[tenant]\n").pair("V002__open", &open("open_too"), "DROP TABLE open_too;");
    up(&db, &project, &[], 0);
}

#[test]
fn a_redo_that_does_not_pass_the_gate_leaves_everything_as_it_was() {
    let (db, project) = (database(), Project::with_tenant());
    project.pair("V001__notes", &sound("notes"), "DROP TABLE notes;");
    project.pair("V002__more", &sound("more"), "DROP TABLE more;");
    up(&db, &project, &["--verify"], 0);
    db.execute(
        "INSERT INTO notes VALUES (7, gen_random_uuid()); INSERT INTO more VALUES (8, gen_random_uuid())",
    );
    let before = db.catalog();
    project.file("migrations/V001__notes.sql", open("notes"));
    let redo =
        |args: &[&str], code| project.migrate_on(&db).args(["redo"]).args(args.iter().copied()).code(code);
    let run = redo(&["2", "--yes", "--verify"], 1).says(&[
        "error: migration `V001__notes` does not pass `migrate verify`",
        "T01 rls-disabled `public.notes`",
        "everything is as it was before this run",
        "no migration was applied by this run",
    ]);
    assert!(!run.stderr.contains("rolled back V00"), "{run:#?}");
    assert_eq!((applied(&db), db.catalog()), ("1,2".to_owned(), before));
    assert_eq!(db.query("SELECT id FROM notes UNION SELECT id FROM more ORDER BY 1"), ["7", "8"]);
    assert_eq!(db.value("SELECT count(*) FROM migrate_journal"), "2");
    // Nor does a script that fails leave anything.
    project
        .file("migrations/V001__notes.sql", sound("notes"))
        .file("migrations/V002__more.sql", "SELECT nope;");
    redo(&["2", "--yes", "--verify"], 1)
        .says(&["column \"nope\" does not exist", "--> migrations/V002__more.sql"]);
    assert_eq!(applied(&db), "1,2");
    project.file("migrations/V002__more.sql", sound("more"));
    redo(&["2", "--yes", "--verify"], 0).says(&[
        "rolled back V002__more",
        "applied V001__notes",
        "applied V002__more",
    ]);
    assert_eq!(db.query("SELECT id FROM notes UNION SELECT id FROM more"), [""; 0]);
    let order = "SELECT direction || version || outcome FROM migrate_journal WHERE entry_id > 2 AND outcome = 'done' ORDER BY entry_id";
    assert_eq!(db.query(order), ["down2done", "down1done", "up1done", "up2done"]);
    project.file("migrations/V002__more.sql", open("more"));
    redo(&["--no-verify"], 0);
}

#[test]
fn what_was_found_before_a_redo_is_applied_again() {
    let (db, project) = (database(), Project::with_tenant());
    project.pair("V001__old", &open("old"), "DROP TABLE old;");
    project.pair("V002__older", &open("older"), "DROP TABLE older;");
    up(&db, &project, &["--no-verify"], 0);
    let redo =
        |args: &[&str], code| project.migrate_on(&db).args(["redo"]).args(args.iter().copied()).code(code);
    redo(&["--verify"], 0).says(&["rolled back V002__older", "applied V002__older"]);
    redo(&["2", "--yes", "--verify"], 0);
    // A script without a transaction: what was there before the rollback is nobody's fault there, either.
    project.file("migrations/V002__older.sql", format!("-- migrate:no-transaction\n{}", open("older")));
    redo(&["2", "--yes", "--verify"], 0);
    redo(&["--verify"], 0);
    assert_eq!((applied(&db).as_str(), exists(&db, "old"), exists(&db, "older")), ("1,2", true, true));
    project.migrate_on(&db).args(["status", "--check"]).ok();
    let worse = format!("-- migrate:no-transaction\n{}\nGRANT TRUNCATE ON older TO app_user;", open("older"));
    project.file("migrations/V002__older.sql", worse);
    let run = redo(&["--verify"], 1);
    assert!(!run.stderr.contains("T01"), "{run:#?}");
}

#[test]
fn the_findings_are_errors_of_the_json_document_and_annotations_of_the_script() {
    let (db, project) = (database(), Project::with_tenant());
    project.pair("V001__leaky", &open("leaky"), "DROP TABLE leaky;");
    let document = up(&db, &project, &["--verify", "--format", "json"], 1).json();
    assert_eq!((&document["outcome"], &document["exit_code"]), (&"failed".into(), &1.into()));
    let errors = document["errors"].as_array().unwrap();
    assert!(errors[0]["title"].as_str().unwrap().contains("`V001__leaky` does not pass"), "{document:#}");
    let finding = errors.iter().find(|error| error["rule"] == "T01").unwrap();
    assert!(
        finding["title"].as_str().unwrap().starts_with("T01 rls-disabled `public.leaky`: "),
        "{document:#}"
    );
    assert_eq!(finding["rule_name"], "rls-disabled");
    assert!(finding["hint"].as_str().unwrap().contains("ENABLE ROW LEVEL SECURITY"), "{document:#}");
    let run = up(&db, &project, &["--verify", "--format", "github"], 1);
    run.shows(&[
        "::error file=migrations/V001__leaky.sql,title=migrate::migration `V001__leaky`",
        "::error file=migrations/V001__leaky.sql,title=T01 rls-disabled::T01 rls-disabled `public.leaky`: ",
    ]);
}

#[test]
fn the_reference_schema_goes_up_through_the_gate() {
    let db = Database::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let call = |args: &[&str]| {
        Migrate::new(root).args(["--dir", ".", "--database-url", db.url()]).args(args.iter().copied()).ok()
    };
    call(&["up", "--verify"]);
    call(&["redo", "3", "--yes", "--verify"]);
    call(&["down", "--all", "--yes"]);
    call(&["up", "--verify"]);
    call(&["verify"]);
}
