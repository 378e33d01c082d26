-- What happened in the organization, newest first; a page at a time.
-- $1 timestamptz, $2 bigint: created_at and activity_id of the last row that was seen; for the first page the current
-- time and 9223372036854775807. Rows of one transaction share their created_at, so that one alone would lose rows
-- between two pages. Hand it back as it came, with its microseconds: as text where the driver's own type is coarser.
-- Served by activities_pkey (organization_id, created_at, activity_id), newest partition first, older ones not at all
-- where the page is full; the first condition is what leaves newer partitions out. The name is a sub-select, looked up
-- for the rows of the page: a join makes the server read all users while they are some ten thousands.
SELECT
    a.created_at,
    a.activity_id,
    a.action,
    a.entity_type,
    a.entity_id,
    (SELECT u.full_name FROM users AS u WHERE u.user_id = a.user_id) AS who,
    a.metadata
FROM activities AS a
WHERE a.created_at <= $1
    AND (a.created_at, a.activity_id) < ($1, $2)
ORDER BY a.created_at DESC, a.activity_id DESC
LIMIT 50
