-- What migrations seldom make: operators and their classes, casts, collations, conversions, text search, languages,
-- access methods, foreign servers. Of a user mapping only that it is there: its options are secrets.
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
WITH rare (class, oid, kind, name, namespace, owner, definition, options, acl, usual) AS (
    SELECT
        o.tableoid, o.oid, 'operator', o.oid::pg_catalog.regoperator::pg_catalog.text, o.oprnamespace, o.oprowner,
        pg_catalog.concat_ws(
            ', ', o.oprcode, 'commutator ' || NULLIF(o.oprcom, 0)::pg_catalog.regoperator, 'negator ' || NULLIF(o.oprnegate, 0)::pg_catalog.regoperator,
            NULLIF(o.oprrest::pg_catalog.oid, 0)::pg_catalog.regproc, NULLIF(o.oprjoin::pg_catalog.oid, 0)::pg_catalog.regproc,
            CASE WHEN o.oprcanmerge THEN 'merges' END, CASE WHEN o.oprcanhash THEN 'hashes' END
        ), NULL::pg_catalog.text, NULL::pg_catalog.aclitem[], NULL::pg_catalog.aclitem[]
    FROM pg_catalog.pg_operator AS o
    UNION ALL
    SELECT
        c.tableoid, c.oid, 'operator class', pg_catalog.format('%I.%I using %I', n.nspname, c.opcname, m.amname), c.opcnamespace, c.opcowner,
        pg_catalog.concat_ws(
            ', ', pg_catalog.format_type(c.opcintype, NULL), CASE WHEN c.opcdefault THEN 'default' END,
            'family ' || (
                SELECT pg_catalog.format('%I.%I', k.nspname, f.opfname) FROM pg_catalog.pg_opfamily AS f
                JOIN pg_catalog.pg_namespace AS k ON k.oid = f.opfnamespace WHERE f.oid = c.opcfamily
            ), 'storage ' || pg_catalog.format_type(NULLIF(c.opckeytype, 0), NULL)
        ), NULL, NULL, NULL
    FROM pg_catalog.pg_opclass AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.opcnamespace
    JOIN pg_catalog.pg_am AS m ON m.oid = c.opcmethod
    UNION ALL
    SELECT
        f.tableoid, f.oid, 'operator family', pg_catalog.format('%I.%I using %I', n.nspname, f.opfname, m.amname), f.opfnamespace, f.opfowner,
        pg_catalog.concat_ws(
            E'\n',
            (
                SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', 'operator', o.amopstrategy, o.amopopr::pg_catalog.regoperator, o.amoppurpose), E'\n'
                    ORDER BY o.amopstrategy, o.amopopr::pg_catalog.regoperator::pg_catalog.text COLLATE pg_catalog."C", o.amoppurpose)
                FROM pg_catalog.pg_amop AS o WHERE o.amopfamily = f.oid
            ),
            (
                SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', 'function', p.amprocnum, pg_catalog.format_type(p.amproclefttype, NULL),
                    pg_catalog.format_type(p.amprocrighttype, NULL), p.amproc::pg_catalog.regprocedure), E'\n'
                    ORDER BY p.amprocnum, p.amproc::pg_catalog.regprocedure::pg_catalog.text COLLATE pg_catalog."C", p.amproclefttype::pg_catalog.regtype::pg_catalog.text COLLATE pg_catalog."C",
                        p.amprocrighttype::pg_catalog.regtype::pg_catalog.text COLLATE pg_catalog."C")
                FROM pg_catalog.pg_amproc AS p WHERE p.amprocfamily = f.oid
            )
        ), NULL, NULL, NULL
    FROM pg_catalog.pg_opfamily AS f
    JOIN pg_catalog.pg_namespace AS n ON n.oid = f.opfnamespace
    JOIN pg_catalog.pg_am AS m ON m.oid = f.opfmethod
    WHERE f.oid >= 16384
    UNION ALL
    SELECT
        c.tableoid, c.oid, 'cast', pg_catalog.format('(%s as %s)', pg_catalog.format_type(c.castsource, NULL), pg_catalog.format_type(c.casttarget, NULL)), NULL, NULL,
        pg_catalog.concat_ws(' ', NULLIF(c.castfunc::pg_catalog.oid, 0)::pg_catalog.regprocedure, c.castcontext, c.castmethod), NULL, NULL, NULL
    FROM pg_catalog.pg_cast AS c
    UNION ALL
    SELECT
        c.tableoid, c.oid, 'collation', c.oid::pg_catalog.regcollation::pg_catalog.text, c.collnamespace, c.collowner,
        (
            SELECT pg_catalog.string_agg(j.key || ' ' || j.value, ', ' ORDER BY j.key COLLATE pg_catalog."C") FROM pg_catalog.jsonb_each_text(pg_catalog.to_jsonb(c)) AS j
            WHERE j.value IS NOT NULL AND j.key NOT IN ('oid', 'collname', 'collnamespace', 'collowner', 'collversion', 'collencoding')
        ), NULL, NULL, NULL
    FROM pg_catalog.pg_collation AS c
    WHERE c.oid >= 16384
    UNION ALL
    SELECT
        c.tableoid, c.oid, 'conversion', pg_catalog.format('%I.%I', n.nspname, c.conname), c.connamespace, c.conowner,
        pg_catalog.concat_ws(' ', pg_catalog.pg_encoding_to_char(c.conforencoding), pg_catalog.pg_encoding_to_char(c.contoencoding), c.conproc,
            CASE WHEN c.condefault THEN 'default' END), NULL, NULL, NULL
    FROM pg_catalog.pg_conversion AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.connamespace
    UNION ALL
    SELECT
        c.tableoid, c.oid, 'text search configuration', c.oid::pg_catalog.regconfig::pg_catalog.text, c.cfgnamespace, c.cfgowner,
        (
            SELECT pg_catalog.format('parser %I.%I', n.nspname, p.prsname) FROM pg_catalog.pg_ts_parser AS p
            JOIN pg_catalog.pg_namespace AS n ON n.oid = p.prsnamespace WHERE p.oid = c.cfgparser
        ),
        (
            SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', t.alias, m.mapdict::pg_catalog.regdictionary), ', ' ORDER BY m.maptokentype, m.mapseqno)
            FROM pg_catalog.pg_ts_config_map AS m
            JOIN pg_catalog.ts_token_type(c.cfgparser) AS t ON t.tokid = m.maptokentype
            WHERE m.mapcfg = c.oid
        ), NULL, NULL
    FROM pg_catalog.pg_ts_config AS c
    WHERE c.oid >= 16384
    UNION ALL
    SELECT
        d.tableoid, d.oid, 'text search dictionary', d.oid::pg_catalog.regdictionary::pg_catalog.text, d.dictnamespace, d.dictowner,
        (
            SELECT pg_catalog.format('template %I.%I', n.nspname, t.tmplname) FROM pg_catalog.pg_ts_template AS t
            JOIN pg_catalog.pg_namespace AS n ON n.oid = t.tmplnamespace WHERE t.oid = d.dicttemplate
        ), d.dictinitoption, NULL, NULL
    FROM pg_catalog.pg_ts_dict AS d
    UNION ALL
    SELECT
        p.tableoid, p.oid, 'text search parser', pg_catalog.format('%I.%I', n.nspname, p.prsname), p.prsnamespace, NULL,
        pg_catalog.concat_ws(' ', p.prsstart, p.prstoken, p.prsend, p.prsheadline, p.prslextype), NULL, NULL, NULL
    FROM pg_catalog.pg_ts_parser AS p
    JOIN pg_catalog.pg_namespace AS n ON n.oid = p.prsnamespace
    UNION ALL
    SELECT
        t.tableoid, t.oid, 'text search template', pg_catalog.format('%I.%I', n.nspname, t.tmplname), t.tmplnamespace, NULL,
        pg_catalog.concat_ws(' ', t.tmplinit, t.tmpllexize), NULL, NULL, NULL
    FROM pg_catalog.pg_ts_template AS t
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.tmplnamespace
    UNION ALL
    SELECT
        l.tableoid, l.oid, 'language', pg_catalog.quote_ident(l.lanname), NULL, l.lanowner,
        pg_catalog.concat_ws(' ', CASE WHEN l.lanpltrusted THEN 'trusted' END, NULLIF(l.lanplcallfoid, 0)::pg_catalog.regproc,
            NULLIF(l.laninline, 0)::pg_catalog.regproc, NULLIF(l.lanvalidator, 0)::pg_catalog.regproc), NULL, l.lanacl, pg_catalog.acldefault('l', l.lanowner)
    FROM pg_catalog.pg_language AS l
    UNION ALL
    SELECT
        t.tableoid, t.oid, 'transform', pg_catalog.format('for %s language %I', t.trftype::pg_catalog.regtype, l.lanname), NULL, NULL,
        pg_catalog.concat_ws(' ', t.trffromsql, t.trftosql), NULL, NULL, NULL
    FROM pg_catalog.pg_transform AS t
    JOIN pg_catalog.pg_language AS l ON l.oid = t.trflang
    UNION ALL
    SELECT
        m.tableoid, m.oid, 'access method', pg_catalog.quote_ident(m.amname), NULL, NULL, pg_catalog.concat_ws(' ', m.amtype, m.amhandler), NULL, NULL, NULL
    FROM pg_catalog.pg_am AS m
    UNION ALL
    SELECT
        w.tableoid, w.oid, 'foreign data wrapper', pg_catalog.quote_ident(w.fdwname), NULL, w.fdwowner,
        pg_catalog.concat_ws(' ', 'handler ' || NULLIF(w.fdwhandler, 0)::pg_catalog.regproc, 'validator ' || NULLIF(w.fdwvalidator, 0)::pg_catalog.regproc),
        pg_catalog.array_to_string(ARRAY(SELECT x FROM pg_catalog.unnest(w.fdwoptions) AS x ORDER BY x COLLATE pg_catalog."C"), ', '), w.fdwacl,
        pg_catalog.acldefault('F', w.fdwowner)
    FROM pg_catalog.pg_foreign_data_wrapper AS w
    UNION ALL
    SELECT
        s.tableoid, s.oid, 'server', pg_catalog.quote_ident(s.srvname), NULL, s.srvowner,
        pg_catalog.concat_ws(' ', 'wrapper ' || pg_catalog.quote_ident(w.fdwname), 'type ' || s.srvtype, 'version ' || s.srvversion),
        pg_catalog.array_to_string(ARRAY(SELECT x FROM pg_catalog.unnest(s.srvoptions) AS x ORDER BY x COLLATE pg_catalog."C"), ', '), s.srvacl,
        pg_catalog.acldefault('S', s.srvowner)
    FROM pg_catalog.pg_foreign_server AS s
    JOIN pg_catalog.pg_foreign_data_wrapper AS w ON w.oid = s.srvfdw
    UNION ALL
    SELECT
        'pg_catalog.pg_user_mapping'::pg_catalog.regclass, u.umid, 'user mapping',
        pg_catalog.format('of %s on %I', CASE u.umuser WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(u.usename) END, u.srvname), NULL, NULL,
        NULL, NULL, NULL, NULL
    FROM pg_catalog.pg_user_mappings AS u
)
SELECT
    r.kind::pg_catalog.text AS kind,
    r.name::pg_catalog.text AS name,
    NULL::pg_catalog.text AS within,
    pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(r.owner))::pg_catalog.text AS owner,
    NULLIF(r.definition, '')::pg_catalog.text AS definition,
    NULLIF(r.options, '')::pg_catalog.text AS options,
    r.acl::pg_catalog.text[] AS acl,
    CASE WHEN r.acl IS NOT NULL THEN r.usual END::pg_catalog.text[] AS usual,
    CASE WHEN r.acl IS NOT NULL THEN pg_catalog.makeaclitem(0, r.owner, 'SELECT', false) END::pg_catalog.text AS grantor,
    d.description::pg_catalog.text AS comment
FROM rare AS r
LEFT JOIN pg_catalog.pg_description AS d ON d.classoid = r.class AND d.objoid = r.oid AND d.objsubid = 0
WHERE r.oid >= 16384
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e WHERE e.classid = r.class AND e.objid = r.oid AND e.deptype IN ('e', 'i')
    )
