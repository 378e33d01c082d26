-- What happened in the organization, newest first; a page at a time.
-- $1 timestamptz: before this instant, for the first page the current time
-- Served by activities_pkey (organization_id, created_at, activity_id), newest partition first, older ones not at all
-- where the page is full. The names are looked up for the page only: a join beside the LIMIT would read every month.
SELECT
    a.created_at,
    a.action,
    a.entity_type,
    a.entity_id,
    u.full_name AS who,
    a.metadata
FROM (
    SELECT created_at, action, entity_type, entity_id, user_id, metadata
    FROM activities
    WHERE created_at < $1
    ORDER BY created_at DESC
    LIMIT 50
) AS a
LEFT JOIN users AS u ON u.user_id = a.user_id
ORDER BY a.created_at DESC
