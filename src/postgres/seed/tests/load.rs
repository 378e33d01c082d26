//! Tables that are apart are loaded, each in a transaction of its own, and put together again.

use super::TestServer;
use crate::model::seed::load::dropped::PLAIN_TABLESPACE;
use crate::model::seed::load::sequences::CountedColumn;
use crate::model::seed::load::triggers::switches;
use crate::postgres::{RunFault, TakeDown};

/// Rows that hold together.
const ROWS: [(&str, &str); 7] = [
    ("orgs", "INSERT INTO orgs (id, slug, name) VALUES (1, 'a', 'one'), (2, 'b', 'two')"),
    (
        "\"Sch\"\"ema 1\".\"T; DROP TABLE x\"",
        "INSERT INTO \"Sch\"\"ema 1\".\"T; DROP TABLE x\" VALUES (7, 't', NULL, 1), (8, 'u', 7, 2)",
    ),
    (
        "events_2025_01",
        "INSERT INTO events_2025_01 (org, at) SELECT 1, '2025-01-02' FROM generate_series(1, 50)",
    ),
    (
        "old_events",
        "INSERT INTO old_events (id, org, at, serial) VALUES (gen_random_uuid(), 2, '2024-01-02', 1)",
    ),
    ("events_rest", "INSERT INTO events_rest (org, at, serial) VALUES (1, '2030-01-02', 7)"),
    ("deep_1_a", "INSERT INTO deep_1_a (id, part, event, at) SELECT 1, 1, id, at FROM old_events"),
    ("counted_1", "INSERT INTO counted_1 VALUES (1, 1, 1)"),
];

#[tokio::test]
async fn loaded_tables_are_put_together_as_they_were() {
    let trial = TestServer::hostile().await;
    let tables = trial.tables().await;
    let apart = trial.take_down(&tables).await;
    for (table, rows) in ROWS {
        let oid = trial.oid(table).await;
        let triggers = trial.session.seed_triggers(&[oid]).await.unwrap();
        let switches = switches(&triggers, &[oid], &[]);
        let (off, on) = (switches.off.join(";"), switches.on.join(";"));
        let truncate = if apart.truncatable.contains(&oid) { "TRUNCATE ONLY" } else { "LOCK TABLE ONLY" };
        trial.run(&format!("BEGIN; {off}; {truncate} {table}; {rows}; {on}; COMMIT")).await;
    }
    // One has an index that is not valid, which TRUNCATE would make valid.
    assert!(!apart.truncatable.contains(&trial.oid("orgs").await));
    assert!(apart.truncatable.contains(&trial.oid("old_events").await));
    assert_eq!(trial.restore(&apart).await, []);
    assert_eq!(trial.session.seed_differences(&apart, &[]).await.unwrap().0, Vec::<String>::new());
    let rows_loaded = trial.text("SELECT count(*)::text FROM events WHERE org = 1").await;
    assert_eq!(rows_loaded, "51");
}

#[tokio::test]
async fn a_run_that_died_half_way_is_put_together_by_another() {
    let trial = TestServer::hostile().await;
    let tables = trial.tables().await;
    let apart = trial.take_down(&tables).await;
    // Two tables are loaded; the second one refers to rows of a third, which is empty.
    for (table, rows) in [ROWS[3], ROWS[6]] {
        let oid = trial.oid(table).await;
        let indexes = apart.pieces.iter().filter(|piece| piece.target == oid && piece.is_built_at_target());
        let back = indexes.flat_map(|piece| piece.up.clone()).collect::<Vec<_>>().join(";");
        trial.run(&format!("BEGIN; {PLAIN_TABLESPACE}; {rows}; {back}; COMMIT")).await;
    }
    let refused = trial.restore(&apart).await;
    let whats: Vec<&str> = refused.iter().map(|kept| kept.what.as_str()).collect();
    assert_eq!(whats, ["foreign key events_org_fkey of public.events"]);
    assert!(refused[0].error.message.contains("violates foreign key constraint"), "{:?}", refused[0]);
    // The rows are removed, and what was refused is brought back.
    trial.run("DELETE FROM old_events; DELETE FROM counted").await;
    assert_eq!(trial.restore(&apart).await, []);
    assert_eq!(trial.session.seed_differences(&apart, &[]).await.unwrap().0, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_not_recorded_is_not_dropped() {
    let trial = TestServer::hostile().await;
    let tables = trial.tables().await;
    let before = trial.session.seed_fingerprint(&tables).await.unwrap();
    let failed = trial
        .session
        .seed_take_down(&tables, &trial.opening().await, async |apart| {
            assert!(apart.pieces.len() > 30);
            // Within the transaction that has taken them down.
            assert_eq!(
                trial.text("SELECT count(*)::text FROM pg_index WHERE indrelid = 'events'::regclass").await,
                "1"
            );
            trial.session.seed_raise_sequences(&[]).await.unwrap();
            Err(RunFault::Stopped)
        })
        .await;
    assert!(failed.is_err());
    assert_eq!(trial.session.seed_fingerprint(&tables).await.unwrap(), before);

    trial.run("INSERT INTO orgs (slug, name) VALUES ('a', 'a')").await;
    let full = trial
        .session
        .seed_take_down(&tables, &trial.opening().await, async |_| panic!("nothing to record"))
        .await
        .unwrap();
    let TakeDown::NotEmpty(full) = full else { panic!("{full:?}") };
    assert_eq!(full, ["public.orgs"]);
    assert_eq!(trial.session.seed_fingerprint(&tables).await.unwrap(), before);
}

#[tokio::test]
async fn what_cannot_be_recreated_exactly_is_kept() {
    let trial = TestServer::hostile().await;
    // A foreign key whose triggers are disabled: it would be recreated with them enabled.
    trial.run("ALTER TABLE deep_2 DISABLE TRIGGER ALL").await;
    let tables = trial.tables().await;
    let before = trial.session.seed_fingerprint(&tables).await.unwrap();
    let apart = trial.take_down(&tables).await;
    let whats: Vec<&str> = apart.kept.iter().map(|kept| kept.what.as_str()).collect();
    assert!(whats.contains(&"foreign key deep_event_at_fkey of public.deep"), "{whats:?}");
    assert!(whats.contains(&"index events_pkey of public.events"), "{whats:?}");
    assert_eq!(whats.len(), 5, "{whats:?}");
    assert_eq!(trial.restore(&apart).await, []);
    assert_eq!(trial.session.seed_fingerprint(&tables).await.unwrap(), before);
}

#[tokio::test]
async fn triggers_rest_and_fire_again_as_before() {
    let trial = TestServer::hostile().await;
    let oid = trial.oid("events_2025_01").await;
    let states = "SELECT string_agg(concat(tgname, tgenabled), ' ' ORDER BY tgname) FROM pg_trigger
        WHERE tgrelid = 'events_2025_01'::regclass AND NOT tgisinternal";
    let before = trial.text(states).await;
    assert_eq!(before, "alwaysA asleepD on_eventsO replicaR");
    let triggers = trial.session.seed_triggers(&[oid]).await.unwrap();
    let switches = switches(&triggers, &[oid], &["on_events".to_owned()]);
    trial.run(&switches.off.join(";")).await;
    assert_eq!(trial.text(states).await, "alwaysD asleepD on_eventsO replicaD");
    trial.run(&switches.on.join(";")).await;
    assert_eq!(trial.text(states).await, before);
}

#[tokio::test]
async fn sequences_are_raised_and_never_lowered() {
    let trial = TestServer::hostile().await;
    trial.run("CREATE SEQUENCE \"S'q\" START 5; CREATE TABLE free (n int DEFAULT nextval('\"S''q\"'))").await;
    let (orgs, events, free) = (trial.oid("orgs").await, trial.oid("events").await, trial.oid("free").await);
    let raise = async |highest: i64| {
        let counted = [(orgs, "id"), (orgs, "slug"), (events, "serial"), (free, "n")]
            .map(|(table, column)| CountedColumn { table, column: column.to_owned(), highest });
        trial.session.seed_raise_sequences(&counted).await.unwrap();
    };
    let next = "SELECT concat_ws(' ', (SELECT last_value + is_called::int FROM orgs_id_seq),
        (SELECT last_value + is_called::int FROM events_serial_seq), (SELECT last_value + is_called::int FROM \"S'q\"))";
    raise(3).await;
    assert_eq!(trial.text(next).await, "4 4 5");
    raise(70).await;
    assert_eq!(trial.text(next).await, "71 71 71");
    raise(9).await;
    assert_eq!(trial.text(next).await, "71 71 71");
}
