-- What happened in the organization, newest first; a page at a time.
-- $1 timestamptz: before this instant, for the first page the current time
-- Served by activities_pkey (organization_id, created_at, activity_id), newest partition first.
SELECT
    a.created_at,
    a.action,
    a.entity_type,
    a.entity_id,
    u.full_name AS who,
    a.metadata
FROM activities AS a
LEFT JOIN users AS u ON u.user_id = a.user_id
WHERE a.created_at < $1
ORDER BY a.created_at DESC
LIMIT 50
