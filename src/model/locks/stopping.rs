//! Which statements lock a table, as their first step, so that others have to wait for it.

/// Whether a statement may keep readers or writers from a table that is there before it, by its first words alone. A
/// statement whose changes are rows is not one, nor is one that calls functions: what those do is seen when it is over.
pub(crate) fn may_stop_others(statement: &str) -> bool {
    let mut words = statement
        .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase);
    match words.next().as_deref() {
        Some("alter" | "drop" | "truncate" | "lock" | "cluster" | "refresh" | "reindex") => {
            !words.take(8).any(|word| word == "concurrently")
        }
        Some("vacuum") => words.take(8).any(|word| word == "full"),
        Some("create") => {
            let made =
                words.find(|word| !matches!(word.as_str(), "or" | "replace" | "unique" | "constraint"));
            match made.as_deref() {
                Some("index") => words.next().as_deref() != Some("concurrently"),
                Some("trigger" | "rule" | "policy") => true,
                _ => false,
            }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_tables_stop_others_and_changes_of_rows_do_not() {
        for stops in [
            "ALTER TABLE t ADD COLUMN x int",
            "drop table t",
            "TRUNCATE t",
            "LOCK t",
            "CREATE UNIQUE INDEX i ON t (x)",
            "CREATE OR REPLACE TRIGGER t AFTER INSERT ON t EXECUTE FUNCTION f()",
            "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON t EXECUTE FUNCTION f()",
            "CREATE POLICY p ON t",
            "REINDEX TABLE t",
            "VACUUM (FULL) t",
            "REFRESH MATERIALIZED VIEW m",
        ] {
            assert!(may_stop_others(stops), "{stops}");
        }
        for leaves in [
            "UPDATE t SET x = 1",
            "CREATE TABLE n AS SELECT * FROM t",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'ALTER TABLE t ADD x int'",
            "SELECT 1",
            "CREATE INDEX CONCURRENTLY i ON t (x)",
            "DROP INDEX CONCURRENTLY i",
            "REINDEX (VERBOSE) TABLE CONCURRENTLY t",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
            "VACUUM t",
            "DO $$ BEGIN END $$",
            "",
        ] {
            assert!(!may_stop_others(leaves), "{leaves}");
        }
    }
}
