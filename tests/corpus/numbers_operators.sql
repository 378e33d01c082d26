-- script: numbers without digits on one side
CREATE TABLE no01 AS SELECT 1. AS a, .5 AS b, .5e-3 AS c, 1.e2 AS d, 1e5 AS e, 1E+5 AS f, 1e-5 AS g, 0.0 AS h, 007 AS i
-- script: numbers in front of a semicolon
CREATE TABLE no02 (a numeric); INSERT INTO no02 SELECT 1.; INSERT INTO no02 SELECT .5; INSERT INTO no02 SELECT 1e5; INSERT INTO no02 SELECT 5.e-1;INSERT INTO no02 SELECT 1;
-- script: numbers touch comments
CREATE TABLE no03 AS SELECT 1--;
+2/*;*/*3 AS a, 1.--;
-.5/*;*/AS b, 1e1--;
AS c;
-- script: huge numbers
CREATE TABLE no04 AS SELECT 123456789012345678901234567890 AS a, 9223372036854775807 AS b, 1e300::float8 AS c, 0.00000000000000000000000000000000000001 AS d;
-- script: casts
CREATE TABLE no05 AS SELECT 1::text AS a, '1'::int::text AS b, -1::int AS c, (-1)::text AS d, '{1}'::int[]::text AS e, CAST(';' AS text) AS f, 'x'::varchar(3)::"char" AS g, int '5' AS h;
-- script: array slices
CREATE TABLE no06 AS SELECT (ARRAY[1,2,3,4])[1:2] AS a, (ARRAY[1,2,3])[:2] AS b, (ARRAY[1,2,3])[2:] AS c, (ARRAY[1,2,3])[:] AS d, (ARRAY[[1,2],[3,4]])[1:1][2:2] AS e, ARRAY[1,2]::text[] AS f;
-- script: slices of columns
CREATE TABLE no07 (a int[], i int); INSERT INTO no07 VALUES ('{1,2,3}', 1); UPDATE no07 SET a[2:3] = '{8,9}', a[1] = 7; CREATE VIEW no07v AS SELECT a[1:2] AS x, a[i:i+1] AS y, a[i::int:2] AS z FROM no07;
-- script: json operators
CREATE TABLE no08 (j jsonb); INSERT INTO no08 VALUES ('{"a;": {"b": [1, ";"]}}'); CREATE VIEW no08v AS SELECT j->'a;'->'b'->>1 AS a, j#>>'{a;,b,1}' AS b, j#>'{a;}' AS c, (j->'a;')-'b'::text AS d, j#-'{a;,b}' AS e, j||'{"c": ";"}' AS f FROM no08;
-- script: json questions
CREATE TABLE no09 AS SELECT '{"a;":1}'::jsonb ? 'a;' AS a, '{"a":1}'::jsonb ?| ARRAY['a',';'] AS b, '{"a":1}'::jsonb ?& '{a,;}' AS c, '{"a":1}'::jsonb @> '{}' AS d, '{"a":[";"]}'::jsonb @? '$.a[*] ? (@ == ";")' AS e, '{"a":2}'::jsonb @@ '$.a > 1' AS f
-- script: operators that end in a sign
CREATE TABLE no10 AS SELECT 1<>-1 AS a, 3!= -2 AS b, @ -5 AS c, 2*-3 AS d, 5% -3 AS e, |/ 25 AS f, ||/27 AS g, 7- @ -2 AS h, 2^ -1 AS i, ~ -1 AS j;
-- script: an operator cut by a line comment
CREATE TABLE no11 AS SELECT 1+--;+
2 AS a, 2*--;*
3 AS b, 4<--;
5 AS c, '{"a":1}'::jsonb ?--;
'a' AS d;
-- script: an operator cut by a block comment
CREATE TABLE no12 AS SELECT 1+/*;*/2 AS a, 2*/*;*/3 AS b, 6//*;*/2 AS c, 4</*;*/5 AS d, 1|/*;*/2 AS e, '{"a":1}'::jsonb->/*;*/'a' AS f, @/*;*/-1 AS g;
-- script: operators with question marks and tildes
CREATE TABLE no13 AS SELECT 'a;' ~ ';$' AS a, 'A;' ~* 'a;' AS b, 'a' !~ ';' AS c, 'a' !~* ';' AS d, 'a;' ~~ '%;' AS e, 'a' !~~ ';' AS f, 'A' ~~* 'a' AS g, '(0,0)'::point <-> '(3,4)' AS h, ?- lseg '((0,0),(1,0))' AS i, ?| lseg '((0,0),(0,1))' AS j;
-- script: an operator of many signs
CREATE FUNCTION no14(int) RETURNS int IMMUTABLE RETURN $1 + 14; CREATE OPERATOR #@%|& (RIGHTARG = int, FUNCTION = no14); CREATE OPERATOR !? (RIGHTARG = int, FUNCTION = no14); CREATE TABLE no14 AS SELECT #@%|& 1 AS a, !?2 AS b, (#@%|&3)+(!?4) AS c;
-- script: named arguments
CREATE FUNCTION no15(a int, b text DEFAULT ';') RETURNS text RETURN a || b; CREATE TABLE no15 AS SELECT no15(a => 1, b => 'x;') AS a, no15(b := 'y', a := 2) AS b, no15(3) AS c;
-- script: positional parameters in bodies
CREATE FUNCTION no16(int, int, int) RETURNS int LANGUAGE sql AS 'SELECT $1+$2*$3'; CREATE FUNCTION no16b(int, int) RETURNS int BEGIN ATOMIC SELECT $1-$2;SELECT $1*$2; END; CREATE TABLE no16 AS SELECT no16(1, 2, 3) AS a, no16b(4, 5) AS b; PREPARE no16p(int) AS SELECT $1; EXECUTE no16p(1); DEALLOCATE no16p
-- script: bitwise and shifting
CREATE TABLE no17 AS SELECT 1<<2 AS a, 8>>1 AS b, 5&3 AS c, 5|3 AS d, 5#3 AS e, ~5 AS f, B'101'&B'110' AS g, B'101'||B'1' AS h, inet '10.0.0.1'<<'10.0.0.0/8' AS i;
-- script: comparisons without white space
CREATE TABLE no18 AS SELECT 1<2 AS a,1<=2 AS b,1>2 AS c,1>=2 AS d,1=2 AS e,1<>2 AS f,1!=2 AS g WHERE (1)<(2)AND(1)=1;
-- script: dots
CREATE TABLE no19 (a int); INSERT INTO public.no19 VALUES (1); CREATE VIEW no19v AS SELECT public.no19.a, no19 . a AS b, public . no19 . a AS c, pg_catalog.abs(-1) AS d FROM public.no19;
-- script: intervals, dates and periods
CREATE TABLE no20 AS SELECT interval '1' day AS a, interval '1-2' year to month AS b, date '2020-02-29' + 1 AS c, (date '2020-01-01', interval '1 day') OVERLAPS (date '2020-01-01', date '2020-01-03') AS d, time '12:00:01' AS e, timestamp '2020-01-01 00:00;' IS NULL AS f WHERE false;
-- script: at time zone and collate
CREATE TABLE no21 AS SELECT timestamp '2020-01-01 12:00' AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Tokyo' AS a, 'a;' COLLATE "C" < 'b' AS b, ';' IS DISTINCT FROM NULL AS c, (1, ';') IS NOT NULL AS d, (1 = 1) IS NOT UNKNOWN AS e;
-- script: any, all and row comparisons
CREATE TABLE no22 AS SELECT ';' = ANY ('{;,a}') AS a, 1 < ALL (ARRAY[2,3]) AS b, (1, ';') < (1, 'a') AS c, ROW(1, 2) = (1, 2) AS d, 5 BETWEEN 1 AND 9 AS e, 1 NOT IN (2, 3) AS f, 3 BETWEEN SYMMETRIC 5 AND 1 AS g, EXISTS (SELECT 1 WHERE ';' > '') AS h;
-- script: an operator that ends in a minus
CREATE FUNCTION no23(int, int) RETURNS int IMMUTABLE RETURN $1 * $2; CREATE OPERATOR !=- (LEFTARG = int, RIGHTARG = int, FUNCTION = no23); CREATE OPERATOR @+ (LEFTARG = int, RIGHTARG = int, FUNCTION = no23); CREATE TABLE no23 AS SELECT 3 !=- 2 AS a, 3!=-2 AS b, 3@+ +2 AS c, 3!=---;
2 AS d;
-- script: an operator of at and minus
CREATE FUNCTION no24(int) RETURNS int IMMUTABLE RETURN -$1; CREATE OPERATOR @- (RIGHTARG = int, FUNCTION = no24); CREATE TABLE no24 AS SELECT @-5 AS a, @-(-5) AS b, @----;
5 AS c, @-/*;*/5 AS d; DROP OPERATOR @- (NONE, int); INSERT INTO no24 SELECT @ -5;
