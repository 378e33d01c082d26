-- What the server and extensions brought along, as it is now: of what everybody's server has a hash, and in words what
-- somebody wrote since. Rights are returned with the schemas. Not collations, which the machine has, and the views of the
-- server only where somebody replaced one.
-- -> kind text, name text, within text, extension text (null: the server's), "extension version" text,
--    is_written bool (since the server was set up), hash int8 (null: the aspects are all there is); every other column is
--    an aspect: text, null where it is as usual
WITH setup AS MATERIALIZED (
    -- The last transaction that set the server up: the rules of the information schema are of the last few but forty, which
    -- make the first databases. Whoever wrote a rule later hardly wrote all of these databases, too; neither a freeze nor
    -- an upgrade changes who wrote a row.
    SELECT LEAST(
        (SELECT pg_catalog.max(w.xmin::pg_catalog.text::pg_catalog.int8) + 16 FROM pg_catalog.pg_rewrite AS w WHERE w.oid < 16384),
        (SELECT pg_catalog.min(b.xmin::pg_catalog.text::pg_catalog.int8) FROM pg_catalog.pg_database AS b WHERE b.xmin::pg_catalog.text::pg_catalog.int8 > 2)
    ) AS last
), members AS MATERIALIZED (
    SELECT d.classid, d.objid, x.extname, x.extversion, x.extowner
    FROM pg_catalog.pg_depend AS d
    JOIN pg_catalog.pg_extension AS x ON x.oid = d.refobjid
    WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype = 'e'
), bundled (class, oid, by, kind, name, owner, hash, definition, options, parts) AS (
    SELECT
        p.tableoid, p.oid, p.xmin::pg_catalog.text::pg_catalog.int8,
        CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
        pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname) || '(' || pg_catalog.oidvectortypes(p.proargtypes) || ')',
        p.proowner,
        CASE WHEN p.oid < 12000 THEN pg_catalog.hash_record_extended(ROW(
            p.prolang, p.procost, p.prorows, p.provariadic, p.prosupport::pg_catalog.oid, p.prokind, p.prosecdef, p.proleakproof, p.proisstrict,
            p.proretset, p.provolatile, p.proparallel, p.prorettype, p.proallargtypes, p.proargmodes, p.proargnames,
            p.proargdefaults::pg_catalog.text, p.protrftypes, p.prosrc, p.probin, p.prosqlbody::pg_catalog.text, p.proconfig
        ), 0) END,
        CASE WHEN p.oid >= 12000 OR p.xmin::pg_catalog.text::pg_catalog.int8 > u.last THEN pg_catalog.concat_ws(
            ' ', 'returns', CASE WHEN p.proretset THEN 'setof' END, pg_catalog.format_type(p.prorettype, NULL), 'language', l.lanname,
            CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
            CASE WHEN p.proleakproof THEN 'leakproof' END, CASE WHEN p.proisstrict THEN 'strict' END,
            CASE WHEN p.prosecdef THEN 'security definer' END,
            'parallel ' || CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END,
            'cost ' || p.procost, 'rows ' || NULLIF(p.prorows, 0), 'support ' || NULLIF(p.prosupport::pg_catalog.oid, 0)::pg_catalog.regproc,
            'names ' || pg_catalog.array_to_string(p.proargnames, ','), 'defaults ' || pg_catalog.pg_get_expr(p.proargdefaults, 0),
            CASE WHEN p.prosqlbody IS NULL THEN 'as ' || p.prosrc ELSE pg_catalog.pg_get_function_sqlbody(p.oid) END, p.probin
        ) END,
        pg_catalog.array_to_string(p.proconfig, E'\n'),
        CASE WHEN p.prokind = 'a' AND (p.oid >= 12000 OR p.xmin::pg_catalog.text::pg_catalog.int8 > u.last) THEN (
            SELECT pg_catalog.concat_ws(
                ' ', a.aggkind, a.aggtransfn, a.aggtranstype::pg_catalog.regtype, a.aggtransspace, a.agginitval, a.aggfinalfn, a.aggfinalextra,
                a.aggfinalmodify, a.aggcombinefn, a.aggserialfn, a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn,
                a.aggmtranstype::pg_catalog.regtype, a.aggmtransspace, a.aggminitval, a.aggmfinalextra, a.aggmfinalmodify, a.aggsortop::pg_catalog.regoperator
            ) FROM pg_catalog.pg_aggregate AS a WHERE a.aggfnoid = p.oid
        ) END
    FROM setup AS u
    CROSS JOIN pg_catalog.pg_proc AS p
    JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
    JOIN pg_catalog.pg_language AS l ON l.oid = p.prolang
    WHERE p.oid < 16384 OR n.nspname IN ('pg_catalog', 'information_schema')
        OR p.oid IN (SELECT m.objid FROM members AS m WHERE m.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass)
    UNION ALL
    SELECT
        t.tableoid, t.oid, t.xmin::pg_catalog.text::pg_catalog.int8, CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END,
        pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname), t.typowner,
        CASE WHEN t.oid < 12000 THEN pg_catalog.hash_record_extended(ROW(
            t.typlen, t.typbyval, t.typtype, t.typcategory, t.typispreferred, t.typdelim, t.typsubscript::pg_catalog.oid, t.typinput::pg_catalog.oid,
            t.typoutput::pg_catalog.oid, t.typreceive::pg_catalog.oid, t.typsend::pg_catalog.oid, t.typmodin::pg_catalog.oid,
            t.typmodout::pg_catalog.oid, t.typanalyze::pg_catalog.oid, t.typalign, t.typstorage, t.typdefault
        ), 0) END,
        CASE WHEN t.oid >= 12000 OR t.xmin::pg_catalog.text::pg_catalog.int8 > u.last THEN pg_catalog.concat_ws(
            ' ', t.typtype, t.typcategory, t.typispreferred, t.typdelim, t.typlen, t.typbyval, t.typalign, t.typstorage, t.typsubscript, t.typinput,
            t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout, t.typanalyze, NULLIF(t.typbasetype, 0)::pg_catalog.regtype,
            CASE WHEN t.typnotnull THEN 'not null' END, 'default ' || t.typdefault
        ) END,
        CASE WHEN t.typtype = 'e' THEN (
            SELECT pg_catalog.string_agg(pg_catalog.quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
            FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = t.oid
        ) END,
        CASE WHEN t.typtype = 'd' THEN (
            SELECT pg_catalog.string_agg(k.conname || ' ' || pg_catalog.pg_get_constraintdef(k.oid), E'\n' ORDER BY k.conname COLLATE pg_catalog."C")
            FROM pg_catalog.pg_constraint AS k WHERE k.contypid = t.oid AND k.contype = 'c'
        ) END
    FROM setup AS u
    CROSS JOIN pg_catalog.pg_type AS t
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
    WHERE (t.oid < 16384 AND n.nspname <> 'pg_toast')
        OR t.oid IN (SELECT m.objid FROM members AS m WHERE m.classid = 'pg_catalog.pg_type'::pg_catalog.regclass)
    UNION ALL
    SELECT
        c.tableoid, c.oid, c.xmin::pg_catalog.text::pg_catalog.int8,
        CASE c.relkind
            WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'S' THEN 'sequence'
            WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' ELSE 'table'
        END,
        pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), c.relowner, NULL,
        NULLIF(pg_catalog.concat_ws(
            ' ', NULLIF(c.relpersistence, 'p'), CASE WHEN c.relrowsecurity THEN 'row security' END, CASE WHEN c.relforcerowsecurity THEN 'forced' END,
            CASE WHEN c.relreplident IN ('f', 'i') THEN c.relreplident END, 'tablespace ' || CASE WHEN NOT c.relisshared THEN s.spcname END,
            CASE WHEN c.relkind IN ('v', 'm') AND (c.oid >= 16384 OR EXISTS (
                SELECT FROM pg_catalog.pg_rewrite AS w WHERE w.ev_class = c.oid AND w.xmin::pg_catalog.text::pg_catalog.int8 > u.last
            )) THEN pg_catalog.pg_get_viewdef(c.oid) END
        ), ''),
        pg_catalog.array_to_string(c.reloptions, ', '),
        NULLIF(pg_catalog.concat_ws(
            E'\n',
            CASE WHEN c.oid >= 12000 THEN (
                SELECT pg_catalog.string_agg(pg_catalog.concat_ws(
                    ' ', pg_catalog.quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
                    'default ' || pg_catalog.pg_get_expr(e.adbin, e.adrelid), NULLIF(a.attidentity, '')
                ), E'\n' ORDER BY a.attnum)
                FROM pg_catalog.pg_attribute AS a
                LEFT JOIN pg_catalog.pg_attrdef AS e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            ) END,
            k.constraints, i.indexes, g.triggers, y.policies
        ), '')
    FROM setup AS u
    CROSS JOIN pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
    -- Nobody adds any of these to a catalog but on a server that is set to allow it.
    LEFT JOIN LATERAL (
        SELECT pg_catalog.string_agg(pg_catalog.quote_ident(k.conname) || ' ' || pg_catalog.pg_get_constraintdef(k.oid), E'\n' ORDER BY k.conname COLLATE pg_catalog."C") AS constraints
        FROM pg_catalog.pg_constraint AS k
        WHERE k.conrelid = c.oid AND k.contype NOT IN ('n', 't') AND c.oid >= 12000 AND c.relkind IN ('r', 'p', 'f')
    ) AS k ON true
    LEFT JOIN LATERAL (
        SELECT pg_catalog.string_agg(pg_catalog.pg_get_indexdef(i.indexrelid), E'\n' ORDER BY i.indexrelid::pg_catalog.regclass::pg_catalog.text COLLATE pg_catalog."C") AS indexes
        FROM pg_catalog.pg_index AS i WHERE i.indrelid = c.oid AND c.oid >= 12000 AND c.relhasindex
    ) AS i ON true
    LEFT JOIN LATERAL (
        SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', pg_catalog.pg_get_triggerdef(g.oid), NULLIF(g.tgenabled, 'O')), E'\n' ORDER BY g.tgname COLLATE pg_catalog."C") AS triggers
        FROM pg_catalog.pg_trigger AS g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal AND c.relhastriggers
    ) AS g ON true
    LEFT JOIN LATERAL (
        SELECT pg_catalog.string_agg(pg_catalog.concat_ws(
            ' ', 'policy', pg_catalog.quote_ident(y.polname), y.polcmd, y.polpermissive, ARRAY(SELECT x::pg_catalog.regrole::pg_catalog.text FROM pg_catalog.unnest(y.polroles) AS x ORDER BY 1)::pg_catalog.text,
            pg_catalog.pg_get_expr(y.polqual, y.polrelid), pg_catalog.pg_get_expr(y.polwithcheck, y.polrelid)
        ), E'\n' ORDER BY y.polname COLLATE pg_catalog."C") AS policies
        FROM pg_catalog.pg_policy AS y WHERE y.polrelid = c.oid AND c.oid >= 12000 AND c.relkind IN ('r', 'p')
    ) AS y ON true
    WHERE (c.oid < 16384 AND n.nspname <> 'pg_toast')
        OR c.oid IN (SELECT m.objid FROM members AS m WHERE m.classid = 'pg_catalog.pg_class'::pg_catalog.regclass)
    UNION ALL
    SELECT
        o.tableoid, o.oid, o.xmin::pg_catalog.text::pg_catalog.int8, 'operator',
        pg_catalog.quote_ident(n.nspname) || '.' || o.oprname
            || pg_catalog.format('(%s, %s)', pg_catalog.format_type(NULLIF(o.oprleft, 0), NULL), pg_catalog.format_type(o.oprright, NULL)),
        o.oprowner,
        CASE WHEN o.oid < 12000 THEN pg_catalog.hash_record_extended(ROW(
            o.oprcode::pg_catalog.oid, o.oprcom, o.oprnegate, o.oprrest::pg_catalog.oid, o.oprjoin::pg_catalog.oid, o.oprcanmerge, o.oprcanhash
        ), 0) END,
        CASE WHEN o.oid >= 12000 OR o.xmin::pg_catalog.text::pg_catalog.int8 > u.last THEN pg_catalog.concat_ws(
            ', ', o.oprcode, 'commutator ' || NULLIF(o.oprcom, 0)::pg_catalog.regoperator, 'negator ' || NULLIF(o.oprnegate, 0)::pg_catalog.regoperator,
            NULLIF(o.oprrest::pg_catalog.oid, 0)::pg_catalog.regproc, NULLIF(o.oprjoin::pg_catalog.oid, 0)::pg_catalog.regproc,
            CASE WHEN o.oprcanmerge THEN 'merges' END, CASE WHEN o.oprcanhash THEN 'hashes' END
        ) END,
        NULL, NULL
    FROM setup AS u
    CROSS JOIN pg_catalog.pg_operator AS o
    JOIN pg_catalog.pg_namespace AS n ON n.oid = o.oprnamespace
    WHERE o.oid < 16384 OR o.oid IN (SELECT m.objid FROM members AS m WHERE m.classid = 'pg_catalog.pg_operator'::pg_catalog.regclass)
    UNION ALL
    SELECT
        c.tableoid, c.oid, c.xmin::pg_catalog.text::pg_catalog.int8, 'operator class', pg_catalog.format('%I.%I using %I', n.nspname, c.opcname, m.amname), c.opcowner, NULL,
        pg_catalog.concat_ws(
            ', ', pg_catalog.format_type(c.opcintype, NULL), CASE WHEN c.opcdefault THEN 'default' END, f.opfname,
            'storage ' || pg_catalog.format_type(NULLIF(c.opckeytype, 0), NULL)
        ), NULL, NULL
    FROM pg_catalog.pg_opclass AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.opcnamespace
    JOIN pg_catalog.pg_am AS m ON m.oid = c.opcmethod
    JOIN pg_catalog.pg_opfamily AS f ON f.oid = c.opcfamily
    WHERE c.oid < 16384 OR c.oid IN (SELECT e.objid FROM members AS e WHERE e.classid = 'pg_catalog.pg_opclass'::pg_catalog.regclass)
    UNION ALL
    SELECT
        f.tableoid, f.oid,
        GREATEST(f.xmin::pg_catalog.text::pg_catalog.int8, o.by, p.by),
        'operator family', pg_catalog.format('%I.%I using %I', n.nspname, f.opfname, m.amname), f.opfowner, NULL, NULL,
        o.operators, p.functions
    FROM pg_catalog.pg_opfamily AS f
    JOIN pg_catalog.pg_namespace AS n ON n.oid = f.opfnamespace
    JOIN pg_catalog.pg_am AS m ON m.oid = f.opfmethod
    LEFT JOIN (
        SELECT
            o.amopfamily, pg_catalog.max(o.xmin::pg_catalog.text::pg_catalog.int8) AS by,
            pg_catalog.string_agg(pg_catalog.concat_ws(' ', o.amopstrategy, s.nspname || '.' || r.oprname, pg_catalog.format_type(o.amoplefttype, NULL), pg_catalog.format_type(o.amoprighttype, NULL), o.amoppurpose), E'\n'
                ORDER BY o.amopstrategy, s.nspname, r.oprname, o.amoplefttype::pg_catalog.regtype::pg_catalog.text COLLATE pg_catalog."C", o.amoprighttype::pg_catalog.regtype::pg_catalog.text COLLATE pg_catalog."C", o.amoppurpose) AS operators
        FROM pg_catalog.pg_amop AS o
        JOIN pg_catalog.pg_operator AS r ON r.oid = o.amopopr
        JOIN pg_catalog.pg_namespace AS s ON s.oid = r.oprnamespace
        GROUP BY o.amopfamily
    ) AS o ON o.amopfamily = f.oid
    LEFT JOIN (
        SELECT
            p.amprocfamily, pg_catalog.max(p.xmin::pg_catalog.text::pg_catalog.int8) AS by,
            pg_catalog.string_agg(pg_catalog.concat_ws(' ', p.amprocnum, s.nspname || '.' || r.proname, pg_catalog.format_type(p.amproclefttype, NULL), pg_catalog.format_type(p.amprocrighttype, NULL)), E'\n'
                ORDER BY p.amprocnum, s.nspname, r.proname, p.amproclefttype::pg_catalog.regtype::pg_catalog.text COLLATE pg_catalog."C", p.amprocrighttype::pg_catalog.regtype::pg_catalog.text COLLATE pg_catalog."C") AS functions
        FROM pg_catalog.pg_amproc AS p
        JOIN pg_catalog.pg_proc AS r ON r.oid = p.amproc
        JOIN pg_catalog.pg_namespace AS s ON s.oid = r.pronamespace
        GROUP BY p.amprocfamily
    ) AS p ON p.amprocfamily = f.oid
    WHERE f.oid < 16384 OR f.oid IN (SELECT e.objid FROM members AS e WHERE e.classid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass)
    UNION ALL
    SELECT
        c.tableoid, c.oid, GREATEST(c.xmin::pg_catalog.text::pg_catalog.int8, t.by), 'text search configuration',
        pg_catalog.format('%I.%I', n.nspname, c.cfgname), c.cfgowner, NULL, p.prsname, t.dictionaries, NULL
    FROM pg_catalog.pg_ts_config AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.cfgnamespace
    JOIN pg_catalog.pg_ts_parser AS p ON p.oid = c.cfgparser
    LEFT JOIN (
        SELECT
            m.mapcfg, pg_catalog.max(m.xmin::pg_catalog.text::pg_catalog.int8) AS by,
            pg_catalog.string_agg(pg_catalog.concat_ws(' ', m.maptokentype, s.nspname || '.' || d.dictname), ', ' ORDER BY m.maptokentype, m.mapseqno) AS dictionaries
        FROM pg_catalog.pg_ts_config_map AS m
        JOIN pg_catalog.pg_ts_dict AS d ON d.oid = m.mapdict
        JOIN pg_catalog.pg_namespace AS s ON s.oid = d.dictnamespace
        GROUP BY m.mapcfg
    ) AS t ON t.mapcfg = c.oid
    WHERE c.oid < 16384 OR c.oid IN (SELECT e.objid FROM members AS e WHERE e.classid = 'pg_catalog.pg_ts_config'::pg_catalog.regclass)
    UNION ALL
    SELECT
        x.class, x.oid, x.by::pg_catalog.text::pg_catalog.int8, x.kind, x.name, x.owner, NULL, x.definition, x.options, NULL
    FROM (
        SELECT
            d.tableoid AS class, d.oid, d.xmin AS by, 'text search dictionary' AS kind, pg_catalog.format('%I.%I', n.nspname, d.dictname) AS name,
            d.dictowner AS owner, t.tmplname::pg_catalog.text AS definition, d.dictinitoption AS options
        FROM pg_catalog.pg_ts_dict AS d
        JOIN pg_catalog.pg_namespace AS n ON n.oid = d.dictnamespace
        JOIN pg_catalog.pg_ts_template AS t ON t.oid = d.dicttemplate
        UNION ALL
        SELECT
            p.tableoid, p.oid, p.xmin, 'text search parser', pg_catalog.format('%I.%I', n.nspname, p.prsname), 10,
            pg_catalog.concat_ws(' ', p.prsstart, p.prstoken, p.prsend, p.prsheadline, p.prslextype), NULL
        FROM pg_catalog.pg_ts_parser AS p
        JOIN pg_catalog.pg_namespace AS n ON n.oid = p.prsnamespace
        UNION ALL
        SELECT
            t.tableoid, t.oid, t.xmin, 'text search template', pg_catalog.format('%I.%I', n.nspname, t.tmplname), 10, pg_catalog.concat_ws(' ', t.tmplinit, t.tmpllexize), NULL
        FROM pg_catalog.pg_ts_template AS t
        JOIN pg_catalog.pg_namespace AS n ON n.oid = t.tmplnamespace
        UNION ALL
        SELECT
            c.tableoid, c.oid, c.xmin, 'conversion', pg_catalog.format('%I.%I', n.nspname, c.conname), c.conowner,
            pg_catalog.concat_ws(' ', c.conforencoding, c.contoencoding, c.conproc, c.condefault), NULL
        FROM pg_catalog.pg_conversion AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.connamespace
        UNION ALL
        SELECT
            c.tableoid, c.oid, c.xmin, 'cast', pg_catalog.format('(%s as %s)', pg_catalog.format_type(c.castsource, NULL), pg_catalog.format_type(c.casttarget, NULL)), 10,
            pg_catalog.concat_ws(' ', NULLIF(c.castfunc, 0)::pg_catalog.regproc, c.castcontext, c.castmethod), NULL
        FROM pg_catalog.pg_cast AS c
        UNION ALL
        SELECT
            l.tableoid, l.oid, l.xmin, 'language', pg_catalog.quote_ident(l.lanname), l.lanowner,
            pg_catalog.concat_ws(' ', CASE WHEN l.lanpltrusted THEN 'trusted' END, NULLIF(l.lanplcallfoid, 0)::pg_catalog.regproc,
                NULLIF(l.laninline, 0)::pg_catalog.regproc, NULLIF(l.lanvalidator, 0)::pg_catalog.regproc), NULL
        FROM pg_catalog.pg_language AS l
        UNION ALL
        SELECT m.tableoid, m.oid, m.xmin, 'access method', pg_catalog.quote_ident(m.amname), 10, pg_catalog.concat_ws(' ', m.amtype, m.amhandler), NULL
        FROM pg_catalog.pg_am AS m
        UNION ALL
        SELECT
            t.tableoid, t.oid, t.xmin, 'transform', pg_catalog.format('for %s language %I', t.trftype::pg_catalog.regtype, l.lanname), 10,
            pg_catalog.concat_ws(' ', t.trffromsql, t.trftosql), NULL
        FROM pg_catalog.pg_transform AS t
        JOIN pg_catalog.pg_language AS l ON l.oid = t.trflang
        UNION ALL
        SELECT
            w.tableoid, w.oid, w.xmin, 'foreign data wrapper', pg_catalog.quote_ident(w.fdwname), w.fdwowner,
            pg_catalog.concat_ws(' ', NULLIF(w.fdwhandler, 0)::pg_catalog.regproc, NULLIF(w.fdwvalidator, 0)::pg_catalog.regproc), pg_catalog.array_to_string(w.fdwoptions, ', ')
        FROM pg_catalog.pg_foreign_data_wrapper AS w
        UNION ALL
        SELECT
            s.tableoid, s.oid, s.xmin, 'server', pg_catalog.quote_ident(s.srvname), s.srvowner,
            pg_catalog.concat_ws(' ', w.fdwname, s.srvtype, s.srvversion), pg_catalog.array_to_string(s.srvoptions, ', ')
        FROM pg_catalog.pg_foreign_server AS s
        JOIN pg_catalog.pg_foreign_data_wrapper AS w ON w.oid = s.srvfdw
        UNION ALL
        SELECT
            v.tableoid, v.oid, v.xmin, 'event trigger', pg_catalog.quote_ident(v.evtname), v.evtowner,
            pg_catalog.concat_ws(' ', v.evtevent, v.evtfoid::pg_catalog.regprocedure, v.evtenabled, v.evttags::pg_catalog.text), NULL
        FROM pg_catalog.pg_event_trigger AS v
        UNION ALL
        SELECT n.tableoid, n.oid, n.xmin, 'schema', pg_catalog.quote_ident(n.nspname), n.nspowner, NULL, NULL
        FROM pg_catalog.pg_namespace AS n WHERE n.nspname <> 'public'
        UNION ALL
        SELECT c.tableoid, c.oid, c.xmin, 'collation', pg_catalog.format('%I.%I', n.nspname, c.collname), c.collowner, NULL, NULL
        FROM pg_catalog.pg_collation AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.collnamespace
        WHERE c.oid < 12000
    ) AS x
    WHERE x.oid < 16384 OR (x.class, x.oid) IN (SELECT m.classid, m.objid FROM members AS m)
)
SELECT
    b.kind::pg_catalog.text AS kind,
    b.name::pg_catalog.text AS name,
    NULL::pg_catalog.text AS within,
    m.extname::pg_catalog.text AS extension,
    m.extversion::pg_catalog.text AS "extension version",
    (GREATEST(b.by, d.xmin::pg_catalog.text::pg_catalog.int8) > u.last)::pg_catalog.bool AS is_written,
    CASE WHEN b.hash IS NOT NULL THEN pg_catalog.hash_record_extended(ROW(b.hash, b.owner, d.description), 0) END::pg_catalog.int8 AS hash,
    -- The first role, whatever it is called, or whoever made the extension.
    CASE WHEN b.owner <> 10 AND COALESCE(b.owner <> m.extowner, true) THEN pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(b.owner)) END::pg_catalog.text AS owner,
    b.definition::pg_catalog.text AS definition,
    NULLIF(b.options, '')::pg_catalog.text AS options,
    b.parts::pg_catalog.text AS parts,
    CASE WHEN b.hash IS NULL OR d.xmin::pg_catalog.text::pg_catalog.int8 > u.last THEN d.description END::pg_catalog.text AS comment,
    f.descriptions::pg_catalog.text AS "comments of columns"
FROM setup AS u
CROSS JOIN bundled AS b
LEFT JOIN members AS m ON m.classid = b.class AND m.objid = b.oid
LEFT JOIN pg_catalog.pg_description AS d ON d.classoid = b.class AND d.objoid = b.oid AND d.objsubid = 0
LEFT JOIN (
    SELECT f.objoid, pg_catalog.string_agg(pg_catalog.concat_ws(' ', f.objsubid, f.description), E'\n' ORDER BY f.objsubid) AS descriptions
    FROM pg_catalog.pg_description AS f
    WHERE f.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND f.objsubid <> 0
    GROUP BY f.objoid
) AS f ON f.objoid = b.oid AND b.class = 'pg_catalog.pg_class'::pg_catalog.regclass
