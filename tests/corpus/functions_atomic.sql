-- script: one statement in a body
CREATE FUNCTION fa01(a int) RETURNS int BEGIN ATOMIC SELECT a + 1; END; CREATE TABLE fa01 AS SELECT fa01(1) AS a
-- script: several statements in a body
CREATE TABLE fa02 (a int); CREATE FUNCTION fa02(a int) RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC INSERT INTO fa02 VALUES (a); INSERT INTO fa02 VALUES (a + 1); SELECT f.a FROM fa02 AS f; END; SELECT fa02(2);
-- script: case in a body
CREATE FUNCTION fa03(a int) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN 'p;' ELSE 'n;' END; END; CREATE TABLE fa03 AS SELECT fa03(3) AS a, fa03(-3) AS b;
-- script: nested cases in a body
CREATE FUNCTION fa04(a int) RETURNS text LANGUAGE sql BEGIN ATOMIC
  SELECT CASE a WHEN 1 THEN CASE WHEN true THEN 'x;' END WHEN 2 THEN (CASE WHEN false THEN 'y' ELSE 'z;' END) END;
  SELECT CASE CASE a WHEN 1 THEN 2 ELSE 3 END WHEN 2 THEN 'two;' ELSE 'other;' END;
END;
CREATE TABLE fa04 AS SELECT fa04(1) AS a, fa04(2) AS b;
-- script: end as a label in a body
CREATE FUNCTION fa05() RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT 1 AS end; SELECT 2 end; SELECT x.end FROM (SELECT 3 AS end) AS x; END; CREATE TABLE fa05 AS SELECT fa05() AS a
-- script: case as a label in a body
CREATE FUNCTION fa06() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1 AS case; SELECT 2 case; SELECT x.case FROM (SELECT 3 AS case) AS x; END; CREATE TABLE fa06 AS SELECT fa06() AS a;
-- script: case labelled end in a body
CREATE FUNCTION fa07() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END end; SELECT CASE WHEN true THEN 2 END AS end; SELECT CASE WHEN true THEN 3 END case; END; CREATE TABLE fa07 AS SELECT fa07() AS a;
-- script: a column named begin in a body
CREATE TABLE fa08 (begin int, "end" int); INSERT INTO fa08 VALUES (1, 2); CREATE FUNCTION fa08() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT begin FROM fa08; SELECT begin + "end" FROM fa08; END; CREATE TABLE fa08t AS SELECT fa08() AS a;
-- script: begin labelled atomic in a body
CREATE TABLE fa09 (begin int); INSERT INTO fa09 VALUES (9); CREATE FUNCTION fa09() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT begin atomic FROM fa09; SELECT begin begin FROM fa09 atomic; END; CREATE TABLE fa09t AS SELECT fa09() AS a;
-- script: a function named begin
CREATE FUNCTION begin(a int) RETURNS int LANGUAGE sql AS 'SELECT a * 10'; CREATE TABLE fa10 AS SELECT begin(1) AS a; CREATE FUNCTION begin() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 10; SELECT begin(10); END; INSERT INTO fa10 SELECT begin()
-- script: a function named atomic
CREATE FUNCTION atomic() RETURNS int LANGUAGE sql RETURN 11; CREATE FUNCTION atomic(int) RETURNS int BEGIN ATOMIC SELECT atomic(); SELECT $1; END; CREATE TABLE fa11 AS SELECT atomic(1) AS a;
-- script: arguments named begin and atomic
CREATE FUNCTION fa12(begin int, atomic int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT begin; SELECT begin * atomic; END; CREATE FUNCTION fa12b(begin int DEFAULT 1, "end" int DEFAULT 2, "case" int DEFAULT 3) RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2'; CREATE TABLE fa12 AS SELECT fa12(3, 4) AS a, fa12b() AS b;
-- script: a table result with columns named begin
CREATE FUNCTION fa13() RETURNS TABLE (begin int, atomic text) LANGUAGE sql BEGIN ATOMIC VALUES (1, 'a;'), (2, ';b'); END; CREATE TABLE fa13 AS SELECT * FROM fa13();
-- script: functions in schemas named begin and end
CREATE SCHEMA begin; CREATE SCHEMA "end"; CREATE FUNCTION begin.atomic() RETURNS int LANGUAGE sql AS 'SELECT 14'; CREATE FUNCTION begin.end() RETURNS int LANGUAGE sql RETURN begin.atomic(); CREATE FUNCTION "end".case() RETURNS int BEGIN ATOMIC SELECT begin.end(); END; CREATE TABLE fa14 AS SELECT "end".case() AS a;
-- script: types named begin and atomic
CREATE DOMAIN begin AS int; CREATE DOMAIN atomic AS int; CREATE FUNCTION fa15(a begin) RETURNS begin LANGUAGE sql AS 'SELECT a'; CREATE FUNCTION fa15(a atomic) RETURNS begin BEGIN ATOMIC SELECT a::begin; END; CREATE TABLE fa15 AS SELECT fa15(1::begin) AS a, fa15(2::atomic) AS b;
-- script: or replace
CREATE OR REPLACE FUNCTION fa16() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 16; END; CREATE OR REPLACE FUNCTION fa16() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 17; END; CREATE TABLE fa16 AS SELECT fa16() AS a
-- script: a procedure with a body
CREATE TABLE fa17 (a int); CREATE PROCEDURE fa17(a int) BEGIN ATOMIC INSERT INTO fa17 VALUES (a); DELETE FROM fa17 WHERE fa17.a = 0; INSERT INTO fa17 SELECT a * 2; END; CALL fa17(17);
-- script: or replace procedure
CREATE TABLE fa18 (a text); CREATE OR REPLACE PROCEDURE fa18() LANGUAGE sql BEGIN ATOMIC INSERT INTO fa18 VALUES (';'); INSERT INTO fa18 VALUES ($$END;$$); END; CALL fa18(); CALL fa18();
-- script: an empty body
CREATE PROCEDURE fa19() BEGIN ATOMIC END; CALL fa19(); CREATE PROCEDURE fa19b() BEGIN ATOMIC; END; CREATE PROCEDURE fa19c() BEGIN ATOMIC;;;END; CREATE TABLE fa19 (a int);
-- script: empty statements in a body
CREATE FUNCTION fa20() RETURNS int BEGIN ATOMIC ; ; SELECT 1; ; /* ; */ ; -- ;
SELECT 20;; END; CREATE TABLE fa20 AS SELECT fa20() AS a;
-- script: comments between create and function
CREATE /* a; */ OR -- b;
REPLACE /* FUNCTION */ FUNCTION -- ( ;
fa21() RETURNS int /* BEGIN ATOMIC */ BEGIN /* c; */ ATOMIC -- END;
SELECT 1; /* END; */ SELECT 21; END /* d; */ ; CREATE TABLE fa21 AS SELECT fa21() AS a;
-- script: body in lower case and tight
create function fa22()returns int begin atomic select(1);select 22;end;create table fa22 as select fa22()as a;
-- script: body in mixed case
Create Function fa23() Returns int Language SQL Begin Atomic Select 1; Select 23; End; Create Table fa23 As Select fa23() As a;
-- script: quoted words in a body
CREATE FUNCTION fa24() RETURNS SETOF text LANGUAGE sql BEGIN ATOMIC SELECT 'END' "end"; SELECT 'BEGIN ATOMIC;' "begin"; SELECT $$; END;$$ "case"; SELECT E'\'; END;' "END;"; END; CREATE TABLE fa24 AS SELECT fa24() AS a;
-- script: return of an expression
CREATE FUNCTION fa25(a int) RETURNS int RETURN a + 25; CREATE FUNCTION fa25b(a int) RETURNS text LANGUAGE sql RETURN CASE WHEN a > 1 THEN ';' ELSE 'END' END; CREATE TABLE fa25 AS SELECT fa25(1) AS a, fa25b(2) AS b
-- script: return of an argument named begin
CREATE FUNCTION fa26(begin int) RETURNS int LANGUAGE sql RETURN begin; CREATE TABLE fa26 AS SELECT fa26(26) AS a; CREATE FUNCTION fa26b(begin int) RETURNS int LANGUAGE sql RETURN CASE begin WHEN 1 THEN begin ELSE begin END; INSERT INTO fa26 SELECT fa26b(27);
-- script: return inside a body
CREATE FUNCTION fa27() RETURNS int BEGIN ATOMIC SELECT 1; RETURN (SELECT 27); END; CREATE FUNCTION fa27b(a int) RETURNS int BEGIN ATOMIC RETURN CASE a WHEN 1 THEN 2 ELSE 3 END; END; CREATE TABLE fa27 AS SELECT fa27() AS a, fa27b(1) AS b;
-- script: a body with common table expressions
CREATE TABLE fa28 (a int); CREATE FUNCTION fa28() RETURNS bigint BEGIN ATOMIC WITH x AS (INSERT INTO fa28 VALUES (1), (2) RETURNING a) SELECT sum(a) FROM x; WITH y AS (SELECT CASE WHEN a = 1 THEN 'END;' END FROM fa28) SELECT count(*) FROM y; END; CREATE TABLE fa28t AS SELECT fa28() AS a;
-- script: a string body next to an unquoted body
CREATE FUNCTION fa29() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 29;'; CREATE FUNCTION fa29b() RETURNS int BEGIN ATOMIC SELECT 1; SELECT fa29(); END; CREATE FUNCTION fa29c() RETURNS int LANGUAGE sql AS $$ SELECT 2; SELECT fa29b(); $$; CREATE TABLE fa29 AS SELECT fa29c() AS a;
-- script: options in front of a body
CREATE FUNCTION fa30(a int) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5 SET search_path TO begin, public SET work_mem = '1MB' BEGIN ATOMIC SELECT 1; SELECT a; END; CREATE TABLE fa30 AS SELECT fa30(30) AS a;
-- script: default expressions with cases
CREATE FUNCTION fa31(a int DEFAULT CASE WHEN true THEN 31 END, b text DEFAULT ';') RETURNS text BEGIN ATOMIC SELECT ';'; SELECT a || b; END; CREATE TABLE fa31 AS SELECT fa31() AS a;
-- script: aggregates and casts that use functions
CREATE FUNCTION fa32(a int, b int) RETURNS int IMMUTABLE BEGIN ATOMIC SELECT COALESCE(a, 0) + b; END; CREATE AGGREGATE fa32_sum(int) (SFUNC = fa32, STYPE = int); CREATE TABLE fa32 AS SELECT fa32_sum(x) AS a FROM generate_series(1, 4) AS x;
-- script: alter and drop of functions have no body
CREATE FUNCTION fa33() RETURNS int RETURN 33; ALTER FUNCTION fa33() STABLE; COMMENT ON FUNCTION fa33() IS 'BEGIN ATOMIC; END'; CREATE FUNCTION fa33x() RETURNS int RETURN 1; DROP FUNCTION fa33x(); CREATE TABLE fa33 AS SELECT fa33() AS a;
-- script: a body in the middle of many statements
CREATE TABLE fa34 (a int); INSERT INTO fa34 VALUES (1); CREATE FUNCTION fa34() RETURNS int BEGIN ATOMIC UPDATE fa34 SET a = a + 1; SELECT max(a) FROM fa34; END; INSERT INTO fa34 VALUES (2); SELECT fa34(); INSERT INTO fa34 VALUES (3);
-- script: update of a column named begin in a body
CREATE TABLE fa35 (begin int, atomic int); INSERT INTO fa35 VALUES (1, 2); CREATE PROCEDURE fa35() BEGIN ATOMIC UPDATE fa35 SET begin = begin + atomic, atomic = begin; INSERT INTO fa35 (begin, atomic) SELECT atomic begin, begin atomic FROM fa35; END; CALL fa35();
-- script: end in arithmetic behind a case in a body
CREATE FUNCTION fa36(a int) RETURNS int BEGIN ATOMIC SELECT CASE WHEN a=1 THEN 1 END+CASE WHEN a=1 THEN 2 END end; SELECT-CASE a WHEN 1 THEN 5 END; END; CREATE TABLE fa36 AS SELECT fa36(1) AS a;
-- script: escape string that goes on in a body
CREATE FUNCTION fa37() RETURNS text BEGIN ATOMIC SELECT E'a'
'\'; END; '; SELECT E'b' -- '; END;
'\';'; END; CREATE TABLE fa37 AS SELECT fa37() AS a;
