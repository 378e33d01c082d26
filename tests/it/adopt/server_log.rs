//! Nothing of the other tool is run on the adopted database: the server's log says so.

use std::fs;

use super::{OldProject, goose};
use crate::support::Cluster;

#[test]
fn no_statement_of_theirs_is_run_on_the_adopted_database() {
    let cluster = Cluster::own(&["log_statement=all", "log_line_prefix=%d "]);
    let up = "-- +goose Up\nCREATE TABLE theirs (id int);\nINSERT INTO theirs VALUES (1);\n-- +goose Down\nDROP TABLE theirs;\n";
    let old = OldProject::on(
        &cluster,
        &[("1_a.sql", up), ("2_b.sql", &up.replace("theirs", "theirs_too"))],
        &format!("CREATE TABLE theirs (id int);{}", goose(&[1])),
    );
    let log = || fs::read_to_string(cluster.folder().join("log")).unwrap();
    let before = log().len();
    old.adopted(&["--drop-old-history"]);
    let after = log().split_off(before);
    let statements: Vec<&str> = after
        .lines()
        .filter(|line| line.contains("LOG:  statement:") || line.contains("LOG:  execute"))
        .collect();
    assert!(statements.len() > 10, "{after}");
    assert!(after.contains("migrate_journal"), "{after}");
    // The kept rollback is a value, and no statement.
    let theirs: Vec<&&str> = statements.iter().filter(|line| line.contains("theirs")).collect();
    assert!(theirs.is_empty(), "{theirs:#?}");
    assert_eq!(old.db.value("SELECT count(*) FROM theirs"), "0");
}
