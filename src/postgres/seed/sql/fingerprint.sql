-- Everything about some tables that taking them apart, or a load, could disturb; a line each.
-- Not whether a key is inherited by children, which means something for CHECK and NOT NULL alone: a partition's key
-- that was attached to that of its parent says otherwise there than one that the parent made.
-- $1 oid[]: the tables and their partitions  -> relation text, what text, name text, facts text
WITH member AS (
    SELECT c.oid, c.relkind, c.relowner, c.reltablespace, c.relam, c.reloptions, c.relpersistence,
        c.relrowsecurity, c.relforcerowsecurity, c.relreplident, c.relacl, c.relpartbound,
        format('%I.%I', n.nspname, c.relname) AS qualified
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.oid = ANY ($1)
),

line (relation, what, name, facts) AS (
    SELECT m.qualified, 'table', '', jsonb_build_object(
        'kind', m.relkind, 'owner', m.relowner::regrole::text, 'tablespace', s.spcname, 'method', a.amname,
        'options', m.reloptions::text, 'persistence', m.relpersistence, 'row security', m.relrowsecurity,
        'forced', m.relforcerowsecurity, 'replica identity', m.relreplident, 'grants', m.relacl::text,
        'bound', pg_get_expr(m.relpartbound, m.oid), 'partition key', pg_get_partkeydef(m.oid),
        'comment', obj_description(m.oid, 'pg_class'),
        'parents', (SELECT jsonb_agg(h.inhparent::regclass::text ORDER BY h.inhseqno) FROM pg_catalog.pg_inherits AS h WHERE h.inhrelid = m.oid),
        'publications', (SELECT jsonb_agg(p.pubname ORDER BY p.pubname) FROM pg_catalog.pg_publication_rel AS r JOIN pg_catalog.pg_publication AS p ON p.oid = r.prpubid WHERE r.prrelid = m.oid)
    )
    FROM member AS m
    LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = m.reltablespace
    LEFT JOIN pg_catalog.pg_am AS a ON a.oid = m.relam
    UNION ALL
    SELECT m.qualified, 'column', a.attname, jsonb_build_object(
        'number', a.attnum, 'type', format_type(a.atttypid, a.atttypmod), 'collation', NULLIF(a.attcollation, 0)::regcollation::text,
        'not null', a.attnotnull, 'default', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity, 'generated', a.attgenerated,
        'storage', a.attstorage, 'compression', a.attcompression, 'statistics', COALESCE(a.attstattarget, -1),
        -- Not what the server counts for itself and leaves out of dumps.
        'options', (SELECT jsonb_agg(x ORDER BY x) FROM unnest(a.attoptions) AS x WHERE split_part(x, '=', 1) <> 'pg_attver'), 'grants', a.attacl::text, 'local', a.attislocal, 'inherited', a.attinhcount,
        'comment', col_description(a.attrelid, a.attnum)
    )
    FROM member AS m
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = m.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    UNION ALL
    SELECT k.conrelid::regclass::text, 'constraint', k.conname, jsonb_build_object(
        'definition', pg_get_constraintdef(k.oid), 'kind', k.contype, 'valid', k.convalidated,
        'deferrable', k.condeferrable, 'deferred', k.condeferred, 'local', k.conislocal, 'inherited', k.coninhcount,
        'not inherited', CASE WHEN k.contype IN ('c', 'n') THEN k.connoinherit END, 'index', NULLIF(k.conindid, 0)::regclass::text, 'comment', obj_description(k.oid, 'pg_constraint'),
        'parent', CASE WHEN p.oid IS NOT NULL THEN format('%s %I', p.conrelid::regclass, p.conname) END,
        'triggers', (SELECT jsonb_agg(format('%s %s %s', t.tgrelid::regclass, t.tgtype, t.tgenabled) ORDER BY t.tgrelid::regclass::text, t.tgtype, t.tgenabled) FROM pg_catalog.pg_trigger AS t WHERE t.tgconstraint = k.oid AND t.tgisinternal)
    )
    FROM pg_catalog.pg_constraint AS k
    LEFT JOIN pg_catalog.pg_constraint AS p ON p.oid = k.conparentid
    WHERE (k.conrelid = ANY ($1) OR k.confrelid = ANY ($1))
        AND p.conrelid IS DISTINCT FROM k.conrelid
    UNION ALL
    SELECT m.qualified, 'index', c.relname, jsonb_build_object(
        'definition', pg_get_indexdef(i.indexrelid), 'tablespace', s.spcname, 'options', c.reloptions::text, 'owner', c.relowner::regrole::text,
        'valid', i.indisvalid, 'ready', i.indisready, 'live', i.indislive, 'unique', i.indisunique, 'primary', i.indisprimary,
        'exclusion', i.indisexclusion, 'immediate', i.indimmediate, 'clustered', i.indisclustered, 'replica identity', i.indisreplident,
        'parent', h.inhparent::regclass::text, 'comment', obj_description(i.indexrelid, 'pg_class'),
        'statistics', (SELECT jsonb_agg(jsonb_build_array(a.attnum, a.attstattarget, o.options) ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a CROSS JOIN LATERAL (SELECT jsonb_agg(x ORDER BY x) AS options FROM unnest(a.attoptions) AS x WHERE split_part(x, '=', 1) <> 'pg_attver') AS o WHERE a.attrelid = i.indexrelid AND (a.attstattarget >= 0 OR o.options IS NOT NULL)),
        'extensions', (SELECT jsonb_agg(e.extname || d.deptype::text ORDER BY e.extname) FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_extension AS e ON e.oid = d.refobjid WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid AND d.refclassid = 'pg_extension'::regclass AND d.deptype IN ('x', 'e'))
    )
    FROM member AS m
    JOIN pg_catalog.pg_index AS i ON i.indrelid = m.oid
    JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
    LEFT JOIN pg_catalog.pg_inherits AS h ON h.inhrelid = i.indexrelid
    LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
    UNION ALL
    SELECT m.qualified, 'trigger', t.tgname, jsonb_build_object(
        'definition', pg_get_triggerdef(t.oid), 'enabled', t.tgenabled, 'cloned', t.tgparentid <> 0, 'comment', obj_description(t.oid, 'pg_trigger')
    )
    FROM member AS m
    JOIN pg_catalog.pg_trigger AS t ON t.tgrelid = m.oid AND (NOT t.tgisinternal OR t.tgparentid <> 0 AND t.tgconstraint = 0)
    UNION ALL
    SELECT m.qualified, 'rule', r.rulename, jsonb_build_object('definition', pg_get_ruledef(r.oid), 'enabled', r.ev_enabled)
    FROM member AS m
    JOIN pg_catalog.pg_rewrite AS r ON r.ev_class = m.oid
    UNION ALL
    SELECT m.qualified, 'policy', p.polname, jsonb_build_object(
        'command', p.polcmd, 'permissive', p.polpermissive, 'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid),
        'roles', (SELECT jsonb_agg(CASE u.role WHEN 0 THEN 'public' ELSE u.role::regrole::text END ORDER BY 1) FROM unnest(p.polroles) AS u (role)),
        'comment', obj_description(p.oid, 'pg_policy')
    )
    FROM member AS m
    JOIN pg_catalog.pg_policy AS p ON p.polrelid = m.oid
    UNION ALL
    SELECT m.qualified, 'statistics', x.stxname, jsonb_build_object(
        'definition', pg_get_statisticsobjdef(x.oid), 'owner', x.stxowner::regrole::text, 'target', COALESCE(x.stxstattarget, -1), 'comment', obj_description(x.oid, 'pg_statistic_ext')
    )
    FROM member AS m
    JOIN pg_catalog.pg_statistic_ext AS x ON x.stxrelid = m.oid
    UNION ALL
    SELECT m.qualified, 'sequence', q.seqrelid::regclass::text, jsonb_build_object(
        'column', d.refobjsubid, 'owned', d.deptype, 'type', q.seqtypid::regtype::text, 'start', q.seqstart, 'increment', q.seqincrement,
        'max', q.seqmax, 'min', q.seqmin, 'cache', q.seqcache, 'cycle', q.seqcycle, 'owner', c.relowner::regrole::text, 'grants', c.relacl::text
    )
    FROM member AS m
    JOIN pg_catalog.pg_depend AS d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = m.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
    JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = d.objid
    JOIN pg_catalog.pg_class AS c ON c.oid = q.seqrelid
)

SELECT
    l.relation::text AS relation,
    l.what::text AS what,
    l.name::text AS name,
    jsonb_strip_nulls(l.facts)::text AS facts
FROM line AS l
