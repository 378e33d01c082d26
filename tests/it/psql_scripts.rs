//! Scripts that were written for psql, and dumps of `pg_dump`: a migration does what psql does.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::corpus::{self, Script, contents, corpus};
use crate::support::{Cluster, Database, Ends, Migrate, Project, client};

/// Runs files by psql in one session, one after the other, each with the session's settings as they were. Gives its
/// standard error.
fn psql(psql: &Path, database: &Database, stop: &str, files: &[String]) -> String {
    let options = ["--no-psqlrc", "--quiet", "--output=/dev/null", stop];
    let files = files.iter().flat_map(|file| ["--command=DISCARD ALL", "--file", file]);
    let run = Command::new(psql).args(options).args(["--dbname", database.url()]).args(files).finish();
    let errors = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "psql: {errors}");
    errors
}

const STOP: &str = "--set=ON_ERROR_STOP=1";

fn assert_same(pg_dump: &Path, expected: &Database, database: &Database, what: &str) {
    let lines = |database: &Database| -> Vec<String> {
        let lines = contents(pg_dump, database).into_iter();
        lines.map(|line| line.replace(database.owner(), "owner")).collect()
    };
    let (expected, lines) = (lines(expected), lines(database));
    let different = expected.iter().zip(&lines).find(|(expected, line)| expected != line);
    assert_eq!(different, None, "{what}");
    assert_eq!(expected.len(), lines.len(), "{what}");
}

/// What was written for psql: data of COPY, lines of dumps, and what lexers trip over.
fn scripts() -> Vec<Script> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/psql/copy.sql");
    corpus::read("copy", &fs::read_to_string(path).unwrap())
}

/// The head of a script, and how its lines end.
const SHAPES: [(&str, &str); 3] = [("", "\n"), ("-- migrate:no-transaction\n", "\n"), ("", "\r\n")];

#[test]
fn scripts_for_psql_do_the_same_as_migrations() {
    let (Some(program), Some(pg_dump)) = (client("psql"), client("pg_dump")) else { return };
    // An older psql knows no restrictions: there its lines are comments, as they are here.
    let for_psql = |sql: &str| sql.replace("\n\\unrestrict", "\n-- ").replace("\\restrict abcDEF123", "--");
    let (expected, project) = (Database::new(), Project::new());
    let mut files = Vec::new();
    for (at, Script { sql, .. }) in scripts().iter().enumerate() {
        let file = project.path().join(format!("psql-{at}.sql"));
        // A single transaction, as a migration is one: savepoints need it.
        fs::write(&file, format!("BEGIN;\n{}\n{}COMMIT;\n", for_psql(sql), end(sql))).unwrap();
        files.push(file.to_str().unwrap().to_owned());
    }
    psql(&program, &expected, STOP, &files);
    for (head, line_end) in SHAPES {
        let (database, project) = (Database::new(), Project::new());
        for (at, Script { name, sql }) in scripts().iter().enumerate() {
            let head = if name.contains("savepoint") { "" } else { head };
            let up = format!("{head}{sql}\n").replace('\n', line_end);
            project.pair(&format!("V{:03}__psql", at + 1), &up, "SELECT 1;\n");
        }
        project.migrate_on(&database).args(["up", "--dry-run"]).ok();
        project.migrate_on(&database).args(["up"]).ok();
        project.migrate_on(&database).args(["status", "--check"]).ok();
        assert_same(&pg_dump, &expected, &database, &format!("{head:?} {line_end:?}"));
    }
}

/// What ends the data of a script that ends with them.
fn end(sql: &str) -> &str {
    if sql.ends_with("two") { "\\.\n" } else { "" }
}

#[test]
fn every_script_of_the_corpus_does_the_same_as_by_psql() {
    let (Some(program), Some(pg_dump)) = (client("psql"), client("pg_dump")) else { return };
    let project = Project::new();
    let file =
        |stem: &str| project.path().join(format!("migrations/{stem}.sql")).to_str().unwrap().to_owned();
    let mut stems = Vec::new();
    for (at, Script { sql, .. }) in corpus().iter().enumerate() {
        stems.push(format!("V{:03}__corpus", at + 1));
        project.pair(&stems[at], &format!("{}\n", sql.replace("\r\n", "\n")), "SELECT 1;\n");
    }
    // psql reads line by line and knows less of BEGIN ATOMIC: a few scripts it sends in wrong pieces.
    let files: Vec<String> = stems.iter().map(|stem| file(stem)).collect();
    let errors = psql(&program, &Database::new(), "--set=ON_ERROR_STOP=0", &files);
    let refused = |file: &str| errors.lines().any(|line| line.contains(file) && line.contains(": ERROR:"));
    let (wrong, files): (Vec<String>, Vec<String>) = files.into_iter().partition(|file| refused(file));
    assert!(files.len() >= 300 && wrong.len() <= 20, "{} of {}: {errors}", wrong.len(), stems.len());
    for stem in stems.iter().filter(|stem| wrong.contains(&file(stem))) {
        project.remove(&format!("migrations/{stem}.sql")).remove(&format!("rollbacks/{stem}.sql"));
    }
    let (expected, database) = (Database::new(), Database::new());
    psql(&program, &expected, STOP, &files);
    project.migrate_on(&database).args(["up"]).ok();
    assert_same(&pg_dump, &expected, &database, "the corpus");
}

/// Schemas with data, each of which is hard for a dump in its own way.
const SCHEMAS: [(&str, &str); 4] = [
    (
        "names",
        r#"CREATE SCHEMA "Ödd; schema";
        CREATE TABLE "Ödd; schema"."select" ("a""b" int PRIMARY KEY, "it's" text, "back\slash" text, "from stdin;" text);
        INSERT INTO "Ödd; schema"."select" SELECT n, 'it''s ' || n, '\', 'COPY x FROM stdin;' FROM generate_series(1, 30) AS n;
        CREATE TABLE "t.x, line 3" ("$1" text DEFAULT $$a;b$$, "/*" text DEFAULT '--');
        INSERT INTO "t.x, line 3" VALUES ('1', '*/'), (NULL, '');
        CREATE INDEX "index; of" ON "Ödd; schema"."select" ("it's", lower("back\slash"));
        COMMENT ON TABLE "t.x, line 3" IS E'a ''comment''; with\n\\. in it';
        CREATE VIEW "v;" AS SELECT "a""b" AS "x;y" FROM "Ödd; schema"."select";"#,
    ),
    (
        "code",
        r"CREATE DOMAIN positive AS int CHECK (value > 0) DEFAULT 1;
        CREATE TYPE mood AS ENUM ('a;b', 'it''s', '\.');
        CREATE TYPE pair AS (a int, b text);
        CREATE TABLE t (id positive PRIMARY KEY, m mood, p pair, at timestamptz DEFAULT '2020-01-01 00:00Z');
        CREATE FUNCTION f(a int) RETURNS int BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN a END; SELECT a + 1; END;
        CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $_$ BEGIN NEW.m := $$a;b$$; /* ; */ RETURN NEW; END; $_$;
        CREATE PROCEDURE h(INOUT x int) LANGUAGE sql AS 'SELECT 1; SELECT ''\.''; SELECT 2';
        INSERT INTO t VALUES (1, '\.', (1, 'x,y)')), (2, 'it''s', (NULL, E'\t'));
        CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.id > 0) EXECUTE FUNCTION g();
        CREATE RULE r AS ON DELETE TO t WHERE OLD.id > 5 DO INSTEAD (SELECT 1; SELECT 2);
        CREATE MATERIALIZED VIEW mv AS SELECT id, f(id) AS f FROM t;
        CREATE SEQUENCE s START 5 CYCLE MAXVALUE 9; SELECT nextval('s'), nextval('s');
        CREATE AGGREGATE total(int) (sfunc = int4pl, stype = int, initcond = '0');
        CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
        CREATE STATISTICS st ON id, at FROM t;",
    ),
    (
        "partitions",
        r#"CREATE TABLE p (id bigint GENERATED ALWAYS AS IDENTITY, day date NOT NULL, a int, b int GENERATED ALWAYS AS (a * 2) STORED,
            PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
        CREATE TABLE p_old PARTITION OF p FOR VALUES FROM (MINVALUE) TO ('2024-01-01') PARTITION BY HASH (id);
        CREATE TABLE p_old_0 PARTITION OF p_old FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        CREATE TABLE p_old_1 PARTITION OF p_old FOR VALUES WITH (MODULUS 2, REMAINDER 1);
        CREATE TABLE p_rest PARTITION OF p DEFAULT;
        INSERT INTO p (day, a) SELECT date '2023-12-01' + n, n FROM generate_series(1, 90) AS n;
        CREATE TABLE parent (a int); CREATE TABLE child (b bytea) INHERITS (parent);
        INSERT INTO child SELECT n, decode(lpad(to_hex(n), 4, '0'), 'hex') FROM generate_series(1, 300) AS n;
        CREATE TABLE kinds (j jsonb, a text[], r int4range, i interval, n numeric, f float8, x xid, b bit(3), u uuid, t timestamptz);
        INSERT INTO kinds VALUES ('{"a": "\\u0041\t"}', '{"a,b",NULL,"\\"}', '[1,5)', '1 mon -2 days', 'NaN', 'Infinity', '7', '101', '00000000-0000-0000-0000-000000000001', '-infinity'),
            ('null', '{}', 'empty', '0', -0.10, '1e-300', NULL, NULL, NULL, '2024-02-29 12:00Z');"#,
    ),
    (
        "texts",
        r#"CREATE TABLE texts (id int, a text, b text COLLATE "C");
        INSERT INTO texts VALUES (1, '\.', E'\\.\n'), (2, E'\t', E'a\tb'), (3, NULL, ''), (4, '\N', '\\N'), (5, E'a\nb', E'\n'),
            (6, E'a\rb', E'\r'), (7, '"quoted",''csv''', '"'), (8, '🐘 é ﷽', U&'\200B\0301'), (9, E'\b\f\x0B\x01\x7F', '\x41'),
            (10, ';', '; COMMIT;'), (11, '/* ', '-- x'), (12, '$$', '$body$'), (13, E'\\', E'\\\\'), (14, ' lead', 'trail '),
            (15, E'\n\\.\n', E'x\n\\.'), (16, repeat(E'long\t', 3000), repeat('\', 500)), (17, '\restrict a', '\connect x'), (18, E'a\r\nb', E'\r\n');
        CREATE TABLE none (a int); CREATE TABLE no_column (); INSERT INTO no_column DEFAULT VALUES; INSERT INTO no_column DEFAULT VALUES;
        CREATE TABLE one (a text); INSERT INTO one VALUES ('\.'), (''), (NULL), (' ');"#,
    ),
];

/// Our own schema with a few rows.
fn reference() -> Database {
    let database = Database::new();
    let migrate =
        || Migrate::new(Path::new(env!("CARGO_MANIFEST_DIR"))).args(["--database-url", database.url()]);
    migrate().args(["up"]).ok();
    migrate().args(["seed", "--profile", "smoke"]).ok();
    database.execute("DROP TABLE refinery_schema_history, migrate_journal, migrate_seed");
    database
}

#[test]
fn dumps_of_five_schemas_are_restored_as_psql_does_it() {
    let (Some(program), Some(pg_dump)) = (client("psql"), client("pg_dump")) else { return };
    let made = SCHEMAS.iter().map(|(name, sql)| {
        let database = Database::owned_on(Cluster::shared());
        database.execute(sql);
        (*name, database)
    });
    for (name, source) in made.chain([("reference", reference())]) {
        for options in [&[][..], &["--inserts", "--rows-per-insert=7"]] {
            let project = Project::new();
            project.pair("V001__dump", "", "SELECT 1;\n");
            let file = project.path().join("migrations/V001__dump.sql").to_str().unwrap().to_owned();
            let dump = Command::new(&pg_dump)
                .args(options)
                .args((name != "reference").then_some("--no-owner"))
                .args(["--file", &file, "--dbname", source.url()])
                .finish();
            assert!(dump.status.success(), "pg_dump: {}", String::from_utf8_lossy(&dump.stderr));
            let restored =
                || if name == "reference" { Database::new() } else { Database::owned_on(Cluster::shared()) };
            let (expected, database) = (restored(), restored());
            psql(&program, &expected, STOP, &[file]);
            project.migrate_on(&database).args(["up"]).ok();
            assert_same(&pg_dump, &expected, &database, &format!("{name} {options:?}"));
            assert_same(&pg_dump, &source, &database, &format!("{name} {options:?}, the source"));
        }
    }
}
