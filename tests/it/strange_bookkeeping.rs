//! Bookkeeping tables that somebody else made, or put something on: nothing of it runs, and who writes refuses.

use crate::support::{Database, Migrate, Project, Run};

/// The functions that a stranger has at hand; each warns when somebody else runs it, which a command prints.
const FUNCTIONS: &str = "
    CREATE FUNCTION public.fire() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
        IF current_user <> 'mallory' THEN RAISE WARNING 'TRAP FIRED as %', current_user; END IF; RETURN true; END $$;
    CREATE FUNCTION public.fire_int(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN
        IF current_user <> 'mallory' THEN RAISE WARNING 'TRAP FIRED as %', current_user; END IF; RETURN $1; END $$;
    CREATE FUNCTION public.fire_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF current_user <> 'mallory' THEN RAISE WARNING 'TRAP FIRED as %', current_user; END IF; RETURN NEW; END $$;";

const HISTORY: &str =
    "CREATE TABLE public.refinery_schema_history (version int4 PRIMARY KEY, name varchar(255),
    applied_on varchar(255), checksum varchar(255));";

/// What the stranger makes, and a word that the refusal says about it. Where a shape only changes tables that were
/// made by us, it begins with `ours:`.
const SHAPES: [(&str, &str, &str); 19] = [
    ("a table of its own", HISTORY, "owner"),
    ("a view", "CREATE VIEW public.refinery_schema_history AS SELECT 1 AS version, 't1'::text AS name,
        public.fire()::text AS applied_on, ''::text AS checksum", "a view"),
    ("a journal as a view", "CREATE VIEW public.migrate_journal AS SELECT 1::bigint AS entry_id, 1::bigint AS version,
        't1'::text AS name, 'up'::text AS direction, 'done'::text AS outcome, ''::text AS up_sha256,
        ''::text AS down_sha256, 'SELECT public.fire()'::text AS rollback_sql, 1::float8 AS duration_ms,
        public.fire()::text AS role_name, NULL::int AS statement_index, ''::text AS statement_sha256", "a view"),
    ("a materialized view", "CREATE MATERIALIZED VIEW public.refinery_schema_history AS SELECT 1 AS version,
        't1'::text AS name, ''::text AS applied_on, ''::text AS checksum", "a materialized view"),
    ("a partitioned table", "CREATE TABLE public.refinery_schema_history (version int4, name varchar, applied_on varchar,
        checksum varchar) PARTITION BY LIST (version)", "a partitioned table"),
    ("a sequence", "CREATE SEQUENCE public.migrate_journal", "no table"),
    ("a domain", "CREATE DOMAIN public.trap AS text CHECK (public.fire()); CREATE TABLE public.refinery_schema_history (
        version int4 PRIMARY KEY, name public.trap, applied_on varchar(255), checksum varchar(255))", "the type"),
    ("a default", "CREATE TABLE public.refinery_schema_history (version int4 PRIMARY KEY, name varchar(255),
        applied_on varchar(255), checksum varchar(255), more int DEFAULT public.fire_int(1))", "default"),
    ("a generated column", "CREATE TABLE public.refinery_schema_history (version int4 PRIMARY KEY, name varchar(255),
        applied_on varchar(255), checksum varchar(255), more int GENERATED ALWAYS AS (public.fire_int(version)) STORED)",
        "generated"),
    ("a constraint", "CREATE TABLE public.refinery_schema_history (version int4 PRIMARY KEY, name varchar(255),
        applied_on varchar(255), checksum varchar(255), CHECK (public.fire_int(version) > 0))", "constraint"),
    ("an index", "CREATE TABLE public.refinery_schema_history (version int4 PRIMARY KEY, name varchar(255),
        applied_on varchar(255), checksum varchar(255)); CREATE INDEX trap ON public.refinery_schema_history
        (public.fire_int(version))", "index"),
    ("statistics", "CREATE TABLE public.refinery_schema_history (version int4 PRIMARY KEY, name varchar(255),
        applied_on varchar(255), checksum varchar(255));
        CREATE STATISTICS public.seen ON (public.fire_int(version)), version FROM public.refinery_schema_history", "DROP STATISTICS"),
    ("a parent", "CREATE TABLE public.above (version int4); CREATE TABLE public.refinery_schema_history (
        version int4 PRIMARY KEY, name varchar(255), applied_on varchar(255), checksum varchar(255))
        INHERITS (public.above)", "inherits"),
    ("a trigger", "ours:GRANT TRIGGER ON refinery_schema_history TO mallory;CREATE TRIGGER o BEFORE INSERT OR DELETE ON
        public.refinery_schema_history FOR EACH ROW EXECUTE FUNCTION public.fire_row()", "trigger"),
    ("a trigger on the journal", "ours:GRANT TRIGGER ON migrate_journal TO mallory;CREATE TRIGGER o BEFORE INSERT ON
        public.migrate_journal FOR EACH ROW EXECUTE FUNCTION public.fire_row()", "trigger"),
    ("a policy", "ours:ALTER TABLE refinery_schema_history OWNER TO mallory;CREATE POLICY o ON
        public.refinery_schema_history USING (public.fire()); ALTER TABLE public.refinery_schema_history ENABLE ROW LEVEL
        SECURITY; ALTER TABLE public.refinery_schema_history FORCE ROW LEVEL SECURITY; GRANT ALL ON
        public.refinery_schema_history TO PUBLIC", "policy"),
    ("a rule", "ours:ALTER TABLE migrate_journal OWNER TO mallory;CREATE RULE o AS ON INSERT TO public.migrate_journal
        DO ALSO SELECT public.fire(); GRANT ALL ON public.migrate_journal TO PUBLIC", "rule"),
    ("a child", "ours:ALTER TABLE refinery_schema_history OWNER TO mallory;CREATE TABLE public.below ()
        INHERITS (public.refinery_schema_history); INSERT INTO public.below VALUES (2, 't2', 'now', '1')", "inherits"),
    ("a foreign key", "ours:GRANT REFERENCES ON refinery_schema_history TO mallory;CREATE TABLE public.mine (version int4
        REFERENCES public.refinery_schema_history ON DELETE CASCADE); CREATE CONSTRAINT TRIGGER o AFTER DELETE ON
        public.mine DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.fire_row();
        INSERT INTO public.mine VALUES (1)", "foreign key"),
];

/// A database with an owner of its own, and the stranger `mallory`, who may create in `public`.
struct Place {
    db: Database,
    project: Project,
}

impl Place {
    fn new(shape: &str) -> Self {
        let cluster = crate::support::Cluster::shared();
        let (db, project) = (Database::owned_on(cluster), Project::with_tables(2));
        db.superuser(
            "DO $$ BEGIN CREATE ROLE mallory LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
        );
        db.superuser("GRANT CREATE, USAGE ON SCHEMA public TO PUBLIC");
        let place = Self { db, project };
        place.mallory(FUNCTIONS);
        match shape.strip_prefix("ours:").and_then(|shape| shape.split_once(';')) {
            Some((ours, theirs)) => {
                place.project.migrate_on(&place.db).args(["up", "--to", "1"]).ok();
                place.db.superuser(ours);
                place.mallory(theirs);
            }
            None => place.mallory(shape),
        }
        place
    }

    fn mallory(&self, sql: &str) {
        let url = self.db.url_as("mallory");
        Database::try_query(&url, sql).unwrap_or_else(|error| panic!("{error:?}\n{sql}"));
    }

    fn call(&self, role: &str, args: &[&str]) -> Run {
        let url = self.db.url_as(role);
        self.project.migrate().args(["--database-url", &url]).args(args.iter().copied()).run()
    }
}

#[test]
fn what_a_stranger_made_is_refused_by_who_writes_and_runs_nothing_for_who_reads() {
    for (what, shape, word) in SHAPES {
        let place = Place::new(shape);
        let owner = place.db.owner().to_owned();
        let before = place.db.catalog();
        let writing = [
            &["up"][..],
            &["up", "--dry-run"],
            &["down", "--yes", "--use", "journal"],
            &["repair", "accept", "V001"],
            &["seed", "--clear"],
        ];
        let reading = [&["status"][..], &["docs"], &["partitions", "ensure"]];
        // The superuser's rights are what a stranger is after; the owner sees what is said to everybody else.
        for (role, writing, reading) in
            [("postgres", &writing[..], &reading[..]), (&owner, &writing[..1], &reading[..1])]
        {
            for args in writing {
                let run = place.call(role, args);
                assert_eq!(run.code, Some(4), "{what} as {role}: {args:?}: {run:#?}");
                assert!(run.stderr.contains("not trusted") && run.stderr.contains(word), "{what}: {run:#?}");
                assert!(run.stderr.contains("hint: ") && run.stderr.contains("mallory"), "{what}: {run:#?}");
                silent(what, &run);
            }
            for args in reading {
                let run = place.call(role, args);
                assert_eq!(run.code, Some(0), "{what} as {role}: {args:?}: {run:#?}");
                assert_eq!(run.stderr.matches("is not trusted").count(), 1, "{what}: {args:?}: {run:#?}");
                silent(what, &run);
            }
            let run = place.call(role, &["status", "--check"]);
            assert_eq!(run.code, Some(4), "{what} as {role}: {run:#?}");
            silent(what, &run);
        }
        assert_eq!(place.db.catalog(), before, "{what}");
    }
}

fn silent(what: &str, run: &Run) {
    assert!(!run.stderr.contains("TRAP FIRED"), "{what}: {run:#?}");
}

#[test]
fn who_made_a_schema_that_is_called_like_the_login_is_not_trusted_for_it() {
    // The default path begins with `$user`: whoever may make schemas could make the first one.
    let place = Place::new("SELECT 1");
    let owner = place.db.owner().to_owned();
    let history = HISTORY.replace("public.", &format!("{owner}."));
    place.db.superuser(&format!(
        "CREATE SCHEMA {owner} AUTHORIZATION mallory; SET ROLE mallory; {history} GRANT ALL ON SCHEMA {owner} TO {owner};
         GRANT ALL ON {owner}.refinery_schema_history TO {owner}"
    ));
    let run = place.call(&owner, &["up"]);
    assert_eq!(run.code, Some(4), "{run:#?}");
    run.says(&["not trusted", "mallory"]);
}

#[test]
fn the_refusal_names_table_owner_and_way_out_for_people_and_programs() {
    let place = Place::new(HISTORY);
    let owner = place.db.owner().to_owned();
    place.call(&owner, &["up"]).says(&[
        "`public.refinery_schema_history` of the role `mallory` is not trusted",
        "ALTER TABLE \"public\".\"refinery_schema_history\" OWNER TO",
        "owner = \"mallory\"",
    ]);
    let document = place.call(&owner, &["--format", "json", "up"]).json();
    let error = &document["errors"][0];
    assert_eq!(error["code"], "bookkeeping-untrusted", "{document:#}");
    let named = serde_json::json!([{ "table": "public.refinery_schema_history", "owner": "mallory" }]);
    assert_eq!(error["facts"]["owners"], named, "{document:#}");
}

#[test]
fn whom_the_role_trusts_may_own_the_tables() {
    type Prepare = fn(&Database, &str) -> String;
    let cluster = crate::support::Cluster::shared();
    let give = |db: &Database, owner: &str| {
        for table in ["refinery_schema_history", "migrate_journal"] {
            db.superuser(&format!(
                "ALTER TABLE {table} OWNER TO {owner}; GRANT ALL ON {table} TO {}",
                db.owner()
            ));
        }
    };
    let cases: [(&str, Prepare, i32); 8] = [
        ("a superuser", |_, _| "postgres".to_owned(), 0),
        ("a stranger", |_, stranger| stranger.to_owned(), 4),
        (
            "a role that it is a member of",
            |db, group| {
                db.superuser(&format!("GRANT {group} TO {}", db.owner()));
                group.to_owned()
            },
            0,
        ),
        (
            "a group of a group",
            |db, group| {
                db.superuser(&format!(
                    "CREATE ROLE {group}_2; GRANT {group} TO {group}_2; GRANT {group}_2 TO {}",
                    db.owner()
                ));
                group.to_owned()
            },
            0,
        ),
        (
            "a group whose rights it does not inherit",
            |db, group| {
                db.superuser(&format!(
                    "ALTER ROLE {} NOINHERIT; GRANT {group} TO {}",
                    db.owner(),
                    db.owner()
                ));
                group.to_owned()
            },
            0,
        ),
        (
            "the owner of the schema",
            |db, stranger| {
                db.superuser(&format!(
                    "ALTER SCHEMA public OWNER TO {stranger}; GRANT ALL ON SCHEMA public TO {}",
                    db.owner()
                ));
                stranger.to_owned()
            },
            0,
        ),
        (
            "the owner of the database",
            |db, stranger| {
                db.superuser(&format!(
                    "ALTER DATABASE {} OWNER TO {stranger}; GRANT ALL ON SCHEMA public TO {}",
                    db.name(),
                    db.owner()
                ));
                stranger.to_owned()
            },
            0,
        ),
        (
            "a role that it only administers",
            |db, stranger| {
                if db.value("SELECT current_setting('server_version_num')::int >= 160000") == "t" {
                    db.superuser(&format!(
                        "GRANT {stranger} TO {} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE",
                        db.owner()
                    ));
                }
                stranger.to_owned()
            },
            4,
        ),
    ];
    for (at, (who, prepare, code)) in cases.into_iter().enumerate() {
        let (db, project) = (Database::owned_on(cluster), Project::with_tables(2));
        project.migrate_on(&db).args(["up", "--to", "1"]).ok();
        let stranger = format!("{}_other_{at}", db.name());
        db.superuser(&format!("CREATE ROLE {stranger}; GRANT ALL ON SCHEMA public TO {}", db.owner()));
        give(&db, &prepare(&db, &stranger));
        let run = project.migrate_on(&db).args(["up"]).run();
        assert_eq!(run.code, Some(code), "{who}: {run:#?}");
        assert_eq!(run.stderr.contains(&stranger), code == 4, "{who}: {run:#?}");
        if code == 4 {
            let toml = format!("[scripts]\n[database]\nowner = \"{stranger}\"\n");
            project.file("migrate.toml", toml);
            let told = Migrate::new(project.path()).args(["--database-url", db.url(), "up"]);
            told.ok();
        }
    }
}

#[test]
fn a_kept_rollback_runs_only_as_it_was_noted_and_where_nobody_else_may_write() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up", "--to", "1"]).ok();
    project.remove("migrations/V001__t1.sql").remove("rollbacks/V001__t1.sql");
    let down = || project.migrate_on(&db).args(["down", "--yes"]);
    let noted = db.value("SELECT rollback_sql FROM migrate_journal");
    db.execute("UPDATE migrate_journal SET rollback_sql = 'CREATE TABLE stranger (id int); DROP TABLE t1'");
    down().code(4).says(&["does not fit the checksum", "V001__t1"]);
    db.execute(&format!("UPDATE migrate_journal SET rollback_sql = '{noted}'"));
    db.execute(&format!("CREATE ROLE {0}_web; GRANT INSERT ON migrate_journal TO {0}_web", db.name()));
    let web = format!("{}_web", db.name());
    down().code(4).says(&[&web, "REVOKE ALL ON migrate_journal"]);
    project.migrate_on(&db).args(["status"]).ok().says(&["warning: ", &web]);
    db.execute(&format!("REVOKE ALL ON migrate_journal FROM {web}"));
    down().ok();
    assert_eq!(db.value("SELECT concat(to_regclass('t1'), to_regclass('stranger'))"), "");
}
