-- script: two actions in a rule
CREATE TABLE ru01 (a int); CREATE TABLE ru01l (a int); CREATE RULE r AS ON INSERT TO ru01 DO ALSO (INSERT INTO ru01l VALUES (NEW.a); INSERT INTO ru01l VALUES (NEW.a + 1)); INSERT INTO ru01 VALUES (1)
-- script: rule actions with a last semicolon
CREATE TABLE ru02 (a int); CREATE TABLE ru02l (a int); CREATE RULE r AS ON INSERT TO ru02 DO (INSERT INTO ru02l VALUES (NEW.a); INSERT INTO ru02l VALUES (NEW.a * 2);); INSERT INTO ru02 VALUES (2);
-- script: empty rule actions
CREATE TABLE ru03 (a int); CREATE TABLE ru03l (a int); CREATE RULE r AS ON INSERT TO ru03 DO ALSO (;;INSERT INTO ru03l VALUES (NEW.a);;); INSERT INTO ru03 VALUES (3);
-- script: instead of an insert
CREATE TABLE ru04 (a int); CREATE VIEW ru04v AS SELECT a FROM ru04; CREATE RULE r AS ON INSERT TO ru04v DO INSTEAD (INSERT INTO ru04 VALUES (NEW.a); UPDATE ru04 SET a = a + 1); INSERT INTO ru04v VALUES (4);
-- script: instead nothing
CREATE TABLE ru05 (a int); CREATE RULE r AS ON DELETE TO ru05 DO INSTEAD NOTHING; INSERT INTO ru05 VALUES (5); DELETE FROM ru05; CREATE RULE r2 AS ON UPDATE TO ru05 WHERE OLD.a = 5 DO INSTEAD NOTHING; UPDATE ru05 SET a = 6
-- script: rule action without parentheses
CREATE TABLE ru06 (a int); CREATE TABLE ru06l (a int); CREATE RULE r AS ON INSERT TO ru06 DO ALSO INSERT INTO ru06l VALUES (NEW.a); INSERT INTO ru06 VALUES (6); INSERT INTO ru06 VALUES (7);
-- script: one action in parentheses
CREATE TABLE ru07 (a int); CREATE TABLE ru07l (a int); CREATE RULE r AS ON INSERT TO ru07 DO ALSO (INSERT INTO ru07l VALUES (NEW.a)); INSERT INTO ru07 VALUES (7);
-- script: nested parentheses in rule actions
CREATE TABLE ru08 (a int); CREATE TABLE ru08l (a int); CREATE RULE r AS ON INSERT TO ru08 WHERE ((NEW.a) > (0)) DO ALSO (INSERT INTO ru08l VALUES ((NEW.a) + (1)); INSERT INTO ru08l (SELECT ((x.a)) FROM (VALUES (1), (2)) AS x (a)); DELETE FROM ru08l WHERE (a) IN (SELECT (2))); INSERT INTO ru08 VALUES (8);
-- script: strings in rule actions
CREATE TABLE ru09 (a text); CREATE TABLE ru09l (a text); CREATE RULE "r;" AS ON INSERT TO ru09 DO ALSO (INSERT INTO ru09l VALUES (');('); INSERT INTO ru09l VALUES ($$);$$); INSERT INTO ru09l VALUES (E'\');')); INSERT INTO ru09 VALUES ('x;');
-- script: comments in rule actions
CREATE TABLE ru10 (a int); CREATE TABLE ru10l (a int); CREATE RULE r AS ON INSERT TO ru10 DO ALSO ( -- );
INSERT INTO ru10l VALUES (1); /* ); */ INSERT INTO ru10l VALUES (2) -- ;)
; /* ( */ ); INSERT INTO ru10 VALUES (10);
-- script: or replace rule
CREATE TABLE ru11 (a int); CREATE TABLE ru11l (a int); CREATE OR REPLACE RULE r AS ON INSERT TO ru11 DO ALSO (INSERT INTO ru11l VALUES (1); INSERT INTO ru11l VALUES (2)); CREATE OR REPLACE RULE r AS ON INSERT TO ru11 DO ALSO (INSERT INTO ru11l VALUES (3); INSERT INTO ru11l VALUES (4)); INSERT INTO ru11 VALUES (11);
-- script: select rule that makes a view
CREATE TABLE ru12 (a int); CREATE VIEW ru12v AS SELECT a, a + 1 AS b FROM ru12; CREATE OR REPLACE RULE "_RETURN" AS ON SELECT TO ru12v DO INSTEAD SELECT a, a + 2 AS b FROM ru12; INSERT INTO ru12 VALUES (12)
-- script: rule with notify and update
CREATE TABLE ru13 (a int); CREATE RULE r AS ON UPDATE TO ru13 DO ALSO (NOTIFY "ru13;"; DELETE FROM ru13 WHERE a = OLD.a AND a = NEW.a); INSERT INTO ru13 VALUES (13); CREATE RULE r2 AS ON INSERT TO ru13 DO ALSO NOTIFY ru13, 'a;b';
-- script: rule with case in its actions
CREATE TABLE ru14 (a int); CREATE TABLE ru14l (a text); CREATE RULE r AS ON INSERT TO ru14 DO ALSO (INSERT INTO ru14l VALUES (CASE WHEN NEW.a > 1 THEN 'x;' ELSE 'END;' END); INSERT INTO ru14l SELECT CASE NEW.a WHEN 14 THEN ';' END); INSERT INTO ru14 VALUES (14);
-- script: rules in upper, lower and tight spelling
create table ru15(a int);create table ru15l(a int);create rule r as on insert to ru15 do also(insert into ru15l values(1);insert into ru15l values(2));insert into ru15 values(15);create rule r3 as on delete to ru15 do also(insert into ru15l values(3);insert into ru15l values(4);;);delete from ru15;
