//! The queries of the document, as an application sends them through a real pgBouncer in transaction mode, and what
//! they give.

use std::time::{Duration, UNIX_EPOCH};

use super::application::Bound::{self, At, NoTime, NoUuid, Now, Number, Returned, Text, Uuid};
use super::application::{example, request};
use super::fixture::{A, ANN, MIA, filled, of_a, refused};
use crate::support::{Cluster, Held, Pooler};

const GET_USER_TASKS: &str = example!("get_user_tasks");
const CREATE_TASK: &str = example!("create_task");
const LOG_ACTIVITY: &str = example!("log_activity");
const PROJECT_LIST: &str = example!("project_list");
const TASK_ASSIGNMENTS: &str = example!("task_assignments");
const ACTIVITY_FEED: &str = example!("activity_feed");
const TASK_COMMENTS: &str = example!("task_comments");
const SEARCH_TASKS: &str = example!("search_tasks");
const PROJECT_BOARD: &str = example!("project_board");
const TASKS_DUE_SOON: &str = example!("tasks_due_soon");

/// The first page of the feed.
const NEWEST: &[Bound<'static>] = &[Now, Number(i64::MAX)];

#[test]
fn each_query_gives_what_the_document_means() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    db.execute(
        "UPDATE tasks SET priority = 'urgent' WHERE title = 'Find a price';
         UPDATE tasks SET priority = 'low', status = 'review' WHERE title = 'Write the announcement';
         UPDATE tasks SET due_date = NULL WHERE title = 'Buy the competitor'",
    );
    let Some(pooler) = Pooler::start(&cluster, "transaction", 1) else { return };
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

    let board = request(&mut app, ann, &[(PROJECT_BOARD, &[Uuid(&of_a("21"))])]).unwrap();
    let titles: Vec<&str> = board.iter().map(|row| row.split('|').nth(1).unwrap()).collect();
    assert_eq!(titles, ["Write the announcement", "Print the posters", "Find a title"]);
    assert!(board[0].ends_with("|review|low|1|Ann") && board[1].ends_with("|todo|medium|2|"), "{board:?}");
    // The last instant of 2024, less six days: all but the one without a date. Less eight: none yet.
    let before = |days: u64| [At(UNIX_EPOCH + Duration::from_secs(1_735_689_600 - days * 86_400))];
    let due = request(&mut app, ann, &[(TASKS_DUE_SOON, &before(6))]).unwrap();
    assert_eq!(due.len(), 5);
    assert_eq!(due[0], format!("{}|Write the announcement|an instant|Launch", of_a("31")));
    assert_eq!(request(&mut app, ann, &[(TASKS_DUE_SOON, &before(8))]), Ok(Vec::new()));
}

#[test]
fn a_task_and_the_activity_beside_it_are_made_together_or_not_at_all() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let Some(pooler) = Pooler::start(&cluster, "transaction", 1) else { return };
    let mut app = Held::open(&pooler.url_as("application", db.name()));
    let ann = Some((A, ANN));
    let project = of_a("21");
    let task: &[_] = &[
        Uuid(&project),
        Text(Some("Rent a hall 🎪")),
        Text(None),
        Text(None),
        Text(Some("high")),
        NoUuid,
        NoTime,
    ];
    let log: &[_] = &[
        Text(Some("task")),
        Returned,
        Text(Some("announced")),
        Text(Some("{\"task_title\": \"Rent a hall\"}")),
    ];
    let no_action: &[_] = &[Text(Some("task")), Returned, Text(Some(" ")), Text(None)];

    let failed = request(&mut app, ann, &[(CREATE_TASK, task), (LOG_ACTIVITY, no_action)]);
    assert_eq!(failed, refused("23514"));
    assert_eq!(db.value("SELECT count(*) FROM tasks"), "12");
    assert_eq!(request(&mut app, ann, &[(CREATE_TASK, task), (LOG_ACTIVITY, log)]), Ok(Vec::new()));
    let made =
        db.value("SELECT task_id, status, priority, position FROM tasks WHERE title LIKE 'Rent a hall%'");
    let (made, what) = made.split_once('|').unwrap();
    assert_eq!(what, "todo|high|4");

    // Both of one instant: the application's own first, because it was written after the audit's.
    let feed = request(&mut app, ann, &[(ACTIVITY_FEED, NEWEST)]).unwrap();
    let about: Vec<Vec<&str>> =
        feed.iter().filter(|row| row.contains(made)).map(|row| row.split('|').collect()).collect();
    assert_eq!(
        about.iter().map(|row| [row[2], row[5]]).collect::<Vec<_>>(),
        [["announced", "Ann"], ["created", "Ann"]]
    );
    assert!(feed[0].contains("announced") && feed[1].contains("created"), "{feed:?}");
}

#[test]
fn the_pages_of_the_feed_hold_every_row_once_also_of_one_instant() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let Some(pooler) = Pooler::start(&cluster, "transaction", 1) else { return };
    let mut app = Held::open(&pooler.url_as("application", db.name()));
    // One statement, one instant, 120 rows of the audit trigger.
    db.execute(&format!(
        "INSERT INTO tasks (organization_id, project_id, title, created_by, position)
         SELECT '{A}', '{}', 'Task ' || n, '{ANN}', 100 + n FROM generate_series(1, 120) AS n",
        of_a("21")
    ));
    let mut seen: Vec<String> = Vec::new();
    loop {
        let cursor = seen.last().map_or_else(
            || NEWEST.to_vec(),
            |last| {
                let at = db.value(&format!(
                    "SELECT (extract(epoch FROM created_at) * 1000000)::bigint FROM activities WHERE activity_id = {last}"
                ));
                vec![At(UNIX_EPOCH + Duration::from_micros(at.parse().unwrap())), Number(last.parse().unwrap())]
            },
        );
        let page = request(&mut app, Some((A, ANN)), &[(ACTIVITY_FEED, &cursor)]).unwrap();
        if page.is_empty() {
            break;
        }
        assert!(page.len() <= 50, "{page:?}");
        seen.extend(page.iter().map(|row| row.split('|').nth(1).unwrap().to_owned()));
    }
    let all = db.query(&format!(
        "SELECT activity_id FROM activities WHERE organization_id = '{A}' ORDER BY created_at DESC, activity_id DESC"
    ));
    assert!(all.len() > 120);
    assert_eq!(seen, all);
}
