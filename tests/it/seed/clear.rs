//! `--clear` removes exactly what was written.

use super::{accounts, content, is_as, seed, state, with_months};

#[test]
fn everything_goes_and_the_sequence_goes_back() {
    let (db, project) = accounts();
    with_months(&db);
    let before = (state(&db), db.catalog());
    seed(&db, &project, ["--profile", "accounts"]).ok();
    seed(&db, &project, ["--profile", "accounts", "--scale", "0.01", "--seed", "9"]).ok();
    seed(&db, &project, ["--clear"]).ok().says(&["removed 59,691 rows"]);
    is_as(&db, &before.0);
    assert_eq!(db.catalog(), before.1);
    assert!(content(&db).iter().all(|line| line.contains("|0|")), "{:?}", content(&db));
    assert_eq!(
        db.value("INSERT INTO accounts (name, made) VALUES ('first', now()) RETURNING account_id"),
        "1"
    );
    seed(&db, &project, ["--clear"]).code(2).says(&["nothing was seeded"]);
}

#[test]
fn rows_of_others_stay() {
    let (db, project) = accounts();
    seed(&db, &project, ["--profile", "accounts", "--scale", "0.02"]).ok();
    let state = state(&db);
    db.execute(
        "ALTER TABLE items DISABLE TRIGGER loud_items; ALTER TABLE events DISABLE TRIGGER loud_events;
         INSERT INTO accounts (account_id, name, made) VALUES (1000, 'mine', now());
         INSERT INTO items VALUES ('00000000-0000-4000-8000-000000000001', 1000, NULL, 'mine', now());
         INSERT INTO notes (item_id, body) VALUES ('00000000-0000-4000-8000-000000000001', 'mine');
         INSERT INTO events VALUES ('00000000-0000-4000-8000-000000000002', 1000, 'came', '2026-05-05');
         ALTER TABLE items ENABLE TRIGGER loud_items; ALTER TABLE events ENABLE ALWAYS TRIGGER loud_events",
    );
    // Seeding on top of them is refused.
    seed(&db, &project, ["--profile", "accounts", "--seed", "5"]).code(2).says(&["`public.items`: 701 rows"]);
    seed(&db, &project, ["--clear"]).ok();
    for table in ["accounts", "items", "notes", "events"] {
        assert_eq!(db.value(&format!("SELECT count(*) FROM {table}")), "1", "{table}");
    }
    is_as(&db, &state);
}

#[test]
fn a_row_that_references_seeded_rows_stops_it() {
    let (db, project) = accounts();
    seed(&db, &project, ["--profile", "accounts", "--scale", "0.02"]).ok();
    db.execute("INSERT INTO notes (item_id, body) SELECT item_id, 'mine' FROM items LIMIT 3");
    let before = content(&db);
    seed(&db, &project, ["--clear"]).code(1).says(&["`public.notes`: 3 rows reference `public.items`"]);
    assert_eq!(content(&db), before);
    db.execute("DELETE FROM notes");
    // Of a table of the profile, too.
    db.execute(
        "ALTER TABLE items DISABLE TRIGGER loud_items;
         INSERT INTO items SELECT gen_random_uuid(), account_id, NULL, 'mine', now() FROM accounts LIMIT 1",
    );
    seed(&db, &project, ["--clear"]).code(1).says(&["`public.items`: 1 row", "reference `public.accounts`"]);
    db.execute("DELETE FROM items WHERE title = 'mine'");
    seed(&db, &project, ["--clear"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM accounts"), "0");
}

#[test]
fn tables_that_are_gone_are_no_trouble() {
    let (db, project) = accounts();
    seed(&db, &project, ["--profile", "accounts", "--scale", "0.01"]).ok();
    project.migrate_on(&db).args(["redo"]).ok();
    seed(&db, &project, ["--clear"]).ok();
    assert_eq!(db.value("SELECT to_regclass('migrate_seed')"), "");
    seed(&db, &project, ["--profile", "accounts", "--scale", "0.01"]).ok();
}
