-- Whether the transaction that ran a script is committed: its own entry is there. Another run of the
-- same script would have another transaction id.
-- $1 int8: version, $2 text: direction, $3 text: transaction id  -> committed bool
SELECT EXISTS (
    SELECT FROM bookkeeping.migrate_journal AS j
    WHERE j.version = $1 AND j.direction = $2 AND j.outcome = 'done' AND j.transaction_id = $3
)::pg_catalog.bool AS committed
