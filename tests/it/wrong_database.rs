//! Places where `up` has nothing to do: another schema's history, another tool's tables, a path that leads nowhere, a
//! database that is frozen. Nothing is written, the exit code says why, and a hint says what to do.

use std::process::Stdio;

use crate::support::{Cluster, Database, Migrate, Project, Run, ended, wait_until};

/// A project of two tables and an empty database that a role without special rights owns.
struct Place {
    db: Database,
    project: Project,
}

impl Place {
    fn on(cluster: &Cluster, sql: &str) -> Self {
        let place = Self { db: Database::owned_on(cluster), project: Project::with_tables(2) };
        place.db.superuser(&sql.replace("{db}", place.db.name()).replace("{owner}", place.db.owner()));
        place
    }

    fn call(&self, args: &[&str]) -> Migrate {
        self.project.migrate().args(["--database-url", self.db.url()]).args(args.iter().copied())
    }

    /// What `up`, and `up` as a plan, say: the same, and they leave everything as it was.
    fn refused(&self, what: &str, code: i32, pieces: &[&str], up: impl Fn(&[&str]) -> Migrate) -> Run {
        let before = self.db.catalog();
        for args in [&["up"][..], &["up", "--dry-run"]] {
            // A freeze is none for who only reads.
            let expected = if code == 5 && args.len() == 2 { 0 } else { code };
            let run = up(args).run();
            assert_eq!(run.code, Some(expected), "{what}: {args:?}: {run:#?}");
            if expected == code {
                let has_hint = run.said().contains("\nhint: ") || run.stderr.contains("migrate.toml");
                assert!(
                    has_hint && pieces.iter().all(|piece| run.stderr.contains(piece)),
                    "{what}: {run:#?}"
                );
            }
        }
        assert_eq!(self.db.catalog(), before, "{what}");
        up(&["up"]).run()
    }
}

/// A history of another project: all that counts is where it is.
const HISTORY: &str =
    "CREATE TABLE {schema}.refinery_schema_history (version int4 PRIMARY KEY, name varchar(255),
    applied_on varchar(255), checksum varchar(255));";

fn history(schema: &str) -> String {
    format!(
        "CREATE SCHEMA IF NOT EXISTS {schema}; {} ALTER TABLE {schema}.refinery_schema_history OWNER TO {{owner}};
         ALTER SCHEMA {schema} OWNER TO {{owner}};",
        HISTORY.replace("{schema}", schema)
    )
}

#[test]
fn a_history_in_another_schema_is_named_and_not_begun_again() {
    let cluster = Cluster::shared();
    let app = history("app");
    let public = format!(
        "{} CREATE SCHEMA app AUTHORIZATION {{owner}}; ALTER ROLE {{owner}} SET search_path = app",
        history("public")
    );
    for (what, sql, other) in [
        ("the login has the usual path", app.as_str(), "app"),
        ("the role has a path of its own", public.as_str(), "public"),
    ] {
        let place = Place::on(cluster, sql);
        let pieces = [&format!("`{other}`"), "--search-path", "[database]", "--new-history"];
        place.refused(what, 4, &pieces, |args| place.call(args));
        let document = place.call(&["--format", "json", "up"]).code(4).json();
        assert_eq!(document["errors"][0]["code"], "history-elsewhere", "{document:#}");
        assert_eq!(document["errors"][0]["facts"]["schemas"], serde_json::json!([other]), "{document:#}");
        place.call(&["status"]).ok().says(&["has no history", other]);
        place.call(&["status", "--check"]).code(3);
        let document = place.call(&["--format", "json", "status"]).ok().json();
        assert_eq!(document["other_histories"], serde_json::json!([other]), "{document:#}");
        place.call(&["up", "--new-history"]).ok();
        place.call(&["up"]).ok().says(&["nothing to do"]);
    }
}

#[test]
fn a_path_that_was_chosen_begins_the_history_of_another_tenant() {
    let cluster = Cluster::shared();
    let tenants = format!("{} CREATE SCHEMA tenant_2 AUTHORIZATION {{owner}}", history("public"));
    let there = |place: &Place| {
        assert_eq!(place.db.value("SELECT to_regclass('tenant_2.t1') IS NOT NULL"), "t");
    };
    let place = Place::on(cluster, &tenants);
    place.project.file("migrate.toml", "[scripts]\n[database]\nsearch_path = [\"tenant_2\", \"public\"]\n");
    Migrate::new(place.project.path()).args(["--database-url", place.db.url(), "up"]).ok();
    there(&place);
    let place = Place::on(cluster, &tenants);
    let url = format!("{}&options=-c%20search_path%3Dtenant_2", place.db.url());
    let by_url = || place.project.migrate().args(["--database-url", &url, "up"]);
    by_url().ok();
    by_url().ok().says(&["nothing to do"]);
    there(&place);
}

#[test]
fn a_path_that_leads_nowhere_is_not_fallen_through() {
    let cluster = Cluster::shared();
    for (what, sql, path, name) in [
        ("a typo", "CREATE SCHEMA tenant_3 AUTHORIZATION {owner}", "[\"tenat_3\", \"public\"]", "tenat_3"),
        (
            "no USAGE",
            "CREATE SCHEMA app; REVOKE ALL ON SCHEMA app FROM PUBLIC",
            "[\"app\", \"public\"]",
            "app",
        ),
        ("the catalog", "", "[\"pg_catalog\", \"public\"]", "pg_catalog"),
    ] {
        let place = Place::on(cluster, sql);
        place.project.file("migrate.toml", format!("[scripts]\n[database]\nsearch_path = {path}\n"));
        let call = |args: &[&str]| {
            let call = Migrate::new(place.project.path()).args(["--database-url", place.db.url()]);
            call.args(args.iter().copied())
        };
        place.refused(what, 2, &[name, "migrate.toml"], call);
        call(&["status"]).code(2);
    }
    for (what, sql) in [
        ("the role's own", "ALTER ROLE {owner} SET search_path = nowhere, public"),
        ("the database's own", "ALTER DATABASE {db} SET search_path = nowhere, public"),
    ] {
        let place = Place::on(cluster, sql);
        place.refused(what, 2, &["nowhere"], |args| place.call(args));
    }
}

#[test]
fn tables_without_a_history_are_named_with_the_tool_that_made_them() {
    let cluster = Cluster::shared();
    let many: Vec<String> = (1..=9).map(|n| format!("CREATE TABLE order_{n} (id int)")).collect();
    let many = many.join("; ");
    for (what, sql, pieces) in [
        ("tables", many.as_str(), &["`order_1`", "9 tables", "4 other"][..]),
        ("goose", "CREATE TABLE goose_db_version (id int)", &["`public.goose_db_version`", "goose"]),
        ("flyway", "CREATE TABLE flyway_schema_history (id int)", &["flyway_schema_history", "Flyway"]),
        (
            "drizzle",
            "CREATE TABLE a (id int); CREATE SCHEMA drizzle; CREATE TABLE drizzle.__drizzle_migrations (id int)",
            &["`a`", "`drizzle.__drizzle_migrations`", "Drizzle"],
        ),
        ("quoted", "CREATE TABLE \"__EFMigrationsHistory\" (id int)", &["Entity Framework"]),
        (
            "partitioned",
            "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p DEFAULT",
            &["1 table", "`p`"],
        ),
        ("a materialized view", "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a", &["`m`"]),
        (
            "a journal whose history is gone",
            "CREATE TABLE migrate_journal (id int); ALTER TABLE migrate_journal OWNER TO {owner}",
            &["migrate_journal"],
        ),
    ] {
        let place = Place::on(cluster, sql);
        let run = place.refused(what, 4, pieces, |args| place.call(args));
        if what != "a journal whose history is gone" {
            assert!(
                run.stderr.contains("--allow-existing") && run.stderr.contains("existing = \"allow\""),
                "{run:#?}"
            );
            place.call(&["repair", "accept", "V001"]).code(4);
            assert_eq!(place.db.value("SELECT to_regclass('refinery_schema_history')"), "", "{what}");
            place.call(&["up", "--allow-existing"]).ok();
            place.call(&["up"]).ok().says(&["nothing to do"]);
        }
    }
    let place = Place::on(cluster, "CREATE TABLE legacy (id int)");
    let document = place.call(&["--format", "json", "up"]).code(4).json();
    assert_eq!(document["errors"][0]["code"], "database-not-empty", "{document:#}");
    assert_eq!(document["errors"][0]["facts"]["tables"], serde_json::json!(["legacy"]), "{document:#}");
    place.project.file("migrate.toml", "[scripts]\n[database]\nexisting = \"allow\"\n");
    Migrate::new(place.project.path()).args(["--database-url", place.db.url(), "up"]).ok();
}

#[test]
fn what_is_nobodys_data_is_in_nobodys_way() {
    let cluster = Cluster::shared();
    for (what, sql) in [
        (
            "views, sequences, functions and types",
            "CREATE VIEW v AS SELECT 1 AS a; CREATE SEQUENCE s; CREATE TYPE e AS ENUM
            ('a'); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        ),
        ("tables of another schema", "CREATE SCHEMA other; CREATE TABLE other.legacy (id int)"),
        (
            "what an extension brought",
            "CREATE TABLE brought (id int); ALTER EXTENSION plpgsql ADD TABLE brought",
        ),
        ("a history without a migration", &history("public")),
    ] {
        let place = Place::on(cluster, sql);
        let run = place.call(&["up"]).run();
        assert_eq!(run.code, Some(0), "{what}: {run:#?}");
    }
}

#[test]
fn a_frozen_database_is_not_written_to_and_says_where_it_was_frozen() {
    let cluster = Cluster::own(&[]);
    let freeze = "default_transaction_read_only = on";
    for (what, sql, place_of_it) in [
        ("the database", "ALTER DATABASE {db} SET {freeze}", "for the database `{db}`"),
        ("the role", "ALTER ROLE {owner} SET {freeze}", "for the role `{owner}`"),
        (
            "the role there",
            "ALTER ROLE {owner} IN DATABASE {db} SET {freeze}",
            "for the role `{owner}` in the database `{db}`",
        ),
        ("every role", "ALTER ROLE ALL SET {freeze}", "for every role"),
        ("the server", "ALTER SYSTEM SET {freeze}; SELECT pg_reload_conf()", "in the server's configuration"),
        ("the connection", "", "by the connection itself"),
    ] {
        let place = Place::on(&cluster, "ALTER ROLE {owner} CREATEDB");
        let fill = |text: &str| {
            let text = text.replace("{db}", place.db.name()).replace("{owner}", place.db.owner());
            text.replace("{freeze}", freeze)
        };
        place.call(&["up", "--to", "1"]).ok();
        for statement in fill(sql).split("; ").filter(|statement| !statement.is_empty()) {
            place.db.superuser(statement);
        }
        let options = format!("-c {}", freeze.replace(' ', ""));
        let call = |args: &[&str]| {
            let call = place.call(args);
            if sql.is_empty() { call.env("PGOPTIONS", &options) } else { call }
        };
        let where_it_is = fill(place_of_it);
        place.refused(
            what,
            5,
            &["default_transaction_read_only", "--override-read-only", &where_it_is],
            call,
        );
        for args in [
            &["down", "--yes"][..],
            &["redo", "--yes"],
            &["repair", "accept", "V001"],
            &["partitions", "ensure"],
            &["seed", "--clear"],
            &["roundtrip", "--no-seed"],
        ] {
            let run = call(args).run();
            assert_eq!(run.code, Some(5), "{what}: {args:?}: {run:#?}");
            assert!(run.stderr.contains(&where_it_is), "{what}: {args:?}: {run:#?}");
        }
        call(&["status"]).ok();
        let document = call(&["--format", "json", "up"]).code(5).json();
        assert_eq!(document["errors"][0]["code"], "database-frozen", "{document:#}");
        call(&["roundtrip", "--no-seed", "--override-read-only"]).ok();
        call(&["up", "--override-read-only"]).ok();
        call(&["down", "--yes", "--override-read-only"]).ok();
        let admin = format!(
            "{}&options=-c%20{}",
            cluster.url("postgres", "postgres"),
            "default_transaction_read_only%3Doff"
        );
        for thaw in ["ALTER ROLE ALL RESET ALL", "ALTER SYSTEM RESET ALL", "SELECT pg_reload_conf()"] {
            Database::try_query(&admin, thaw).unwrap();
        }
    }
}

#[test]
fn a_server_of_its_own_is_nobodys() {
    let project = Project::with_tables(2);
    project.file("migrate.toml", "[scripts]\n[database]\nsearch_path = [\"app\"]\n");
    Migrate::new(project.path()).args(["up", "--ephemeral"]).ok();
}

#[test]
fn two_paths_that_lead_to_one_schema_are_one_history() {
    let cluster = Cluster::shared();
    let place = Place::on(cluster, "");
    place.project.pair("V003__slow", "CREATE TABLE t3 (id int); SELECT pg_sleep(1);", "DROP TABLE t3;");
    place.project.file("other.toml", "[scripts]\n[database]\nsearch_path = [\"public\", \"later\"]\n");
    let mut first = place.call(&["up"]).into_command();
    let mut first = first.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    wait_until("the first run has the lock", || {
        place.db.value("SELECT to_regclass('refinery_schema_history') IS NOT NULL") == "t"
    });
    let other = Migrate::new(place.project.path()).args(["--config", "other.toml"]);
    other.args(["--database-url", place.db.url(), "up"]).ok().says(&["nothing to do"]);
    assert!(ended(&mut first).success());
    assert_eq!(place.db.value("SELECT string_agg(version::text, ' ') FROM refinery_schema_history"), "1 2 3");
}
