-- script: emoji in strings
CREATE TABLE un01 AS SELECT '🐘;' AS a, E'🐘\';🐘' AS b, $$🐘;$$::text AS c; COMMENT ON TABLE un01 IS '👨‍👩‍👧‍👦;'
-- script: zero-width characters in strings
CREATE TABLE un02 AS SELECT 'a​;‍b' AS a, '⁠;' AS b, $$‌;$$::text AS c; INSERT INTO un02 VALUES ('​', ';​', '');
-- script: right to left text
CREATE TABLE un03 (א text, ب text); INSERT INTO un03 VALUES ('שלום; עולם', 'مرحبا؛ ;'); COMMENT ON COLUMN un03.א IS '‮;‬';
-- script: other semicolons
CREATE TABLE un04 AS SELECT '；' AS a, ';' AS b, '؛;' AS c, '⁏' AS d; CREATE VIEW un04v；x AS SELECT a AS ；, b AS ؛ FROM un04;
-- script: other quotes
CREATE TABLE un05 AS SELECT '‘;’' AS a, '“;”' AS b, '＇;＇' AS c, '´;`' AS d; CREATE VIEW un05v AS SELECT a AS “x”, b AS ‘y’ FROM un05
-- script: other dashes
CREATE TABLE un06 (–– int, —— int); INSERT INTO un06 VALUES (1, 2); COMMENT ON COLUMN un06.–– IS '—— no comment;';
-- script: other white space in names
CREATE TABLE un07　a (  int, b c int, de int); INSERT INTO un07　a VALUES (1, 2, 3); INSERT INTO un07　a (b c) VALUES (4);
-- script: line separators end no comment
CREATE TABLE un08 (a int); -- one;  INSERT INTO nowhere VALUES (1);  x; y;
INSERT INTO un08 VALUES (8);
-- script: combining characters
CREATE TABLE un09 (é int, é int); INSERT INTO un09 (é, é) VALUES (1, 2); COMMENT ON COLUMN un09.é IS 'é;';
-- script: tags of dollar quotes in many scripts
CREATE TABLE un10 AS SELECT $тег$;$тэг$;$тег$::text AS a, $🐘$;$$;$🐘$::text AS b, $é$;$é$;$é$::text AS c, $a​$;$a$;$a​$::text AS d
-- script: characters beyond the basic plane
CREATE TABLE 𝒯11 (𝔞 text, 𠮷 int); INSERT INTO 𝒯11 VALUES ('𝄞;', 11); CREATE VIEW 𐐷 AS SELECT 𝔞 AS 𝔟 FROM 𝒯11;
-- script: unicode escapes beyond the basic plane
CREATE TABLE un12 AS SELECT U&'\+01F418;' AS a, U&'\D83D\DC18;' AS b, E'\U0001F418;' AS c, E'\uD83D\uDC18\';' AS d;
-- script: umlauts in comments
CREATE TABLE un13 (a int); -- größer; 'ß
INSERT INTO un13 VALUES (13); /* ä; /* ö; */ ü; 🐘'; */ INSERT INTO un13 VALUES (14);
-- script: letters that fold to ascii
CREATE TABLE un14 (ſelect int, K int, K int, ſ text); INSERT INTO un14 VALUES (1, 2, 3, 'ſ;'); CREATE VIEW un14v AS SELECT ſelect AS begıN, K AS ENĐ FROM un14;
-- script: words like begin and end in other letters
CREATE FUNCTION un15() RETURNS int BEGIN ATOMIC SELECT 1 AS еnd; SELECT 2 AS end​; SELECT 3 AS éend; END; CREATE TABLE un15 AS SELECT un15() AS a;
-- script: greek, devanagari, thai and hangul
CREATE TABLE ελ16 (α text, हिन्दी text, ไทย text, 한글 text); INSERT INTO ελ16 VALUES ('Ω·;', 'नमस्ते;', 'สวัสดี;', '안녕;'); CREATE INDEX ελ16ι ON ελ16 (α, 한글);
-- script: private use and noncharacters in strings
CREATE TABLE un17 AS SELECT ';￿;􏿿' AS a; INSERT INTO un17 VALUES ('�;');
-- script: control characters in strings
CREATE TABLE un18 AS SELECT ';' AS a, $$[0m;$$::text AS b, E'\';' AS c; COMMENT ON TABLE un18 IS ';';
