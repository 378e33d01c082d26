//! Keys: indexed, validated, and led by the tenant.

use super::fixture::filled;
use crate::support::Cluster;

#[test]
fn every_foreign_key_has_an_index_and_no_index_is_a_prefix_of_another() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let unindexed = db.query(
        "SELECT k.conrelid::regclass || '.' || k.conname FROM pg_constraint AS k
         WHERE k.contype = 'f' AND NOT EXISTS (
             SELECT FROM pg_index AS i WHERE i.indrelid = k.conrelid AND i.indisvalid
                 AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) IN (
                     SELECT format('(%I IS NOT NULL)', a.attname) FROM pg_attribute AS a
                     WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)))
                 AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)",
    );
    assert_eq!(unindexed, Vec::<String>::new());
    let redundant = db.query(
        "SELECT i.indexrelid::regclass || ' < ' || j.indexrelid::regclass FROM pg_index AS i
         JOIN pg_index AS j ON j.indrelid = i.indrelid AND j.indexrelid <> i.indexrelid
         JOIN pg_class AS c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
         WHERE NOT i.indisunique AND i.indexprs IS NULL
             AND pg_get_expr(i.indpred, i.indrelid) IS NOT DISTINCT FROM pg_get_expr(j.indpred, j.indrelid)
             AND (j.indkey::int2[])[0:i.indnkeyatts - 1] = (i.indkey::int2[])[0:i.indnkeyatts - 1]
             AND (j.indoption::int2[])[0:i.indnkeyatts - 1] = (i.indoption::int2[])[0:i.indnkeyatts - 1]
             AND (j.indclass::oid[])[0:i.indnkeyatts - 1] = (i.indclass::oid[])[0:i.indnkeyatts - 1]",
    );
    assert_eq!(redundant, Vec::<String>::new());
}

#[test]
fn every_index_is_valid_and_every_constraint_validated() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let open = db.query(
        "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid OR NOT indisready
         UNION ALL SELECT conname FROM pg_constraint WHERE NOT convalidated",
    );
    assert_eq!(open, Vec::<String>::new());
}

#[test]
fn the_tenant_leads_every_key_and_is_in_every_reference_between_tenants() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let tenant = "SELECT a.attrelid, a.attnum, a.attnotnull FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
        WHERE a.attname = 'organization_id' AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace";
    let nullable = db.query(&format!("SELECT attrelid::regclass FROM ({tenant}) AS t WHERE NOT attnotnull"));
    assert_eq!(nullable, Vec::<String>::new());
    let not_led = db.query(&format!(
        "SELECT i.indexrelid::regclass::text FROM pg_index AS i JOIN ({tenant}) AS t ON t.attrelid = i.indrelid
         WHERE i.indisunique AND i.indkey[0] <> t.attnum ORDER BY 1"
    ));
    // Unique over the whole platform, on purpose.
    assert_eq!(not_led, ["organizations_slug_key"]);
    let crossing = db.query(&format!(
        "SELECT k.conrelid::regclass || '.' || k.conname FROM pg_constraint AS k
         JOIN ({tenant}) AS a ON a.attrelid = k.conrelid JOIN ({tenant}) AS b ON b.attrelid = k.confrelid
         WHERE k.contype = 'f' AND NOT EXISTS (
             SELECT FROM unnest(k.conkey, k.confkey) AS u (x, y) WHERE x = a.attnum AND y = b.attnum)"
    ));
    assert_eq!(crossing, Vec::<String>::new());
}
