//! Two tenants on one pool: a real pgBouncer in transaction mode with fewer server connections than clients.

use super::application::Bound::{self, NoTime, NoUuid, Now, Number, Text, Uuid};
use super::application::{example, request};
use super::fixture::{A, ANN, B, BOB, MIA, filled, of_a, of_b, refused};
use crate::support::{Cluster, Held, Pooler};

const GET_USER_TASKS: &str = example!("get_user_tasks");
const CREATE_TASK: &str = example!("create_task");
const LOG_ACTIVITY: &str = example!("log_activity");
const TASK_ASSIGNMENTS: &str = example!("task_assignments");
const ACTIVITY_FEED: &str = example!("activity_feed");

/// The first page of the feed.
const NEWEST: &[Bound<'static>] = &[Now, Number(i64::MAX)];
/// Which server connection it was.
const BACKEND: (&str, &[Bound<'static>]) = ("SELECT pg_backend_pid()", &[]);

#[test]
fn two_tenants_on_one_pool_see_their_own_rows_only_whoever_used_the_connection_before() {
    const ROUNDS: usize = 60;
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let Some(pooler) = Pooler::start(&cluster, "transaction", 2) else { return };
    let url = pooler.url_as("application", db.name());
    let (acme, globex) = (of_a("21"), of_b("21"));
    std::thread::scope(|scope| {
        for client in 0..8 {
            let (url, acme, globex) = (&url, &acme, &globex);
            scope.spawn(move || {
                let mut app = Held::open(url);
                for round in 0..ROUNDS {
                    let ((organization, person, project), own) = if (client + round) % 2 == 0 {
                        ((A, ANN, acme), "aaaaaaaa")
                    } else {
                        ((B, BOB, globex), "bbbbbbbb")
                    };
                    let who = Some((organization, person));
                    let tasks =
                        request(&mut app, who, &[(GET_USER_TASKS, &[Uuid(person), Text(None)])]).unwrap();
                    assert!(tasks.len() >= 4 && tasks.iter().all(|row| row.starts_with(own)), "{tasks:?}");
                    let work = request(&mut app, who, &[(TASK_ASSIGNMENTS, &[Uuid(project)])]).unwrap();
                    assert!(work[0].starts_with(person), "{work:?}");
                    let feed = request(&mut app, who, &[(ACTIVITY_FEED, NEWEST)]).unwrap();
                    assert!(!feed.is_empty() && !feed.iter().any(|row| row.contains(other(own))), "{feed:?}");
                    match round % 6 {
                        // The other tenant's keys lead nowhere.
                        0 => {
                            let there = if own == "aaaaaaaa" { globex } else { acme };
                            let work = request(&mut app, who, &[(TASK_ASSIGNMENTS, &[Uuid(there)])]);
                            assert_eq!(work, Ok(Vec::new()));
                        }
                        // Forgotten: nothing, directly after somebody's transaction on the same connection.
                        1 => {
                            let tasks =
                                request(&mut app, None, &[(GET_USER_TASKS, &[Uuid(person), Text(None)])]);
                            assert_eq!(tasks, Ok(Vec::new()));
                        }
                        // An error in the middle: rolled back, and nothing of the context stays.
                        2 => {
                            let log: &[_] = &[Text(Some(" ")), Uuid(project), Text(Some("x")), Text(None)];
                            assert_eq!(request(&mut app, who, &[(LOG_ACTIVITY, log)]), refused("23514"));
                            let tasks =
                                request(&mut app, None, &[(GET_USER_TASKS, &[Uuid(person), Text(None)])]);
                            assert_eq!(tasks, Ok(Vec::new()));
                        }
                        _ => {}
                    }
                }
            });
        }
    });
    assert_eq!(db.value("SELECT count(*) FROM tasks"), "12");
}

fn other(own: &str) -> &'static str {
    if own == "aaaaaaaa" { "bbbbbbbb" } else { "aaaaaaaa" }
}

#[test]
fn who_forgets_to_say_for_whom_sees_nothing_on_the_connection_that_another_has_just_used() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let Some(pooler) = Pooler::start(&cluster, "transaction", 1) else { return };
    let url = pooler.url_as("application", db.name());
    let (mut first, mut second) = (Held::open(&url), Held::open(&url));
    let tasks_of = |person| [(GET_USER_TASKS, [Uuid(person), Text(None)])];
    let log: &[_] = &[Text(Some(" ")), Uuid(A), Text(Some("x")), Text(None)];
    let backend = request(&mut second, None, &[BACKEND]).unwrap();
    for _ in 0..3 {
        let [(sql, values)] = tasks_of(ANN);
        assert_eq!(request(&mut first, Some((A, ANN)), &[(sql, &values)]).unwrap().len(), 4);
        assert_eq!(request(&mut second, None, &[(sql, &values)]), Ok(Vec::new()));
        // Neither after an error in the middle.
        assert_eq!(request(&mut first, Some((A, ANN)), &[(LOG_ACTIVITY, log)]), refused("23514"));
        assert_eq!(request(&mut second, None, &[(sql, &values)]), Ok(Vec::new()));
        let [(sql, values)] = tasks_of(BOB);
        assert_eq!(request(&mut second, Some((B, BOB)), &[(sql, &values)]).unwrap().len(), 4);
        assert_eq!(request(&mut first, None, &[(sql, &values)]), Ok(Vec::new()));
        assert_eq!(request(&mut first, None, &[BACKEND]).unwrap(), backend);
        assert_eq!(request(&mut second, None, &[BACKEND]).unwrap(), backend);
    }
}

#[test]
fn many_who_append_tasks_at_once_each_get_a_position_of_their_own() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let Some(pooler) = Pooler::start(&cluster, "transaction", 4) else { return };
    let url = pooler.url_as("application", db.name());
    std::thread::scope(|scope| {
        for client in 0..4 {
            let url = &url;
            scope.spawn(move || {
                let mut app = Held::open(url);
                let project = of_a("21");
                for round in 0..10 {
                    let title = format!("task {client} {round}");
                    let values: &[_] = &[
                        Uuid(&project),
                        Text(Some(&title)),
                        Text(None),
                        Text(None),
                        Text(None),
                        NoUuid,
                        NoTime,
                    ];
                    request(&mut app, Some((A, MIA)), &[(CREATE_TASK, values)]).unwrap();
                }
            });
        }
    });
    let positions = db.value(&format!(
        "SELECT count(*) || ' ' || count(DISTINCT position) FROM tasks WHERE project_id = '{}'",
        of_a("21")
    ));
    assert_eq!(positions, "43 43");
}

#[test]
fn the_documents_set_local_fails_closed() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let Some(pooler) = Pooler::start(&cluster, "transaction", 1) else { return };
    let mut app = Held::open(&pooler.url_as("application", db.name()));
    // As the document has it: with a parameter it is no SQL.
    let set_local = ("SET LOCAL app.current_organization_id = $1", &[Text(Some(A))][..]);
    assert_eq!(request(&mut app, None, &[set_local]), refused("42601"));
    // As a literal, or as a function, in a message of its own it ends where it begins.
    app.query(&format!("SET LOCAL app.current_organization_id = '{A}'")).unwrap();
    app.query(&format!("SELECT app.set_tenant('{A}'), app.set_user('{ANN}')")).unwrap();
    assert_eq!(app.query("SELECT count(*) FROM tasks"), Ok(vec!["0".to_owned()]));
}

/// No database can prevent this one, and the test says so: it is why `app.set_tenant` is local to a transaction.
#[test]
fn a_sessions_set_does_reach_the_next_client_of_the_pool_who_forgets_to_say_for_whom_he_asks() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let Some(pooler) = Pooler::start(&cluster, "transaction", 1) else { return };
    let url = pooler.url_as("application", db.name());
    let app = Held::open(&url);
    let mut next = Held::open(&url);
    let tasks = "SELECT count(*) FROM tasks";
    // The tenant alone, as the document has it, shows nothing: nobody is asking.
    app.query(&format!("SET app.current_organization_id = '{A}'")).unwrap();
    assert_eq!(next.query("SELECT current_setting('app.current_organization_id')"), Ok(vec![A.to_owned()]));
    assert_eq!(next.query(tasks), Ok(vec!["0".to_owned()]));
    // With the person, too, the next client is taken for that person.
    app.query(&format!("SET app.current_user_id = '{ANN}'")).unwrap();
    assert_eq!(next.query(tasks), Ok(vec!["6".to_owned()]));
    // Whoever says for whom he asks is not misled by it, and the session's choice is there again afterwards.
    let own = request(&mut next, Some((B, BOB)), &[(GET_USER_TASKS, &[Uuid(BOB), Text(None)])]).unwrap();
    assert!(own.len() == 4 && own.iter().all(|row| row.starts_with("bbbbbbbb")), "{own:?}");
    assert_eq!(next.query(tasks), Ok(vec!["6".to_owned()]));
}
