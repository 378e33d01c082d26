//! Each tool: its files and its table become pairs and our history.

use serde_json::json;

use super::{OldProject, goose};

/// A small project of a tool: two migrations, each of which makes a table, `t1` and `t2`, both applied.
struct Format {
    tool: &'static str,
    files: &'static [(&'static str, &'static str)],
    /// The tool's table, as the tool makes it, with its rows.
    history: String,
    table: &'static str,
    /// As `status` shows them.
    status: [&'static str; 2],
    has_downs: bool,
}

const T1: &str = "CREATE TABLE t1 (id int PRIMARY KEY);\n";
const T2: &str = "CREATE TABLE t2 (id int PRIMARY KEY);\n";
const D1: &str = "DROP TABLE t1;\n";
const D2: &str = "DROP TABLE t2;\n";

impl Format {
    fn project(&self) -> OldProject {
        OldProject::new(self.files, &format!("{T1}{T2}{}", self.history))
    }

    /// From the files to a database that we migrate.
    fn is_adopted(&self) {
        let tool = self.tool;
        let old = self.project();
        let rows = format!("SELECT * FROM {}", self.table);
        let before = old.db.query(&rows);
        let document = old.adopted(&[]);
        assert_eq!(document["adopted_from"], tool, "{document:#}");
        assert_eq!(document["history_table"], self.table, "{document:#}");
        assert_eq!(document["proof"]["outcome"], "equal", "{document:#}");
        assert_eq!(document["drift"]["differences"], json!([]), "{tool}: {document:#}");
        assert_eq!(document["unknown"], json!([]), "{tool}");
        assert_eq!(old.states(), self.status, "{tool}");
        old.migrate(&["up"]).ok().says(&["nothing to do"]);
        if self.table != "public.refinery_schema_history" {
            assert_eq!(old.db.query(&rows), before, "{tool}");
        }
        if self.has_downs {
            old.migrate(&["down"]).ok();
            assert_eq!(old.db.value("SELECT to_regclass('t2')"), "", "{tool}");
            old.migrate(&["up"]).ok();
            assert_eq!(old.db.value("SELECT to_regclass('t2')"), "t2", "{tool}");
        } else {
            old.migrate(&["down"]).code(1).says(&["irreversible: not written (adopted from"]);
        }
    }
}

#[test]
fn goose_is_adopted() {
    Format {
        tool: "goose",
        files: &[
            ("00001_t1.sql", "-- +goose Up\nCREATE TABLE t1 (id int PRIMARY KEY);\n-- +goose Down\nDROP TABLE t1;\n"),
            ("00002_t2.sql", "-- +goose Up\n-- +goose StatementBegin\nCREATE TABLE t2 (id int PRIMARY KEY)\n-- +goose StatementEnd\n-- +goose Down\nDROP TABLE t2;\n"),
        ],
        history: goose(&[1, 2]),
        table: "public.goose_db_version",
        status: ["1 applied", "2 applied"],
        has_downs: true,
    }
    .is_adopted();
}

#[test]
fn golang_migrate_is_adopted() {
    Format {
        tool: "golang-migrate",
        files: &[
            ("000001_t1.up.sql", T1),
            ("000001_t1.down.sql", D1),
            ("000002_t 2.up.sql", "BEGIN;\nCREATE TABLE t2 (id int PRIMARY KEY);\nCOMMIT;\n"),
            ("000002_t 2.down.sql", D2),
        ],
        history:
            "CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL);
            INSERT INTO schema_migrations VALUES (2, false);"
                .to_owned(),
        table: "public.schema_migrations",
        status: ["1 applied", "2 applied"],
        has_downs: true,
    }
    .is_adopted();
}

#[test]
fn dbmate_is_adopted() {
    Format {
        tool: "dbmate",
        files: &[
            ("20240101000000_t1.sql", "-- migrate:up\nCREATE TABLE t1 (id int PRIMARY KEY);\n\n-- migrate:down\nDROP TABLE t1;\n"),
            ("20240102000000_t-2.sql", "-- migrate:up transaction:false\nCREATE TABLE t2 (id int PRIMARY KEY);\n-- migrate:down\nDROP TABLE t2;\n"),
        ],
        history: "CREATE TABLE schema_migrations (version varchar NOT NULL PRIMARY KEY);
            INSERT INTO schema_migrations VALUES ('20240101000000'), ('20240102000000');"
            .to_owned(),
        table: "public.schema_migrations",
        status: ["20240101000000 applied", "20240102000000 applied"],
        has_downs: true,
    }
    .is_adopted();
}

#[test]
fn sqlx_is_adopted() {
    let history = "CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY, description text NOT NULL,
            installed_on timestamptz NOT NULL DEFAULT now(), success boolean NOT NULL, checksum bytea NOT NULL,
            execution_time bigint NOT NULL);
        INSERT INTO _sqlx_migrations VALUES (1, 't1', now(), true, '\\x00', 1), (2, 't2', now(), true, '\\x00', 1);";
    Format {
        tool: "sqlx",
        files: &[("1_t1.up.sql", T1), ("1_t1.down.sql", D1), ("2_t2.up.sql", T2), ("2_t2.down.sql", D2)],
        history: history.to_owned(),
        table: "public._sqlx_migrations",
        status: ["1 applied", "2 applied"],
        has_downs: true,
    }
    .is_adopted();
    Format {
        tool: "sqlx",
        files: &[
            ("1_t1.sql", T1),
            ("2_t2.sql", "-- no-transaction\nCREATE TABLE t2 (id int PRIMARY KEY);\n"),
        ],
        history: history.to_owned(),
        table: "public._sqlx_migrations",
        status: ["1 applied", "2 applied"],
        has_downs: false,
    }
    .is_adopted();
}

#[test]
fn diesel_is_adopted() {
    Format {
        tool: "diesel",
        files: &[
            ("2024-01-01-000000_t1/up.sql", T1),
            ("2024-01-01-000000_t1/down.sql", D1),
            ("2024-01-02-000000_t2/up.sql", T2),
            ("2024-01-02-000000_t2/down.sql", D2),
            ("2024-01-02-000000_t2/metadata.toml", "run_in_transaction = false\n"),
        ],
        history: "CREATE TABLE __diesel_schema_migrations (version varchar(50) PRIMARY KEY NOT NULL,
                run_on timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP);
            INSERT INTO __diesel_schema_migrations VALUES ('20240101000000'), ('20240102000000');"
            .to_owned(),
        table: "public.__diesel_schema_migrations",
        status: ["20240101000000 applied", "20240102000000 applied"],
        has_downs: true,
    }
    .is_adopted();
}

#[test]
fn refinery_is_adopted() {
    // Both checksums are refinery's own.
    let checksum = |version: i32, name: &str, sql: &str| {
        refinery::Migration::unapplied(&format!("V{version}__{name}"), sql).unwrap().checksum().to_string()
    };
    let history = format!(
        "CREATE TABLE refinery_schema_history (version int4 PRIMARY KEY, name varchar(255), applied_on varchar(255),
            checksum varchar(255));
        INSERT INTO refinery_schema_history VALUES (1, 't1', '2024-01-01T00:00:00Z', '{}'),
            (2, 't2', '2024-01-02T00:00:00Z', '{}');",
        checksum(1, "t1", T1),
        checksum(2, "t2", T2)
    );
    let format = Format {
        tool: "refinery",
        files: &[("V1__t1.sql", T1), ("V2__t2.sql", T2)],
        history,
        table: "public.refinery_schema_history",
        status: ["1 applied", "2 applied"],
        has_downs: false,
    };
    format.is_adopted();
    let old = format.project();
    let before = old.db.query("SELECT * FROM refinery_schema_history ORDER BY 1");
    old.adopted(&[]);
    assert_eq!(old.db.query("SELECT * FROM refinery_schema_history ORDER BY 1"), before);
}

#[test]
fn flyway_is_adopted() {
    Format {
        tool: "flyway",
        files: &[
            ("V1__t1.sql", T1),
            ("U1__t1.sql", D1),
            ("V1_1__t2 with blanks.sql", T2),
            ("U1.1__t2.sql", D2),
            ("R__views.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;"),
        ],
        history: "CREATE TABLE flyway_schema_history (installed_rank integer PRIMARY KEY, version varchar(50),
                description varchar(200) NOT NULL, type varchar(20) NOT NULL, script varchar(1000) NOT NULL,
                checksum integer, installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(),
                execution_time integer NOT NULL, success boolean NOT NULL);
            INSERT INTO flyway_schema_history VALUES
                (1, '1', 't1', 'SQL', 'V1__t1.sql', 1, 'me', now(), 1, true),
                (2, '1.1', 't2', 'SQL', 'V1_1__t2.sql', 1, 'me', now(), 1, true),
                (3, '1.1', 't2', 'UNDO_SQL', 'U1.1__t2.sql', 1, 'me', now(), 1, true),
                (4, '1.1', 't2', 'SQL', 'V1_1__t2.sql', 1, 'me', now(), 1, true),
                (5, NULL, 'views', 'SQL', 'R__views.sql', 1, 'me', now(), 1, true);"
            .to_owned(),
        table: "public.flyway_schema_history",
        status: ["1 applied", "2 applied"],
        has_downs: true,
    }
    .is_adopted();
}

#[test]
fn liquibase_is_adopted() {
    Format {
        tool: "liquibase",
        files: &[
            ("a.sql", "--liquibase formatted sql\n\n--changeset ann:1\nCREATE TABLE t1 (id int PRIMARY KEY);\n--rollback DROP TABLE t1;\n\n--changeset ann:2\nCREATE TABLE t2 (id int PRIMARY KEY);\n--rollback DROP TABLE t2;\n"),
        ],
        history: "CREATE TABLE databasechangelog (id varchar(255) NOT NULL, author varchar(255) NOT NULL,
                filename varchar(255) NOT NULL, dateexecuted timestamp NOT NULL, orderexecuted integer NOT NULL,
                exectype varchar(10) NOT NULL, md5sum varchar(35), description varchar(255), comments varchar(255),
                tag varchar(255), liquibase varchar(20), contexts varchar(255), labels varchar(255),
                deployment_id varchar(10));
            INSERT INTO databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype) VALUES
                ('1', 'ann', 'db/changelog/a.sql', now(), 1, 'EXECUTED'), ('2', 'ann', 'db/changelog/a.sql', now(), 2, 'MARK_RAN');
            CREATE TABLE databasechangeloglock (id integer PRIMARY KEY, locked boolean NOT NULL);"
            .to_owned(),
        table: "public.databasechangelog",
        status: ["1 applied", "2 applied"],
        has_downs: true,
    }
    .is_adopted();
}

#[test]
fn sql_migrate_is_adopted() {
    Format {
        tool: "sql-migrate",
        files: &[
            ("1_t1.sql", "-- +migrate Up\nCREATE TABLE t1 (id int PRIMARY KEY);\n-- +migrate Down\nDROP TABLE t1;\n"),
            ("2-t2.sql", "-- +migrate Up notransaction\nCREATE TABLE t2 (id int PRIMARY KEY);\n-- +migrate Down\nDROP TABLE t2;\n"),
        ],
        history: "CREATE TABLE gorp_migrations (id text NOT NULL PRIMARY KEY, applied_at timestamptz);
            INSERT INTO gorp_migrations VALUES ('1_t1.sql', now()), ('2-t2.sql', now());"
            .to_owned(),
        table: "public.gorp_migrations",
        status: ["1 applied", "2 applied"],
        has_downs: true,
    }
    .is_adopted();
}

#[test]
fn tern_is_adopted() {
    Format {
        tool: "tern",
        files: &[
            ("001_t1.sql", "CREATE TABLE t1 (id int PRIMARY KEY);\n---- create above / drop below ----\nDROP TABLE t1;\n"),
            ("002_t2.sql", "CREATE TABLE t2 (id int PRIMARY KEY);\n---- create above / drop below ----\nDROP TABLE t2;\n"),
        ],
        history: "CREATE TABLE schema_version (version int4 NOT NULL); INSERT INTO schema_version VALUES (2);".to_owned(),
        table: "public.schema_version",
        status: ["1 applied", "2 applied"],
        has_downs: true,
    }
    .is_adopted();
}

#[test]
fn pop_is_adopted() {
    Format {
        tool: "pop",
        files: &[
            ("20240101000000_t1.postgres.up.sql", T1),
            ("20240101000000_t1.mysql.up.sql", "CREATE TABLE t1 (id int) ENGINE=x;"),
            ("20240101000000_t1.down.sql", D1),
            ("20240102000000_t2.up.sql", T2),
            ("20240102000000_t2.down.sql", D2),
        ],
        history: "CREATE TABLE schema_migration (version varchar(14) PRIMARY KEY);
            INSERT INTO schema_migration VALUES ('20240101000000'), ('20240102000000');"
            .to_owned(),
        table: "public.schema_migration",
        status: ["20240101000000 applied", "20240102000000 applied"],
        has_downs: true,
    }
    .is_adopted();
}

#[test]
fn node_pg_migrate_is_adopted() {
    Format {
        tool: "node-pg-migrate",
        files: &[
            ("1704067200000_t1.sql", "-- Up Migration\nCREATE TABLE t1 (id int PRIMARY KEY);\n-- Down Migration\nDROP TABLE t1;\n"),
            ("1704067200001_t-2.sql", "-- Up Migration\nCREATE TABLE t2 (id int PRIMARY KEY);\n-- Down Migration\nDROP TABLE t2;\n"),
        ],
        history: "CREATE TABLE pgmigrations (id serial PRIMARY KEY, name varchar(255) NOT NULL, run_on timestamp NOT NULL);
            INSERT INTO pgmigrations (name, run_on) VALUES ('1704067200000_t1', now()), ('1704067200001_t-2', now());"
            .to_owned(),
        table: "public.pgmigrations",
        status: ["1704067200000 applied", "1704067200001 applied"],
        has_downs: true,
    }
    .is_adopted();
}

#[test]
fn graphile_migrate_is_adopted() {
    Format {
        tool: "graphile-migrate",
        files: &[
            ("committed/000001-first.sql", "--! Previous: -\n--! Hash: sha1:01\n--! Message: first\n\nCREATE TABLE t1 (id int PRIMARY KEY);\n"),
            ("committed/000002.sql", "--! Previous: sha1:01\n--! Hash: sha1:02\n\n--! no-transaction\nCREATE TABLE t2 (id int PRIMARY KEY);\n"),
            ("current.sql", "-- Enter migration here\n"),
        ],
        history: "CREATE SCHEMA graphile_migrate;
            CREATE TABLE graphile_migrate.migrations (hash text PRIMARY KEY,
                previous_hash text REFERENCES graphile_migrate.migrations, filename text NOT NULL,
                date timestamptz NOT NULL DEFAULT now());
            CREATE TABLE graphile_migrate.current (filename text PRIMARY KEY DEFAULT 'current.sql', content text NOT NULL,
                date timestamptz NOT NULL DEFAULT now());
            INSERT INTO graphile_migrate.migrations (hash, previous_hash, filename) VALUES
                ('sha1:01', NULL, '000001.sql'), ('sha1:02', 'sha1:01', '000002.sql');"
            .to_owned(),
        table: "graphile_migrate.migrations",
        status: ["1 applied", "2 applied"],
        has_downs: false,
    }
    .is_adopted();
}

#[test]
fn prisma_is_adopted() {
    Format {
        tool: "prisma",
        files: &[
            ("20240101000000_t1/migration.sql", T1),
            ("20240102000000_t2/migration.sql", T2),
            ("migration_lock.toml", "provider = \"postgresql\"\n"),
        ],
        history: "CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL,
                finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
                started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0);
            INSERT INTO _prisma_migrations VALUES
                ('a', 'x', now(), '20240101000000_t1', NULL, NULL, now(), 1),
                ('b', 'x', NULL, '20240102000000_t2', 'failed', now(), now() - interval '1 hour', 0),
                ('c', 'x', now(), '20240102000000_t2', NULL, NULL, now(), 1);"
            .to_owned(),
        table: "public._prisma_migrations",
        status: ["20240101000000 applied", "20240102000000 applied"],
        has_downs: false,
    }
    .is_adopted();
}

#[test]
fn drizzle_is_adopted() {
    Format {
        tool: "drizzle",
        files: &[
            ("meta/_journal.json", "{\"version\":\"7\",\"dialect\":\"postgresql\",\"entries\":[
                {\"idx\":0,\"version\":\"7\",\"when\":1704067200000,\"tag\":\"0000_t1\",\"breakpoints\":true},
                {\"idx\":1,\"version\":\"7\",\"when\":1704153600000,\"tag\":\"0001_t2\",\"breakpoints\":true}]}"),
            ("0000_t1.sql", "CREATE TABLE t1 (id int PRIMARY KEY);\n--> statement-breakpoint\nSELECT 1"),
            ("0001_t2.sql", T2),
        ],
        history: "CREATE SCHEMA drizzle;
            CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint);
            INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('aa', 1704067200000), ('bb', 1704153600000);"
            .to_owned(),
        table: "drizzle.__drizzle_migrations",
        status: ["1 applied", "2 applied"],
        has_downs: false,
    }
    .is_adopted();
}

#[test]
fn supabase_is_adopted() {
    Format {
        tool: "supabase",
        files: &[("20240101000000_t1.sql", T1), ("20240102000000_t2.sql", T2)],
        history: "CREATE SCHEMA supabase_migrations;
            CREATE TABLE supabase_migrations.schema_migrations (version text NOT NULL PRIMARY KEY, statements text[], name text);
            INSERT INTO supabase_migrations.schema_migrations VALUES ('20240101000000', '{}', 't1'), ('20240102000000', '{}', 't2');"
            .to_owned(),
        table: "supabase_migrations.schema_migrations",
        status: ["20240101000000 applied", "20240102000000 applied"],
        has_downs: false,
    }
    .is_adopted();
}

#[test]
fn atlas_is_adopted() {
    Format {
        tool: "atlas",
        files: &[
            ("20240101000000.sql", T1),
            ("20240102000000_t2.sql", "-- atlas:txmode none\n\nCREATE TABLE t2 (id int PRIMARY KEY);\n"),
            ("atlas.sum", "h1:x\n"),
        ],
        history: "CREATE SCHEMA atlas_schema_revisions;
            CREATE TABLE atlas_schema_revisions.atlas_schema_revisions (version varchar PRIMARY KEY, description varchar NOT NULL,
                type bigint NOT NULL DEFAULT 2, applied bigint NOT NULL DEFAULT 0, total bigint NOT NULL DEFAULT 0,
                executed_at timestamptz NOT NULL, execution_time bigint NOT NULL, error text, error_stmt text,
                hash varchar NOT NULL, partial_hashes jsonb, operator_version varchar NOT NULL);
            INSERT INTO atlas_schema_revisions.atlas_schema_revisions VALUES
                ('20240101000000', '', 1, 0, 0, now(), 1, NULL, NULL, 'x', NULL, 'v'),
                ('20240102000000', 't2', 2, 1, 1, now(), 1, '', NULL, 'x', NULL, 'v');"
            .to_owned(),
        table: "atlas_schema_revisions.atlas_schema_revisions",
        status: ["20240101000000 applied", "20240102000000 applied"],
        has_downs: false,
    }
    .is_adopted();
}

#[test]
fn files_of_any_naming_are_adopted_by_a_pattern() {
    let files =
        [("up/1.9 t1.sql", T1), ("down/1.9 t1.sql", D1), ("up/1.10 t2.sql", T2), ("down/1.10 t2.sql", D2)];
    let old = OldProject::new(&files, &format!("{T1}{T2}"));
    let pattern =
        ["--pattern", "up/{version} {name}.sql", "--down-pattern", "down/{version} {name}.sql"].as_slice();
    old.is_untouched(old.adopt(pattern).args(["--yes"]).code(2)).says(&["--applied-through"]);
    let through = [pattern, &["--applied-through", "1.10"]].concat();
    let document = old.adopted(&through);
    assert_eq!(document["migrations"][1]["old_version"], "1.10");
    assert_eq!(old.states(), ["1 applied", "2 applied"]);
    old.migrate(&["up"]).ok().says(&["nothing to do"]);
    old.migrate(&["down", "--to", "0", "--yes"]).ok();
    old.migrate(&["up"]).ok();
}
