//! The forms of a tenant policy that the binary knows are what this server prints: each is told for what it is.

use super::{Bench, Found, judged, verify};
use crate::support::{Database, Project};

/// A column's type, and what casts a text to it.
const TYPES: [(&str, &str); 6] = [
    ("uuid", "::uuid"),
    ("bigint", "::bigint"),
    ("integer", "::integer"),
    ("text", ""),
    ("varchar(30)", ""),
    ("varchar", ""),
];

/// Expressions of `{c}`, the column, `{s}`, the setting's value, `{n}`, the same by a strict reading, and
/// `{t}`, the cast; and the rule that tells them.
const FORMS: [(&str, Option<&str>); 17] = [
    ("{c} = (SELECT NULLIF({s}, ''){t})", None),
    ("(SELECT NULLIF({s}, ''){t}) = {c}", None),
    ("{c} = (SELECT NULLIF({s}, ''){t}) AND extra IS NULL", None),
    ("extra > 3 AND (extra IS NULL OR extra < 9) AND {c} = (SELECT NULLIF({s}, ''){t})", None),
    ("{c} = NULLIF({s}, ''){t}", Some("P11")),
    ("NULLIF({s}, ''){t} = {c}", Some("P11")),
    ("{c} = (SELECT {s}{t})", Some("P08")),
    ("{c} = {s}{t}", Some("P08")),
    ("{s}{t} = {c}", Some("P08")),
    ("{c} = (SELECT {n}{t})", Some("P07")),
    ("{c} = {n}{t}", Some("P07")),
    ("{n}{t} = {c}", Some("P07")),
    ("{c} = (SELECT NULLIF({n}, ''){t})", Some("P07")),
    ("{c} = NULLIF({n}, ''){t}", Some("P07")),
    // Not one of them, though they mention the column and the setting.
    ("{c} = {c} AND {s} <> ''", Some("P13")),
    ("{c} <> (SELECT NULLIF({s}, ''){t})", Some("P13")),
    ("{c} >= (SELECT NULLIF({s}, ''){t})", Some("P13")),
];

#[test]
fn each_form_is_recognised_whatever_the_type_and_the_name_of_the_column() {
    let bench = Bench::shared();
    for (column, quoted) in
        [("organization_id", "organization_id"), ("Org 'Id", "\"Org 'Id\""), ("user", "\"user\"")]
    {
        let db = Database::on(&bench.cluster);
        db.execute("GRANT USAGE ON SCHEMA public TO app_user");
        let mut wanted: Vec<Found> = Vec::new();
        for (type_number, (type_name, cast)) in TYPES.iter().enumerate() {
            for (number, (form, rule)) in FORMS.iter().enumerate() {
                let table = format!("t{type_number}_{number}");
                let expression = form
                    .replace("{c}", quoted)
                    .replace("{s}", "current_setting('app.org', true)")
                    .replace("{n}", "current_setting('app.org')")
                    .replace("{t}", cast);
                db.execute(&format!(
                    "CREATE TABLE {table} ({quoted} {type_name} NOT NULL, extra integer);
                     ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
                     ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
                     CREATE POLICY own ON {table} TO app_user USING ({expression});
                     GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO app_user"
                ));
                wanted.extend(rule.map(|rule| (rule.to_owned(), format!("public.{table}.own"))));
            }
        }
        wanted.sort();
        let project = Project::new();
        project.file(
            "migrate.toml",
            format!("[tenant]\ncolumn = \"{column}\"\nsetting = \"app.org\"\napp_role = \"app_user\"\n"),
        );
        // None of these tables has a floor; here it is about what there is.
        let found: Vec<Found> =
            judged(project.migrate_on(&db)).into_iter().filter(|(rule, _)| rule != "P14").collect();
        let odd: Vec<&Found> = found.iter().filter(|one| !wanted.contains(one)).collect();
        let missed: Vec<&Found> = wanted.iter().filter(|one| !found.contains(one)).collect();
        assert!(odd.is_empty() && missed.is_empty(), "{column}: found {odd:#?}, missed {missed:#?}");
    }
}

#[test]
fn a_policy_that_follows_another_table_is_believed_where_that_is_kept() {
    let bench = Bench::shared();
    let through_tasks = "EXISTS (SELECT FROM tasks AS t WHERE t.organization_id = notes.organization AND t.task_id = notes.task_id)";
    let by_setting = "(organization, task_id) IN (SELECT t.organization_id, t.task_id FROM tasks AS t WHERE t.organization_id = \
        (SELECT NULLIF(current_setting('app.current_organization_id', true), '')::uuid) AND t.deleted_at IS NULL)";
    for policy in [through_tasks, by_setting] {
        let db = bench.copy();
        db.execute(&format!(
            "CREATE TABLE notes (organization uuid, task_id uuid NOT NULL, note text);
             ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
             ALTER TABLE notes FORCE ROW LEVEL SECURITY;
             CREATE POLICY own ON notes TO app_user USING ({policy});
             GRANT SELECT, INSERT, UPDATE, DELETE ON notes TO app_user"
        ));
        assert_eq!(verify(&db), [("T04".to_owned(), "public.notes".to_owned())], "{policy}");
        // The border of tasks is the border of the notes.
        db.execute("DROP POLICY tenant_floor ON tasks; DROP POLICY tenant_isolation ON tasks; CREATE POLICY all_of_it ON tasks USING (true)");
        let found = verify(&db);
        let of_notes: Vec<&str> = found
            .iter()
            .filter(|(_, object)| object == "public.notes.own")
            .map(|(rule, _)| rule.as_str())
            .collect();
        assert_eq!(of_notes, ["P10"], "{policy}: {found:?}");
    }
}
