//! What differs from run to run, replaced: times, durations, sizes, hashes, names and places of the test's own.

use std::path::Path;

use regex::Regex;

use super::cluster;
use crate::support::Database;

/// What is replaced, each wherever it stands.
const PATTERNS: [(&str, &str); 18] = [
    // In front of each line off a terminal.
    (r"(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ ", "[time] "),
    // The session of a step before, which ends when its server gets to it: most often there is nothing to say.
    (r"(?m)^\[time\] .*\block\b.*\n\[time\] \S+ \w+:   .*\bpid \d+.*\n?", ""),
    // How far a table is, every few seconds: on a slow day only.
    (r"(?m)^\[time\] \S+ info: \S+: [\d,]+ of [\d,]+ rows\b.*\n?", ""),
    (r"\b[0-9a-f]{64}\b", "[sha256]"),
    (r"\b\d+(\.\d+)? ?(ms|µs)(\b|$)", "[duration]"),
    (r"\b\d+\.\d\d s\b", "[duration]"),
    (r"\b\d+ (B|kB|MB|GB)\b", "[size]"),
    (r#"("\w*_ms": )-?\d[\d.e-]*"#, "$1[ms]"),
    (r#"("\w*bytes": )-?\d+"#, "$1[bytes]"),
    (r#"("(?:server_version|throwaway_server|real_server)": )"[^"]*""#, "$1[version]"),
    (r#"("was": )\d+"#, "$1[measured]"),
    (r"(?m)^(\w+_seconds\{.*\}) [\d.]+$", "$1 [seconds]"),
    // Whether the server itself had to be exempted.
    (r#"("exempted": )\d+"#, "$1[exempted]"),
    (r"(?m); \d+ exempt$", "; [exempted] exempt"),
    (r"PostgreSQL \d+[\w.]*( \([^)]*\))?", "PostgreSQL [version]"),
    (r"throwaway server \d+[\w.]*", "throwaway server [version]"),
    (r"beside \d+\.[\w.]*", "beside [version]"),
    (r"\bit_\d+", "it_0"),
];

/// Any other time. One at the begin of a month is a partition's bound.
const TIME: &str = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00(:00)?)?";

/// Columns of tables that hold what was measured: whether there is anything in a cell is up to the machine.
const MEASURED_COLUMNS: [&str; 4] = ["seconds", "rows/s", "reads blocked", "writes blocked"];

/// Arrays of documents that hold what was measured: how many there are is up to the machine.
const MEASURED: [&str; 3] = ["full_scans", "locks", "waits"];

pub(super) struct Redaction {
    patterns: Vec<(Regex, &'static str)>,
    time: Regex,
    /// Texts, and what stands for them.
    places: Vec<(String, String)>,
    month: i32,
}

impl Redaction {
    pub(super) fn new(db: &Database, project: &Path) -> Self {
        let patterns = PATTERNS.map(|(pattern, with)| (Regex::new(pattern).unwrap(), with)).into();
        let places = vec![
            (project.display().to_string(), "[project]".to_owned()),
            (cluster().folder().display().to_string(), "[server]".to_owned()),
            (db.name().to_owned(), "it_0".to_owned()),
        ];
        Self { patterns, time: Regex::new(TIME).unwrap(), places, month: this_month() }
    }

    /// The months around this one are replaced, too: `month+0`, which is as long as what it stands for.
    pub(super) fn with_months(mut self) -> Self {
        for ahead in -9..=9 {
            let shown = format!("month{ahead:+}");
            for separator in ["-", "_"] {
                self.places.push((written(self.month + ahead, separator), shown.clone()));
            }
        }
        self
    }

    /// A month from the current one, as partitions are named.
    pub(super) fn month(&self, ahead: i32) -> String {
        written(self.month + ahead, "-")
    }

    /// Whether the months are still what they were when this was made.
    pub(super) fn is_still_this_month(&self) -> bool {
        self.month == this_month()
    }

    /// The text without what differs from run to run.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut text = without_measured(text);
        for (pattern, with) in &self.patterns {
            text = pattern.replace_all(&text, *with).into_owned();
        }
        let is_bound = |time: &str| time[7..].replace('T', " ").starts_with("-01 00:00:00");
        let time = |found: &regex::Captures| {
            if is_bound(&found[0]) { found[0].to_owned() } else { "[time]".to_owned() }
        };
        text = self.time.replace_all(&text, time).into_owned();
        for (place, with) in &self.places {
            text = text.replace(place, with);
        }
        aligned(&text)
    }
}

/// The current month in UTC, counted from year 0.
fn this_month() -> i32 {
    let now = chrono::Utc::now().format("%Y-%m").to_string();
    let (year, month) = now.split_once('-').unwrap();
    year.parse::<i32>().unwrap() * 12 + month.parse::<i32>().unwrap() - 1
}

fn written(month: i32, separator: &str) -> String {
    format!("{}{separator}{:02}", month / 12, month % 12 + 1)
}

/// Takes out what stands in the arrays of [`MEASURED`].
fn without_measured(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut end: Option<String> = None;
    for line in text.lines() {
        if let Some(closing) = &end {
            if line.trim_end_matches(',') == closing {
                lines.last_mut().unwrap().push_str(&line[closing.len()..]);
                end = None;
            }
            continue;
        }
        let name = line.trim().split('"').nth(1).filter(|name| MEASURED.contains(name));
        match name {
            Some(name) if line.contains("\": [") => {
                let indent = &line[..line.len() - line.trim_start().len()];
                let comma = if line.ends_with(',') { "," } else { "" };
                lines.push(format!("{indent}\"{name}\": [measured]{comma}"));
                if line.ends_with('[') {
                    end = Some(format!("{indent}]"));
                }
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

/// Tables with the widths that their cells have now, aligned to the left.
fn aligned(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let is_rule = |line: &str| line.contains("-+-") && line.chars().all(|c| "-+".contains(c));
    let mut done: Vec<String> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if !lines.get(at + 1).is_some_and(|line| is_rule(line)) {
            done.push(lines[at].to_owned());
            at += 1;
            continue;
        }
        let columns = lines[at].matches('|').count();
        let length = lines[at..]
            .iter()
            .take_while(|line| is_rule(line) || line.matches('|').count() >= columns)
            .count();
        let rows = lines[at..at + length].iter().filter(|line| !is_rule(line));
        let mut cells: Vec<Vec<&str>> =
            rows.map(|row| row.splitn(columns + 1, '|').map(str::trim).collect()).collect();
        let is_measured: Vec<bool> = cells[0].iter().map(|name| MEASURED_COLUMNS.contains(name)).collect();
        for row in cells.iter_mut().skip(1) {
            for (cell, _) in row.iter_mut().zip(&is_measured).filter(|(_, is_measured)| **is_measured) {
                *cell = "[measured]";
            }
        }
        let widths: Vec<usize> =
            (0..=columns).map(|n| cells.iter().map(|row| row[n].chars().count()).max().unwrap()).collect();
        for (number, row) in cells.iter().enumerate() {
            let padded = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
            done.push(format!(" {}", padded.collect::<Vec<_>>().join(" | ")).trim_end().to_owned());
            if number == 0 {
                let rules: Vec<String> = widths.iter().map(|width| "-".repeat(width + 2)).collect();
                done.push(rules.join("+"));
            }
        }
        at += length;
    }
    done.join("\n")
}

#[test]
fn what_differs_is_replaced_and_nothing_else() {
    let project = Path::new("/nowhere/at/all");
    let redaction = Redaction::new(&Database::on(cluster()), project).with_months();
    let table = " a | took\n---+------\n x | 7.4 ms\n y | 1.20 s\n";
    let wide = " a | took\n---+--------\n x | 174 ms\n y |  12 ms\n";
    assert_eq!(redaction.apply(table), redaction.apply(wide));
    assert_eq!(redaction.apply(table), " a | took\n---+------------\n x | [duration]\n y | [duration]");
    let document = "{\n  \"locks\": [\n    {\n      \"from_ms\": 1\n    }\n  ],\n  \"rows\": 5,\n  \"took_ms\": 1.5e-3\n}";
    assert_eq!(
        redaction.apply(document),
        "{\n  \"locks\": [measured],\n  \"rows\": 5,\n  \"took_ms\": [ms]\n}"
    );
    assert_eq!(redaction.apply("2026-01-02T03:04:05Z applied V001__x"), "[time] applied V001__x");
    let (name, bound) = (redaction.month(2).replace('-', "_"), redaction.month(0));
    let text = format!("events_{name} {bound}-01 00:00:00+00 {bound}-09T01:02:03.456789Z");
    assert_eq!(redaction.apply(&text), "events_month+2 month+0-01 00:00:00+00 [time]");
}
