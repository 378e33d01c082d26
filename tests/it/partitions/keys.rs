//! Foreign keys: an owner whom policies hide the referenced rows from makes and fills partitions all the same,
//! and nothing refers to nothing afterwards.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::{bounds, content, database, database_on, force, month, named, partitions};
use crate::support::{Cluster, Database, Held, Migrate};

/// Every kind of key that a partitioned table may have, a DEFAULT partition with rows of the last two months, and
/// tables that are forced on the owner wherever that is possible.
fn every_kind(db: &Database, stranger: &str) {
    let (first, last, this, next) = (month(db, -2), month(db, -1), month(db, 0), month(db, 1));
    db.superuser(&format!(
        "CREATE ROLE {stranger}; CREATE SCHEMA strange AUTHORIZATION {stranger};
         CREATE TABLE strange.things (id bigint PRIMARY KEY); INSERT INTO strange.things VALUES (1);
         CREATE TABLE strange.secrets (LIKE strange.things INCLUDING ALL); INSERT INTO strange.secrets VALUES (1);
         ALTER TABLE strange.things OWNER TO {stranger}; ALTER TABLE strange.secrets OWNER TO {stranger};
         ALTER TABLE strange.secrets ENABLE ROW LEVEL SECURITY; ALTER TABLE strange.secrets FORCE ROW LEVEL SECURITY;
         GRANT USAGE ON SCHEMA strange TO {owner}; GRANT REFERENCES ON strange.things TO {owner};
         GRANT REFERENCES, SELECT ON strange.secrets TO {owner}",
        owner = db.owner()
    ));
    db.execute(&format!(
        "CREATE TABLE places (tenant bigint REFERENCES tenants, id bigint, PRIMARY KEY (tenant, id));
         INSERT INTO places VALUES (1, 1), (1, 2), (2, 1);
         CREATE TABLE parts (id bigint PRIMARY KEY) PARTITION BY HASH (id);
         CREATE TABLE parts_0 PARTITION OF parts FOR VALUES WITH (MODULUS 1, REMAINDER 0);
         INSERT INTO parts VALUES (1);
         CREATE TABLE events (
             id bigint NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (id, at),
             tenant bigint NOT NULL REFERENCES tenants ON DELETE CASCADE ON UPDATE CASCADE,
             place bigint, FOREIGN KEY (tenant, place) REFERENCES places MATCH SIMPLE ON DELETE NO ACTION,
             late bigint DEFAULT 1 REFERENCES tenants ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
             part bigint DEFAULT 1 REFERENCES parts,
             thing bigint DEFAULT 1 REFERENCES strange.things, secret bigint DEFAULT 1 REFERENCES strange.secrets
         ) PARTITION BY RANGE (at);
         CREATE TABLE {now} PARTITION OF events FOR VALUES FROM ('{this}-01 00:00:00+00') TO ('{next}-01 00:00:00+00');
         CREATE TABLE events_default PARTITION OF events DEFAULT;
         INSERT INTO events SELECT n, '{first}-01 00:00:00+00'::timestamptz + n * interval '50 min', 1 + n % 2,
                 CASE WHEN n % 3 = 0 THEN 1 END
             FROM generate_series(0, 999) AS n;
         INSERT INTO events VALUES (5000, '{last}-15 00:00:00+00', 2, 1)",
        now = named(db, 0)
    ));
    force(db, &["places", "parts", "parts_0", "events", "events_default", &named(db, 0)]);
}

/// The keys of a table: what they refer to, what they do, and whether they hold.
fn keys(db: &Database, table: &str) -> Vec<String> {
    db.query(&format!(
        "SELECT confrelid::regclass, conkey, confkey, confupdtype, confdeltype, condeferrable, condeferred, convalidated
         FROM pg_constraint JOIN pg_class AS c ON c.oid = confrelid AND NOT c.relispartition
         WHERE contype = 'f' AND conrelid = '{table}'::regclass ORDER BY 1, 2, 3"
    ))
}

#[test]
fn every_kind_of_key_is_on_what_is_made_and_on_what_is_filled() {
    let db = database();
    every_kind(&db, "stranger");
    let rows = content(&db, "events");
    partitions(&db, &["drain"]).ok();
    partitions(&db, &["ensure"]).ok();
    assert_eq!(content(&db, "events"), rows);
    assert_eq!(db.value("SELECT count(*) FROM events_default"), "0");
    let wanted = keys(&db, "events");
    assert_eq!(wanted.len(), 6);
    assert!(wanted.iter().all(|key| key.ends_with("|t")), "{wanted:?}");
    for ahead in [-2, -1, 0, 3] {
        assert_eq!(keys(&db, &named(&db, ahead)), wanted, "{ahead}");
    }
    // The owner has the rights that an owner has.
    let rights = format!(
        "SELECT bool_and(relrowsecurity AND relforcerowsecurity), count(*),
             bool_and(COALESCE(relacl, acldefault('r', relowner)) @> acldefault('r', relowner)),
             bool_and(cardinality(COALESCE(relacl, acldefault('r', relowner))) = 1)
         FROM pg_class WHERE oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'events'::regclass)
             AND relname <> 'events_default' AND relowner = '{}'::regrole",
        db.owner()
    );
    assert_eq!(db.value(&rights), "t|6|t|t");
    // The keys hold, and what they do they do.
    let next = month(&db, 1);
    let insert = |values: &str| {
        Database::try_query(&db.url_as("postgres"), &format!("INSERT INTO events VALUES {values}"))
    };
    for (values, holds) in [
        (format!("(1, '{next}-02', 1, 2)"), true),
        (format!("(2, '{next}-02', 3, NULL)"), false),
        (format!("(3, '{next}-02', 2, 2)"), false),
        (format!("(4, '{next}-02', 1, NULL, 3)"), false),
        (format!("(5, '{next}-02', 1, NULL, 1, 7)"), false),
        (format!("(6, '{next}-02', 1, NULL, 1, 1, 7)"), false),
        (format!("(7, '{next}-02', 1, NULL, 1, 1, 1, 7)"), false),
    ] {
        assert_eq!(insert(&values).is_ok(), holds, "{values}");
    }
    db.superuser(
        "UPDATE tenants SET id = 9 WHERE id = 2 AND NOT EXISTS (SELECT FROM places WHERE tenant = 2)",
    );
    db.superuser("DELETE FROM events WHERE place IS NOT NULL; DELETE FROM places WHERE tenant = 2; DELETE FROM tenants WHERE id = 2");
    assert_eq!(db.value("SELECT count(*) FROM events WHERE tenant <> 1"), "0");
    assert_ne!(db.value("SELECT count(*) FROM events"), "0");
}

#[test]
fn a_table_that_refers_to_itself_and_is_referred_to_gets_its_partitions() {
    let db = database();
    super::events(&db);
    db.execute(
        "ALTER TABLE events ADD COLUMN first bigint, ADD COLUMN first_at timestamptz,
             ADD FOREIGN KEY (first, first_at) REFERENCES events;
         CREATE TABLE notes (id bigint, at timestamptz, FOREIGN KEY (id, at) REFERENCES events)",
    );
    force(&db, &["events", "events_now", "notes"]);
    partitions(&db, &["ensure"]).ok();
    assert_eq!(keys(&db, &named(&db, 2)), keys(&db, "events"));
    let (now, later) = (month(&db, 0), month(&db, 2));
    db.superuser(&format!(
        "INSERT INTO events VALUES (1, '{now}-02'), (2, '{later}-02'); INSERT INTO notes VALUES (2, '{later}-02');
         UPDATE events SET first = 1, first_at = '{now}-02' WHERE id = 2"
    ));
    for (what, code) in [
        ("DELETE FROM events WHERE id = 1", "23503"),
        ("DELETE FROM events WHERE id = 2", "23503"),
        ("INSERT INTO notes VALUES (3, now())", "23503"),
    ] {
        let refused = Database::try_query(&db.url_as("postgres"), what).unwrap_err();
        assert_eq!(refused.code().unwrap().code(), code, "{what}");
    }
}

#[test]
fn rows_that_refer_to_nothing_are_not_moved_and_stay_where_they_are() {
    let db = database();
    super::events(&db);
    let last = month(&db, -1);
    db.execute("CREATE TABLE events_default PARTITION OF events DEFAULT");
    db.superuser(&format!(
        "SET session_replication_role = replica; INSERT INTO events VALUES (1, '{last}-02', 1), (2, '{last}-03', 77)"
    ));
    partitions(&db, &["drain"]).code(1).says(&["23503"]);
    assert_eq!(db.value("SELECT count(*) FROM events_default"), "2");
    assert_eq!(bounds(&db, "events").len(), 2);
}

#[test]
fn a_member_of_the_owning_role_needs_no_more_than_the_owner() {
    let cluster = Cluster::own(&[]);
    let db = database_on(&cluster);
    super::events(&db);
    let last = month(&db, -1);
    db.execute(&format!(
        "CREATE TABLE events_default PARTITION OF events DEFAULT; INSERT INTO events VALUES (1, '{last}-02')"
    ));
    force(&db, &["events", "events_now", "events_default"]);
    db.superuser(&format!("CREATE ROLE member LOGIN IN ROLE {}", db.owner()));
    let url = db.url_as("member");
    for command in ["drain", "ensure", "check"] {
        let call = Migrate::new(std::path::Path::new("/"));
        call.args(["--database-url", &url, "partitions", command]).ok();
    }
    assert_eq!(bounds(&db, "events").len(), 6);
    assert_eq!(db.value("SELECT count(*) FROM events_default"), "0");
}

#[test]
fn a_superuser_makes_and_fills_partitions_too() {
    let db = Database::on(Cluster::shared());
    db.execute("CREATE TABLE tenants (id bigint PRIMARY KEY); INSERT INTO tenants VALUES (1), (2)");
    super::events(&db);
    force(&db, &["tenants", "events"]);
    let last = month(&db, -1);
    db.execute(&format!(
        "CREATE TABLE events_default PARTITION OF events DEFAULT; INSERT INTO events VALUES (1, '{last}-02', 2)"
    ));
    partitions(&db, &["drain"]).ok();
    partitions(&db, &["ensure"]).ok();
    assert_eq!(bounds(&db, "events").len(), 6);
    assert_eq!(keys(&db, &named(&db, -1)), keys(&db, "events"));
}

#[test]
fn who_deletes_what_rows_refer_to_while_these_move_leaves_none_that_refers_to_nothing() {
    let db = database();
    super::events(&db);
    let first = month(&db, -3);
    db.execute("CREATE TABLE events_default PARTITION OF events DEFAULT");
    db.superuser(&format!(
        "ALTER TABLE events DROP CONSTRAINT events_tenant_fkey,
             ADD FOREIGN KEY (tenant) REFERENCES tenants ON DELETE CASCADE;
         INSERT INTO tenants SELECT n FROM generate_series(3, 102) AS n;
         INSERT INTO events SELECT n, '{first}-01 00:00:00+00'::timestamptz + n * interval '2 min', 3 + n % 100
             FROM generate_series(0, 59999) AS n"
    ));
    let done = AtomicBool::new(false);
    let deleted = std::thread::scope(|scope| {
        let application = scope.spawn(|| {
            let application = Held::open(&db.url_as("postgres"));
            application.query("SET statement_timeout = '30s'").unwrap();
            let mut deleted = Vec::new();
            // Fewer than there are, with pauses in which the run gets on.
            for tenant in 3..=22 {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                match application.query(&format!("DELETE FROM tenants WHERE id = {tenant}")) {
                    Ok(_) => deleted.push(tenant),
                    Err(state) => assert_eq!(state, "40P01", "tenant {tenant}"),
                }
                std::thread::sleep(Duration::from_millis(200));
            }
            deleted
        });
        std::thread::sleep(Duration::from_millis(30));
        let run = partitions(&db, &["drain"]).run();
        done.store(true, Ordering::Relaxed);
        assert!(run.code == Some(0) || run.stderr.contains("another session"), "{run:?}");
        application.join().unwrap()
    });
    assert!(!deleted.is_empty());
    let orphans = "SELECT count(*) FROM events WHERE tenant NOT IN (SELECT id FROM tenants)";
    assert_eq!(db.value(orphans), "0");
    // What was not deleted is all there.
    let left = db.value("SELECT count(*) FROM events");
    let wanted = db.value(&format!(
        "SELECT count(*) FROM generate_series(0, 59999) AS n WHERE NOT 3 + n % 100 = ANY ('{{{}}}')",
        deleted.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
    ));
    assert_eq!(left, wanted);
    partitions(&db, &["drain"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM events_default"), "0");
    assert_ne!(left, "0");
    assert!(bounds(&db, "events").len() > 3);
}

#[test]
fn what_keys_refer_to_is_locked_against_writers_and_no_more() {
    let db = database();
    super::events(&db);
    let reader = Held::open(&db.url_as("postgres"));
    // A long reader of the referenced table is not waited for.
    reader.query("BEGIN; SELECT count(*) FROM tenants").unwrap();
    partitions(&db, &["ensure"]).ok();
    assert_eq!(bounds(&db, "events").len(), 4);
    reader.query("COMMIT").unwrap();
}

#[test]
fn keys_that_are_not_validated_or_not_enforced_are_taken_as_they_are() {
    let db = database();
    let major: u32 = db.value("SELECT current_setting('server_version_num')::int / 10000").parse().unwrap();
    super::events(&db);
    let add = if major >= 18 {
        "ALTER TABLE events ADD COLUMN other bigint, ADD FOREIGN KEY (id) REFERENCES tenants NOT VALID,
             ADD CONSTRAINT loose FOREIGN KEY (other) REFERENCES tenants NOT ENFORCED"
    } else {
        // Not on a partitioned table before 18, but its partition may have such a key.
        "ALTER TABLE events_now ADD FOREIGN KEY (id) REFERENCES tenants NOT VALID"
    };
    db.execute(add);
    partitions(&db, &["ensure"]).ok();
    let wanted = keys(&db, "events");
    assert_eq!(wanted.len(), if major >= 18 { 3 } else { 1 });
    assert_eq!(keys(&db, &named(&db, 1)).len(), wanted.len());
}

#[test]
fn who_owns_a_schema_and_no_more_looks_after_its_tables() {
    let db = Database::on(Cluster::shared());
    let owner = format!("{}_schema", db.name());
    db.execute(&format!("CREATE ROLE {owner} LOGIN; CREATE SCHEMA own AUTHORIZATION {owner}"));
    let (last, this, next) = (month(&db, -1), month(&db, 0), month(&db, 1));
    let url = db.url_as(&owner);
    let made = Database::try_query(
        &url,
        &format!(
            "SET search_path = own;
             CREATE TABLE tenants (id bigint PRIMARY KEY); INSERT INTO tenants VALUES (1);
             ALTER TABLE tenants ENABLE ROW LEVEL SECURITY; ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
             CREATE TABLE events (at timestamptz NOT NULL, tenant bigint REFERENCES tenants) PARTITION BY RANGE (at);
             CREATE TABLE now PARTITION OF events FOR VALUES FROM ('{this}-01 00:00:00+00') TO ('{next}-01 00:00:00+00');
             CREATE TABLE rest PARTITION OF events DEFAULT; INSERT INTO events VALUES ('{last}-02', 1)"
        ),
    );
    made.unwrap();
    for command in ["drain", "ensure", "check"] {
        let call = Migrate::new(std::path::Path::new("/"));
        call.args(["--database-url", &url, "partitions", command]).ok();
    }
    assert_eq!(bounds(&db, "own.events").len(), 6);
    assert_eq!(db.value("SELECT count(*) FROM own.rest"), "0");
}
