-- script: block comment between statements
CREATE TABLE cm01 (a int); /* one; two; */ INSERT INTO cm01 VALUES (1)
-- script: nested block comments
CREATE TABLE cm02 (a int); /* a /* b /* c; */ d; */ e; */ INSERT INTO cm02 VALUES (2);
-- script: single quote inside a block comment
CREATE TABLE cm03 (a int); /* it's; */ INSERT INTO cm03 VALUES (3); /* isn't it? */
-- script: double quote inside a block comment
CREATE TABLE cm04 (a int); /* a "name; */ INSERT INTO cm04 VALUES (4)
-- script: dollar signs inside a block comment
CREATE TABLE cm05 (a int); /* $$ ; $x$ */ INSERT INTO cm05 VALUES (5); SELECT $$ /* $$;
-- script: line comment signs inside a block comment
CREATE TABLE cm06 (a int); /* -- not a line comment */ INSERT INTO cm06 VALUES (6); -- */ still one
INSERT INTO cm06 VALUES (66)
-- script: block comment signs inside a line comment
CREATE TABLE cm07 (a int); -- /* opens nothing;
INSERT INTO cm07 VALUES (7); -- */
INSERT INTO cm07 VALUES (77);
-- script: line comment at the end without a line break
CREATE TABLE cm08 (a int); INSERT INTO cm08 VALUES (8) -- the end; SELECT 1
-- script: block comment at the very end
CREATE TABLE cm09 (a int); INSERT INTO cm09 VALUES (9) /* the end; */
-- script: two dashes and nothing else at the end
CREATE TABLE cm10 (a int); INSERT INTO cm10 VALUES (10); --
-- script: quotes inside line comments
CREATE TABLE cm11 (a text); -- it's; a "trap; with $$ and $tag$;
INSERT INTO cm11 VALUES ('x -- y'); -- ' " $$
INSERT INTO cm11 VALUES ('/* z */');
-- script: comment in the middle of a statement
CREATE /* a; */ TABLE -- b;
cm12 /* c; /* d; */ */ ( -- e;
a int /* f; */, b /* g */ text -- h
) /* i; */ ; INSERT INTO cm12 VALUES (1, '/* kept */')
-- script: tight block comments
CREATE TABLE/**/cm13/***/(a int)/****/;/*/ this is one comment */INSERT INTO cm13 VALUES(/*;*/13/*;*/);
-- script: slash and star games
CREATE TABLE cm14 (a int); /*/**/*/ INSERT INTO cm14 VALUES (1); /*//*//**/*/*/ INSERT INTO cm14 VALUES (2); /***//*;*/ INSERT INTO cm14 VALUES (3);
-- script: comment that ends in many stars
CREATE TABLE cm15 (a int); /********; ********/ INSERT INTO cm15 VALUES (15);
-- script: only comments after the last semicolon
CREATE TABLE cm16 (a int);
INSERT INTO cm16 VALUES (16);
-- tail; one
/* tail; two */
-- tail; three
-- script: comment between an operator and its operand
CREATE TABLE cm17 AS SELECT 3 -/* minus; */2 AS a, 3 */* times; */2 AS b, 6 //* over; */2 AS c;
-- script: minus followed by a line comment
CREATE TABLE cm18 AS SELECT 3 +-- plus; nothing
4 AS a, 9 ---- minus minus is a comment
-5 AS b;
-- script: comment directly after a dollar quote
CREATE TABLE cm19 AS SELECT $$a;$$::text/* ; */AS a, $t$b;$t$::text-- ; c
AS b;
-- script: comment markers inside quoted names
CREATE TABLE "cm20 -- no" ("/* no */" int); INSERT INTO "cm20 -- no" ("/* no */") VALUES (20); COMMENT ON TABLE "cm20 -- no" IS '-- nor here; /*'
-- script: comment before the first statement
/* head; */ -- head;
-- /* head;
CREATE TABLE cm21 (a int); INSERT INTO cm21 VALUES (21)
-- script: comment inside a string with a line break
CREATE TABLE cm22 AS SELECT 'one
-- two; not a comment
/* three; */ four' AS a; COMMENT ON TABLE cm22 IS 'five
-- six;'
-- script: deep nesting
CREATE TABLE cm23 (a int); /*1/*2/*3/*4/*5/*6/*7/*8/*9;*/;*/;*/;*/;*/;*/;*/;*/;*/ INSERT INTO cm23 VALUES (23);
-- script: unbalanced quotes at each level of a comment
CREATE TABLE cm24 (a int); /* ' /* " /* $a$ */ ' */ $b$ */ INSERT INTO cm24 VALUES (24);
-- script: parentheses in comments
CREATE TABLE cm25 (a int); -- (((
INSERT INTO cm25 VALUES (25); /* ))) ((( */ INSERT INTO cm25 VALUES (26);
-- script: the words of a body in comments
CREATE FUNCTION cm26() RETURNS int LANGUAGE sql /* BEGIN ATOMIC */ AS 'SELECT 26'; -- BEGIN ATOMIC
CREATE TABLE cm26 AS SELECT cm26() AS a; /* END */
