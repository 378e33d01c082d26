//! Holes in the reference schema, one at a time: each is found by its rule, at its object.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Bench, Found, migrate, verify};
use crate::support::{Database, Migrate};

/// A hole, and what has to be found.
#[derive(Debug, Clone, Default)]
pub(super) struct Mutant {
    pub(super) name: String,
    pub(super) finds: Vec<Found>,
    /// What the application's role reaches then: a relation and an attempt, one of several.
    pub(super) leaks: Option<(String, String)>,
    /// It changes more than its own database.
    pub(super) alone: bool,
    since: u32,
    needs: Option<String>,
    pub(super) make: String,
    undo: Option<String>,
}

/// `mutants.sql`, with the names of a database in it.
pub(super) fn all(partition: &str, database: &str) -> Vec<Mutant> {
    let own =
        "organization_id = (SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid)";
    let text = include_str!("mutants.sql")
        .replace("{own}", own)
        .replace("{partition}", partition)
        .replace("{database}", database);
    text.split("\n== ").skip(1).map(parse).collect()
}

fn parse(section: &str) -> Mutant {
    let (name, body) = section.split_once('\n').unwrap();
    let mut mutant = Mutant { name: name.to_owned(), ..Mutant::default() };
    for line in body.lines() {
        if let Some(finding) = line.strip_prefix("-- finds ") {
            let (rule, object) = finding.split_once(' ').unwrap();
            mutant.finds.push((rule.to_owned(), object.to_owned()));
        } else if let Some(leak) = line.strip_prefix("-- leaks ") {
            let (relation, attempt) = leak.split_once(' ').unwrap();
            mutant.leaks = Some((relation.to_owned(), attempt.to_owned()));
        } else if line == "-- alone" {
            mutant.alone = true;
        } else if let Some(major) = line.strip_prefix("-- since ") {
            mutant.since = major.parse().unwrap();
        } else if let Some(extension) = line.strip_prefix("-- needs ") {
            mutant.needs = Some(extension.to_owned());
        } else if line == "-- undo" {
            mutant.undo = Some(String::new());
        } else {
            let sql = mutant.undo.as_mut().unwrap_or(&mut mutant.make);
            sql.push_str(line);
            sql.push('\n');
        }
    }
    mutant
}

impl Mutant {
    /// Whether a server has what it takes.
    pub(super) fn is_possible_on(&self, server: &Server) -> bool {
        self.since <= server.major
            && self.needs.as_ref().is_none_or(|extension| server.extensions.contains(extension))
    }

    pub(super) fn can_be_undone(&self) -> bool {
        self.undo.is_some()
    }

    pub(super) fn make(&self, db: &Database) {
        self.run(db, &self.make);
    }

    pub(super) fn undo(&self, db: &Database) {
        self.run(db, self.undo.as_ref().unwrap());
    }

    fn run(&self, db: &Database, sql: &str) {
        let ran = Database::try_query(db.url(), sql);
        assert!(ran.is_ok(), "{}: {:?}\n{sql}", self.name, ran.err());
    }

    pub(super) fn missed(&self, found: &[Found]) -> Vec<Found> {
        self.finds.iter().filter(|wanted| !found.contains(wanted)).cloned().collect()
    }
}

/// What a server has.
pub(super) struct Server {
    major: u32,
    extensions: Vec<String>,
}

impl Server {
    pub(super) fn of(db: &Database) -> Self {
        let major = db.value("SELECT current_setting('server_version_num')::int / 10000");
        let extensions = db.query("SELECT name FROM pg_available_extensions");
        Self { major: major.parse().unwrap(), extensions }
    }
}

/// One line of the matrix, and what was not found.
fn examine(bench: &Bench, db: &Database, mutant: &Mutant) -> (String, Option<String>) {
    mutant.make(db);
    let found = verify(db);
    if mutant.alone {
        mutant.undo(db);
    }
    let missed = mutant.missed(&found);
    let mut line = format!("{:<72}", mutant.name);
    let mut rules: Vec<&str> = found.iter().map(|(rule, _)| rule.as_str()).collect();
    rules.dedup();
    for rule in rules {
        let is_wanted = mutant.finds.iter().any(|(wanted, _)| wanted == rule);
        line.push_str(&if is_wanted { format!(" {rule}") } else { format!(" ({rule})") });
    }
    let wrong =
        (!missed.is_empty()).then(|| format!("{}: {missed:?} is missing, found is {found:?}", mutant.name));
    db.remove_from(&bench.cluster);
    (line, wrong)
}

#[test]
#[allow(clippy::print_stdout, reason = "the matrix, for who asks for it with --nocapture")]
fn every_hole_is_found_by_its_rule_at_its_object() {
    let bench = Bench::new();
    let (partition, server) = (bench.partition(), Server::of(&Database::on(&bench.cluster)));
    let count = all(&partition, "").len();
    let lines = Mutex::new(vec![(String::new(), None); count]);
    let examine_one = |at: usize, alone: bool| {
        let mutant = &all(&partition, "")[at];
        if !mutant.is_possible_on(&server) {
            let line = format!("{:<72} not on this server", mutant.name);
            lines.lock().unwrap()[at] = (line, None);
        } else if mutant.alone == alone {
            let db = bench.copy();
            let mutant = &all(&partition, db.name())[at];
            let line = examine(&bench, &db, mutant);
            lines.lock().unwrap()[at] = line;
        }
    };
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < count) {
                    examine_one(at, false);
                }
            });
        }
    });
    (0..count).for_each(|at| examine_one(at, true));
    let lines = lines.into_inner().unwrap();
    for (line, _) in &lines {
        println!("{line}");
    }
    let wrong: Vec<String> = lines.into_iter().filter_map(|(_, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "{} are not found:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(verify(&bench.copy()), [], "a hole of the whole cluster was left open");
}

#[test]
fn every_rule_has_a_hole() {
    let rules =
        Migrate::new(std::path::Path::new("/")).args(["verify", "--explain", "all", "--format", "json"]).ok();
    let rules = rules.json();
    let ids: BTreeSet<&str> =
        rules["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let mutants = all("p", "d");
    let found: BTreeSet<&str> =
        mutants.iter().flat_map(|mutant| &mutant.finds).map(|(rule, _)| rule.as_str()).collect();
    // The age of the server is the machine's, and R05 and T11 are about a configuration.
    let without: Vec<&&str> = ids.difference(&found).collect();
    assert_eq!(without, [&"L07", &"R05", &"T11"]);
    assert!(found.is_subset(&ids), "{:?}", found.difference(&ids));
    assert!(mutants.len() >= 60 && mutants.iter().all(|mutant| !mutant.finds.is_empty()));
    assert!(mutants.iter().all(|mutant| !mutant.alone || mutant.can_be_undone()));
}

#[test]
fn a_hole_is_exit_1_and_named() {
    let bench = Bench::shared();
    let db = bench.copy();
    db.execute("ALTER TABLE labels DISABLE ROW LEVEL SECURITY");
    migrate(&db).args(["verify"]).code(1).shows(&[
        "error",
        "T01 rls-disabled public.labels",
        "P12 policies-without-rls public.labels",
        "ENABLE ROW",
    ]);
}
