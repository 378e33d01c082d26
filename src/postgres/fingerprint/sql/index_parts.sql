-- What the indexes of some tables name by OID: operator classes and collations.
-- $1 oid[]: the relations
-- -> part oid, name text, "usual for" oid[] (the types of columns that an operator class is the usual one for)
WITH RECURSIVE based (type, base) AS (
    SELECT DISTINCT a.atttypid AS type, a.atttypid AS base FROM pg_catalog.pg_attribute AS a
    WHERE a.attrelid = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT b.type, t.typbasetype FROM based AS b
    JOIN pg_catalog.pg_type AS t ON t.oid = b.base AND t.typtype = 'd'
), candidates AS (
    -- As the server looks for one (GetDefaultOpClass): for exactly that type, or else for what it can be taken for.
    SELECT
        b.type, o.oid, o.opcmethod, o.opcintype = b.base AS is_exact, w.typispreferred AND w.typcategory = t.typcategory AS is_preferred
    FROM based AS b
    JOIN pg_catalog.pg_type AS t ON t.oid = b.base AND t.typtype <> 'd'
    JOIN pg_catalog.pg_opclass AS o ON o.opcdefault
    JOIN pg_catalog.pg_type AS w ON w.oid = o.opcintype
    CROSS JOIN LATERAL (SELECT t.typsubscript = 'pg_catalog.array_subscript_handler'::pg_catalog.regproc AS is_array) AS s
    WHERE o.opcintype = b.base OR CASE o.opcintype
        WHEN 'pg_catalog.anyarray'::pg_catalog.regtype THEN s.is_array
        WHEN 'pg_catalog.anyenum'::pg_catalog.regtype THEN t.typtype = 'e'
        WHEN 'pg_catalog.anyrange'::pg_catalog.regtype THEN t.typtype = 'r'
        WHEN 'pg_catalog.anymultirange'::pg_catalog.regtype THEN t.typtype = 'm'
        WHEN 'pg_catalog.record'::pg_catalog.regtype THEN t.typtype = 'c'
        WHEN 'pg_catalog.anynonarray'::pg_catalog.regtype THEN NOT s.is_array
        WHEN 'pg_catalog.anyelement'::pg_catalog.regtype THEN true
        WHEN 'pg_catalog."any"'::pg_catalog.regtype THEN true
        ELSE EXISTS (
            SELECT FROM pg_catalog.pg_cast AS k
            WHERE k.castsource = b.base AND k.casttarget = o.opcintype AND k.castmethod = 'b' AND k.castcontext = 'i'
        )
    END
), counted AS (
    SELECT
        c.type, c.oid, c.is_exact, c.is_preferred,
        pg_catalog.count(*) FILTER (WHERE c.is_exact) OVER alike AS exact,
        pg_catalog.count(*) FILTER (WHERE c.is_preferred) OVER alike AS preferred,
        pg_catalog.count(*) OVER alike AS candidates
    FROM candidates AS c
    WINDOW alike AS (PARTITION BY c.type, c.opcmethod)
), usual AS (
    SELECT c.oid, pg_catalog.array_agg(c.type) AS types FROM counted AS c
    WHERE CASE
        WHEN c.exact > 0 THEN c.is_exact
        WHEN c.preferred > 0 THEN c.preferred = 1 AND c.is_preferred
        ELSE c.candidates = 1
    END
    GROUP BY c.oid
)
SELECT
    o.oid::pg_catalog.oid AS part,
    (CASE WHEN n.nspname <> 'pg_catalog' THEN pg_catalog.quote_ident(n.nspname) || '.' ELSE '' END || pg_catalog.quote_ident(o.opcname))::pg_catalog.text AS name,
    COALESCE(u.types, '{}')::pg_catalog.oid[] AS "usual for"
FROM pg_catalog.pg_opclass AS o
JOIN pg_catalog.pg_namespace AS n ON n.oid = o.opcnamespace
LEFT JOIN usual AS u ON u.oid = o.oid
UNION ALL
SELECT x.part, x.part::pg_catalog.regcollation::pg_catalog.text, '{}'
FROM (
    SELECT DISTINCT pg_catalog.unnest(i.indcollation::pg_catalog.oid[]) AS part
    FROM pg_catalog.pg_index AS i WHERE i.indrelid = ANY ($1)
) AS x
WHERE x.part <> 0
