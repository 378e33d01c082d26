-- The constraints of some tables. From version 18 on NOT NULL is one, too: told only where it is not as usual, for
-- the column says it already.
-- $1 oid[]: the relations
-- -> relation oid, name text, within text (the constraint of the parent table, or null), object oid; of a CHECK
--    tree text (what is stored) and "is usual" bool (nothing stands behind the expression); "key kind" "char":
--    of a key without anything unusual f, p or u, and then keys int2[], referred oid, "referred keys" int2[], "on update",
--    "on delete" "char"; every other column is an aspect: text, null where it is as usual. Where there is no
--    definition, it is for the caller to write: the server is slow.
SELECT
    k.conrelid::pg_catalog.oid AS relation,
    pg_catalog.quote_ident(k.conname)::pg_catalog.text AS name,
    CASE
        WHEN k.conparentid <> 0 THEN (
            SELECT 'constraint ' || pg_catalog.quote_ident(u.conname) || ' on ' || u.conrelid::pg_catalog.regclass::pg_catalog.text
            FROM pg_catalog.pg_constraint AS u WHERE u.oid = k.conparentid
        )
        WHEN NOT k.conislocal THEN 'constraint ' || pg_catalog.quote_ident(k.conname) || ' on ' || (
            SELECT h.inhparent::pg_catalog.regclass::pg_catalog.text FROM pg_catalog.pg_inherits AS h
            WHERE h.inhrelid = k.conrelid ORDER BY h.inhseqno LIMIT 1
        )
    END::pg_catalog.text AS within,
    CASE WHEN k.contype <> 'c' AND NOT x.is_plain THEN pg_catalog.pg_get_constraintdef(k.oid) END::pg_catalog.text AS definition,
    CASE WHEN NOT k.convalidated THEN 'no' END::pg_catalog.text AS valid,
    CASE WHEN k.connoinherit AND k.contype IN ('c', 'n') THEN 'no' END::pg_catalog.text AS inheritable,
    CASE WHEN k.coninhcount > 0 AND k.conislocal THEN 'and local' END::pg_catalog.text AS inherited,
    g.firing::pg_catalog.text AS triggers,
    d.description::pg_catalog.text AS comment,
    k.oid::pg_catalog.oid AS object,
    CASE k.contype WHEN 'c' THEN k.conbin END::pg_catalog.text AS tree,
    (k.contype = 'c' AND k.convalidated AND NOT k.connoinherit)::pg_catalog.bool AS "is usual",
    CASE WHEN x.is_plain THEN k.contype END::pg_catalog."char" AS "key kind",
    k.conkey::pg_catalog.int2[] AS keys,
    k.confrelid::pg_catalog.oid AS referred,
    k.confkey::pg_catalog.int2[] AS "referred keys",
    k.confupdtype::pg_catalog."char" AS "on update",
    k.confdeltype::pg_catalog."char" AS "on delete"
FROM pg_catalog.pg_constraint AS k
LEFT JOIN pg_catalog.pg_index AS e ON e.indexrelid = k.conindid
-- New in version 15: a column that is not there is this one.
CROSS JOIN (VALUES (NULL::pg_catalog.int2[], false)) AS absent (confdelsetcols, indnullsnotdistinct)
CROSS JOIN LATERAL (
    SELECT confdelsetcols AS columns_to_set, indnullsnotdistinct AS nulls_are_equal FROM (SELECT k.*) AS a, (SELECT e.*) AS b
) AS recent
CROSS JOIN LATERAL (
    SELECT (k.convalidated AND NOT k.condeferrable AND NOT e.indisexclusion AND CASE k.contype
        WHEN 'f' THEN k.confmatchtype = 's' AND recent.columns_to_set IS NULL
        WHEN 'p' THEN e.indnatts = e.indnkeyatts
        WHEN 'u' THEN e.indnatts = e.indnkeyatts AND NOT recent.nulls_are_equal
        ELSE false
    END) IS TRUE AS is_plain
) AS x
LEFT JOIN (
    SELECT i.tgconstraint, pg_catalog.string_agg(
        (i.tgfoid::pg_catalog.regproc)::pg_catalog.text || CASE i.tgenabled WHEN 'D' THEN ' disabled' WHEN 'R' THEN ' on replicas' ELSE ' always' END,
        ', ' ORDER BY (i.tgfoid::pg_catalog.regproc)::pg_catalog.text COLLATE pg_catalog."C", i.tgenabled
    ) AS firing
    FROM pg_catalog.pg_trigger AS i WHERE i.tgisinternal AND i.tgenabled <> 'O' GROUP BY i.tgconstraint
) AS g ON g.tgconstraint = k.oid
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND d.objoid = k.oid AND d.objsubid = 0
WHERE k.conrelid = ANY ($1) AND k.contype <> 't'
    AND (
        k.contype <> 'n' OR NOT k.convalidated OR k.connoinherit OR d.description IS NOT NULL
        OR k.conname <> (
            SELECT pg_catalog.format('%s_%s_not_null', c.relname, a.attname)
            FROM pg_catalog.pg_class AS c
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
            WHERE c.oid = k.conrelid
        )
    )
