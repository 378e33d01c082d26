-- Whether the server counts the rows that this session writes.
-- -> is_counting bool
SELECT pg_catalog.current_setting('track_counts')::pg_catalog.bool AS is_counting
