-- By which operators the primary key of a table tells its rows apart, as statements take them.
-- $1 oid: the table, $2 text[]: the columns of the key; no rows where it has others
-- -> name text, operator text (`OPERATOR(pg_catalog.=)`)
SELECT
    a.attname::pg_catalog.text AS name,
    pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname)::pg_catalog.text AS operator
FROM pg_catalog.pg_index AS i
CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(i.indkey::pg_catalog.int2[]), pg_catalog.unnest(i.indclass::pg_catalog.oid[]))
    AS k (attnum, opclass)
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
JOIN pg_catalog.pg_opclass AS c ON c.oid = k.opclass
JOIN pg_catalog.pg_amop AS m
    ON m.amopfamily = c.opcfamily AND m.amopstrategy = 3 AND m.amoplefttype = c.opcintype AND m.amoprighttype = c.opcintype
JOIN pg_catalog.pg_operator AS o ON o.oid = m.amopopr
JOIN pg_catalog.pg_namespace AS n ON n.oid = o.oprnamespace
WHERE i.indrelid = $1 AND i.indisprimary AND i.indnkeyatts = pg_catalog.cardinality($2) AND a.attname = ANY ($2)
