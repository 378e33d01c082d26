-- What has the name of an index, a key or a foreign key, or is the primary key instead of one.
-- $1 oid[]: the tables that they stand on  $2 text[]: their names  $3 bool[]: a foreign key  $4 bool[]: a primary key
-- -> relation oid, piece text, is_reference bool, kind text (p: primary key, c: constraint, i: index, t: table, r: another relation),
--    name text (quoted; of a relation qualified), table_name text (qualified, quoted; empty: none)
SELECT
    x.target::pg_catalog.oid AS relation,
    x.piece::pg_catalog.text AS piece,
    x.is_reference::pg_catalog.bool AS is_reference,
    o.kind::pg_catalog.text AS kind,
    o.name::pg_catalog.text AS name,
    o.table_name::pg_catalog.text AS table_name
FROM ROWS FROM (
    pg_catalog.unnest($1), pg_catalog.unnest($2), pg_catalog.unnest($3), pg_catalog.unnest($4)
) AS x (target, piece, is_reference, is_primary)
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN k.contype = 'p' THEN 'p' ELSE 'c' END AS kind,
        pg_catalog.quote_ident(k.conname) AS name,
        pg_catalog.format('%I.%I', n.nspname, t.relname) AS table_name,
        CASE WHEN k.conname = x.piece THEN 1 ELSE 2 END AS place
    FROM pg_catalog.pg_constraint AS k
    JOIN pg_catalog.pg_class AS t ON t.oid = k.conrelid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
    WHERE k.conrelid = x.target AND (k.conname = x.piece OR (x.is_primary AND k.contype = 'p'))
    UNION ALL
    SELECT
        CASE
            WHEN k.contype = 'p' THEN 'p'
            WHEN k.oid IS NOT NULL THEN 'c'
            WHEN c.relkind IN ('i', 'I') THEN 'i'
            WHEN c.relkind IN ('r', 'p', 'f') THEN 't'
            ELSE 'r'
        END,
        CASE
            WHEN k.oid IS NULL THEN pg_catalog.format('%I.%I', m.nspname, c.relname)
            ELSE pg_catalog.quote_ident(k.conname)
        END,
        CASE WHEN t.oid IS NULL THEN '' ELSE pg_catalog.format('%I.%I', n.nspname, t.relname) END,
        3
    FROM pg_catalog.pg_class AS target
    JOIN pg_catalog.pg_class AS c ON c.relnamespace = target.relnamespace AND c.relname = x.piece
    JOIN pg_catalog.pg_namespace AS m ON m.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
    LEFT JOIN pg_catalog.pg_class AS t ON t.oid = i.indrelid
    LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
    LEFT JOIN pg_catalog.pg_constraint AS k ON k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')
    WHERE target.oid = x.target AND NOT x.is_reference
    ORDER BY 4
    LIMIT 1
) AS o
