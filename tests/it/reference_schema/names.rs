//! Names follow the one rule that stands at the head of V001.

use super::fixture::filled;
use crate::support::Cluster;

/// Every name of a table's parts beside the one that the rule gives it. Partitions are PostgreSQL's own affair.
const NAMES: &str = "
    WITH tables AS (
        SELECT oid, relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
            AND relname NOT IN ('refinery_schema_history', 'migrate_journal')
    ), spelled AS (
        SELECT i.indexrelid, t.relname AS table_name, i.indisprimary, i.indisunique, c.relname AS name,
            string_agg(COALESCE(a.attname, CASE pg_get_indexdef(i.indexrelid, k.place::integer, true)
                    WHEN 'lower(email)' THEN 'email' ELSE '?' END), '_' ORDER BY k.place)
                FILTER (WHERE k.place > 1 OR a.attname IS DISTINCT FROM 'organization_id') AS columns
        FROM pg_index AS i
        JOIN tables AS t ON t.oid = i.indrelid
        JOIN pg_class AS c ON c.oid = i.indexrelid
        CROSS JOIN unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY AS k (attnum, place)
        LEFT JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum > 0
        GROUP BY 1, 2, 3, 4, 5
    )
    SELECT 'index', table_name, name, CASE
        WHEN indisprimary THEN table_name || '_pkey'
        WHEN indisunique THEN table_name || '_' || columns || '_key'
        ELSE table_name || '_' || columns || '_idx'
    END FROM spelled
    UNION ALL
    SELECT 'foreign key', t.relname, k.conname, t.relname || '_' || a.attname || '_fkey'
    FROM pg_constraint AS k JOIN tables AS t ON t.oid = k.conrelid
    JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[cardinality(k.conkey)]
    WHERE k.contype = 'f'
    UNION ALL
    SELECT 'check', t.relname, k.conname,
        CASE WHEN k.conname ~ ('^' || t.relname || '_[a-z_]+_check$') THEN k.conname ELSE t.relname || '_.._check' END
    FROM pg_constraint AS k JOIN tables AS t ON t.oid = k.conrelid WHERE k.contype = 'c'
    UNION ALL
    SELECT 'trigger', t.relname, g.tgname,
        t.relname || '_' || p.proname || COALESCE(substring(g.tgname FROM '_(?:insert|update|delete)$'), '')
    FROM pg_trigger AS g JOIN tables AS t ON t.oid = g.tgrelid JOIN pg_proc AS p ON p.oid = g.tgfoid
    WHERE NOT g.tgisinternal
    UNION ALL
    SELECT 'policy', t.relname, p.polname, CASE
        WHEN p.polname ~ '^(tenant_isolation|tenant_floor|live_rows|sign_in|permission_(view|insert|update|delete))$'
        THEN p.polname ELSE 'a word of the list' END
    FROM pg_policy AS p JOIN tables AS t ON t.oid = p.polrelid";

#[test]
fn constraints_indexes_triggers_and_policies_are_named_by_one_rule() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let count = db.value(&format!("SELECT count(*) FROM ({NAMES}) AS n"));
    assert!(count.parse::<u32>().unwrap() > 150, "{count}");
    let wrong = db.query(&format!(
        "SELECT kind || ' of ' || of || ': ' || name || ', by the rule ' || COALESCE(expected, '?')
         FROM ({NAMES}) AS n (kind, of, name, expected)
         WHERE name IS DISTINCT FROM expected OR octet_length(name) > 63 ORDER BY 1"
    ));
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn partitions_are_named_by_their_month() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let count = db.value("SELECT count(*) FROM pg_inherits WHERE inhparent = 'activities'::regclass");
    assert_ne!(count, "0");
    let wrong = db.query(
        "SET TimeZone = 'UTC';
         SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits JOIN pg_class AS c ON c.oid = inhrelid
         WHERE inhparent = 'activities'::regclass
             AND (c.relname !~ '^activities_[0-9]{4}_[0-9]{2}$' OR pg_get_expr(c.relpartbound, c.oid) NOT LIKE
                 'FOR VALUES FROM (''' || replace(substr(c.relname, 12), '_', '-') || '-01 00:00:00+00'')%')",
    );
    assert_eq!(wrong, Vec::<String>::new());
}
