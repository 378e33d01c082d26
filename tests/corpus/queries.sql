-- script: values
CREATE TABLE qu01 (a int, b text); VALUES (1, 'a;'), (2, ';'); INSERT INTO qu01 VALUES (1, 'a;'), (2, $$;$$) RETURNING b; TABLE qu01; (VALUES (1)); (SELECT ';')
-- script: common table expressions that change data
CREATE TABLE qu02 (a int, b text); WITH x AS (INSERT INTO qu02 VALUES (1, 'a;'), (2, 'b;') RETURNING *), y AS (SELECT a FROM x WHERE b <> ';') INSERT INTO qu02 SELECT a + 10, ';' FROM y; WITH d AS (DELETE FROM qu02 WHERE a = 1 RETURNING a) UPDATE qu02 SET b = b || ';' FROM d WHERE qu02.a = 2;
-- script: merge
CREATE TABLE qu03 (a int PRIMARY KEY, b text); INSERT INTO qu03 VALUES (1, ';'), (2, 'x'); MERGE INTO qu03 AS t USING (VALUES (1, 'm;'), (3, 'n;')) AS s (a, b) ON t.a = s.a WHEN MATCHED AND s.b <> ';' THEN UPDATE SET b = s.b WHEN NOT MATCHED THEN INSERT (a, b) VALUES (s.a, CASE WHEN s.a = 3 THEN 'c;' END); MERGE INTO qu03 AS t USING qu03 AS s ON t.a = s.a AND s.a = 2 WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN DO NOTHING;
-- script: grouping sets
CREATE TABLE qu04 AS SELECT a, b, count(*) AS n, grouping(a, b) AS g FROM (VALUES (1, ';'), (1, 'x;'), (2, ';')) AS v (a, b) GROUP BY GROUPING SETS ((a), (b), ()); INSERT INTO qu04 SELECT a, NULL, count(*) FROM qu04 GROUP BY CUBE (a) HAVING count(*) > 1; INSERT INTO qu04 SELECT a, b FROM qu04 GROUP BY ROLLUP (a, b) ORDER BY 1 NULLS LAST, 2 LIMIT 2;
-- script: upsert
CREATE TABLE qu05 (a int PRIMARY KEY, b text); INSERT INTO qu05 VALUES (1, 'a;') ON CONFLICT DO NOTHING; INSERT INTO qu05 VALUES (1, 'b;') ON CONFLICT (a) DO UPDATE SET b = EXCLUDED.b || ';' WHERE qu05.b <> ';'; INSERT INTO qu05 VALUES (1, ';') ON CONFLICT ON CONSTRAINT qu05_pkey DO UPDATE SET (a, b) = ROW (2, ';2')
-- script: window functions
CREATE TABLE qu06 AS SELECT a, sum(a) OVER w AS s, row_number() OVER (PARTITION BY a % 2 ORDER BY a DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES) AS r, count(*) FILTER (WHERE a > 2) OVER (w ROWS 1 PRECEDING) AS f FROM generate_series(1, 5) AS a WINDOW w AS (ORDER BY a); INSERT INTO qu06 (a) VALUES (6);
-- script: set operations in parentheses
CREATE TABLE qu07 AS (SELECT ';' AS a UNION ALL SELECT 'x;') EXCEPT (SELECT 'y' INTERSECT SELECT 'y'); INSERT INTO qu07 (SELECT 'b;' UNION (VALUES ('c;'))); ((SELECT a FROM qu07 ORDER BY a) LIMIT 1);
-- script: lateral joins
CREATE TABLE qu08 AS SELECT x.a, y.b FROM generate_series(1, 2) AS x (a) CROSS JOIN LATERAL (SELECT x.a || ';' AS b) AS y LEFT JOIN (VALUES (1, ';')) AS z (a, c) USING (a) NATURAL JOIN (SELECT 1 AS one) AS n; INSERT INTO qu08 SELECT a, b FROM ROWS FROM (generate_series(5, 6), unnest(ARRAY[';', 'b;'])) WITH ORDINALITY AS t (a, b, o);
-- script: cases in views
CREATE VIEW qu09 AS SELECT CASE WHEN a > 1 THEN CASE a WHEN 2 THEN 'two;' ELSE 'more;' END ELSE 'END;' END AS a, CASE WHEN true THEN 1 END + CASE WHEN false THEN 2 ELSE 3 END AS "end" FROM (VALUES (1), (2), (3)) AS v (a); CREATE TABLE qu09t AS TABLE qu09;
-- script: select into
SELECT 10 AS a, ';' AS b INTO qu10; SELECT a + 1 AS a INTO TABLE qu10b FROM qu10; INSERT INTO qu10b SELECT a FROM qu10; SELECT FROM qu10; SELECT;
-- script: explain and show
CREATE TABLE qu11 (a int); EXPLAIN (COSTS OFF) SELECT ';' FROM qu11; SHOW search_path; EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) INSERT INTO qu11 VALUES (11); INSERT INTO qu11 VALUES (12)
-- script: prepared statements
CREATE TABLE qu12 (a text); PREPARE "qu12;" (text) AS INSERT INTO qu12 VALUES ($1 || ';'); EXECUTE "qu12;" ('a;'); EXECUTE "qu12;" ($$b$$); DEALLOCATE "qu12;";
-- script: temporary tables and settings
CREATE TEMP TABLE qu13t (a text); INSERT INTO qu13t VALUES (';'); CREATE TABLE qu13 AS SELECT a FROM qu13t; DROP TABLE qu13t; SET work_mem TO '2MB'; RESET work_mem; INSERT INTO qu13 VALUES (current_setting('work_mem') || ';');
-- script: truncate and delete
CREATE TABLE qu14 (a int); INSERT INTO qu14 SELECT generate_series(1, 5); TRUNCATE qu14 RESTART IDENTITY; INSERT INTO qu14 SELECT generate_series(1, 5); DELETE FROM qu14 AS d USING (VALUES (1), (2)) AS u (a) WHERE d.a = u.a; DELETE FROM ONLY qu14 WHERE a = 5;
-- script: update from
CREATE TABLE qu15 (a int, b text, c int[]); INSERT INTO qu15 VALUES (1, ';', '{1,2}'); UPDATE qu15 AS q SET (a, b) = (SELECT 15, 'x;'), c[2] = 9 FROM (SELECT 1) AS s (x) WHERE q.a = s.x RETURNING q.*; UPDATE qu15 SET b = b || ';'
-- script: xml and sql json words
CREATE TABLE qu16 AS SELECT json_build_object('a;', 1, ';', ARRAY[';'])::text AS a, jsonb_path_query('{"a":[";",2]}', '$.a[0 to 1]')::text AS b, row_to_json(r)::text AS c FROM (SELECT ';' AS "x;") AS r;
-- script: special function syntax
CREATE TABLE qu17 AS SELECT substring('a;b' FROM 2 FOR 1) AS a, trim(BOTH ';' FROM ';x;') AS b, position(';' IN 'a;') AS c, extract(year FROM date '2020-01-01') AS d, overlay('abc' PLACING ';' FROM 2) AS e, normalize('a;', NFC) AS f, COALESCE(NULL, ';') AS g, NULLIF(';', 'x') AS h, GREATEST(';', 'a') AS i;
-- script: aggregates with an order
CREATE TABLE qu18 AS SELECT string_agg(a, ';' ORDER BY a DESC) AS a, array_agg(DISTINCT a || ';') FILTER (WHERE a <> 'b') AS b, percentile_cont(0.5) WITHIN GROUP (ORDER BY length(a)) AS c, mode() WITHIN GROUP (ORDER BY a) AS d FROM (VALUES ('a'), ('b'), ('c;')) AS v (a);
-- script: recursive queries with search and cycle
CREATE TABLE qu19 AS WITH RECURSIVE t (n, p) AS (VALUES (1, ';') UNION ALL SELECT n + 1, p || n || ';' FROM t WHERE n < 4) SEARCH DEPTH FIRST BY n SET o CYCLE n SET c USING k SELECT n, p FROM t; WITH RECURSIVE u AS (SELECT 1 AS n UNION SELECT n + 1 FROM u WHERE n < 3) INSERT INTO qu19 SELECT n, 'u;' FROM u;
-- script: locks and advisory words
CREATE TABLE qu20 (a int); INSERT INTO qu20 VALUES (20); SELECT a FROM qu20 FOR UPDATE OF qu20 NOWAIT; SELECT a FROM qu20 FOR SHARE SKIP LOCKED; ANALYZE qu20; INSERT INTO qu20 SELECT a + 1 FROM qu20 FETCH FIRST 1 ROW ONLY;
-- script: listen, notify and discard
CREATE TABLE qu21 (a int); LISTEN "qu21;"; NOTIFY "qu21;", 'payload;'; UNLISTEN *; INSERT INTO qu21 VALUES (21); NOTIFY qu21, $$it's;$$ -- no such quotes
-- script: strings that look like statements
CREATE TABLE qu22 (a text); INSERT INTO qu22 VALUES ('CREATE FUNCTION f() BEGIN ATOMIC; SELECT 1; END;'), ('BEGIN; COMMIT;'), ($$CREATE RULE r AS ON INSERT TO t DO ($$), (');'); INSERT INTO qu22 VALUES ('DROP TABLE qu22; --'), ('\.'), ('\;'), (E'\\;'), (':a;'), ('$1;');
-- script: words of functions outside of functions
CREATE TABLE qu23 (function text, procedure int, begin int, atomic int); INSERT INTO qu23 (function, begin) VALUES ('BEGIN ATOMIC;', 1); CREATE VIEW qu23v AS SELECT begin atomic, procedure FROM qu23; INSERT INTO qu23 (begin) SELECT begin begin FROM qu23; CREATE INDEX function ON qu23 (begin, atomic); COMMENT ON INDEX function IS 'begin atomic;'
-- script: create trigger on a function named begin
CREATE FUNCTION qu24_begin() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TABLE qu24 (begin int, "end" int); CREATE TRIGGER begin BEFORE UPDATE OF begin, "end" ON qu24 FOR EACH ROW EXECUTE FUNCTION qu24_begin(); CREATE OR REPLACE TRIGGER atomic AFTER INSERT ON qu24 EXECUTE PROCEDURE qu24_begin(); INSERT INTO qu24 VALUES (24);
-- script: tablesample and ordinality
CREATE TABLE qu25 (a int); INSERT INTO qu25 SELECT g FROM generate_series(1, 10) AS g; CREATE TABLE qu25s AS SELECT a FROM qu25 TABLESAMPLE bernoulli (100) REPEATABLE (1) WHERE a > 5; CREATE VIEW qu25v AS SELECT o, ';' || e AS e FROM unnest(ARRAY['a', 'b;']) WITH ORDINALITY AS u (e, o);
