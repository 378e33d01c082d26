//! Random schemas: tables with names, tenants and defects by chance; what is found is what was planted.

use std::fmt::Write;

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use super::{Found, judged};
use crate::support::{Cluster, Database, Project};

const NAMES: [&str; 8] = ["order", "Tasks", "a\"b", "odd name", "x1", "ümlaut", "select", "t_%"];
const TYPES: [(&str, &str); 3] = [("uuid", "::uuid"), ("bigint", "::bigint"), ("text", "")];

/// A defect: the rules that say it, of which object of a table, and how it is made. `{t}` is the table, `{c}` its
/// tenant column, `{own}` the sound comparison, `{cast}` the cast to its type.
const DEFECTS: [(&[(&str, &str)], &str); 8] = [
    (&[("T02", "")], "ALTER TABLE {t} NO FORCE ROW LEVEL SECURITY"),
    (&[("T01", ""), ("P12", "")], "ALTER TABLE {t} DISABLE ROW LEVEL SECURITY"),
    (&[("T07", "")], "ALTER TABLE {t} ALTER COLUMN {c} DROP NOT NULL"),
    (&[("G01", "")], "GRANT TRUNCATE, REFERENCES ON {t} TO app_user"),
    (&[("K03", ".{n}_across")], "CREATE UNIQUE INDEX {i} ON {t} (number)"),
    (
        &[("P07", ".own")],
        "ALTER POLICY own ON {t} USING ({c} = (SELECT NULLIF(current_setting('app.org'), ''){cast}))",
    ),
    (
        &[("P01", ".open"), ("P04", "")],
        "DROP POLICY floor ON {t}; CREATE POLICY open ON {t} USING (number > 0) WITH CHECK (number > 0)",
    ),
    (&[("F05", ".also")], "CREATE RULE also AS ON DELETE TO {t} DO ALSO SELECT 1"),
];

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A schema, and what is wrong with it.
fn schema(chance: &mut StdRng, column: &str, type_name: &str, cast: &str) -> (String, Vec<Found>) {
    let (mut sql, mut planted) = (String::new(), Vec::new());
    let own = format!("{} = (SELECT NULLIF(current_setting('app.org', true), ''){cast})", quoted(column));
    for at in 0..chance.random_range(2..7) {
        let name = format!("{}{at}", NAMES.choose(chance).unwrap());
        let (table, column) = (quoted(&name), quoted(column));
        let _ = write!(
            sql,
            "CREATE TABLE {table} ({column} {type_name} NOT NULL, number int);
             CREATE INDEX ON {table} ({column});
             ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
             CREATE POLICY own ON {table} TO app_user USING ({own});
             CREATE POLICY floor ON {table} AS RESTRICTIVE USING ({own});
             GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO app_user;"
        );
        let mut of_table = Vec::new();
        for (says, make) in DEFECTS {
            if !chance.random_bool(0.3) {
                continue;
            }
            let index = quoted(&format!("{name}_across"));
            let made = make.replace("{t}", &table).replace("{c}", &column).replace("{i}", &index);
            sql.push_str(&made.replace("{cast}", cast));
            sql.push(';');
            of_table.extend(says.iter().map(|(rule, place)| {
                ((*rule).to_owned(), format!("public.{name}{}", place.replace("{n}", &name)))
            }));
        }
        // Where no policy is asked, P12 speaks for all that is wrong with them.
        if of_table.iter().any(|(rule, _)| rule == "P12") {
            of_table.retain(|(rule, _)| !["T02", "P01", "P04", "P07"].contains(&rule.as_str()));
        }
        planted.extend(of_table);
    }
    planted.sort();
    (sql, planted)
}

#[test]
fn what_is_found_in_a_random_schema_is_what_was_planted() {
    let cluster = Cluster::own(&[]);
    Database::on(&cluster).execute("CREATE ROLE app_user");
    let mut all = 0;
    for seed in 0..25 {
        let mut chance = StdRng::seed_from_u64(seed);
        let (type_name, cast) = *TYPES.choose(&mut chance).unwrap();
        let column = *["tenant", "organization_id", "Org", "my \"org\""].choose(&mut chance).unwrap();
        let (sql, planted) = schema(&mut chance, column, type_name, cast);
        let db = Database::on(&cluster);
        db.execute(&sql);
        let project = Project::bare();
        let toml = toml_text(column);
        project.file(
            "migrate.toml",
            format!("[tenant]\ncolumn = {toml}\ncolumn_type = \"{type_name}\"\nsetting = \"app.org\"\napp_role = \"app_user\"\n"),
        );
        // That nothing restrictive is left, or no index serves, is a note; it is about what is wrong.
        let notes = ["P14", "K02", "P11"];
        let found: Vec<Found> = judged(project.migrate_on(&db))
            .into_iter()
            .filter(|(rule, _)| !notes.contains(&rule.as_str()))
            .collect();
        assert_eq!(found, planted, "seed {seed}: {sql}");
        all += planted.len();
    }
    assert!(all > 100, "{all}");
}

fn toml_text(text: &str) -> String {
    format!("'{text}'")
}
