//! A login that works as the role that owns everything: by its setting, by the connection's options, or, since
//! version 16, where it may become that role and inherits nothing from it.

use crate::support::{Cluster, Database, Project};

/// A transactional pair, and one without a transaction that mixes both kinds of statements.
fn project() -> Project {
    let project = Project::new();
    project.pair("V001__t", "CREATE TABLE t (id int); INSERT INTO t VALUES (1);", "DROP TABLE t;");
    project.pair(
        "V002__u",
        "-- migrate:no-transaction\nCREATE TABLE u (id int);\nCREATE INDEX CONCURRENTLY t_id ON t (id);\n\
         INSERT INTO u VALUES (1);\n",
        "-- migrate:no-transaction\nDROP INDEX CONCURRENTLY t_id;\nDROP TABLE u;\n",
    );
    // A script's own role ends with its statement's journal entry, and comes back behind it.
    project.pair(
        "V003__v",
        "-- migrate:no-transaction\nSET ROLE writer;\nCREATE TABLE v (id int);\nCREATE TABLE w (id int);\n",
        "-- migrate:no-transaction\nSET ROLE writer;\nDROP TABLE w;\nDROP TABLE v;\n",
    );
    project
}

fn works(cluster: &Cluster, login: &str, options: &str) {
    let (db, project) = (Database::on(cluster), project());
    db.execute(&format!(
        "ALTER DATABASE {} OWNER TO owner; GRANT CREATE ON SCHEMA public TO writer",
        db.name()
    ));
    let url = format!("{}{options}", db.url_as(login));
    let migrate = |args: &[&str]| project.migrate().args(["--database-url", &url]).args(args.iter().copied());
    migrate(&["up"]).ok();
    let owners = "SELECT string_agg(DISTINCT relowner::regrole::text, ' ' ORDER BY relowner::regrole::text)
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname";
    assert_eq!(db.value(&format!("{owners} NOT IN ('v', 'w')")), "owner", "{login}");
    assert_eq!(db.value(&format!("{owners} IN ('v', 'w')")), "writer", "{login}");
    assert_eq!(db.value("SELECT DISTINCT role_name FROM migrate_journal"), login, "who it was, not as whom");
    migrate(&["status", "--check"]).ok();
    migrate(&["redo", "3", "--yes"]).ok();
    migrate(&["down", "--all", "--yes"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM refinery_schema_history"), "0", "{login}");
    assert_eq!(db.value("SELECT to_regclass('t'), to_regclass('u'), to_regclass('v')"), "||");
}

#[test]
fn a_login_that_works_as_the_owner_runs_every_kind_of_script() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    db.execute(
        "CREATE ROLE owner NOLOGIN; CREATE ROLE writer NOLOGIN; GRANT writer TO owner;
         CREATE ROLE deploy LOGIN NOINHERIT IN ROLE owner; ALTER ROLE deploy SET role = owner;
         CREATE ROLE pipeline LOGIN NOINHERIT IN ROLE owner",
    );
    works(&cluster, "deploy", "");
    works(&cluster, "pipeline", "&options=-c%20role%3Downer");
    if db.value("SELECT current_setting('server_version_num')::int >= 160000") == "t" {
        db.execute(
            "CREATE ROLE apart LOGIN; GRANT owner TO apart WITH INHERIT FALSE, SET TRUE;
             ALTER ROLE apart SET role = owner",
        );
        works(&cluster, "apart", "");
    }
}
