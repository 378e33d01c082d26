-- Undoes whatever the script before left in the session. `RESET ALL` leaves the role, temporary
-- tables, prepared statements, cursors and subscriptions as they are, and `DISCARD ALL` would give
-- up the advisory lock: hence one by one. All of it may run inside a transaction. Prepared statements
-- are taken away where a script left any, see record.rs.
RESET SESSION AUTHORIZATION;
RESET ROLE;
RESET ALL;
CLOSE ALL;
UNLISTEN *;
DISCARD TEMP;
DISCARD SEQUENCES;
