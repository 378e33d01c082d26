-- script: a prepared merge of everything
CREATE TABLE ed01 (a text); INSERT INTO ed01 VALUES ('a;''\'), (E'\';'), ($$;$$), ($x$;$$;$x$), (N';'), (U&';'); /* ; */ -- ;
INSERT INTO ed01 SELECT "a" AS ";" FROM ed01; COMMENT ON TABLE ed01 IS $c$;$c$
-- script: a body behind a string body
CREATE FUNCTION ed02() RETURNS text LANGUAGE sql AS 'SELECT ''BEGIN ATOMIC'''; SELECT 1; CREATE FUNCTION ed02b() RETURNS text BEGIN ATOMIC SELECT ed02(); END; SELECT 2; CREATE TABLE ed02 AS SELECT ed02b() AS a;
-- script: begin as a column of an index and a function as its expression
CREATE TABLE ed03 (begin text); CREATE FUNCTION ed03(begin text) RETURNS text IMMUTABLE RETURN begin || ';'; CREATE INDEX ed03i ON ed03 (begin, ed03(begin)); INSERT INTO ed03 (begin) VALUES ('x;');
-- script: a body that ends at the end of the text
CREATE TABLE ed04 (a int); INSERT INTO ed04 VALUES (4); CREATE FUNCTION ed04() RETURNS bigint BEGIN ATOMIC SELECT 1; SELECT count(*) FROM ed04; END
-- script: a body that ends in front of a comment
CREATE FUNCTION ed05() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 5; END -- END;
/* ; */; CREATE TABLE ed05 AS SELECT ed05() AS a
-- script: two bodies next to each other
CREATE FUNCTION ed06() RETURNS int BEGIN ATOMIC SELECT 6; END;CREATE FUNCTION ed06b() RETURNS int BEGIN ATOMIC SELECT ed06();END;CREATE PROCEDURE ed06c()BEGIN ATOMIC END;CREATE TABLE ed06 AS SELECT ed06b() AS a;
-- script: quoted begin and atomic
CREATE TABLE ed07 ("begin" int, "atomic" int); CREATE FUNCTION ed07() RETURNS int BEGIN ATOMIC SELECT "begin" "atomic" FROM ed07; SELECT U&"begin" atomic FROM ed07; SELECT 7; END; CREATE TABLE ed07t AS SELECT ed07() AS a;
-- script: end as a label behind a comma and a star
CREATE FUNCTION ed08() RETURNS int BEGIN ATOMIC SELECT 1 end, 2 end, 3 AS end; SELECT x.*, 1 end FROM (SELECT) AS x; SELECT 8 end; END; CREATE TABLE ed08 AS SELECT ed08() AS a;
-- script: end as a field of a row
CREATE TYPE ed09 AS ("end" int, "case" int, begin int); CREATE FUNCTION ed09(r ed09) RETURNS int BEGIN ATOMIC SELECT (r).end; SELECT (r).case + r.begin + ed09.r.end; END; CREATE TABLE ed09t AS SELECT ed09(ROW(1, 2, 3)::ed09) AS a;
-- script: a function whose name begins with begin
CREATE FUNCTION begin_atomic() RETURNS int LANGUAGE sql AS 'SELECT 10'; CREATE FUNCTION endcase() RETURNS int LANGUAGE sql RETURN begin_atomic(); CREATE TABLE ed10 AS SELECT begin_atomic() AS begin_, endcase() AS end_, 1 AS "end";
-- script: a set option with a value named begin
CREATE FUNCTION ed11() RETURNS text LANGUAGE sql SET search_path = begin AS 'SELECT 1; SELECT current_setting(''search_path'') || '';'''; CREATE FUNCTION ed11b() RETURNS int SET search_path = begin, atomic BEGIN ATOMIC SELECT 1; SELECT 11; END; CREATE TABLE ed11 AS SELECT ed11() AS a, ed11b() AS b;
-- script: grouped bodies with set operations
CREATE FUNCTION ed12() RETURNS SETOF int BEGIN ATOMIC (SELECT 1 end); (SELECT 1) UNION ALL (SELECT 2 AS end) ORDER BY 1; END; CREATE TABLE ed12 AS SELECT ed12() AS a;
-- script: a schema with a trigger that executes a function
CREATE FUNCTION ed13() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$; CREATE SCHEMA ed13s CREATE TABLE begin (begin int) CREATE VIEW atomic AS SELECT begin atomic FROM begin CREATE TRIGGER t BEFORE INSERT ON begin EXECUTE FUNCTION public.ed13(); INSERT INTO ed13s.begin VALUES (13);
-- script: a polymorphic function with a body and a cast to it
CREATE FUNCTION ed14(a anyelement) RETURNS text LANGUAGE sql AS 'SELECT $1::text || '';'''; CREATE FUNCTION ed14b(a int) RETURNS text IMMUTABLE BEGIN ATOMIC SELECT ed14(a); SELECT ed14('x;'::text); END; CREATE TABLE ed14 AS SELECT ed14b(1) AS a;
-- script: trailing semicolons behind a body
CREATE FUNCTION ed15() RETURNS int BEGIN ATOMIC SELECT 15; END;;;;CREATE TABLE ed15 AS SELECT ed15() AS a;;
-- script: a rule and a body in one script
CREATE TABLE ed16 (a int); CREATE TABLE ed16l (a int); CREATE FUNCTION ed16() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 16; END; CREATE RULE r AS ON INSERT TO ed16 DO ALSO (INSERT INTO ed16l VALUES (ed16()); INSERT INTO ed16l VALUES (CASE WHEN true THEN 1 END)); INSERT INTO ed16 VALUES (1);
-- script: plain statements that hold the word case
CREATE TABLE ed17 ("case" int); INSERT INTO ed17 SELECT CASE WHEN 1=1 THEN 1 END case; INSERT INTO ed17 SELECT t.case FROM ed17 t; CREATE VIEW ed17v AS SELECT "case" AS end, CASE "case" WHEN 1 THEN ';' END FROM ed17;
