-- The triggers of some tables and views; those of constraints are returned with the constraint.
-- $1 oid[]: the relations
-- -> relation oid, name text, within text (the trigger of the parent table, or null); every column behind them is an
--    aspect: text, null where it is as usual
SELECT
    t.tgrelid::pg_catalog.oid AS relation,
    pg_catalog.quote_ident(t.tgname)::pg_catalog.text AS name,
    (
        SELECT 'trigger ' || pg_catalog.quote_ident(u.tgname) || ' on ' || u.tgrelid::pg_catalog.regclass::pg_catalog.text
        FROM pg_catalog.pg_trigger AS u WHERE u.oid = NULLIF(t.tgparentid, 0)
    )::pg_catalog.text AS within,
    pg_catalog.pg_get_triggerdef(t.oid)::pg_catalog.text AS definition,
    CASE t.tgenabled WHEN 'D' THEN 'never' WHEN 'R' THEN 'on replicas' WHEN 'A' THEN 'always' END::pg_catalog.text AS fires,
    d.description::pg_catalog.text AS comment
FROM pg_catalog.pg_trigger AS t
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_trigger'::pg_catalog.regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE t.tgrelid = ANY ($1) AND (NOT t.tgisinternal OR t.tgparentid <> 0 AND t.tgconstraint = 0)
