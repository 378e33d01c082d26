-- Casts that the server did not bring along.
-- -> source oid, target oid
SELECT k.castsource::pg_catalog.oid AS source, k.casttarget::pg_catalog.oid AS target
FROM pg_catalog.pg_cast AS k
WHERE k.oid >= 16384
ORDER BY k.oid
