-- Every relation of the database that has the name of one of our tables, and whether it is one as we make them: a plain
-- table of the role that asks, with nothing on it that bookkeeping_tables.sql would have to look at. That question costs
-- the server ten times as much, most of it for its plan, and every session would pay for it.
-- What a flag of the relation tells is not looked up: the server keeps each as long as there is such a thing. Policies and statistics
-- depend on their table; a primary key has neither expression nor predicate, and the operators of its column's type.
-- $1 name[]: the names of our tables
-- -> schema text, name text, kind text, owner text, usual bool, rights text (as pg_class.relacl has them; null: the
--    owner's alone), column_rights text, column_names text[], column_types text[], column_plain bool,
--    expressions text[] (of its defaults and CHECK constraints), comment text
SELECT
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    c.relkind::pg_catalog.text AS kind,
    pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text AS owner,
    (
        c.relkind = 'r' AND c.reloftype = 0 AND NOT c.relhasrules AND NOT c.relhastriggers AND NOT c.relrowsecurity
        AND NOT c.relhassubclass AND NOT c.relispartition AND pg_catalog.pg_get_userbyid(c.relowner) = current_user
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits AS i WHERE i.inhrelid = c.oid)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_index AS i WHERE i.indrelid = c.oid AND NOT i.indisprimary)
        AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_depend AS d
            WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = c.oid
                AND d.classid IN (
                    'pg_catalog.pg_policy'::pg_catalog.regclass, 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
                )
        )
    )::pg_catalog.bool AS usual,
    pg_catalog.array_to_string(c.relacl, ' ')::pg_catalog.text AS rights,
    a.rights::pg_catalog.text AS column_rights,
    a.names::pg_catalog.text[] AS column_names,
    a.types::pg_catalog.text[] AS column_types,
    a.plain::pg_catalog.bool AS column_plain,
    (
        ARRAY(
            SELECT pg_catalog.pg_get_expr(k.conbin, k.conrelid)
            FROM pg_catalog.pg_constraint AS k
            WHERE k.conrelid = c.oid AND k.contype = 'c'
        ) || ARRAY(SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef AS d WHERE d.adrelid = c.oid)
    )::pg_catalog.text[] AS expressions,
    o.description::pg_catalog.text AS comment
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_description AS o
    ON o.objoid = c.oid AND o.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND o.objsubid = 0
CROSS JOIN LATERAL (
    SELECT
        COALESCE(pg_catalog.array_agg(b.attname::pg_catalog.text ORDER BY b.attnum), '{}') AS names,
        COALESCE(pg_catalog.array_agg(pg_catalog.format_type(b.atttypid, NULL) ORDER BY b.attnum), '{}') AS types,
        pg_catalog.string_agg(pg_catalog.array_to_string(b.attacl, ' '), ' ') AS rights,
        COALESCE(
            pg_catalog.bool_and(
                b.attgenerated = '' AND b.atttypid IN (
                    'pg_catalog.int4'::pg_catalog.regtype, 'pg_catalog.int8'::pg_catalog.regtype,
                    'pg_catalog.float8'::pg_catalog.regtype, 'pg_catalog.text'::pg_catalog.regtype,
                    'pg_catalog.varchar'::pg_catalog.regtype, 'pg_catalog.timestamptz'::pg_catalog.regtype,
                    'pg_catalog.jsonb'::pg_catalog.regtype
                )
            ),
            true
        ) AS plain
    FROM pg_catalog.pg_attribute AS b
    WHERE b.attrelid = c.oid AND b.attnum > 0 AND NOT b.attisdropped
) AS a
WHERE c.relname = ANY($1) AND n.nspname !~ '^pg_'
ORDER BY n.nspname, c.relname
