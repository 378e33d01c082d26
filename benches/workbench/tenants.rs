//! A schema of many tables with row-level security.

/// Tables in a chain of foreign keys, each with policies.
pub(crate) fn schema(tables: usize) -> String {
    let own = "organization_id = (SELECT NULLIF(current_setting('app.org', true), '')::uuid)";
    let mut sql = "DO $$ BEGIN CREATE ROLE app_user; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
        GRANT USAGE ON SCHEMA public TO app_user;\n"
        .to_owned();
    for n in 0..tables {
        let key = if n == 0 {
            String::new()
        } else {
            format!(", up uuid NOT NULL, FOREIGN KEY (organization_id, up) REFERENCES t{}", n - 1)
        };
        sql.push_str(&format!(
            "CREATE TABLE t{n} (organization_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL, n int NOT NULL DEFAULT 0,
                 at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (organization_id, id){key});
             CREATE INDEX ON t{n} (organization_id, name);
             ALTER TABLE t{n} ENABLE ROW LEVEL SECURITY; ALTER TABLE t{n} FORCE ROW LEVEL SECURITY;
             CREATE POLICY tenant ON t{n} TO app_user USING ({own}) WITH CHECK ({own});
             CREATE POLICY floor ON t{n} AS RESTRICTIVE USING ({own}) WITH CHECK ({own});
             GRANT SELECT, INSERT, UPDATE, DELETE ON t{n} TO app_user;\n"
        ));
    }
    sql
}
