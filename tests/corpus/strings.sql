-- script: doubled quotes
CREATE TABLE st01 AS SELECT 'it''s; ''' AS a, ''';''' AS b, '''' AS c, '' AS d; INSERT INTO st01 VALUES (';''', '', ';', '''''')
-- script: backslash at the end of a standard string
CREATE TABLE st02 AS SELECT 'a\' AS a, '\' AS b, '\\' AS c, '\;\' AS d; INSERT INTO st02 VALUES ('\', 'x\', ';\', '\''');
-- script: escape string with an escaped quote
CREATE TABLE st03 AS SELECT E'it\'s; \'' AS a, E'\';' AS b, e'\\' AS c, e'\\\';' AS d;
-- script: escape string with doubled quotes
CREATE TABLE st04 AS SELECT E'a'';\'' AS a, E'\\''; ' AS b, E''';''' AS c, E'\''';' AS d;
-- script: escape string with many backslashes
CREATE TABLE st05 AS SELECT E'\\\\' AS a, E'\\\\\';' AS b, E'\\\\\\' AS c; INSERT INTO st05 VALUES (E'\\', ';', E'\\;');
-- script: escapes for characters
CREATE TABLE st06 AS SELECT E'\x3b\073\u003b\U0000003b' AS a, E'\x27;\047' AS b, E'\t\n;\r' AS c;
-- script: string that goes on in the next line
CREATE TABLE st07 AS SELECT 'a;'
'b;' AS a, 'c'
   ';d'  
	'e;' AS b;
-- script: string that goes on behind a line comment
CREATE TABLE st08 AS SELECT 'a;' -- it's; a comment
'b;' -- another's
-- and one more;
'c' AS a; INSERT INTO st08 VALUES ('x' --;
';');
-- script: escape string that goes on in the next line
CREATE TABLE st09 AS SELECT E'a;'
'\';b' AS a, E'\''
'\\'
'\';' AS b; INSERT INTO st09 VALUES ('p', 'q;');
-- script: escape string that goes on behind a line comment
CREATE TABLE st10 AS SELECT E'a' -- it's
  '\'; still the string' AS a; CREATE TABLE st10b AS SELECT e'\\' --;
'\\\'; CREATE TABLE st10c (a int); \'' AS a;
-- script: escape string that goes on thrice
CREATE TABLE st11 AS SELECT E'1\''

'2\';'
-- ; '

'3\\' AS a, '4\' AS b;
-- script: standard string that goes on keeps its backslashes
CREATE TABLE st12 AS SELECT 'a\'
'b\' AS a; INSERT INTO st12 VALUES (';\'
'\')
-- script: unicode escape strings
CREATE TABLE st13 AS SELECT U&'d\0061t\+000061;' AS a, u&'\\;' AS b, U&'it''s;' AS c;
-- script: unicode escape strings with another escape character
CREATE TABLE st14 AS SELECT U&'d!0061;!!' UESCAPE '!' AS a, U&'\' UESCAPE '!' AS b, U&'#003b;\' uescape'#' AS c;
-- script: unicode escape string that goes on in the next line
CREATE TABLE st15 AS SELECT U&'a\003b'
';b\0027' AS a, U&'\'
'\;' UESCAPE '!' AS b;
-- script: bit strings
CREATE TABLE st16 AS SELECT B'1010' AS a, b'' AS b, B'1'
'0' AS c, X'1F' AS d, x'ff'
'00' AS e; INSERT INTO st16 VALUES (B'1', b'0', B'11', X'00', x'0f0f');
-- script: national strings
CREATE TABLE st17 AS SELECT N'a;' AS a, n'it''s;' AS b, N'\' AS c; INSERT INTO st17 VALUES (n'\', N';', n'''');
-- script: type names in front of strings
CREATE TABLE st18 AS SELECT date '2020-01-02' AS a, interval'1;'::text IS NULL AS b WHERE false; CREATE TABLE st18b AS SELECT text';' AS a, bytea'\x3b' AS b, bytea '\\' AS c;
-- script: names that end in a string prefix
CREATE TYPE st19e AS ENUM (';', '\'); CREATE TABLE st19 AS SELECT st19e'\' AS a, st19e';' AS b;
-- script: types named like string prefixes
CREATE DOMAIN ee AS text; CREATE DOMAIN xe AS text; CREATE TABLE st20 AS SELECT ee'\' AS a, xe'\' AS b, ee ';' AS c;
-- script: strings with every other quote inside
CREATE TABLE st21 AS SELECT '"$$;/*--' AS a, '*/;$x$"' AS b, E'"\"$$;' AS c, U&'"$$;' AS d;
-- script: strings without white space around
CREATE TABLE st22 AS SELECT'a;'AS a,E'\';'AS b,N';'AS c WHERE'x'='x'AND';'<>E'\;;';
-- script: string with line breaks
CREATE TABLE st23 AS SELECT 'a
;
b' AS a, E'c
\';
d' AS b, 'e''
;' AS c;
-- script: escaped line break
CREATE TABLE st24 AS SELECT E'a\
;b' AS a, E'\\
;' AS b;
-- script: like with escape
CREATE TABLE st25 AS SELECT 'a;b' LIKE 'a\;b' ESCAPE '\' AS a, ';' LIKE '\;' AS b, ';' SIMILAR TO '(;|\\)' AS c, 'x' LIKE 'x' ESCAPE '' AS d;
-- script: comments with every kind of string
CREATE TABLE st26 (a int, b int, c int, d int, e int); COMMENT ON TABLE st26 IS 'it''s;\'; COMMENT ON COLUMN st26.a IS E'it\'s;'; COMMENT ON COLUMN st26.b IS $$it's;$$; COMMENT ON COLUMN st26.c IS U&'it''s\003b;'; COMMENT ON COLUMN st26.d IS U&'it!003b;\' UESCAPE '!'; COMMENT ON COLUMN st26.e IS 'it''s;\'
-- script: a quote right behind a semicolon
CREATE TABLE st27 (a text);INSERT INTO st27 VALUES(';');INSERT INTO st27 VALUES(''';');INSERT INTO st27 VALUES(E'\';');
-- script: arrays in strings
CREATE TABLE st28 AS SELECT '{"a;b","c\";",d}'::text[] AS a, '{{1,2},{3,4}}'::int[] AS b, ARRAY['''', ';', E'\''] AS c;
-- script: escape string in front of a keyword
CREATE TABLE st29 AS SELECT CASE WHEN E'\''='''' THEN E'\';'ELSE'\'END AS a;
-- script: prefix letters that are names
CREATE TABLE st30 (e text, b text, x text, n text, u int); INSERT INTO st30 (e,b,x,n,u) VALUES ('\', '\', '\', '\', 3); CREATE VIEW st30v AS SELECT e"a;", b"b;", x"c;", n"d;", u&1 AS u FROM st30;
-- script: an escape string ends in front of another line
CREATE TABLE st31 AS SELECT E'a\'' AS a,
'b\' AS b; INSERT INTO st31 VALUES (E'\'',
'\'), (E'\\',
';\');
