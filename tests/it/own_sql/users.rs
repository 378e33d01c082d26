//! Functions of users, in triggers, CHECK constraints, indexes, policies, domains and views: they run as the owner of
//! their table or as the application, never as the superuser who runs a command, and by the application's path.

use super::log;
use super::traps::month;
use crate::support::{Cluster, Database, Project};

/// Says as whom it runs, and by which path. The path of the functions that it calls is theirs to choose.
const TOLD: &str = "CREATE FUNCTION app.told(what text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $f$
    BEGIN
        RAISE LOG 'RAN % as % by %', what, current_user, current_setting('search_path');
        RETURN true;
    END $f$;
    GRANT EXECUTE ON FUNCTION app.told(text) TO PUBLIC;";

const TABLES: &str = "CREATE DOMAIN app.word AS text CHECK (app.told('domain'));
    CREATE FUNCTION app.on_row() RETURNS trigger LANGUAGE plpgsql AS $f$
        BEGIN PERFORM told('trigger'); RETURN COALESCE(NEW, OLD); END $f$;
    CREATE TABLE app.org (
        organization_id uuid PRIMARY KEY, name app.word, kind text CHECK (app.told('check') AND kind <> 'z'),
        made boolean DEFAULT app.told('default'), twice boolean GENERATED ALWAYS AS (app.told('generated')) STORED
    );
    CREATE INDEX ON app.org ((app.told('index')), name);
    CREATE TRIGGER t AFTER INSERT OR DELETE ON app.org FOR EACH ROW EXECUTE FUNCTION app.on_row();
    CREATE CONSTRAINT TRIGGER late AFTER INSERT OR DELETE ON app.org DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION app.on_row();
    ALTER TABLE app.org ENABLE ROW LEVEL SECURITY; ALTER TABLE app.org FORCE ROW LEVEL SECURITY;
    CREATE POLICY p ON app.org USING (app.told('policy') AND organization_id = current_setting('app.org', true)::uuid);
    CREATE TABLE app.ev (organization_id uuid, id int CHECK (app.told('check of ev')), at timestamptz NOT NULL,
        note app.word) PARTITION BY RANGE (at);
    CREATE INDEX ON app.ev ((app.told('index of ev')), id);
    CREATE TABLE app.ev_default PARTITION OF app.ev DEFAULT;";

fn project() -> Project {
    let project = Project::new();
    project.file(
        "migrate.toml",
        "[scripts]\n[database]\nsearch_path = [\"app\"]\n[tenant]\napp_role = \"app_user\"\nsetting = \"app.org\"\n\
         [[partitions]]\ntable = \"ev\"\ncolumn = \"at\"\ninterval = \"month\"\nname = \"ev_%Y_%m\"\nkeep = \"3m\"\n\
         default = true\n",
    );
    let row = format!("INSERT INTO app.ev VALUES (NULL, 1, '{} 00:00+00', 'x');", month(-1));
    project.pair(
        "V001__all",
        &format!(
            "{TOLD}{TABLES}{row}
             ALTER TABLE app.org OWNER TO keeper; ALTER TABLE app.ev OWNER TO keeper; ALTER TABLE app.ev_default OWNER TO keeper;"
        ),
        "DROP TABLE app.ev, app.org; DROP FUNCTION app.on_row; DROP DOMAIN app.word; DROP FUNCTION app.told;",
    );
    project.file(
        "fixtures/profiles/smoke.toml",
        format!(
            "description = \"a\"\nmonths = 2\nuntil = \"{}\"\ntenant = \"org\"\n[lists]\na = [\"x\", \"y\"]\n\
             [tables.org]\nrows = 5\ntriggers = [\"t\", \"late\"]\n[tables.org.columns]\nname = \"{{a}} {{n}}\"\nkind = \"{{a}}\"\n",
            month(0)
        ),
    );
    project
}

#[test]
fn functions_of_users_run_as_the_owner_by_the_path_of_the_application() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    db.execute(&format!(
        "CREATE ROLE keeper LOGIN; CREATE ROLE app_user; CREATE ROLE app_login LOGIN; GRANT app_user TO app_login;
         ALTER ROLE app_login SET search_path = 'app', 'later'; CREATE SCHEMA app; GRANT USAGE ON SCHEMA app TO PUBLIC;
         ALTER DATABASE {} OWNER TO keeper; GRANT CREATE ON SCHEMA app TO keeper",
        db.name()
    ));
    let project = project();
    let run = |words: &str, codes: &[i32]| {
        let mut seen = log::length(&cluster);
        let run = project.migrate_on(&db).args(words.split(' ')).run();
        assert!(codes.contains(&run.code.unwrap()), "{words}: {run:#?}");
        log::since(&cluster, &mut seen, "RAN ")
    };
    run("up", &[0]);
    db.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON app.org, app.ev TO app_user");
    let mut wrong = Vec::new();
    let mut ran = Vec::new();
    for (words, codes) in [
        ("status", &[0][..]),
        ("partitions ensure", &[0, 3]),
        ("partitions drain", &[0]),
        ("partitions retire", &[0, 3]),
        ("seed --profile smoke", &[0]),
        ("verify --on here", &[0, 1, 7]),
        ("seed --clear", &[0]),
        ("docs", &[0]),
    ] {
        for line in run(words, codes) {
            // What is constant in an expression is evaluated where a query is planned, by our own path: that of an index,
            // and what `seed` asks the server before it writes.
            let is_asked = words.starts_with("seed --profile")
                && ["check as", "generated as"].iter().any(|what| line.starts_with(what));
            let is_planned = line.starts_with("index") || line.starts_with("check of ev") || is_asked;
            let is_right = (line.contains(" as keeper ") || line.contains(" as app_user "))
                && (line.replace('"', "").ends_with("by app, later") || is_planned);
            if !is_right {
                wrong.push(format!("{words}: {line}"));
            }
            ran.push(format!("{words}: {line}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // They did run.
    for what in [
        "seed --profile smoke: check",
        "seed --profile smoke: trigger",
        "drain: check of ev",
        "verify --on here: policy",
    ] {
        assert!(ran.iter().any(|line| line.contains(what)), "{what}: {ran:#?}");
    }
}
