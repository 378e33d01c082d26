//! Random policies: what is judged to keep rows within the tenant does so on a server, whatever rows there are.

mod grammar;

use std::collections::BTreeSet;

use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::Value;

use super::Found;
use crate::support::{Cluster, Database, Project};
use grammar::Grammar;

const SCHEMA: &str = include_str!("schema.sql");

/// How many policies one table has.
const OF_A_TABLE: usize = 100;

/// Conditions that are judged, and which of them a server shows to let rows of others through.
struct Trial {
    conditions: Vec<String>,
    /// The places of those with a finding.
    open: BTreeSet<usize>,
    /// The places of those that show a row of another tenant.
    leaking: BTreeSet<usize>,
    grammar: Grammar,
}

fn tried(count: usize, seed: u64) -> Trial {
    let mut grammar =
        Grammar { chance: StdRng::seed_from_u64(seed), kinds: std::collections::BTreeMap::new() };
    let conditions: Vec<String> = (0..count).map(|_| grammar.whole()).collect();
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    db.execute(SCHEMA);
    let mut sql = String::new();
    for (at, condition) in conditions.iter().enumerate() {
        let table = at / OF_A_TABLE;
        if at % OF_A_TABLE == 0 {
            sql.push_str(&format!(
                "CREATE TABLE docs_{table} (LIKE docs INCLUDING ALL);
                 ALTER TABLE docs_{table} ENABLE ROW LEVEL SECURITY; ALTER TABLE docs_{table} FORCE ROW LEVEL SECURITY;
                 GRANT SELECT, INSERT, UPDATE, DELETE ON docs_{table} TO app_user;\n"
            ));
        }
        let own = condition.replace("docs.", &format!("docs_{table}."));
        let quoted = condition.replace('\'', "''");
        sql.push_str(&format!("CREATE POLICY p{at} ON docs_{table} TO app_user USING ({own});\n"));
        sql.push_str(&format!("INSERT INTO conditions VALUES ({at}, '{quoted}');\n"));
    }
    db.execute(&sql);
    let project = Project::bare();
    project.file(
        "migrate.toml",
        "[tenant]\ncolumn = \"tenant\"\ncolumn_type = \"integer\"\nsetting = \"app.tenant\"\napp_role = \"app_user\"\n",
    );
    let decides = ["P01", "P02", "P03", "P09", "P10", "P13"];
    let report = project.migrate_on(&db).args(["verify", "--format", "json"]).run().json();
    let text = |finding: &Value, field: &str| finding[field].as_str().unwrap().to_owned();
    let found = report["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] != "note");
    let found: Vec<Found> = found.map(|finding| (text(finding, "rule"), text(finding, "object"))).collect();
    let open = found.iter().filter(|(rule, _)| decides.contains(&rule.as_str())).filter_map(|(_, object)| {
        object
            .rsplit_once(".p")
            .filter(|_| object.starts_with("public.docs_"))
            .and_then(|(_, at)| at.parse().ok())
    });
    let open = open.collect();
    let mut leaking = BTreeSet::new();
    for seed in 0..4 {
        db.execute(&format!("SELECT fill({seed})"));
        for tenant in ["", "1", "2", "3", "4"] {
            let set = format!(
                "SET app.tenant = '{tenant}'; SET ROLE app_user; SELECT at FROM conditions WHERE leaks(condition)"
            );
            let shown = Database::try_query(db.url(), &set).unwrap();
            leaking.extend(shown.iter().map(|at| at.parse::<usize>().unwrap()));
        }
        let unset = "SET ROLE app_user; SELECT at FROM conditions WHERE leaks(condition)";
        leaking.extend(
            Database::try_query(db.url(), unset).unwrap().iter().map(|at| at.parse::<usize>().unwrap()),
        );
    }
    Trial { conditions, open, leaking, grammar }
}

impl Trial {
    /// Holds the judgements against the server's answers.
    #[allow(clippy::print_stdout, reason = "the figures, for who asks for them with --nocapture")]
    fn examine(&self, least_of_a_kind: usize) {
        let count = self.conditions.len();
        let wrong: Vec<&String> =
            self.leaking.difference(&self.open).map(|at| &self.conditions[*at]).collect();
        assert!(
            wrong.is_empty(),
            "{} are judged to keep rows within the tenant and do not: {:#?}",
            wrong.len(),
            &wrong[..wrong.len().min(10)]
        );
        let overcautious: Vec<usize> = self.open.difference(&self.leaking).copied().collect();
        let implied = count - self.leaking.len();
        println!(
            "{count} conditions: {implied} show no row of another tenant; {} are judged to be open, {} of them without a witness",
            self.open.len(),
            overcautious.len()
        );
        for at in overcautious.iter().take(40) {
            println!("  {}", self.conditions[*at]);
        }
        println!("{:?}", self.grammar.kinds);
        assert!(implied * 10 >= count * 3, "{implied} of {count} are implied");
        assert!(
            overcautious.len() * 20 <= self.open.len(),
            "{} of {} without a witness",
            overcautious.len(),
            self.open.len()
        );
        for (kind, times) in &self.grammar.kinds {
            assert!(*times >= least_of_a_kind, "{kind} occurs {times} times");
        }
    }
}

#[test]
fn what_is_judged_to_keep_the_tenant_does_so_on_a_server() {
    tried(2_000, 1).examine(40);
}

#[test]
#[ignore = "long: ten times as many"]
fn what_is_judged_to_keep_the_tenant_does_so_on_a_server_many_times() {
    for seed in 0..10 {
        tried(2_000, 100 + seed).examine(40);
    }
}
