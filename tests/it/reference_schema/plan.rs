//! One query of the application, planned and run as it asks, and what is wrong with how the server went about it.

use std::collections::HashMap;

use serde_json::Value;

use crate::support::Database;

/// How the loaded rows are named, in each session that asks about them.
pub(super) const ID: &str =
    "CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT md5(kind || n::text)::uuid $$;";

/// What belongs to all tenants together: reading one of these from end to end is reading everybody's rows.
const SHARED: [&str; 4] = ["tasks", "comments", "activities", "users"];

/// The person who is a guest in each organization.
pub(super) const GUEST: u32 = 3;

/// One query and what is expected of it.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) sql: &'static str,
    /// Its values; `$o` is the number of the organization, `$u` that of the person.
    pub(super) values: &'static str,
    /// The index that serves it, on the partitioned table where there are partitions.
    pub(super) index: &'static str,
    /// What the index is asked for beside the organization.
    pub(super) condition: &'static str,
    /// How many rows of the big tables an owner or a member of the big organization makes the server read at most.
    pub(super) reads: f64,
}

/// Who asks: the number of an organization, and of a person in it.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    pub(super) organization: u32,
    pub(super) person: u32,
}

/// A node of a plan that was executed.
struct Node<'a> {
    node: &'a Value,
    loops: f64,
}

impl Node<'_> {
    fn text(&self, key: &str) -> &str {
        self.node[key].as_str().unwrap_or_default()
    }

    fn number(&self, key: &str) -> f64 {
        self.node[key].as_f64().unwrap_or_default()
    }

    fn rows_read(&self) -> f64 {
        let removed = ["Rows Removed by Filter", "Rows Removed by Index Recheck"];
        let each = self.number("Actual Rows") + removed.iter().map(|key| self.number(key)).sum::<f64>();
        each * self.loops
    }
}

fn executed<'a>(plan: &'a Value, found: &mut Vec<Node<'a>>) {
    let loops = plan["Actual Loops"].as_f64().unwrap_or_default();
    if loops > 0.0 {
        found.push(Node { node: plan, loops });
    }
    for child in plan["Plans"].as_array().into_iter().flatten() {
        executed(child, found);
    }
}

/// What is said of one run.
pub(super) struct Verdict {
    pub(super) milliseconds: f64,
    pub(super) rows: f64,
    pub(super) read: f64,
    /// What is wrong, one line each.
    pub(super) complaints: Vec<String>,
    pub(super) plan: Value,
}

/// A partition, and an index on one, by the name of what it is a part of.
pub(super) fn parents(db: &Database) -> HashMap<String, String> {
    db.query("SELECT inhrelid::regclass, inhparent::regclass FROM pg_inherits")
        .iter()
        .map(|row| row.split_once('|').map(|(part, whole)| (part.to_owned(), whole.to_owned())).unwrap())
        .collect()
}

/// Runs a query a few times and judges the last run. `mode` is a value of `plan_cache_mode`: an application binds its
/// values afresh (`force_custom_plan`), or keeps a prepared statement (`force_generic_plan` is what becomes of it).
pub(super) fn judge(
    db: &Database,
    parents: &HashMap<String, String>,
    case: &Case,
    Asking { organization, person }: Asking,
    mode: &str,
) -> Verdict {
    let values = case.values.replace("$o", &organization.to_string()).replace("$u", &person.to_string());
    let explain = format!("EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE asked ({values});");
    let answer = Database::try_query(
        &db.url_as("application"),
        &format!(
            "{ID} BEGIN;
             SELECT app.set_tenant(pg_temp.id('o', {organization})),
                 app.set_user(pg_temp.id('u', {organization} * 1000 + {person}));
             SET LOCAL plan_cache_mode = {mode};
             PREPARE asked AS {sql};
             {explain} {explain} {explain} COMMIT",
            sql = case.sql.trim_end(),
        ),
    );
    let answer = answer.unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
    let plan: Value = serde_json::from_str(answer.last().unwrap()).unwrap();
    let whole = |name: &str| parents.get(name).map_or_else(|| name.to_owned(), Clone::clone);
    let is_shared = |name: &str| SHARED.contains(&name);

    let mut nodes = Vec::new();
    executed(&plan[0]["Plan"], &mut nodes);
    let rows = plan[0]["Plan"]["Actual Rows"].as_f64().unwrap();
    // A guest may see one project: the server goes past all that he may not until his page is full.
    let sees_most = person != GUEST;
    let mut complaints = Vec::new();
    let mut read = 0.0;
    let mut is_served = false;
    for node in &nodes {
        let kind = node.text("Node Type");
        let (relation, index) = (whole(node.text("Relation Name")), whole(node.text("Index Name")));
        let condition = node.text("Index Cond");
        // A bitmap of an index has no relation: what it reads counts by the index, what it leads to by the table.
        let shared =
            SHARED.iter().any(|table| index.starts_with(&format!("{table}_"))) || is_shared(&relation);
        if kind == "Seq Scan" && is_shared(&relation) {
            complaints.push(format!("scans {relation}"));
        }
        if shared && relation != "users" {
            read += node.rows_read();
        }
        if !index.is_empty()
            && shared
            && !index.starts_with("users_")
            && !condition.contains("organization_id = ")
        {
            complaints.push(format!("walks {index} over all organizations: {condition:?}"));
        }
        is_served |= index == case.index && condition.contains(case.condition);
        // What a person may do is found out once a statement, in an InitPlan or a set that is hashed.
        if (kind == "ProjectSet" || node.text("Parent Relationship") == "InitPlan") && node.loops > 1.0 {
            complaints.push(format!("asks {} times: {}", node.loops, node.text("Subplan Name")));
        }
    }
    if !is_served && rows > 0.0 {
        complaints.push(format!("is not served by {} for {:?}", case.index, case.condition));
    }
    let feed: Vec<String> = nodes
        .iter()
        .filter(|node| whole(node.text("Relation Name")) == "activities")
        .map(|node| node.text("Relation Name").to_owned())
        .collect();
    if feed.len() > 2 && sees_most {
        complaints.push(format!("reads many months: {feed:?}"));
    }
    if read > case.reads && sees_most {
        complaints.push(format!("reads {read} rows, not {} at most", case.reads));
    }
    if rows == 0.0 && sees_most {
        complaints.push("gives nothing, and so shows nothing".to_owned());
    }
    Verdict { milliseconds: plan[0]["Execution Time"].as_f64().unwrap(), rows, read, complaints, plan }
}
