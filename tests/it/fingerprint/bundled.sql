-- Changes of what the server and extensions brought along, a paragraph each, with what has to be told.

-- changed function pg_catalog.textlike(text, text)
ALTER FUNCTION pg_catalog.textlike(text, text) LEAKPROOF;

-- changed function pg_catalog.lower(text)
ALTER FUNCTION pg_catalog.lower(text) COST 50;

-- changed function pg_catalog.upper(text)
ALTER FUNCTION pg_catalog.upper(text) SET work_mem = '1MB';

-- changed function pg_catalog.initcap(text)
ALTER FUNCTION pg_catalog.initcap(text) OWNER TO reader;

-- changed function pg_catalog.lpad(text, integer)
CREATE OR REPLACE FUNCTION pg_catalog.lpad(text, int) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS 'SELECT $1';

-- removed function pg_catalog.rpad(text, integer)
-- added function pg_catalog.rpad_once(text, integer)
ALTER FUNCTION pg_catalog.rpad(text, int) RENAME TO rpad_once;

-- changed aggregate pg_catalog.sum(integer)
ALTER AGGREGATE pg_catalog.sum(int) OWNER TO reader;

-- changed function pg_catalog.now()
COMMENT ON FUNCTION pg_catalog.now() IS 'mine';

-- changed function pg_catalog.pi()
COMMENT ON FUNCTION pg_catalog.pi() IS NULL;

-- added function pg_catalog.mine()
CREATE FUNCTION pg_catalog.mine() RETURNS int LANGUAGE sql AS 'SELECT 1';

-- changed type pg_catalog.int4
COMMENT ON TYPE pg_catalog.int4 IS 'mine';

-- changed type pg_catalog._point
-- changed type pg_catalog.point
ALTER TYPE pg_catalog.point OWNER TO reader;

-- changed domain information_schema.cardinal_number
ALTER DOMAIN information_schema.cardinal_number DROP CONSTRAINT cardinal_number_domain_check;

-- changed table pg_catalog.pg_class
COMMENT ON COLUMN pg_catalog.pg_class.relname IS 'mine';

-- changed table pg_catalog.pg_proc
COMMENT ON TABLE pg_catalog.pg_proc IS 'mine';

-- changed table information_schema.sql_features
ALTER TABLE information_schema.sql_features ADD COLUMN mine int;

-- changed view information_schema.tables
ALTER VIEW information_schema.tables SET (security_barrier);

-- changed view information_schema.information_schema_catalog_name
CREATE OR REPLACE VIEW information_schema.information_schema_catalog_name AS
    SELECT current_database()::information_schema.sql_identifier AS catalog_name WHERE true;

-- changed operator pg_catalog.+(integer, integer)
COMMENT ON OPERATOR pg_catalog.+ (int, int) IS 'mine';

-- changed operator pg_catalog.<@(point, box)
-- changed operator pg_catalog.<(integer, integer)
ALTER OPERATOR pg_catalog.< (int, int) SET (RESTRICT = NONE);
ALTER OPERATOR pg_catalog.<@ (point, box) OWNER TO reader;

-- changed operator class pg_catalog.int4_ops using btree
COMMENT ON OPERATOR CLASS pg_catalog.int4_ops USING btree IS 'mine';

-- changed operator family pg_catalog.integer_ops using btree
ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD FUNCTION 1 (int, numeric) compare(int, numeric);

-- changed operator family pg_catalog.text_ops using btree
ALTER OPERATOR FAMILY pg_catalog.text_ops USING btree OWNER TO reader;

-- changed operator family pg_catalog.float_ops using btree
ALTER OPERATOR FAMILY pg_catalog.float_ops USING btree ADD OPERATOR 1 <<< (int, numeric);

-- changed cast (integer as bigint)
COMMENT ON CAST (int AS bigint) IS 'mine';

-- changed collation pg_catalog."C"
COMMENT ON COLLATION pg_catalog."C" IS 'mine';

-- changed conversion pg_catalog.utf8_to_iso_8859_1
COMMENT ON CONVERSION pg_catalog.utf8_to_iso_8859_1 IS 'mine';

-- changed language sql
ALTER LANGUAGE sql OWNER TO reader;

-- changed language plpgsql
COMMENT ON LANGUAGE plpgsql IS 'mine';

-- changed access method btree
COMMENT ON ACCESS METHOD btree IS 'mine';

-- changed schema pg_catalog
COMMENT ON SCHEMA pg_catalog IS 'mine';

-- changed schema information_schema
ALTER SCHEMA information_schema OWNER TO reader;

-- changed text search configuration pg_catalog.english
ALTER TEXT SEARCH CONFIGURATION pg_catalog.english ALTER MAPPING FOR asciiword WITH plain;

-- changed text search configuration pg_catalog.german
ALTER TEXT SEARCH CONFIGURATION pg_catalog.german DROP MAPPING FOR hword;

-- changed text search configuration pg_catalog.french
ALTER TEXT SEARCH CONFIGURATION pg_catalog.french ALTER MAPPING FOR asciiword WITH simple;

-- removed text search configuration pg_catalog.danish
DROP TEXT SEARCH CONFIGURATION pg_catalog.danish;

-- changed text search dictionary pg_catalog.dutch_stem
ALTER TEXT SEARCH DICTIONARY pg_catalog.dutch_stem (StopWords);

-- changed text search parser pg_catalog."default"
COMMENT ON TEXT SEARCH PARSER pg_catalog.default IS 'mine';

-- changed function public.citext_eq(public.citext, public.citext)
ALTER FUNCTION citext_eq(citext, citext) COST 77;

-- changed function public.citext_ne(public.citext, public.citext)
COMMENT ON FUNCTION citext_ne(citext, citext) IS 'mine';

-- changed function public.citext_lt(public.citext, public.citext)
ALTER FUNCTION citext_lt(citext, citext) LEAKPROOF;

-- changed function public.citext_le(public.citext, public.citext)
ALTER FUNCTION citext_le(citext, citext) OWNER TO reader;

-- added rights on function public.citext_gt(public.citext,public.citext)
REVOKE EXECUTE ON FUNCTION citext_gt(citext, citext) FROM PUBLIC;

-- changed type public.citext
ALTER TYPE citext SET (STORAGE = external);

-- changed operator public.=(public.citext, public.citext)
COMMENT ON OPERATOR = (citext, citext) IS 'mine';

-- changed operator family public.citext_ops using btree
ALTER OPERATOR FAMILY citext_ops USING btree ADD FUNCTION 1 (int, numeric) compare(int, numeric);

-- changed view public.pg_stat_statements
ALTER VIEW pg_stat_statements SET (security_barrier);

-- added rights on relation public.pg_stat_statements_info
GRANT UPDATE ON pg_stat_statements_info TO reader;

-- changed foreign data wrapper postgres_fdw
-- added rights on foreign data wrapper postgres_fdw
COMMENT ON FOREIGN DATA WRAPPER postgres_fdw IS 'mine';
GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO reader;

-- added rights on language plpgsql
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;

-- added rights on column pg_authid.rolname
GRANT SELECT (rolname) ON pg_catalog.pg_authid TO reader;
