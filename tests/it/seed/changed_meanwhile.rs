//! What changes between a kill and `--resume` or `--clear`: each way out goes on, or says what is in its way and what to do.

use std::process::Stdio;

use super::{accounts, content, is_as, seed, state, with_months};
use crate::support::{Database, Held, Project, ended, wait_until};

/// The schema and its months, seeded until SIGKILL: the keys of the tables that are not filled are dropped. With the state of
/// before.
fn killed(is_filled_in_part: bool) -> (Database, Project, Vec<String>) {
    let (db, project) = accounts();
    with_months(&db);
    let before = state(&db);
    let mut call = seed(&db, &project, ["--profile", "accounts", "--jobs", "1"]).into_command();
    let mut child = call.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let done = if is_filled_in_part { "streams <> '{}'" } else { "apart IS NOT NULL" };
    wait_until("keys are dropped", || {
        !db.value("SELECT to_regclass('migrate_seed')").is_empty()
            && db.value(&format!("SELECT count(*) FROM migrate_seed WHERE {done}")) != "0"
    });
    child.kill().unwrap();
    ended(&mut child);
    assert_ne!(state(&db), before, "it was over too soon");
    (db, project, before)
}

/// What an undisturbed run writes.
fn undisturbed() -> Vec<String> {
    let (db, project) = accounts();
    with_months(&db);
    seed(&db, &project, ["--profile", "accounts"]).ok();
    content(&db)
}

/// No row of the profile's tables, no record of a run, and nothing that `status` warns of.
fn is_cleared(db: &Database, project: &Project) {
    assert!(content(db).iter().all(|line| line.contains("|0|")), "{:?}", content(db));
    assert_eq!(db.value("SELECT to_regclass('migrate_seed')"), "");
    is_quiet(db, project);
}

fn is_quiet(db: &Database, project: &Project) {
    let run = project.migrate_on(db).args(["status", "--check"]).ok();
    assert!(!run.stderr.contains("seeding"), "{run:#?}");
    project.migrate_on(db).args(["up"]).ok();
}

#[test]
fn a_removal_that_was_killed_half_way_is_resumed_and_removed() {
    for goes_on in ["--resume", "--clear"] {
        let (db, project, before) = killed(true);
        // Somebody writes to the last table of which something is made.
        let writer = Held::open(db.url());
        writer.query("BEGIN; LOCK TABLE events_2026_06 IN ROW EXCLUSIVE MODE").unwrap();
        let mut call = seed(&db, &project, ["--clear"]).into_command();
        let mut child = call.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        wait_until("some keys are back", || !db.value("SELECT to_regclass('items_title')").is_empty());
        child.kill().unwrap();
        ended(&mut child);
        writer.query("COMMIT").unwrap();
        assert_ne!(state(&db), before, "it was over too soon");
        seed(&db, &project, [goes_on]).ok();
        is_as(&db, &before);
        if goes_on == "--resume" {
            assert_eq!(content(&db), undisturbed());
            is_quiet(&db, &project);
            seed(&db, &project, ["--clear"]).ok();
        }
        is_cleared(&db, &project);
    }
}

#[test]
fn a_removal_that_was_refused_leaves_the_keys_where_they_were() {
    let (db, project, before) = killed(true);
    db.execute("INSERT INTO notes (item_id, body) SELECT item_id, 'x' FROM items LIMIT 1");
    db.execute("ALTER TABLE accounts RENAME COLUMN made TO born");
    seed(&db, &project, ["--clear"]).code(2).says(&["no column `made`"]);
    is_quiet_but_unfinished(&db, &project);
    db.execute("ALTER TABLE accounts RENAME COLUMN born TO made; DELETE FROM notes");
    is_as(&db, &before);
    seed(&db, &project, ["--resume"]).ok();
    assert_eq!(content(&db), undisturbed());
    is_as(&db, &before);
}

/// Nothing is missing, and the run is named all the same.
fn is_quiet_but_unfinished(db: &Database, project: &Project) {
    project.migrate_on(db).args(["status", "--check"]).ok().says(&[
        "the seeding with `accounts`",
        "is not finished",
        "migrate seed --resume",
        "migrate seed --clear",
    ]);
}

#[test]
fn a_table_of_the_profile_that_was_dropped_leads_to_clear() {
    for drop in ["DROP TABLE events", "DROP TABLE accounts CASCADE"] {
        let (db, project, _) = killed(false);
        let table = if drop.contains("events") { "events" } else { "accounts" };
        db.execute(drop);
        let named = format!("`public.{table}` was dropped");
        seed(&db, &project, ["--resume"]).code(2).says(&[&named, "migrate seed --clear"]);
        // The way out that is named works, and says what it cannot bring back.
        let run = seed(&db, &project, ["--clear"]).ok();
        run.says(&["not recreated", &format!("public.{table}")]);
        is_cleared(&db, &project);
        assert_eq!(db.value("SELECT count(*) FROM pg_index WHERE indrelid = 'items'::regclass"), "3");
        assert_eq!(
            db.value(
                "SELECT count(*) FROM pg_constraint WHERE conrelid = 'notes'::regclass AND contype = 'f'"
            ),
            "1"
        );
    }
}

#[test]
fn a_table_beside_the_profile_that_was_dropped_is_in_nobodys_way() {
    let (db, project, _) = killed(false);
    db.execute("DROP TABLE notes");
    seed(&db, &project, ["--resume"]).ok().says(&["not recreated", "notes_item_id_fkey of public.notes"]);
    is_quiet(&db, &project);
    let expected: Vec<String> = undisturbed().into_iter().filter(|line| !line.starts_with("notes")).collect();
    assert_eq!(content(&db), expected);
}

#[test]
fn a_table_that_was_renamed_is_named_by_both_names() {
    let (db, project, before) = killed(true);
    db.execute("ALTER TABLE accounts RENAME TO customers");
    for way in ["--resume", "--clear"] {
        seed(&db, &project, [way]).code(2).says(&[
            "`public.accounts` is called `public.customers` now",
            "ALTER TABLE public.customers RENAME TO accounts",
        ]);
    }
    db.execute("ALTER TABLE public.customers RENAME TO accounts");
    seed(&db, &project, ["--resume"]).ok();
    is_as(&db, &before);
    assert_eq!(content(&db), undisturbed());
    // Also where everything is filled.
    db.execute("ALTER TABLE accounts RENAME TO customers");
    seed(&db, &project, ["--clear"]).code(2).says(&["is called `public.customers` now"]);
    db.execute("ALTER TABLE customers RENAME TO accounts");
    seed(&db, &project, ["--clear"]).ok();
    is_cleared(&db, &project);
}

#[test]
fn a_column_that_was_dropped_leads_to_clear() {
    let (db, project, _) = killed(false);
    db.execute("ALTER TABLE items DROP COLUMN title");
    seed(&db, &project, ["--resume"]).code(2).says(&["`public.items` has different columns", "--clear"]);
    seed(&db, &project, ["--clear"]).ok().says(&["not recreated", "index items_title of public.items"]);
    is_cleared(&db, &project);
    assert_eq!(db.value("SELECT count(*) FROM pg_index WHERE indrelid = 'items'::regclass"), "2");
}

#[test]
fn a_column_that_was_dropped_below_filled_rows_leads_to_emptying_the_table() {
    let (db, project, _) = killed(true);
    db.execute("ALTER TABLE accounts DROP COLUMN name");
    seed(&db, &project, ["--resume"]).code(2).says(&["`public.accounts` has different columns"]);
    seed(&db, &project, ["--clear"]).code(2).says(&["no column `name`", "delete them yourself", "--clear"]);
    db.execute("DELETE FROM accounts");
    seed(&db, &project, ["--clear"]).ok();
    is_cleared(&db, &project);
}

#[test]
fn a_column_that_was_renamed_has_to_be_renamed_back() {
    let (db, project, before) = killed(false);
    db.execute("ALTER TABLE items RENAME COLUMN title TO headline");
    seed(&db, &project, ["--resume"]).code(2).says(&["`public.items` has different columns"]);
    let run = seed(&db, &project, ["--clear"]).code(1);
    run.says(&["index items_title of public.items", "column \"title\" does not exist", "hint: "]);
    db.execute("ALTER TABLE items RENAME COLUMN headline TO title");
    seed(&db, &project, ["--resume"]).ok();
    is_as(&db, &before);
    assert_eq!(content(&db), undisturbed());
}

/// Something that stands where an index or a key has to come back: what makes it, what is said of it, what takes it away.
const IN_THE_WAY: [(&str, &[&str], &str); 7] = [
    (
        "CREATE INDEX items_title ON items (made)",
        &["index items_title of public.items", "another index of that name", "DROP INDEX public.items_title"],
        "DROP INDEX public.items_title",
    ),
    (
        "CREATE INDEX items_title ON notes (body)",
        &["index items_title of public.items", "an index of `public.notes`", "DROP INDEX public.items_title"],
        "DROP INDEX public.items_title",
    ),
    (
        "CREATE TABLE items_account (x int)",
        &["index items_account of public.items", "a table", "ALTER TABLE public.items_account RENAME TO"],
        "ALTER TABLE public.items_account RENAME TO other",
    ),
    (
        "ALTER TABLE items ADD CONSTRAINT mine PRIMARY KEY (item_id)",
        &[
            "index items_pkey of public.items",
            "the primary key `mine`",
            "ALTER TABLE public.items DROP CONSTRAINT mine",
        ],
        "ALTER TABLE public.items DROP CONSTRAINT mine",
    ),
    (
        "ALTER TABLE items ADD CONSTRAINT items_pkey UNIQUE (title)",
        &["index items_pkey of public.items", "ALTER TABLE public.items DROP CONSTRAINT items_pkey"],
        "ALTER TABLE public.items DROP CONSTRAINT items_pkey",
    ),
    (
        "ALTER TABLE items ADD CONSTRAINT items_account_id_fkey CHECK (account_id > 0)",
        &[
            "foreign key items_account_id_fkey of public.items",
            "ALTER TABLE public.items DROP CONSTRAINT items_account_id_fkey",
        ],
        "ALTER TABLE public.items DROP CONSTRAINT items_account_id_fkey",
    ),
    (
        "ALTER TABLE notes ADD CONSTRAINT notes_item_id_fkey CHECK (body <> '')",
        &[
            "foreign key notes_item_id_fkey of public.notes",
            "ALTER TABLE public.notes DROP CONSTRAINT notes_item_id_fkey",
        ],
        "ALTER TABLE public.notes DROP CONSTRAINT notes_item_id_fkey",
    ),
];

#[test]
fn what_stands_in_the_place_of_a_key_is_named_before_anything_is_done() {
    let (db, project, before) = killed(false);
    for (made, named, away) in IN_THE_WAY {
        db.execute(made);
        let (state_then, content_then) = (state(&db), content(&db));
        for way in ["--resume", "--clear"] {
            let run = seed(&db, &project, [way]).code(1);
            run.says(named).says(&[&format!("migrate seed {way}")]);
        }
        assert_eq!((state(&db), content(&db)), (state_then, content_then), "{made}");
        // What has its name is not taken for it.
        let status = project.migrate_on(&db).args(["status", "--check", "--format", "json"]).code(3).json();
        let missing = status["seed_leftovers"][0]["missing"].as_array().unwrap();
        assert!(missing.iter().any(|piece| piece == named[0]), "{made}: {missing:?}");
        db.execute(away);
        db.execute("DROP TABLE IF EXISTS other");
    }
    seed(&db, &project, ["--resume"]).ok();
    is_as(&db, &before);
    assert_eq!(content(&db), undisturbed());
    is_quiet(&db, &project);
}

#[test]
fn the_same_made_by_hand_is_taken_as_it_is() {
    for way in ["--resume", "--clear"] {
        let (db, project, before) = killed(false);
        db.execute(
            "CREATE INDEX items_title ON items (title) WHERE title <> '';
             ALTER TABLE items ADD CONSTRAINT items_pkey PRIMARY KEY (item_id);
             ALTER TABLE notes ADD CONSTRAINT notes_item_id_fkey FOREIGN KEY (item_id) REFERENCES items ON DELETE CASCADE",
        );
        let status = project.migrate_on(&db).args(["status", "--format", "json"]).ok().json();
        let missing = status["seed_leftovers"][0]["missing"].to_string();
        for taken in ["items_title", "items_pkey", "notes_item_id_fkey"] {
            assert!(!missing.contains(taken) && missing.contains("items_account"), "{missing}");
        }
        seed(&db, &project, [way]).ok();
        is_as(&db, &before);
        if way == "--resume" {
            assert_eq!(content(&db), undisturbed());
            is_quiet(&db, &project);
        } else {
            is_cleared(&db, &project);
        }
    }
}

#[test]
fn the_same_under_another_name_stays_beside_it() {
    let (db, project, before) = killed(false);
    db.execute("CREATE INDEX mine ON items (title) WHERE title <> ''");
    seed(&db, &project, ["--resume"]).ok().says(&["new since then: index public.mine"]);
    assert_eq!(content(&db), undisturbed());
    is_quiet(&db, &project);
    db.execute("DROP INDEX mine");
    is_as(&db, &before);
}

#[test]
fn rows_that_a_key_does_not_allow_are_named_with_what_to_do() {
    let (db, project, before) = killed(false);
    let twice = "INSERT INTO items SELECT '00000000-0000-0000-0000-000000000001', 1, NULL, 't', now() FROM generate_series(1, 2)";
    db.execute(&format!("ALTER TABLE items DISABLE TRIGGER USER; {twice}; ALTER TABLE items ENABLE TRIGGER USER; ALTER TABLE items DISABLE TRIGGER asleep"));
    seed(&db, &project, ["--clear"]).code(1).says(&[
        "index items_pkey of public.items",
        "duplicated",
        "delete",
        "migrate seed --clear",
    ]);
    seed(&db, &project, ["--resume"]).code(1).says(&["`public.items`", "delete", "migrate seed --resume"]);
    db.execute("ALTER TABLE items DISABLE TRIGGER USER; DELETE FROM items; ALTER TABLE items ENABLE TRIGGER USER; ALTER TABLE items DISABLE TRIGGER asleep");
    seed(&db, &project, ["--resume"]).ok();
    is_as(&db, &before);
    assert_eq!(content(&db), undisturbed());
}

#[test]
fn the_profile_may_be_another_or_gone_and_no_other_command_changes_the_schema() {
    let (db, project, before) = killed(true);
    project.file("fixtures/profiles/accounts.toml", "description = \"nothing any more\"");
    for args in [["down", "--yes"], ["redo", "--yes"]] {
        project.migrate_on(&db).args(args).code(4).says(&["is not finished", "--resume", "--clear"]);
    }
    seed(&db, &project, ["--resume"]).ok();
    is_as(&db, &before);
    assert_eq!(content(&db), undisturbed());
}

#[test]
fn a_migration_between_the_kill_and_the_resumption() {
    let (db, project, _) = killed(true);
    // A removal that is refused brings the keys back, so that scripts may run.
    db.execute("ALTER TABLE accounts RENAME COLUMN made TO born");
    seed(&db, &project, ["--clear"]).code(2);
    db.execute("ALTER TABLE accounts RENAME COLUMN born TO made");
    let up = "ALTER TABLE accounts ADD COLUMN more int; CREATE INDEX items_made ON items (made)";
    project.pair("V002__more", up, "DROP INDEX items_made; ALTER TABLE accounts DROP COLUMN more");
    project.migrate_on(&db).args(["up"]).ok();
    seed(&db, &project, ["--resume"]).code(2).says(&["`public.accounts` has different columns", "--clear"]);
    // What came with it goes with it.
    project.migrate_on(&db).args(["down", "--yes"]).ok();
    seed(&db, &project, ["--resume"]).ok();
    assert_eq!(content(&db), undisturbed());
    project.migrate_on(&db).args(["up"]).ok();
    seed(&db, &project, ["--clear"]).ok();
    is_cleared(&db, &project);
}

#[test]
fn partitions_that_came_or_went_are_no_obstacle_to_a_removal() {
    let (db, project, _) = killed(false);
    db.execute(
        "CREATE TABLE events_2026_07 PARTITION OF events FOR VALUES FROM ('2026-07-01 00:00:00+00') TO ('2026-08-01 00:00:00+00');
         ALTER TABLE events DETACH PARTITION events_2026_04; DROP TABLE events_2026_05",
    );
    seed(&db, &project, ["--resume"]).code(2).says(&["`public.events` has different partitions", "--clear"]);
    seed(&db, &project, ["--clear"]).ok().says(&["not recreated", "events_2026_05"]);
    is_cleared(&db, &project);
    // Every partition has its key, and so has the one that came.
    let of = |table: &str| {
        db.value(&format!(
            "SELECT count(*) FROM pg_index WHERE indisvalid AND indrelid = '{table}'::regclass"
        ))
    };
    let tables = ["events", "events_2026_04", "events_2026_06", "events_2026_07"];
    assert_eq!(tables.map(of), ["2", "2", "2", "2"]);
    assert_eq!(db.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "0");
}

#[test]
fn rows_of_others_in_filled_and_empty_tables_stay() {
    let (db, project, before) = killed(true);
    let triggers = |word: &str| {
        format!("ALTER TABLE items {word} TRIGGER loud_items; ALTER TABLE events {word} TRIGGER loud_events")
    };
    db.execute(&triggers("DISABLE"));
    db.execute(
        "INSERT INTO accounts (account_id, name, made) VALUES (7000, 'somebody else', now());
         INSERT INTO items SELECT gen_random_uuid(), 7000, NULL, 'of others', now() FROM generate_series(1, 5);
         INSERT INTO events SELECT gen_random_uuid(), 7000, 'of others', '2026-05-05' FROM generate_series(1, 3)",
    );
    db.execute(&triggers("ENABLE"));
    db.execute("ALTER TABLE events ENABLE ALWAYS TRIGGER loud_events");
    // The resumption does not write beside them; the removal leaves them.
    seed(&db, &project, ["--resume"]).code(1).says(&["were left alone", "delete these rows", "--clear"]);
    seed(&db, &project, ["--clear"]).ok();
    is_as(&db, &before);
    let rows =
        "SELECT (SELECT count(*) FROM accounts), (SELECT count(*) FROM items), (SELECT count(*) FROM events)";
    assert_eq!(db.value(rows), "1|5|3");
    is_quiet(&db, &project);
}

#[test]
fn a_rollback_between_the_kill_and_the_resumption_leads_to_clear() {
    let (db, project, before) = killed(true);
    db.execute("ALTER TABLE accounts RENAME COLUMN made TO born");
    seed(&db, &project, ["--clear"]).code(2);
    db.execute("ALTER TABLE accounts RENAME COLUMN born TO made");
    project.migrate_on(&db).args(["redo", "--yes"]).ok();
    with_months(&db);
    for way in ["--resume", "--profile"] {
        let args = if way == "--profile" { vec![way, "accounts"] } else { vec![way] };
        seed(&db, &project, args).code(2).says(&["migrate seed --clear"]);
    }
    seed(&db, &project, ["--clear"]).ok();
    is_as(&db, &before);
    is_cleared(&db, &project);
    seed(&db, &project, ["--profile", "accounts"]).ok();
    assert_eq!(content(&db), undisturbed());
}

#[test]
fn seeded_rows_of_a_partition_that_was_detached_are_reported() {
    let (db, project) = accounts();
    with_months(&db);
    seed(&db, &project, ["--profile", "accounts"]).ok();
    db.execute("ALTER TABLE events DETACH PARTITION events_2026_04");
    // They refer to accounts that would go.
    seed(&db, &project, ["--clear"])
        .code(1)
        .says(&["`public.events_2026_04`: 8,000 rows", "delete those rows first"]);
    db.execute("ALTER TABLE events_2026_04 DROP CONSTRAINT events_account_id_fkey");
    seed(&db, &project, ["--clear"])
        .ok()
        .says(&["seeded rows stay in tables that are no partitions any more: `public.events_2026_04`"]);
    assert_eq!(db.value("SELECT count(*) FROM events_2026_04"), "8000");
    assert_eq!(db.value("SELECT count(*) FROM events"), "0");
    is_quiet(&db, &project);
}
