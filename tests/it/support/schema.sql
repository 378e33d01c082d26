-- What migrations can have made in this database, a line for each thing; PostgreSQL 15 to 18.
-- Left out: what the server or an extension brought along (its rights are shown once they were
-- changed), the tables that `migrate` keeps for itself, roles (the cluster's), and all rows.
-- -> line text
SET search_path = pg_catalog;
SET jit = off;
WITH
own (oid) AS (
    SELECT oid FROM pg_class WHERE relname IN ('refinery_schema_history', 'migrate_journal', 'migrate_seed') AND relkind = 'r'
),
base (oid) AS (
    SELECT oid FROM own
    UNION SELECT objid FROM pg_depend WHERE deptype = 'e' AND classid = 'pg_class'::regclass
),
hidden (classid, oid) AS (
    SELECT 'pg_class'::regclass::oid, oid FROM base
    UNION SELECT 'pg_class'::regclass, indexrelid FROM pg_index JOIN base ON base.oid = indrelid
    UNION SELECT 'pg_constraint'::regclass, c.oid FROM pg_constraint AS c JOIN base ON base.oid = conrelid
    UNION SELECT 'pg_trigger'::regclass, t.oid FROM pg_trigger AS t JOIN base ON base.oid = tgrelid
    UNION SELECT classid, objid FROM pg_depend JOIN base ON base.oid = refobjid
        WHERE refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i') AND classid = 'pg_class'::regclass
    UNION SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
),
schema AS (
    SELECT tableoid, oid, nspname, nspowner FROM pg_namespace
    WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'
),
relation AS (
    SELECT c.*, format('%I.%I', nspname, relname) AS id FROM pg_class AS c JOIN schema AS s ON s.oid = relnamespace
    WHERE (c.tableoid, c.oid) NOT IN (TABLE hidden)
),
routine AS (
    SELECT p.*, p.oid::regprocedure AS id FROM pg_proc AS p JOIN schema AS s ON s.oid = pronamespace
    WHERE (p.tableoid, p.oid) NOT IN (TABLE hidden)
),
-- Neither array types nor the row types of tables: they come and go with what they are made of.
type AS (
    SELECT t.*, t.oid::regtype AS id FROM pg_type AS t JOIN schema AS s ON s.oid = typnamespace
    WHERE (t.tableoid, t.oid) NOT IN (TABLE hidden)
        AND NOT EXISTS (SELECT FROM pg_type AS e WHERE e.typarray = t.oid)
        AND NOT EXISTS (SELECT FROM pg_class AS c WHERE c.oid = t.typrelid AND relkind <> 'c')
),
-- NULL stands for the usual rights of a kind.
rights (what, class, oid, acl, usual) AS (
    SELECT 'schema ' || quote_ident(nspname), tableoid, oid, nspacl, acldefault('n', nspowner)
        FROM pg_namespace WHERE nspname !~ '^(information_schema$|pg_temp|pg_toast)'
    UNION ALL SELECT 'relation ' || oid::regclass, tableoid, oid, relacl,
            acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)
        FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND relpersistence <> 't'
            AND relnamespace <> 'information_schema'::regnamespace AND (oid >= 16384 OR relacl IS NOT NULL)
    UNION ALL SELECT 'function ' || oid::regprocedure, tableoid, oid, proacl, acldefault('f', proowner)
        FROM pg_proc WHERE oid >= 16384 OR proacl IS NOT NULL
    UNION ALL SELECT 'type ' || id, 'pg_type'::regclass, oid, typacl, acldefault('T', typowner) FROM type
    UNION ALL SELECT 'language ' || lanname, tableoid, oid, lanacl, acldefault('l', lanowner) FROM pg_language
    UNION ALL SELECT 'wrapper ' || fdwname, tableoid, oid, fdwacl, acldefault('F', fdwowner) FROM pg_foreign_data_wrapper
    UNION ALL SELECT 'server ' || srvname, tableoid, oid, srvacl, acldefault('S', srvowner) FROM pg_foreign_server
    UNION ALL SELECT 'database', tableoid, oid, datacl, acldefault('d', datdba)
        FROM pg_database WHERE datname = current_database()
),
-- The kinds that hardly a migration makes: what identifies them, and more where it is at hand.
rare (class, oid, more) AS (
    SELECT tableoid, oid, (to_jsonb(x) - '{oid,collnamespace,collowner,collversion}'::text[])::text FROM pg_collation AS x
    UNION ALL SELECT tableoid, oid, concat(castfunc::regprocedure, castcontext, castmethod) FROM pg_cast
    UNION ALL SELECT tableoid, oid, oprcode::text FROM pg_operator
    UNION ALL SELECT tableoid, oid, opcdefault::text FROM pg_opclass
    UNION ALL SELECT tableoid, oid, NULL FROM pg_opfamily
    UNION ALL SELECT tableoid, oid, NULL FROM pg_amop
    UNION ALL SELECT tableoid, oid, amproc::text FROM pg_amproc
    UNION ALL SELECT tableoid, oid, amhandler::text FROM pg_am
    UNION ALL SELECT tableoid, oid, conproc::text FROM pg_conversion
    UNION ALL SELECT tableoid, oid, lanpltrusted::text FROM pg_language
    UNION ALL SELECT tableoid, oid, NULL FROM pg_transform
    UNION ALL SELECT tableoid, oid, NULL FROM pg_ts_parser
    UNION ALL SELECT tableoid, oid, NULL FROM pg_ts_template
    UNION ALL SELECT tableoid, oid, dictinitoption FROM pg_ts_dict
    UNION ALL SELECT tableoid, oid, (SELECT string_agg(concat_ws(' ', maptokentype, mapdict::regdictionary), ', '
            ORDER BY maptokentype, mapseqno) FROM pg_ts_config_map WHERE mapcfg = x.oid) FROM pg_ts_config AS x
    UNION ALL SELECT tableoid, oid, fdwoptions::text FROM pg_foreign_data_wrapper
    UNION ALL SELECT tableoid, oid, concat_ws(' ', srvversion, srvoptions) FROM pg_foreign_server
    UNION ALL SELECT tableoid, oid, umoptions::text FROM pg_user_mapping
    UNION ALL SELECT tableoid, oid, (to_jsonb(x) - '{oid,pubowner}'::text[])::text FROM pg_publication AS x
    UNION ALL SELECT tableoid, oid, concat_ws(' ', pg_get_expr(prqual, prrelid), (SELECT array_agg(attname ORDER BY attnum)
            FROM pg_attribute WHERE attrelid = prrelid AND attnum = ANY (prattrs))) FROM pg_publication_rel
    UNION ALL SELECT tableoid, oid, NULL FROM pg_publication_namespace
    UNION ALL SELECT tableoid, oid, concat_ws(' ', NULLIF(stxstattarget, -1), pg_get_statisticsobjdef(oid)) FROM pg_statistic_ext
),
line (line) AS (
    SELECT format('database: owner %s, comment %s', datdba::regrole, shobj_description(oid, 'pg_database'))
        FROM pg_database WHERE datname = current_database()
    UNION ALL SELECT format('database: setting of %s: %s', CASE setrole WHEN 0 THEN 'all' ELSE setrole::regrole::text END, setting)
        FROM pg_db_role_setting, unnest(setconfig) AS setting
        WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
    UNION ALL SELECT format('schema %I: owner %s', nspname, nspowner::regrole) FROM schema AS s
        WHERE (s.tableoid, s.oid) NOT IN (TABLE hidden)

    UNION ALL SELECT format('%s %s: owner %s, persistence %s, method %s, tablespace %s, replica identity %s, of %s,',
            CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view' WHEN 'm' THEN
            'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'c' THEN 'composite type' ELSE 'sequence' END,
            id, relowner::regrole, relpersistence, (SELECT amname FROM pg_am WHERE oid = relam),
            (SELECT spcname FROM pg_tablespace WHERE oid = reltablespace), relreplident, NULLIF(reloftype, 0)::regtype)
        || format(' options %s, toast options %s, row security %s, forced %s, filled %s', reloptions,
            (SELECT t.reloptions FROM pg_class AS t WHERE t.oid = c.reltoastrelid),
            relrowsecurity, relforcerowsecurity, relispopulated)
        || format(', parents %s, partition %s, key %s, foreign %s',
            (SELECT array_agg(inhparent::regclass || CASE WHEN inhdetachpending THEN ' (pending)' ELSE '' END ORDER BY inhseqno)
                FROM pg_inherits WHERE inhrelid = c.oid),
            pg_get_expr(relpartbound, oid), CASE relkind WHEN 'p' THEN pg_get_partkeydef(oid) END,
            (SELECT s.srvname || ' ' || COALESCE(ftoptions::text, '') FROM pg_foreign_table
                JOIN pg_foreign_server AS s ON s.oid = ftserver WHERE ftrelid = c.oid))
        FROM relation AS c WHERE relkind NOT IN ('i', 'I')
    UNION ALL SELECT format('definition of %s: %s', id, pg_get_viewdef(oid)) FROM relation WHERE relkind IN ('v', 'm')
    -- The place among the columns that are left: a dropped one leaves a gap in attnum for ever.
    UNION ALL SELECT format('column %s.%s %I: %s, not null %s, identity %s, generated %s, default %s', id,
            row_number() OVER (PARTITION BY attrelid ORDER BY attnum), attname, format_type(atttypid, atttypmod),
            attnotnull, attidentity, attgenerated, (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef
                WHERE adrelid = attrelid AND adnum = attnum))
        || format(', collation %s, storage %s, compression %s, statistics %s, options %s, foreign %s, local %s, inherited %s',
            NULLIF(attcollation, 0)::regcollation, attstorage, attcompression, NULLIF(attstattarget, -1),
            -- Not what servers of late minor releases count for themselves.
            NULLIF(ARRAY(SELECT x FROM unnest(attoptions) AS x WHERE x !~ '^pg_attver='), '{}'),
            attfdwoptions, attislocal, attinhcount)
        FROM pg_attribute AS a JOIN relation AS c ON c.oid = attrelid
        WHERE attnum > 0 AND NOT attisdropped AND relkind NOT IN ('i', 'I', 'S')
    UNION ALL SELECT format('constraint %I on %s %s: %s, valid %s, deferrable %s, deferred %s, local %s, inherited %s, part of %s',
            conname, NULLIF(conrelid, 0)::regclass, NULLIF(contypid, 0)::regtype, pg_get_constraintdef(oid), convalidated,
            condeferrable, condeferred, conislocal, coninhcount, (SELECT p.conname FROM pg_constraint AS p WHERE p.oid = c.conparentid))
        FROM pg_constraint AS c WHERE contype <> 't'
            AND (conrelid IN (SELECT oid FROM relation) OR contypid IN (SELECT oid FROM type))
    UNION ALL SELECT format('index on %s: %s, valid %s, ready %s, clustered %s, replica identity %s, immediate %s', indrelid::regclass,
            pg_get_indexdef(indexrelid), indisvalid, indisready, indisclustered, indisreplident, indimmediate)
        || format(', tablespace %s, statistics %s, part of %s', (SELECT spcname FROM pg_tablespace WHERE oid = reltablespace),
            (SELECT array_agg(NULLIF(attstattarget, -1) ORDER BY attnum) FROM pg_attribute WHERE attrelid = indexrelid),
            (SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = indexrelid))
        FROM pg_index JOIN relation AS c ON c.oid = indexrelid
    UNION ALL SELECT format('sequence %s: %s from %s, by %s, %s to %s, cache %s, cycle %s, owned by %s', id, seqtypid::regtype,
            seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle,
            (SELECT format('%s.%I %s', refobjid::regclass, attname, deptype) FROM pg_depend
                JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
                WHERE classid = 'pg_class'::regclass AND objid = seqrelid AND refobjsubid > 0 AND deptype IN ('a', 'i')))
        FROM pg_sequence JOIN relation AS c ON c.oid = seqrelid
    UNION ALL SELECT format('policy %I on %s: permissive %s, for %s, to %s, using %s, check %s', polname, id, polpermissive, polcmd,
            (SELECT array_agg(CASE r WHEN 0 THEN 'PUBLIC' ELSE r::regrole::text END ORDER BY r::regrole::text) FROM unnest(polroles) AS r),
            pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
        FROM pg_policy JOIN relation AS c ON c.oid = polrelid
    UNION ALL SELECT format('trigger on %s: %s, enabled %s, part of %s', id, pg_get_triggerdef(t.oid), tgenabled,
            (SELECT p.tgrelid::regclass FROM pg_trigger AS p WHERE p.oid = t.tgparentid))
        FROM pg_trigger AS t JOIN relation AS c ON c.oid = tgrelid WHERE NOT tgisinternal
    UNION ALL SELECT format('trigger of %I on %s: %s, enabled %s', conname, id, tgfoid::regproc, tgenabled)
        FROM pg_trigger AS t JOIN relation AS c ON c.oid = tgrelid JOIN pg_constraint AS k ON k.oid = tgconstraint
        WHERE tgisinternal AND tgenabled <> 'O'
    UNION ALL SELECT format('rule on %s: %s, enabled %s', id, pg_get_ruledef(w.oid), ev_enabled)
        FROM pg_rewrite AS w JOIN relation AS c ON c.oid = ev_class WHERE rulename <> '_RETURN'

    UNION ALL SELECT format('function %s: owner %s, %s', id, proowner::regrole, CASE prokind WHEN 'a' THEN
            (SELECT format('aggregate %s %s %s %s %s %s', aggkind, aggtransfn, aggtranstype::regtype, aggfinalfn, aggcombinefn,
                agginitval) FROM pg_aggregate WHERE aggfnoid = p.oid) ELSE pg_get_functiondef(oid) END) FROM routine AS p
    UNION ALL SELECT format('type %s: kind %s, owner %s, input %s, base %s, not null %s, default %s, collation %s, labels %s, range of %s',
            id, typtype, typowner::regrole, typinput, format_type(NULLIF(typbasetype, 0), typtypmod), typnotnull, typdefault,
            NULLIF(typcollation, 0)::regcollation,
            (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
            (SELECT format('%s %s %s', rngsubtype::regtype, NULLIF(rngcollation, 0)::regcollation, rngsubdiff)
                FROM pg_range WHERE rngtypid = t.oid)) FROM type AS t
    UNION ALL SELECT format('extension %I: %s in %s, owner %s', extname, extversion, extnamespace::regnamespace, extowner::regrole)
        FROM pg_extension
    UNION ALL SELECT format('event trigger %I: on %s %s, %s, owner %s, enabled %s', evtname, evtevent, evttags, evtfoid::regprocedure,
            evtowner::regrole, evtenabled) FROM pg_event_trigger

    UNION ALL SELECT format('right on %s: %s', what, item) FROM rights AS r
        LEFT JOIN pg_init_privs AS i ON i.classoid = class AND i.objoid = r.oid AND i.objsubid = 0,
        unnest(COALESCE(acl, usual)) AS item
        WHERE r.oid NOT IN (SELECT oid FROM own)
            AND NOT EXISTS (SELECT FROM pg_depend JOIN own ON own.oid = refobjid
                WHERE classid = class AND objid = r.oid AND refclassid = 'pg_class'::regclass)
            AND CASE WHEN r.oid < 16384 OR (class, r.oid) IN (TABLE hidden)
                THEN NOT (COALESCE(acl, usual) @> COALESCE(initprivs, usual) AND COALESCE(initprivs, usual) @> COALESCE(acl, usual))
                ELSE true END
    UNION ALL SELECT format('right on column %s.%I: %s', attrelid::regclass, attname, item) FROM pg_attribute AS a
        LEFT JOIN pg_init_privs AS i ON i.classoid = 'pg_class'::regclass AND i.objoid = attrelid AND i.objsubid = attnum,
        unnest(attacl) AS item WHERE NOT attisdropped AND attacl IS DISTINCT FROM initprivs AND attrelid NOT IN (SELECT oid FROM own)
    UNION ALL SELECT format('default rights of %s in %s on %s: %s', defaclrole::regrole, NULLIF(defaclnamespace, 0)::regnamespace,
            defaclobjtype, (SELECT array_agg(item ORDER BY item::text COLLATE "C") FROM unnest(defaclacl) AS item)) FROM pg_default_acl
    UNION ALL SELECT format('comment on %s %s: %s', type, identity, description)
        FROM pg_description AS d, pg_identify_object(classoid, objoid, objsubid)
        WHERE (objoid >= 16384 OR classoid = 'pg_namespace'::regclass) AND (classoid, objoid) NOT IN (TABLE hidden)
    UNION ALL SELECT format('%s %s: %s, owner %s', type, identity, more, (SELECT refobjid::regrole FROM pg_shdepend
                JOIN pg_database AS b ON b.oid = dbid AND datname = current_database()
                WHERE classid = class AND objid = r.oid AND deptype = 'o'))
        FROM rare AS r, pg_identify_object(class, r.oid, 0)
        WHERE r.oid >= 16384 AND (class, r.oid) NOT IN (TABLE hidden)
)
SELECT line FROM line ORDER BY line COLLATE "C";
