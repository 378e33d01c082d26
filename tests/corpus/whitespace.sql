-- script: windows line ends
CREATE TABLE ws01 (
  a int, -- one;
  b text
);
INSERT INTO ws01 VALUES (1, 'x;')
;

-- script: line comment ended by a carriage return
CREATE TABLE ws02 (a int); -- one;INSERT INTO ws02 VALUES (2); -- two;-- threeINSERT INTO ws02 VALUES (22);
-- script: only carriage returns
CREATE TABLE ws03 (a int);INSERTINTOws03VALUES(3);
-- script: form feeds
CREATETABLEws04(a int);;INSERT INTOws04 VALUES(4);
-- script: tabs
	CREATE	TABLE	ws05	(a	int)	;	INSERT	INTO	ws05	VALUES	(5)	
-- script: vertical tab in strings and names
CREATE TABLE ws06 (a text, "b;" int); INSERT INTO ws06 VALUES (';', 6), ($$;$$, 7); -- ;
INSERT INTO ws06 VALUES (E'\v;'); /* ; */
-- script: form feed in comments and strings
CREATE TABLE ws07 (a text); -- ; one line
INSERT INTO ws07 VALUES (';'); /*;*/ COMMENT ON TABLE ws07 IS $$;$$;
-- script: carriage return inside strings
CREATE TABLE ws08 AS SELECT 'a;b' AS a, E'\;' AS b, $$;$$::text AS c, '
;' AS d;
-- script: string that goes on behind a carriage return
CREATE TABLE ws09 AS SELECT 'a;''b\' AS a, E'c''\';' AS b, E'd' -- it's;'\'; e' AS c;
-- script: string that goes on behind a windows line end
CREATE TABLE ws10 AS SELECT 'a;' 
 'b\' AS a, E'c'	
	'\';' AS b;
-- script: string that goes on behind a form feed and a line break
CREATE TABLE ws11 AS SELECT E'a\''
'\';b' AS a, 'c\'
'\' AS b;
-- script: empty statements
;;CREATE TABLE ws12 (a int);;;
;
 ; INSERT INTO ws12 VALUES (12);;
-- script: empty statements with comments
; /* ; */ ; -- ;
; CREATE TABLE ws13 (a int) ; /* a */ ; -- b
 ; INSERT INTO ws13 VALUES (13) ; -- c
-- script: two hundred semicolons
CREATE TABLE ws14 (a int);;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; INSERT INTO ws14 VALUES (14)
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
;
-- script: no white space at all
create table ws15(a int,b text);insert into ws15 values(1,'a;'),(2,$$;$$);insert into ws15(b)values(E'\';');create view"ws15;"as select*from ws15;comment on view"ws15;"is';'
-- script: leading and trailing white space


 	
 CREATE TABLE ws16 (a int);


INSERT INTO ws16 VALUES (16)


 	 

-- script: one statement over many lines
CREATE
TABLE
ws17
(
a
int
,
b
text
DEFAULT
';
'
)
;
INSERT
INTO
ws17
VALUES
(
17
)
-- script: semicolon on the next line
CREATE TABLE ws18 (a int)

  ;INSERT INTO ws18 VALUES (1)
-- comment;
;INSERT INTO ws18 VALUES (2)
/* ; */;
-- script: a very long line
CREATE TABLE ws19 (a text); INSERT INTO ws19 VALUES ('x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;'); INSERT INTO ws19 SELECT 'y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y''y'''; INSERT INTO ws19 VALUES ($$z;$$)
-- script: many rows in one statement
CREATE TABLE ws20 (a int, b text); INSERT INTO ws20 VALUES (0, 'r0;'), (1, 'r1;'), (2, 'r2;'), (3, 'r3;'), (4, 'r4;'), (5, 'r5;'), (6, 'r6;'), (7, 'r7;'), (8, 'r8;'), (9, 'r9;'), (10, 'r10;'), (11, 'r11;'), (12, 'r12;'), (13, 'r13;'), (14, 'r14;'), (15, 'r15;'), (16, 'r16;'), (17, 'r17;'), (18, 'r18;'), (19, 'r19;'), (20, 'r20;'), (21, 'r21;'), (22, 'r22;'), (23, 'r23;'), (24, 'r24;'), (25, 'r25;'), (26, 'r26;'), (27, 'r27;'), (28, 'r28;'), (29, 'r29;'), (30, 'r30;'), (31, 'r31;'), (32, 'r32;'), (33, 'r33;'), (34, 'r34;'), (35, 'r35;'), (36, 'r36;'), (37, 'r37;'), (38, 'r38;'), (39, 'r39;'), (40, 'r40;'), (41, 'r41;'), (42, 'r42;'), (43, 'r43;'), (44, 'r44;'), (45, 'r45;'), (46, 'r46;'), (47, 'r47;'), (48, 'r48;'), (49, 'r49;'), (50, 'r50;'), (51, 'r51;'), (52, 'r52;'), (53, 'r53;'), (54, 'r54;'), (55, 'r55;'), (56, 'r56;'), (57, 'r57;'), (58, 'r58;'), (59, 'r59;'), (60, 'r60;'), (61, 'r61;'), (62, 'r62;'), (63, 'r63;'), (64, 'r64;'), (65, 'r65;'), (66, 'r66;'), (67, 'r67;'), (68, 'r68;'), (69, 'r69;'), (70, 'r70;'), (71, 'r71;'), (72, 'r72;'), (73, 'r73;'), (74, 'r74;'), (75, 'r75;'), (76, 'r76;'), (77, 'r77;'), (78, 'r78;'), (79, 'r79;'), (80, 'r80;'), (81, 'r81;'), (82, 'r82;'), (83, 'r83;'), (84, 'r84;'), (85, 'r85;'), (86, 'r86;'), (87, 'r87;'), (88, 'r88;'), (89, 'r89;'), (90, 'r90;'), (91, 'r91;'), (92, 'r92;'), (93, 'r93;'), (94, 'r94;'), (95, 'r95;'), (96, 'r96;'), (97, 'r97;'), (98, 'r98;'), (99, 'r99;'), (100, 'r100;'), (101, 'r101;'), (102, 'r102;'), (103, 'r103;'), (104, 'r104;'), (105, 'r105;'), (106, 'r106;'), (107, 'r107;'), (108, 'r108;'), (109, 'r109;'), (110, 'r110;'), (111, 'r111;'), (112, 'r112;'), (113, 'r113;'), (114, 'r114;'), (115, 'r115;'), (116, 'r116;'), (117, 'r117;'), (118, 'r118;'), (119, 'r119;'), (120, 'r120;'), (121, 'r121;'), (122, 'r122;'), (123, 'r123;'), (124, 'r124;'), (125, 'r125;'), (126, 'r126;'), (127, 'r127;'), (128, 'r128;'), (129, 'r129;'), (130, 'r130;'), (131, 'r131;'), (132, 'r132;'), (133, 'r133;'), (134, 'r134;'), (135, 'r135;'), (136, 'r136;'), (137, 'r137;'), (138, 'r138;'), (139, 'r139;'), (140, 'r140;'), (141, 'r141;'), (142, 'r142;'), (143, 'r143;'), (144, 'r144;'), (145, 'r145;'), (146, 'r146;'), (147, 'r147;'), (148, 'r148;'), (149, 'r149;'), (150, 'r150;'), (151, 'r151;'), (152, 'r152;'), (153, 'r153;'), (154, 'r154;'), (155, 'r155;'), (156, 'r156;'), (157, 'r157;'), (158, 'r158;'), (159, 'r159;'), (160, 'r160;'), (161, 'r161;'), (162, 'r162;'), (163, 'r163;'), (164, 'r164;'), (165, 'r165;'), (166, 'r166;'), (167, 'r167;'), (168, 'r168;'), (169, 'r169;'), (170, 'r170;'), (171, 'r171;'), (172, 'r172;'), (173, 'r173;'), (174, 'r174;'), (175, 'r175;'), (176, 'r176;'), (177, 'r177;'), (178, 'r178;'), (179, 'r179;'), (180, 'r180;'), (181, 'r181;'), (182, 'r182;'), (183, 'r183;'), (184, 'r184;'), (185, 'r185;'), (186, 'r186;'), (187, 'r187;'), (188, 'r188;'), (189, 'r189;'), (190, 'r190;'), (191, 'r191;'), (192, 'r192;'), (193, 'r193;'), (194, 'r194;'), (195, 'r195;'), (196, 'r196;'), (197, 'r197;'), (198, 'r198;'), (199, 'r199;'), (200, 'r200;'), (201, 'r201;'), (202, 'r202;'), (203, 'r203;'), (204, 'r204;'), (205, 'r205;'), (206, 'r206;'), (207, 'r207;'), (208, 'r208;'), (209, 'r209;'), (210, 'r210;'), (211, 'r211;'), (212, 'r212;'), (213, 'r213;'), (214, 'r214;'), (215, 'r215;'), (216, 'r216;'), (217, 'r217;'), (218, 'r218;'), (219, 'r219;'), (220, 'r220;'), (221, 'r221;'), (222, 'r222;'), (223, 'r223;'), (224, 'r224;'), (225, 'r225;'), (226, 'r226;'), (227, 'r227;'), (228, 'r228;'), (229, 'r229;'), (230, 'r230;'), (231, 'r231;'), (232, 'r232;'), (233, 'r233;'), (234, 'r234;'), (235, 'r235;'), (236, 'r236;'), (237, 'r237;'), (238, 'r238;'), (239, 'r239;'), (240, 'r240;'), (241, 'r241;'), (242, 'r242;'), (243, 'r243;'), (244, 'r244;'), (245, 'r245;'), (246, 'r246;'), (247, 'r247;'), (248, 'r248;'), (249, 'r249;'), (250, 'r250;'), (251, 'r251;'), (252, 'r252;'), (253, 'r253;'), (254, 'r254;'), (255, 'r255;'), (256, 'r256;'), (257, 'r257;'), (258, 'r258;'), (259, 'r259;'), (260, 'r260;'), (261, 'r261;'), (262, 'r262;'), (263, 'r263;'), (264, 'r264;'), (265, 'r265;'), (266, 'r266;'), (267, 'r267;'), (268, 'r268;'), (269, 'r269;'), (270, 'r270;'), (271, 'r271;'), (272, 'r272;'), (273, 'r273;'), (274, 'r274;'), (275, 'r275;'), (276, 'r276;'), (277, 'r277;'), (278, 'r278;'), (279, 'r279;'), (280, 'r280;'), (281, 'r281;'), (282, 'r282;'), (283, 'r283;'), (284, 'r284;'), (285, 'r285;'), (286, 'r286;'), (287, 'r287;'), (288, 'r288;'), (289, 'r289;'), (290, 'r290;'), (291, 'r291;'), (292, 'r292;'), (293, 'r293;'), (294, 'r294;'), (295, 'r295;'), (296, 'r296;'), (297, 'r297;'), (298, 'r298;'), (299, 'r299;'), (300, 'r300;'), (301, 'r301;'), (302, 'r302;'), (303, 'r303;'), (304, 'r304;'), (305, 'r305;'), (306, 'r306;'), (307, 'r307;'), (308, 'r308;'), (309, 'r309;'), (310, 'r310;'), (311, 'r311;'), (312, 'r312;'), (313, 'r313;'), (314, 'r314;'), (315, 'r315;'), (316, 'r316;'), (317, 'r317;'), (318, 'r318;'), (319, 'r319;'), (320, 'r320;'), (321, 'r321;'), (322, 'r322;'), (323, 'r323;'), (324, 'r324;'), (325, 'r325;'), (326, 'r326;'), (327, 'r327;'), (328, 'r328;'), (329, 'r329;'), (330, 'r330;'), (331, 'r331;'), (332, 'r332;'), (333, 'r333;'), (334, 'r334;'), (335, 'r335;'), (336, 'r336;'), (337, 'r337;'), (338, 'r338;'), (339, 'r339;'), (340, 'r340;'), (341, 'r341;'), (342, 'r342;'), (343, 'r343;'), (344, 'r344;'), (345, 'r345;'), (346, 'r346;'), (347, 'r347;'), (348, 'r348;'), (349, 'r349;'), (350, 'r350;'), (351, 'r351;'), (352, 'r352;'), (353, 'r353;'), (354, 'r354;'), (355, 'r355;'), (356, 'r356;'), (357, 'r357;'), (358, 'r358;'), (359, 'r359;'), (360, 'r360;'), (361, 'r361;'), (362, 'r362;'), (363, 'r363;'), (364, 'r364;'), (365, 'r365;'), (366, 'r366;'), (367, 'r367;'), (368, 'r368;'), (369, 'r369;'), (370, 'r370;'), (371, 'r371;'), (372, 'r372;'), (373, 'r373;'), (374, 'r374;'), (375, 'r375;'), (376, 'r376;'), (377, 'r377;'), (378, 'r378;'), (379, 'r379;'), (380, 'r380;'), (381, 'r381;'), (382, 'r382;'), (383, 'r383;'), (384, 'r384;'), (385, 'r385;'), (386, 'r386;'), (387, 'r387;'), (388, 'r388;'), (389, 'r389;'), (390, 'r390;'), (391, 'r391;'), (392, 'r392;'), (393, 'r393;'), (394, 'r394;'), (395, 'r395;'), (396, 'r396;'), (397, 'r397;'), (398, 'r398;'), (399, 'r399;'), (400, 'r400;'), (401, 'r401;'), (402, 'r402;'), (403, 'r403;'), (404, 'r404;'), (405, 'r405;'), (406, 'r406;'), (407, 'r407;'), (408, 'r408;'), (409, 'r409;'), (410, 'r410;'), (411, 'r411;'), (412, 'r412;'), (413, 'r413;'), (414, 'r414;'), (415, 'r415;'), (416, 'r416;'), (417, 'r417;'), (418, 'r418;'), (419, 'r419;'), (420, 'r420;'), (421, 'r421;'), (422, 'r422;'), (423, 'r423;'), (424, 'r424;'), (425, 'r425;'), (426, 'r426;'), (427, 'r427;'), (428, 'r428;'), (429, 'r429;'), (430, 'r430;'), (431, 'r431;'), (432, 'r432;'), (433, 'r433;'), (434, 'r434;'), (435, 'r435;'), (436, 'r436;'), (437, 'r437;'), (438, 'r438;'), (439, 'r439;'), (440, 'r440;'), (441, 'r441;'), (442, 'r442;'), (443, 'r443;'), (444, 'r444;'), (445, 'r445;'), (446, 'r446;'), (447, 'r447;'), (448, 'r448;'), (449, 'r449;'), (450, 'r450;'), (451, 'r451;'), (452, 'r452;'), (453, 'r453;'), (454, 'r454;'), (455, 'r455;'), (456, 'r456;'), (457, 'r457;'), (458, 'r458;'), (459, 'r459;'), (460, 'r460;'), (461, 'r461;'), (462, 'r462;'), (463, 'r463;'), (464, 'r464;'), (465, 'r465;'), (466, 'r466;'), (467, 'r467;'), (468, 'r468;'), (469, 'r469;'), (470, 'r470;'), (471, 'r471;'), (472, 'r472;'), (473, 'r473;'), (474, 'r474;'), (475, 'r475;'), (476, 'r476;'), (477, 'r477;'), (478, 'r478;'), (479, 'r479;'), (480, 'r480;'), (481, 'r481;'), (482, 'r482;'), (483, 'r483;'), (484, 'r484;'), (485, 'r485;'), (486, 'r486;'), (487, 'r487;'), (488, 'r488;'), (489, 'r489;'), (490, 'r490;'), (491, 'r491;'), (492, 'r492;'), (493, 'r493;'), (494, 'r494;'), (495, 'r495;'), (496, 'r496;'), (497, 'r497;'), (498, 'r498;'), (499, 'r499;'), (500, 'r500;'), (501, 'r501;'), (502, 'r502;'), (503, 'r503;'), (504, 'r504;'), (505, 'r505;'), (506, 'r506;'), (507, 'r507;'), (508, 'r508;'), (509, 'r509;'), (510, 'r510;'), (511, 'r511;'), (512, 'r512;'), (513, 'r513;'), (514, 'r514;'), (515, 'r515;'), (516, 'r516;'), (517, 'r517;'), (518, 'r518;'), (519, 'r519;'), (520, 'r520;'), (521, 'r521;'), (522, 'r522;'), (523, 'r523;'), (524, 'r524;'), (525, 'r525;'), (526, 'r526;'), (527, 'r527;'), (528, 'r528;'), (529, 'r529;'), (530, 'r530;'), (531, 'r531;'), (532, 'r532;'), (533, 'r533;'), (534, 'r534;'), (535, 'r535;'), (536, 'r536;'), (537, 'r537;'), (538, 'r538;'), (539, 'r539;'), (540, 'r540;'), (541, 'r541;'), (542, 'r542;'), (543, 'r543;'), (544, 'r544;'), (545, 'r545;'), (546, 'r546;'), (547, 'r547;'), (548, 'r548;'), (549, 'r549;'), (550, 'r550;'), (551, 'r551;'), (552, 'r552;'), (553, 'r553;'), (554, 'r554;'), (555, 'r555;'), (556, 'r556;'), (557, 'r557;'), (558, 'r558;'), (559, 'r559;'), (560, 'r560;'), (561, 'r561;'), (562, 'r562;'), (563, 'r563;'), (564, 'r564;'), (565, 'r565;'), (566, 'r566;'), (567, 'r567;'), (568, 'r568;'), (569, 'r569;'), (570, 'r570;'), (571, 'r571;'), (572, 'r572;'), (573, 'r573;'), (574, 'r574;'), (575, 'r575;'), (576, 'r576;'), (577, 'r577;'), (578, 'r578;'), (579, 'r579;'), (580, 'r580;'), (581, 'r581;'), (582, 'r582;'), (583, 'r583;'), (584, 'r584;'), (585, 'r585;'), (586, 'r586;'), (587, 'r587;'), (588, 'r588;'), (589, 'r589;'), (590, 'r590;'), (591, 'r591;'), (592, 'r592;'), (593, 'r593;'), (594, 'r594;'), (595, 'r595;'), (596, 'r596;'), (597, 'r597;'), (598, 'r598;'), (599, 'r599;'), (600, 'r600;'), (601, 'r601;'), (602, 'r602;'), (603, 'r603;'), (604, 'r604;'), (605, 'r605;'), (606, 'r606;'), (607, 'r607;'), (608, 'r608;'), (609, 'r609;'), (610, 'r610;'), (611, 'r611;'), (612, 'r612;'), (613, 'r613;'), (614, 'r614;'), (615, 'r615;'), (616, 'r616;'), (617, 'r617;'), (618, 'r618;'), (619, 'r619;'), (620, 'r620;'), (621, 'r621;'), (622, 'r622;'), (623, 'r623;'), (624, 'r624;'), (625, 'r625;'), (626, 'r626;'), (627, 'r627;'), (628, 'r628;'), (629, 'r629;'), (630, 'r630;'), (631, 'r631;'), (632, 'r632;'), (633, 'r633;'), (634, 'r634;'), (635, 'r635;'), (636, 'r636;'), (637, 'r637;'), (638, 'r638;'), (639, 'r639;'), (640, 'r640;'), (641, 'r641;'), (642, 'r642;'), (643, 'r643;'), (644, 'r644;'), (645, 'r645;'), (646, 'r646;'), (647, 'r647;'), (648, 'r648;'), (649, 'r649;'), (650, 'r650;'), (651, 'r651;'), (652, 'r652;'), (653, 'r653;'), (654, 'r654;'), (655, 'r655;'), (656, 'r656;'), (657, 'r657;'), (658, 'r658;'), (659, 'r659;'), (660, 'r660;'), (661, 'r661;'), (662, 'r662;'), (663, 'r663;'), (664, 'r664;'), (665, 'r665;'), (666, 'r666;'), (667, 'r667;'), (668, 'r668;'), (669, 'r669;'), (670, 'r670;'), (671, 'r671;'), (672, 'r672;'), (673, 'r673;'), (674, 'r674;'), (675, 'r675;'), (676, 'r676;'), (677, 'r677;'), (678, 'r678;'), (679, 'r679;'), (680, 'r680;'), (681, 'r681;'), (682, 'r682;'), (683, 'r683;'), (684, 'r684;'), (685, 'r685;'), (686, 'r686;'), (687, 'r687;'), (688, 'r688;'), (689, 'r689;'), (690, 'r690;'), (691, 'r691;'), (692, 'r692;'), (693, 'r693;'), (694, 'r694;'), (695, 'r695;'), (696, 'r696;'), (697, 'r697;'), (698, 'r698;'), (699, 'r699;'), (700, 'r700;'), (701, 'r701;'), (702, 'r702;'), (703, 'r703;'), (704, 'r704;'), (705, 'r705;'), (706, 'r706;'), (707, 'r707;'), (708, 'r708;'), (709, 'r709;'), (710, 'r710;'), (711, 'r711;'), (712, 'r712;'), (713, 'r713;'), (714, 'r714;'), (715, 'r715;'), (716, 'r716;'), (717, 'r717;'), (718, 'r718;'), (719, 'r719;'), (720, 'r720;'), (721, 'r721;'), (722, 'r722;'), (723, 'r723;'), (724, 'r724;'), (725, 'r725;'), (726, 'r726;'), (727, 'r727;'), (728, 'r728;'), (729, 'r729;'), (730, 'r730;'), (731, 'r731;'), (732, 'r732;'), (733, 'r733;'), (734, 'r734;'), (735, 'r735;'), (736, 'r736;'), (737, 'r737;'), (738, 'r738;'), (739, 'r739;'), (740, 'r740;'), (741, 'r741;'), (742, 'r742;'), (743, 'r743;'), (744, 'r744;'), (745, 'r745;'), (746, 'r746;'), (747, 'r747;'), (748, 'r748;'), (749, 'r749;'), (750, 'r750;'), (751, 'r751;'), (752, 'r752;'), (753, 'r753;'), (754, 'r754;'), (755, 'r755;'), (756, 'r756;'), (757, 'r757;'), (758, 'r758;'), (759, 'r759;'), (760, 'r760;'), (761, 'r761;'), (762, 'r762;'), (763, 'r763;'), (764, 'r764;'), (765, 'r765;'), (766, 'r766;'), (767, 'r767;'), (768, 'r768;'), (769, 'r769;'), (770, 'r770;'), (771, 'r771;'), (772, 'r772;'), (773, 'r773;'), (774, 'r774;'), (775, 'r775;'), (776, 'r776;'), (777, 'r777;'), (778, 'r778;'), (779, 'r779;'), (780, 'r780;'), (781, 'r781;'), (782, 'r782;'), (783, 'r783;'), (784, 'r784;'), (785, 'r785;'), (786, 'r786;'), (787, 'r787;'), (788, 'r788;'), (789, 'r789;'), (790, 'r790;'), (791, 'r791;'), (792, 'r792;'), (793, 'r793;'), (794, 'r794;'), (795, 'r795;'), (796, 'r796;'), (797, 'r797;'), (798, 'r798;'), (799, 'r799;'), (800, 'r800;'), (801, 'r801;'), (802, 'r802;'), (803, 'r803;'), (804, 'r804;'), (805, 'r805;'), (806, 'r806;'), (807, 'r807;'), (808, 'r808;'), (809, 'r809;'), (810, 'r810;'), (811, 'r811;'), (812, 'r812;'), (813, 'r813;'), (814, 'r814;'), (815, 'r815;'), (816, 'r816;'), (817, 'r817;'), (818, 'r818;'), (819, 'r819;'), (820, 'r820;'), (821, 'r821;'), (822, 'r822;'), (823, 'r823;'), (824, 'r824;'), (825, 'r825;'), (826, 'r826;'), (827, 'r827;'), (828, 'r828;'), (829, 'r829;'), (830, 'r830;'), (831, 'r831;'), (832, 'r832;'), (833, 'r833;'), (834, 'r834;'), (835, 'r835;'), (836, 'r836;'), (837, 'r837;'), (838, 'r838;'), (839, 'r839;'), (840, 'r840;'), (841, 'r841;'), (842, 'r842;'), (843, 'r843;'), (844, 'r844;'), (845, 'r845;'), (846, 'r846;'), (847, 'r847;'), (848, 'r848;'), (849, 'r849;'), (850, 'r850;'), (851, 'r851;'), (852, 'r852;'), (853, 'r853;'), (854, 'r854;'), (855, 'r855;'), (856, 'r856;'), (857, 'r857;'), (858, 'r858;'), (859, 'r859;'), (860, 'r860;'), (861, 'r861;'), (862, 'r862;'), (863, 'r863;'), (864, 'r864;'), (865, 'r865;'), (866, 'r866;'), (867, 'r867;'), (868, 'r868;'), (869, 'r869;'), (870, 'r870;'), (871, 'r871;'), (872, 'r872;'), (873, 'r873;'), (874, 'r874;'), (875, 'r875;'), (876, 'r876;'), (877, 'r877;'), (878, 'r878;'), (879, 'r879;'), (880, 'r880;'), (881, 'r881;'), (882, 'r882;'), (883, 'r883;'), (884, 'r884;'), (885, 'r885;'), (886, 'r886;'), (887, 'r887;'), (888, 'r888;'), (889, 'r889;'), (890, 'r890;'), (891, 'r891;'), (892, 'r892;'), (893, 'r893;'), (894, 'r894;'), (895, 'r895;'), (896, 'r896;'), (897, 'r897;'), (898, 'r898;'), (899, 'r899;'), (900, 'r900;'), (901, 'r901;'), (902, 'r902;'), (903, 'r903;'), (904, 'r904;'), (905, 'r905;'), (906, 'r906;'), (907, 'r907;'), (908, 'r908;'), (909, 'r909;'), (910, 'r910;'), (911, 'r911;'), (912, 'r912;'), (913, 'r913;'), (914, 'r914;'), (915, 'r915;'), (916, 'r916;'), (917, 'r917;'), (918, 'r918;'), (919, 'r919;'), (920, 'r920;'), (921, 'r921;'), (922, 'r922;'), (923, 'r923;'), (924, 'r924;'), (925, 'r925;'), (926, 'r926;'), (927, 'r927;'), (928, 'r928;'), (929, 'r929;'), (930, 'r930;'), (931, 'r931;'), (932, 'r932;'), (933, 'r933;'), (934, 'r934;'), (935, 'r935;'), (936, 'r936;'), (937, 'r937;'), (938, 'r938;'), (939, 'r939;'), (940, 'r940;'), (941, 'r941;'), (942, 'r942;'), (943, 'r943;'), (944, 'r944;'), (945, 'r945;'), (946, 'r946;'), (947, 'r947;'), (948, 'r948;'), (949, 'r949;'), (950, 'r950;'), (951, 'r951;'), (952, 'r952;'), (953, 'r953;'), (954, 'r954;'), (955, 'r955;'), (956, 'r956;'), (957, 'r957;'), (958, 'r958;'), (959, 'r959;'), (960, 'r960;'), (961, 'r961;'), (962, 'r962;'), (963, 'r963;'), (964, 'r964;'), (965, 'r965;'), (966, 'r966;'), (967, 'r967;'), (968, 'r968;'), (969, 'r969;'), (970, 'r970;'), (971, 'r971;'), (972, 'r972;'), (973, 'r973;'), (974, 'r974;'), (975, 'r975;'), (976, 'r976;'), (977, 'r977;'), (978, 'r978;'), (979, 'r979;'), (980, 'r980;'), (981, 'r981;'), (982, 'r982;'), (983, 'r983;'), (984, 'r984;'), (985, 'r985;'), (986, 'r986;'), (987, 'r987;'), (988, 'r988;'), (989, 'r989;'), (990, 'r990;'), (991, 'r991;'), (992, 'r992;'), (993, 'r993;'), (994, 'r994;'), (995, 'r995;'), (996, 'r996;'), (997, 'r997;'), (998, 'r998;'), (999, 'r999;'), (1000, 'r1000;'), (1001, 'r1001;'), (1002, 'r1002;'), (1003, 'r1003;'), (1004, 'r1004;'), (1005, 'r1005;'), (1006, 'r1006;'), (1007, 'r1007;'), (1008, 'r1008;'), (1009, 'r1009;'), (1010, 'r1010;'), (1011, 'r1011;'), (1012, 'r1012;'), (1013, 'r1013;'), (1014, 'r1014;'), (1015, 'r1015;'), (1016, 'r1016;'), (1017, 'r1017;'), (1018, 'r1018;'), (1019, 'r1019;'), (1020, 'r1020;'), (1021, 'r1021;'), (1022, 'r1022;'), (1023, 'r1023;'), (1024, 'r1024;'), (1025, 'r1025;'), (1026, 'r1026;'), (1027, 'r1027;'), (1028, 'r1028;'), (1029, 'r1029;'), (1030, 'r1030;'), (1031, 'r1031;'), (1032, 'r1032;'), (1033, 'r1033;'), (1034, 'r1034;'), (1035, 'r1035;'), (1036, 'r1036;'), (1037, 'r1037;'), (1038, 'r1038;'), (1039, 'r1039;'), (1040, 'r1040;'), (1041, 'r1041;'), (1042, 'r1042;'), (1043, 'r1043;'), (1044, 'r1044;'), (1045, 'r1045;'), (1046, 'r1046;'), (1047, 'r1047;'), (1048, 'r1048;'), (1049, 'r1049;'), (1050, 'r1050;'), (1051, 'r1051;'), (1052, 'r1052;'), (1053, 'r1053;'), (1054, 'r1054;'), (1055, 'r1055;'), (1056, 'r1056;'), (1057, 'r1057;'), (1058, 'r1058;'), (1059, 'r1059;'), (1060, 'r1060;'), (1061, 'r1061;'), (1062, 'r1062;'), (1063, 'r1063;'), (1064, 'r1064;'), (1065, 'r1065;'), (1066, 'r1066;'), (1067, 'r1067;'), (1068, 'r1068;'), (1069, 'r1069;'), (1070, 'r1070;'), (1071, 'r1071;'), (1072, 'r1072;'), (1073, 'r1073;'), (1074, 'r1074;'), (1075, 'r1075;'), (1076, 'r1076;'), (1077, 'r1077;'), (1078, 'r1078;'), (1079, 'r1079;'), (1080, 'r1080;'), (1081, 'r1081;'), (1082, 'r1082;'), (1083, 'r1083;'), (1084, 'r1084;'), (1085, 'r1085;'), (1086, 'r1086;'), (1087, 'r1087;'), (1088, 'r1088;'), (1089, 'r1089;'), (1090, 'r1090;'), (1091, 'r1091;'), (1092, 'r1092;'), (1093, 'r1093;'), (1094, 'r1094;'), (1095, 'r1095;'), (1096, 'r1096;'), (1097, 'r1097;'), (1098, 'r1098;'), (1099, 'r1099;'), (1100, 'r1100;'), (1101, 'r1101;'), (1102, 'r1102;'), (1103, 'r1103;'), (1104, 'r1104;'), (1105, 'r1105;'), (1106, 'r1106;'), (1107, 'r1107;'), (1108, 'r1108;'), (1109, 'r1109;'), (1110, 'r1110;'), (1111, 'r1111;'), (1112, 'r1112;'), (1113, 'r1113;'), (1114, 'r1114;'), (1115, 'r1115;'), (1116, 'r1116;'), (1117, 'r1117;'), (1118, 'r1118;'), (1119, 'r1119;'), (1120, 'r1120;'), (1121, 'r1121;'), (1122, 'r1122;'), (1123, 'r1123;'), (1124, 'r1124;'), (1125, 'r1125;'), (1126, 'r1126;'), (1127, 'r1127;'), (1128, 'r1128;'), (1129, 'r1129;'), (1130, 'r1130;'), (1131, 'r1131;'), (1132, 'r1132;'), (1133, 'r1133;'), (1134, 'r1134;'), (1135, 'r1135;'), (1136, 'r1136;'), (1137, 'r1137;'), (1138, 'r1138;'), (1139, 'r1139;'), (1140, 'r1140;'), (1141, 'r1141;'), (1142, 'r1142;'), (1143, 'r1143;'), (1144, 'r1144;'), (1145, 'r1145;'), (1146, 'r1146;'), (1147, 'r1147;'), (1148, 'r1148;'), (1149, 'r1149;'), (1150, 'r1150;'), (1151, 'r1151;'), (1152, 'r1152;'), (1153, 'r1153;'), (1154, 'r1154;'), (1155, 'r1155;'), (1156, 'r1156;'), (1157, 'r1157;'), (1158, 'r1158;'), (1159, 'r1159;'), (1160, 'r1160;'), (1161, 'r1161;'), (1162, 'r1162;'), (1163, 'r1163;'), (1164, 'r1164;'), (1165, 'r1165;'), (1166, 'r1166;'), (1167, 'r1167;'), (1168, 'r1168;'), (1169, 'r1169;'), (1170, 'r1170;'), (1171, 'r1171;'), (1172, 'r1172;'), (1173, 'r1173;'), (1174, 'r1174;'), (1175, 'r1175;'), (1176, 'r1176;'), (1177, 'r1177;'), (1178, 'r1178;'), (1179, 'r1179;'), (1180, 'r1180;'), (1181, 'r1181;'), (1182, 'r1182;'), (1183, 'r1183;'), (1184, 'r1184;'), (1185, 'r1185;'), (1186, 'r1186;'), (1187, 'r1187;'), (1188, 'r1188;'), (1189, 'r1189;'), (1190, 'r1190;'), (1191, 'r1191;'), (1192, 'r1192;'), (1193, 'r1193;'), (1194, 'r1194;'), (1195, 'r1195;'), (1196, 'r1196;'), (1197, 'r1197;'), (1198, 'r1198;'), (1199, 'r1199;'), (1200, 'r1200;'), (1201, 'r1201;'), (1202, 'r1202;'), (1203, 'r1203;'), (1204, 'r1204;'), (1205, 'r1205;'), (1206, 'r1206;'), (1207, 'r1207;'), (1208, 'r1208;'), (1209, 'r1209;'), (1210, 'r1210;'), (1211, 'r1211;'), (1212, 'r1212;'), (1213, 'r1213;'), (1214, 'r1214;'), (1215, 'r1215;'), (1216, 'r1216;'), (1217, 'r1217;'), (1218, 'r1218;'), (1219, 'r1219;'), (1220, 'r1220;'), (1221, 'r1221;'), (1222, 'r1222;'), (1223, 'r1223;'), (1224, 'r1224;'), (1225, 'r1225;'), (1226, 'r1226;'), (1227, 'r1227;'), (1228, 'r1228;'), (1229, 'r1229;'), (1230, 'r1230;'), (1231, 'r1231;'), (1232, 'r1232;'), (1233, 'r1233;'), (1234, 'r1234;'), (1235, 'r1235;'), (1236, 'r1236;'), (1237, 'r1237;'), (1238, 'r1238;'), (1239, 'r1239;'), (1240, 'r1240;'), (1241, 'r1241;'), (1242, 'r1242;'), (1243, 'r1243;'), (1244, 'r1244;'), (1245, 'r1245;'), (1246, 'r1246;'), (1247, 'r1247;'), (1248, 'r1248;'), (1249, 'r1249;'), (1250, 'r1250;'), (1251, 'r1251;'), (1252, 'r1252;'), (1253, 'r1253;'), (1254, 'r1254;'), (1255, 'r1255;'), (1256, 'r1256;'), (1257, 'r1257;'), (1258, 'r1258;'), (1259, 'r1259;'), (1260, 'r1260;'), (1261, 'r1261;'), (1262, 'r1262;'), (1263, 'r1263;'), (1264, 'r1264;'), (1265, 'r1265;'), (1266, 'r1266;'), (1267, 'r1267;'), (1268, 'r1268;'), (1269, 'r1269;'), (1270, 'r1270;'), (1271, 'r1271;'), (1272, 'r1272;'), (1273, 'r1273;'), (1274, 'r1274;'), (1275, 'r1275;'), (1276, 'r1276;'), (1277, 'r1277;'), (1278, 'r1278;'), (1279, 'r1279;'), (1280, 'r1280;'), (1281, 'r1281;'), (1282, 'r1282;'), (1283, 'r1283;'), (1284, 'r1284;'), (1285, 'r1285;'), (1286, 'r1286;'), (1287, 'r1287;'), (1288, 'r1288;'), (1289, 'r1289;'), (1290, 'r1290;'), (1291, 'r1291;'), (1292, 'r1292;'), (1293, 'r1293;'), (1294, 'r1294;'), (1295, 'r1295;'), (1296, 'r1296;'), (1297, 'r1297;'), (1298, 'r1298;'), (1299, 'r1299;'), (1300, 'r1300;'), (1301, 'r1301;'), (1302, 'r1302;'), (1303, 'r1303;'), (1304, 'r1304;'), (1305, 'r1305;'), (1306, 'r1306;'), (1307, 'r1307;'), (1308, 'r1308;'), (1309, 'r1309;'), (1310, 'r1310;'), (1311, 'r1311;'), (1312, 'r1312;'), (1313, 'r1313;'), (1314, 'r1314;'), (1315, 'r1315;'), (1316, 'r1316;'), (1317, 'r1317;'), (1318, 'r1318;'), (1319, 'r1319;'), (1320, 'r1320;'), (1321, 'r1321;'), (1322, 'r1322;'), (1323, 'r1323;'), (1324, 'r1324;'), (1325, 'r1325;'), (1326, 'r1326;'), (1327, 'r1327;'), (1328, 'r1328;'), (1329, 'r1329;'), (1330, 'r1330;'), (1331, 'r1331;'), (1332, 'r1332;'), (1333, 'r1333;'), (1334, 'r1334;'), (1335, 'r1335;'), (1336, 'r1336;'), (1337, 'r1337;'), (1338, 'r1338;'), (1339, 'r1339;'), (1340, 'r1340;'), (1341, 'r1341;'), (1342, 'r1342;'), (1343, 'r1343;'), (1344, 'r1344;'), (1345, 'r1345;'), (1346, 'r1346;'), (1347, 'r1347;'), (1348, 'r1348;'), (1349, 'r1349;'), (1350, 'r1350;'), (1351, 'r1351;'), (1352, 'r1352;'), (1353, 'r1353;'), (1354, 'r1354;'), (1355, 'r1355;'), (1356, 'r1356;'), (1357, 'r1357;'), (1358, 'r1358;'), (1359, 'r1359;'), (1360, 'r1360;'), (1361, 'r1361;'), (1362, 'r1362;'), (1363, 'r1363;'), (1364, 'r1364;'), (1365, 'r1365;'), (1366, 'r1366;'), (1367, 'r1367;'), (1368, 'r1368;'), (1369, 'r1369;'), (1370, 'r1370;'), (1371, 'r1371;'), (1372, 'r1372;'), (1373, 'r1373;'), (1374, 'r1374;'), (1375, 'r1375;'), (1376, 'r1376;'), (1377, 'r1377;'), (1378, 'r1378;'), (1379, 'r1379;'), (1380, 'r1380;'), (1381, 'r1381;'), (1382, 'r1382;'), (1383, 'r1383;'), (1384, 'r1384;'), (1385, 'r1385;'), (1386, 'r1386;'), (1387, 'r1387;'), (1388, 'r1388;'), (1389, 'r1389;'), (1390, 'r1390;'), (1391, 'r1391;'), (1392, 'r1392;'), (1393, 'r1393;'), (1394, 'r1394;'), (1395, 'r1395;'), (1396, 'r1396;'), (1397, 'r1397;'), (1398, 'r1398;'), (1399, 'r1399;'), (1400, 'r1400;'), (1401, 'r1401;'), (1402, 'r1402;'), (1403, 'r1403;'), (1404, 'r1404;'), (1405, 'r1405;'), (1406, 'r1406;'), (1407, 'r1407;'), (1408, 'r1408;'), (1409, 'r1409;'), (1410, 'r1410;'), (1411, 'r1411;'), (1412, 'r1412;'), (1413, 'r1413;'), (1414, 'r1414;'), (1415, 'r1415;'), (1416, 'r1416;'), (1417, 'r1417;'), (1418, 'r1418;'), (1419, 'r1419;'), (1420, 'r1420;'), (1421, 'r1421;'), (1422, 'r1422;'), (1423, 'r1423;'), (1424, 'r1424;'), (1425, 'r1425;'), (1426, 'r1426;'), (1427, 'r1427;'), (1428, 'r1428;'), (1429, 'r1429;'), (1430, 'r1430;'), (1431, 'r1431;'), (1432, 'r1432;'), (1433, 'r1433;'), (1434, 'r1434;'), (1435, 'r1435;'), (1436, 'r1436;'), (1437, 'r1437;'), (1438, 'r1438;'), (1439, 'r1439;'), (1440, 'r1440;'), (1441, 'r1441;'), (1442, 'r1442;'), (1443, 'r1443;'), (1444, 'r1444;'), (1445, 'r1445;'), (1446, 'r1446;'), (1447, 'r1447;'), (1448, 'r1448;'), (1449, 'r1449;'), (1450, 'r1450;'), (1451, 'r1451;'), (1452, 'r1452;'), (1453, 'r1453;'), (1454, 'r1454;'), (1455, 'r1455;'), (1456, 'r1456;'), (1457, 'r1457;'), (1458, 'r1458;'), (1459, 'r1459;'), (1460, 'r1460;'), (1461, 'r1461;'), (1462, 'r1462;'), (1463, 'r1463;'), (1464, 'r1464;'), (1465, 'r1465;'), (1466, 'r1466;'), (1467, 'r1467;'), (1468, 'r1468;'), (1469, 'r1469;'), (1470, 'r1470;'), (1471, 'r1471;'), (1472, 'r1472;'), (1473, 'r1473;'), (1474, 'r1474;'), (1475, 'r1475;'), (1476, 'r1476;'), (1477, 'r1477;'), (1478, 'r1478;'), (1479, 'r1479;'), (1480, 'r1480;'), (1481, 'r1481;'), (1482, 'r1482;'), (1483, 'r1483;'), (1484, 'r1484;'), (1485, 'r1485;'), (1486, 'r1486;'), (1487, 'r1487;'), (1488, 'r1488;'), (1489, 'r1489;'), (1490, 'r1490;'), (1491, 'r1491;'), (1492, 'r1492;'), (1493, 'r1493;'), (1494, 'r1494;'), (1495, 'r1495;'), (1496, 'r1496;'), (1497, 'r1497;'), (1498, 'r1498;'), (1499, 'r1499;'), (1500, 'r1500;'), (1501, 'r1501;'), (1502, 'r1502;'), (1503, 'r1503;'), (1504, 'r1504;'), (1505, 'r1505;'), (1506, 'r1506;'), (1507, 'r1507;'), (1508, 'r1508;'), (1509, 'r1509;'), (1510, 'r1510;'), (1511, 'r1511;'), (1512, 'r1512;'), (1513, 'r1513;'), (1514, 'r1514;'), (1515, 'r1515;'), (1516, 'r1516;'), (1517, 'r1517;'), (1518, 'r1518;'), (1519, 'r1519;'), (1520, 'r1520;'), (1521, 'r1521;'), (1522, 'r1522;'), (1523, 'r1523;'), (1524, 'r1524;'), (1525, 'r1525;'), (1526, 'r1526;'), (1527, 'r1527;'), (1528, 'r1528;'), (1529, 'r1529;'), (1530, 'r1530;'), (1531, 'r1531;'), (1532, 'r1532;'), (1533, 'r1533;'), (1534, 'r1534;'), (1535, 'r1535;'), (1536, 'r1536;'), (1537, 'r1537;'), (1538, 'r1538;'), (1539, 'r1539;'), (1540, 'r1540;'), (1541, 'r1541;'), (1542, 'r1542;'), (1543, 'r1543;'), (1544, 'r1544;'), (1545, 'r1545;'), (1546, 'r1546;'), (1547, 'r1547;'), (1548, 'r1548;'), (1549, 'r1549;'), (1550, 'r1550;'), (1551, 'r1551;'), (1552, 'r1552;'), (1553, 'r1553;'), (1554, 'r1554;'), (1555, 'r1555;'), (1556, 'r1556;'), (1557, 'r1557;'), (1558, 'r1558;'), (1559, 'r1559;'), (1560, 'r1560;'), (1561, 'r1561;'), (1562, 'r1562;'), (1563, 'r1563;'), (1564, 'r1564;'), (1565, 'r1565;'), (1566, 'r1566;'), (1567, 'r1567;'), (1568, 'r1568;'), (1569, 'r1569;'), (1570, 'r1570;'), (1571, 'r1571;'), (1572, 'r1572;'), (1573, 'r1573;'), (1574, 'r1574;'), (1575, 'r1575;'), (1576, 'r1576;'), (1577, 'r1577;'), (1578, 'r1578;'), (1579, 'r1579;'), (1580, 'r1580;'), (1581, 'r1581;'), (1582, 'r1582;'), (1583, 'r1583;'), (1584, 'r1584;'), (1585, 'r1585;'), (1586, 'r1586;'), (1587, 'r1587;'), (1588, 'r1588;'), (1589, 'r1589;'), (1590, 'r1590;'), (1591, 'r1591;'), (1592, 'r1592;'), (1593, 'r1593;'), (1594, 'r1594;'), (1595, 'r1595;'), (1596, 'r1596;'), (1597, 'r1597;'), (1598, 'r1598;'), (1599, 'r1599;'), (1600, 'r1600;'), (1601, 'r1601;'), (1602, 'r1602;'), (1603, 'r1603;'), (1604, 'r1604;'), (1605, 'r1605;'), (1606, 'r1606;'), (1607, 'r1607;'), (1608, 'r1608;'), (1609, 'r1609;'), (1610, 'r1610;'), (1611, 'r1611;'), (1612, 'r1612;'), (1613, 'r1613;'), (1614, 'r1614;'), (1615, 'r1615;'), (1616, 'r1616;'), (1617, 'r1617;'), (1618, 'r1618;'), (1619, 'r1619;'), (1620, 'r1620;'), (1621, 'r1621;'), (1622, 'r1622;'), (1623, 'r1623;'), (1624, 'r1624;'), (1625, 'r1625;'), (1626, 'r1626;'), (1627, 'r1627;'), (1628, 'r1628;'), (1629, 'r1629;'), (1630, 'r1630;'), (1631, 'r1631;'), (1632, 'r1632;'), (1633, 'r1633;'), (1634, 'r1634;'), (1635, 'r1635;'), (1636, 'r1636;'), (1637, 'r1637;'), (1638, 'r1638;'), (1639, 'r1639;'), (1640, 'r1640;'), (1641, 'r1641;'), (1642, 'r1642;'), (1643, 'r1643;'), (1644, 'r1644;'), (1645, 'r1645;'), (1646, 'r1646;'), (1647, 'r1647;'), (1648, 'r1648;'), (1649, 'r1649;'), (1650, 'r1650;'), (1651, 'r1651;'), (1652, 'r1652;'), (1653, 'r1653;'), (1654, 'r1654;'), (1655, 'r1655;'), (1656, 'r1656;'), (1657, 'r1657;'), (1658, 'r1658;'), (1659, 'r1659;'), (1660, 'r1660;'), (1661, 'r1661;'), (1662, 'r1662;'), (1663, 'r1663;'), (1664, 'r1664;'), (1665, 'r1665;'), (1666, 'r1666;'), (1667, 'r1667;'), (1668, 'r1668;'), (1669, 'r1669;'), (1670, 'r1670;'), (1671, 'r1671;'), (1672, 'r1672;'), (1673, 'r1673;'), (1674, 'r1674;'), (1675, 'r1675;'), (1676, 'r1676;'), (1677, 'r1677;'), (1678, 'r1678;'), (1679, 'r1679;'), (1680, 'r1680;'), (1681, 'r1681;'), (1682, 'r1682;'), (1683, 'r1683;'), (1684, 'r1684;'), (1685, 'r1685;'), (1686, 'r1686;'), (1687, 'r1687;'), (1688, 'r1688;'), (1689, 'r1689;'), (1690, 'r1690;'), (1691, 'r1691;'), (1692, 'r1692;'), (1693, 'r1693;'), (1694, 'r1694;'), (1695, 'r1695;'), (1696, 'r1696;'), (1697, 'r1697;'), (1698, 'r1698;'), (1699, 'r1699;'), (1700, 'r1700;'), (1701, 'r1701;'), (1702, 'r1702;'), (1703, 'r1703;'), (1704, 'r1704;'), (1705, 'r1705;'), (1706, 'r1706;'), (1707, 'r1707;'), (1708, 'r1708;'), (1709, 'r1709;'), (1710, 'r1710;'), (1711, 'r1711;'), (1712, 'r1712;'), (1713, 'r1713;'), (1714, 'r1714;'), (1715, 'r1715;'), (1716, 'r1716;'), (1717, 'r1717;'), (1718, 'r1718;'), (1719, 'r1719;'), (1720, 'r1720;'), (1721, 'r1721;'), (1722, 'r1722;'), (1723, 'r1723;'), (1724, 'r1724;'), (1725, 'r1725;'), (1726, 'r1726;'), (1727, 'r1727;'), (1728, 'r1728;'), (1729, 'r1729;'), (1730, 'r1730;'), (1731, 'r1731;'), (1732, 'r1732;'), (1733, 'r1733;'), (1734, 'r1734;'), (1735, 'r1735;'), (1736, 'r1736;'), (1737, 'r1737;'), (1738, 'r1738;'), (1739, 'r1739;'), (1740, 'r1740;'), (1741, 'r1741;'), (1742, 'r1742;'), (1743, 'r1743;'), (1744, 'r1744;'), (1745, 'r1745;'), (1746, 'r1746;'), (1747, 'r1747;'), (1748, 'r1748;'), (1749, 'r1749;'), (1750, 'r1750;'), (1751, 'r1751;'), (1752, 'r1752;'), (1753, 'r1753;'), (1754, 'r1754;'), (1755, 'r1755;'), (1756, 'r1756;'), (1757, 'r1757;'), (1758, 'r1758;'), (1759, 'r1759;'), (1760, 'r1760;'), (1761, 'r1761;'), (1762, 'r1762;'), (1763, 'r1763;'), (1764, 'r1764;'), (1765, 'r1765;'), (1766, 'r1766;'), (1767, 'r1767;'), (1768, 'r1768;'), (1769, 'r1769;'), (1770, 'r1770;'), (1771, 'r1771;'), (1772, 'r1772;'), (1773, 'r1773;'), (1774, 'r1774;'), (1775, 'r1775;'), (1776, 'r1776;'), (1777, 'r1777;'), (1778, 'r1778;'), (1779, 'r1779;'), (1780, 'r1780;'), (1781, 'r1781;'), (1782, 'r1782;'), (1783, 'r1783;'), (1784, 'r1784;'), (1785, 'r1785;'), (1786, 'r1786;'), (1787, 'r1787;'), (1788, 'r1788;'), (1789, 'r1789;'), (1790, 'r1790;'), (1791, 'r1791;'), (1792, 'r1792;'), (1793, 'r1793;'), (1794, 'r1794;'), (1795, 'r1795;'), (1796, 'r1796;'), (1797, 'r1797;'), (1798, 'r1798;'), (1799, 'r1799;'), (1800, 'r1800;'), (1801, 'r1801;'), (1802, 'r1802;'), (1803, 'r1803;'), (1804, 'r1804;'), (1805, 'r1805;'), (1806, 'r1806;'), (1807, 'r1807;'), (1808, 'r1808;'), (1809, 'r1809;'), (1810, 'r1810;'), (1811, 'r1811;'), (1812, 'r1812;'), (1813, 'r1813;'), (1814, 'r1814;'), (1815, 'r1815;'), (1816, 'r1816;'), (1817, 'r1817;'), (1818, 'r1818;'), (1819, 'r1819;'), (1820, 'r1820;'), (1821, 'r1821;'), (1822, 'r1822;'), (1823, 'r1823;'), (1824, 'r1824;'), (1825, 'r1825;'), (1826, 'r1826;'), (1827, 'r1827;'), (1828, 'r1828;'), (1829, 'r1829;'), (1830, 'r1830;'), (1831, 'r1831;'), (1832, 'r1832;'), (1833, 'r1833;'), (1834, 'r1834;'), (1835, 'r1835;'), (1836, 'r1836;'), (1837, 'r1837;'), (1838, 'r1838;'), (1839, 'r1839;'), (1840, 'r1840;'), (1841, 'r1841;'), (1842, 'r1842;'), (1843, 'r1843;'), (1844, 'r1844;'), (1845, 'r1845;'), (1846, 'r1846;'), (1847, 'r1847;'), (1848, 'r1848;'), (1849, 'r1849;'), (1850, 'r1850;'), (1851, 'r1851;'), (1852, 'r1852;'), (1853, 'r1853;'), (1854, 'r1854;'), (1855, 'r1855;'), (1856, 'r1856;'), (1857, 'r1857;'), (1858, 'r1858;'), (1859, 'r1859;'), (1860, 'r1860;'), (1861, 'r1861;'), (1862, 'r1862;'), (1863, 'r1863;'), (1864, 'r1864;'), (1865, 'r1865;'), (1866, 'r1866;'), (1867, 'r1867;'), (1868, 'r1868;'), (1869, 'r1869;'), (1870, 'r1870;'), (1871, 'r1871;'), (1872, 'r1872;'), (1873, 'r1873;'), (1874, 'r1874;'), (1875, 'r1875;'), (1876, 'r1876;'), (1877, 'r1877;'), (1878, 'r1878;'), (1879, 'r1879;'), (1880, 'r1880;'), (1881, 'r1881;'), (1882, 'r1882;'), (1883, 'r1883;'), (1884, 'r1884;'), (1885, 'r1885;'), (1886, 'r1886;'), (1887, 'r1887;'), (1888, 'r1888;'), (1889, 'r1889;'), (1890, 'r1890;'), (1891, 'r1891;'), (1892, 'r1892;'), (1893, 'r1893;'), (1894, 'r1894;'), (1895, 'r1895;'), (1896, 'r1896;'), (1897, 'r1897;'), (1898, 'r1898;'), (1899, 'r1899;'), (1900, 'r1900;'), (1901, 'r1901;'), (1902, 'r1902;'), (1903, 'r1903;'), (1904, 'r1904;'), (1905, 'r1905;'), (1906, 'r1906;'), (1907, 'r1907;'), (1908, 'r1908;'), (1909, 'r1909;'), (1910, 'r1910;'), (1911, 'r1911;'), (1912, 'r1912;'), (1913, 'r1913;'), (1914, 'r1914;'), (1915, 'r1915;'), (1916, 'r1916;'), (1917, 'r1917;'), (1918, 'r1918;'), (1919, 'r1919;'), (1920, 'r1920;'), (1921, 'r1921;'), (1922, 'r1922;'), (1923, 'r1923;'), (1924, 'r1924;'), (1925, 'r1925;'), (1926, 'r1926;'), (1927, 'r1927;'), (1928, 'r1928;'), (1929, 'r1929;'), (1930, 'r1930;'), (1931, 'r1931;'), (1932, 'r1932;'), (1933, 'r1933;'), (1934, 'r1934;'), (1935, 'r1935;'), (1936, 'r1936;'), (1937, 'r1937;'), (1938, 'r1938;'), (1939, 'r1939;'), (1940, 'r1940;'), (1941, 'r1941;'), (1942, 'r1942;'), (1943, 'r1943;'), (1944, 'r1944;'), (1945, 'r1945;'), (1946, 'r1946;'), (1947, 'r1947;'), (1948, 'r1948;'), (1949, 'r1949;'), (1950, 'r1950;'), (1951, 'r1951;'), (1952, 'r1952;'), (1953, 'r1953;'), (1954, 'r1954;'), (1955, 'r1955;'), (1956, 'r1956;'), (1957, 'r1957;'), (1958, 'r1958;'), (1959, 'r1959;'), (1960, 'r1960;'), (1961, 'r1961;'), (1962, 'r1962;'), (1963, 'r1963;'), (1964, 'r1964;'), (1965, 'r1965;'), (1966, 'r1966;'), (1967, 'r1967;'), (1968, 'r1968;'), (1969, 'r1969;'), (1970, 'r1970;'), (1971, 'r1971;'), (1972, 'r1972;'), (1973, 'r1973;'), (1974, 'r1974;'), (1975, 'r1975;'), (1976, 'r1976;'), (1977, 'r1977;'), (1978, 'r1978;'), (1979, 'r1979;'), (1980, 'r1980;'), (1981, 'r1981;'), (1982, 'r1982;'), (1983, 'r1983;'), (1984, 'r1984;'), (1985, 'r1985;'), (1986, 'r1986;'), (1987, 'r1987;'), (1988, 'r1988;'), (1989, 'r1989;'), (1990, 'r1990;'), (1991, 'r1991;'), (1992, 'r1992;'), (1993, 'r1993;'), (1994, 'r1994;'), (1995, 'r1995;'), (1996, 'r1996;'), (1997, 'r1997;'), (1998, 'r1998;'), (1999, 'r1999;'); INSERT INTO ws20 VALUES (-1, ';');
-- script: a thousand statements
CREATE TABLE ws21 (a int, b text);
INSERT INTO ws21 VALUES (0, 'v;0');
INSERT INTO ws21 VALUES (1, $$1;$$); -- 1;
/* 2; */ INSERT INTO ws21 VALUES (2, E'\';2') ;
INSERT INTO ws21 VALUES (3, 'v;3');
INSERT INTO ws21 VALUES (4, $$4;$$); -- 4;
/* 5; */ INSERT INTO ws21 VALUES (5, E'\';5') ;
INSERT INTO ws21 VALUES (6, 'v;6');
INSERT INTO ws21 VALUES (7, $$7;$$); -- 7;
/* 8; */ INSERT INTO ws21 VALUES (8, E'\';8') ;
INSERT INTO ws21 VALUES (9, 'v;9');
INSERT INTO ws21 VALUES (10, $$10;$$); -- 10;
/* 11; */ INSERT INTO ws21 VALUES (11, E'\';11') ;
INSERT INTO ws21 VALUES (12, 'v;12');
INSERT INTO ws21 VALUES (13, $$13;$$); -- 13;
/* 14; */ INSERT INTO ws21 VALUES (14, E'\';14') ;
INSERT INTO ws21 VALUES (15, 'v;15');
INSERT INTO ws21 VALUES (16, $$16;$$); -- 16;
/* 17; */ INSERT INTO ws21 VALUES (17, E'\';17') ;
INSERT INTO ws21 VALUES (18, 'v;18');
INSERT INTO ws21 VALUES (19, $$19;$$); -- 19;
/* 20; */ INSERT INTO ws21 VALUES (20, E'\';20') ;
INSERT INTO ws21 VALUES (21, 'v;21');
INSERT INTO ws21 VALUES (22, $$22;$$); -- 22;
/* 23; */ INSERT INTO ws21 VALUES (23, E'\';23') ;
INSERT INTO ws21 VALUES (24, 'v;24');
INSERT INTO ws21 VALUES (25, $$25;$$); -- 25;
/* 26; */ INSERT INTO ws21 VALUES (26, E'\';26') ;
INSERT INTO ws21 VALUES (27, 'v;27');
INSERT INTO ws21 VALUES (28, $$28;$$); -- 28;
/* 29; */ INSERT INTO ws21 VALUES (29, E'\';29') ;
INSERT INTO ws21 VALUES (30, 'v;30');
INSERT INTO ws21 VALUES (31, $$31;$$); -- 31;
/* 32; */ INSERT INTO ws21 VALUES (32, E'\';32') ;
INSERT INTO ws21 VALUES (33, 'v;33');
INSERT INTO ws21 VALUES (34, $$34;$$); -- 34;
/* 35; */ INSERT INTO ws21 VALUES (35, E'\';35') ;
INSERT INTO ws21 VALUES (36, 'v;36');
INSERT INTO ws21 VALUES (37, $$37;$$); -- 37;
/* 38; */ INSERT INTO ws21 VALUES (38, E'\';38') ;
INSERT INTO ws21 VALUES (39, 'v;39');
INSERT INTO ws21 VALUES (40, $$40;$$); -- 40;
/* 41; */ INSERT INTO ws21 VALUES (41, E'\';41') ;
INSERT INTO ws21 VALUES (42, 'v;42');
INSERT INTO ws21 VALUES (43, $$43;$$); -- 43;
/* 44; */ INSERT INTO ws21 VALUES (44, E'\';44') ;
INSERT INTO ws21 VALUES (45, 'v;45');
INSERT INTO ws21 VALUES (46, $$46;$$); -- 46;
/* 47; */ INSERT INTO ws21 VALUES (47, E'\';47') ;
INSERT INTO ws21 VALUES (48, 'v;48');
INSERT INTO ws21 VALUES (49, $$49;$$); -- 49;
/* 50; */ INSERT INTO ws21 VALUES (50, E'\';50') ;
INSERT INTO ws21 VALUES (51, 'v;51');
INSERT INTO ws21 VALUES (52, $$52;$$); -- 52;
/* 53; */ INSERT INTO ws21 VALUES (53, E'\';53') ;
INSERT INTO ws21 VALUES (54, 'v;54');
INSERT INTO ws21 VALUES (55, $$55;$$); -- 55;
/* 56; */ INSERT INTO ws21 VALUES (56, E'\';56') ;
INSERT INTO ws21 VALUES (57, 'v;57');
INSERT INTO ws21 VALUES (58, $$58;$$); -- 58;
/* 59; */ INSERT INTO ws21 VALUES (59, E'\';59') ;
INSERT INTO ws21 VALUES (60, 'v;60');
INSERT INTO ws21 VALUES (61, $$61;$$); -- 61;
/* 62; */ INSERT INTO ws21 VALUES (62, E'\';62') ;
INSERT INTO ws21 VALUES (63, 'v;63');
INSERT INTO ws21 VALUES (64, $$64;$$); -- 64;
/* 65; */ INSERT INTO ws21 VALUES (65, E'\';65') ;
INSERT INTO ws21 VALUES (66, 'v;66');
INSERT INTO ws21 VALUES (67, $$67;$$); -- 67;
/* 68; */ INSERT INTO ws21 VALUES (68, E'\';68') ;
INSERT INTO ws21 VALUES (69, 'v;69');
INSERT INTO ws21 VALUES (70, $$70;$$); -- 70;
/* 71; */ INSERT INTO ws21 VALUES (71, E'\';71') ;
INSERT INTO ws21 VALUES (72, 'v;72');
INSERT INTO ws21 VALUES (73, $$73;$$); -- 73;
/* 74; */ INSERT INTO ws21 VALUES (74, E'\';74') ;
INSERT INTO ws21 VALUES (75, 'v;75');
INSERT INTO ws21 VALUES (76, $$76;$$); -- 76;
/* 77; */ INSERT INTO ws21 VALUES (77, E'\';77') ;
INSERT INTO ws21 VALUES (78, 'v;78');
INSERT INTO ws21 VALUES (79, $$79;$$); -- 79;
/* 80; */ INSERT INTO ws21 VALUES (80, E'\';80') ;
INSERT INTO ws21 VALUES (81, 'v;81');
INSERT INTO ws21 VALUES (82, $$82;$$); -- 82;
/* 83; */ INSERT INTO ws21 VALUES (83, E'\';83') ;
INSERT INTO ws21 VALUES (84, 'v;84');
INSERT INTO ws21 VALUES (85, $$85;$$); -- 85;
/* 86; */ INSERT INTO ws21 VALUES (86, E'\';86') ;
INSERT INTO ws21 VALUES (87, 'v;87');
INSERT INTO ws21 VALUES (88, $$88;$$); -- 88;
/* 89; */ INSERT INTO ws21 VALUES (89, E'\';89') ;
INSERT INTO ws21 VALUES (90, 'v;90');
INSERT INTO ws21 VALUES (91, $$91;$$); -- 91;
/* 92; */ INSERT INTO ws21 VALUES (92, E'\';92') ;
INSERT INTO ws21 VALUES (93, 'v;93');
INSERT INTO ws21 VALUES (94, $$94;$$); -- 94;
/* 95; */ INSERT INTO ws21 VALUES (95, E'\';95') ;
INSERT INTO ws21 VALUES (96, 'v;96');
INSERT INTO ws21 VALUES (97, $$97;$$); -- 97;
/* 98; */ INSERT INTO ws21 VALUES (98, E'\';98') ;
INSERT INTO ws21 VALUES (99, 'v;99');
INSERT INTO ws21 VALUES (100, $$100;$$); -- 100;
/* 101; */ INSERT INTO ws21 VALUES (101, E'\';101') ;
INSERT INTO ws21 VALUES (102, 'v;102');
INSERT INTO ws21 VALUES (103, $$103;$$); -- 103;
/* 104; */ INSERT INTO ws21 VALUES (104, E'\';104') ;
INSERT INTO ws21 VALUES (105, 'v;105');
INSERT INTO ws21 VALUES (106, $$106;$$); -- 106;
/* 107; */ INSERT INTO ws21 VALUES (107, E'\';107') ;
INSERT INTO ws21 VALUES (108, 'v;108');
INSERT INTO ws21 VALUES (109, $$109;$$); -- 109;
/* 110; */ INSERT INTO ws21 VALUES (110, E'\';110') ;
INSERT INTO ws21 VALUES (111, 'v;111');
INSERT INTO ws21 VALUES (112, $$112;$$); -- 112;
/* 113; */ INSERT INTO ws21 VALUES (113, E'\';113') ;
INSERT INTO ws21 VALUES (114, 'v;114');
INSERT INTO ws21 VALUES (115, $$115;$$); -- 115;
/* 116; */ INSERT INTO ws21 VALUES (116, E'\';116') ;
INSERT INTO ws21 VALUES (117, 'v;117');
INSERT INTO ws21 VALUES (118, $$118;$$); -- 118;
/* 119; */ INSERT INTO ws21 VALUES (119, E'\';119') ;
INSERT INTO ws21 VALUES (120, 'v;120');
INSERT INTO ws21 VALUES (121, $$121;$$); -- 121;
/* 122; */ INSERT INTO ws21 VALUES (122, E'\';122') ;
INSERT INTO ws21 VALUES (123, 'v;123');
INSERT INTO ws21 VALUES (124, $$124;$$); -- 124;
/* 125; */ INSERT INTO ws21 VALUES (125, E'\';125') ;
INSERT INTO ws21 VALUES (126, 'v;126');
INSERT INTO ws21 VALUES (127, $$127;$$); -- 127;
/* 128; */ INSERT INTO ws21 VALUES (128, E'\';128') ;
INSERT INTO ws21 VALUES (129, 'v;129');
INSERT INTO ws21 VALUES (130, $$130;$$); -- 130;
/* 131; */ INSERT INTO ws21 VALUES (131, E'\';131') ;
INSERT INTO ws21 VALUES (132, 'v;132');
INSERT INTO ws21 VALUES (133, $$133;$$); -- 133;
/* 134; */ INSERT INTO ws21 VALUES (134, E'\';134') ;
INSERT INTO ws21 VALUES (135, 'v;135');
INSERT INTO ws21 VALUES (136, $$136;$$); -- 136;
/* 137; */ INSERT INTO ws21 VALUES (137, E'\';137') ;
INSERT INTO ws21 VALUES (138, 'v;138');
INSERT INTO ws21 VALUES (139, $$139;$$); -- 139;
/* 140; */ INSERT INTO ws21 VALUES (140, E'\';140') ;
INSERT INTO ws21 VALUES (141, 'v;141');
INSERT INTO ws21 VALUES (142, $$142;$$); -- 142;
/* 143; */ INSERT INTO ws21 VALUES (143, E'\';143') ;
INSERT INTO ws21 VALUES (144, 'v;144');
INSERT INTO ws21 VALUES (145, $$145;$$); -- 145;
/* 146; */ INSERT INTO ws21 VALUES (146, E'\';146') ;
INSERT INTO ws21 VALUES (147, 'v;147');
INSERT INTO ws21 VALUES (148, $$148;$$); -- 148;
/* 149; */ INSERT INTO ws21 VALUES (149, E'\';149') ;
INSERT INTO ws21 VALUES (150, 'v;150');
INSERT INTO ws21 VALUES (151, $$151;$$); -- 151;
/* 152; */ INSERT INTO ws21 VALUES (152, E'\';152') ;
INSERT INTO ws21 VALUES (153, 'v;153');
INSERT INTO ws21 VALUES (154, $$154;$$); -- 154;
/* 155; */ INSERT INTO ws21 VALUES (155, E'\';155') ;
INSERT INTO ws21 VALUES (156, 'v;156');
INSERT INTO ws21 VALUES (157, $$157;$$); -- 157;
/* 158; */ INSERT INTO ws21 VALUES (158, E'\';158') ;
INSERT INTO ws21 VALUES (159, 'v;159');
INSERT INTO ws21 VALUES (160, $$160;$$); -- 160;
/* 161; */ INSERT INTO ws21 VALUES (161, E'\';161') ;
INSERT INTO ws21 VALUES (162, 'v;162');
INSERT INTO ws21 VALUES (163, $$163;$$); -- 163;
/* 164; */ INSERT INTO ws21 VALUES (164, E'\';164') ;
INSERT INTO ws21 VALUES (165, 'v;165');
INSERT INTO ws21 VALUES (166, $$166;$$); -- 166;
/* 167; */ INSERT INTO ws21 VALUES (167, E'\';167') ;
INSERT INTO ws21 VALUES (168, 'v;168');
INSERT INTO ws21 VALUES (169, $$169;$$); -- 169;
/* 170; */ INSERT INTO ws21 VALUES (170, E'\';170') ;
INSERT INTO ws21 VALUES (171, 'v;171');
INSERT INTO ws21 VALUES (172, $$172;$$); -- 172;
/* 173; */ INSERT INTO ws21 VALUES (173, E'\';173') ;
INSERT INTO ws21 VALUES (174, 'v;174');
INSERT INTO ws21 VALUES (175, $$175;$$); -- 175;
/* 176; */ INSERT INTO ws21 VALUES (176, E'\';176') ;
INSERT INTO ws21 VALUES (177, 'v;177');
INSERT INTO ws21 VALUES (178, $$178;$$); -- 178;
/* 179; */ INSERT INTO ws21 VALUES (179, E'\';179') ;
INSERT INTO ws21 VALUES (180, 'v;180');
INSERT INTO ws21 VALUES (181, $$181;$$); -- 181;
/* 182; */ INSERT INTO ws21 VALUES (182, E'\';182') ;
INSERT INTO ws21 VALUES (183, 'v;183');
INSERT INTO ws21 VALUES (184, $$184;$$); -- 184;
/* 185; */ INSERT INTO ws21 VALUES (185, E'\';185') ;
INSERT INTO ws21 VALUES (186, 'v;186');
INSERT INTO ws21 VALUES (187, $$187;$$); -- 187;
/* 188; */ INSERT INTO ws21 VALUES (188, E'\';188') ;
INSERT INTO ws21 VALUES (189, 'v;189');
INSERT INTO ws21 VALUES (190, $$190;$$); -- 190;
/* 191; */ INSERT INTO ws21 VALUES (191, E'\';191') ;
INSERT INTO ws21 VALUES (192, 'v;192');
INSERT INTO ws21 VALUES (193, $$193;$$); -- 193;
/* 194; */ INSERT INTO ws21 VALUES (194, E'\';194') ;
INSERT INTO ws21 VALUES (195, 'v;195');
INSERT INTO ws21 VALUES (196, $$196;$$); -- 196;
/* 197; */ INSERT INTO ws21 VALUES (197, E'\';197') ;
INSERT INTO ws21 VALUES (198, 'v;198');
INSERT INTO ws21 VALUES (199, $$199;$$); -- 199;
/* 200; */ INSERT INTO ws21 VALUES (200, E'\';200') ;
INSERT INTO ws21 VALUES (201, 'v;201');
INSERT INTO ws21 VALUES (202, $$202;$$); -- 202;
/* 203; */ INSERT INTO ws21 VALUES (203, E'\';203') ;
INSERT INTO ws21 VALUES (204, 'v;204');
INSERT INTO ws21 VALUES (205, $$205;$$); -- 205;
/* 206; */ INSERT INTO ws21 VALUES (206, E'\';206') ;
INSERT INTO ws21 VALUES (207, 'v;207');
INSERT INTO ws21 VALUES (208, $$208;$$); -- 208;
/* 209; */ INSERT INTO ws21 VALUES (209, E'\';209') ;
INSERT INTO ws21 VALUES (210, 'v;210');
INSERT INTO ws21 VALUES (211, $$211;$$); -- 211;
/* 212; */ INSERT INTO ws21 VALUES (212, E'\';212') ;
INSERT INTO ws21 VALUES (213, 'v;213');
INSERT INTO ws21 VALUES (214, $$214;$$); -- 214;
/* 215; */ INSERT INTO ws21 VALUES (215, E'\';215') ;
INSERT INTO ws21 VALUES (216, 'v;216');
INSERT INTO ws21 VALUES (217, $$217;$$); -- 217;
/* 218; */ INSERT INTO ws21 VALUES (218, E'\';218') ;
INSERT INTO ws21 VALUES (219, 'v;219');
INSERT INTO ws21 VALUES (220, $$220;$$); -- 220;
/* 221; */ INSERT INTO ws21 VALUES (221, E'\';221') ;
INSERT INTO ws21 VALUES (222, 'v;222');
INSERT INTO ws21 VALUES (223, $$223;$$); -- 223;
/* 224; */ INSERT INTO ws21 VALUES (224, E'\';224') ;
INSERT INTO ws21 VALUES (225, 'v;225');
INSERT INTO ws21 VALUES (226, $$226;$$); -- 226;
/* 227; */ INSERT INTO ws21 VALUES (227, E'\';227') ;
INSERT INTO ws21 VALUES (228, 'v;228');
INSERT INTO ws21 VALUES (229, $$229;$$); -- 229;
/* 230; */ INSERT INTO ws21 VALUES (230, E'\';230') ;
INSERT INTO ws21 VALUES (231, 'v;231');
INSERT INTO ws21 VALUES (232, $$232;$$); -- 232;
/* 233; */ INSERT INTO ws21 VALUES (233, E'\';233') ;
INSERT INTO ws21 VALUES (234, 'v;234');
INSERT INTO ws21 VALUES (235, $$235;$$); -- 235;
/* 236; */ INSERT INTO ws21 VALUES (236, E'\';236') ;
INSERT INTO ws21 VALUES (237, 'v;237');
INSERT INTO ws21 VALUES (238, $$238;$$); -- 238;
/* 239; */ INSERT INTO ws21 VALUES (239, E'\';239') ;
INSERT INTO ws21 VALUES (240, 'v;240');
INSERT INTO ws21 VALUES (241, $$241;$$); -- 241;
/* 242; */ INSERT INTO ws21 VALUES (242, E'\';242') ;
INSERT INTO ws21 VALUES (243, 'v;243');
INSERT INTO ws21 VALUES (244, $$244;$$); -- 244;
/* 245; */ INSERT INTO ws21 VALUES (245, E'\';245') ;
INSERT INTO ws21 VALUES (246, 'v;246');
INSERT INTO ws21 VALUES (247, $$247;$$); -- 247;
/* 248; */ INSERT INTO ws21 VALUES (248, E'\';248') ;
INSERT INTO ws21 VALUES (249, 'v;249');
INSERT INTO ws21 VALUES (250, $$250;$$); -- 250;
/* 251; */ INSERT INTO ws21 VALUES (251, E'\';251') ;
INSERT INTO ws21 VALUES (252, 'v;252');
INSERT INTO ws21 VALUES (253, $$253;$$); -- 253;
/* 254; */ INSERT INTO ws21 VALUES (254, E'\';254') ;
INSERT INTO ws21 VALUES (255, 'v;255');
INSERT INTO ws21 VALUES (256, $$256;$$); -- 256;
/* 257; */ INSERT INTO ws21 VALUES (257, E'\';257') ;
INSERT INTO ws21 VALUES (258, 'v;258');
INSERT INTO ws21 VALUES (259, $$259;$$); -- 259;
/* 260; */ INSERT INTO ws21 VALUES (260, E'\';260') ;
INSERT INTO ws21 VALUES (261, 'v;261');
INSERT INTO ws21 VALUES (262, $$262;$$); -- 262;
/* 263; */ INSERT INTO ws21 VALUES (263, E'\';263') ;
INSERT INTO ws21 VALUES (264, 'v;264');
INSERT INTO ws21 VALUES (265, $$265;$$); -- 265;
/* 266; */ INSERT INTO ws21 VALUES (266, E'\';266') ;
INSERT INTO ws21 VALUES (267, 'v;267');
INSERT INTO ws21 VALUES (268, $$268;$$); -- 268;
/* 269; */ INSERT INTO ws21 VALUES (269, E'\';269') ;
INSERT INTO ws21 VALUES (270, 'v;270');
INSERT INTO ws21 VALUES (271, $$271;$$); -- 271;
/* 272; */ INSERT INTO ws21 VALUES (272, E'\';272') ;
INSERT INTO ws21 VALUES (273, 'v;273');
INSERT INTO ws21 VALUES (274, $$274;$$); -- 274;
/* 275; */ INSERT INTO ws21 VALUES (275, E'\';275') ;
INSERT INTO ws21 VALUES (276, 'v;276');
INSERT INTO ws21 VALUES (277, $$277;$$); -- 277;
/* 278; */ INSERT INTO ws21 VALUES (278, E'\';278') ;
INSERT INTO ws21 VALUES (279, 'v;279');
INSERT INTO ws21 VALUES (280, $$280;$$); -- 280;
/* 281; */ INSERT INTO ws21 VALUES (281, E'\';281') ;
INSERT INTO ws21 VALUES (282, 'v;282');
INSERT INTO ws21 VALUES (283, $$283;$$); -- 283;
/* 284; */ INSERT INTO ws21 VALUES (284, E'\';284') ;
INSERT INTO ws21 VALUES (285, 'v;285');
INSERT INTO ws21 VALUES (286, $$286;$$); -- 286;
/* 287; */ INSERT INTO ws21 VALUES (287, E'\';287') ;
INSERT INTO ws21 VALUES (288, 'v;288');
INSERT INTO ws21 VALUES (289, $$289;$$); -- 289;
/* 290; */ INSERT INTO ws21 VALUES (290, E'\';290') ;
INSERT INTO ws21 VALUES (291, 'v;291');
INSERT INTO ws21 VALUES (292, $$292;$$); -- 292;
/* 293; */ INSERT INTO ws21 VALUES (293, E'\';293') ;
INSERT INTO ws21 VALUES (294, 'v;294');
INSERT INTO ws21 VALUES (295, $$295;$$); -- 295;
/* 296; */ INSERT INTO ws21 VALUES (296, E'\';296') ;
INSERT INTO ws21 VALUES (297, 'v;297');
INSERT INTO ws21 VALUES (298, $$298;$$); -- 298;
/* 299; */ INSERT INTO ws21 VALUES (299, E'\';299') ;
INSERT INTO ws21 VALUES (300, 'v;300');
INSERT INTO ws21 VALUES (301, $$301;$$); -- 301;
/* 302; */ INSERT INTO ws21 VALUES (302, E'\';302') ;
INSERT INTO ws21 VALUES (303, 'v;303');
INSERT INTO ws21 VALUES (304, $$304;$$); -- 304;
/* 305; */ INSERT INTO ws21 VALUES (305, E'\';305') ;
INSERT INTO ws21 VALUES (306, 'v;306');
INSERT INTO ws21 VALUES (307, $$307;$$); -- 307;
/* 308; */ INSERT INTO ws21 VALUES (308, E'\';308') ;
INSERT INTO ws21 VALUES (309, 'v;309');
INSERT INTO ws21 VALUES (310, $$310;$$); -- 310;
/* 311; */ INSERT INTO ws21 VALUES (311, E'\';311') ;
INSERT INTO ws21 VALUES (312, 'v;312');
INSERT INTO ws21 VALUES (313, $$313;$$); -- 313;
/* 314; */ INSERT INTO ws21 VALUES (314, E'\';314') ;
INSERT INTO ws21 VALUES (315, 'v;315');
INSERT INTO ws21 VALUES (316, $$316;$$); -- 316;
/* 317; */ INSERT INTO ws21 VALUES (317, E'\';317') ;
INSERT INTO ws21 VALUES (318, 'v;318');
INSERT INTO ws21 VALUES (319, $$319;$$); -- 319;
/* 320; */ INSERT INTO ws21 VALUES (320, E'\';320') ;
INSERT INTO ws21 VALUES (321, 'v;321');
INSERT INTO ws21 VALUES (322, $$322;$$); -- 322;
/* 323; */ INSERT INTO ws21 VALUES (323, E'\';323') ;
INSERT INTO ws21 VALUES (324, 'v;324');
INSERT INTO ws21 VALUES (325, $$325;$$); -- 325;
/* 326; */ INSERT INTO ws21 VALUES (326, E'\';326') ;
INSERT INTO ws21 VALUES (327, 'v;327');
INSERT INTO ws21 VALUES (328, $$328;$$); -- 328;
/* 329; */ INSERT INTO ws21 VALUES (329, E'\';329') ;
INSERT INTO ws21 VALUES (330, 'v;330');
INSERT INTO ws21 VALUES (331, $$331;$$); -- 331;
/* 332; */ INSERT INTO ws21 VALUES (332, E'\';332') ;
INSERT INTO ws21 VALUES (333, 'v;333');
INSERT INTO ws21 VALUES (334, $$334;$$); -- 334;
/* 335; */ INSERT INTO ws21 VALUES (335, E'\';335') ;
INSERT INTO ws21 VALUES (336, 'v;336');
INSERT INTO ws21 VALUES (337, $$337;$$); -- 337;
/* 338; */ INSERT INTO ws21 VALUES (338, E'\';338') ;
INSERT INTO ws21 VALUES (339, 'v;339');
INSERT INTO ws21 VALUES (340, $$340;$$); -- 340;
/* 341; */ INSERT INTO ws21 VALUES (341, E'\';341') ;
INSERT INTO ws21 VALUES (342, 'v;342');
INSERT INTO ws21 VALUES (343, $$343;$$); -- 343;
/* 344; */ INSERT INTO ws21 VALUES (344, E'\';344') ;
INSERT INTO ws21 VALUES (345, 'v;345');
INSERT INTO ws21 VALUES (346, $$346;$$); -- 346;
/* 347; */ INSERT INTO ws21 VALUES (347, E'\';347') ;
INSERT INTO ws21 VALUES (348, 'v;348');
INSERT INTO ws21 VALUES (349, $$349;$$); -- 349;
/* 350; */ INSERT INTO ws21 VALUES (350, E'\';350') ;
INSERT INTO ws21 VALUES (351, 'v;351');
INSERT INTO ws21 VALUES (352, $$352;$$); -- 352;
/* 353; */ INSERT INTO ws21 VALUES (353, E'\';353') ;
INSERT INTO ws21 VALUES (354, 'v;354');
INSERT INTO ws21 VALUES (355, $$355;$$); -- 355;
/* 356; */ INSERT INTO ws21 VALUES (356, E'\';356') ;
INSERT INTO ws21 VALUES (357, 'v;357');
INSERT INTO ws21 VALUES (358, $$358;$$); -- 358;
/* 359; */ INSERT INTO ws21 VALUES (359, E'\';359') ;
INSERT INTO ws21 VALUES (360, 'v;360');
INSERT INTO ws21 VALUES (361, $$361;$$); -- 361;
/* 362; */ INSERT INTO ws21 VALUES (362, E'\';362') ;
INSERT INTO ws21 VALUES (363, 'v;363');
INSERT INTO ws21 VALUES (364, $$364;$$); -- 364;
/* 365; */ INSERT INTO ws21 VALUES (365, E'\';365') ;
INSERT INTO ws21 VALUES (366, 'v;366');
INSERT INTO ws21 VALUES (367, $$367;$$); -- 367;
/* 368; */ INSERT INTO ws21 VALUES (368, E'\';368') ;
INSERT INTO ws21 VALUES (369, 'v;369');
INSERT INTO ws21 VALUES (370, $$370;$$); -- 370;
/* 371; */ INSERT INTO ws21 VALUES (371, E'\';371') ;
INSERT INTO ws21 VALUES (372, 'v;372');
INSERT INTO ws21 VALUES (373, $$373;$$); -- 373;
/* 374; */ INSERT INTO ws21 VALUES (374, E'\';374') ;
INSERT INTO ws21 VALUES (375, 'v;375');
INSERT INTO ws21 VALUES (376, $$376;$$); -- 376;
/* 377; */ INSERT INTO ws21 VALUES (377, E'\';377') ;
INSERT INTO ws21 VALUES (378, 'v;378');
INSERT INTO ws21 VALUES (379, $$379;$$); -- 379;
/* 380; */ INSERT INTO ws21 VALUES (380, E'\';380') ;
INSERT INTO ws21 VALUES (381, 'v;381');
INSERT INTO ws21 VALUES (382, $$382;$$); -- 382;
/* 383; */ INSERT INTO ws21 VALUES (383, E'\';383') ;
INSERT INTO ws21 VALUES (384, 'v;384');
INSERT INTO ws21 VALUES (385, $$385;$$); -- 385;
/* 386; */ INSERT INTO ws21 VALUES (386, E'\';386') ;
INSERT INTO ws21 VALUES (387, 'v;387');
INSERT INTO ws21 VALUES (388, $$388;$$); -- 388;
/* 389; */ INSERT INTO ws21 VALUES (389, E'\';389') ;
INSERT INTO ws21 VALUES (390, 'v;390');
INSERT INTO ws21 VALUES (391, $$391;$$); -- 391;
/* 392; */ INSERT INTO ws21 VALUES (392, E'\';392') ;
INSERT INTO ws21 VALUES (393, 'v;393');
INSERT INTO ws21 VALUES (394, $$394;$$); -- 394;
/* 395; */ INSERT INTO ws21 VALUES (395, E'\';395') ;
INSERT INTO ws21 VALUES (396, 'v;396');
INSERT INTO ws21 VALUES (397, $$397;$$); -- 397;
/* 398; */ INSERT INTO ws21 VALUES (398, E'\';398') ;
INSERT INTO ws21 VALUES (399, 'v;399');
INSERT INTO ws21 VALUES (400, $$400;$$); -- 400;
/* 401; */ INSERT INTO ws21 VALUES (401, E'\';401') ;
INSERT INTO ws21 VALUES (402, 'v;402');
INSERT INTO ws21 VALUES (403, $$403;$$); -- 403;
/* 404; */ INSERT INTO ws21 VALUES (404, E'\';404') ;
INSERT INTO ws21 VALUES (405, 'v;405');
INSERT INTO ws21 VALUES (406, $$406;$$); -- 406;
/* 407; */ INSERT INTO ws21 VALUES (407, E'\';407') ;
INSERT INTO ws21 VALUES (408, 'v;408');
INSERT INTO ws21 VALUES (409, $$409;$$); -- 409;
/* 410; */ INSERT INTO ws21 VALUES (410, E'\';410') ;
INSERT INTO ws21 VALUES (411, 'v;411');
INSERT INTO ws21 VALUES (412, $$412;$$); -- 412;
/* 413; */ INSERT INTO ws21 VALUES (413, E'\';413') ;
INSERT INTO ws21 VALUES (414, 'v;414');
INSERT INTO ws21 VALUES (415, $$415;$$); -- 415;
/* 416; */ INSERT INTO ws21 VALUES (416, E'\';416') ;
INSERT INTO ws21 VALUES (417, 'v;417');
INSERT INTO ws21 VALUES (418, $$418;$$); -- 418;
/* 419; */ INSERT INTO ws21 VALUES (419, E'\';419') ;
INSERT INTO ws21 VALUES (420, 'v;420');
INSERT INTO ws21 VALUES (421, $$421;$$); -- 421;
/* 422; */ INSERT INTO ws21 VALUES (422, E'\';422') ;
INSERT INTO ws21 VALUES (423, 'v;423');
INSERT INTO ws21 VALUES (424, $$424;$$); -- 424;
/* 425; */ INSERT INTO ws21 VALUES (425, E'\';425') ;
INSERT INTO ws21 VALUES (426, 'v;426');
INSERT INTO ws21 VALUES (427, $$427;$$); -- 427;
/* 428; */ INSERT INTO ws21 VALUES (428, E'\';428') ;
INSERT INTO ws21 VALUES (429, 'v;429');
INSERT INTO ws21 VALUES (430, $$430;$$); -- 430;
/* 431; */ INSERT INTO ws21 VALUES (431, E'\';431') ;
INSERT INTO ws21 VALUES (432, 'v;432');
INSERT INTO ws21 VALUES (433, $$433;$$); -- 433;
/* 434; */ INSERT INTO ws21 VALUES (434, E'\';434') ;
INSERT INTO ws21 VALUES (435, 'v;435');
INSERT INTO ws21 VALUES (436, $$436;$$); -- 436;
/* 437; */ INSERT INTO ws21 VALUES (437, E'\';437') ;
INSERT INTO ws21 VALUES (438, 'v;438');
INSERT INTO ws21 VALUES (439, $$439;$$); -- 439;
/* 440; */ INSERT INTO ws21 VALUES (440, E'\';440') ;
INSERT INTO ws21 VALUES (441, 'v;441');
INSERT INTO ws21 VALUES (442, $$442;$$); -- 442;
/* 443; */ INSERT INTO ws21 VALUES (443, E'\';443') ;
INSERT INTO ws21 VALUES (444, 'v;444');
INSERT INTO ws21 VALUES (445, $$445;$$); -- 445;
/* 446; */ INSERT INTO ws21 VALUES (446, E'\';446') ;
INSERT INTO ws21 VALUES (447, 'v;447');
INSERT INTO ws21 VALUES (448, $$448;$$); -- 448;
/* 449; */ INSERT INTO ws21 VALUES (449, E'\';449') ;
INSERT INTO ws21 VALUES (450, 'v;450');
INSERT INTO ws21 VALUES (451, $$451;$$); -- 451;
/* 452; */ INSERT INTO ws21 VALUES (452, E'\';452') ;
INSERT INTO ws21 VALUES (453, 'v;453');
INSERT INTO ws21 VALUES (454, $$454;$$); -- 454;
/* 455; */ INSERT INTO ws21 VALUES (455, E'\';455') ;
INSERT INTO ws21 VALUES (456, 'v;456');
INSERT INTO ws21 VALUES (457, $$457;$$); -- 457;
/* 458; */ INSERT INTO ws21 VALUES (458, E'\';458') ;
INSERT INTO ws21 VALUES (459, 'v;459');
INSERT INTO ws21 VALUES (460, $$460;$$); -- 460;
/* 461; */ INSERT INTO ws21 VALUES (461, E'\';461') ;
INSERT INTO ws21 VALUES (462, 'v;462');
INSERT INTO ws21 VALUES (463, $$463;$$); -- 463;
/* 464; */ INSERT INTO ws21 VALUES (464, E'\';464') ;
INSERT INTO ws21 VALUES (465, 'v;465');
INSERT INTO ws21 VALUES (466, $$466;$$); -- 466;
/* 467; */ INSERT INTO ws21 VALUES (467, E'\';467') ;
INSERT INTO ws21 VALUES (468, 'v;468');
INSERT INTO ws21 VALUES (469, $$469;$$); -- 469;
/* 470; */ INSERT INTO ws21 VALUES (470, E'\';470') ;
INSERT INTO ws21 VALUES (471, 'v;471');
INSERT INTO ws21 VALUES (472, $$472;$$); -- 472;
/* 473; */ INSERT INTO ws21 VALUES (473, E'\';473') ;
INSERT INTO ws21 VALUES (474, 'v;474');
INSERT INTO ws21 VALUES (475, $$475;$$); -- 475;
/* 476; */ INSERT INTO ws21 VALUES (476, E'\';476') ;
INSERT INTO ws21 VALUES (477, 'v;477');
INSERT INTO ws21 VALUES (478, $$478;$$); -- 478;
/* 479; */ INSERT INTO ws21 VALUES (479, E'\';479') ;
INSERT INTO ws21 VALUES (480, 'v;480');
INSERT INTO ws21 VALUES (481, $$481;$$); -- 481;
/* 482; */ INSERT INTO ws21 VALUES (482, E'\';482') ;
INSERT INTO ws21 VALUES (483, 'v;483');
INSERT INTO ws21 VALUES (484, $$484;$$); -- 484;
/* 485; */ INSERT INTO ws21 VALUES (485, E'\';485') ;
INSERT INTO ws21 VALUES (486, 'v;486');
INSERT INTO ws21 VALUES (487, $$487;$$); -- 487;
/* 488; */ INSERT INTO ws21 VALUES (488, E'\';488') ;
INSERT INTO ws21 VALUES (489, 'v;489');
INSERT INTO ws21 VALUES (490, $$490;$$); -- 490;
/* 491; */ INSERT INTO ws21 VALUES (491, E'\';491') ;
INSERT INTO ws21 VALUES (492, 'v;492');
INSERT INTO ws21 VALUES (493, $$493;$$); -- 493;
/* 494; */ INSERT INTO ws21 VALUES (494, E'\';494') ;
INSERT INTO ws21 VALUES (495, 'v;495');
INSERT INTO ws21 VALUES (496, $$496;$$); -- 496;
/* 497; */ INSERT INTO ws21 VALUES (497, E'\';497') ;
INSERT INTO ws21 VALUES (498, 'v;498');
INSERT INTO ws21 VALUES (499, $$499;$$); -- 499;
/* 500; */ INSERT INTO ws21 VALUES (500, E'\';500') ;
INSERT INTO ws21 VALUES (501, 'v;501');
INSERT INTO ws21 VALUES (502, $$502;$$); -- 502;
/* 503; */ INSERT INTO ws21 VALUES (503, E'\';503') ;
INSERT INTO ws21 VALUES (504, 'v;504');
INSERT INTO ws21 VALUES (505, $$505;$$); -- 505;
/* 506; */ INSERT INTO ws21 VALUES (506, E'\';506') ;
INSERT INTO ws21 VALUES (507, 'v;507');
INSERT INTO ws21 VALUES (508, $$508;$$); -- 508;
/* 509; */ INSERT INTO ws21 VALUES (509, E'\';509') ;
INSERT INTO ws21 VALUES (510, 'v;510');
INSERT INTO ws21 VALUES (511, $$511;$$); -- 511;
/* 512; */ INSERT INTO ws21 VALUES (512, E'\';512') ;
INSERT INTO ws21 VALUES (513, 'v;513');
INSERT INTO ws21 VALUES (514, $$514;$$); -- 514;
/* 515; */ INSERT INTO ws21 VALUES (515, E'\';515') ;
INSERT INTO ws21 VALUES (516, 'v;516');
INSERT INTO ws21 VALUES (517, $$517;$$); -- 517;
/* 518; */ INSERT INTO ws21 VALUES (518, E'\';518') ;
INSERT INTO ws21 VALUES (519, 'v;519');
INSERT INTO ws21 VALUES (520, $$520;$$); -- 520;
/* 521; */ INSERT INTO ws21 VALUES (521, E'\';521') ;
INSERT INTO ws21 VALUES (522, 'v;522');
INSERT INTO ws21 VALUES (523, $$523;$$); -- 523;
/* 524; */ INSERT INTO ws21 VALUES (524, E'\';524') ;
INSERT INTO ws21 VALUES (525, 'v;525');
INSERT INTO ws21 VALUES (526, $$526;$$); -- 526;
/* 527; */ INSERT INTO ws21 VALUES (527, E'\';527') ;
INSERT INTO ws21 VALUES (528, 'v;528');
INSERT INTO ws21 VALUES (529, $$529;$$); -- 529;
/* 530; */ INSERT INTO ws21 VALUES (530, E'\';530') ;
INSERT INTO ws21 VALUES (531, 'v;531');
INSERT INTO ws21 VALUES (532, $$532;$$); -- 532;
/* 533; */ INSERT INTO ws21 VALUES (533, E'\';533') ;
INSERT INTO ws21 VALUES (534, 'v;534');
INSERT INTO ws21 VALUES (535, $$535;$$); -- 535;
/* 536; */ INSERT INTO ws21 VALUES (536, E'\';536') ;
INSERT INTO ws21 VALUES (537, 'v;537');
INSERT INTO ws21 VALUES (538, $$538;$$); -- 538;
/* 539; */ INSERT INTO ws21 VALUES (539, E'\';539') ;
INSERT INTO ws21 VALUES (540, 'v;540');
INSERT INTO ws21 VALUES (541, $$541;$$); -- 541;
/* 542; */ INSERT INTO ws21 VALUES (542, E'\';542') ;
INSERT INTO ws21 VALUES (543, 'v;543');
INSERT INTO ws21 VALUES (544, $$544;$$); -- 544;
/* 545; */ INSERT INTO ws21 VALUES (545, E'\';545') ;
INSERT INTO ws21 VALUES (546, 'v;546');
INSERT INTO ws21 VALUES (547, $$547;$$); -- 547;
/* 548; */ INSERT INTO ws21 VALUES (548, E'\';548') ;
INSERT INTO ws21 VALUES (549, 'v;549');
INSERT INTO ws21 VALUES (550, $$550;$$); -- 550;
/* 551; */ INSERT INTO ws21 VALUES (551, E'\';551') ;
INSERT INTO ws21 VALUES (552, 'v;552');
INSERT INTO ws21 VALUES (553, $$553;$$); -- 553;
/* 554; */ INSERT INTO ws21 VALUES (554, E'\';554') ;
INSERT INTO ws21 VALUES (555, 'v;555');
INSERT INTO ws21 VALUES (556, $$556;$$); -- 556;
/* 557; */ INSERT INTO ws21 VALUES (557, E'\';557') ;
INSERT INTO ws21 VALUES (558, 'v;558');
INSERT INTO ws21 VALUES (559, $$559;$$); -- 559;
/* 560; */ INSERT INTO ws21 VALUES (560, E'\';560') ;
INSERT INTO ws21 VALUES (561, 'v;561');
INSERT INTO ws21 VALUES (562, $$562;$$); -- 562;
/* 563; */ INSERT INTO ws21 VALUES (563, E'\';563') ;
INSERT INTO ws21 VALUES (564, 'v;564');
INSERT INTO ws21 VALUES (565, $$565;$$); -- 565;
/* 566; */ INSERT INTO ws21 VALUES (566, E'\';566') ;
INSERT INTO ws21 VALUES (567, 'v;567');
INSERT INTO ws21 VALUES (568, $$568;$$); -- 568;
/* 569; */ INSERT INTO ws21 VALUES (569, E'\';569') ;
INSERT INTO ws21 VALUES (570, 'v;570');
INSERT INTO ws21 VALUES (571, $$571;$$); -- 571;
/* 572; */ INSERT INTO ws21 VALUES (572, E'\';572') ;
INSERT INTO ws21 VALUES (573, 'v;573');
INSERT INTO ws21 VALUES (574, $$574;$$); -- 574;
/* 575; */ INSERT INTO ws21 VALUES (575, E'\';575') ;
INSERT INTO ws21 VALUES (576, 'v;576');
INSERT INTO ws21 VALUES (577, $$577;$$); -- 577;
/* 578; */ INSERT INTO ws21 VALUES (578, E'\';578') ;
INSERT INTO ws21 VALUES (579, 'v;579');
INSERT INTO ws21 VALUES (580, $$580;$$); -- 580;
/* 581; */ INSERT INTO ws21 VALUES (581, E'\';581') ;
INSERT INTO ws21 VALUES (582, 'v;582');
INSERT INTO ws21 VALUES (583, $$583;$$); -- 583;
/* 584; */ INSERT INTO ws21 VALUES (584, E'\';584') ;
INSERT INTO ws21 VALUES (585, 'v;585');
INSERT INTO ws21 VALUES (586, $$586;$$); -- 586;
/* 587; */ INSERT INTO ws21 VALUES (587, E'\';587') ;
INSERT INTO ws21 VALUES (588, 'v;588');
INSERT INTO ws21 VALUES (589, $$589;$$); -- 589;
/* 590; */ INSERT INTO ws21 VALUES (590, E'\';590') ;
INSERT INTO ws21 VALUES (591, 'v;591');
INSERT INTO ws21 VALUES (592, $$592;$$); -- 592;
/* 593; */ INSERT INTO ws21 VALUES (593, E'\';593') ;
INSERT INTO ws21 VALUES (594, 'v;594');
INSERT INTO ws21 VALUES (595, $$595;$$); -- 595;
/* 596; */ INSERT INTO ws21 VALUES (596, E'\';596') ;
INSERT INTO ws21 VALUES (597, 'v;597');
INSERT INTO ws21 VALUES (598, $$598;$$); -- 598;
/* 599; */ INSERT INTO ws21 VALUES (599, E'\';599') ;
INSERT INTO ws21 VALUES (600, 'v;600');
INSERT INTO ws21 VALUES (601, $$601;$$); -- 601;
/* 602; */ INSERT INTO ws21 VALUES (602, E'\';602') ;
INSERT INTO ws21 VALUES (603, 'v;603');
INSERT INTO ws21 VALUES (604, $$604;$$); -- 604;
/* 605; */ INSERT INTO ws21 VALUES (605, E'\';605') ;
INSERT INTO ws21 VALUES (606, 'v;606');
INSERT INTO ws21 VALUES (607, $$607;$$); -- 607;
/* 608; */ INSERT INTO ws21 VALUES (608, E'\';608') ;
INSERT INTO ws21 VALUES (609, 'v;609');
INSERT INTO ws21 VALUES (610, $$610;$$); -- 610;
/* 611; */ INSERT INTO ws21 VALUES (611, E'\';611') ;
INSERT INTO ws21 VALUES (612, 'v;612');
INSERT INTO ws21 VALUES (613, $$613;$$); -- 613;
/* 614; */ INSERT INTO ws21 VALUES (614, E'\';614') ;
INSERT INTO ws21 VALUES (615, 'v;615');
INSERT INTO ws21 VALUES (616, $$616;$$); -- 616;
/* 617; */ INSERT INTO ws21 VALUES (617, E'\';617') ;
INSERT INTO ws21 VALUES (618, 'v;618');
INSERT INTO ws21 VALUES (619, $$619;$$); -- 619;
/* 620; */ INSERT INTO ws21 VALUES (620, E'\';620') ;
INSERT INTO ws21 VALUES (621, 'v;621');
INSERT INTO ws21 VALUES (622, $$622;$$); -- 622;
/* 623; */ INSERT INTO ws21 VALUES (623, E'\';623') ;
INSERT INTO ws21 VALUES (624, 'v;624');
INSERT INTO ws21 VALUES (625, $$625;$$); -- 625;
/* 626; */ INSERT INTO ws21 VALUES (626, E'\';626') ;
INSERT INTO ws21 VALUES (627, 'v;627');
INSERT INTO ws21 VALUES (628, $$628;$$); -- 628;
/* 629; */ INSERT INTO ws21 VALUES (629, E'\';629') ;
INSERT INTO ws21 VALUES (630, 'v;630');
INSERT INTO ws21 VALUES (631, $$631;$$); -- 631;
/* 632; */ INSERT INTO ws21 VALUES (632, E'\';632') ;
INSERT INTO ws21 VALUES (633, 'v;633');
INSERT INTO ws21 VALUES (634, $$634;$$); -- 634;
/* 635; */ INSERT INTO ws21 VALUES (635, E'\';635') ;
INSERT INTO ws21 VALUES (636, 'v;636');
INSERT INTO ws21 VALUES (637, $$637;$$); -- 637;
/* 638; */ INSERT INTO ws21 VALUES (638, E'\';638') ;
INSERT INTO ws21 VALUES (639, 'v;639');
INSERT INTO ws21 VALUES (640, $$640;$$); -- 640;
/* 641; */ INSERT INTO ws21 VALUES (641, E'\';641') ;
INSERT INTO ws21 VALUES (642, 'v;642');
INSERT INTO ws21 VALUES (643, $$643;$$); -- 643;
/* 644; */ INSERT INTO ws21 VALUES (644, E'\';644') ;
INSERT INTO ws21 VALUES (645, 'v;645');
INSERT INTO ws21 VALUES (646, $$646;$$); -- 646;
/* 647; */ INSERT INTO ws21 VALUES (647, E'\';647') ;
INSERT INTO ws21 VALUES (648, 'v;648');
INSERT INTO ws21 VALUES (649, $$649;$$); -- 649;
/* 650; */ INSERT INTO ws21 VALUES (650, E'\';650') ;
INSERT INTO ws21 VALUES (651, 'v;651');
INSERT INTO ws21 VALUES (652, $$652;$$); -- 652;
/* 653; */ INSERT INTO ws21 VALUES (653, E'\';653') ;
INSERT INTO ws21 VALUES (654, 'v;654');
INSERT INTO ws21 VALUES (655, $$655;$$); -- 655;
/* 656; */ INSERT INTO ws21 VALUES (656, E'\';656') ;
INSERT INTO ws21 VALUES (657, 'v;657');
INSERT INTO ws21 VALUES (658, $$658;$$); -- 658;
/* 659; */ INSERT INTO ws21 VALUES (659, E'\';659') ;
INSERT INTO ws21 VALUES (660, 'v;660');
INSERT INTO ws21 VALUES (661, $$661;$$); -- 661;
/* 662; */ INSERT INTO ws21 VALUES (662, E'\';662') ;
INSERT INTO ws21 VALUES (663, 'v;663');
INSERT INTO ws21 VALUES (664, $$664;$$); -- 664;
/* 665; */ INSERT INTO ws21 VALUES (665, E'\';665') ;
INSERT INTO ws21 VALUES (666, 'v;666');
INSERT INTO ws21 VALUES (667, $$667;$$); -- 667;
/* 668; */ INSERT INTO ws21 VALUES (668, E'\';668') ;
INSERT INTO ws21 VALUES (669, 'v;669');
INSERT INTO ws21 VALUES (670, $$670;$$); -- 670;
/* 671; */ INSERT INTO ws21 VALUES (671, E'\';671') ;
INSERT INTO ws21 VALUES (672, 'v;672');
INSERT INTO ws21 VALUES (673, $$673;$$); -- 673;
/* 674; */ INSERT INTO ws21 VALUES (674, E'\';674') ;
INSERT INTO ws21 VALUES (675, 'v;675');
INSERT INTO ws21 VALUES (676, $$676;$$); -- 676;
/* 677; */ INSERT INTO ws21 VALUES (677, E'\';677') ;
INSERT INTO ws21 VALUES (678, 'v;678');
INSERT INTO ws21 VALUES (679, $$679;$$); -- 679;
/* 680; */ INSERT INTO ws21 VALUES (680, E'\';680') ;
INSERT INTO ws21 VALUES (681, 'v;681');
INSERT INTO ws21 VALUES (682, $$682;$$); -- 682;
/* 683; */ INSERT INTO ws21 VALUES (683, E'\';683') ;
INSERT INTO ws21 VALUES (684, 'v;684');
INSERT INTO ws21 VALUES (685, $$685;$$); -- 685;
/* 686; */ INSERT INTO ws21 VALUES (686, E'\';686') ;
INSERT INTO ws21 VALUES (687, 'v;687');
INSERT INTO ws21 VALUES (688, $$688;$$); -- 688;
/* 689; */ INSERT INTO ws21 VALUES (689, E'\';689') ;
INSERT INTO ws21 VALUES (690, 'v;690');
INSERT INTO ws21 VALUES (691, $$691;$$); -- 691;
/* 692; */ INSERT INTO ws21 VALUES (692, E'\';692') ;
INSERT INTO ws21 VALUES (693, 'v;693');
INSERT INTO ws21 VALUES (694, $$694;$$); -- 694;
/* 695; */ INSERT INTO ws21 VALUES (695, E'\';695') ;
INSERT INTO ws21 VALUES (696, 'v;696');
INSERT INTO ws21 VALUES (697, $$697;$$); -- 697;
/* 698; */ INSERT INTO ws21 VALUES (698, E'\';698') ;
INSERT INTO ws21 VALUES (699, 'v;699');
INSERT INTO ws21 VALUES (700, $$700;$$); -- 700;
/* 701; */ INSERT INTO ws21 VALUES (701, E'\';701') ;
INSERT INTO ws21 VALUES (702, 'v;702');
INSERT INTO ws21 VALUES (703, $$703;$$); -- 703;
/* 704; */ INSERT INTO ws21 VALUES (704, E'\';704') ;
INSERT INTO ws21 VALUES (705, 'v;705');
INSERT INTO ws21 VALUES (706, $$706;$$); -- 706;
/* 707; */ INSERT INTO ws21 VALUES (707, E'\';707') ;
INSERT INTO ws21 VALUES (708, 'v;708');
INSERT INTO ws21 VALUES (709, $$709;$$); -- 709;
/* 710; */ INSERT INTO ws21 VALUES (710, E'\';710') ;
INSERT INTO ws21 VALUES (711, 'v;711');
INSERT INTO ws21 VALUES (712, $$712;$$); -- 712;
/* 713; */ INSERT INTO ws21 VALUES (713, E'\';713') ;
INSERT INTO ws21 VALUES (714, 'v;714');
INSERT INTO ws21 VALUES (715, $$715;$$); -- 715;
/* 716; */ INSERT INTO ws21 VALUES (716, E'\';716') ;
INSERT INTO ws21 VALUES (717, 'v;717');
INSERT INTO ws21 VALUES (718, $$718;$$); -- 718;
/* 719; */ INSERT INTO ws21 VALUES (719, E'\';719') ;
INSERT INTO ws21 VALUES (720, 'v;720');
INSERT INTO ws21 VALUES (721, $$721;$$); -- 721;
/* 722; */ INSERT INTO ws21 VALUES (722, E'\';722') ;
INSERT INTO ws21 VALUES (723, 'v;723');
INSERT INTO ws21 VALUES (724, $$724;$$); -- 724;
/* 725; */ INSERT INTO ws21 VALUES (725, E'\';725') ;
INSERT INTO ws21 VALUES (726, 'v;726');
INSERT INTO ws21 VALUES (727, $$727;$$); -- 727;
/* 728; */ INSERT INTO ws21 VALUES (728, E'\';728') ;
INSERT INTO ws21 VALUES (729, 'v;729');
INSERT INTO ws21 VALUES (730, $$730;$$); -- 730;
/* 731; */ INSERT INTO ws21 VALUES (731, E'\';731') ;
INSERT INTO ws21 VALUES (732, 'v;732');
INSERT INTO ws21 VALUES (733, $$733;$$); -- 733;
/* 734; */ INSERT INTO ws21 VALUES (734, E'\';734') ;
INSERT INTO ws21 VALUES (735, 'v;735');
INSERT INTO ws21 VALUES (736, $$736;$$); -- 736;
/* 737; */ INSERT INTO ws21 VALUES (737, E'\';737') ;
INSERT INTO ws21 VALUES (738, 'v;738');
INSERT INTO ws21 VALUES (739, $$739;$$); -- 739;
/* 740; */ INSERT INTO ws21 VALUES (740, E'\';740') ;
INSERT INTO ws21 VALUES (741, 'v;741');
INSERT INTO ws21 VALUES (742, $$742;$$); -- 742;
/* 743; */ INSERT INTO ws21 VALUES (743, E'\';743') ;
INSERT INTO ws21 VALUES (744, 'v;744');
INSERT INTO ws21 VALUES (745, $$745;$$); -- 745;
/* 746; */ INSERT INTO ws21 VALUES (746, E'\';746') ;
INSERT INTO ws21 VALUES (747, 'v;747');
INSERT INTO ws21 VALUES (748, $$748;$$); -- 748;
/* 749; */ INSERT INTO ws21 VALUES (749, E'\';749') ;
INSERT INTO ws21 VALUES (750, 'v;750');
INSERT INTO ws21 VALUES (751, $$751;$$); -- 751;
/* 752; */ INSERT INTO ws21 VALUES (752, E'\';752') ;
INSERT INTO ws21 VALUES (753, 'v;753');
INSERT INTO ws21 VALUES (754, $$754;$$); -- 754;
/* 755; */ INSERT INTO ws21 VALUES (755, E'\';755') ;
INSERT INTO ws21 VALUES (756, 'v;756');
INSERT INTO ws21 VALUES (757, $$757;$$); -- 757;
/* 758; */ INSERT INTO ws21 VALUES (758, E'\';758') ;
INSERT INTO ws21 VALUES (759, 'v;759');
INSERT INTO ws21 VALUES (760, $$760;$$); -- 760;
/* 761; */ INSERT INTO ws21 VALUES (761, E'\';761') ;
INSERT INTO ws21 VALUES (762, 'v;762');
INSERT INTO ws21 VALUES (763, $$763;$$); -- 763;
/* 764; */ INSERT INTO ws21 VALUES (764, E'\';764') ;
INSERT INTO ws21 VALUES (765, 'v;765');
INSERT INTO ws21 VALUES (766, $$766;$$); -- 766;
/* 767; */ INSERT INTO ws21 VALUES (767, E'\';767') ;
INSERT INTO ws21 VALUES (768, 'v;768');
INSERT INTO ws21 VALUES (769, $$769;$$); -- 769;
/* 770; */ INSERT INTO ws21 VALUES (770, E'\';770') ;
INSERT INTO ws21 VALUES (771, 'v;771');
INSERT INTO ws21 VALUES (772, $$772;$$); -- 772;
/* 773; */ INSERT INTO ws21 VALUES (773, E'\';773') ;
INSERT INTO ws21 VALUES (774, 'v;774');
INSERT INTO ws21 VALUES (775, $$775;$$); -- 775;
/* 776; */ INSERT INTO ws21 VALUES (776, E'\';776') ;
INSERT INTO ws21 VALUES (777, 'v;777');
INSERT INTO ws21 VALUES (778, $$778;$$); -- 778;
/* 779; */ INSERT INTO ws21 VALUES (779, E'\';779') ;
INSERT INTO ws21 VALUES (780, 'v;780');
INSERT INTO ws21 VALUES (781, $$781;$$); -- 781;
/* 782; */ INSERT INTO ws21 VALUES (782, E'\';782') ;
INSERT INTO ws21 VALUES (783, 'v;783');
INSERT INTO ws21 VALUES (784, $$784;$$); -- 784;
/* 785; */ INSERT INTO ws21 VALUES (785, E'\';785') ;
INSERT INTO ws21 VALUES (786, 'v;786');
INSERT INTO ws21 VALUES (787, $$787;$$); -- 787;
/* 788; */ INSERT INTO ws21 VALUES (788, E'\';788') ;
INSERT INTO ws21 VALUES (789, 'v;789');
INSERT INTO ws21 VALUES (790, $$790;$$); -- 790;
/* 791; */ INSERT INTO ws21 VALUES (791, E'\';791') ;
INSERT INTO ws21 VALUES (792, 'v;792');
INSERT INTO ws21 VALUES (793, $$793;$$); -- 793;
/* 794; */ INSERT INTO ws21 VALUES (794, E'\';794') ;
INSERT INTO ws21 VALUES (795, 'v;795');
INSERT INTO ws21 VALUES (796, $$796;$$); -- 796;
/* 797; */ INSERT INTO ws21 VALUES (797, E'\';797') ;
INSERT INTO ws21 VALUES (798, 'v;798');
INSERT INTO ws21 VALUES (799, $$799;$$); -- 799;
/* 800; */ INSERT INTO ws21 VALUES (800, E'\';800') ;
INSERT INTO ws21 VALUES (801, 'v;801');
INSERT INTO ws21 VALUES (802, $$802;$$); -- 802;
/* 803; */ INSERT INTO ws21 VALUES (803, E'\';803') ;
INSERT INTO ws21 VALUES (804, 'v;804');
INSERT INTO ws21 VALUES (805, $$805;$$); -- 805;
/* 806; */ INSERT INTO ws21 VALUES (806, E'\';806') ;
INSERT INTO ws21 VALUES (807, 'v;807');
INSERT INTO ws21 VALUES (808, $$808;$$); -- 808;
/* 809; */ INSERT INTO ws21 VALUES (809, E'\';809') ;
INSERT INTO ws21 VALUES (810, 'v;810');
INSERT INTO ws21 VALUES (811, $$811;$$); -- 811;
/* 812; */ INSERT INTO ws21 VALUES (812, E'\';812') ;
INSERT INTO ws21 VALUES (813, 'v;813');
INSERT INTO ws21 VALUES (814, $$814;$$); -- 814;
/* 815; */ INSERT INTO ws21 VALUES (815, E'\';815') ;
INSERT INTO ws21 VALUES (816, 'v;816');
INSERT INTO ws21 VALUES (817, $$817;$$); -- 817;
/* 818; */ INSERT INTO ws21 VALUES (818, E'\';818') ;
INSERT INTO ws21 VALUES (819, 'v;819');
INSERT INTO ws21 VALUES (820, $$820;$$); -- 820;
/* 821; */ INSERT INTO ws21 VALUES (821, E'\';821') ;
INSERT INTO ws21 VALUES (822, 'v;822');
INSERT INTO ws21 VALUES (823, $$823;$$); -- 823;
/* 824; */ INSERT INTO ws21 VALUES (824, E'\';824') ;
INSERT INTO ws21 VALUES (825, 'v;825');
INSERT INTO ws21 VALUES (826, $$826;$$); -- 826;
/* 827; */ INSERT INTO ws21 VALUES (827, E'\';827') ;
INSERT INTO ws21 VALUES (828, 'v;828');
INSERT INTO ws21 VALUES (829, $$829;$$); -- 829;
/* 830; */ INSERT INTO ws21 VALUES (830, E'\';830') ;
INSERT INTO ws21 VALUES (831, 'v;831');
INSERT INTO ws21 VALUES (832, $$832;$$); -- 832;
/* 833; */ INSERT INTO ws21 VALUES (833, E'\';833') ;
INSERT INTO ws21 VALUES (834, 'v;834');
INSERT INTO ws21 VALUES (835, $$835;$$); -- 835;
/* 836; */ INSERT INTO ws21 VALUES (836, E'\';836') ;
INSERT INTO ws21 VALUES (837, 'v;837');
INSERT INTO ws21 VALUES (838, $$838;$$); -- 838;
/* 839; */ INSERT INTO ws21 VALUES (839, E'\';839') ;
INSERT INTO ws21 VALUES (840, 'v;840');
INSERT INTO ws21 VALUES (841, $$841;$$); -- 841;
/* 842; */ INSERT INTO ws21 VALUES (842, E'\';842') ;
INSERT INTO ws21 VALUES (843, 'v;843');
INSERT INTO ws21 VALUES (844, $$844;$$); -- 844;
/* 845; */ INSERT INTO ws21 VALUES (845, E'\';845') ;
INSERT INTO ws21 VALUES (846, 'v;846');
INSERT INTO ws21 VALUES (847, $$847;$$); -- 847;
/* 848; */ INSERT INTO ws21 VALUES (848, E'\';848') ;
INSERT INTO ws21 VALUES (849, 'v;849');
INSERT INTO ws21 VALUES (850, $$850;$$); -- 850;
/* 851; */ INSERT INTO ws21 VALUES (851, E'\';851') ;
INSERT INTO ws21 VALUES (852, 'v;852');
INSERT INTO ws21 VALUES (853, $$853;$$); -- 853;
/* 854; */ INSERT INTO ws21 VALUES (854, E'\';854') ;
INSERT INTO ws21 VALUES (855, 'v;855');
INSERT INTO ws21 VALUES (856, $$856;$$); -- 856;
/* 857; */ INSERT INTO ws21 VALUES (857, E'\';857') ;
INSERT INTO ws21 VALUES (858, 'v;858');
INSERT INTO ws21 VALUES (859, $$859;$$); -- 859;
/* 860; */ INSERT INTO ws21 VALUES (860, E'\';860') ;
INSERT INTO ws21 VALUES (861, 'v;861');
INSERT INTO ws21 VALUES (862, $$862;$$); -- 862;
/* 863; */ INSERT INTO ws21 VALUES (863, E'\';863') ;
INSERT INTO ws21 VALUES (864, 'v;864');
INSERT INTO ws21 VALUES (865, $$865;$$); -- 865;
/* 866; */ INSERT INTO ws21 VALUES (866, E'\';866') ;
INSERT INTO ws21 VALUES (867, 'v;867');
INSERT INTO ws21 VALUES (868, $$868;$$); -- 868;
/* 869; */ INSERT INTO ws21 VALUES (869, E'\';869') ;
INSERT INTO ws21 VALUES (870, 'v;870');
INSERT INTO ws21 VALUES (871, $$871;$$); -- 871;
/* 872; */ INSERT INTO ws21 VALUES (872, E'\';872') ;
INSERT INTO ws21 VALUES (873, 'v;873');
INSERT INTO ws21 VALUES (874, $$874;$$); -- 874;
/* 875; */ INSERT INTO ws21 VALUES (875, E'\';875') ;
INSERT INTO ws21 VALUES (876, 'v;876');
INSERT INTO ws21 VALUES (877, $$877;$$); -- 877;
/* 878; */ INSERT INTO ws21 VALUES (878, E'\';878') ;
INSERT INTO ws21 VALUES (879, 'v;879');
INSERT INTO ws21 VALUES (880, $$880;$$); -- 880;
/* 881; */ INSERT INTO ws21 VALUES (881, E'\';881') ;
INSERT INTO ws21 VALUES (882, 'v;882');
INSERT INTO ws21 VALUES (883, $$883;$$); -- 883;
/* 884; */ INSERT INTO ws21 VALUES (884, E'\';884') ;
INSERT INTO ws21 VALUES (885, 'v;885');
INSERT INTO ws21 VALUES (886, $$886;$$); -- 886;
/* 887; */ INSERT INTO ws21 VALUES (887, E'\';887') ;
INSERT INTO ws21 VALUES (888, 'v;888');
INSERT INTO ws21 VALUES (889, $$889;$$); -- 889;
/* 890; */ INSERT INTO ws21 VALUES (890, E'\';890') ;
INSERT INTO ws21 VALUES (891, 'v;891');
INSERT INTO ws21 VALUES (892, $$892;$$); -- 892;
/* 893; */ INSERT INTO ws21 VALUES (893, E'\';893') ;
INSERT INTO ws21 VALUES (894, 'v;894');
INSERT INTO ws21 VALUES (895, $$895;$$); -- 895;
/* 896; */ INSERT INTO ws21 VALUES (896, E'\';896') ;
INSERT INTO ws21 VALUES (897, 'v;897');
INSERT INTO ws21 VALUES (898, $$898;$$); -- 898;
/* 899; */ INSERT INTO ws21 VALUES (899, E'\';899') ;
INSERT INTO ws21 VALUES (900, 'v;900');
INSERT INTO ws21 VALUES (901, $$901;$$); -- 901;
/* 902; */ INSERT INTO ws21 VALUES (902, E'\';902') ;
INSERT INTO ws21 VALUES (903, 'v;903');
INSERT INTO ws21 VALUES (904, $$904;$$); -- 904;
/* 905; */ INSERT INTO ws21 VALUES (905, E'\';905') ;
INSERT INTO ws21 VALUES (906, 'v;906');
INSERT INTO ws21 VALUES (907, $$907;$$); -- 907;
/* 908; */ INSERT INTO ws21 VALUES (908, E'\';908') ;
INSERT INTO ws21 VALUES (909, 'v;909');
INSERT INTO ws21 VALUES (910, $$910;$$); -- 910;
/* 911; */ INSERT INTO ws21 VALUES (911, E'\';911') ;
INSERT INTO ws21 VALUES (912, 'v;912');
INSERT INTO ws21 VALUES (913, $$913;$$); -- 913;
/* 914; */ INSERT INTO ws21 VALUES (914, E'\';914') ;
INSERT INTO ws21 VALUES (915, 'v;915');
INSERT INTO ws21 VALUES (916, $$916;$$); -- 916;
/* 917; */ INSERT INTO ws21 VALUES (917, E'\';917') ;
INSERT INTO ws21 VALUES (918, 'v;918');
INSERT INTO ws21 VALUES (919, $$919;$$); -- 919;
/* 920; */ INSERT INTO ws21 VALUES (920, E'\';920') ;
INSERT INTO ws21 VALUES (921, 'v;921');
INSERT INTO ws21 VALUES (922, $$922;$$); -- 922;
/* 923; */ INSERT INTO ws21 VALUES (923, E'\';923') ;
INSERT INTO ws21 VALUES (924, 'v;924');
INSERT INTO ws21 VALUES (925, $$925;$$); -- 925;
/* 926; */ INSERT INTO ws21 VALUES (926, E'\';926') ;
INSERT INTO ws21 VALUES (927, 'v;927');
INSERT INTO ws21 VALUES (928, $$928;$$); -- 928;
/* 929; */ INSERT INTO ws21 VALUES (929, E'\';929') ;
INSERT INTO ws21 VALUES (930, 'v;930');
INSERT INTO ws21 VALUES (931, $$931;$$); -- 931;
/* 932; */ INSERT INTO ws21 VALUES (932, E'\';932') ;
INSERT INTO ws21 VALUES (933, 'v;933');
INSERT INTO ws21 VALUES (934, $$934;$$); -- 934;
/* 935; */ INSERT INTO ws21 VALUES (935, E'\';935') ;
INSERT INTO ws21 VALUES (936, 'v;936');
INSERT INTO ws21 VALUES (937, $$937;$$); -- 937;
/* 938; */ INSERT INTO ws21 VALUES (938, E'\';938') ;
INSERT INTO ws21 VALUES (939, 'v;939');
INSERT INTO ws21 VALUES (940, $$940;$$); -- 940;
/* 941; */ INSERT INTO ws21 VALUES (941, E'\';941') ;
INSERT INTO ws21 VALUES (942, 'v;942');
INSERT INTO ws21 VALUES (943, $$943;$$); -- 943;
/* 944; */ INSERT INTO ws21 VALUES (944, E'\';944') ;
INSERT INTO ws21 VALUES (945, 'v;945');
INSERT INTO ws21 VALUES (946, $$946;$$); -- 946;
/* 947; */ INSERT INTO ws21 VALUES (947, E'\';947') ;
INSERT INTO ws21 VALUES (948, 'v;948');
INSERT INTO ws21 VALUES (949, $$949;$$); -- 949;
/* 950; */ INSERT INTO ws21 VALUES (950, E'\';950') ;
INSERT INTO ws21 VALUES (951, 'v;951');
INSERT INTO ws21 VALUES (952, $$952;$$); -- 952;
/* 953; */ INSERT INTO ws21 VALUES (953, E'\';953') ;
INSERT INTO ws21 VALUES (954, 'v;954');
INSERT INTO ws21 VALUES (955, $$955;$$); -- 955;
/* 956; */ INSERT INTO ws21 VALUES (956, E'\';956') ;
INSERT INTO ws21 VALUES (957, 'v;957');
INSERT INTO ws21 VALUES (958, $$958;$$); -- 958;
/* 959; */ INSERT INTO ws21 VALUES (959, E'\';959') ;
INSERT INTO ws21 VALUES (960, 'v;960');
INSERT INTO ws21 VALUES (961, $$961;$$); -- 961;
/* 962; */ INSERT INTO ws21 VALUES (962, E'\';962') ;
INSERT INTO ws21 VALUES (963, 'v;963');
INSERT INTO ws21 VALUES (964, $$964;$$); -- 964;
/* 965; */ INSERT INTO ws21 VALUES (965, E'\';965') ;
INSERT INTO ws21 VALUES (966, 'v;966');
INSERT INTO ws21 VALUES (967, $$967;$$); -- 967;
/* 968; */ INSERT INTO ws21 VALUES (968, E'\';968') ;
INSERT INTO ws21 VALUES (969, 'v;969');
INSERT INTO ws21 VALUES (970, $$970;$$); -- 970;
/* 971; */ INSERT INTO ws21 VALUES (971, E'\';971') ;
INSERT INTO ws21 VALUES (972, 'v;972');
INSERT INTO ws21 VALUES (973, $$973;$$); -- 973;
/* 974; */ INSERT INTO ws21 VALUES (974, E'\';974') ;
INSERT INTO ws21 VALUES (975, 'v;975');
INSERT INTO ws21 VALUES (976, $$976;$$); -- 976;
/* 977; */ INSERT INTO ws21 VALUES (977, E'\';977') ;
INSERT INTO ws21 VALUES (978, 'v;978');
INSERT INTO ws21 VALUES (979, $$979;$$); -- 979;
/* 980; */ INSERT INTO ws21 VALUES (980, E'\';980') ;
INSERT INTO ws21 VALUES (981, 'v;981');
INSERT INTO ws21 VALUES (982, $$982;$$); -- 982;
/* 983; */ INSERT INTO ws21 VALUES (983, E'\';983') ;
INSERT INTO ws21 VALUES (984, 'v;984');
INSERT INTO ws21 VALUES (985, $$985;$$); -- 985;
/* 986; */ INSERT INTO ws21 VALUES (986, E'\';986') ;
INSERT INTO ws21 VALUES (987, 'v;987');
INSERT INTO ws21 VALUES (988, $$988;$$); -- 988;
/* 989; */ INSERT INTO ws21 VALUES (989, E'\';989') ;
INSERT INTO ws21 VALUES (990, 'v;990');
INSERT INTO ws21 VALUES (991, $$991;$$); -- 991;
/* 992; */ INSERT INTO ws21 VALUES (992, E'\';992') ;
INSERT INTO ws21 VALUES (993, 'v;993');
INSERT INTO ws21 VALUES (994, $$994;$$); -- 994;
/* 995; */ INSERT INTO ws21 VALUES (995, E'\';995') ;
INSERT INTO ws21 VALUES (996, 'v;996');
INSERT INTO ws21 VALUES (997, $$997;$$); -- 997;
/* 998; */ INSERT INTO ws21 VALUES (998, E'\';998') ;
INSERT INTO ws21 VALUES (999, 'v;999');

-- script: deep parentheses
CREATE TABLE ws22 AS SELECT ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((22)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))) AS a; INSERT INTO ws22 VALUES (((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))));
-- script: deeply nested block comments
CREATE TABLE ws23 (a int); /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; /* ; */*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/ INSERT INTO ws23 VALUES (23);
-- script: spaces inside of a cast and a slice
CREATE TABLE ws24 AS SELECT ( ARRAY [ 1 , 2 , 3 ] ) [ 1 : 2 ] AS a , ';' :: text AS b , 1 

 :: 

 int AS c ;
-- script: line comments one after another
CREATE TABLE ws25 (a int);
--;
--;
--

--;'
INSERT INTO ws25 VALUES (25);
--;
--;
-- script: a carriage return as the last character of a comment
CREATE TABLE ws26 (a int); INSERT INTO ws26 VALUES (26); -- end;
-- script: mixed line ends
CREATE TABLE ws27 (a text);INSERT INTO ws27 VALUES ('a;');
INSERT INTO ws27 VALUES ('b;');
INSERT INTO ws27 VALUES ('c
;;
;');
-- d;
INSERT INTO ws27 VALUES ('d;')
-- script: long runs of white space
CREATE TABLE ws28 (a int)                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                        ;







































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































































INSERT INTO ws28																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																																								VALUES (28)                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                ;
