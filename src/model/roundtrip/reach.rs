//! What a script says that reaches beyond its database: roles, other databases, the server and its files. On a server
//! that others use that is never tried.
//!
//! Key words decide, as for locks. What a block or a function does is not in its text: for that the shared catalogs are
//! compared, see [`super::shared`].

use crate::model::migration::pair::{Pair, Script};
use crate::model::sql::position::Position;
use crate::model::sql::quote::unquoted_text;
use crate::model::sql::tokens::tokens;
use crate::model::sql::words::{Sign, Word, Words, each_statement};

/// What a statement reaches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Roles and their settings.
    Role,
    /// Which role is a member of which.
    Membership,
    /// A database by its name.
    Database,
    Tablespace,
    /// The server's configuration.
    Configuration,
    /// A subscription has a slot on another server, and keeps its database from being dropped.
    Subscription,
    /// A file or a program of the server's machine.
    ServerFile,
    /// A function that acts on the whole server or on another one, by its name.
    Function(String),
    /// A block or a procedure that commits on its own: what it does could not be rolled back.
    Block,
}

/// A statement that reaches out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reaching {
    /// The script's file, as shown to a person.
    pub(crate) file: String,
    pub(crate) at: Position,
    pub(crate) reach: Reach,
}

/// Every statement of these pairs that reaches out, in the order in which they would run up.
pub(crate) fn of_pairs(pairs: &[Pair]) -> Vec<Reaching> {
    pairs.iter().flat_map(|pair| [&pair.up, &pair.down]).flat_map(of_script).collect()
}

fn of_script(script: &Script) -> Vec<Reaching> {
    let (sql, no_transaction) = (script.sql.as_str(), script.directives.no_transaction);
    let mut reaching = Vec::new();
    each_statement(sql, |place, words| {
        if let Some(reach) = of_statement(words, no_transaction) {
            let at = Position::at_byte(sql, place.start);
            reaching.push(Reaching { file: script.file.clone(), at, reach });
        }
    });
    reaching
}

fn of_statement(mut words: Words<'_>, no_transaction: bool) -> Option<Reach> {
    let first = words.lower();
    let all = words;
    words.skip(1);
    match first.as_str() {
        "create" | "alter" | "drop" => of_object(words).or_else(|| {
            // A function's body is not run where it is defined.
            let defines =
                words.next_are(&["or"]) || words.next_are(&["function"]) || words.next_are(&["procedure"]);
            (!defines).then(|| called(all)).flatten()
        }),
        "grant" | "revoke" if words.take_through(&["on"]) => of_privilege(words),
        "grant" | "revoke" => Some(Reach::Membership),
        "comment" if words.take(&["on"]) => of_object(words),
        "security" if words.take_through(&["on"]) => of_object(words),
        "copy" => copied(words).or_else(|| called(all)),
        "do" | "call" if no_transaction => Some(Reach::Block),
        "do" => all.everywhere().filter_map(|rest| rest.string()).find_map(called_in_body),
        _ => called(all),
    }
}

/// What kind of object comes next, if it is one of the server's.
fn of_object(words: Words<'_>) -> Option<Reach> {
    let kind = words.lower();
    match kind.as_str() {
        // CREATE USER MAPPING is about a foreign server, which is an object of the database.
        "user" if words.next_are(&["user", "mapping"]) => None,
        "role" | "user" | "group" => Some(Reach::Role),
        "database" => Some(Reach::Database),
        "tablespace" => Some(Reach::Tablespace),
        "system" => Some(Reach::Configuration),
        "subscription" => Some(Reach::Subscription),
        _ => None,
    }
}

/// Behind `GRANT .. ON`.
fn of_privilege(words: Words<'_>) -> Option<Reach> {
    match words.lower().as_str() {
        "database" => Some(Reach::Database),
        "tablespace" => Some(Reach::Tablespace),
        "parameter" => Some(Reach::Configuration),
        _ => None,
    }
}

/// A COPY to a file, or to or from a program. One from a file only reads.
fn copied(words: Words<'_>) -> Option<Reach> {
    let mut to = words;
    let is_to_file = to.take_through(&["to"]) && to.string().is_some();
    let is_program = ["to", "from"].iter().any(|way| words.have(&[way, "program"]));
    (is_to_file || is_program).then_some(Reach::ServerFile)
}

/// Functions that act on the whole server, on its files or on another server.
const FUNCTIONS: &[&str] = &[
    "dblink",
    "dblink_connect",
    "dblink_connect_u",
    "dblink_exec",
    "dblink_open",
    "dblink_send_query",
    "lo_export",
    "pg_backup_start",
    "pg_backup_stop",
    "pg_cancel_backend",
    "pg_copy_logical_replication_slot",
    "pg_copy_physical_replication_slot",
    "pg_create_logical_replication_slot",
    "pg_create_physical_replication_slot",
    "pg_create_restore_point",
    "pg_drop_replication_slot",
    "pg_file_rename",
    "pg_file_sync",
    "pg_file_unlink",
    "pg_file_write",
    "pg_logfile_rotate",
    "pg_log_backend_memory_contexts",
    "pg_promote",
    "pg_reload_conf",
    "pg_replication_origin_advance",
    "pg_replication_origin_create",
    "pg_replication_origin_drop",
    "pg_replication_slot_advance",
    "pg_rotate_logfile",
    "pg_start_backup",
    "pg_stat_reset_shared",
    "pg_stat_reset_slru",
    "pg_stop_backup",
    "pg_switch_wal",
    "pg_sync_replication_slots",
    "pg_terminate_backend",
    "pg_wal_replay_pause",
    "pg_wal_replay_resume",
];

/// The first of these functions that a text calls.
fn called(words: Words<'_>) -> Option<Reach> {
    words.everywhere().find_map(|mut rest| {
        let name = rest.part()?;
        (rest.next_is(Sign::Open) && FUNCTIONS.contains(&name.as_str())).then_some(Reach::Function(name))
    })
}

/// The same in the body of a block, as the script writes it.
fn called_in_body(literal: &str) -> Option<Reach> {
    let body = unquoted_text(literal)?;
    let words: Vec<Word> = tokens(&body).filter_map(|(kind, range)| Word::of(kind, &range)).collect();
    called(Words::new(&body, &words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::migration::pair::fixtures::pair;

    fn reach(sql: &str) -> Vec<Reach> {
        of_script(&pair(1, sql).up).into_iter().map(|reaching| reaching.reach).collect()
    }

    #[test]
    fn what_belongs_to_the_server_is_seen_in_the_text() {
        for (sql, expected) in [
            ("CREATE ROLE a; create /* x */ USER b; ALTER GROUP c ADD USER d", vec![Reach::Role; 3]),
            ("ALTER ROLE a SET work_mem = 1; DROP ROLE IF EXISTS a", vec![Reach::Role; 2]),
            ("ALTER ROLE ALL IN DATABASE x RESET ALL", vec![Reach::Role]),
            ("GRANT a, b TO c; REVOKE ADMIN OPTION FOR a FROM b", vec![Reach::Membership; 2]),
            ("GRANT pg_monitor TO a WITH INHERIT TRUE", vec![Reach::Membership]),
            ("CREATE DATABASE a; ALTER DATABASE a SET x = 1; DROP DATABASE a", vec![Reach::Database; 3]),
            ("GRANT CONNECT ON DATABASE a TO b; COMMENT ON DATABASE a IS 'x'", vec![Reach::Database; 2]),
            ("COMMENT ON ROLE a IS 'x'; SECURITY LABEL FOR p ON ROLE a IS 'x'", vec![Reach::Role; 2]),
            ("ALTER TABLESPACE a RENAME TO b; GRANT CREATE ON TABLESPACE a TO b", vec![Reach::Tablespace; 2]),
            ("ALTER SYSTEM SET a = 1; GRANT SET ON PARAMETER a TO b", vec![Reach::Configuration; 2]),
            ("CREATE SUBSCRIPTION a CONNECTION 'x' PUBLICATION p", vec![Reach::Subscription]),
            (
                "COPY a TO '/x'; COPY (SELECT 1) TO PROGRAM 'y'; COPY a FROM PROGRAM 'z'",
                vec![Reach::ServerFile; 3],
            ),
            ("SELECT pg_catalog.pg_reload_conf()", vec![Reach::Function("pg_reload_conf".to_owned())]),
            (
                "DO $x$ BEGIN PERFORM dblink_exec('a', 'b'); END $x$",
                vec![Reach::Function("dblink_exec".to_owned())],
            ),
            ("DO 'BEGIN PERFORM pg_switch_wal(); END'", vec![Reach::Function("pg_switch_wal".to_owned())]),
        ] {
            assert_eq!(reach(sql), expected, "{sql}");
        }
    }

    #[test]
    fn what_belongs_to_the_database_is_not() {
        for sql in [
            "GRANT SELECT ON a TO b; REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT ALL (a) ON b TO c",
            "GRANT EXECUTE ON FUNCTION pg_reload_conf() TO a",
            "CREATE USER MAPPING FOR a SERVER b; DROP USER MAPPING FOR a SERVER b",
            "ALTER TABLE role ADD database text; CREATE TABLE system (role int); DROP TABLE \"user\"",
            "ALTER DEFAULT PRIVILEGES FOR ROLE a GRANT SELECT ON TABLES TO b",
            "COMMENT ON TABLE role IS 'CREATE ROLE x'; ALTER TABLE a OWNER TO b; SET ROLE a; RESET ROLE",
            "CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC SELECT pg_reload_conf(); END",
            "CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE sql AS 'SELECT pg_reload_conf()'",
            "COPY a FROM '/x'; COPY a TO STDOUT; COPY a (b) FROM STDIN;\n1\n\\.\n",
            "SELECT 'pg_reload_conf()'; SELECT pg_reload_conf FROM a; DO $$ BEGIN CREATE ROLE x; END $$",
            "REASSIGN OWNED BY a TO b; DROP OWNED BY a; CREATE EXTENSION x",
        ] {
            assert_eq!(reach(sql), [], "{sql}");
        }
    }

    #[test]
    fn a_block_outside_a_transaction_cannot_be_rolled_back() {
        let mut script = pair(1, "SELECT 1;\n  DO $$ BEGIN END $$;\nCALL p()").up;
        assert_eq!(of_script(&script), []);
        script.directives.no_transaction = true;
        let blocks = of_script(&script);
        let lines: Vec<usize> = blocks.iter().map(|block| block.at.line).collect();
        assert_eq!((lines, &blocks[0].reach), (vec![2, 3], &Reach::Block));
        assert_eq!(blocks[0].file, "migrations/V001__m1.sql");
    }
}
