//! Standard error as a log, where it is no terminal: every line has its instant, the database and its level.

/// The levels that a message begins with itself, among them those of the server; a hint belongs to the message before it.
const LEVELS: [&str; 6] = ["error", "warning", "notice", "note", "info", "hint"];

/// What a line is that says nothing about itself.
const USUAL: &str = "info";

/// Puts instant, database and level before every line: `2026-11-30T20:18:49Z app error: ..`. A line that follows has the
/// level of the message that it belongs to. Empty lines go.
pub(super) fn lines(text: &str, instant: &str, database: &str) -> String {
    let mut level = USUAL;
    let mut log = String::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match own_level(line) {
            Some(own) => {
                level = own;
                log.push_str(&format!("{instant} {database} {line}\n"));
            }
            None => log.push_str(&format!("{instant} {database} {level}: {line}\n")),
        }
    }
    log
}

/// Puts where something happened before a line, behind the level that it has.
pub(super) fn placed(place: &str, line: &str) -> String {
    match own_level(line).and_then(|level| line[level.len()..].strip_prefix(": ").map(|rest| (level, rest))) {
        Some((level, rest)) => format!("{level}: {place}{rest}"),
        None => format!("{place}{line}"),
    }
}

fn own_level(line: &str) -> Option<&'static str> {
    let is_own = |level: &&&str| {
        line.strip_prefix(**level).is_some_and(|rest| rest.starts_with(':') || rest.starts_with('['))
    };
    LEVELS.iter().find(is_own).copied()
}

#[cfg(test)]
mod tests {
    use super::{lines, placed};

    #[test]
    fn the_level_stays_in_front_of_the_place() {
        assert_eq!(placed("there: ", "warning: a"), "warning: there: a");
        assert_eq!(placed("there: ", "applied V1"), "there: applied V1");
        assert_eq!(placed("", "note: a"), "note: a");
    }

    #[test]
    fn every_line_has_instant_database_and_level() {
        let text = "error: migration `V1` failed\n  --> a.sql:1:1\n\n  sqlstate: 42601\nhint: x\n  y\n";
        assert_eq!(
            lines(text, "T", "app"),
            "T app error: migration `V1` failed\nT app error:   --> a.sql:1:1\nT app error:   sqlstate: 42601\n\
             T app hint: x\nT app hint:   y\n"
        );
        assert_eq!(lines("applied V1\n", "T", "app"), "T app info: applied V1\n");
        assert_eq!(lines("warning: a", "T", "-"), "T - warning: a\n");
        assert_eq!(lines("notes moved", "T", "-"), "T - info: notes moved\n");
        assert_eq!(lines("", "T", "-"), "");
    }
}
