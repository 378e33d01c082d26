-- script: a trigger function and its trigger
CREATE TABLE pl01 (a int, b text); CREATE FUNCTION pl01() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'set;' || NEW.a; RETURN NEW; END; $$; CREATE TRIGGER "t;" BEFORE INSERT ON pl01 FOR EACH ROW EXECUTE FUNCTION pl01(); INSERT INTO pl01 VALUES (1)
-- script: a trigger with a condition and arguments
CREATE TABLE pl02 (a int, b text); CREATE FUNCTION pl02() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.b = TG_ARGV[0] || TG_ARGV[1]; RETURN NEW; END'; CREATE TRIGGER t BEFORE INSERT OR UPDATE OF a ON pl02 FOR EACH ROW WHEN (NEW.a > 1 AND NEW.b IS DISTINCT FROM ';') EXECUTE PROCEDURE pl02(';', 'it''s;'); INSERT INTO pl02 VALUES (1), (2);
-- script: a statement trigger with transition tables
CREATE TABLE pl03 (a int); CREATE TABLE pl03l (n bigint); CREATE FUNCTION pl03() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN INSERT INTO pl03l SELECT count(*) FROM new_rows; RETURN NULL; END $f$; CREATE TRIGGER t AFTER INSERT ON pl03 REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION pl03(); INSERT INTO pl03 VALUES (1), (2), (3);
-- script: a constraint trigger
CREATE TABLE pl04 (a int); CREATE FUNCTION pl04() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$; CREATE CONSTRAINT TRIGGER "c;" AFTER INSERT ON pl04 DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pl04(); COMMENT ON TRIGGER "c;" ON pl04 IS ';'; INSERT INTO pl04 VALUES (4);
-- script: instead of a view
CREATE TABLE pl05 (a int); CREATE VIEW pl05v AS SELECT a FROM pl05; CREATE FUNCTION pl05() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO pl05 VALUES (NEW.a * 10); RETURN NEW; END; $$; CREATE TRIGGER t INSTEAD OF INSERT ON pl05v FOR EACH ROW EXECUTE FUNCTION pl05(); INSERT INTO pl05v VALUES (5);
-- script: body in front of the language
CREATE FUNCTION pl06(a int) RETURNS text AS $$
DECLARE
  b text := ';';
BEGIN
  RETURN b || a;
END;
$$ LANGUAGE plpgsql IMMUTABLE; CREATE TABLE pl06 AS SELECT pl06(6) AS a
-- script: nested blocks
CREATE FUNCTION pl07() RETURNS text LANGUAGE plpgsql AS $$ DECLARE a text = 'a;'; BEGIN BEGIN BEGIN a := a || 'b;'; END; END; DECLARE c text; BEGIN c := 'c;'; a := a || c; END; RETURN a; END; $$; CREATE TABLE pl07 AS SELECT pl07() AS a;
-- script: a function with out arguments
CREATE FUNCTION pl08(IN a int, OUT b text, INOUT c text) LANGUAGE plpgsql AS $$ BEGIN b := a || ';'; c := c || b; END $$; CREATE TABLE pl08 AS SELECT * FROM pl08(8, 'c;');
-- script: returning sets
CREATE FUNCTION pl09() RETURNS TABLE (n int, t text) LANGUAGE plpgsql AS $x$ BEGIN RETURN QUERY SELECT 1, 'a;'::text; RETURN QUERY EXECUTE 'SELECT 2, ''b;'''; n := 3; t := ';'; RETURN NEXT; END $x$; CREATE TABLE pl09 AS SELECT * FROM pl09();
-- script: a procedure called twice
CREATE TABLE pl10 (a text); CREATE PROCEDURE pl10(a text) LANGUAGE plpgsql AS $$ BEGIN INSERT INTO pl10 VALUES (pl10.a); END $$; CALL pl10('a;'); CALL pl10(a => $$b;$$)
-- script: quotes of every kind in a body
CREATE FUNCTION pl11() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'a;' || E'\';' || $q$;'$q$ || U&'\003b' || "quote_ident"(';'); END; $$; CREATE TABLE pl11 AS SELECT pl11() AS a;
-- script: body as a string with doubled quotes
CREATE FUNCTION pl12() RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN ''it''''s;'' || '';''; END;'; CREATE TABLE pl12 AS SELECT pl12() AS a;
-- script: body as an escape string
CREATE FUNCTION pl13() RETURNS text LANGUAGE plpgsql AS E'BEGIN\n RETURN \';\\\\;\'; END;'; CREATE TABLE pl13 AS SELECT pl13() AS a;
-- script: body as an escape string that goes on
CREATE FUNCTION pl14() RETURNS text LANGUAGE plpgsql AS E'BEGIN '
  'RETURN \'a;\'; ' -- it's the end;
  'END;'; CREATE TABLE pl14 AS SELECT pl14() AS a;
-- script: a function named end with a string body
CREATE FUNCTION "end"() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 15; END $$; CREATE FUNCTION "begin atomic"() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 16; END; $$; CREATE TABLE pl15 AS SELECT "end"() AS a, "begin atomic"() AS b;
-- script: positional parameters and aliases
CREATE FUNCTION pl16(int, text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE a ALIAS FOR $1; b ALIAS FOR $2; BEGIN RETURN a || ';' || b || $1 || $2; END; $$; CREATE TABLE pl16 AS SELECT pl16(1, ';') AS a;
-- script: labels and exits
CREATE FUNCTION pl17() RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int := 0; BEGIN <<l>> LOOP n := n + 1; EXIT l WHEN n > 16; END LOOP l; RETURN n; END $$; CREATE TABLE pl17 AS SELECT pl17() AS a
-- script: arrays and slices in a body
CREATE FUNCTION pl18() RETURNS int[] LANGUAGE plpgsql AS $$ DECLARE a int[] := '{1,2,3}'; x int; s int := 0; BEGIN FOREACH x IN ARRAY a[1:2] LOOP s := s + x; END LOOP; a[4] := s; RETURN a[2:4]; END $$; CREATE TABLE pl18 AS SELECT pl18() AS a;
-- script: raise with formats
CREATE FUNCTION pl19() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%; %%', ';' USING HINT = 'h;', DETAIL = 'd;'; EXCEPTION WHEN raise_exception THEN RETURN SQLERRM; WHEN OTHERS THEN RETURN ';'; END; $$; CREATE TABLE pl19 AS SELECT pl19() AS a;
-- script: operators and comments at the edge of a body
CREATE FUNCTION pl20() RETURNS int LANGUAGE plpgsql AS $$--;
BEGIN--;
RETURN 1+--;
19;/*;*/END;--;$$; CREATE TABLE pl20 AS SELECT pl20() AS a;
-- script: an event trigger
CREATE FUNCTION pl21() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END; $$; CREATE EVENT TRIGGER "pl21;" ON ddl_command_end WHEN TAG IN ('CREATE CAST', 'DROP CAST') EXECUTE FUNCTION pl21(); COMMENT ON EVENT TRIGGER "pl21;" IS 'e;';
-- script: sql functions with string bodies
CREATE FUNCTION pl22(a int) RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT a; $$; CREATE FUNCTION pl22b() RETURNS text LANGUAGE sql AS 'SELECT '';''; SELECT ''b;'';'; CREATE FUNCTION pl22c() RETURNS SETOF text LANGUAGE sql AS $f$ VALUES ('c;'), ($$;$$) $f$; CREATE TABLE pl22 AS SELECT pl22(22) AS a, pl22b() AS b, pl22c() AS c;
-- script: two strings for one body
CREATE FUNCTION pl23(text) RETURNS text LANGUAGE internal IMMUTABLE STRICT AS 'upper'; CREATE FUNCTION pl23b(text) RETURNS text LANGUAGE internal STRICT IMMUTABLE AS $$lower$$; CREATE TABLE pl23 AS SELECT pl23('a;') AS a, pl23b('B;') AS b;
-- script: variadic and default arguments
CREATE FUNCTION pl24(s text DEFAULT ';', VARIADIC a text[] DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN array_to_string(a, s); END $$; CREATE TABLE pl24 AS SELECT pl24(';', 'a', 'b;') AS a, pl24() AS b, pl24('-', VARIADIC ARRAY['x;', 'y']) AS c;
