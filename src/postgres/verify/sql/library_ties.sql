-- Which columns a foreign key leads from and to.
-- -> relation oid, target oid, columns int2[], target_columns int2[]
SELECT
    k.conrelid::pg_catalog.oid AS relation,
    k.confrelid::pg_catalog.oid AS target,
    k.conkey::pg_catalog.int2[] AS columns,
    k.confkey::pg_catalog.int2[] AS target_columns
FROM pg_catalog.pg_constraint AS k
WHERE k.contype = 'f' AND k.conparentid = 0
ORDER BY k.conrelid, k.oid
