//! What is written once for many, or put together here, reads as the server writes each one.

use super::snapshot;
use crate::support::{Database, major};

/// Expressions that look alike and read differently, and the other way round; keys with everything that a key can
/// have.
const ALIKE: &str = r#"
    CREATE TABLE m (org int, id int, "Odd name" int, PRIMARY KEY (org, id));
    CREATE TABLE a (org int, id int, note text, PRIMARY KEY (org, id));
    CREATE TABLE b (id int, org int, note text, UNIQUE (id, org));
    CREATE TABLE c (org int, id int, note text, gone int);
    ALTER TABLE c DROP COLUMN gone;
    CREATE TABLE renamed (org int, id int, note text);
    CREATE SCHEMA other; CREATE TABLE other.a (org int, id int, note text);

    CREATE POLICY own ON a USING (org = (SELECT NULLIF(current_setting('app.org', true), '')::int));
    CREATE POLICY own ON b USING (org = (SELECT NULLIF(current_setting('app.org', true), '')::int)) WITH CHECK (true);
    CREATE POLICY own ON c USING ( org = (SELECT NULLIF(current_setting('app.org', true), '')::int) ) WITH CHECK (org > 0);
    CREATE POLICY own ON renamed USING (org = (SELECT NULLIF(current_setting('app.org', true), '')::int));
    ALTER TABLE renamed RENAME COLUMN org TO "Org";
    CREATE POLICY own ON m USING (org = (SELECT NULLIF(current_setting('app.org', true), '')::int));
    CREATE POLICY same_place ON b USING (id = (SELECT NULLIF(current_setting('app.org', true), '')::int));
    CREATE POLICY member ON a USING (EXISTS (SELECT FROM m WHERE m.org = a.org));
    CREATE POLICY member ON c USING (EXISTS (SELECT FROM m WHERE m.org = c.org));
    CREATE POLICY member ON m USING (EXISTS (SELECT FROM m AS n WHERE n.org = m.org));
    CREATE POLICY member ON other.a USING (EXISTS (SELECT FROM m WHERE m.org = a.org));
    CREATE POLICY outer_one ON a USING ((SELECT org + 0) = 1);
    CREATE POLICY outer_one ON c USING ((SELECT org + 0) = 1);
    CREATE POLICY listed ON m USING (id IN (SELECT id FROM m));
    CREATE POLICY listed ON c USING (id IN (SELECT id FROM m));
    CREATE POLICY listed ON a USING (id IN (SELECT id FROM m));
    CREATE POLICY whole ON a USING (a IS NOT NULL);
    CREATE POLICY whole ON c USING (c IS NOT NULL);
    CREATE POLICY whole ON other.a USING (a IS NOT NULL);
    CREATE POLICY system ON a USING (tableoid = 1 AND xmin IS NOT NULL);
    CREATE POLICY system ON m USING (tableoid = 1 AND xmin IS NOT NULL);
    CREATE POLICY words ON a USING (note <> ' :location 5 :varattno 0 :rtable ( ');
    CREATE POLICY words ON c USING (note <> ' :location 6 :varattno 0 :rtable ( ');
    CREATE POLICY "p ""q""" ON m USING ("Odd name" > 1);

    ALTER TABLE a ADD CONSTRAINT k CHECK (org > 0), ADD CONSTRAINT l CHECK (org > 0) NO INHERIT,
        ADD CONSTRAINT n CHECK (org > 0) NOT VALID, ADD CONSTRAINT w CHECK (a IS NOT NULL), ADD CHECK (length(note) < 5);
    ALTER TABLE b ADD CONSTRAINT k CHECK (org > 0), ADD CONSTRAINT l CHECK (id > 0), ADD CHECK (length(note) < 5);
    ALTER TABLE c ADD CONSTRAINT k CHECK (org > 0), ADD CONSTRAINT w CHECK (c IS NOT NULL), ADD CHECK (length(note) < 6);

    ALTER TABLE b ADD FOREIGN KEY (org, id) REFERENCES m, ADD UNIQUE (note) DEFERRABLE INITIALLY DEFERRED,
        ADD UNIQUE (org) INCLUDE (note), ADD PRIMARY KEY (id) INCLUDE (org),
        ADD FOREIGN KEY (id, org) REFERENCES b (id, org) ON UPDATE RESTRICT ON DELETE SET DEFAULT;
    ALTER TABLE c ADD UNIQUE (id, note), ADD EXCLUDE USING btree (org WITH =),
        ADD FOREIGN KEY (id, org) REFERENCES m (org, id) MATCH FULL ON DELETE CASCADE,
        ADD FOREIGN KEY (org, id) REFERENCES a ON UPDATE CASCADE ON DELETE SET NULL,
        ADD FOREIGN KEY (org, id) REFERENCES a ON UPDATE SET NULL DEFERRABLE,
        ADD FOREIGN KEY (org, id) REFERENCES a NOT VALID;
    ALTER TABLE renamed ADD UNIQUE ("Org", note);

    CREATE INDEX a_live ON a (id) WHERE note IS NULL;
    CREATE INDEX b_live ON b (id) WHERE note IS NULL;
    CREATE INDEX c_live ON c (id) WHERE note IS NOT NULL;
    CREATE INDEX m_odd ON m (id) WHERE "Odd name" IS NOT NULL;
    CREATE INDEX c_whole ON c (id) WHERE c IS NOT NULL;
"#;

/// The same of what came with version 15.
const SINCE_15: &str = "
    ALTER TABLE b ADD UNIQUE NULLS NOT DISTINCT (org);
    ALTER TABLE c ADD FOREIGN KEY (org, id) REFERENCES a ON DELETE SET NULL (id)";

/// As the server says it: object, aspect, text.
const SERVER: &str = "
    WITH told (object, aspect, told) AS (
        SELECT 'policy ' || quote_ident(polname) || ' on ' || polrelid::regclass, 'using', pg_get_expr(polqual, polrelid)
        FROM pg_policy
        UNION ALL
        SELECT 'policy ' || quote_ident(polname) || ' on ' || polrelid::regclass, 'check', pg_get_expr(polwithcheck, polrelid)
        FROM pg_policy
        UNION ALL
        SELECT 'constraint ' || quote_ident(conname) || ' on ' || conrelid::regclass, 'definition', pg_get_constraintdef(oid)
        FROM pg_constraint WHERE conrelid >= 16384 AND contype NOT IN ('t', 'n')
        UNION ALL
        SELECT 'index ' || indexrelid::regclass, 'definition', pg_get_indexdef(indexrelid)
        FROM pg_index WHERE indrelid >= 16384 AND indexrelid::regclass::text !~ '^pg_toast'
    )
    SELECT object || '|' || aspect || '|' || told FROM told WHERE told IS NOT NULL ORDER BY 1";

/// Indexes with everything that an index can have, on a table and on a partitioned one.
const INDEXES: &[&str] = &[
    "USING gist (v, w tsvector_ops (siglen = 100))",
    "(title text_pattern_ops, n DESC)",
    "(title text_ops, short, fixed, tag)",
    "(short bpchar_ops, short text_pattern_ops, fixed bpchar_pattern_ops)",
    "(title COLLATE \"POSIX\" NULLS FIRST)",
    "(n DESC NULLS LAST) INCLUDE (title, v)",
    "USING hash (\"Odd name\") WHERE n > 1",
    "(n) WITH (fillfactor = 50, deduplicate_items = off) WHERE n > 1",
    "USING gin (many, labels) WITH (fastupdate = off)",
    "USING gin (many, labels array_ops)",
    "USING brin (n int4_minmax_multi_ops (values_per_range = 16))",
    "(kind, span, spans, couple, many, related)",
    "USING gist (span, place)",
    "(lower(title), n DESC) WHERE n > 1",
    "(n public.odd_ops, at)",
];

#[test]
fn every_index_reads_as_the_server_writes_it() {
    let db = Database::new();
    db.execute(
        "CREATE TYPE kind AS ENUM ('a'); CREATE TYPE couple AS (a int, b int); CREATE DOMAIN tag AS varchar(5);
         CREATE DOMAIN narrow AS tag;
         CREATE OPERATOR CLASS odd_ops FOR TYPE int USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =,
             OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int, int)",
    );
    for (table, partitioned) in [("t", ""), ("\"T x\"", "PARTITION BY RANGE (n)")] {
        db.execute(&format!(
            "CREATE TABLE {table} (gone int, v tsvector, w tsvector, title text, n int, \"Odd name\" int, short varchar(9),
                 fixed char(3), tag narrow, many int[], labels text[], kind kind, span int4range, spans int4multirange,
                 couple couple, related regclass, place point, at date) {partitioned};
             ALTER TABLE {table} DROP COLUMN gone"
        ));
        for (number, definition) in INDEXES.iter().enumerate() {
            db.execute(&format!(
                "CREATE INDEX \"{}i{number}\" ON {table} {definition}",
                table.trim_matches('"')
            ));
        }
    }
    if major() >= 15 {
        db.execute("CREATE UNIQUE INDEX apart ON t (n) INCLUDE (title) NULLS NOT DISTINCT WHERE n > 1");
    }
    let document = snapshot(&db);
    let objects = document["objects"].as_array().unwrap();
    let server = db.query(
        "SET search_path = ''; SELECT indexrelid::regclass || '|' || pg_get_indexdef(indexrelid) FROM pg_index
         WHERE indexrelid >= 16384 AND indrelid >= 16384 AND indexrelid::regclass::text ~ '^public' ORDER BY 1",
    );
    assert!(server.len() >= 2 * INDEXES.len(), "{server:#?}");
    for line in server {
        let (name, definition) = line.split_once('|').unwrap();
        let index = objects.iter().find(|found| found["object"] == format!("index {name}")).unwrap();
        assert_eq!(index["aspects"]["definition"], definition);
    }
}

/// What migrations seldom make, each alone in its database: the object, and how it is made.
const RARE: &[(&str, &str)] = &[
    (
        "operator public.%%%(integer,integer)",
        "CREATE OPERATOR %%% (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int)",
    ),
    ("operator family public.f using btree", "CREATE OPERATOR FAMILY f USING btree"),
    (
        "operator class public.c using hash",
        "CREATE OPERATOR CLASS c FOR TYPE int USING hash FAMILY integer_ops AS STORAGE int",
    ),
    ("cast (boolean as bytea)", "CREATE CAST (boolean AS bytea) WITH INOUT"),
    ("collation public.k", "CREATE COLLATION k (locale = 'C')"),
    ("conversion public.v", "CREATE CONVERSION v FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8"),
    ("text search configuration public.s", "CREATE TEXT SEARCH CONFIGURATION s (COPY = simple)"),
    ("text search dictionary public.d", "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple)"),
    (
        "text search parser public.p",
        "CREATE TEXT SEARCH PARSER p (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, \
         LEXTYPES = prsd_lextype)",
    ),
    ("text search template public.t", "CREATE TEXT SEARCH TEMPLATE t (LEXIZE = dsimple_lexize)"),
    ("language l", "CREATE LANGUAGE l HANDLER plpgsql_call_handler"),
    (
        "transform for integer language sql",
        "CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal))",
    ),
    ("access method a", "CREATE ACCESS METHOD a TYPE TABLE HANDLER heap_tableam_handler"),
    ("foreign data wrapper w", "CREATE FOREIGN DATA WRAPPER w"),
];

#[test]
fn what_is_seldom_created_is_reported_where_it_stands_alone() {
    for (object, make) in RARE {
        let db = Database::new();
        db.execute(make);
        let document = snapshot(&db);
        let objects = document["objects"].as_array().unwrap();
        assert!(objects.iter().any(|found| found["object"] == *object), "{make}: {objects:#?}");
    }
}

#[test]
fn every_expression_and_key_reads_as_the_server_writes_it() {
    let db = Database::new();
    db.execute(ALIKE);
    if major() >= 15 {
        db.execute(SINCE_15);
    }
    let document = snapshot(&db);
    let told = |object: &str, aspect: &str| {
        let objects = document["objects"].as_array().unwrap();
        let found = objects.iter().find(|found| found["object"] == object);
        found.and_then(|found| found["aspects"][aspect].as_str()).unwrap_or("nothing").to_owned()
    };
    let server = db.query(&format!("SET search_path = ''; {SERVER}"));
    assert!(server.len() > 50, "{server:#?}");
    for line in server {
        let mut parts = line.splitn(3, '|');
        let (object, aspect, wanted) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        assert_eq!(told(object, aspect), wanted, "{object}, {aspect}");
    }
}
