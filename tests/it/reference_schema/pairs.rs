//! Every pair goes up, down and up again without a trace: on an empty database and on a filled one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::fixture::{A, B, TWO_TENANTS, migrate, newest, of_a, of_b};
use crate::support::{Cluster, Database, pg_dump};

/// The schema in two tellings: our own, of every major, and `pg_dump`'s, where the server has it.
fn schema(cluster: &Cluster, db: &Database) -> (Vec<String>, Option<String>) {
    (db.schema(), pg_dump(cluster, db))
}

/// Fails with the lines that differ.
fn assert_same(now: &(Vec<String>, Option<String>), then: &(Vec<String>, Option<String>), when: &str) {
    let differing = |one: &[String], other: &[String], sign: char| -> Vec<String> {
        one.iter().filter(|line| !other.contains(line)).map(|line| format!("{sign} {line}")).collect()
    };
    let mut lines = differing(&then.0, &now.0, '-');
    lines.extend(differing(&now.0, &then.0, '+'));
    let dump = |dump: &Option<String>| -> Vec<String> {
        dump.iter().flat_map(|text| text.lines()).map(ToOwned::to_owned).collect()
    };
    lines.extend(differing(&dump(&then.1), &dump(&now.1), '-'));
    lines.extend(differing(&dump(&now.1), &dump(&then.1), '+'));
    assert!(now == then, "{when}:\n{}", lines.join("\n"));
}

#[test]
fn every_pair_goes_up_down_and_up_again_on_an_empty_database() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    let mut states = vec![schema(&cluster, &db)];
    for version in 1..=newest() {
        migrate(db.url()).args(["up", "--steps", "1"]).ok();
        states.push(schema(&cluster, &db));
        assert!(states[version] != states[version - 1], "V{version:03} does nothing");
        migrate(db.url()).args(["down"]).ok();
        assert_same(&schema(&cluster, &db), &states[version - 1], &format!("down from V{version:03}"));
        migrate(db.url()).args(["up", "--steps", "1"]).ok();
        assert_same(&schema(&cluster, &db), &states[version], &format!("up again to V{version:03}"));
    }
    migrate(db.url()).args(["down", "--all", "--yes"]).ok();
    assert_same(&schema(&cluster, &db), &states[0], "all the way down");
    assert_eq!(db.query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'app%'"), Vec::<String>::new());
}

#[test]
fn every_pair_goes_up_down_and_up_again_on_rows_and_loses_only_what_it_declares() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    db.execute("CREATE ROLE application LOGIN");
    migrate(db.url()).args(["up", "--to", "V003"]).ok();
    db.execute("GRANT app_user TO application");
    db.execute(TWO_TENANTS);
    for version in 3..=newest() {
        if version > 3 {
            migrate(db.url()).args(["up", "--steps", "1"]).ok();
        }
        use_what_is_new(&db, version);
        let full = (schema(&cluster, &db), columns(&db));
        let before = content(&db, &full.1);
        let declared = lossy(version);

        migrate(db.url()).args(["down"]).ok();
        let kept = common(&full.1, &columns(&db), &declared);
        assert_eq!(
            content_of(&content(&db, &kept), &kept),
            content_of(&before, &kept),
            "down from V{version:03}"
        );

        migrate(db.url()).args(["up", "--steps", "1"]).ok();
        assert_same(&schema(&cluster, &db), &full.0, &format!("up again to V{version:03}"));
        let kept = common(&full.1, &columns(&db), &declared);
        assert_eq!(
            content_of(&content(&db, &kept), &kept),
            content_of(&before, &kept),
            "up again to V{version:03}"
        );
        use_what_is_new(&db, version);
    }
    // All the way down with everything that all versions added in it, and up again.
    migrate(db.url()).args(["down", "--to", "V002", "--yes"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM tasks"), "12");
    assert_eq!(db.value("SELECT count(*) FROM comments"), "8");
    migrate(db.url()).args(["down", "--to", "V001", "--yes"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM tasks"), "12");
    migrate(db.url()).args(["down"]).ok();
    db.execute("DROP ROLE application");
    migrate(db.url()).args(["up"]).ok();
}

/// Rows that only exist since a version.
fn use_what_is_new(db: &Database, version: usize) {
    match version {
        5 => {
            // Into the bin: a task whose position is given anew, and a workspace whose name is.
            for (organization, task, space) in [(A, of_a("32"), of_a("12")), (B, of_b("32"), of_b("12"))] {
                db.execute(&format!(
                    "BEGIN; SELECT app.set_tenant('{organization}');
                     SELECT app.discard('tasks', '{task}'), app.discard('workspaces', '{space}'); COMMIT;"
                ));
            }
        }
        6 => db.execute(
            "INSERT INTO workspace_permissions SELECT organization_id, workspace_id, user_id, 'edit'
                 FROM workspaces JOIN organization_members USING (organization_id) WHERE role = 'guest'
                 ON CONFLICT DO NOTHING;
             INSERT INTO project_permissions SELECT organization_id, project_id, user_id, 'view'
                 FROM projects JOIN organization_members USING (organization_id) WHERE role = 'guest'
                 ON CONFLICT DO NOTHING",
        ),
        11 => db.execute("UPDATE tasks SET status = 'review' WHERE title ~ '^Write'"),
        _ => {}
    }
}

type Columns = BTreeMap<String, Vec<String>>;

/// Every table but the tool's own, with its columns.
fn columns(db: &Database) -> Columns {
    let mut found = Columns::new();
    for row in db.query(
        "SELECT c.relname, a.attname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
             AND c.relname NOT IN ('refinery_schema_history', 'migrate_journal')
             AND a.attnum > 0 AND NOT a.attisdropped
         ORDER BY 1, a.attname",
    ) {
        let (table, column) = row.split_once('|').unwrap();
        found.entry(table.to_owned()).or_default().push(column.to_owned());
    }
    found
}

/// What both have, but what is declared lost.
fn common(one: &Columns, other: &Columns, declared: &[String]) -> Columns {
    one.iter()
        .filter(|(table, _)| other.contains_key(*table) && !declared.contains(table))
        .map(|(table, columns)| {
            let kept = columns
                .iter()
                .filter(|column| {
                    other[table].contains(column) && !declared.contains(&format!("{table}.{column}"))
                })
                .cloned()
                .collect();
            (table.clone(), kept)
        })
        .collect()
}

/// Every row of every table, as JSON, by its whole content.
fn content(db: &Database, columns: &Columns) -> BTreeMap<String, Vec<String>> {
    columns
        .iter()
        .map(|(table, columns)| {
            let list = columns.join(", ");
            let sql = format!("SELECT to_jsonb(r)::text FROM (SELECT {list} FROM {table}) AS r ORDER BY 1");
            (table.clone(), db.query(&sql))
        })
        .collect::<BTreeMap<_, _>>()
}

/// The same rows with fewer columns.
fn content_of(rows: &BTreeMap<String, Vec<String>>, kept: &Columns) -> BTreeMap<String, Vec<String>> {
    kept.iter()
        .map(|(table, columns)| {
            let mut fewer: Vec<String> = rows[table]
                .iter()
                .map(|row| {
                    let row: serde_json::Map<String, serde_json::Value> = serde_json::from_str(row).unwrap();
                    let kept: BTreeMap<_, _> =
                        row.into_iter().filter(|(column, _)| columns.contains(column)).collect();
                    serde_json::to_string(&kept).unwrap()
                })
                .collect();
            fewer.sort();
            (table.clone(), fewer)
        })
        .collect()
}

/// What a rollback declares as lost: tables, and columns as `table.column`.
fn lossy(version: usize) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rollbacks");
    let prefix = format!("V{version:03}__");
    let file = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(&prefix))
        .unwrap();
    fs::read_to_string(file)
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("-- migrate:lossy "))
        .map(|rest| rest.split_whitespace().next().unwrap().to_owned())
        .collect()
}
