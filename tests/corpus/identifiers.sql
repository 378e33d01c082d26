-- script: quoted name with a semicolon
CREATE TABLE "id01;" ("a;b" int, ";" text); INSERT INTO "id01;" (";", "a;b") VALUES (';', 1)
-- script: quoted name with a line break
CREATE TABLE "id02
;" ("a
b" int); INSERT INTO "id02
;" VALUES (2);
-- script: doubled double quotes
CREATE TABLE "id03""" ("a"";""" int, """" int); INSERT INTO "id03""" ("""", "a"";""") VALUES (1, 2); COMMENT ON COLUMN "id03"""."""" IS '""";'
-- script: single quotes in names
CREATE TABLE "id04'" ("it's;" text, "'" int); INSERT INTO "id04'" ("'", "it's;") VALUES (4, 'it''s;');
-- script: dollar quotes in names
CREATE TABLE "id05$$;" ("$x$" int, "$$" text); INSERT INTO "id05$$;" ("$$") VALUES ($$"$$), ($x$";$x$);
-- script: backslashes in names
CREATE TABLE "id06\" ("a\" int, "\;" int); INSERT INTO "id06\" ("\;") VALUES (6); COMMENT ON TABLE "id06\" IS '\';
-- script: unicode escaped names
CREATE TABLE U&"id07\003b" (U&"a\003b;" int, u&"\0022" int); INSERT INTO "id07;" ("a;;", """") VALUES (1, 2);
-- script: unicode escaped names with another escape character
CREATE TABLE U&"id08!003b\" UESCAPE '!' (a int, U&"b$003b;" UESCAPE '$' int); INSERT INTO "id08;\" VALUES (1, 8);
-- script: names in other scripts
CREATE TABLE таблица09 (имя text, число int); INSERT INTO таблица09 (имя, число) VALUES ('да; нет', 9); CREATE VIEW 表09 AS SELECT имя AS 名前, число AS अंक FROM таблица09;
-- script: names with accents and signs
CREATE TABLE é10 (ß int, œuf text, µ_1 int); INSERT INTO é10 (œuf) VALUES ('œ;'); CREATE VIEW "É10" AS SELECT "ß" AS ẞ FROM é10
-- script: emoji as names
CREATE TABLE 🐘11 (🔑 int, "🙂;" text); INSERT INTO 🐘11 VALUES (11, '🐘;'); COMMENT ON TABLE 🐘11 IS '🐘; 👩‍👩‍👧;';
-- script: non-breaking spaces are letters
CREATE TABLE id12 a (b c int); INSERT INTO id12 a VALUES (12); CREATE VIEW id12 AS SELECT b c AS   FROM id12 a;
-- script: case of names
CREATE TABLE ID13 (Aa int, "Aa" int, "AA" int); INSERT INTO Id13 (AA, "AA") VALUES (1, 2);
-- script: names that are keywords
CREATE TABLE "table" ("select" int, "from" int, "end" int, "begin" int, "case" int); INSERT INTO "table" ("select", "from", "end", "begin", "case") VALUES (1, 2, 3, 4, 5);
-- script: keywords as unquoted names
CREATE TABLE procedure (begin int, atomic int, function text, procedure text, replace int, rule int); INSERT INTO procedure VALUES (1, 2, 'a;', 'b;', 3, 4); CREATE VIEW instead AS SELECT begin.begin atomic, begin FROM procedure begin
-- script: keywords as labels
CREATE TABLE id16 AS SELECT 1 AS end, 2 AS case, 3 AS begin, 4 AS select, 5 AS create, 6 AS function; INSERT INTO id16 SELECT 1 end, 2 case, 3 begin, 4 end, 5 atomic, 6 case; CREATE VIEW id16v AS SELECT t.end, t.case, t.select FROM id16 AS t;
-- script: names that begin with an underscore or hold digits
CREATE TABLE _ (_1 int, __ int, a1b2 int); INSERT INTO _ (_1, __, a1b2) VALUES (1, 2, 3); CREATE TABLE _17_ AS TABLE _;
-- script: a very long quoted name
CREATE TABLE "id18 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;bbbbbbbbbbbbbbbb;" (a int); INSERT INTO "id18 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;bbbbbbbbbbbbbbbb;" VALUES (18);
-- script: a name that the server cuts
CREATE TABLE id19_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (a int); INSERT INTO id19_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa VALUES (19);
-- script: parentheses in names
CREATE TABLE "id20(" (")" int, "((" text); INSERT INTO "id20(" ("((") VALUES (')'); INSERT INTO "id20(" (")") VALUES (2);
-- script: a quoted name touches everything
CREATE TABLE"id21"("a"int,"b"text);INSERT INTO"id21"("a","b")VALUES(1,';');COMMENT ON TABLE"id21"IS';';CREATE VIEW"id21v"AS SELECT"a"AS"x;"FROM"id21"WHERE"b"=';';
-- script: schemas with odd names
CREATE SCHEMA "id22;" CREATE TABLE "t;" (a int) CREATE VIEW "v;" AS SELECT a FROM "t;"; INSERT INTO "id22;"."t;" VALUES (22); CREATE TABLE "id22;"."u.;" AS SELECT * FROM "id22;"."v;";
-- script: whole-row references and stars
CREATE TABLE id23 (a int, b text); INSERT INTO id23 VALUES (1, ';'); CREATE VIEW id23v AS SELECT id23.*, (id23).a AS c, id23 AS d FROM id23; CREATE TABLE id23t AS SELECT (d).* FROM id23v;
-- script: names with zero-width characters
CREATE TABLE id24‍ ("a​;" int, b⁠c int); INSERT INTO id24‍ VALUES (24, 25)
