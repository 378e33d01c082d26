//! `--clear` tells what it wrote from rows that others wrote with the same keys, or edited.

use super::{accounts, content, seed};
use crate::support::{Cluster, Database, Project};

const SCHEMA: &str = include_str!("rows_of_others.sql");
const PROFILE: &str = include_str!("rows_of_others.toml");
const TABLES: [&str; 5] = ["customer", "seat", "line_of_log", "odd", "shape"];

/// A seeded database whose owner is no superuser.
fn seeded() -> (Database, Project) {
    let (db, project) = (Database::owned_on(Cluster::shared()), Project::new());
    let down = "DROP TABLE customer, seat, line_of_log, odd, shape; DROP DOMAIN tag, word; DROP TYPE mood;";
    project.pair("V001__tables", SCHEMA, down).file("fixtures/profiles/odd.toml", PROFILE);
    project.migrate_on(&db).args(["up"]).ok();
    seed(&db, &project, ["--profile", "odd"]).ok();
    (db, project)
}

/// Wants the tables other than this one to be empty.
fn others_are_empty(db: &Database, but: &str) {
    for table in TABLES.into_iter().filter(|table| *table != but) {
        assert_eq!(db.value(&format!("SELECT count(*) FROM {table}")), "0", "{table}");
    }
}

/// Wants exactly these rows to be left in the document.
fn clears_but(db: &Database, project: &Project, left: &serde_json::Value) {
    let run = seed(db, project, ["--clear", "--format", "json"]).ok();
    assert_eq!(&run.json()["rows_left"], left);
    seed(db, project, ["--clear"]).code(2).says(&["nothing was seeded"]);
}

#[test]
fn types_that_the_server_writes_in_its_own_form_are_removed_entirely() {
    let (db, project) = seeded();
    let run = seed(&db, &project, ["--clear", "--format", "json"]).ok().json();
    assert_eq!((&run["rows"], &run["rows_left"]), (&165.into(), &serde_json::json!([])));
    others_are_empty(&db, "");
    assert_eq!(db.value("INSERT INTO customer (name) VALUES ('first') RETURNING id"), "1");
}

#[test]
fn people_who_got_the_same_keys_after_a_truncate_keep_their_rows() {
    let (db, project) = seeded();
    db.execute(
        "TRUNCATE customer RESTART IDENTITY;
         INSERT INTO customer (name) SELECT 'REAL ' || g FROM generate_series(1, 10) AS g",
    );
    seed(&db, &project, ["--clear"]).ok().shows(&["10 rows of `public.customer` stay"]);
    assert_eq!(db.value("SELECT count(*) FROM customer WHERE name LIKE 'REAL %'"), "10");
    others_are_empty(&db, "customer");
    assert_eq!(db.value("INSERT INTO customer (name) VALUES ('next') RETURNING id"), "11");
    seed(&db, &project, ["--clear"]).code(2).says(&["nothing was seeded"]);
}

#[test]
fn a_key_that_was_used_again_stays() {
    let (db, project) = seeded();
    db.execute("DELETE FROM customer WHERE id = 7; INSERT INTO customer (id, name, note) VALUES (7, 'REAL', 'seen 7')");
    seed(&db, &project, ["--clear"]).ok().shows(&["1 row of `public.customer` stays"]);
    assert_eq!(db.query("SELECT id, name FROM customer"), ["7|REAL"]);
    others_are_empty(&db, "customer");
}

#[test]
fn edited_rows_stay_whatever_column_was_edited() {
    let (db, project) = seeded();
    db.execute(
        "UPDATE customer SET name = 'REAL' WHERE id = 3;
         UPDATE customer SET note = NULL WHERE id = 4;
         UPDATE customer SET tier = 'gold' WHERE id = 5;
         UPDATE customer SET blocked = now() WHERE id = 20;
         INSERT INTO customer (id, name) VALUES (1000, 'REAL')",
    );
    clears_but(&db, &project, &serde_json::json!([{ "table": "public.customer", "rows": 4 }]));
    assert_eq!(db.value("SELECT string_agg(id::text, ' ' ORDER BY id) FROM customer"), "3 4 5 20 1000");
    others_are_empty(&db, "customer");
    // The next number is not one of those.
    assert_eq!(db.value("INSERT INTO customer (name) VALUES ('next') RETURNING id"), "21");
}

#[test]
fn values_that_count_as_equal_are_edits_too() {
    let (db, project) = seeded();
    db.execute(
        "UPDATE odd SET zero = 0 WHERE id = 1;
         UPDATE odd SET free = free + 0.000 WHERE id = 2;
         UPDATE odd SET doc = (doc::text || ' ')::json WHERE id = 3;
         UPDATE odd SET settings = settings || '{\"a\": 1.0}' WHERE id = 4;
         UPDATE odd SET tags = ARRAY['a', 'b', NULL] WHERE id = 5;
         UPDATE odd SET half = half, code = code, made = made WHERE id > 5",
    );
    clears_but(&db, &project, &serde_json::json!([{ "table": "public.odd", "rows": 5 }]));
    assert_eq!(db.value("SELECT string_agg(id::text, ' ' ORDER BY id) FROM odd"), "1 2 3 4 5");
    others_are_empty(&db, "odd");
}

#[test]
fn a_key_of_two_columns_is_compared_as_a_whole() {
    let (db, project) = seeded();
    db.execute(
        "DELETE FROM seat WHERE line IN (1, 2);
         INSERT INTO seat SELECT line, place, 'REAL' FROM (VALUES (1, 1), (1, 2), (1, 3), (1, 4)) AS s (line, place);
         UPDATE seat SET place = 9 WHERE line = 3",
    );
    clears_but(&db, &project, &serde_json::json!([{ "table": "public.seat", "rows": 1 }]));
    assert_eq!(
        db.value("SELECT string_agg(line || '-' || place, ' ' ORDER BY line, place) FROM seat"),
        "1-1 1-2 1-3 1-4 3-9"
    );
    others_are_empty(&db, "seat");
}

#[test]
fn of_equal_rows_without_a_key_as_many_go_as_were_written() {
    let (db, project) = seeded();
    db.execute(
        "INSERT INTO line_of_log SELECT DISTINCT said, grade FROM line_of_log;
         INSERT INTO line_of_log VALUES ('REAL', 1)",
    );
    let more = db.value("SELECT count(*) - 40 FROM line_of_log");
    seed(&db, &project, ["--clear"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM line_of_log"), more);
    assert_eq!(db.value("SELECT count(*) FROM line_of_log WHERE said = 'REAL'"), "1");
    others_are_empty(&db, "line_of_log");
}

#[test]
fn an_edited_row_that_references_seeded_ones_stops_it() {
    let (db, project) = accounts();
    seed(&db, &project, ["--profile", "accounts", "--scale", "0.02"]).ok();
    seed(&db, &project, ["--profile", "accounts", "--scale", "0.01", "--seed", "2"]).ok();
    db.execute(
        "ALTER TABLE items DISABLE TRIGGER loud_items;
         UPDATE items SET title = 'REAL' WHERE item_id IN (
             SELECT i.item_id FROM items AS i WHERE i.account_id = 1
                 AND NOT EXISTS (SELECT FROM items AS c WHERE c.parent_id = i.item_id) LIMIT 2
         )",
    );
    let before = content(&db);
    seed(&db, &project, ["--clear"]).code(1).says(&["`public.items`: 2 rows reference `public.accounts`"]);
    assert_eq!(content(&db), before);
    // No sequence went back either, although the newer run could be removed.
    assert_eq!(db.value("SELECT last_value FROM accounts_account_id_seq"), "3");
    db.execute("UPDATE accounts SET name = 'REAL ' || name; DELETE FROM items WHERE title = 'REAL'");
    seed(&db, &project, ["--clear"]).ok().shows(&["3 rows of `public.accounts` stay"]);
    assert_eq!(db.value("SELECT count(*) FROM accounts WHERE name LIKE 'REAL %'"), "3");
}

#[test]
fn a_filled_column_that_a_later_script_changed_stops_it_and_the_script_is_named() {
    let (db, project) = seeded();
    let seat = "ALTER TABLE seat ALTER COLUMN place TYPE bigint;";
    project.pair("V002__wider", seat, "ALTER TABLE seat ALTER COLUMN place TYPE int;");
    project.pair(
        "V003__beside",
        "ALTER TABLE seat ADD COLUMN more int;",
        "ALTER TABLE seat DROP COLUMN more;",
    );
    project.migrate_on(&db).args(["up"]).ok();
    let before = content(&db);
    let run = seed(&db, &project, ["--clear"]).code(2).says(&[
        "`place` of `public.seat` was `integer` and is `bigint`",
        "applied since: `V002__wider` and `V003__beside`",
    ]);
    assert!(!run.stderr.contains("V001"), "{run:#?}");
    assert_eq!(content(&db), before);
    let facts =
        seed(&db, &project, ["--clear", "--format", "json"]).code(2).json()["errors"][0]["facts"].clone();
    assert_eq!(facts["columns"][0]["after"], "bigint");
    assert_eq!(facts["applied"][0]["version"], 2);
    // A column that came later is no trouble.
    project.migrate_on(&db).args(["down", "--to", "1", "--yes"]).ok();
    project.remove("migrations/V002__wider.sql").remove("rollbacks/V002__wider.sql");
    project.migrate_on(&db).args(["up"]).ok();
    db.execute("UPDATE seat SET more = 1");
    clears_but(&db, &project, &serde_json::json!([]));
    others_are_empty(&db, "");
}

#[test]
fn a_column_that_was_renamed_dropped_or_lost_a_label_stops_it() {
    for (change, said) in [
        ("ALTER TABLE customer RENAME COLUMN note TO remark", "`public.customer` has no column `note`"),
        ("ALTER TABLE odd DROP COLUMN half CASCADE", "`public.odd` has no column `half`"),
        ("ALTER TYPE mood RENAME VALUE 'zeta' TO 'eta'", "`mood` of `public.odd`"),
        (
            "ALTER TABLE odd ALTER COLUMN price TYPE numeric(10, 2)",
            "was `numeric(12,2)` and is `numeric(10,2)`",
        ),
    ] {
        let (db, project) = seeded();
        db.execute(change);
        let before = content(&db);
        let run = seed(&db, &project, ["--clear"]).code(2).says(&[said]);
        assert!(!run.stderr.contains("applied since"), "{run:#?}");
        assert_eq!(content(&db), before, "{change}");
    }
}

#[test]
fn rows_that_another_version_makes_otherwise_are_not_given_up() {
    let (db, project) = seeded();
    db.execute("UPDATE migrate_seed SET application_version = '0.0.1'; UPDATE seat SET label = 'of 0.0.1'");
    let before = content(&db);
    seed(&db, &project, ["--clear"]).code(2).says(&["0.0.1", "`public.seat`", "nothing was removed"]);
    assert_eq!(content(&db), before);
    assert_eq!(db.value("SELECT count(*) FROM migrate_seed"), "1");
}

#[test]
fn what_a_trigger_that_stays_on_changes_is_no_edit() {
    let (db, project) = (Database::owned_on(Cluster::shared()), Project::new());
    let trigger = "CREATE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.note := upper(NEW.note); NEW.blocked := clock_timestamp(); RETURN NEW; END $$;
        CREATE TRIGGER tidy BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION tidy();";
    let kept = PROFILE.replace("rows = 20\n", "rows = 20\ntriggers = [\"tidy\"]\n");
    project
        .pair("V001__tables", &format!("{SCHEMA}{trigger}"), "SELECT 1;")
        .file("fixtures/profiles/odd.toml", kept);
    project.migrate_on(&db).args(["up"]).ok();
    seed(&db, &project, ["--profile", "odd"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM customer WHERE note ~ '^SEEN' AND blocked IS NOT NULL"), "20");
    db.execute(
        "UPDATE customer SET name = 'REAL' WHERE id = 3; UPDATE customer SET note = 'REAL' WHERE id = 4",
    );
    // Nobody can tell who wrote into `note` last.
    clears_but(&db, &project, &serde_json::json!([{ "table": "public.customer", "rows": 1 }]));
    assert_eq!(db.query("SELECT id, name FROM customer"), ["3|REAL"]);
    others_are_empty(&db, "customer");
}
