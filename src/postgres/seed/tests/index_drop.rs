//! Keys and indexes of hostile tables are dropped and recreated.

use super::{TestServer, session};
use crate::model::seed::load::dropped::DroppedObjects;

/// Everything that these tables have of their own, as the server writes it; another question than ours.
const DEFINITIONS: &str = "
    SELECT string_agg(line, E'\\n' ORDER BY line COLLATE \"C\") FROM (
        SELECT pg_get_indexdef(indexrelid) || indisvalid || indisclustered || indisreplident AS line
        FROM pg_index WHERE indrelid >= 16384
        UNION ALL
        SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated
        FROM pg_constraint WHERE oid >= 16384
            AND NOT EXISTS (SELECT FROM pg_constraint AS p WHERE p.oid = pg_constraint.conparentid
                AND p.conrelid = pg_constraint.conrelid)
        UNION ALL
        SELECT classoid::regclass || ' ' || description FROM pg_description WHERE objoid >= 16384
            AND classoid IN ('pg_class'::regclass, 'pg_constraint'::regclass)
        UNION ALL
        SELECT h.inhrelid::regclass || ' of ' || h.inhparent::regclass FROM pg_inherits AS h
        UNION ALL
        SELECT oid::regclass || reloptions::text FROM pg_class WHERE oid >= 16384 AND reloptions IS NOT NULL
    ) AS l";

impl TestServer {
    /// The indexes and foreign keys that are up.
    async fn up(&self) -> Vec<String> {
        let question = "SELECT string_agg(name, E'\\n' ORDER BY name COLLATE \"C\") FROM (
                SELECT relname::text AS name FROM pg_index JOIN pg_class AS c ON c.oid = indexrelid
                WHERE indrelid >= 16384 AND relnamespace <> 'pg_toast'::regnamespace
                    AND indrelid <> 'outside'::regclass
                UNION ALL SELECT conname FROM pg_constraint WHERE contype = 'f') AS l";
        self.text(question).await.lines().map(ToOwned::to_owned).collect()
    }
}

#[tokio::test]
async fn what_is_taken_apart_is_put_together_exactly() {
    let trial = TestServer::hostile().await;
    let tables = trial.tables().await;
    let definitions = trial.text(DEFINITIONS).await;
    let before = trial.session.seed_fingerprint(&tables).await.unwrap();
    let apart = trial.take_down(&tables).await;
    assert_eq!(apart.before.as_ref(), Some(&before));
    assert_eq!(trial.up().await, ["T; DROP TABLE x_pkey", "events_only", "orgs_broken"]);
    let kept: Vec<(&str, &str)> =
        apart.kept.iter().map(|kept| (kept.what.as_str(), kept.why.as_str())).collect();
    let whats: Vec<&str> = kept.iter().map(|(what, _)| *what).collect();
    assert_eq!(
        whats,
        [
            "index orgs_broken of public.orgs",
            "index events_only of public.events",
            "index T; DROP TABLE x_pkey of \"Sch\"\"ema 1\".\"T; DROP TABLE x\"",
        ]
    );
    assert!(kept[2].1.contains("view \"Sch\"\"ema 1\".grouped depends on"), "{}", kept[2].1);

    // By another session, that knows nothing but what was written down.
    let written = serde_json::to_string(&apart).unwrap();
    let TestServer { session: first, server } = trial;
    drop(first);
    let trial = TestServer { session: session(&server).await.0, server };
    let apart: DroppedObjects = serde_json::from_str(&written).unwrap();
    assert_eq!(trial.restore(&apart).await, []);
    assert_eq!(trial.session.seed_differences(&apart, &[]).await.unwrap().0, Vec::<String>::new());
    pretty(&definitions, &trial.text(DEFINITIONS).await);
    // Again: there is nothing to do.
    assert_eq!(trial.restore(&apart).await, []);
    assert_eq!(trial.session.seed_fingerprint(&tables).await.unwrap(), before);
}

fn pretty(before: &str, after: &str) {
    let lines = |text: &str| -> Vec<String> { text.lines().map(ToOwned::to_owned).collect() };
    assert_eq!(lines(before), lines(after));
}

/// Servers of late minor releases keep a count with each column.
#[tokio::test]
async fn what_the_server_counts_for_itself_is_no_difference() {
    let trial = TestServer::hostile().await;
    trial.run("ALTER TABLE orgs ALTER COLUMN slug SET (n_distinct = 7)").await;
    let tables = trial.tables().await;
    let before = trial.session.seed_fingerprint(&tables).await.unwrap();
    let count = |count: u32| {
        format!(
            "UPDATE pg_attribute SET attoptions = ARRAY['pg_attver={count}']
                || ARRAY(SELECT x FROM unnest(attoptions) AS x WHERE x !~ '^pg_attver')
            WHERE attrelid >= 16384 AND attrelid NOT IN (SELECT indexrelid FROM pg_index)"
        )
    };
    trial.run(&count(1)).await;
    assert_eq!(trial.session.seed_fingerprint(&tables).await.unwrap(), before);
    trial.run(&count(2)).await;
    assert_eq!(trial.session.seed_fingerprint(&tables).await.unwrap(), before);
    // An older server refuses ALTER .. SET beside an option that it does not know.
    trial
        .run("UPDATE pg_attribute SET attoptions = '{n_distinct=8,pg_attver=2}' WHERE attname = 'slug'")
        .await;
    assert_ne!(trial.session.seed_fingerprint(&tables).await.unwrap(), before);
}

/// What dropping and recreating a key or an index could lose, each with the statement that brings it back.
const LOSSES: [(&str, &str); 14] = [
    (
        "ALTER INDEX \"Weird \"\" idx\" ALTER COLUMN 1 SET STATISTICS 400",
        "ALTER INDEX \"Weird \"\" idx\" ALTER COLUMN 1 SET STATISTICS 500",
    ),
    (
        "ALTER INDEX \"Weird \"\" idx\" NO DEPENDS ON EXTENSION btree_gist",
        "ALTER INDEX \"Weird \"\" idx\" DEPENDS ON EXTENSION btree_gist",
    ),
    ("COMMENT ON INDEX old_by_org IS NULL", "COMMENT ON INDEX old_by_org IS 'of before'"),
    ("ALTER INDEX orgs_gin SET (fastupdate = on)", "ALTER INDEX orgs_gin SET (fastupdate = off)"),
    ("ALTER INDEX orgs_brin RENAME TO other", "ALTER INDEX other RENAME TO orgs_brin"),
    (
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orgs_kn'::regclass",
        "UPDATE pg_index SET indisvalid = true WHERE indexrelid = 'orgs_kn'::regclass",
    ),
    ("ALTER TABLE orgs CLUSTER ON orgs_once", "ALTER TABLE orgs CLUSTER ON orgs_kn"),
    ("ALTER TABLE orgs REPLICA IDENTITY FULL", "ALTER TABLE orgs REPLICA IDENTITY USING INDEX orgs_once"),
    ("CREATE PUBLICATION feed FOR TABLE orgs", "DROP PUBLICATION feed"),
    // A foreign key of a table that is not asked for.
    ("ALTER TABLE outside DISABLE TRIGGER ALL", "ALTER TABLE outside ENABLE TRIGGER ALL"),
    (
        "ALTER TABLE outside ALTER CONSTRAINT outside_event DEFERRABLE",
        "ALTER TABLE outside ALTER CONSTRAINT outside_event NOT DEFERRABLE",
    ),
    (
        "COMMENT ON CONSTRAINT outside_event ON outside IS 'x'",
        "COMMENT ON CONSTRAINT outside_event ON outside IS NULL",
    ),
    (
        "ALTER TABLE outside RENAME CONSTRAINT outside_org_fkey TO other",
        "ALTER TABLE outside RENAME CONSTRAINT other TO outside_org_fkey",
    ),
    // The index that it stands on, where there are several on the same columns.
    (
        "UPDATE pg_constraint SET conindid = 'orgs_once'::regclass WHERE conname = 'outside_org_fkey'",
        "UPDATE pg_constraint SET conindid = 'orgs_pkey'::regclass WHERE conname = 'outside_org_fkey'",
    ),
];

#[tokio::test]
async fn whatever_could_be_lost_is_seen() {
    let trial = TestServer::hostile().await;
    let tables = trial.tables().await;
    let before = trial.session.seed_fingerprint(&tables).await.unwrap();
    for (loss, back) in LOSSES {
        trial.run(loss).await;
        assert_ne!(trial.session.seed_fingerprint(&tables).await.unwrap(), before, "{loss}");
        trial.run(back).await;
        pretty(&before.join("\n"), &trial.session.seed_fingerprint(&tables).await.unwrap().join("\n"));
    }
    // Nobody else's constraints and columns.
    trial.run("ALTER TABLE outside ADD CHECK (id > 0), ADD COLUMN more int").await;
    pretty(&before.join("\n"), &trial.session.seed_fingerprint(&tables).await.unwrap().join("\n"));
}

#[tokio::test]
async fn an_index_is_recreated_in_its_tablespace_whatever_the_default_is() {
    let trial = TestServer::start().await;
    if trial.text("SHOW server_version_num").await.parse::<u32>().unwrap() < 150_000 {
        return;
    }
    trial.run("SET allow_in_place_tablespaces = on").await;
    trial.run("CREATE TABLESPACE \"Fast \"\"disk\" LOCATION ''").await;
    let tables = "CREATE TABLE plain (
            id int PRIMARY KEY,
            a int UNIQUE WITH (fillfactor = 60) USING INDEX TABLESPACE \"Fast \"\"disk\" DEFERRABLE,
            b int, EXCLUDE (b WITH =) USING INDEX TABLESPACE \"Fast \"\"disk\");
        CREATE INDEX ON plain (b) TABLESPACE \"Fast \"\"disk\"; CREATE INDEX ON plain (a);
        CREATE TABLE parted (id int, PRIMARY KEY (id) USING INDEX TABLESPACE \"Fast \"\"disk\") PARTITION BY RANGE (id);
        CREATE TABLE part PARTITION OF parted DEFAULT;
        CREATE INDEX ON parted (id)";
    trial.run(tables).await;
    trial.run("SET default_tablespace = 'Fast \"disk'").await;
    let tables = [trial.oid("plain").await, trial.oid("parted").await];
    let apart = trial.take_down(&tables).await;
    assert_eq!(apart.kept, []);
    assert_eq!(apart.pieces.len(), 9);
    assert_eq!(trial.restore(&apart).await, []);
    assert_eq!(trial.session.seed_differences(&apart, &[]).await.unwrap().0, Vec::<String>::new());
    let before = apart.before.unwrap();
    let in_tablespace = before.iter().filter(|line| line.ends_with(": tablespace: \"Fast \"\"disk\""));
    assert_eq!(in_tablespace.count(), 5, "{before:#?}");
}

#[tokio::test]
async fn what_another_owner_holds_is_kept() {
    let trial = TestServer::start().await;
    trial
        .run(
            "CREATE TABLE a (id int PRIMARY KEY, b int);
        CREATE ROLE someone; CREATE ROLE loader;
        CREATE TABLE theirs (a int REFERENCES a, id int);
        ALTER TABLE theirs OWNER TO someone; ALTER TABLE a OWNER TO loader;
        SET SESSION AUTHORIZATION loader",
        )
        .await;
    let a = trial.oid("a").await;
    let apart = trial.take_down(&[a]).await;
    let whats: Vec<&str> = apart.kept.iter().map(|kept| kept.what.as_str()).collect();
    assert_eq!(whats, ["foreign key theirs_a_fkey of public.theirs", "index a_pkey of public.a"]);
    assert!(apart.kept[0].why.contains("must be owner of"), "{}", apart.kept[0].why);
    assert_eq!(trial.restore(&apart).await, []);
    assert_eq!(trial.session.seed_differences(&apart, &[]).await.unwrap().0, Vec::<String>::new());
}
