//! Partitions as metrics: a file that Prometheus' node exporter reads ("Textfile Collector"). Files of several
//! databases, and of `ensure` and `check`, may lie in one folder: labels tell their series apart.

use crate::model::control_characters::is_obeyed;
use crate::model::partitions::report::{PartitionsCommandKind, PartitionsReport, ReportOrigin, TableReport};

/// The whole file. Times are the server's.
pub(crate) fn metrics(report: &PartitionsReport, place: &ReportOrigin) -> String {
    let mut text = String::new();
    let command = if report.kind == PartitionsCommandKind::Ensure { "ensure" } else { "check" };
    let labels = format!(
        "command=\"{command}\",database=\"{}\",host=\"{}\"",
        label(&place.database),
        label(&place.host)
    );
    let mut gauge = |name: &str, help: &str, value: &dyn Fn(&TableReport) -> Option<f64>| {
        let samples: Vec<String> = report
            .tables
            .iter()
            .filter_map(|table| {
                Some(format!(
                    "migrate_partitions_{name}{{{labels},table=\"{}\"}} {}\n",
                    label(&table.shown),
                    value(table)?
                ))
            })
            .collect();
        if !samples.is_empty() {
            text.push_str(&format!(
                "# HELP migrate_partitions_{name} {help}\n# TYPE migrate_partitions_{name} gauge\n"
            ));
            text.push_str(&samples.concat());
        }
    };
    let well = |table: &TableReport| table.findings.is_empty() && table.trouble.is_none();
    #[allow(clippy::cast_precision_loss, reason = "counts and seconds are far below 2^52")]
    let number = |value: i64| value as f64;
    gauge("ok", "1 when every configured partition exists.", &|table| {
        Some(if well(table) { 1.0 } else { 0.0 })
    });
    gauge(
        "last_success_timestamp_seconds",
        "When all configured partitions were last found or created.",
        &|table| well(table).then(|| number(report.now.seconds())),
    );
    gauge(
        "periods_ahead",
        "Covered periods after the current one; -1 when the current one is not covered.",
        &|table| table.periods_ahead.map(number),
    );
    gauge("default_rows", "Rows in the default partition, counted up to the allowed number.", &|table| {
        table.default_rows.map(|rows| number(rows.number()))
    });
    gauge("attached", "Attached partitions.", &|table| {
        table.table.as_ref().map(|table| number(i64::try_from(table.partitions.len()).unwrap_or(i64::MAX)))
    });
    gauge("duration_seconds", "How long the run took for this table.", &|table| {
        table.took.map(|took| took.as_secs_f64())
    });
    text
}

/// A label's value. The format has `\\`, `\"` and `\n`: of everything else that is obeyed the escaped text is the value.
fn label(text: &str) -> String {
    let mut value = String::new();
    for letter in text.chars() {
        match letter {
            '\\' => value.push_str("\\\\"),
            '"' => value.push_str("\\\""),
            '\n' => value.push_str("\\n"),
            letter if is_obeyed(letter) => value.extend(['\\'].into_iter().chain(letter.escape_default())),
            letter => value.push(letter),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_on_one_line_and_holds_nothing_that_is_obeyed() {
        assert_eq!(label("a\"b\\c\nd"), "a\\\"b\\\\c\\nd");
        assert_eq!(label("a\t\u{1b}\u{202e}é"), "a\\\\t\\\\u{1b}\\\\u{202e}é");
    }
}
