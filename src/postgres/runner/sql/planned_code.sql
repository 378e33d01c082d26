-- Who a table belongs to, where the server runs functions of users when it plans a query of it: it evaluates what is
-- constant in the expressions of indexes, CHECK constraints, partition keys and statistics, of partitions, too.
-- $1 text: the table, quoted  -> owner text, is_forced bool (its policies are forced on the owner, too); no row: it
-- runs none
WITH RECURSIVE tree (oid) AS (
    SELECT $1::pg_catalog.regclass::pg_catalog.oid
    UNION
    SELECT i.inhrelid FROM tree AS t JOIN pg_catalog.pg_inherits AS i ON i.inhparent = t.oid
), part (class, oid) AS (
    SELECT c.tableoid, c.oid FROM tree AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.oid
    UNION ALL
    SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, i.indexrelid
    FROM tree AS t JOIN pg_catalog.pg_index AS i ON i.indrelid = t.oid
    UNION ALL
    SELECT k.tableoid, k.oid FROM tree AS t JOIN pg_catalog.pg_constraint AS k ON k.conrelid = t.oid
    UNION ALL
    SELECT s.tableoid, s.oid FROM tree AS t JOIN pg_catalog.pg_statistic_ext AS s ON s.stxrelid = t.oid
)
SELECT
    r.rolname::pg_catalog.text AS owner,
    (c.relrowsecurity AND c.relforcerowsecurity AND NOT (r.rolsuper OR r.rolbypassrls))::pg_catalog.bool AS is_forced
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_roles AS r ON r.oid = c.relowner
WHERE c.oid = $1::pg_catalog.regclass
    AND EXISTS (
        SELECT FROM part AS p
        JOIN pg_catalog.pg_depend AS d ON d.classid = p.class AND d.objid = p.oid
        WHERE d.refobjid >= 16384
            AND d.refclassid IN (
                'pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_operator'::pg_catalog.regclass
            )
    )
