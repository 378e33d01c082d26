-- script: a do block
DO $$ BEGIN CREATE TABLE do01 (a int); INSERT INTO do01 VALUES (1); END $$; INSERT INTO do01 VALUES (2)
-- script: a do block with a language in front
DO LANGUAGE plpgsql $do$ BEGIN CREATE TABLE do02 (a text); INSERT INTO do02 VALUES (';'), ($$;$$); END; $do$;
-- script: a do block with a language behind
DO 'BEGIN CREATE TABLE do03 (a text); INSERT INTO do03 VALUES ('';''); END;' LANGUAGE plpgsql; INSERT INTO do03 VALUES ('x;');
-- script: a do block in an escape string
DO E'BEGIN\nCREATE TABLE do04 (a text); INSERT INTO do04 VALUES (\';\'); END;'; INSERT INTO do04 VALUES ('y;');
-- script: a do block in a string that goes on
DO E'BEGIN CREATE TABLE do05 (a text);'
' INSERT INTO do05 VALUES (\'a;\');' -- it's;
' INSERT INTO do05 VALUES (''b;''); END;'; INSERT INTO do05 VALUES ('c;');
-- script: loops in a do block
DO $$
DECLARE
  i int := 0;
BEGIN
  CREATE TABLE do06 (a int);
  WHILE i < 3 LOOP
    i := i + 1;
    INSERT INTO do06 VALUES (i);
    CONTINUE WHEN i = 2;
  END LOOP;
  FOR i IN REVERSE 9..7 LOOP INSERT INTO do06 VALUES (i); END LOOP;
END
$$;
-- script: nested blocks and exceptions
DO $outer$
<<top>>
DECLARE x text := ';';
BEGIN
  CREATE TABLE do07 (a text);
  DECLARE x text := 'inner;';
  BEGIN
    INSERT INTO do07 VALUES (x), (top.x);
    RAISE EXCEPTION 'no; %', x USING ERRCODE = 'P0007';
  EXCEPTION WHEN SQLSTATE 'P0007' THEN
    INSERT INTO do07 VALUES (SQLERRM);
  END;
END top $outer$;
-- script: dynamic statements in a do block
DO $d$ BEGIN EXECUTE 'CREATE TABLE do08 (a text)'; EXECUTE format('INSERT INTO do08 VALUES (%L), (%L)', ';', 'it''s;'); EXECUTE $e$INSERT INTO do08 VALUES ($f$;$$;$f$)$e$; EXECUTE 'INSERT INTO do08 VALUES ($1)' USING ';'; END $d$
-- script: several do blocks
DO $$BEGIN CREATE TABLE do09 (a int); END$$;DO $$BEGIN INSERT INTO do09 VALUES (1);END$$;DO $x$BEGIN INSERT INTO do09 VALUES (2);END$x$;DO'BEGIN INSERT INTO do09 VALUES (3);END';
-- script: case and if in a do block
DO $$ DECLARE n int := 2; BEGIN CREATE TABLE do10 (a text); CASE n WHEN 1 THEN INSERT INTO do10 VALUES ('one;'); ELSE INSERT INTO do10 VALUES ('more;'); END CASE; IF n > 1 THEN INSERT INTO do10 VALUES (CASE WHEN n = 2 THEN 'two;' END); ELSIF n = 0 THEN NULL; ELSE NULL; END IF; END $$; INSERT INTO do10 VALUES ('end;');
-- script: comments in a do block
DO $$ -- '; $ /*
BEGIN /* ; ' */ CREATE TABLE do11 (a int); -- END $ $;
INSERT INTO do11 VALUES (11); END $$ /* ; */ ; -- $$
-- script: a cursor in a do block
DO $$ DECLARE c CURSOR FOR SELECT ';' || g AS v FROM generate_series(1, 3) AS g; r record; BEGIN CREATE TABLE do12 (a text); OPEN c; LOOP FETCH c INTO r; EXIT WHEN NOT FOUND; INSERT INTO do12 VALUES (r.v); END LOOP; CLOSE c; END $$;
-- script: a function made in a do block
DO $a$ BEGIN CREATE FUNCTION do13() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 13; END; CREATE TABLE do13 AS SELECT do13() AS a; END $a$; INSERT INTO do13 VALUES (14);
-- script: assertions and performs
DO $$ DECLARE n bigint; BEGIN ASSERT 1 = 1, 'no;'; PERFORM ';', 2; CREATE TABLE do14 (a text); INSERT INTO do14 VALUES (';'); GET DIAGNOSTICS n = ROW_COUNT; INSERT INTO do14 VALUES (n || ';'); END $$;
