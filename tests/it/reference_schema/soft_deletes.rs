//! The bin: what goes in is gone for the application, comes back whole, and is purged by jobs only.

use super::fixture::{
    A, ADAM, ANN, B, BOB, GUS, MIA, as_person, as_service, filled, migrate, of_a, of_b, refused,
};
use crate::support::{Cluster, Database};

fn count(db: &Database, table: &str) -> usize {
    as_person(db, A, ANN, &format!("SELECT 1 FROM {table}")).unwrap().len()
}

/// Live workspaces, projects, tasks, comments and attachments, as Ann sees them.
fn live(db: &Database) -> [usize; 5] {
    ["workspaces", "projects", "tasks", "comments", "attachments"].map(|table| count(db, table))
}

/// What `app.discard` says.
fn discard(db: &Database, person: &str, table: &str, id: &str) -> Result<bool, String> {
    said(as_person(db, A, person, &format!("SELECT app.discard('{table}', '{id}')")))
}

/// What `app.restore` says.
fn restore(db: &Database, person: &str, table: &str, id: &str) -> Result<bool, String> {
    said(as_person(db, A, person, &format!("SELECT app.restore('{table}', '{id}')")))
}

fn said(rows: Result<Vec<String>, String>) -> Result<bool, String> {
    rows.map(|rows| rows == ["t"])
}

#[test]
fn what_belongs_to_a_row_goes_with_it_and_comes_back_with_it() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    assert_eq!(live(&db), [2, 2, 6, 4, 2]);
    // On its own, before its task.
    assert_eq!(discard(&db, ANN, "comments", &of_a("52")), Ok(true));
    assert_eq!(discard(&db, ANN, "comments", &of_a("52")), Ok(false), "it is in the bin already");
    assert_eq!(discard(&db, ANN, "tasks", &of_a("31")), Ok(true));
    assert_eq!(live(&db), [2, 2, 4, 2, 1]);
    assert_eq!(discard(&db, ANN, "workspaces", &of_a("11")), Ok(true));
    assert_eq!(live(&db), [1, 1, 3, 2, 1]);
    // What stands in something that is in the bin stays there.
    assert_eq!(restore(&db, ANN, "tasks", &of_a("31")), Ok(false));
    assert_eq!(restore(&db, ANN, "projects", &of_a("21")), Ok(false));
    assert_eq!(restore(&db, ANN, "workspaces", &of_a("11")), Ok(true));
    assert_eq!(live(&db), [2, 2, 4, 2, 1], "the task and the comment went earlier");
    assert_eq!(restore(&db, ANN, "tasks", &of_a("31")), Ok(true));
    assert_eq!(live(&db), [2, 2, 6, 3, 2]);
    assert_eq!(restore(&db, ANN, "comments", &of_a("52")), Ok(true));
    assert_eq!(live(&db), [2, 2, 6, 4, 2]);
    let bin = as_person(&db, A, ANN, "SELECT app.discard('organizations', app.current_tenant())");
    assert_eq!(bin, refused("22023"));
}

#[test]
fn the_bin_is_seen_when_asked_for_and_holds_no_name_and_no_position() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let rows = as_person(
        &db,
        A,
        ANN,
        &format!(
            "SELECT app.discard('tasks', '{0}'); SELECT current_setting('app.show_deleted', true);
             SELECT count(*) FROM tasks; SELECT app.show_deleted(true); SELECT count(*) FROM tasks;
             SELECT position IS NULL FROM tasks WHERE task_id = '{0}';
             SELECT app.show_deleted(false); SELECT count(*) FROM tasks",
            of_a("32")
        ),
    );
    assert_eq!(rows.unwrap(), ["t", "", "5", "", "6", "t", "", "5"]);
    assert_eq!(count(&db, "tasks"), 5, "shown for one transaction only");
    // Somebody takes the place; the task comes back behind all others.
    let take = format!("UPDATE tasks SET position = 2 WHERE task_id = '{}'", of_a("33"));
    as_person(&db, A, ANN, &take).unwrap();
    assert_eq!(restore(&db, ANN, "tasks", &of_a("32")), Ok(true));
    assert_eq!(db.value(&format!("SELECT position FROM tasks WHERE task_id = '{}'", of_a("32"))), "3");
    // A workspace of the same name.
    assert_eq!(discard(&db, ANN, "workspaces", &of_a("11")), Ok(true));
    let anew =
        format!("INSERT INTO workspaces (organization_id, name, created_by) VALUES ('{A}', 'Home', '{ANN}')");
    as_person(&db, A, ANN, &anew).unwrap();
    assert_eq!(restore(&db, ANN, "workspaces", &of_a("11")), Err("23505".to_owned()));
}

#[test]
fn a_project_of_a_hundred_tasks_goes_and_comes_in_order() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let many = format!(
        "INSERT INTO tasks (organization_id, project_id, title, created_by)
         SELECT '{A}', '{}', 'task ' || n, '{ANN}' FROM generate_series(1, 100) AS n",
        of_a("21")
    );
    as_person(&db, A, ANN, &many).unwrap();
    // Another order than the one in which they were made.
    as_person(&db, A, ANN, "UPDATE tasks SET position = 1000 - position").unwrap();
    let order = "SELECT task_id || ' ' || position FROM tasks ORDER BY position, task_id";
    let before = as_person(&db, A, ANN, order).unwrap();
    assert_eq!(discard(&db, ANN, "projects", &of_a("21")), Ok(true));
    assert_eq!(count(&db, "tasks"), 3);
    assert_eq!(restore(&db, ANN, "projects", &of_a("21")), Ok(true));
    assert_eq!(as_person(&db, A, ANN, order).unwrap(), before);
}

#[test]
fn who_may_not_change_a_row_may_not_throw_it_away() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let before = live(&db);
    for (person, table, number) in [
        (GUS, "tasks", "31"),
        (MIA, "tasks", "41"),
        (MIA, "projects", "21"),
        (MIA, "workspaces", "11"),
        (MIA, "comments", "51"),
    ] {
        assert_eq!(discard(&db, person, table, &of_a(number)), Ok(false), "{table} {number}");
    }
    for (table, number) in [("workspaces", "11"), ("projects", "21"), ("tasks", "31"), ("comments", "51")] {
        assert_eq!(discard(&db, ANN, table, &of_b(number)), Ok(false), "of the other tenant: {table}");
        let delete = as_person(&db, A, ANN, &format!("DELETE FROM {table}"));
        assert_eq!(delete, refused("42501"), "{table}");
        let plain = as_person(
            &db,
            A,
            ANN,
            &format!("UPDATE {table} SET deleted_at = now() WHERE deleted_at IS NULL"),
        );
        assert_eq!(plain, refused("42501"), "{table}");
    }
    assert_eq!(live(&db), before);
    assert_eq!(discard(&db, MIA, "tasks", &of_a("31")), Ok(true), "edit is enough for a task");
    assert_eq!(discard(&db, ADAM, "workspaces", &of_a("12")), Ok(true), "an admin of the organization");
}

#[test]
fn jobs_purge_what_is_old_of_their_own_tenant() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    assert_eq!(discard(&db, ANN, "tasks", &of_a("31")), Ok(true));
    let theirs = as_person(&db, B, BOB, &format!("SELECT app.discard('tasks', '{}')", of_b("31")));
    assert_eq!(said(theirs), Ok(true));
    assert_eq!(as_service(&db, A, "SELECT app.purge('1 day')"), Ok(vec!["0".to_owned()]));
    // Its attachment, its comment, itself; the subtask goes with its parent, or is counted before it.
    let purged = as_service(&db, A, "SELECT app.purge('-1 second')").unwrap().remove(0);
    assert!(["3", "4"].contains(&purged.as_str()), "{purged}");
    assert_eq!(db.value(&format!("SELECT count(*) FROM tasks WHERE organization_id = '{A}'")), "4");
    assert_eq!(db.value(&format!("SELECT count(*) FROM tasks WHERE organization_id = '{B}'")), "6");
    assert_eq!(as_person(&db, A, ANN, "SELECT app.purge('1 day')"), refused("42501"));
}

#[test]
fn a_subtask_stays_in_the_bin_while_its_parent_is_there() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    // Earlier than its parent, or together with it: live below a parent in the bin, it would be purged with it.
    for earlier in [true, false] {
        if earlier {
            assert_eq!(discard(&db, ANN, "tasks", &of_a("33")), Ok(true));
        }
        assert_eq!(discard(&db, ANN, "tasks", &of_a("31")), Ok(true));
        assert_eq!(restore(&db, ANN, "tasks", &of_a("33")), Ok(false), "earlier: {earlier}");
        assert_eq!(restore(&db, ANN, "tasks", &of_a("31")), Ok(true));
        assert_eq!(restore(&db, ANN, "tasks", &of_a("33")), Ok(earlier));
        assert_eq!(live(&db), [2, 2, 6, 4, 2]);
    }
}

#[test]
fn a_purge_leaves_the_callers_view_of_the_bin_as_it_was() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    for (shown, setting) in [("true", "on"), ("false", "")] {
        let rows = as_service(
            &db,
            A,
            &format!(
                "SELECT app.show_deleted({shown}); SELECT app.purge('1 day');
                 SELECT current_setting('app.show_deleted')"
            ),
        );
        assert_eq!(rows, Ok(vec![String::new(), "0".to_owned(), setting.to_owned()]));
    }
}

#[test]
fn a_member_who_leaves_stays_the_author_and_gets_no_more_work() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    db.execute(&format!(
        "UPDATE tasks SET assignee_id = '{MIA}' WHERE organization_id = '{A}' AND parent_task_id IS NULL;
         UPDATE tasks SET status = 'done' WHERE task_id = '{}';
         INSERT INTO comments (organization_id, task_id, user_id, content) VALUES ('{A}', '{}', '{MIA}', 'mine')",
        of_a("32"),
        of_a("31")
    ));
    assert_eq!(said(as_person(&db, A, MIA, "SELECT app.leave_organization()")), Ok(true));
    assert_eq!(said(as_person(&db, A, MIA, "SELECT app.leave_organization()")), Ok(false));
    assert_eq!(as_person(&db, A, MIA, "SELECT count(*) FROM tasks"), Ok(vec!["0".to_owned()]));
    let work = db
        .query(&format!("SELECT task_id FROM tasks WHERE assignee_id = '{MIA}' AND organization_id = '{A}'"));
    assert_eq!(work, [of_a("32")], "what is done stays his");
    let author =
        "SELECT u.full_name FROM comments AS c JOIN users AS u USING (user_id) WHERE c.content = 'mine'";
    assert_eq!(as_person(&db, A, ANN, author), Ok(vec!["Mia".to_owned()]));
    let assign = format!("UPDATE tasks SET assignee_id = '{MIA}' WHERE task_id = '{}'", of_a("31"));
    assert_eq!(as_person(&db, A, ANN, &assign), refused("23503"));
    let back = format!("UPDATE organization_members SET deleted_at = NULL WHERE user_id = '{MIA}'");
    as_person(&db, A, ADAM, &back).unwrap();
    as_person(&db, A, ANN, &assign).unwrap();
    // Gone here, still there: Globex knows nothing of it.
    assert_eq!(as_person(&db, B, MIA, "SELECT name FROM organizations"), Ok(vec!["Globex".to_owned()]));
}

#[test]
fn the_rollback_brings_the_bin_back_and_loses_no_row() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    assert_eq!(discard(&db, ANN, "tasks", &of_a("32")), Ok(true));
    assert_eq!(discard(&db, ANN, "workspaces", &of_a("12")), Ok(true));
    as_person(
        &db,
        A,
        ANN,
        &format!(
            "INSERT INTO workspaces (organization_id, name, created_by) VALUES ('{A}', 'Board', '{ANN}')"
        ),
    )
    .unwrap();
    as_person(&db, A, ANN, &format!("UPDATE tasks SET position = 2 WHERE task_id = '{}'", of_a("33")))
        .unwrap();
    let touched = "SELECT string_agg(task_id::text || updated_at, ',' ORDER BY task_id) FROM tasks";
    let before = db.value(touched);
    migrate(db.url()).args(["down", "--to", "V004", "--yes"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM tasks"), "12");
    assert_eq!(db.value(touched), before);
    assert_eq!(db.value("SELECT count(*) FROM (SELECT DISTINCT project_id, position FROM tasks) AS p"), "12");
    assert_eq!(
        db.value(&format!(
            "SELECT count(*) || ' ' || count(DISTINCT name) FROM workspaces WHERE organization_id = '{A}'"
        )),
        "3 3"
    );
    migrate(db.url()).args(["up"]).ok();
}

#[test]
fn nothing_new_is_put_into_what_is_in_the_bin() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    assert_eq!(discard(&db, ANN, "tasks", &of_a("31")), Ok(true));
    assert_eq!(discard(&db, ANN, "workspaces", &of_a("12")), Ok(true));
    for (what, sql) in [
        (
            "a project",
            format!(
                "INSERT INTO projects (organization_id, workspace_id, name, owner_id) VALUES ('{A}', '{}', 'x', '{ANN}')",
                of_a("12")
            ),
        ),
        (
            "a task",
            format!(
                "INSERT INTO tasks (organization_id, project_id, title, created_by) VALUES ('{A}', '{}', 'x', '{ANN}')",
                of_a("22")
            ),
        ),
        (
            "a subtask",
            format!(
                "INSERT INTO tasks (organization_id, project_id, parent_task_id, title, created_by) VALUES ('{A}', '{}', '{}', 'x', '{ANN}')",
                of_a("21"),
                of_a("31")
            ),
        ),
        (
            "a comment",
            format!(
                "INSERT INTO comments (organization_id, project_id, task_id, user_id, content) VALUES ('{A}', '{}', '{}', '{ANN}', 'x')",
                of_a("21"),
                of_a("31")
            ),
        ),
        (
            "an attachment",
            format!(
                "INSERT INTO attachments (organization_id, project_id, task_id, uploaded_by, file_name, file_size, mime_type, storage_key) VALUES ('{A}', '{}', '{}', '{ANN}', 'x', 1, 'a/b', 'k')",
                of_a("21"),
                of_a("31")
            ),
        ),
    ] {
        assert_eq!(as_person(&db, A, ANN, &sql), refused("23503"), "{what}");
        assert_eq!(
            as_person(&db, A, ANN, &format!("SELECT app.show_deleted(true); {sql}")),
            refused("23503"),
            "{what}"
        );
    }
    // A project and its first tasks in one statement are no trouble.
    let both = format!(
        "WITH p AS (INSERT INTO projects (organization_id, workspace_id, name, owner_id)
             VALUES ('{A}', '{}', 'new', '{ANN}') RETURNING organization_id, project_id)
         INSERT INTO tasks (organization_id, project_id, title, created_by)
             SELECT organization_id, project_id, t, '{ANN}' FROM p, unnest(ARRAY['one', 'two']) AS t",
        of_a("11")
    );
    assert_eq!(as_person(&db, A, ANN, &both), Ok(vec![]));
}
