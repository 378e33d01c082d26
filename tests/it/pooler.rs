//! Through a pooler: reading works, writing needs a session of its own.

use crate::support::{Cluster, Database, Pooler, Project};

/// Nothing of ours is there, and nobody holds a lock.
fn untouched(db: &Database) {
    assert_eq!(db.value("SELECT to_regclass('refinery_schema_history')"), "");
    assert_eq!(db.value("SELECT to_regclass('t1')"), "");
    assert_eq!(db.value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), "0");
}

#[test]
fn a_transaction_pooler_is_read_through_and_not_written_through() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::with_tables(2));
    let Some(pooler) = Pooler::start(&cluster, "transaction", 5) else { return };
    let url = pooler.url(db.name());
    let through = || project.migrate().args(["--database-url", &url]);
    through().args(["status"]).ok().shows(&["2 pending"]);
    through().args(["up", "--dry-run"]).ok().shows(&["V001__t1"]);
    through().args(["up"]).code(5).says(&["pooler", db.name(), "`--allow-pooler`"]);
    untouched(&db);

    project.migrate_on(&db).args(["up"]).ok();
    through().args(["status", "--check"]).ok();
    through().args(["down", "--dry-run"]).ok().shows(&["V002__t2"]);
    through().args(["down"]).code(5).says(&["pooler"]);
    through().args(["redo"]).code(5).says(&["pooler"]);
    assert_eq!(db.value("SELECT to_regclass('t2')"), "t2");
}

#[test]
fn a_transaction_pooler_is_found_out_although_it_was_allowed() {
    let cluster = Cluster::own(&[]);
    for size in [1, 2, 5] {
        let (db, project) = (Database::on(&cluster), Project::with_tables(1));
        let Some(pooler) = Pooler::start(&cluster, "transaction", size) else { return };
        let url = pooler.url(db.name());
        let run = project.migrate().args(["--database-url", &url, "--allow-pooler", "up"]).code(5);
        run.says(&["does not keep one server connection", "pool_mode = session"]);
        untouched(&db);
    }
}

#[test]
fn a_transaction_pooler_with_idle_connections_is_found_out_too() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::with_tables(1));
    let Some(pooler) = Pooler::start(&cluster, "transaction", 5) else { return };
    let url = pooler.url(db.name());
    // Three connections at once leave three idle in the pool.
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| Database::try_query(&url, "SELECT pg_sleep(0.5)").unwrap());
        }
    });
    project.migrate().args(["--database-url", &url, "--allow-pooler", "up"]).code(5).says(&["does not keep"]);
    untouched(&db);
}

#[test]
fn a_session_pooler_is_written_through_when_it_was_allowed() {
    let cluster = Cluster::own(&[]);
    for size in [1, 5] {
        let (db, project) = (Database::on(&cluster), Project::with_tables(2));
        let Some(pooler) = Pooler::start(&cluster, "session", size) else { return };
        let url = pooler.url(db.name());
        let through = || project.migrate().args(["--database-url", &url]);
        through().args(["up"]).code(5).says(&["`--allow-pooler`"]);
        untouched(&db);
        through().args(["--allow-pooler", "up"]).ok().says(&["applied V002__t2"]);
        through().args(["--allow-pooler", "redo"]).ok();
        through().args(["--allow-pooler", "down"]).ok();
        through().args(["status"]).ok().shows(&["1 pending"]);
        assert_eq!(
            db.value("SELECT to_regclass('t1') || ' ' || coalesce(to_regclass('t2')::text, '-')"),
            "t1 -"
        );
    }
}

#[test]
fn a_statement_pooler_is_refused_too() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::with_tables(1));
    let Some(pooler) = Pooler::start(&cluster, "statement", 2) else { return };
    let url = pooler.url(db.name());
    project.migrate().args(["--database-url", &url, "--allow-pooler", "up"]).code(5).says(&["does not keep"]);
    untouched(&db);
}

#[test]
fn a_server_itself_is_no_pooler() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["--allow-pooler", "down"]).ok();
}
