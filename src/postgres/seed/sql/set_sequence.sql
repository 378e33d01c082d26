-- Sets a sequence. No ROLLBACK undoes it.
-- $1 text: the sequence, quoted, $2 int8: the number, $3 bool: whether it was given out already  -> position int8
SELECT pg_catalog.setval($1::pg_catalog.regclass, $2, $3)::pg_catalog.int8 AS position
