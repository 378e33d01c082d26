-- Everything about some tables that taking them apart, or a load, could disturb; a line each.
-- Not whether a key is inherited by children, which means something for CHECK and NOT NULL alone: a partition's key
-- that was attached to that of its parent says otherwise there than one that the parent made.
-- $1 oid[]: the tables and their partitions  -> relation text, what text, name text, facts text
WITH member AS (
    SELECT c.oid, c.relkind, c.relowner, c.reltablespace, c.relam, c.reloptions, c.relpersistence,
        c.relrowsecurity, c.relforcerowsecurity, c.relreplident, c.relacl, c.relpartbound,
        pg_catalog.format('%I.%I', n.nspname, c.relname) AS qualified
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.oid = ANY ($1)
),

line (relation, what, name, facts) AS (
    SELECT m.qualified, 'table', '', pg_catalog.jsonb_build_object(
        'kind', m.relkind, 'owner', m.relowner::pg_catalog.regrole::pg_catalog.text, 'tablespace', s.spcname, 'method', a.amname,
        'options', m.reloptions::pg_catalog.text, 'persistence', m.relpersistence, 'row security', m.relrowsecurity,
        'forced', m.relforcerowsecurity, 'replica identity', m.relreplident, 'grants', m.relacl::pg_catalog.text,
        'bound', pg_catalog.pg_get_expr(m.relpartbound, m.oid), 'partition key', pg_catalog.pg_get_partkeydef(m.oid),
        'comment', pg_catalog.obj_description(m.oid, 'pg_class'),
        'parents', (SELECT pg_catalog.jsonb_agg(h.inhparent::pg_catalog.regclass::pg_catalog.text ORDER BY h.inhseqno) FROM pg_catalog.pg_inherits AS h WHERE h.inhrelid = m.oid),
        'publications', (SELECT pg_catalog.jsonb_agg(p.pubname ORDER BY p.pubname) FROM pg_catalog.pg_publication_rel AS r JOIN pg_catalog.pg_publication AS p ON p.oid = r.prpubid WHERE r.prrelid = m.oid)
    )
    FROM member AS m
    LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = m.reltablespace
    LEFT JOIN pg_catalog.pg_am AS a ON a.oid = m.relam
    UNION ALL
    SELECT m.qualified, 'column', a.attname, pg_catalog.jsonb_build_object(
        'number', a.attnum, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod), 'collation', NULLIF(a.attcollation, 0)::pg_catalog.regcollation::pg_catalog.text,
        'not null', a.attnotnull, 'default', pg_catalog.pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity, 'generated', a.attgenerated,
        'storage', a.attstorage, 'compression', a.attcompression, 'statistics', COALESCE(a.attstattarget, -1),
        -- Not what the server counts for itself and leaves out of dumps.
        'options', (SELECT pg_catalog.jsonb_agg(x ORDER BY x) FROM pg_catalog.unnest(a.attoptions) AS x WHERE pg_catalog.split_part(x, '=', 1) <> 'pg_attver'), 'grants', a.attacl::pg_catalog.text, 'local', a.attislocal, 'inherited', a.attinhcount,
        'comment', pg_catalog.col_description(a.attrelid, a.attnum)
    )
    FROM member AS m
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = m.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    UNION ALL
    SELECT k.conrelid::pg_catalog.regclass::pg_catalog.text, 'constraint', k.conname, pg_catalog.jsonb_build_object(
        'definition', pg_catalog.pg_get_constraintdef(k.oid), 'kind', k.contype, 'valid', k.convalidated,
        'deferrable', k.condeferrable, 'deferred', k.condeferred, 'local', k.conislocal, 'inherited', k.coninhcount,
        'not inherited', CASE WHEN k.contype IN ('c', 'n') THEN k.connoinherit END, 'index', NULLIF(k.conindid, 0)::pg_catalog.regclass::pg_catalog.text, 'comment', pg_catalog.obj_description(k.oid, 'pg_constraint'),
        'parent', CASE WHEN p.oid IS NOT NULL THEN pg_catalog.format('%s %I', p.conrelid::pg_catalog.regclass, p.conname) END,
        'triggers', (SELECT pg_catalog.jsonb_agg(pg_catalog.format('%s %s %s', t.tgrelid::pg_catalog.regclass, t.tgtype, t.tgenabled) ORDER BY t.tgrelid::pg_catalog.regclass::pg_catalog.text, t.tgtype, t.tgenabled) FROM pg_catalog.pg_trigger AS t WHERE t.tgconstraint = k.oid AND t.tgisinternal)
    )
    FROM pg_catalog.pg_constraint AS k
    LEFT JOIN pg_catalog.pg_constraint AS p ON p.oid = k.conparentid
    WHERE (k.conrelid = ANY ($1) OR k.confrelid = ANY ($1))
        AND p.conrelid IS DISTINCT FROM k.conrelid
    UNION ALL
    SELECT m.qualified, 'index', c.relname, pg_catalog.jsonb_build_object(
        'definition', pg_catalog.pg_get_indexdef(i.indexrelid), 'tablespace', s.spcname, 'options', c.reloptions::pg_catalog.text, 'owner', c.relowner::pg_catalog.regrole::pg_catalog.text,
        'valid', i.indisvalid, 'ready', i.indisready, 'live', i.indislive, 'unique', i.indisunique, 'primary', i.indisprimary,
        'exclusion', i.indisexclusion, 'immediate', i.indimmediate, 'clustered', i.indisclustered, 'replica identity', i.indisreplident,
        'parent', h.inhparent::pg_catalog.regclass::pg_catalog.text, 'comment', pg_catalog.obj_description(i.indexrelid, 'pg_class'),
        'statistics', (SELECT pg_catalog.jsonb_agg(pg_catalog.jsonb_build_array(a.attnum, a.attstattarget, o.options) ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a CROSS JOIN LATERAL (SELECT pg_catalog.jsonb_agg(x ORDER BY x) AS options FROM pg_catalog.unnest(a.attoptions) AS x WHERE pg_catalog.split_part(x, '=', 1) <> 'pg_attver') AS o WHERE a.attrelid = i.indexrelid AND (a.attstattarget >= 0 OR o.options IS NOT NULL)),
        'extensions', (SELECT pg_catalog.jsonb_agg(e.extname || d.deptype::pg_catalog.text ORDER BY e.extname) FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_extension AS e ON e.oid = d.refobjid WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype IN ('x', 'e'))
    )
    FROM member AS m
    JOIN pg_catalog.pg_index AS i ON i.indrelid = m.oid
    JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
    LEFT JOIN pg_catalog.pg_inherits AS h ON h.inhrelid = i.indexrelid
    LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
    UNION ALL
    SELECT m.qualified, 'trigger', t.tgname, pg_catalog.jsonb_build_object(
        'definition', pg_catalog.pg_get_triggerdef(t.oid), 'enabled', t.tgenabled, 'cloned', t.tgparentid <> 0, 'comment', pg_catalog.obj_description(t.oid, 'pg_trigger')
    )
    FROM member AS m
    JOIN pg_catalog.pg_trigger AS t ON t.tgrelid = m.oid AND (NOT t.tgisinternal OR t.tgparentid <> 0 AND t.tgconstraint = 0)
    UNION ALL
    SELECT m.qualified, 'rule', r.rulename, pg_catalog.jsonb_build_object('definition', pg_catalog.pg_get_ruledef(r.oid), 'enabled', r.ev_enabled)
    FROM member AS m
    JOIN pg_catalog.pg_rewrite AS r ON r.ev_class = m.oid
    UNION ALL
    SELECT m.qualified, 'policy', p.polname, pg_catalog.jsonb_build_object(
        'command', p.polcmd, 'permissive', p.polpermissive, 'using', pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'check', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid),
        'roles', (SELECT pg_catalog.jsonb_agg(CASE u.role WHEN 0 THEN 'public' ELSE u.role::pg_catalog.regrole::pg_catalog.text END ORDER BY 1) FROM pg_catalog.unnest(p.polroles) AS u (role)),
        'comment', pg_catalog.obj_description(p.oid, 'pg_policy')
    )
    FROM member AS m
    JOIN pg_catalog.pg_policy AS p ON p.polrelid = m.oid
    UNION ALL
    SELECT m.qualified, 'statistics', x.stxname, pg_catalog.jsonb_build_object(
        'definition', pg_catalog.pg_get_statisticsobjdef(x.oid), 'owner', x.stxowner::pg_catalog.regrole::pg_catalog.text, 'target', COALESCE(x.stxstattarget, -1), 'comment', pg_catalog.obj_description(x.oid, 'pg_statistic_ext')
    )
    FROM member AS m
    JOIN pg_catalog.pg_statistic_ext AS x ON x.stxrelid = m.oid
    UNION ALL
    SELECT m.qualified, 'sequence', q.seqrelid::pg_catalog.regclass::pg_catalog.text, pg_catalog.jsonb_build_object(
        'column', d.refobjsubid, 'owned', d.deptype, 'type', q.seqtypid::pg_catalog.regtype::pg_catalog.text, 'start', q.seqstart, 'increment', q.seqincrement,
        'max', q.seqmax, 'min', q.seqmin, 'cache', q.seqcache, 'cycle', q.seqcycle, 'owner', c.relowner::pg_catalog.regrole::pg_catalog.text, 'grants', c.relacl::pg_catalog.text
    )
    FROM member AS m
    JOIN pg_catalog.pg_depend AS d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = m.oid AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i')
    JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = d.objid
    JOIN pg_catalog.pg_class AS c ON c.oid = q.seqrelid
)

SELECT
    l.relation::pg_catalog.text AS relation,
    l.what::pg_catalog.text AS what,
    l.name::pg_catalog.text AS name,
    pg_catalog.jsonb_strip_nulls(l.facts)::pg_catalog.text AS facts
FROM line AS l
