//! The bin at its edges: who only reads, who is a job, what is half inside, and what a purge leaves.

use super::fixture::{A, ANN, B, BOB, GUS, MIA, as_person, as_service, filled, migrate, of_a, of_b};
use crate::support::{Cluster, Database};

const TABLES: [&str; 5] = ["workspaces", "projects", "tasks", "comments", "attachments"];

/// What `app.discard` or `app.restore` says to a person of Acme.
fn says(db: &Database, person: &str, function: &str, table: &str, id: &str) -> bool {
    as_person(db, A, person, &format!("SELECT app.{function}('{table}', '{id}')")).unwrap() == ["t"]
}

/// Rows of Acme in the bin, each table in turn, past all policies.
fn binned(db: &Database) -> [String; 5] {
    TABLES.map(|table| {
        db.value(&format!(
            "SELECT count(*) FROM {table} WHERE organization_id = '{A}' AND deleted_at IS NOT NULL"
        ))
    })
}

/// Ann lets the guest see the project Launch.
fn let_gus_view(db: &Database) {
    let grant = format!(
        "INSERT INTO project_permissions (organization_id, project_id, user_id, permission)
             VALUES ('{A}', '{}', '{GUS}', 'view')",
        of_a("21")
    );
    as_person(db, A, ANN, &grant).unwrap();
}

#[test]
fn what_is_in_the_bin_is_hidden_from_jobs_too_in_every_table() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    assert!(says(&db, ANN, "discard", "workspaces", &of_a("11")));
    for (table, left, all) in [
        ("workspaces", "1", "2"),
        ("projects", "1", "2"),
        ("tasks", "3", "6"),
        ("comments", "2", "4"),
        ("attachments", "1", "2"),
    ] {
        let count = format!("SELECT count(*) FROM {table}");
        assert_eq!(as_service(&db, A, &count), Ok(vec![left.to_owned()]), "{table}");
        let shown = as_service(&db, A, &format!("SELECT app.show_deleted(true); {count}")).unwrap();
        assert_eq!(shown, ["", all], "{table}");
        assert_eq!(as_person(&db, A, ANN, &count), Ok(vec![left.to_owned()]), "{table}");
    }
    let restored = as_service(&db, A, &format!("SELECT app.restore('workspaces', '{}')", of_a("11")));
    assert_eq!(restored, Ok(vec!["t".to_owned()]));
    assert_eq!(binned(&db), ["0"; 5]);
}

#[test]
fn who_may_only_view_neither_discards_nor_restores_nor_does_the_other_tenant() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let_gus_view(&db);
    assert_eq!(as_person(&db, A, GUS, "SELECT count(*) FROM tasks"), Ok(vec!["3".to_owned()]));
    let rows = [
        ("projects", "21"),
        ("tasks", "31"),
        ("comments", "51"),
        ("attachments", "71"),
        ("workspaces", "11"),
    ];
    for (table, number) in rows {
        assert!(!says(&db, GUS, "discard", table, &of_a(number)), "{table}");
        assert!(!says(&db, ANN, "discard", table, &of_b(number)), "{table} of the other tenant");
    }
    assert_eq!(binned(&db), ["0"; 5]);
    // In the bin, each on its own, from the inside out.
    for (table, number) in [rows[3], rows[2], rows[1], rows[0], rows[4]] {
        assert!(says(&db, ANN, "discard", table, &of_a(number)), "{table}");
        let theirs = format!("SELECT app.discard('{table}', '{}')", of_b(number));
        assert_eq!(as_person(&db, B, BOB, &theirs), Ok(vec!["t".to_owned()]), "{table}");
    }
    let full = binned(&db);
    for (table, number) in rows {
        assert!(!says(&db, GUS, "restore", table, &of_a(number)), "{table}");
        assert!(!says(&db, MIA, "restore", table, &of_a(number)), "{table}");
        assert!(!says(&db, ANN, "restore", table, &of_b(number)), "{table} of the other tenant");
    }
    assert_eq!(binned(&db), full);
    let theirs = format!("SELECT count(*) FROM tasks WHERE organization_id = '{B}' AND deleted_at IS NULL");
    assert_eq!(db.value(&theirs), "3");
}

#[test]
fn a_subtask_stays_in_the_bin_while_its_parent_does() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    // With its parent, and on its own before it.
    for alone in [false, true] {
        if alone {
            assert!(says(&db, ANN, "discard", "tasks", &of_a("33")));
        }
        assert!(says(&db, ANN, "discard", "tasks", &of_a("31")));
        assert!(!says(&db, ANN, "restore", "tasks", &of_a("33")), "alone: {alone}");
        assert!(!says(&db, ANN, "restore", "comments", &of_a("51")), "alone: {alone}");
        assert!(!says(&db, ANN, "restore", "attachments", &of_a("71")), "alone: {alone}");
        assert!(says(&db, ANN, "restore", "tasks", &of_a("31")));
        assert_eq!(says(&db, ANN, "restore", "tasks", &of_a("33")), alone);
        assert_eq!(binned(&db), ["0"; 5]);
    }
}

#[test]
fn a_purge_takes_the_older_rows_and_leaves_the_younger_and_the_live() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    assert!(says(&db, ANN, "discard", "tasks", &of_a("32")));
    db.execute(
        "SET session_replication_role = replica;
         UPDATE tasks SET deleted_at = deleted_at - interval '2 days' WHERE deleted_at IS NOT NULL;
         UPDATE comments SET deleted_at = deleted_at - interval '2 days' WHERE deleted_at IS NOT NULL",
    );
    assert!(says(&db, ANN, "discard", "tasks", &of_a("42")));
    assert_eq!(as_service(&db, A, "SELECT app.purge('3 days')"), Ok(vec!["0".to_owned()]));
    assert_eq!(as_service(&db, B, "SELECT app.purge('1 day')"), Ok(vec!["0".to_owned()]));
    let purged = as_service(&db, A, "SELECT app.purge('1 day'); SELECT count(*) FROM tasks");
    assert_eq!(purged, Ok(vec!["2".to_owned(), "4".to_owned()]), "the bin is hidden again afterwards");
    assert_eq!(binned(&db), ["0", "0", "1", "1", "0"]);
    assert!(says(&db, ANN, "restore", "tasks", &of_a("42")));
}

#[test]
fn the_rollback_touches_no_row_of_any_table_with_a_bin() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    assert!(says(&db, ANN, "discard", "comments", &of_a("52")));
    assert!(says(&db, ANN, "discard", "workspaces", &of_a("11")));
    let anew =
        format!("INSERT INTO workspaces (organization_id, name, created_by) VALUES ('{A}', 'Home', '{ANN}')");
    as_person(&db, A, ANN, &anew).unwrap();
    let state = || {
        [
            ("workspaces", "workspace_id"),
            ("projects", "project_id"),
            ("tasks", "task_id"),
            ("comments", "comment_id"),
        ]
        .map(|(table, key)| db.query(&format!("SELECT {key}, updated_at FROM {table} ORDER BY 1")))
    };
    let (before, files) = (state(), db.value("SELECT count(*) FROM attachments"));
    migrate(db.url()).args(["down", "--to", "V004", "--yes"]).ok();
    assert_eq!(state(), before);
    assert_eq!(db.value("SELECT count(*) FROM attachments"), files);
    let live =
        format!("SELECT name FROM workspaces WHERE workspace_id <> '{}' AND name = 'Home'", of_a("11"));
    assert_eq!(db.query(&live).len(), 2, "who had the name last keeps it, in both organizations");
}
