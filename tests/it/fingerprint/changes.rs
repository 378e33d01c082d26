//! Every change of `changes.sql`: another fingerprint, and a diff that names its objects and no others.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{ROLES, SCHEMA, told};
use crate::support::{Cluster, Database, Project};

/// A change, and what has to be told.
#[derive(Debug, Default)]
struct Change {
    since: u32,
    tells: Vec<String>,
    make: String,
}

fn all() -> Vec<Change> {
    let text = include_str!("changes.sql");
    text.split("\n\n").skip(1).map(parse).collect()
}

fn parse(paragraph: &str) -> Change {
    let mut change = Change::default();
    for line in paragraph.lines() {
        if let Some(major) = line.strip_prefix("-- since ") {
            change.since = major.parse().unwrap();
        } else if let Some(told) = line.strip_prefix("-- ") {
            change.tells.push(told.to_owned());
        } else {
            change.make.push_str(line);
            change.make.push('\n');
        }
    }
    change
}

impl Change {
    /// Whether it can be made beside others: it takes nothing away that another one may need,
    /// and touches nothing but what it tells.
    fn is_sociable(&self) -> bool {
        let adds = |told: &String| told.starts_with("added ") || told.starts_with("changed ");
        let alone = ["OWNER TO", "ATTACH PARTITION", "CLUSTER ON"];
        self.tells.iter().all(adds) && !alone.iter().any(|words| self.make.contains(words))
    }
}

/// Changes of other objects each are made in one database: every object that is told is one change's own.
fn rounds(major: u32) -> Vec<Vec<Change>> {
    let mut rounds: Vec<Vec<Change>> = Vec::new();
    for change in all().into_iter().filter(|change| change.since <= major) {
        let object = |told: &String| told.split_once(' ').unwrap().1.to_owned();
        let objects: BTreeSet<String> = change.tells.iter().map(object).collect();
        let fits = |round: &&mut Vec<Change>| {
            change.is_sociable()
                && round.iter().all(|other| {
                    other.is_sociable() && other.tells.iter().all(|told| !objects.contains(&object(told)))
                })
        };
        match rounds.iter_mut().find(fits) {
            Some(round) => round.push(change),
            None => rounds.push(vec![change]),
        }
    }
    rounds
}

/// Makes changes in a copy of the schema and compares that with the file of the schema.
fn examine(
    cluster: &Cluster,
    (template, project): (&Database, &Project),
    round: &[Change],
) -> Option<String> {
    let db = template.copy_on(cluster);
    for change in round {
        let make = change.make.replace("{database}", db.name());
        if let Err(error) = Database::try_query(db.url(), &make) {
            return Some(format!("{}: {error:?}", change.make));
        }
    }
    let args = ["snapshot", "--output", "schema.txt", "--check", "--format", "json"];
    let run = project.migrate_on(&db).args(args).run();
    db.remove_from(cluster);
    let told: BTreeSet<String> = told(&run.json()).into_iter().collect();
    let wanted: BTreeSet<String> = round.iter().flat_map(|change| change.tells.clone()).collect();
    let made: Vec<&str> = round.iter().map(|change| change.make.as_str()).collect();
    (run.code != Some(3) || told != wanted).then(|| {
        let (more, less) = (told.difference(&wanted), wanted.difference(&told));
        format!(
            "{}exit {:?}, told beside it {:#?}, not told {:#?}",
            made.concat(),
            run.code,
            more.collect::<Vec<_>>(),
            less.collect::<Vec<_>>()
        )
    })
}

#[test]
fn every_change_is_seen_and_its_object_named_and_no_other() {
    let cluster = Cluster::own(&["wal_level=logical"]);
    let template = Database::on(&cluster);
    template.execute(ROLES);
    template.execute(SCHEMA);
    let project = Project::bare();
    project.migrate_on(&template).args(["snapshot", "--output", "schema.txt"]).ok();
    let kept = fs::read_to_string(project.path().join("schema.txt")).unwrap();
    let major = template.value("SELECT current_setting('server_version_num')::int / 10000");
    let (rounds, next, wrong) = (rounds(major.parse().unwrap()), AtomicUsize::new(0), Mutex::new(Vec::new()));
    assert!(rounds.len() < 150, "{}", rounds.len());
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while let Some(round) = rounds.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = examine(&cluster, (&template, &project), round);
                    wrong.lock().unwrap().extend(found);
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rounds.len(), wrong.join("\n"));
    assert_eq!(fs::read_to_string(project.path().join("schema.txt")).unwrap(), kept);
}

#[test]
fn there_are_changes_of_every_kind_of_object() {
    let changes = all();
    assert!(changes.len() >= 200, "{}", changes.len());
    let told = |change: &Change, kind: &str| {
        change.tells.iter().any(|told| told.split_once(' ').unwrap().1.starts_with(kind))
    };
    for kind in [
        "access method",
        "aggregate",
        "cast",
        "collation",
        "column",
        "constraint",
        "conversion",
        "database",
        "default rights",
        "domain",
        "event trigger",
        "extension",
        "foreign data wrapper",
        "foreign table",
        "function",
        "index",
        "language",
        "materialized view",
        "operator",
        "operator class",
        "operator family",
        "policy",
        "procedure",
        "publication",
        "rights",
        "rule",
        "schema",
        "sequence",
        "server",
        "statistics",
        "table",
        "text search configuration",
        "text search dictionary",
        "transform",
        "trigger",
        "type",
        "user mapping",
        "view",
    ] {
        assert!(changes.iter().any(|change| told(change, kind)), "{kind}");
    }
    for change in changes {
        assert!(!change.tells.is_empty(), "{}", change.make);
    }
}
