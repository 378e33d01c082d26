//! A schema as people write it, with row-level security and with holes: what both halves say of it.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::Found;
use super::probe::tried;
use crate::support::{Cluster, Database, Project, Run};

/// The page has no roles: the application's, with the usual rights.
const ROLE: &str = "CREATE ROLE app_user; GRANT USAGE ON SCHEMA public TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app_user;";

/// The statements of the page; none of them has a line within that ends with a semicolon, but comments do.
fn statements() -> Vec<String> {
    let (mut found, mut statement) = (Vec::new(), String::new());
    for line in include_str!("seed.sql").lines() {
        statement.push_str(line);
        statement.push('\n');
        if line.ends_with(';') && !line.starts_with("--") {
            found.push(std::mem::take(&mut statement));
        }
    }
    found
}

/// The page's schema, as psql makes it: a statement that fails is passed over.
struct Page {
    _cluster: Cluster,
    database: Database,
    succeeded: Vec<String>,
    /// The SQLSTATE of each that failed, and the first line of it that is no comment.
    failed: Vec<(String, String)>,
}

impl Page {
    fn get() -> &'static Self {
        static PAGE: OnceLock<Page> = OnceLock::new();
        PAGE.get_or_init(|| {
            let cluster = Cluster::own(&[]);
            let database = Database::on(&cluster);
            let (mut succeeded, mut failed) = (Vec::new(), Vec::new());
            for statement in statements() {
                match Database::try_query(database.url(), &statement) {
                    Ok(_) => succeeded.push(statement),
                    Err(error) => {
                        let code = error.code().unwrap_or_else(|| panic!("{error:?}")).code().to_owned();
                        let first =
                            statement.lines().find(|line| !line.is_empty() && !line.starts_with("--"));
                        failed.push((code, first.unwrap().to_owned()));
                    }
                }
            }
            database.execute(ROLE);
            Self { _cluster: cluster, database, succeeded, failed }
        })
    }

    fn found(&self) -> Vec<Found> {
        let project = Project::with_tenant();
        project.file("migrate.toml", "[tenant]\n");
        super::judged(project.migrate_on(&self.database))
    }
}

/// The page's schema as a project of one script, probed on a throwaway server.
fn probe(more: &str) -> Run {
    let project = Project::with_tenant();
    let script = Page::get().succeeded.concat() + ROLE + more;
    project.pair("V001__page", &script, "-- migrate:irreversible a test\n");
    project.file("migrate.toml", "[tenant]\n");
    let run = project.migrate().args(["verify", "--ephemeral", "--format", "json"]).run();
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    run
}

/// What somebody may do with all rows of a table without row-level security.
fn everything(table: &str) -> BTreeSet<String> {
    let attempts = [
        "read",
        "read, unset",
        "read, empty",
        "read, garbage",
        "kept plan",
        "update all",
        "update other's",
        "delete all",
        "delete other's",
        "give away",
        "insert for other",
        "on conflict",
    ];
    attempts.iter().map(|attempt| format!("{table} {attempt}")).collect()
}

#[test]
fn the_page_is_run_as_written() {
    let failed: Vec<(&str, &str)> =
        Page::get().failed.iter().map(|(code, line)| (code.as_str(), line.as_str())).collect();
    let failed: Vec<_> =
        failed.into_iter().filter(|(_, line)| *line != "CREATE EXTENSION pg_partman;").collect();
    // The labels come behind what refers to them: they are made, `task_labels` is not.
    assert_eq!(
        failed,
        [
            ("42601", "CREATE TABLE org_acme_corp.projects (...);"),
            ("42601", "CREATE TABLE org_globex.projects (...);"),
            ("42601", "CREATE TABLE projects ("),
            ("42P01", "ALTER TABLE projects ENABLE ROW LEVEL SECURITY;"),
            ("42P01", "CREATE POLICY tenant_isolation ON projects"),
            ("3F000", "SELECT partman.create_parent("),
            ("42P01", "CREATE TABLE task_labels ("),
            ("42P01", "ALTER TABLE task_labels ENABLE ROW LEVEL SECURITY;"),
            ("42P01", "CREATE POLICY tenant_isolation ON task_labels"),
        ]
    );
}

#[test]
fn every_hole_of_the_page_is_found_by_its_rule_at_its_object() {
    let secured = ["workspaces", "projects", "tasks", "comments", "attachments", "activities"];
    let of = |rule: &str, objects: &[&str]| -> Vec<Found> {
        objects.iter().map(|object| (rule.to_owned(), format!("public.{object}"))).collect()
    };
    let policies = secured.map(|table| format!("{table}.tenant_isolation"));
    let wanted = [
        // The owner is not bound.
        of("T02", &secured),
        // No row-level security: memberships, and with them everybody's roles, among them.
        of("T01", &["organizations", "organization_members", "labels", "activities_partitioned"]),
        // The passwords of all: nothing says whose rows these are.
        of("T08", &["users"]),
        of(
            "K01",
            &[
                "projects.projects_workspace_id_fkey",
                "tasks.tasks_project_id_fkey",
                "tasks.tasks_parent_task_id_fkey",
                "comments.comments_task_id_fkey",
                "attachments.attachments_task_id_fkey",
            ],
        ),
        // The error for a duplicate tells what others have.
        of(
            "K03",
            &[
                "organizations.organizations_slug_key",
                "workspaces.workspaces_pkey",
                "projects.projects_pkey",
                "tasks.tasks_pkey",
                "comments.comments_pkey",
                "attachments.attachments_pkey",
                "activities.activities_pkey",
                "activities_partitioned.activities_partitioned_pkey",
                "labels.labels_pkey",
            ],
        ),
        // `current_setting('..')::uuid`, bare. P08 and P11 are silent on this form: P07 speaks for them.
        of("P07", &policies.each_ref().map(String::as_str)),
        // Who deletes a person deletes the memberships in every organization.
        of("K08", &["organization_members.organization_members_user_id_fkey"]),
        // The next policy that somebody adds opens the table.
        of("P14", &secured),
        // Partitions, around their table.
        of("T05", &["activities_2025_01", "activities_2025_02"]),
        of(
            "K02",
            &[
                "attachments.attachments_organization_id_fkey",
                "attachments.attachments_uploaded_by_fkey",
                "comments.comments_organization_id_fkey",
                "comments.comments_user_id_fkey",
                "tasks.tasks_created_by_fkey",
                "workspaces.workspaces_created_by_fkey",
            ],
        ),
    ]
    .concat();
    let found = Page::get().found();
    let missed: Vec<_> = wanted.iter().filter(|one| !found.contains(one)).collect();
    assert!(missed.is_empty(), "{missed:?} is missing, found is {found:?}");
    // pg_partman's own tables, where the server has it, are the only others that may be there.
    let beside: Vec<_> =
        found.iter().filter(|one| !wanted.contains(one) && !one.1.contains("part_config")).collect();
    assert!(beside.is_empty(), "{beside:?}");
}

#[test]
fn tables_without_row_level_security_leak_all_that_can_be_tried() {
    let document = probe("").json();
    let leaks = tried(&document, "leak");
    // The partitioned one has a partition for today's rows, like its newest.
    for table in ["organizations", "organization_members", "labels", "activities_partitioned"] {
        let missing: Vec<_> = everything(table).difference(&leaks).cloned().collect();
        assert!(missing.is_empty(), "{missing:?} in {leaks:?}");
    }
    // An old partition takes none of these rows: nothing is shown, and none of it is called denied.
    let inconclusive = tried(&document, "inconclusive");
    let missing: Vec<_> = everything("activities_2025_01").difference(&inconclusive).cloned().collect();
    assert!(missing.is_empty(), "{missing:?} in {inconclusive:?}");
}

/// Without the tenant in the keys, a row of one's own hangs under another's.
const REFERS: [&str; 4] = [
    "projects refer to other's",
    "tasks refer to other's",
    "comments refer to other's",
    "attachments refer to other's",
];

#[test]
fn keys_without_the_tenant_leak_where_the_person_they_also_name_is_there() {
    let persons = "INSERT INTO users (user_id, email, password_hash, full_name) VALUES
        ('aaaaaaaa-0000-4000-8000-00000000000a', 'a@x', 'x', 'a'), ('bbbbbbbb-0000-4000-8000-00000000000b', 'b@x', 'x', 'b');";
    let leaks = tried(&probe(persons).json(), "leak");
    let missing: Vec<_> = REFERS.iter().filter(|one| !leaks.contains(**one)).collect();
    assert!(missing.is_empty(), "{missing:?} in {leaks:?}");
}

#[test]
fn a_table_that_nobody_knows_the_owner_of_is_probed_and_hides_no_leak() {
    let leaks = tried(&probe("").json(), "leak");
    let wanted = ["users read", "users update all", "users delete all"];
    let missing: Vec<_> = wanted.iter().chain(&REFERS).filter(|one| !leaks.contains(**one)).collect();
    assert!(missing.is_empty(), "{missing:?} in {leaks:?}");
}
