//! What real histories hold: versions that are no numbers, scripts that are empty or missing, transactions of their own.

use serde_json::{Value, json};

use super::{OldProject, goose};

fn migration<'a>(document: &'a Value, old_version: &str) -> &'a Value {
    let all = document["migrations"].as_array().unwrap();
    all.iter().find(|migration| migration["old_version"] == old_version).unwrap()
}

#[test]
fn versions_that_do_not_fit_or_repeat_are_renumbered_and_the_map_says_so() {
    let up = |table: &str| {
        format!("-- +migrate Up\nCREATE TABLE {table} (id int);\n-- +migrate Down\nDROP TABLE {table};\n")
    };
    let files = [
        ("20240101000000-a.sql", up("a")),
        ("20240101000000-b.sql", up("b")),
        ("99999999999999999.sql", up("c")),
        ("name only.sql", up("d")),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let old = OldProject::new(
        &files,
        "CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int);
        CREATE TABLE gorp_migrations (id text NOT NULL PRIMARY KEY, applied_at timestamptz);
        INSERT INTO gorp_migrations VALUES ('20240101000000-a.sql', '2024-05-06 07:08:09+00'),
            ('20240101000000-b.sql', now()), ('99999999999999999.sql', now());",
    );
    let document = old.adopted(&[]);
    let renumbered: Vec<bool> =
        document["migrations"].as_array().unwrap().iter().map(|line| line["renumbered"] == true).collect();
    assert_eq!(renumbered, [false, true, false, true]);
    assert_eq!(
        old.states(),
        [
            "20240101000000 applied",
            "20240101000001 applied",
            "99999999999999999 applied",
            "100000000000000000 pending"
        ]
    );
    assert_eq!(document["migrations"][0]["applied_on"], "2024-05-06T07:08:09.000000Z");
    let map: Value = serde_json::from_str(&old.text("migrations/adopted.json")).unwrap();
    assert_eq!(map["migrations"][1]["key"], "20240101000000-b.sql");
    assert_eq!(map["migrations"][1]["version"], 20_240_101_000_001_i64);
    old.migrate(&["up"]).ok();
    old.migrate(&["down", "--to", "0", "--yes"]).ok();
}

#[test]
fn the_old_tools_order_counts() {
    // By file name, as texts: the shorter stamp is the later one.
    let up = |table: &str| {
        format!("-- migrate:up\nCREATE TABLE {table} (id int);\n-- migrate:down\nDROP TABLE {table};\n")
    };
    let first = up("a");
    let second =
        "-- migrate:up\nALTER TABLE a ADD COLUMN b int;\n-- migrate:down\nALTER TABLE a DROP COLUMN b;\n";
    let old = OldProject::new(&[("2024010100_a.sql", &first), ("20240102_b.sql", second)], "");
    let document = old.adopted(&["--applied-through", "none"]);
    let versions: Vec<&Value> =
        document["migrations"].as_array().unwrap().iter().map(|line| &line["version"]).collect();
    assert_eq!(versions, [2_024_010_100, 2_024_010_101]);
    old.migrate(&["up"]).ok();
}

#[test]
fn empty_missing_and_program_scripts_are_stubs_and_listed() {
    let old = OldProject::new(
        &[
            ("1_a.sql", "-- +goose Up\nCREATE TABLE a (id int);\n-- +goose Down\n"),
            ("2_b.sql", "-- +goose Up\n-- nothing\n-- +goose Down\n"),
            ("3_c.go", "package migrations\n"),
            ("4_d.sql", "-- +goose Up\nCREATE TABLE d (id int);\n"),
            ("5_e.sql", "-- +goose Up\nCREATE TABLE e (id int);\n-- +goose Down\n\\i other.sql\n"),
            ("readme.sql", "SELECT 1;"),
        ],
        &format!(
            "CREATE TABLE a (id int); CREATE TABLE d (id int); CREATE TABLE e (id int);{}",
            goose(&[1, 2, 3, 4, 5])
        ),
    );
    let document = old.adopted(&[]);
    let rollbacks: Vec<(&Value, &Value)> = document["migrations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (&line["rollback"], &line["stub_reason"]))
        .collect();
    assert_eq!(
        json!(rollbacks),
        json!([
            ["stub", "empty"],
            ["nothing_to_undo", null],
            ["stub", "program"],
            ["stub", "missing"],
            ["stub", "script-has-psql-command"]
        ])
    );
    assert_eq!(migration(&document, "3")["up"], "program");
    assert_eq!(
        old.text("rollbacks/V004__d.sql"),
        "-- migrate:irreversible not written (adopted from goose)\n"
    );
    old.migrate(&["up"]).ok().says(&["nothing to do"]);
}

#[test]
fn transactions_of_their_own_are_taken_out_and_bodies_stay() {
    let body = "DO $$\nBEGIN\n  PERFORM 1;\nEND\n$$;\n";
    let up = format!(
        "-- first\nBEGIN;\n{body}CREATE TABLE a (id int);\nCOMMIT;\n\nSTART TRANSACTION;CREATE TABLE b (id int);END;\n"
    );
    let concurrent = "CREATE INDEX CONCURRENTLY a_i ON a (id);\nVACUUM a;\n";
    let enumerated = "ALTER TYPE mood ADD VALUE 'glad';\nINSERT INTO moods VALUES ('glad');\n";
    let old = OldProject::new(
        &[
            ("1_a.up.sql", &up),
            ("2_i.up.sql", "CREATE INDEX CONCURRENTLY ON a (id);\n"),
            ("3_v.up.sql", concurrent),
            ("4_m.up.sql", "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE moods (m mood);"),
            ("5_n.up.sql", enumerated),
        ],
        "",
    );
    let patterns = ["--pattern", "{version}_{name}.up.sql", "--applied-through", "none"].as_slice();
    let document = old.adopted(patterns);
    assert_eq!(document["proof"]["outcome"], "equal", "{document:#}");
    assert_eq!(
        old.text("migrations/V001__a.sql"),
        format!("-- first\n{body}CREATE TABLE a (id int);\n\nCREATE TABLE b (id int);\n")
    );
    assert_eq!(old.text("migrations/V002__i.sql"), "CREATE INDEX  ON a (id);\n");
    assert_eq!(old.text("migrations/V003__v.sql"), format!("-- migrate:no-transaction\n{concurrent}"));
    assert_eq!(old.text("migrations/V005__n.sql"), format!("-- migrate:no-transaction\n{enumerated}"));
    old.migrate(&["up"]).ok();
}

#[test]
fn dumps_and_windows_line_ends_go_through() {
    let dump = "\u{feff}\\restrict abc\n\\connect app\nSET statement_timeout = 0;\nSELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.a (id int, t text);\nCREATE TABLE public.schema_migrations (version bigint NOT NULL, dirty boolean NOT NULL);\nCOPY public.a (id, t) FROM stdin;\n1\tx\n2\t\\N\n\\.\nCOPY public.schema_migrations (version, dirty) FROM stdin;\n1\tf\n\\.\nALTER TABLE ONLY public.schema_migrations ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);\n\\unrestrict abc\n";
    let windows = "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$\r\n  SELECT 'a'\r\n$$;\r\nCREATE TABLE b (id int);\r\n";
    let old = OldProject::new(
        &[("1_dump.up.sql", dump), ("2_windows.up.sql", windows)],
        "CREATE TABLE a (id int, t text); INSERT INTO a VALUES (1, 'x'), (2, NULL); CREATE TABLE b (id int);
        CREATE FUNCTION f() RETURNS text LANGUAGE sql AS E'\\r\\n  SELECT \\'a\\'\\r\\n';
        CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL);
        INSERT INTO schema_migrations VALUES (2, false);",
    );
    let document = old.adopted(&["--from", "golang-migrate"]);
    assert_eq!(document["proof"]["outcome"], "equal", "{document:#}");
    assert_eq!(document["drift"]["differences"], json!([]), "{document:#}");
    let notes = migration(&document, "1")["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 4, "{notes:#?}");
    assert!(!old.text("migrations/V001__dump.sql").contains("schema_migrations"));
    assert_eq!(old.states(), ["1 applied", "2 applied"]);
}

#[test]
fn placeholders_are_filled_or_named() {
    let files = [
        ("V1__a.sql", "CREATE TABLE ${schema}.a (id int);\n-- ${other}\n"),
        ("flyway.conf", "flyway.placeholders.schema=public\n"),
        ("R__r.sql", "SELECT 1;"),
    ];
    let old = OldProject::new(&files, "");
    let document = old.adopted(&["--applied-through", "none"]);
    assert_eq!(migration(&document, "1")["placeholders"], json!(["${other}"]));
    assert_eq!(old.text("migrations/V001__a.sql"), "CREATE TABLE public.a (id int);\n-- ${other}\n");
    assert_eq!(document["passed_over"][0]["file"], "R__r.sql");
}

#[test]
fn what_the_tool_never_ran_stays_pending_and_what_has_no_file_is_named() {
    let up = |table: &str| {
        format!("-- +goose Up\nCREATE TABLE {table} (id int);\n-- +goose Down\nDROP TABLE {table};\n")
    };
    let (a, b, c) = (up("a"), up("b"), up("c"));
    let old = OldProject::new(
        &[("1_a.sql", &a), ("2_b.sql", &b), ("4_c.sql", &c)],
        &format!("CREATE TABLE b (id int);{}", goose(&[2, 3])),
    );
    let document = old.adopted(&[]);
    assert_eq!(migration(&document, "1")["state"], "out_of_order");
    assert_eq!(migration(&document, "4")["state"], "pending");
    assert_eq!(document["unknown"], json!(["3"]));
    old.migrate(&["up"]).code(4);
    old.migrate(&["up", "--out-of-order"]).ok();
    assert_eq!(old.states(), ["1 applied", "2 applied", "4 applied"]);
}

#[test]
fn a_further_database_is_marked_by_the_pairs_that_are_there() {
    let up = "-- +goose Up\nCREATE TABLE a (id int);\n-- +goose Down\nDROP TABLE a;\n";
    let old = OldProject::new(&[("0_a.sql", up)], "");
    old.adopted(&["--applied-through", "none"]);
    let second = OldProject::new(&[], &format!("CREATE TABLE a (id int);{}", goose(&[])));
    second.db.execute("INSERT INTO goose_db_version (version_id, is_applied) VALUES (1, true)");
    let run = old.project.migrate_on(&second.db).args(["adopt", "--yes", "--format", "json"]).ok().json();
    assert_eq!((&run["wrote_files"], &run["proof"]["outcome"]), (&json!(false), &json!("earlier")));
}
