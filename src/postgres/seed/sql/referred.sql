-- Whether a foreign key leads to a table or to one that it is a partition of.
-- $1 text: the table, quoted
-- -> is_referred bool
SELECT EXISTS (
    SELECT FROM pg_catalog.pg_constraint AS k
    WHERE k.contype = 'f' AND k.confrelid = $1::pg_catalog.regclass
)::pg_catalog.bool AS is_referred
