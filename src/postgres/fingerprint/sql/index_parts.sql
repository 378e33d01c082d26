-- What the indexes of some tables name by OID: operator classes and collations.
-- $1 oid[]: the relations
-- -> part oid, name text, "type of" oid (that an operator class is the usual one of, or null)
SELECT
    o.oid::oid AS part,
    (quote_ident(n.nspname) || '.' || quote_ident(o.opcname))::text AS name,
    CASE WHEN o.opcdefault THEN o.opcintype END::oid AS "type of"
FROM pg_catalog.pg_opclass AS o
JOIN pg_catalog.pg_namespace AS n ON n.oid = o.opcnamespace
UNION ALL
SELECT x.part, x.part::regcollation::text, NULL
FROM (
    SELECT DISTINCT unnest(i.indcollation::oid[]) AS part
    FROM pg_catalog.pg_index AS i WHERE i.indrelid = ANY ($1)
) AS x
WHERE x.part <> 0
