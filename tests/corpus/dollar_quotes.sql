-- script: plain dollar quotes
CREATE TABLE dq01 AS SELECT $$a;b$$::text AS a; COMMENT ON TABLE dq01 IS $$it's; "quoted"$$
-- script: tagged dollar quotes
CREATE TABLE dq02 AS SELECT $tag$a;b$tag$::text AS a; COMMENT ON TABLE dq02 IS $q$x;$q$;
-- script: dollar quotes inside of dollar quotes
CREATE TABLE dq03 AS SELECT $a$ $b$; $$;$$ $b$ $a$::text AS a, $$ $c$ $$::text AS b, $c$ $$; $c$::text AS c;
-- script: tags that begin alike
CREATE TABLE dq04 AS SELECT $a$ $ab$; $a $a1$; $a$::text AS a, $ab$ $a$; $abc$; $ab$::text AS b;
-- script: tags with letters beyond ascii
CREATE TABLE dq05 AS SELECT $é$;$e$;$é$::text AS a, $日本$;$日$;$日本$::text AS b, $Ж1$;$ж1$;$Ж1$::text AS c;
-- script: tags with digits and underscores
CREATE TABLE dq06 AS SELECT $_$;$_$::text AS a, $_1$;$1$;$_1$::text AS b, $a_9_$;$a_9$;$a_9_$::text AS c;
-- script: tags keep their case
CREATE TABLE dq07 AS SELECT $Tag$;$tag$;$TAG$;$Tag$::text AS a;
-- script: empty dollar quotes
CREATE TABLE dq08 AS SELECT $$$$::text AS a, $x$$x$::text AS b; INSERT INTO dq08 VALUES ($$$$, $y$$y$)
-- script: a dollar in front of the closing tag
CREATE TABLE dq09 AS SELECT $a$;$$a$::text AS a, $a$;$b$a$::text AS b, $a$ $ $a$::text AS c;
-- script: a lone dollar inside of dollar quotes
CREATE TABLE dq10 AS SELECT $$ $ ; $ $$::text AS a, $$a$b;c$d$$::text AS b;
-- script: names that contain dollars
CREATE TABLE dq11 (a$b int, c$$d int, e$f$ text); INSERT INTO dq11 (a$b, c$$d, e$f$) VALUES (1, 2, 'x;$$'); SELECT a$b, c$$d FROM dq11;
-- script: a name with dollars next to a dollar quote
CREATE TABLE dq12$ (x$1 text); INSERT INTO dq12$(x$1) VALUES ($$;$$), ($x$;$1$x$); SELECT x$1 FROM dq12$
-- script: parameters next to dollar quotes
CREATE FUNCTION dq13(int, int) RETURNS int LANGUAGE sql AS $$SELECT $1 + $2;$$; CREATE TABLE dq13 AS SELECT dq13(1, 2) AS a;
-- script: parameters in an unquoted body
CREATE FUNCTION dq14(int, text) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT $1||$2||$$;$1;$$; END; CREATE TABLE dq14 AS SELECT dq14(1, 'x') AS a
-- script: dollar quote directly behind a number and a bracket
CREATE TABLE dq15 AS SELECT (1)::text||$$;$$AS a, (ARRAY[$$;$$,$a$;$a$])[1]||$$;$$ AS b;
-- script: line comment signs inside of dollar quotes
CREATE TABLE dq16 AS SELECT $$
-- ; '
/* " ; $$::text AS a; INSERT INTO dq16 VALUES ($x$ */ -- $x$);
-- script: backslashes inside of dollar quotes
CREATE TABLE dq17 AS SELECT $$\$$::text AS a, $x$\';\$x$::text AS b, $$\\$$::text AS c;
-- script: dollar quotes over many lines
CREATE TABLE dq18 AS SELECT $body$
one;
  two;
$$
three
$body$::text AS a;
-- script: a function within a string within a function
CREATE FUNCTION dq19() RETURNS void LANGUAGE plpgsql AS $outer$
BEGIN
  EXECUTE $inner$CREATE TABLE dq19 (a text); INSERT INTO dq19 VALUES ($deep$;'$$;$deep$)$inner$;
END;
$outer$; SELECT dq19();
-- script: quote signs around the tag
CREATE TABLE dq20 AS SELECT $a$'$a$::text AS a, '$a$;'::text AS b, $a$"$a$::text AS "$a$;", E'\'$a$;'::text AS c;
-- script: a dollar quote touches keywords
CREATE TABLE dq21 AS SELECT($$;$$)::text AS a WHERE($$x;$$='x;')AND $t$;$t$<>$$$$AND'a'=$$a$$;
-- script: a tag that is a keyword
CREATE TABLE dq22 AS SELECT $begin$ end; $end$ $begin$::text AS a, $select$;$select$::text AS b;
-- script: semicolon straight after the closing tag
CREATE TABLE dq23 (a text);INSERT INTO dq23 VALUES($$;$$);INSERT INTO dq23 SELECT $$;$$;INSERT INTO dq23 SELECT $a$;$a$;COMMENT ON TABLE dq23 IS $$;$$;
-- script: a name that ends in a dollar in front of a semicolon
CREATE TABLE dq24 (a$ int);INSERT INTO dq24 VALUES(1);CREATE VIEW dq24_v$ AS SELECT a$ FROM dq24;COMMENT ON VIEW dq24_v$ IS '$;';
