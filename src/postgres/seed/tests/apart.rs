//! Hostile tables are taken apart, and put together again.

use super::{Trial, named, session};
use crate::model::seed::apart::Apart;
use crate::postgres::TakeDown;

const TABLES: [&str; 5] = ["counted", "deep", "events", "orgs", "T; DROP TABLE x"];

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

impl Trial {
    async fn text(&self, question: &str) -> String {
        self.session
            .client
            .query_one(question, &[])
            .await
            .unwrap()
            .get::<_, Option<String>>(0)
            .unwrap_or_default()
    }

    /// The OIDs of the tables, by name.
    async fn tables(&self) -> Vec<u32> {
        let mut names = named(&TABLES[..4]);
        names.push((Some("Sch\"ema 1".to_owned()), TABLES[4].to_owned()));
        let (catalog, missing) = self.session.seed_catalog(&names).await.unwrap();
        assert_eq!(missing, Vec::<usize>::new());
        catalog.tables.iter().map(|table| table.oid).collect()
    }

    async fn take_down(&self, tables: &[u32]) -> Apart {
        match self.session.seed_take_down(tables, async |_| Ok(())).await.unwrap() {
            TakeDown::Done(apart) => apart,
            TakeDown::NotEmpty(full) => panic!("{full:?}"),
        }
    }

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
    let trial = Trial::hostile().await;
    let tables = trial.tables().await;
    let definitions = trial.text(DEFINITIONS).await;
    let before = trial.session.seed_fingerprint(&tables).await.unwrap();
    let apart = trial.take_down(&tables).await;
    assert_eq!(apart.before, before);
    for k in &apart.kept {
        assert!(
            k.what.contains("orgs_broken") || k.what.contains("only") || k.what.contains("DROP"),
            "{} {}",
            k.what,
            k.why
        );
    }
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
    let Trial { session: first, server } = trial;
    drop(first);
    let trial = Trial { session: session(&server).await, server };
    let apart: Apart = serde_json::from_str(&written).unwrap();
    assert_eq!(trial.session.seed_restore(&apart).await.unwrap(), []);
    assert_eq!(trial.session.seed_differences(&apart).await.unwrap(), Vec::<String>::new());
    pretty(&definitions, &trial.text(DEFINITIONS).await);
    // Again: there is nothing to do.
    assert_eq!(trial.session.seed_restore(&apart).await.unwrap(), []);
    assert_eq!(trial.session.seed_fingerprint(&tables).await.unwrap(), before);
}

fn pretty(before: &str, after: &str) {
    let lines = |text: &str| -> Vec<String> { text.lines().map(ToOwned::to_owned).collect() };
    assert_eq!(lines(before), lines(after));
}
