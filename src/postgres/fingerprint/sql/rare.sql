-- What migrations seldom make: operators and their classes, casts, collations, conversions, text search, languages,
-- access methods, foreign servers. Of a user mapping only that it is there: its options are secrets.
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
WITH rare (class, oid, kind, name, namespace, owner, definition, options, acl, usual) AS (
    SELECT
        o.tableoid, o.oid, 'operator', o.oid::regoperator::text, o.oprnamespace, o.oprowner,
        concat_ws(
            ', ', o.oprcode, 'commutator ' || NULLIF(o.oprcom, 0)::regoperator, 'negator ' || NULLIF(o.oprnegate, 0)::regoperator,
            NULLIF(o.oprrest::oid, 0)::regproc, NULLIF(o.oprjoin::oid, 0)::regproc,
            CASE WHEN o.oprcanmerge THEN 'merges' END, CASE WHEN o.oprcanhash THEN 'hashes' END
        ), NULL::text, NULL::aclitem[], NULL::aclitem[]
    FROM pg_catalog.pg_operator AS o
    UNION ALL
    SELECT
        c.tableoid, c.oid, 'operator class', format('%I.%I using %I', n.nspname, c.opcname, m.amname), c.opcnamespace, c.opcowner,
        concat_ws(
            ', ', format_type(c.opcintype, NULL), CASE WHEN c.opcdefault THEN 'default' END,
            'family ' || (
                SELECT format('%I.%I', k.nspname, f.opfname) FROM pg_catalog.pg_opfamily AS f
                JOIN pg_catalog.pg_namespace AS k ON k.oid = f.opfnamespace WHERE f.oid = c.opcfamily
            ), 'storage ' || format_type(NULLIF(c.opckeytype, 0), NULL)
        ), NULL, NULL, NULL
    FROM pg_catalog.pg_opclass AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.opcnamespace
    JOIN pg_catalog.pg_am AS m ON m.oid = c.opcmethod
    UNION ALL
    SELECT
        f.tableoid, f.oid, 'operator family', format('%I.%I using %I', n.nspname, f.opfname, m.amname), f.opfnamespace, f.opfowner,
        concat_ws(
            E'\n',
            (
                SELECT string_agg(concat_ws(' ', 'operator', o.amopstrategy, o.amopopr::regoperator, o.amoppurpose), E'\n'
                    ORDER BY o.amopstrategy, o.amopopr::regoperator::text COLLATE "C", o.amoppurpose)
                FROM pg_catalog.pg_amop AS o WHERE o.amopfamily = f.oid
            ),
            (
                SELECT string_agg(concat_ws(' ', 'function', p.amprocnum, format_type(p.amproclefttype, NULL),
                    format_type(p.amprocrighttype, NULL), p.amproc::regprocedure), E'\n'
                    ORDER BY p.amprocnum, p.amproc::regprocedure::text COLLATE "C", p.amproclefttype::regtype::text COLLATE "C",
                        p.amprocrighttype::regtype::text COLLATE "C")
                FROM pg_catalog.pg_amproc AS p WHERE p.amprocfamily = f.oid
            )
        ), NULL, NULL, NULL
    FROM pg_catalog.pg_opfamily AS f
    JOIN pg_catalog.pg_namespace AS n ON n.oid = f.opfnamespace
    JOIN pg_catalog.pg_am AS m ON m.oid = f.opfmethod
    WHERE f.oid >= 16384
    UNION ALL
    SELECT
        c.tableoid, c.oid, 'cast', format('(%s as %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)), NULL, NULL,
        concat_ws(' ', NULLIF(c.castfunc::oid, 0)::regprocedure, c.castcontext, c.castmethod), NULL, NULL, NULL
    FROM pg_catalog.pg_cast AS c
    UNION ALL
    SELECT
        c.tableoid, c.oid, 'collation', c.oid::regcollation::text, c.collnamespace, c.collowner,
        (
            SELECT string_agg(j.key || ' ' || j.value, ', ' ORDER BY j.key COLLATE "C") FROM jsonb_each_text(to_jsonb(c)) AS j
            WHERE j.value IS NOT NULL AND j.key NOT IN ('oid', 'collname', 'collnamespace', 'collowner', 'collversion', 'collencoding')
        ), NULL, NULL, NULL
    FROM pg_catalog.pg_collation AS c
    WHERE c.oid >= 16384
    UNION ALL
    SELECT
        c.tableoid, c.oid, 'conversion', format('%I.%I', n.nspname, c.conname), c.connamespace, c.conowner,
        concat_ws(' ', pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc,
            CASE WHEN c.condefault THEN 'default' END), NULL, NULL, NULL
    FROM pg_catalog.pg_conversion AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.connamespace
    UNION ALL
    SELECT
        c.tableoid, c.oid, 'text search configuration', c.oid::regconfig::text, c.cfgnamespace, c.cfgowner,
        (
            SELECT format('parser %I.%I', n.nspname, p.prsname) FROM pg_catalog.pg_ts_parser AS p
            JOIN pg_catalog.pg_namespace AS n ON n.oid = p.prsnamespace WHERE p.oid = c.cfgparser
        ),
        (
            SELECT string_agg(concat_ws(' ', t.alias, m.mapdict::regdictionary), ', ' ORDER BY m.maptokentype, m.mapseqno)
            FROM pg_catalog.pg_ts_config_map AS m
            JOIN ts_token_type(c.cfgparser) AS t ON t.tokid = m.maptokentype
            WHERE m.mapcfg = c.oid
        ), NULL, NULL
    FROM pg_catalog.pg_ts_config AS c
    WHERE c.oid >= 16384
    UNION ALL
    SELECT
        d.tableoid, d.oid, 'text search dictionary', d.oid::regdictionary::text, d.dictnamespace, d.dictowner,
        (
            SELECT format('template %I.%I', n.nspname, t.tmplname) FROM pg_catalog.pg_ts_template AS t
            JOIN pg_catalog.pg_namespace AS n ON n.oid = t.tmplnamespace WHERE t.oid = d.dicttemplate
        ), d.dictinitoption, NULL, NULL
    FROM pg_catalog.pg_ts_dict AS d
    UNION ALL
    SELECT
        p.tableoid, p.oid, 'text search parser', format('%I.%I', n.nspname, p.prsname), p.prsnamespace, NULL,
        concat_ws(' ', p.prsstart, p.prstoken, p.prsend, p.prsheadline, p.prslextype), NULL, NULL, NULL
    FROM pg_catalog.pg_ts_parser AS p
    JOIN pg_catalog.pg_namespace AS n ON n.oid = p.prsnamespace
    UNION ALL
    SELECT
        t.tableoid, t.oid, 'text search template', format('%I.%I', n.nspname, t.tmplname), t.tmplnamespace, NULL,
        concat_ws(' ', t.tmplinit, t.tmpllexize), NULL, NULL, NULL
    FROM pg_catalog.pg_ts_template AS t
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.tmplnamespace
    UNION ALL
    SELECT
        l.tableoid, l.oid, 'language', quote_ident(l.lanname), NULL, l.lanowner,
        concat_ws(' ', CASE WHEN l.lanpltrusted THEN 'trusted' END, NULLIF(l.lanplcallfoid, 0)::regproc,
            NULLIF(l.laninline, 0)::regproc, NULLIF(l.lanvalidator, 0)::regproc), NULL, l.lanacl, acldefault('l', l.lanowner)
    FROM pg_catalog.pg_language AS l
    UNION ALL
    SELECT
        t.tableoid, t.oid, 'transform', format('for %s language %I', t.trftype::regtype, l.lanname), NULL, NULL,
        concat_ws(' ', t.trffromsql, t.trftosql), NULL, NULL, NULL
    FROM pg_catalog.pg_transform AS t
    JOIN pg_catalog.pg_language AS l ON l.oid = t.trflang
    UNION ALL
    SELECT
        m.tableoid, m.oid, 'access method', quote_ident(m.amname), NULL, NULL, concat_ws(' ', m.amtype, m.amhandler), NULL, NULL, NULL
    FROM pg_catalog.pg_am AS m
    UNION ALL
    SELECT
        w.tableoid, w.oid, 'foreign data wrapper', quote_ident(w.fdwname), NULL, w.fdwowner,
        concat_ws(' ', 'handler ' || NULLIF(w.fdwhandler, 0)::regproc, 'validator ' || NULLIF(w.fdwvalidator, 0)::regproc),
        array_to_string(ARRAY(SELECT x FROM unnest(w.fdwoptions) AS x ORDER BY x COLLATE "C"), ', '), w.fdwacl,
        acldefault('F', w.fdwowner)
    FROM pg_catalog.pg_foreign_data_wrapper AS w
    UNION ALL
    SELECT
        s.tableoid, s.oid, 'server', quote_ident(s.srvname), NULL, s.srvowner,
        concat_ws(' ', 'wrapper ' || quote_ident(w.fdwname), 'type ' || s.srvtype, 'version ' || s.srvversion),
        array_to_string(ARRAY(SELECT x FROM unnest(s.srvoptions) AS x ORDER BY x COLLATE "C"), ', '), s.srvacl,
        acldefault('S', s.srvowner)
    FROM pg_catalog.pg_foreign_server AS s
    JOIN pg_catalog.pg_foreign_data_wrapper AS w ON w.oid = s.srvfdw
    UNION ALL
    SELECT
        'pg_user_mapping'::regclass, u.umid, 'user mapping',
        format('of %s on %I', CASE u.umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(u.usename) END, u.srvname), NULL, NULL,
        NULL, NULL, NULL, NULL
    FROM pg_catalog.pg_user_mappings AS u
)
SELECT
    r.kind::text AS kind,
    r.name::text AS name,
    NULL::text AS within,
    quote_ident(pg_get_userbyid(r.owner))::text AS owner,
    NULLIF(r.definition, '')::text AS definition,
    NULLIF(r.options, '')::text AS options,
    r.acl::text[] AS acl,
    CASE WHEN r.acl IS NOT NULL THEN r.usual END::text[] AS usual,
    CASE WHEN r.acl IS NOT NULL THEN makeaclitem(0, r.owner, 'SELECT', false) END::text AS grantor,
    d.description::text AS comment
FROM rare AS r
LEFT JOIN pg_catalog.pg_description AS d ON d.classoid = r.class AND d.objoid = r.oid AND d.objsubid = 0
WHERE r.oid >= 16384
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e WHERE e.classid = r.class AND e.objid = r.oid AND e.deptype IN ('e', 'i')
    )
