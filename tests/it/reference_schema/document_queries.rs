//! The queries of the document, as an application sends them: through a real pgBouncer in transaction mode,
//! with two tenants interleaved on one pool.

use super::application::Bound::{NoTime, NoUuid, Now, Text, Uuid};
use super::application::{example, request};
use super::world::{A, ANN, B, BOB, MIA, filled, of_a, of_b, refused};
use crate::support::{Cluster, Held, Pooler};

const GET_USER_TASKS: &str = example!("get_user_tasks");
const CREATE_TASK: &str = example!("create_task");
const LOG_ACTIVITY: &str = example!("log_activity");
const PROJECT_LIST: &str = example!("project_list");
const TASK_ASSIGNMENTS: &str = example!("task_assignments");
const ACTIVITY_FEED: &str = example!("activity_feed");
const TASK_COMMENTS: &str = example!("task_comments");
const SEARCH_TASKS: &str = example!("search_tasks");

#[test]
fn each_query_gives_what_the_document_means() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    db.execute(
        "UPDATE tasks SET priority = 'urgent' WHERE title = 'Find a price';
         UPDATE tasks SET priority = 'low', status = 'review' WHERE title = 'Write the announcement';
         UPDATE tasks SET due_date = NULL WHERE title = 'Buy the competitor'",
    );
    let pooler = Pooler::start(&cluster, "transaction", 1);
    let mut app = Held::open(&pooler.url_as("application", db.name()));
    let ann = Some((A, ANN));

    let mine = request(&mut app, ann, &[(GET_USER_TASKS, &[Uuid(ANN), Text(None)])]).unwrap();
    let titles: Vec<&str> = mine.iter().map(|row| row.split('|').nth(1).unwrap()).collect();
    assert_eq!(titles, ["Find a price", "Find a title", "Buy the competitor", "Write the announcement"]);
    assert!(mine[0].ends_with("urgent|an instant|Secret|Ann"), "{mine:?}");
    let review = request(&mut app, ann, &[(GET_USER_TASKS, &[Uuid(ANN), Text(Some("review"))])]).unwrap();
    assert_eq!(review.len(), 1);
    // Mia may not enter Secret, so Ann's tasks there are not hers to see.
    let seen = request(&mut app, Some((A, MIA)), &[(GET_USER_TASKS, &[Uuid(ANN), Text(None)])]).unwrap();
    assert_eq!(seen.len(), 2);

    let projects = request(&mut app, ann, &[(PROJECT_LIST, &[Uuid(&of_a("11"))])]).unwrap();
    assert_eq!(projects, [format!("{}|Launch|a day|3", of_a("21"))]);
    let work = request(&mut app, ann, &[(TASK_ASSIGNMENTS, &[Uuid(&of_a("21"))])]).unwrap();
    assert_eq!(work, [format!("{ANN}|Ann|2|an instant"), "||1|an instant".to_owned()]);
    let comments = request(&mut app, ann, &[(TASK_COMMENTS, &[Uuid(&of_a("31"))])]).unwrap();
    assert_eq!(comments, [format!("{}|About: Write the announcement|an instant|Ann", of_a("51"))]);
    let found = request(&mut app, ann, &[(SEARCH_TASKS, &[Text(Some("competitor"))])]).unwrap();
    assert_eq!(found, [format!("{}|Buy the competitor|Secret", of_a("41"))]);

    // A task, and the activity beside it, in one transaction; both are in the feed, with the audit's own.
    let project = of_a("21");
    let create: &[_] = &[
        Uuid(&project),
        Text(Some("Rent a hall 🎪")),
        Text(None),
        Text(None),
        Text(Some("high")),
        NoUuid,
        NoTime,
    ];
    let made = request(&mut app, ann, &[(CREATE_TASK, create)]).unwrap();
    assert!(made[0].ends_with("|Rent a hall 🎪|todo|high|4"), "{made:?}");
    let task = made[0].split('|').next().unwrap().to_owned();
    let title = "{\"task_title\": \"Rent a hall\"}";
    let log: &[_] = &[Text(Some("task")), Uuid(&task), Text(Some("announced")), Text(Some(title))];
    request(&mut app, ann, &[(LOG_ACTIVITY, log)]).unwrap();
    let feed = request(&mut app, ann, &[(ACTIVITY_FEED, &[Now])]).unwrap();
    let about: Vec<&str> =
        feed.iter().filter(|row| row.contains(&task)).map(|row| row.split('|').nth(1).unwrap()).collect();
    assert_eq!(about, ["announced", "created"]);
}

#[test]
fn two_tenants_on_one_pool_see_their_own_rows_only_whoever_used_the_connection_before() {
    const ROUNDS: usize = 60;
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let pooler = Pooler::start(&cluster, "transaction", 2);
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
                    let feed = request(&mut app, who, &[(ACTIVITY_FEED, &[Now])]).unwrap();
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
fn many_who_append_tasks_at_once_each_get_a_position_of_their_own() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let pooler = Pooler::start(&cluster, "transaction", 4);
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
fn the_mistakes_of_the_document_fail_closed() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let pooler = Pooler::start(&cluster, "transaction", 1);
    let app = Held::open(&pooler.url_as("application", db.name()));
    let tasks = "SELECT count(*) FROM tasks";
    // SET LOCAL takes no parameter, and outside a transaction it has no effect.
    app.query(&format!("SET LOCAL app.current_organization_id = '{A}'")).unwrap();
    app.query(&format!("SELECT app.set_tenant('{A}'), app.set_user('{ANN}')")).unwrap();
    assert_eq!(app.query(tasks), Ok(vec!["0".to_owned()]));
    // A session's SET does reach the next client of a transaction pool: no database can prevent that, which is
    // why app.set_tenant is local. It is still one tenant's view and nobody's without a person.
    app.query(&format!("SET app.current_organization_id = '{A}'")).unwrap();
    let next = Held::open(&pooler.url_as("application", db.name()));
    assert_eq!(next.query("SELECT current_setting('app.current_organization_id')"), Ok(vec![A.to_owned()]));
    assert_eq!(next.query(tasks), Ok(vec!["0".to_owned()]));
    // And whoever says for whom he asks is not misled by it.
    let mut next = next;
    let own = request(&mut next, Some((B, BOB)), &[(GET_USER_TASKS, &[Uuid(BOB), Text(None)])]).unwrap();
    assert!(own.iter().all(|row| row.starts_with("bbbbbbbb")), "{own:?}");
}
