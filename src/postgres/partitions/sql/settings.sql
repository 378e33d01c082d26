-- Makes the server write bounds in one way and in UTC, whatever the role's, the database's or the server's
-- defaults are; until the transaction ends.
SET LOCAL TimeZone = 'UTC';
SET LOCAL DateStyle = 'ISO, YMD';
SET LOCAL IntervalStyle = 'postgres';
