//! How large a file may be, and how small without a reason.
//!
//! A file counts without its tests: the `mod tests` in it, which stands last. It has at most 300 lines,
//! comments and blank ones included, so that it is read in one sitting. It has at least 25 lines of code,
//! which are those that hold something else than a comment, or a reason why not.

use std::path::Path;

use super::all_sources;

const MOST_LINES: usize = 300;
const LEAST_CODE: usize = 25;
const MEDIAN_LINES: usize = 110;

/// Rooms whose files are one of a kind, however small each is.
const KINDS: [(&str, &str); 6] = [
    ("model/verify/rules", "one rule a file"),
    ("cli", "the flags of one command"),
    ("commands", "one command a file"),
    ("model/adopt", "the format of one tool a file"),
    ("config", "one part of `migrate.toml` a file"),
    ("workflows", "the workflow of one command"),
];

/// Small files that belong nowhere else.
const SMALL: [(&str, &str); 60] = [
    ("files/depth.rs", "the commands choose it, three files of the room go by it"),
    ("model/docs/schemas.rs", "a decision of its own, with its tests"),
    ("model/docs/sql_line.rs", "a decision of its own, with its tests"),
    ("model/edit_distance.rs", "rules and time zones suggest names by it, with its tests"),
    ("model/fingerprint/rights.rs", "a decision of its own, with its tests"),
    ("model/locks/figures.rs", "tries count them, steps and reports hold them"),
    ("model/locks/script.rs", "a decision of its own, with its tests"),
    ("model/locks/stopping.rs", "a decision of its own, with its tests"),
    ("model/migration/statement_check.rs", "a decision of its own, with its tests"),
    ("model/migration/script_text.rs", "files and conversions read scripts by it"),
    ("model/outcome/exit.rs", "the contract with cron, CI and scripts in one place"),
    ("model/outcome/lock_holder.rs", "events and failures hold it, the server's room makes it"),
    ("model/outcome/page_file.rs", "the reports of docs and of snapshot hold it"),
    ("model/migration/renaming_problem.rs", "failures hold it, and not how it is found"),
    ("workflows/baseline/request.rs", "every step of the room goes by it"),
    ("model/partitions/manager.rs", "tables, troubles and adoption know other managers"),
    ("model/partitions/zone/near.rs", "a decision of its own, with its tests"),
    ("model/partitions/zone/served.rs", "a decision of its own, with its tests"),
    ("model/roundtrip/empty_rollback.rs", "a decision of its own, with its tests"),
    ("model/roundtrip/large_objects.rs", "a decision of its own, with its tests"),
    ("model/roundtrip/event.rs", "every subject's events are one file"),
    ("model/seed/leftovers.rs", "`status`, `up` and `partitions` know it, and nothing else of seeding"),
    ("model/seed/load/recreate.rs", "the way back of what `dropped.rs` drops, with its tests"),
    ("model/seed/load/removal.rs", "a decision of its own, with its tests"),
    ("model/seed/load/stream.rs", "the plan makes it, the loader and the schedule follow it"),
    ("model/seed/profile/reference.rs", "generators, conditions and templates refer to columns"),
    ("model/seed/profile/schema.rs", "a text, with the test that holds it to its reader"),
    ("model/sql/duration.rs", "flags, directives and limits are written so"),
    ("model/sql/identifier_length.rs", "a decision of its own, with its tests"),
    ("model/sql/position.rs", "every error that shows a place needs it"),
    ("model/sql/rights.rs", "a decision of its own, with its tests"),
    ("model/sql/relation_name.rs", "what scripts and directives name, with its tests"),
    ("model/sql/sql_text.rs", "what others ask the lexer, with its tests"),
    ("model/verify/judgements.rs", "facts hold what the judge makes of them"),
    ("model/verify/policy/condition.rs", "policies consist of them, the server's room makes them"),
    ("model/verify/probe_tally.rs", "reports hold the counts without the attempts"),
    ("model/verify/sql.rs", "names in proposed statements, with its tests"),
    ("postgres/connection/freeze.rs", "one question, asked before a session has settings of its own"),
    ("postgres/connection/own_settings.rs", "every session of ours goes by it"),
    ("postgres/connection/connected.rs", "what hosts hand to sessions"),
    ("postgres/connection/named_row.rs", "five catalog readers read names by it"),
    ("postgres/connection/own_path.rs", "the one place that says how statements of our own are understood"),
    ("postgres/partitions/transaction.rs", "every step of the room runs in it"),
    ("postgres/locks/table_locks.rs", "one question to the server, for the run and for its observers"),
    ("model/baseline/program.rs", "a decision of its own, with its tests"),
    ("model/baseline/refusal.rs", "failures hold it, and nothing else of the room"),
    ("model/init/refusal.rs", "failures hold it, and nothing else of the room"),
    ("model/control_characters.rs", "every output, and the text of a schema, escapes by it"),
    ("model/verify/refusal.rs", "a decision of its own: why nothing is judged"),
    ("ui/docs/report.rs", "one report a file"),
    ("ui/markup.rs", "every HTML page escapes by it"),
    ("ui/new.rs", "one report a file"),
    ("ui/question.rs", "the only questions that a person is asked"),
    ("ui/report.rs", "the trait that every report implements"),
    ("ui/roundtrip/report.rs", "one report a file"),
    ("ui/seed/report.rs", "one report a file"),
    ("ui/snippet.rs", "the only code that knows the crate which draws"),
    ("ui/style.rs", "the flags' meaning, that all of `ui` goes by"),
    ("workflows/partitions/work.rs", "steps and exports work on it"),
    ("workflows/seed/request.rs", "every way to fill a database is asked so"),
];

/// The part of a file that is no test.
fn without_tests(text: &str) -> &str {
    text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

fn lines_of_code(text: &str) -> usize {
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    without_tests(text).lines().filter(is_code).count()
}

/// Whether a file is one of a kind, a door (`mod.rs`, `main.rs`), or holds nothing but tests.
fn is_of_a_kind(path: &Path) -> bool {
    let is_door_or_tests = ["mod.rs", "main.rs", "tests.rs"].iter().any(|name| path.ends_with(name));
    is_door_or_tests || KINDS.iter().any(|(room, _)| path.parent() == Some(Path::new(room)))
}

#[test]
fn no_file_is_too_long_to_be_read_in_one_sitting() {
    let lines = |(path, text): (_, String)| (without_tests(&text).lines().count(), path);
    let mut lengths: Vec<_> = all_sources().into_iter().map(lines).collect();
    lengths.sort();
    let too_long: Vec<_> = lengths.iter().filter(|(lines, _)| *lines > MOST_LINES).collect();
    assert!(too_long.is_empty(), "{too_long:?}");
    let median = lengths[lengths.len() / 2].0;
    assert!(median <= MEDIAN_LINES, "the median file has {median} lines");
}

#[test]
fn a_small_file_has_a_reason() {
    let small: Vec<String> = all_sources()
        .into_iter()
        .filter(|(path, text)| lines_of_code(text) < LEAST_CODE && !is_of_a_kind(path))
        .map(|(path, _)| path.display().to_string())
        .collect();
    let listed: Vec<&str> = SMALL.iter().map(|(path, _)| *path).collect();
    let without: Vec<&String> = small.iter().filter(|path| !listed.contains(&path.as_str())).collect();
    assert!(without.is_empty(), "fold these into a neighbour, or give a reason: {without:#?}");
    let needless: Vec<&&str> =
        listed.iter().filter(|path| !small.iter().any(|small| small == *path)).collect();
    assert!(needless.is_empty(), "these are gone or have grown, and need no reason: {needless:#?}");
}

#[test]
fn tests_count_for_nothing_and_comments_are_no_code() {
    let text = "//! Owns it.\n\nuse std::fmt;\n\n/// Why.\nfn run() {} // so\n\n#[cfg(test)]\nmod tests {\n    fn a() {}\n}\n";
    assert_eq!(without_tests(text).lines().count(), 6);
    assert_eq!(lines_of_code(text), 2);
}
