//! Scripts with the sections of other tools: one file that holds up and down, of which the server would run both.

use super::{NOWHERE, Refused, refused};
use crate::support::{Database, Project};

/// What the other tool runs to apply, its marker, what it runs to roll back, and whose it is.
const FOREIGN: [(&str, &str, &str); 9] = [
    ("-- +goose Up\nCREATE TABLE x (id int);\n", "-- +goose Down\nDROP TABLE x;\n", "goose"),
    ("-- +migrate Up\nCREATE TABLE x (id int);\n", "-- +migrate Down\nDROP TABLE x;\n", "sql-migrate"),
    ("-- migrate:up\nCREATE TABLE x (id int);\n", "\n-- migrate:down\nDROP TABLE x;\n", "dbmate"),
    ("CREATE TABLE x (id int);\n", "---- create above / drop below ----\nDROP TABLE x;\n", "tern"),
    (
        "--liquibase formatted sql\n--changeset me:1\nCREATE TABLE x (id int);\n",
        "--rollback DROP TABLE x;\n",
        "Liquibase",
    ),
    ("CREATE TABLE x (id int);\n", "--//@UNDO\nDROP TABLE x;\n", "MyBatis Migrations"),
    ("-- Up Migration\nCREATE TABLE x (id int);\n", "-- Down Migration\nDROP TABLE x;\n", "node-pg-migrate"),
    ("-- +micrate Up\nCREATE TABLE x (id int);\n", "-- +micrate Down\nDROP TABLE x;\n", "micrate"),
    ("# --- !Ups\nCREATE TABLE x (id int);\n", "# --- !Downs\nDROP TABLE x;\n", "Play evolutions"),
];

#[test]
fn a_file_with_the_sections_of_another_tool_is_refused_before_connecting() {
    for (up, down, tool) in FOREIGN {
        let of_tool = format!("sections of {tool}");
        let says = [of_tool.as_str(), "split it into a pair", "`migrations`", "`rollbacks`"];
        let wanted = Refused { exit: 2, code: "script-of-another-tool", says: &says };
        for (folder, other) in [("migrations", "rollbacks"), ("rollbacks", "migrations")] {
            let project = Project::with_tables(1);
            project.file(&format!("{folder}/V002__x.sql"), format!("{up}{down}"));
            project.file(&format!("{other}/V002__x.sql"), "SELECT 1;");
            for words in ["up", "status", "down --yes"] {
                let call = || project.migrate().args(["--database-url", NOWHERE]).args(words.split(' '));
                let run = refused(project.path(), tool, call, &wanted);
                assert!(run.stderr.contains(&format!("{folder}/V002__x.sql:")), "{run:#?}");
            }
        }
    }
}

#[test]
fn what_only_mentions_a_section_runs() {
    let (db, project) = (Database::new(), Project::new());
    project.pair(
        "V001__x",
        "-- goose would write `-- +goose Down` below\nCREATE TABLE x AS SELECT '\n-- migrate:down\n' AS t;\n\
         DO $$\nBEGIN\n-- +migrate Down\n  NULL;\nEND $$; -- +goose Up\n/*\n-- +goose Down\n*/\n",
        "--rollback of the table, with its rows\nDROP TABLE x;",
    );
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["down"]).ok();
}
