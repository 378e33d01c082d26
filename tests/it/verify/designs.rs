//! How tenants are told apart, in the ways that people write it: what is right passes, and what comes close does not.

use serde_json::Value;

use super::Found;
use crate::support::{Cluster, Database, Project};

pub(super) const BASE: &str = include_str!("designs.sql");

/// What is an error or a warning, with tables of which `{own}` is the policy.
fn judged(tenant: &str, own: &str, more: &str) -> Vec<Found> {
    let db = Database::on(Cluster::shared());
    db.execute(&BASE.replace("{own}", own));
    db.execute(more);
    let project = Project::bare();
    let setting = if tenant.contains("setting") { "" } else { "setting = \"app.tenant\"\n" };
    project.file(
        "migrate.toml",
        format!("[tenant]\ncolumn = \"tenant_id\"\ncolumn_type = \"bigint\"\napp_role = \"designs_app\"\n{setting}{tenant}\n"),
    );
    serious(&project, &db)
}

/// What is an error or a warning.
pub(super) fn serious(project: &Project, db: &Database) -> Vec<Found> {
    let report = project.migrate_on(db).args(["verify", "--format", "json"]).run().json();
    let text = |finding: &Value, field: &str| finding[field].as_str().unwrap().to_owned();
    let serious =
        report["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] != "note");
    serious.map(|finding| (text(finding, "rule"), text(finding, "object"))).collect()
}

pub(super) const SETTING: &str =
    "tenant_id = (SELECT NULLIF(current_setting('app.tenant', true), '')::bigint)";
pub(super) const CLAIMS: &str =
    "tenant_id = (NULLIF(current_setting('request.claims', true), '')::json ->> 'tenant_id')::bigint";

#[test]
fn claims_helpers_and_functions_that_nobody_can_look_into_are_found_by_themselves() {
    for (tenant, own) in [
        ("", SETTING),
        ("", "tenant_id = by_sql()"),
        ("", "tenant_id = by_return()"),
        ("", "tenant_id = (SELECT by_plpgsql())"),
        ("expression = \"by_plpgsql()\"", "tenant_id = by_plpgsql()"),
        ("setting = \"request.claims\"", CLAIMS),
        (
            "setting = \"request.claims\"\nexpression = \"(NULLIF(current_setting('request.claims', true), '')::json ->> 'tenant_id')::bigint\"",
            CLAIMS,
        ),
        ("setting = \"request.claims\"\nexpression = \"by_claims()\"", "tenant_id = (SELECT by_claims())"),
        ("setting = \"request.claims\"\nexpression = \"by_claims()\"", CLAIMS),
    ] {
        assert_eq!(judged(tenant, own, ""), [], "{tenant}: {own}");
    }
    let other = "ALTER POLICY own ON rooms USING (tenant_id = by_plpgsql())";
    assert_eq!(judged("", SETTING, other), [found("P13", "rooms.own")]);
    let has_claim =
        format!("ALTER POLICY own ON rooms USING ({} IS NOT NULL)", &CLAIMS["tenant_id = ".len()..]);
    assert_eq!(judged("setting = \"request.claims\"", CLAIMS, &has_claim), [found("P01", "rooms.own")]);
}

#[test]
fn a_tenant_that_the_server_is_configured_with_is_found() {
    let cluster = Cluster::own(&["app.tenant=1", "TimeZone=UTC"]);
    let db = Database::on(&cluster);
    db.execute(&BASE.replace("{own}", SETTING));
    // The time zone is the server's, too, and nobody's tenant.
    db.execute("CREATE FUNCTION zone() RETURNS text STABLE LANGUAGE sql AS $$ SELECT current_setting('timezone') || current_setting('work_mem') $$");
    let project = Project::bare();
    project.file("migrate.toml", "[tenant]\ncolumn = \"tenant_id\"\ncolumn_type = \"bigint\"\napp_role = \"designs_app\"\nsetting = \"app.tenant\"\n");
    assert_eq!(serious(&project, &db), [("R04".to_owned(), "the server: app.tenant".to_owned())]);
}

fn found(rule: &str, object: &str) -> Found {
    (rule.to_owned(), format!("public.{object}"))
}

#[test]
fn a_person_sees_the_tenants_that_it_is_a_member_of() {
    let own = "tenant_id IN (SELECT m.tenant_id FROM members AS m WHERE m.person = NULLIF(current_setting('app.person', true), '')::bigint)";
    let tenant = "setting = \"app.person\"\nexpression = \"(SELECT m.tenant_id FROM members AS m WHERE m.person = NULLIF(current_setting('app.person', true), '')::bigint)\"";
    assert_eq!(judged(tenant, own, ""), []);
    let exists = "ALTER POLICY own ON rooms USING (EXISTS (SELECT FROM members AS m
        WHERE m.person = NULLIF(current_setting('app.person', true), '')::bigint AND m.tenant_id = rooms.tenant_id))";
    assert_eq!(judged(tenant, own, exists), []);
    let loose = "ALTER POLICY own ON rooms USING (EXISTS (SELECT FROM members AS m
        WHERE m.person = NULLIF(current_setting('app.person', true), '')::bigint AND rooms.tenant_id > 0))";
    assert!(!judged(tenant, own, loose).is_empty());
}

#[test]
fn rows_of_everybody_are_read_and_not_written() {
    let shared = "ALTER POLICY own ON rooms USING (tenant_id IN (0, (SELECT NULLIF(current_setting('app.tenant', true), '')::bigint)))";
    assert_eq!(judged("shared = [\"0\"]", SETTING, shared), [found("P13", "rooms.own")]);
    let read = format!(
        "DROP POLICY own ON rooms;
         CREATE POLICY read ON rooms FOR SELECT USING (tenant_id IN (0, (SELECT NULLIF(current_setting('app.tenant', true), '')::bigint)));
         CREATE POLICY make ON rooms FOR INSERT WITH CHECK ({SETTING});
         CREATE POLICY change ON rooms FOR UPDATE USING ({SETTING});
         CREATE POLICY remove ON rooms FOR DELETE USING ({SETTING})"
    );
    assert_eq!(judged("shared = [\"0\"]", SETTING, &read), []);
    assert_eq!(judged("", SETTING, &read), [found("P13", "rooms.read")]);
}

#[test]
fn equality_is_what_the_type_makes_of_it() {
    let table = |kind: &str, own: &str| {
        format!(
            "CREATE TABLE memos (tenant_id {kind} NOT NULL, memo int NOT NULL, PRIMARY KEY (tenant_id, memo));
             ALTER TABLE memos ENABLE ROW LEVEL SECURITY; ALTER TABLE memos FORCE ROW LEVEL SECURITY;
             CREATE POLICY own ON memos TO designs_app USING ({own});
             GRANT SELECT ON memos TO designs_app"
        )
    };
    let text = "tenant_id = (SELECT NULLIF(current_setting('app.tenant', true), ''))";
    assert_eq!(judged("", SETTING, &table("text", text)), []);
    assert_eq!(judged("", SETTING, &table("number", SETTING)), []);
    assert_eq!(judged("", SETTING, &table("integer", &SETTING.replace("bigint", "integer"))), []);
    let blank = "tenant_id = (SELECT NULLIF(current_setting('app.tenant', true), '')::char(8))";
    assert_eq!(judged("", SETTING, &table("char(8)", blank)), [found("P13", "memos.own")]);
    assert_eq!(judged("", SETTING, &table("text COLLATE no_case", text)), [found("P13", "memos.own")]);
    // A cast that somebody made shows in no text.
    let cast = format!(
        "CREATE FUNCTION to_number(color) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT 1';
         CREATE CAST (color AS bigint) WITH FUNCTION to_number(color) AS IMPLICIT;
         {}",
        table("bigint", "tenant_id = (SELECT NULLIF(current_setting('app.tenant', true), '')::color)")
    );
    assert_eq!(judged("", SETTING, &cast), [found("P13", "memos.own")]);
}

#[test]
fn a_row_belongs_through_a_whole_key() {
    let lines = |own: &str| {
        format!(
            "CREATE TABLE lines (line int PRIMARY KEY, tenant bigint NOT NULL, room int NOT NULL,
                FOREIGN KEY (tenant, room) REFERENCES rooms (tenant_id, room));
             CREATE INDEX ON lines (tenant, room);
             ALTER TABLE lines ENABLE ROW LEVEL SECURITY; ALTER TABLE lines FORCE ROW LEVEL SECURITY;
             CREATE POLICY own ON lines TO designs_app USING ({own});
             GRANT SELECT ON lines TO designs_app"
        )
    };
    let of_policies = |found: Vec<Found>| -> Vec<Found> {
        found.into_iter().filter(|(rule, _)| rule.starts_with('P')).collect()
    };
    for whole in [
        "EXISTS (SELECT FROM rooms AS r WHERE r.tenant_id = lines.tenant AND r.room = lines.room)",
        "EXISTS (SELECT FROM rooms AS r LEFT JOIN members AS m USING (tenant_id) WHERE r.tenant_id = lines.tenant AND r.room = lines.room)",
        "tenant IN (SELECT v.tenant_id FROM own_rooms AS v)",
        "tenant = (SELECT NULLIF(current_setting('app.tenant', true), '')::bigint)",
    ] {
        assert_eq!(of_policies(judged("", SETTING, &lines(whole))), [], "{whole}");
    }
    for part in [
        "EXISTS (SELECT FROM rooms AS r WHERE r.room = lines.room)",
        "EXISTS (SELECT FROM rooms AS r RIGHT JOIN members AS m ON r.tenant_id = m.tenant_id WHERE m.tenant_id = lines.tenant OR r.room IS NULL)",
        "NOT EXISTS (SELECT FROM rooms AS r WHERE r.tenant_id = lines.tenant AND r.room = lines.room)",
    ] {
        assert_eq!(of_policies(judged("", SETTING, &lines(part))), [found("P13", "lines.own")], "{part}");
    }
}
