//! Everything says what it is for, and functions are closed to strangers.

use super::fixture::filled;
use crate::support::Cluster;

#[test]
fn every_table_column_and_function_has_a_comment() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let mute = db.query(
        "SELECT 'table ' || c.relname FROM pg_class AS c
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
             AND c.relname NOT IN ('refinery_schema_history', 'migrate_journal') AND obj_description(c.oid, 'pg_class') IS NULL
         UNION ALL
         SELECT 'column ' || c.relname || '.' || a.attname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
             AND c.relname NOT IN ('refinery_schema_history', 'migrate_journal') AND a.attnum > 0 AND NOT a.attisdropped
             AND col_description(c.oid, a.attnum) IS NULL
         UNION ALL
         SELECT 'function ' || p.oid::regprocedure FROM pg_proc AS p
         WHERE p.pronamespace = 'app'::regnamespace AND obj_description(p.oid, 'pg_proc') IS NULL
         UNION ALL
         SELECT 'schema app' WHERE obj_description('app'::regnamespace, 'pg_namespace') IS NULL",
    );
    assert_eq!(mute, Vec::<String>::new());
}

#[test]
fn functions_fix_their_search_path_are_not_public_and_hide_no_setting() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let open = db.query(
        "SELECT p.oid::regprocedure || ': ' || w.why FROM pg_proc AS p CROSS JOIN LATERAL (VALUES
             (CASE WHEN NOT 'search_path=\"\"' = ANY (COALESCE(p.proconfig, '{}')) THEN 'no search_path' END),
             (CASE WHEN has_function_privilege('public', p.oid, 'EXECUTE') THEN 'public' END),
             (CASE WHEN p.provolatile = 'i' THEN 'immutable' END),
             (CASE WHEN p.proleakproof THEN 'leakproof' END),
             (CASE WHEN pg_get_userbyid(p.proowner) NOT IN ('app_owner', 'app_lookup') THEN 'owner' END)
         ) AS w (why)
         WHERE p.pronamespace = 'app'::regnamespace AND w.why IS NOT NULL",
    );
    assert_eq!(open, Vec::<String>::new());
    let elsewhere = db.query(
        "SELECT p.oid::regprocedure FROM pg_proc AS p
         WHERE p.prosecdef AND p.pronamespace NOT IN ('app'::regnamespace, 'pg_catalog'::regnamespace)
             AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS s WHERE s LIKE 'search_path=%')",
    );
    assert_eq!(elsewhere, Vec::<String>::new());
}
