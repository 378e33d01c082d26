//! `migrate init`: a project begins with what is there.

use std::fs;

use crate::support::{Cluster, Database, Migrate, Project, base};

const SCHEMA: &str = "
    CREATE SCHEMA app; CREATE SCHEMA \"My S\";
    CREATE TABLE app.notes (\"org Id\" bigint NOT NULL, note_id bigint, body text, PRIMARY KEY (\"org Id\", note_id));
    CREATE TABLE app.tasks (\"org Id\" bigint NOT NULL, task_id bigint PRIMARY KEY);
    ALTER TABLE app.notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    ALTER TABLE app.tasks ENABLE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON app.notes USING (\"org Id\" = (SELECT NULLIF(current_setting('my.tenant', true), '')::bigint));
    CREATE POLICY tenant ON app.tasks USING (current_setting('my.tenant', true)::bigint = \"org Id\");
    GRANT SELECT ON app.notes, app.tasks TO \"Web App\";
    CREATE TABLE \"My S\".\"Log\" (at timestamptz NOT NULL, id int) PARTITION BY RANGE (at);
    CREATE TABLE \"My S\".\"Log_2026_01\" PARTITION OF \"My S\".\"Log\" FOR VALUES FROM ('2026-01-01+00') TO ('2026-02-01+00');
    CREATE TABLE app.odd (at timestamptz NOT NULL) PARTITION BY RANGE (at);
    CREATE TABLE app.odd_1 PARTITION OF app.odd FOR VALUES FROM ('2026-01-03+00') TO ('2026-01-09+00');
    CREATE TABLE app.listed (kind text) PARTITION BY LIST (kind)";

fn init(project: &Project, args: &[&str]) -> Migrate {
    Migrate::new(project.path())
        .env("MIGRATE_EPHEMERAL_DIR", base().to_str().unwrap())
        .args(args.iter().copied())
}

fn text(project: &Project) -> String {
    fs::read_to_string(project.path().join("migrate.toml")).unwrap()
}

#[test]
fn an_empty_folder_becomes_a_project_and_nothing_is_ever_written_over() {
    let project = Project::bare();
    init(&project, &["init"]).code(2).says(&[
        "no terminal to ask on; nothing was written",
        "`migrate.toml`",
        "--yes",
    ]);
    assert_eq!(fs::read_dir(project.path()).unwrap().count(), 0);
    init(&project, &["init", "--yes"])
        .ok()
        .shows(&["migrate.toml\nmigrations/\nrollbacks/\n"])
        .says(&["next: `migrate new <name>`"]);
    init(&project, &["new", "create", "notes"]).ok().shows(&["migrations/V001__create_notes.sql"]);
    let before = text(&project);
    init(&project, &["init", "--yes"]).code(2).says(&["there is a project here already: `migrate.toml`"]);
    assert_eq!(text(&project), before);
    let below = Project::bare();
    below.file("migrate.toml", "[broken");
    fs::create_dir(below.path().join("api")).unwrap();
    init(&below, &["init", "--yes", "--dir", "api"]).ok().shows(&["api/migrate.toml\napi/migrations/\n"]);
}

#[test]
fn tenants_partitions_and_what_an_administrator_made_are_written_as_the_catalog_has_them() {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    db.superuser(
        "CREATE ROLE \"Web App\"; CREATE SCHEMA extensions; CREATE EXTENSION hstore SCHEMA extensions",
    );
    db.execute(SCHEMA);
    let project = Project::bare();
    let report =
        init(&project, &["init", "--yes", "--database-url", db.url(), "--format", "json"]).ok().json();
    assert_eq!(
        (report["next"].as_str(), report["next_command"].as_str()),
        (Some("baseline"), Some("migrate baseline"))
    );
    assert_eq!(report["partitions"], serde_json::json!(["My S.Log"]));
    let written = text(&project);
    for piece in [
        "column = \"org Id\"\ncolumn_type = \"bigint\"\nsetting = \"my.tenant\"\napp_role = \"Web App\"\n",
        "[scratch]\nbefore = \"before.sql\"\n",
        "[[partitions]]\nschema = \"My S\"\ntable = \"Log\"\ncolumn = \"at\"\ninterval = \"month\"\n",
        "\n# [[partitions]] has nothing about app.listed: partitioned by",
        "\n# [[partitions]] has nothing about app.odd: ",
        "\n# [env.staging]",
    ] {
        assert!(written.contains(piece), "`{piece}` is missing:\n{written}");
    }
    let before = fs::read_to_string(project.path().join("before.sql")).unwrap();
    assert!(before.contains("CREATE ROLE \"Web App\" NOLOGIN;\n"), "{before}");
    assert!(
        before.ends_with("CREATE SCHEMA extensions;\nCREATE EXTENSION hstore SCHEMA extensions;\n"),
        "{before}"
    );
    // What was written is accepted, and leads on.
    init(&project, &["baseline", "--database-url", db.url()]).ok();
    init(&project, &["partitions", "list", "--database-url", db.url()]).ok().shows(&["Log_2026_01"]);
    init(&project, &["roundtrip", "--ephemeral"]).ok().says(&["1 of 1 pair proven"]);
}

#[test]
fn another_tool_is_known_by_its_files_and_by_its_table() {
    let project = Project::bare();
    project.file("prisma/migrations/0_init/migration.sql", "SELECT 1");
    init(&project, &["init", "--yes"]).ok().says(&["`migrate adopt --from prisma`"]);
    let named = Project::bare();
    named.file("migrations/000001_users.up.sql", "CREATE TABLE users ()");
    init(&named, &["init", "--yes"]).ok().shows(&["sql/migrations/"]).says(&["`migrate adopt`"]);
    assert!(text(&named).contains("migrations = \"sql/migrations\""));
    let db = Database::new();
    db.execute("CREATE TABLE goose_db_version (id int)");
    // The migrations of some tools are code.
    let django = Database::new();
    django.execute("CREATE TABLE django_migrations (id int)");
    init(&Project::bare(), &["init", "--yes", "--database-url", django.url()])
        .ok()
        .says(&["next: `migrate baseline --not-a-history public.django_migrations`"]);
    init(&Project::new(), &["baseline", "--dir", ".", "--database-url", django.url()])
        .code(4)
        .says(&["its migrations are code", "--not-a-history public.django_migrations"]);
    let bare = Project::bare();
    init(&bare, &["init", "--yes", "--database-url", db.url()]).ok().says(&[
        "`public.goose_db_version` is the history of another tool: goose",
        "`migrate adopt --from goose`",
    ]);
}

#[test]
fn a_project_and_a_database_of_ours_are_known() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    let empty = Project::bare();
    init(&project, &["init", "--yes"]).ok().says(&["`migrate roundtrip --ephemeral`"]);
    project.migrate_on(&db).args(["up"]).ok();
    init(&empty, &["init", "--yes", "--database-url", db.url()]).ok().says(&["`migrate status`"]);
    let first = Project::bare();
    let other = Database::new();
    init(&first, &["init", "--yes", "--database-url", other.url()]).ok().says(&["`migrate new <name>`"]);
    init(&Project::bare(), &["init", "--yes", "--database-url", "postgresql://localhost:1/x"]).code(5);
}
