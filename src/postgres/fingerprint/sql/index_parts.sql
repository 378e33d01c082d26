-- What the indexes of some tables name by OID: operator classes and collations.
-- $1 oid[]: the relations
-- -> part oid, name text, "type of" oid (that an operator class is the usual one of, or null)
SELECT
    o.oid::pg_catalog.oid AS part,
    (pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(o.opcname))::pg_catalog.text AS name,
    CASE WHEN o.opcdefault THEN o.opcintype END::pg_catalog.oid AS "type of"
FROM pg_catalog.pg_opclass AS o
JOIN pg_catalog.pg_namespace AS n ON n.oid = o.opcnamespace
UNION ALL
SELECT x.part, x.part::pg_catalog.regcollation::pg_catalog.text, NULL
FROM (
    SELECT DISTINCT pg_catalog.unnest(i.indcollation::pg_catalog.oid[]) AS part
    FROM pg_catalog.pg_index AS i WHERE i.indrelid = ANY ($1)
) AS x
WHERE x.part <> 0
