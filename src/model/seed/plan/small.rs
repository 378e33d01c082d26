//! A small schema of tenants and its profile, for tests: made without a server.

use crate::model::seed::catalog::{
    Catalog, CatalogColumn, CatalogTable, Check, ColumnDefault, ForeignKey, Leaf, UniqueKey,
};
use crate::model::seed::profile::midnight;
use crate::model::sql::qualified_name::QualifiedName;

fn column(name: &str, base_type: &str) -> CatalogColumn {
    CatalogColumn {
        name: name.trim_end_matches('?').to_owned(),
        type_name: base_type.to_owned(),
        base_type: base_type.to_owned(),
        max_chars: None,
        precision: None,
        labels: Vec::new(),
        not_null: !name.ends_with('?'),
        filled: ColumnDefault::Nothing,
        default: None,
        inputs: Vec::new(),
        domain_checks: Vec::new(),
    }
}

pub(super) fn names(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

/// Keys as `a b`, foreign keys as `a b > table a b`.
fn table(
    oid: u32,
    name: &str,
    columns: &[(&str, &str)],
    keys: &[&str],
    foreign: &[(&str, u32, &str)],
) -> CatalogTable {
    let key = |(at, key): (usize, &&str)| UniqueKey {
        name: format!("{name}_{at}"),
        columns: names(key),
        is_primary: at == 0,
        is_partial: false,
    };
    let foreign = foreign.iter().map(|(own, target, target_column)| ForeignKey {
        name: format!("{name}_{own}_fkey"),
        columns: names(own),
        target: *target,
        target_columns: names(target_column),
        is_deferrable: false,
    });
    CatalogTable {
        oid,
        name: QualifiedName::new("public", name),
        columns: columns.iter().map(|(name, base_type)| column(name, base_type)).collect(),
        foreign_keys: foreign.collect(),
        keys: keys.iter().enumerate().map(key).collect(),
        checks: Vec::new(),
        partition_column: None,
        partition_rule: None,
        partition_keys: Vec::new(),
        leaves: Vec::new(),
    }
}

pub(super) fn catalog() -> Catalog {
    let month = |oid, name: &str, from: &str, to: &str| Leaf {
        oid,
        name: QualifiedName::new("public", name),
        from: midnight(from).unwrap(),
        to: midnight(to).unwrap(),
    };
    let mut log = table(
        7,
        "log",
        &[("org", "uuid"), ("id", "bigint"), ("task?", "uuid"), ("at", "timestamp with time zone")],
        &["id at"],
        &[("org", 1, "id")],
    );
    log.partition_column = Some("at".into());
    log.leaves = vec![
        month(71, "log_08", "2026-08-01", "2026-09-01"),
        month(72, "log_09", "2026-09-01", "2026-10-01"),
        month(73, "log_10", "2026-10-01", "2026-11-01"),
    ];
    log.columns[1].filled = ColumnDefault::Identity;
    let mut tasks = table(
        5,
        "tasks",
        &[
            ("org", "uuid"),
            ("id", "uuid"),
            ("project", "uuid"),
            ("parent?", "uuid"),
            ("assignee?", "uuid"),
            ("title", "text"),
            ("gone?", "timestamp with time zone"),
            ("position?", "integer"),
            ("grade", "smallint"),
        ],
        &["org id", "org project position"],
        &[
            ("org project", 4, "org id"),
            ("org assignee", 3, "org person"),
            ("org project parent", 5, "org project id"),
            ("org", 1, "id"),
        ],
    );
    tasks.checks = vec![Check {
        name: "grades".into(),
        expression: "((grade >= 3) AND (grade <= 7))".into(),
        columns: vec!["grade".into()],
    }];
    Catalog {
        tables: vec![
            table(1, "orgs", &[("id", "uuid"), ("slug", "text"), ("size", "integer")], &["id", "slug"], &[]),
            table(2, "people", &[("id", "uuid"), ("email", "character varying")], &["id", "email"], &[]),
            table(
                3,
                "members",
                &[("org", "uuid"), ("person", "uuid"), ("role", "text")],
                &["org person"],
                &[("org", 1, "id"), ("person", 2, "id")],
            ),
            table(
                4,
                "projects",
                &[("org", "uuid"), ("id", "uuid"), ("owner", "uuid")],
                &["org id"],
                &[("org", 1, "id"), ("org owner", 3, "org person")],
            ),
            tasks,
            table(
                6,
                "marks",
                &[("org", "uuid"), ("task", "uuid"), ("person", "uuid")],
                &["org task person"],
                &[("org task", 5, "org id"), ("org person", 3, "org person")],
            ),
            log,
        ],
    }
}

pub(super) const PROFILE: &str = r#"
description = "small"
until = "2026-11-01"
months = 3
tenant = "orgs"
edge_cases = "edges.csv"
[tables.orgs]
rows = 7
[tables.orgs.columns]
size = { count = "members", at_least = 5 }
[tables.people]
rows = 60
[tables.members]
rows = 90
per = "orgs"
share = { zipf = 1.0 }
min = 4
max = 40
[tables.members.columns]
person = { pick = "people", walk = true }
role = { case = [{ when = "rank = 1", then = "owner" }], else = { choice = { member = 9, guest = 1 } } }
[tables.projects]
per = "orgs"
each = [1, 4]
[tables.tasks]
per = "projects"
rows = 5000
share = { zipf = 0.7 }
shuffled = true
[tables.tasks.columns]
assignee = { pick = "members", among = [0.0, 0.9], null = 0.3 }
parent = { pick = "tasks", earlier = 30, null = 0.6 }
gone = { inherit = ["parent.gone"], else = { time = "any", null = 0.9 } }
position = { case = [{ when = "gone is null", then = { rank = true, step = 10 } }] }
title = "{rank} of {assignee.role}"
[tables.marks]
per = "tasks"
each = { mean = 1.5, max = 20 }
[tables.log]
per = "orgs"
rows = 4000
share = { by = "tasks" }
over = "at"
growth = 1.2
[tables.log.picks]
thing = { pick = "tasks", skew = 2 }
[tables.log.columns]
task = { of = "thing.id", null = 0.1 }
"#;

pub(super) const EDGES: &str =
    "table,what it is for,column,value,times\ntasks,a long one,title,語,500\ntasks,none,gone,\\N,\n";
