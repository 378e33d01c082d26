//! `migrate renumber`: two branches used the same number. `migrate repair renamed`: the history follows a file.

use crate::support::{Database, Project};

fn decisions(db: &Database) -> Vec<String> {
    db.query("SELECT version, name, outcome, message FROM migrate_journal WHERE outcome = 'accepted' ORDER BY entry_id")
}

fn history(db: &Database) -> Vec<String> {
    db.query("SELECT version, name, checksum FROM refinery_schema_history ORDER BY version")
}

fn checksum(stem: &str, sql: &str) -> String {
    refinery::Migration::unapplied(stem, sql).unwrap().checksum().to_string()
}

#[test]
fn two_branches_with_one_number_get_an_error_with_both_files_and_the_way_out() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    project.pair("V002__labels", "CREATE TABLE labels (id int);", "DROP TABLE labels;");
    project.migrate_on(&db).args(["up"]).code(2).says(&[
        "two scripts have version V002: `migrations/V002__labels.sql` and `migrations/V002__t2.sql`",
        "`migrate renumber V002`",
    ]);
    // Without a database nobody knows which of them is applied.
    project
        .migrate()
        .args(["renumber", "V002"])
        .code(2)
        .says(&["it is not known which of them is meant", "name the file"]);
    project.migrate_on(&db).args(["renumber", "V002"]).ok().shows(&[
        "migrations/V002__labels.sql -> migrations/V003__labels.sql\nrollbacks/V002__labels.sql -> rollbacks/V003__labels.sql\n",
    ]);
    project.migrate_on(&db).args(["up"]).ok().says(&["applied V003__labels"]);
    project.migrate_on(&db).args(["status", "--check"]).ok();
}

#[test]
fn a_file_is_renumbered_by_its_path_and_never_over_another() {
    let project = Project::with_tables(3);
    let moved =
        project.migrate().args(["renumber", "rollbacks/V002__t2.sql", "--format", "json"]).ok().json();
    assert_eq!(moved["renamed_to"], serde_json::json!({ "version": 4, "name": "t2" }));
    assert_eq!(moved["files"][0]["to"], "migrations/V004__t2.sql");
    assert!(!project.path().join("migrations/V002__t2.sql").exists());
    // A pair of which only one script is there moves as far as it is there.
    project.remove("rollbacks/V003__t3.sql");
    project.migrate().args(["renumber", "3"]).ok().shows(&["migrations/V005__t3.sql\n"]);
    project.migrate().args(["renumber", "9"]).code(2).says(&["there is no script `V009`"]);
    project.migrate().args(["renumber", "notes"]).code(2).says(&["there is no script `notes`"]);
}

#[test]
fn an_applied_pair_keeps_its_number() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    for what in ["V002", "migrations/V002__t2.sql"] {
        project
            .migrate_on(&db)
            .args(["renumber", what])
            .code(4)
            .says(&["`V002__t2` is applied", "nothing was moved"]);
    }
    assert!(project.path().join("migrations/V002__t2.sql").exists());
}

#[test]
fn timestamps_go_on_as_timestamps() {
    let project = Project::new();
    project.pair("V20260101000000__a", "SELECT 1;", "SELECT 1;").pair(
        "V20260101000000__b",
        "SELECT 2;",
        "SELECT 2;",
    );
    let moved =
        project.migrate().args(["renumber", "V20260101000000__b.sql", "--format", "json"]).ok().json();
    assert!(moved["renamed_to"]["version"].as_i64().unwrap() > 20_260_101_000_000, "{moved}");
    project.migrate().args(["up", "--ephemeral", "-q"]).ok();
}

#[test]
fn the_history_follows_a_file_that_was_renamed_or_renumbered() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    let (up, down) = ("CREATE TABLE t2 (id int PRIMARY KEY);\n", "DROP TABLE t2;\n");
    project.remove("migrations/V002__t2.sql").remove("rollbacks/V002__t2.sql").pair("V002__teams", up, down);
    project
        .migrate_on(&db)
        .args(["up"])
        .code(4)
        .says(&["was applied as `t2`", "`migrate repair renamed V002`"]);
    let said = project.migrate_on(&db).args(["repair", "renamed", "V002", "--format", "json"]).ok().json();
    assert_eq!(said["renamed_from"], serde_json::json!({ "version": 2, "name": "t2" }));
    assert_eq!(history(&db)[1], format!("2|teams|{}", checksum("V002__teams", up)));
    // And to another number, by the number of the file.
    project.remove("migrations/V002__teams.sql").remove("rollbacks/V002__teams.sql").pair(
        "V007__teams",
        up,
        down,
    );
    project.migrate_on(&db).args(["repair", "renamed", "7"]).ok().says(&[
        "V007: the history follows the file, which it called `V002__teams`; recorded in the journal",
    ]);
    assert_eq!(history(&db)[1], format!("7|teams|{}", checksum("V007__teams", up)));
    assert_eq!(
        decisions(&db),
        ["2|teams|accepted|renamed, was V002__t2", "7|teams|accepted|renamed, was V002__teams"]
    );
    project.migrate_on(&db).args(["up"]).ok().says(&["nothing to do"]);
    project.migrate_on(&db).args(["status", "--check"]).ok().shows(&["V007", "teams"]);
    // The rollback that the journal kept goes with it.
    project.remove("migrations/V007__teams.sql").remove("rollbacks/V007__teams.sql");
    project.migrate_on(&db).args(["down"]).ok().says(&["rolled back V007__teams"]);
    assert_eq!(db.value("SELECT to_regclass('t2')"), "");
}

/// refinery's rows have no journal: the text is known by the checksum, which name and number are part of.
#[test]
fn a_file_that_refinery_applied_is_followed_as_well() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    db.execute("TRUNCATE migrate_journal");
    let up = "CREATE TABLE t1 (id int PRIMARY KEY);\n";
    project.remove("migrations/V001__t1.sql").remove("rollbacks/V001__t1.sql").pair(
        "V001__first",
        up,
        "DROP TABLE t1;",
    );
    project.migrate_on(&db).args(["repair", "renamed", "1"]).ok();
    assert_eq!(history(&db)[0], format!("1|first|{}", checksum("V001__first", up)));
    project.migrate_on(&db).args(["status", "--check"]).ok();
}

#[test]
fn what_does_not_fit_is_not_followed() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    let before = history(&db);
    let renamed = |version: &str| project.migrate_on(&db).args(["repair", "renamed", version]);
    renamed("1").code(2).says(&["`V001__t1` has the name that it was applied under"]);
    renamed("9").code(2).says(&["there is no migration V009"]);
    project.remove("migrations/V002__t2.sql").remove("rollbacks/V002__t2.sql");
    renamed("2").code(4).says(&["no file has the text that was applied as `V002__t2`"]);
    project.pair("V002__other", "CREATE TABLE other (id int);", "DROP TABLE other;");
    renamed("2")
        .code(4)
        .says(&["is not the script that was applied as `V002__t2`: its text is another one, too"]);
    project.remove("migrations/V002__other.sql").remove("rollbacks/V002__other.sql");
    for stem in ["V005__a", "V006__b"] {
        project.pair(stem, "CREATE TABLE t2 (id int PRIMARY KEY);\n", "DROP TABLE t2;");
    }
    renamed("2").code(4).says(&["`migrations/V005__a.sql` and `migrations/V006__b.sql` have the text"]);
    assert_eq!(history(&db), before);
    assert_eq!(decisions(&db), Vec::<String>::new());
    renamed("6").ok();
    assert_eq!(
        db.query("SELECT version, name FROM refinery_schema_history ORDER BY version"),
        ["1|t1", "6|b"]
    );
}
