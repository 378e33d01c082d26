-- What expressions of the catalog read like.
-- $1 oid[]: policies, for USING, $2 oid[]: policies, for WITH CHECK, $3 oid[]: constraints, $4 oid[]: indexes, for
-- their predicates
-- -> place int4 (1 to 4: which of the lists), object oid, expression text
SELECT
    1::pg_catalog.int4 AS place,
    p.oid::pg_catalog.oid AS object,
    pg_catalog.pg_get_expr(p.polqual, p.polrelid)::pg_catalog.text AS expression
FROM pg_catalog.pg_policy AS p
WHERE p.oid = ANY ($1)
UNION ALL
SELECT 2, p.oid, pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) FROM pg_catalog.pg_policy AS p WHERE p.oid = ANY ($2)
UNION ALL
SELECT 3, k.oid, pg_catalog.pg_get_constraintdef(k.oid) FROM pg_catalog.pg_constraint AS k WHERE k.oid = ANY ($3)
UNION ALL
SELECT 4, i.indexrelid, pg_catalog.pg_get_expr(i.indpred, i.indrelid) FROM pg_catalog.pg_index AS i WHERE i.indexrelid = ANY ($4)
