//! A database with the reference schema and two organizations that look alike, and people who ask it
//! questions.

use crate::support::{Cluster, Database, Migrate};

/// `fixtures/two_tenants.sql`.
pub(super) const TWO_TENANTS: &str = include_str!("../../../fixtures/two_tenants.sql");

/// The tables of the reference schema, parents first.
pub(super) const TABLES: [&str; 13] = [
    "organizations",
    "users",
    "organization_members",
    "workspaces",
    "projects",
    "tasks",
    "comments",
    "attachments",
    "activities",
    "labels",
    "task_labels",
    "workspace_permissions",
    "project_permissions",
];

/// The organization Acme.
pub(super) const A: &str = "aaaaaaaa-0000-4000-8000-000000000001";
/// The organization Globex.
pub(super) const B: &str = "bbbbbbbb-0000-4000-8000-000000000001";
/// Owner of Acme.
pub(super) const ANN: &str = "aaaaaaaa-0000-4000-8000-0000000000a1";
/// Admin of Acme.
pub(super) const ADAM: &str = "aaaaaaaa-0000-4000-8000-0000000000a2";
/// Guest of Acme.
pub(super) const GUS: &str = "aaaaaaaa-0000-4000-8000-0000000000a4";
/// Member of Acme, guest of Globex.
pub(super) const MIA: &str = "cccccccc-0000-4000-8000-0000000000c1";
/// Owner of Globex.
pub(super) const BOB: &str = "bbbbbbbb-0000-4000-8000-0000000000b1";

/// A row of Acme by the two digits that `fixtures/two_tenants.sql` gives it.
pub(super) fn of_a(number: &str) -> String {
    format!("{}{number}", &A[..34])
}

/// The row of Globex that looks like it.
pub(super) fn of_b(number: &str) -> String {
    format!("{}{number}", &B[..34])
}

/// The binary on this repository's own scripts.
pub(super) fn migrate(url: &str) -> Migrate {
    Migrate::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).args(["--dir", ".", "--database-url", url])
}

/// The newest version of this repository's scripts.
pub(super) fn newest() -> usize {
    std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|kind| kind == "sql"))
        .count()
}

/// The whole schema with the two organizations in it, and the logins `application` (a member of
/// `app_user`), `worker` (of `app_service`) and `gate` (of `app_login`).
pub(super) fn filled(cluster: &Cluster) -> Database {
    let db = Database::on(cluster);
    migrate(db.url()).args(["up", "--to", "V003"]).ok();
    db.execute(TWO_TENANTS);
    migrate(db.url()).args(["up"]).ok();
    db.execute(
        "CREATE ROLE application LOGIN IN ROLE app_user; CREATE ROLE worker LOGIN IN ROLE app_service;
         CREATE ROLE gate LOGIN IN ROLE app_login",
    );
    db
}

/// One transaction of a login, on a connection of its own; the error is its SQLSTATE.
pub(super) fn as_login(db: &Database, login: &str, sql: &str) -> Result<Vec<String>, String> {
    Database::try_query(&db.url_as(login), &format!("BEGIN; {sql}; COMMIT"))
        .map_err(|error| error.code().map_or_else(|| error.to_string(), |code| code.code().to_owned()))
}

/// One transaction of the application, for a person in an organization. The rows are those of `sql`.
pub(super) fn as_person(
    db: &Database,
    organization: &str,
    person: &str,
    sql: &str,
) -> Result<Vec<String>, String> {
    let context = format!("SELECT app.set_tenant('{organization}'), app.set_user('{person}')");
    as_login(db, "application", &format!("{context}; {sql}")).map(|rows| rows[1..].to_vec())
}

/// One transaction of a background job, for an organization. The rows are those of `sql`.
pub(super) fn as_service(db: &Database, organization: &str, sql: &str) -> Result<Vec<String>, String> {
    as_login(db, "worker", &format!("SELECT app.set_tenant('{organization}'); {sql}"))
        .map(|rows| rows[1..].to_vec())
}

/// What a refused statement gives: `Err` with this SQLSTATE.
pub(super) fn refused(state: &str) -> Result<Vec<String>, String> {
    Err(state.to_owned())
}
