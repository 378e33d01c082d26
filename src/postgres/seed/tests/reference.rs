//! All keys and indexes of this repository's reference schema are dropped.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::TestServer;
use crate::postgres::TakeDown;

async fn reference() -> (TestServer, Vec<(Option<String>, String)>) {
    let trial = TestServer::start().await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|kind| kind == "sql"));
    files.sort();
    for file in files {
        // As one transaction each: there is nobody to wait for.
        let script = fs::read_to_string(&file).unwrap().replace(" CONCURRENTLY", "");
        trial.run(&format!("SET search_path = public; {script}")).await;
    }
    let question = "SELECT n.nspname::text, c.relname::text FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p') AND NOT c.relispartition";
    let rows = trial.session.client.query(question, &[]).await.unwrap();
    let names = rows.iter().map(|row| (Some(row.get(0)), row.get(1))).collect();
    (trial, names)
}

#[tokio::test]
async fn the_reference_schema_is_taken_apart_and_put_together() {
    let (trial, names) = reference().await;
    let (catalog, missing) = trial.session.seed_catalog(&names).await.unwrap();
    assert_eq!((catalog.tables.len(), missing.len()), (names.len(), 0));
    let mut tables = Vec::new();
    for table in &catalog.tables {
        // Roles and permissions have rows from the start.
        let question = format!("SELECT EXISTS (SELECT FROM {})", table.name.quoted().unwrap());
        if !trial.session.client.query_one(&question, &[]).await.unwrap().get::<_, bool>(0) {
            tables.push(table.oid);
        }
    }
    assert!(tables.len() >= 13, "{tables:?}");
    let before = trial.session.seed_fingerprint(&tables).await.unwrap();
    let started = Instant::now();
    let taken =
        trial.session.seed_take_down(&tables, &trial.opening().await, async |_| Ok(())).await.unwrap();
    let TakeDown::Done(apart) = taken else { panic!("{taken:?}") };
    assert_eq!(apart.kept, []);
    assert!(apart.pieces.len() > 80, "{}", apart.pieces.len());
    assert_eq!(trial.restore(&apart).await, []);
    // Some 0.4 s on a quiet machine.
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
    assert_eq!(trial.session.seed_fingerprint(&tables).await.unwrap(), before);
}
