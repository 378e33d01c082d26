-- The constraints of some tables. From version 18 on NOT NULL is one, too: told only where it is not as usual, for
-- the column says it already.
-- $1 oid[]: the relations
-- -> relation oid, name text, within text (the constraint of the parent table, or null); every column behind them is
--    an aspect: text, null where it is as usual
SELECT
    k.conrelid::oid AS relation,
    quote_ident(k.conname)::text AS name,
    CASE
        WHEN k.conparentid <> 0 THEN (
            SELECT 'constraint ' || quote_ident(u.conname) || ' on ' || u.conrelid::regclass::text
            FROM pg_catalog.pg_constraint AS u WHERE u.oid = k.conparentid
        )
        WHEN NOT k.conislocal THEN 'constraint ' || quote_ident(k.conname) || ' on ' || (
            SELECT h.inhparent::regclass::text FROM pg_catalog.pg_inherits AS h
            WHERE h.inhrelid = k.conrelid ORDER BY h.inhseqno LIMIT 1
        )
    END::text AS within,
    pg_get_constraintdef(k.oid)::text AS definition,
    CASE WHEN NOT k.convalidated THEN 'no' END::text AS valid,
    CASE WHEN k.connoinherit AND k.contype IN ('c', 'n') THEN 'no' END::text AS inheritable,
    CASE WHEN k.coninhcount > 0 AND k.conislocal THEN 'and local' END::text AS inherited,
    g.firing::text AS triggers,
    d.description::text AS comment
FROM pg_catalog.pg_constraint AS k
LEFT JOIN (
    SELECT i.tgconstraint, string_agg(
        (i.tgfoid::regproc)::text || CASE i.tgenabled WHEN 'D' THEN ' disabled' WHEN 'R' THEN ' on replicas' ELSE ' always' END,
        ', ' ORDER BY (i.tgfoid::regproc)::text COLLATE "C", i.tgenabled
    ) AS firing
    FROM pg_catalog.pg_trigger AS i WHERE i.tgisinternal AND i.tgenabled <> 'O' GROUP BY i.tgconstraint
) AS g ON g.tgconstraint = k.oid
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid AND d.objsubid = 0
WHERE k.conrelid = ANY ($1) AND k.contype <> 't'
    AND (
        k.contype <> 'n' OR NOT k.convalidated OR k.connoinherit OR d.description IS NOT NULL
        OR k.conname <> (
            SELECT format('%s_%s_not_null', c.relname, a.attname)
            FROM pg_catalog.pg_class AS c
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
            WHERE c.oid = k.conrelid
        )
    )
