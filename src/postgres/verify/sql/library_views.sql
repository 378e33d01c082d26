-- Views, as the server stores them.
-- -> oid oid, tree text, invoker bool
SELECT
    c.oid::pg_catalog.oid AS oid,
    r.ev_action::pg_catalog.text AS tree,
    COALESCE(
        (SELECT o.option_value::pg_catalog.bool FROM pg_catalog.pg_options_to_table(c.reloptions) AS o WHERE o.option_name = 'security_invoker'),
        false
    )::pg_catalog.bool AS invoker
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_rewrite AS r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
WHERE c.relkind = 'v' AND c.oid >= 16384
ORDER BY c.oid
