//! View, edit and admin on workspaces and projects: who of an organization sees and does what.

use super::fixture::{
    A, ADAM, ANN, B, BOB, GUS, MIA, as_login, as_person, as_service, filled, of_a, refused,
};
use crate::support::{Cluster, Database};

/// The names of the rows that a person sees, in order.
fn seen(db: &Database, person: &str, sql: &str) -> Vec<String> {
    as_person(db, A, person, sql).unwrap_or_else(|state| panic!("{sql}: {state}"))
}

const WORKSPACES: &str = "SELECT name FROM workspaces ORDER BY name";
const PROJECTS: &str = "SELECT name FROM projects ORDER BY name";
const TASKS: &str = "SELECT count(*) FROM tasks";

/// A grant that Ann makes.
fn grant(db: &Database, what: &str, number: &str, person: &str, permission: &str) {
    let sql = format!(
        "INSERT INTO {what}_permissions (organization_id, {what}_id, user_id, permission)
             VALUES ('{A}', '{}', '{person}', '{permission}')
         ON CONFLICT (organization_id, {what}_id, user_id) DO UPDATE SET permission = excluded.permission",
        of_a(number)
    );
    assert_eq!(as_person(db, A, ANN, &sql), Ok(Vec::new()), "{sql}");
}

/// How many rows a statement of a person changes: it has to return one each.
fn changed(db: &Database, person: &str, sql: &str) -> Result<usize, String> {
    as_person(db, A, person, &format!("{sql} RETURNING 1")).map(|rows| rows.len())
}

#[test]
fn owners_and_admins_see_all_members_what_is_not_private_and_guests_nothing() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    for person in [ANN, ADAM] {
        assert_eq!(seen(&db, person, WORKSPACES), ["Board", "Home"]);
        assert_eq!(seen(&db, person, PROJECTS), ["Launch", "Secret"]);
        assert_eq!(seen(&db, person, TASKS), ["6"]);
    }
    assert_eq!(seen(&db, MIA, WORKSPACES), ["Home"]);
    assert_eq!(seen(&db, MIA, PROJECTS), ["Launch"]);
    assert_eq!(seen(&db, MIA, TASKS), ["3"]);
    for table in ["workspaces", "projects", "tasks", "comments", "attachments", "task_labels", "activities"] {
        assert_eq!(seen(&db, GUS, &format!("SELECT 1 FROM {table}")), Vec::<String>::new(), "{table}");
    }
    // What is of the organization as a whole is there for guests, too.
    assert_eq!(seen(&db, GUS, "SELECT name FROM organizations"), ["Acme"]);
    assert_eq!(seen(&db, GUS, "SELECT count(*) FROM labels"), ["2"]);
    assert_eq!(seen(&db, GUS, "SELECT count(*) FROM users"), ["4"]);
    // In the other organization Mia is a guest.
    assert_eq!(as_person(&db, B, MIA, TASKS), Ok(vec!["0".to_owned()]));
}

#[test]
fn without_a_person_the_application_sees_nothing_and_a_background_job_its_tenant() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    for table in
        ["organizations", "organization_members", "users", "workspaces", "projects", "tasks", "labels"]
    {
        for person in
            ["", "SELECT app.set_user(NULL);", "SELECT set_config('app.current_user_id', '', true);"]
        {
            let rows = as_login(
                &db,
                "application",
                &format!("SELECT app.set_tenant('{A}'); {person} SELECT 'row' FROM {table}"),
            )
            .unwrap();
            assert!(!rows.contains(&"row".to_owned()), "{table} {person}");
        }
        let garbage = as_login(
            &db,
            "application",
            &format!(
                "SELECT app.set_tenant('{A}'); SET LOCAL app.current_user_id = 'x'; SELECT 1 FROM {table}"
            ),
        );
        assert_eq!(garbage, refused("22P02"), "{table}");
    }
    assert_eq!(as_service(&db, A, TASKS), Ok(vec!["6".to_owned()]));
    assert_eq!(as_service(&db, A, WORKSPACES), Ok(vec!["Board".to_owned(), "Home".to_owned()]));
    assert_eq!(as_service(&db, A, "UPDATE tasks SET status = 'done' RETURNING 1").unwrap().len(), 6);
}

#[test]
fn a_grant_on_a_workspace_holds_for_its_projects_and_the_highest_counts() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let edit = format!("UPDATE tasks SET status = 'review' WHERE project_id = '{}'", of_a("22"));
    let rename = format!("UPDATE projects SET name = 'Renamed' WHERE project_id = '{}'", of_a("22"));
    let see = |person| {
        (seen(&db, person, WORKSPACES), seen(&db, person, PROJECTS), seen(&db, person, TASKS).remove(0))
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();

    grant(&db, "workspace", "12", GUS, "view");
    assert_eq!(see(GUS), (names(&["Board"]), names(&["Secret"]), "3".to_owned()));
    assert_eq!(seen(&db, GUS, "SELECT count(*) FROM comments"), ["2"]);
    assert_eq!(seen(&db, GUS, "SELECT count(*) FROM attachments"), ["1"]);
    assert_eq!(seen(&db, GUS, "SELECT count(*) FROM task_labels"), ["1"]);
    assert_eq!(changed(&db, GUS, &edit), Ok(0));
    assert_eq!(changed(&db, GUS, &rename), Ok(0));

    grant(&db, "workspace", "12", GUS, "edit");
    assert_eq!(changed(&db, GUS, &edit), Ok(3));
    assert_eq!(changed(&db, GUS, &rename), Ok(0));

    grant(&db, "workspace", "12", GUS, "admin");
    assert_eq!(changed(&db, GUS, &rename), Ok(1));

    // The lower one on the project takes nothing away.
    grant(&db, "project", "22", GUS, "view");
    assert_eq!(changed(&db, GUS, &rename), Ok(1));

    // A grant on a project alone shows the project and not its workspace.
    grant(&db, "project", "22", MIA, "edit");
    assert_eq!(see(MIA), (names(&["Home"]), names(&["Launch", "Renamed"]), "6".to_owned()));
    assert_eq!(changed(&db, MIA, &edit), Ok(3));
    assert_eq!(changed(&db, MIA, &rename), Ok(0));
}

#[test]
fn view_does_not_write_edit_writes_in_ones_own_name() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let (project, task) = (of_a("21"), of_a("31"));
    let write = |person: &str, author: &str| {
        [
            format!("INSERT INTO tasks (organization_id, project_id, title, created_by, position) VALUES ('{A}', '{project}', 'x', '{author}', 90)"),
            format!("INSERT INTO comments (organization_id, task_id, user_id, content) VALUES ('{A}', '{task}', '{author}', 'x')"),
            format!("INSERT INTO attachments (organization_id, task_id, uploaded_by, file_name, file_size, mime_type, storage_key) VALUES ('{A}', '{task}', '{author}', 'x', 1, 'a/b', 'k')"),
            format!("INSERT INTO activities (organization_id, user_id, entity_type, entity_id, action) VALUES ('{A}', '{author}', 'task', '{task}', 'x')"),
        ]
        .map(|sql| as_person(&db, A, person, &sql))
    };
    assert_eq!(write(MIA, MIA), [Ok(vec![]), Ok(vec![]), Ok(vec![]), Ok(vec![])]);
    let denied = refused("42501");
    assert_eq!(write(MIA, ANN), [denied.clone(), denied.clone(), denied.clone(), denied.clone()]);

    // What is not visible does not exist for him.
    let blind = write(GUS, GUS);
    assert_eq!(blind[..3], [refused("23503"), refused("23503"), refused("23503")]);
    // A guest with view reads. He may log what he did there, and write nothing else.
    grant(&db, "project", "21", GUS, "view");
    assert_eq!(write(GUS, GUS), [denied.clone(), denied.clone(), denied.clone(), Ok(vec![])]);
    let label = format!(
        "INSERT INTO task_labels (organization_id, task_id, label_id) VALUES ('{A}', '{}', '{}')",
        of_a("32"),
        of_a("81")
    );
    assert_eq!(as_person(&db, A, GUS, &label), denied);
    assert_eq!(as_person(&db, A, MIA, &label), Ok(vec![]));
    let create =
        format!("INSERT INTO labels (organization_id, name, color) VALUES ('{A}', 'new', '#123456')");
    assert_eq!(as_person(&db, A, GUS, &create), denied);
    assert_eq!(as_person(&db, A, MIA, &create), Ok(vec![]));
}

#[test]
fn a_comment_is_changed_by_its_author_and_by_admins_only() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let by_ann = format!("UPDATE comments SET content = 'edited' WHERE comment_id = '{}'", of_a("51"));
    assert_eq!(changed(&db, MIA, &by_ann), Ok(0));
    assert_eq!(changed(&db, ANN, &by_ann), Ok(1));
    assert_eq!(changed(&db, ADAM, &by_ann), Ok(1));
    grant(&db, "project", "21", MIA, "admin");
    assert_eq!(changed(&db, MIA, &by_ann), Ok(1));
}

#[test]
fn nobody_promotes_himself() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let role = |person: &str, role: &str| {
        format!("UPDATE organization_members SET role = '{role}' WHERE user_id = '{person}'")
    };
    for (who, whom, new) in
        [(MIA, MIA, "owner"), (MIA, MIA, "admin"), (GUS, GUS, "member"), (ADAM, ANN, "guest")]
    {
        assert_eq!(changed(&db, who, &role(whom, new)), Ok(0), "{who} makes {whom} {new}");
    }
    assert_eq!(changed(&db, ADAM, &role(ADAM, "owner")), Err("42501".to_owned()));
    assert_eq!(changed(&db, ADAM, &role(MIA, "owner")), Err("42501".to_owned()));
    assert_eq!(changed(&db, ADAM, &role(GUS, "member")), Ok(1));
    assert_eq!(changed(&db, ANN, &role(ADAM, "owner")), Ok(1));
    let join = |person: &str, role: &str| {
        format!(
            "INSERT INTO organization_members (organization_id, user_id, role) VALUES ('{A}', '{person}', '{role}')"
        )
    };
    assert_eq!(as_person(&db, A, MIA, &join(BOB, "guest")), refused("42501"));
    assert_eq!(as_person(&db, A, GUS, &join(BOB, "guest")), refused("42501"));
    assert_eq!(as_person(&db, A, ANN, &join(BOB, "guest")), Ok(vec![]));
    // A grant to oneself takes admin there.
    let own_grant = format!(
        "INSERT INTO workspace_permissions (organization_id, workspace_id, user_id, permission) VALUES ('{A}', '{}', '{MIA}', 'admin')",
        of_a("12")
    );
    assert_eq!(as_person(&db, A, MIA, &own_grant), refused("42501"));
    // Nor by making oneself the owner of a project that one may edit.
    let take = format!("UPDATE projects SET owner_id = '{MIA}' WHERE project_id = '{}'", of_a("21"));
    assert_eq!(changed(&db, MIA, &take), Ok(0));
    assert_eq!(changed(&db, MIA, "UPDATE organizations SET name = 'Mine'"), Ok(0));
    assert_eq!(changed(&db, ADAM, "UPDATE organizations SET name = 'Acme Ltd'"), Ok(1));
}

#[test]
fn a_person_works_in_what_he_made() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let rows = as_person(
        &db,
        A,
        MIA,
        "INSERT INTO workspaces (organization_id, name, is_private, created_by)
             VALUES (app.current_tenant(), 'Mine', true, app.current_person()) RETURNING name;
         INSERT INTO projects (organization_id, workspace_id, name, owner_id)
             SELECT organization_id, workspace_id, 'Own', app.current_person() FROM workspaces WHERE name = 'Mine'
             RETURNING name;
         INSERT INTO tasks (organization_id, project_id, title, created_by, position)
             SELECT organization_id, project_id, 'First', app.current_person(), 1 FROM projects WHERE name = 'Own'
             RETURNING title;
         UPDATE workspaces SET description = 'x' WHERE name = 'Mine' RETURNING description",
    );
    assert_eq!(rows, Ok(vec!["Mine".to_owned(), "Own".to_owned(), "First".to_owned(), "x".to_owned()]));
    // Others do not see it: not the guest, not another member; owners and admins do.
    assert_eq!(seen(&db, GUS, WORKSPACES), Vec::<String>::new());
    assert_eq!(seen(&db, ADAM, WORKSPACES), ["Board", "Home", "Mine"]);
    // A guest makes none.
    let make =
        format!("INSERT INTO workspaces (organization_id, name, created_by) VALUES ('{A}', 'x', '{GUS}')");
    assert_eq!(as_person(&db, A, GUS, &make), refused("42501"));
    // Moving a project takes edit where it goes.
    let home = of_a("11");
    let board = of_a("12");
    let moved = |to: &str| format!("UPDATE projects SET workspace_id = '{to}' WHERE name = 'Own'");
    assert_eq!(changed(&db, MIA, &moved(&board)), Err("42501".to_owned()));
    assert_eq!(changed(&db, MIA, &moved(&home)), Ok(1));
}

#[test]
fn a_task_takes_what_belongs_to_it_along_to_another_project() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let edited = db.value(&format!("SELECT updated_at FROM comments WHERE comment_id = '{}'", of_a("51")));
    let moved = format!(
        "UPDATE tasks SET project_id = '{}', position = position + 100 WHERE task_id = '{}' OR parent_task_id = '{1}'",
        of_a("22"),
        of_a("31")
    );
    // Mia may edit where it is, and not where it goes.
    assert_eq!(changed(&db, MIA, &moved), Err("42501".to_owned()));
    assert_eq!(changed(&db, ANN, &moved), Ok(2));
    for table in ["comments", "attachments", "task_labels"] {
        let project =
            db.value(&format!("SELECT DISTINCT project_id FROM {table} WHERE task_id = '{}'", of_a("31")));
        assert_eq!(project, of_a("22"), "{table}");
    }
    assert_eq!(
        db.value(&format!("SELECT updated_at FROM comments WHERE comment_id = '{}'", of_a("51"))),
        edited
    );
    assert_eq!(seen(&db, MIA, "SELECT count(*) FROM comments"), ["1"]);
    // Without its subtask it stays: a subtask is where its parent is.
    let alone = format!(
        "UPDATE tasks SET project_id = '{}', position = 500 WHERE task_id = '{}'",
        of_a("21"),
        of_a("31")
    );
    assert_eq!(changed(&db, ANN, &alone), Err("23503".to_owned()));
}

#[test]
fn what_a_person_may_do_is_found_out_once_a_query_and_not_once_a_row() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    db.execute(&format!("ALTER DATABASE {} SET track_functions = 'pl'", db.name()));
    for table in ["tasks", "comments", "attachments", "task_labels", "activities", "projects", "workspaces"] {
        let plan = as_person(
            &db,
            A,
            MIA,
            &format!("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT 1 FROM {table}"),
        )
        .unwrap();
        let text = plan.join("\n");
        assert!(text.contains("InitPlan"), "{table}:\n{text}");
        assert!(table == "activities" || text.contains("hashed SubPlan"), "{table}:\n{text}");
        // Every node that calls a function of ours ran once or never, whatever the number of rows.
        let calls: Vec<&String> = plan.iter().filter(|line| line.contains("ProjectSet")).collect();
        assert!(!calls.is_empty(), "{text}");
        for call in calls {
            assert!(call.contains("loops=1)") || call.contains("never executed"), "{table}: {call}\n{text}");
        }
    }
    // Counted by the server, too.
    let calls = || {
        db.value("SELECT COALESCE(sum(calls), 0) FROM pg_stat_user_functions WHERE funcname = 'permitted_projects'")
    };
    let before: u32 = calls().parse().unwrap();
    assert_eq!(seen(&db, MIA, TASKS), ["3"]);
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_eq!(calls().parse::<u32>().unwrap() - before, 1);
    // For owners and admins it is not asked for at all.
    let plan =
        as_person(&db, A, ANN, "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT 1 FROM tasks").unwrap();
    assert!(
        plan.iter().filter(|line| line.contains("ProjectSet")).all(|line| line.contains("never executed")),
        "{plan:?}"
    );
}
